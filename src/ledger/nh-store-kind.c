/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-store-kind.h"

#include <string.h>

#include "nh-kind.h"

int
nh_store_kind_bind (NhKind kind, sqlite3_stmt *statement, int parameter, const NhValue *value)
{
  g_autofree char *iso = NULL;

  if (!nh_value_is_set (value))
    return sqlite3_bind_null (statement, parameter);
  switch (nh_kind_get_storage (kind))
    {
    case NH_STORAGE_INTEGER:
      return sqlite3_bind_int64 (statement, parameter, value->number);
    case NH_STORAGE_DATE:
      iso = nh_date_to_iso ((NhDate) value->number);
      return sqlite3_bind_text (statement, parameter, iso, -1, SQLITE_TRANSIENT);
    case NH_STORAGE_TEXT:
      return sqlite3_bind_text (statement, parameter, value->text, -1, SQLITE_TRANSIENT);
    case NH_STORAGE_FUNDING: /* rows of their own */
    default:
      g_return_val_if_reached (SQLITE_MISUSE);
    }
}

/* "12 Thôn Mỹ Sơn": the id and the name from the SELECT. */
static void
read_reference (const char *text, NhValue *value)
{
  char *name = NULL;

  nh_value_set_number (value, g_ascii_strtoll (text, &name, 10));
  if (*name == ' ' && name[1] != '\0')
    value->text = g_strdup (name + 1);
}

static void
read_date (const char *text, NhValue *value)
{
  NhDate date = nh_date_from_iso (text);

  if (date != NH_DATE_NONE)
    nh_value_set_number (value, date);
}

void
nh_store_kind_read (NhKind kind, sqlite3_stmt *statement, int column, NhValue *value)
{
  NhStorage storage = nh_kind_get_storage (kind);

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return;
  if (kind == NH_KIND_REFERENCE)
    read_reference ((const char *) sqlite3_column_text (statement, column), value);
  else if (storage == NH_STORAGE_INTEGER)
    nh_value_set_number (value, sqlite3_column_int64 (statement, column));
  else if (storage == NH_STORAGE_DATE)
    read_date ((const char *) sqlite3_column_text (statement, column), value);
  else /* amounts, too: the SELECT makes one text of them */
    nh_value_set_text (value, (const char *) sqlite3_column_text (statement, column));
}

void
nh_store_marks_append (GString *marks, const NhField *field, const NhValue *value)
{
  if (value->state != NH_VALUE_NIL && value->state != NH_VALUE_UNKNOWN)
    return;

  g_string_append_printf (marks, "%s%s=%s", marks->len > 0 ? ";" : "", field->name,
                          value->state == NH_VALUE_NIL ? "none" : "unknown");
}

static void
mark_apply (const char *name, NhValueState state, const NhField *fields, guint n_fields, NhValue *values)
{
  for (guint i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].name, name) && values[i].state == NH_VALUE_BLANK)
        nh_value_set_state (&values[i], state);
    }
}

void
nh_store_marks_apply (const char *marks, const NhField *fields, guint n_fields, NhValue *values)
{
  g_auto (GStrv) entries = NULL;

  if (marks == NULL || *marks == '\0')
    return;

  entries = g_strsplit (marks, ";", -1);
  for (guint i = 0; entries[i] != NULL; i++)
    {
      char *equals = strchr (entries[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (g_str_equal (equals + 1, "none"))
        mark_apply (entries[i], NH_VALUE_NIL, fields, n_fields, values);
      else if (g_str_equal (equals + 1, "unknown"))
        mark_apply (entries[i], NH_VALUE_UNKNOWN, fields, n_fields, values);
    }
}
