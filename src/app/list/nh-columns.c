/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-columns.h"

#include <stdlib.h>

#include "nh-i18n.h"

#define UNIT_NAME "unit" /* a column of every record table: no field has this name */
#define WIDTH_MIN 20
#define WIDTH_MAX 4000

/* --- Default columns --- */

static gboolean
is_listed (const NhRecordType *type, int field)
{
  return field == NH_COLUMN_UNIT || (type->fields[field].flags & NH_FIELD_LISTED) != 0;
}

static void
add (GArray *columns, const NhRecordType *type, int field)
{
  NhColumn column = { field, is_listed (type, field), 0 };

  if (field != NH_COLUMN_UNIT && (type->fields[field].flags & NH_FIELD_HIDDEN))
    return;
  if (nh_columns_find (columns, field) == NULL)
    g_array_append_val (columns, column);
}

/* The fields that sort the list come first, then the name; those not shown last. */
static void
add_rest (GArray *columns, const NhRecordType *type)
{
  g_auto (GStrv) sorted = g_strsplit (type->sort, ",", -1);

  add (columns, type, NH_COLUMN_UNIT);
  for (guint i = 0; sorted[i] != NULL; i++)
    {
      int field = nh_record_type_field (type, sorted[i]);

      if (field >= 0 && is_listed (type, field))
        add (columns, type, field);
    }
  if (nh_record_type_identity (type) >= 0 && is_listed (type, nh_record_type_identity (type)))
    add (columns, type, nh_record_type_identity (type));
  for (int listed = 1; listed >= 0; listed--)
    for (guint i = 0; i < type->n_fields; i++)
      if (is_listed (type, (int) i) == listed)
        add (columns, type, (int) i);
}

/* --- Remembered columns --- */

static void
read_column (GArray *columns, const NhRecordType *type, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  gboolean shown = *text != '-';
  const char *name = parts[0] == NULL ? "" : shown ? parts[0] : parts[0] + 1;
  int field = g_str_equal (name, UNIT_NAME) ? NH_COLUMN_UNIT : nh_record_type_field (type, name);
  int width = parts[0] != NULL && parts[1] != NULL ? atoi (parts[1]) : 0;
  guint before = columns->len;

  if (field < 0 && !g_str_equal (name, UNIT_NAME))
    return;
  add (columns, type, field);
  if (columns->len == before)
    return;
  g_array_index (columns, NhColumn, before).shown = shown;
  g_array_index (columns, NhColumn, before).width = width > 0 ? CLAMP (width, WIDTH_MIN, WIDTH_MAX) : 0;
}

GArray *
nh_columns_new (const NhRecordType *type, const char *text)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (NhColumn));
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  g_return_val_if_fail (type != NULL, columns);
  for (guint i = 0; parts[i] != NULL; i++)
    read_column (columns, type, parts[i]);
  if (nh_columns_count (columns) == 0) /* a list needs a column */
    g_array_set_size (columns, 0);
  add_rest (columns, type);
  return columns;
}

char *
nh_columns_to_text (const NhRecordType *type, GArray *columns)
{
  g_autoptr (GArray) designed = nh_columns_new (type, NULL);
  GString *text;

  g_return_val_if_fail (columns != NULL, NULL);
  if (nh_columns_equal (columns, designed))
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < columns->len; i++)
    {
      const NhColumn *column = &g_array_index (columns, NhColumn, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? "," : "", column->shown ? "" : "-",
                              column->field == NH_COLUMN_UNIT ? UNIT_NAME : type->fields[column->field].name);
      if (column->width > 0)
        g_string_append_printf (text, ":%d", column->width);
    }
  return g_string_free (text, FALSE);
}

/* --- Changes --- */

gboolean
nh_columns_equal (GArray *a, GArray *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const NhColumn *one = &g_array_index (a, NhColumn, i);
      const NhColumn *other = &g_array_index (b, NhColumn, i);

      if (one->field != other->field || !one->shown != !other->shown || one->width != other->width)
        return FALSE;
    }
  return TRUE;
}

guint
nh_columns_count (GArray *columns)
{
  guint n = 0;

  g_return_val_if_fail (columns != NULL, 0);
  for (guint i = 0; i < columns->len; i++)
    n += g_array_index (columns, NhColumn, i).shown ? 1 : 0;
  return n;
}

guint
nh_columns_move (GArray *columns, guint position, int step)
{
  NhColumn moved;
  guint to = position;

  g_return_val_if_fail (columns != NULL && position < columns->len && (step == 1 || step == -1), position);
  moved = g_array_index (columns, NhColumn, position);
  do
    {
      if (step < 0 ? to == 0 : to + 1 == columns->len)
        return position;
      to = step < 0 ? to - 1 : to + 1;
    }
  while (!g_array_index (columns, NhColumn, to).shown);
  g_array_remove_index (columns, position);
  g_array_insert_val (columns, to, moved);
  return to;
}

static gboolean
has_field (GArray *fields, int field)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_array_index (fields, int, i) == field)
      return TRUE;
  return FALSE;
}

void
nh_columns_arrange (GArray *columns, GArray *fields)
{
  g_autoptr (GArray) before = NULL;
  guint next = 0;

  g_return_if_fail (columns != NULL && fields != NULL);
  before = g_array_copy (columns);
  for (guint i = 0; i < columns->len && next < fields->len; i++)
    if (has_field (fields, g_array_index (before, NhColumn, i).field))
      g_array_index (columns, NhColumn, i) = *nh_columns_find (before, g_array_index (fields, int, next++));
}

NhColumn *
nh_columns_find (GArray *columns, int field)
{
  g_return_val_if_fail (columns != NULL, NULL);
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, NhColumn, i).field == field)
      return &g_array_index (columns, NhColumn, i);
  return NULL;
}

const char *
nh_column_get_title (const NhRecordType *type, int field)
{
  return field == NH_COLUMN_UNIT ? _ ("Unit") : _ (type->fields[field].title);
}

char *
nh_column_format (const NhRecord *record, int field, NhCatalog *catalog)
{
  const NhUnit *unit;

  if (field != NH_COLUMN_UNIT)
    return nh_record_format (record, (guint) field, catalog);
  unit = nh_catalog_get_unit (catalog, nh_record_get_info (record)->unit);
  return g_strdup (unit != NULL ? unit->title : "");
}
