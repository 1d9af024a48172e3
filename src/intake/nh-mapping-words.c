/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mapping as the user orders it: nh_mapping_set_word(). */

#include "nh-mapping-private.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, NH_ERROR, NH_ERROR_USAGE, text);
  return FALSE;
}

static const struct
{
  int field;
  const char *name;
} others[] = {
  { NH_MAP_UNIT, "unit" }, { NH_MAP_DISTRICT, "district" }, { NH_MAP_YEAR, "year" },   { NH_MAP_UUID, "uuid" },
  { NH_MAP_CODE, "code" }, { NH_MAP_WAIVED, "waived" },     { NH_MAP_MONTH, "month" },
};

const char *
nh_mapping_get_name (const NhRecordType *type, int field)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].field == field)
      return others[i].name;
  return field >= 0 ? type->fields[field].name : "";
}

char *
nh_mapping_dup_key (const NhMapping *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->n_columns; i++)
    g_checksum_update (sum, (const guchar *) self->columns[i].heading, (gssize) strlen (self->columns[i].heading) + 1);
  return g_strdup_printf ("intake.%s.%.16s", self->type->name, g_checksum_get_string (sum));
}

/* A field by its name, or what a record has besides. */
static gboolean
find_name (const NhMapping *self, const char *name, int *field)
{
  *field = nh_record_type_field (self->type, name);
  if (*field < 0)
    *field = NH_MAP_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (others) && *field == NH_MAP_NONE; i++)
    if (g_str_equal (others[i].name, name))
      *field = others[i].field;
  return *field != NH_MAP_NONE || *name == '\0';
}

static gboolean
set_column (NhMapping *self, guint column, const char *value, const char *word, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ":", 2);
  const char *scale = parts[0] != NULL ? parts[1] : NULL;
  int field = NH_MAP_NONE;

  if (column >= self->n_columns || !find_name (self, parts[0] != NULL ? parts[0] : "", &field))
    return refuse (error, _ ("“%s” names no column of the sheet, or no field of the type."), word);
  for (guint i = 0; i < self->n_columns && field != NH_MAP_NONE; i++)
    if (self->columns[i].field == field)
      self->columns[i].field = NH_MAP_NONE;
  if (column + 1 < self->n_columns && self->columns[column + 1].joined)
    self->columns[column + 1].field = NH_MAP_NONE; /* of another column than was thought */
  self->columns[column].field = field;
  self->columns[column].joined = FALSE;
  self->columns[column].likely = FALSE;
  g_clear_pointer (&self->columns[column].choice, g_free);
  self->columns[column].unicode = scale != NULL && g_str_equal (scale, "unicode");
  if (scale == NULL || self->columns[column].unicode)
    return TRUE;
  self->columns[column].ordered = TRUE;
  self->columns[column].guessed = 0;
  self->columns[column].scale = g_str_equal (scale, "nghin")   ? 1000
                                : g_str_equal (scale, "trieu") ? 1000000
                                : g_str_equal (scale, "dong")  ? 1
                                                               : 0;
  return self->columns[column].scale != 0 ||
         refuse (error, _ ("“%s”: the unit of money is dong, nghin or trieu."), word);
}

/* Rows of the sheet, "7-9" or "7"; "0": there are no headings. */
static gboolean
set_headings (NhMapping *self, NhGrid *grid, NhCatalog *catalog, const char *value, const char *word, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, "-", 2);
  guint64 first = parts[0] != NULL ? g_ascii_strtoull (parts[0], NULL, 10) : 0;
  guint64 last = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtoull (parts[1], NULL, 10) : first;
  guint row = 0, n = 0;

  if (last < first || last - first >= NH_MAPPING_LEVELS)
    return refuse (error, _ ("“%s”: headings are one to three rows, as heads=7-9."), word);
  while (row < nh_grid_get_n_rows (grid) && nh_grid_get_number (grid, row) < first)
    row++;
  while (first > 0 && row + n < nh_grid_get_n_rows (grid) && nh_grid_get_number (grid, row + n) <= last)
    n++;
  nh_mapping_place_headings (self, grid, row, n);
  nh_mapping_find_sources (self, catalog);
  return TRUE;
}

gboolean
nh_mapping_set_word (NhMapping *self, NhGrid *grid, NhCatalog *catalog, const char *word, GError **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = g_strndup (word, equals != NULL ? (gsize) (equals - word) : 0);
  const char *value = equals != NULL ? equals + 1 : "";
  guint column, row;
  const char *end = nh_grid_parse_name (name, &column, &row);
  int field;
  gboolean done = TRUE;

  if (equals == NULL)
    return refuse (error, _ ("“%s” is not of the form A=place, unit=18709 or heads=7-9."), word);
  if (end != NULL && *end == '\0' && row == 0)
    done = set_column (self, column, value, word, error);
  else if (g_str_equal (name, "heads"))
    done = set_headings (self, grid, catalog, value, word, error);
  else if (g_str_equal (name, "unit"))
    {
      g_free (self->unit_code);
      self->unit_code = g_strdup (value);
    }
  else if (g_str_equal (name, "year"))
    self->year = (int) g_ascii_strtoll (value, NULL, 10);
  else if ((field = nh_record_type_field (self->type, name)) >= 0)
    {
      g_free (self->constants[field]);
      self->constants[field] = g_strdup (value);
    }
  else
    return refuse (error, _ ("“%s” names no column of the sheet, or no field of the type."), word);
  if (done)
    nh_mapping_find_scales (self, grid);
  return done;
}
