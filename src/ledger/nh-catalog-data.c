/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-catalog-data.h"

#include <stdlib.h>

#include <gio/gio.h>

#include "nh-csv.h"
#include "nh-data-resource.h"
#include "nh-error.h"
#include "nh-i18n.h"

#define UNITS_FOLDER "/vn/ngayhoi/data/units/"
#define CODEBOOKS_FOLDER "/vn/ngayhoi/data/codebooks/"

void
nh_catalog_data_code_free (gpointer data)
{
  NhCode *code = data;

  g_free (code->list);
  g_free (code->code);
  g_free (code->title);
  g_free (code->abbreviation);
  g_free (code->attributes);
  g_free (code);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* File names in a folder of the resource, in order. */
static char **
list_folder (const char *folder, GError **error)
{
  char **names;

  nh_data_get_resource (); /* keeps the linker from dropping the resource */
  names = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (names == NULL)
    nh_error_prefix (error, _ ("read the data of the program"));
  else
    qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  return names;
}

static GBytes *
load_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (folder, name, NULL);
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    nh_error_prefix (error, _ ("read the data of the program"));
  return bytes;
}

typedef gboolean (*ReadFunc) (NhUnitList *list, const char *text, gsize length, GError **error);

static gboolean
read_bytes (NhUnitList *list, GBytes *bytes, ReadFunc read, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return text == NULL || read (list, text, length, error);
}

/* Mapping files are named "…_mapping.csv" and are read after all units. */
static gboolean
read_files (NhUnitList *list, char **names, gboolean mappings, ReadFunc read, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (g_str_has_suffix (names[i], "_mapping.csv") != mappings)
        continue;
      bytes = load_file (UNITS_FOLDER, names[i], error);
      if (bytes == NULL || !read_bytes (list, bytes, read, error))
        return FALSE;
    }
  return TRUE;
}

NhUnitList *
nh_catalog_data_units (GBytes *more, GError **error)
{
  g_autoptr (NhUnitList) list = nh_unit_list_new ();
  g_auto (GStrv) names = list_folder (UNITS_FOLDER, error);

  if (names == NULL || !read_files (list, names, FALSE, nh_unit_list_read, error) ||
      (more != NULL && !read_bytes (list, more, nh_unit_list_read, error)) || !nh_unit_list_resolve (list, error) ||
      !read_files (list, names, TRUE, nh_unit_list_read_mapping, error))
    return NULL;
  return g_steal_pointer (&list);
}

enum
{
  CODE_CODE,
  CODE_TITLE,
  CODE_ABBREVIATION,
  CODE_FROM,
  CODE_TO,
  CODE_ATTRIBUTES,
  N_CODE_COLUMNS
};
static const char *const code_titles[N_CODE_COLUMNS] = { "code",       "title",    "abbreviation",
                                                         "valid_from", "valid_to", "attributes" };

static NhCode *
code_read (NhCsv *csv, guint row, const int *columns, const char *list)
{
  NhCode *code = g_new0 (NhCode, 1);

  code->list = g_strdup (list);
  code->code = g_strdup (nh_csv_get (csv, row, columns[CODE_CODE]));
  code->title = g_strdup (nh_csv_get (csv, row, columns[CODE_TITLE]));
  code->abbreviation = g_strdup (nh_csv_get (csv, row, columns[CODE_ABBREVIATION]));
  code->from = nh_date_from_iso (nh_csv_get (csv, row, columns[CODE_FROM]));
  code->to = nh_date_from_iso (nh_csv_get (csv, row, columns[CODE_TO]));
  code->position = (int) row + 1;
  code->attributes = g_strdup (nh_csv_get (csv, row, columns[CODE_ATTRIBUTES]));
  return code;
}

gboolean
nh_catalog_data_read_codes (GPtrArray *codes, const char *list, const char *text, gsize length, GError **error)
{
  g_autoptr (NhCsv) csv = nh_csv_parse (text, length, error);
  int columns[N_CODE_COLUMNS];

  if (csv == NULL)
    return FALSE;
  for (guint i = 0; i < N_CODE_COLUMNS; i++)
    columns[i] = nh_csv_find_column (csv, code_titles[i]);
  for (guint row = 0; row < nh_csv_get_n_rows (csv); row++)
    g_ptr_array_add (codes, code_read (csv, row, columns, list));
  return TRUE;
}

static gboolean
read_codebook (GPtrArray *codes, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = load_file (CODEBOOKS_FOLDER, name, error);
  g_autofree char *list = g_strndup (name, strcspn (name, "."));
  gsize length;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  return nh_catalog_data_read_codes (codes, list, text, length, error);
}

GPtrArray *
nh_catalog_data_codes (GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (nh_catalog_data_code_free);
  g_auto (GStrv) names = list_folder (CODEBOOKS_FOLDER, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!read_codebook (codes, names[i], error))
        return NULL;
    }
  return names != NULL ? g_steal_pointer (&codes) : NULL;
}

static void
add_unit (NhCatalogBuilder *builder, const NhUnitRow *row)
{
  NhUnit unit = {
    .id = row->id,
    .code = row->code,
    .name = row->name,
    .kind = row->kind,
    .parent = row->parent != NULL ? row->parent->id : 0,
    .level = row->level,
    .from = row->from,
    .to = row->to,
    .position = row->position,
    .typed_in = row->typed_in,
  };

  nh_catalog_builder_add_unit (builder, &unit);
}

NhCatalog *
nh_catalog_from_data (GBytes *more, GError **error)
{
  g_autoptr (NhUnitList) list = nh_catalog_data_units (more, error);
  g_autoptr (GPtrArray) codes = list != NULL ? nh_catalog_data_codes (error) : NULL;
  NhCatalogBuilder *builder;

  if (codes == NULL)
    return NULL;

  builder = nh_catalog_builder_new ();
  for (guint i = 0; i < list->rows->len; i++)
    add_unit (builder, list->rows->pdata[i]);
  for (guint i = 0; i < list->steps->len; i++)
    {
      const NhUnitStep *step = list->steps->pdata[i];
      NhSuccession succession = { step->from->id, step->to->id, step->part, step->effective, step->note };

      nh_catalog_builder_add_succession (builder, &succession);
    }
  for (guint i = 0; i < codes->len; i++)
    nh_catalog_builder_add_code (builder, codes->pdata[i]);
  return nh_catalog_builder_end (builder);
}
