/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-store-kind.h"

#include <string.h>

#include "nh-kind.h"

typedef struct
{
  int (*bind) (sqlite3_stmt *statement, int parameter, const NhValue *value);
  void (*read) (sqlite3_stmt *statement, int column, NhValue *value);
} StoreKind;

static int
bind_text (sqlite3_stmt *statement, int parameter, const NhValue *value)
{
  return sqlite3_bind_text (statement, parameter, value->text, -1, SQLITE_TRANSIENT);
}

static void
read_text (sqlite3_stmt *statement, int column, NhValue *value)
{
  nh_value_set_text (value, (const char *) sqlite3_column_text (statement, column));
}

static int
bind_number (sqlite3_stmt *statement, int parameter, const NhValue *value)
{
  return sqlite3_bind_int64 (statement, parameter, value->number);
}

static void
read_number (sqlite3_stmt *statement, int column, NhValue *value)
{
  nh_value_set_number (value, sqlite3_column_int64 (statement, column));
}

static int
bind_date (sqlite3_stmt *statement, int parameter, const NhValue *value)
{
  g_autofree char *iso = nh_date_to_iso ((NhDate) value->number);

  return sqlite3_bind_text (statement, parameter, iso, -1, SQLITE_TRANSIENT);
}

/* "12 Thôn Mỹ Sơn": the id and the name from the SELECT. */
static void
read_reference (sqlite3_stmt *statement, int column, NhValue *value)
{
  char *name = NULL;
  gint64 id = g_ascii_strtoll ((const char *) sqlite3_column_text (statement, column), &name, 10);

  nh_value_set_number (value, id);
  if (*name == ' ' && name[1] != '\0')
    value->text = g_strdup (name + 1);
}

static void
read_date (sqlite3_stmt *statement, int column, NhValue *value)
{
  NhDate date = nh_date_from_iso ((const char *) sqlite3_column_text (statement, column));

  if (date != NH_DATE_NONE)
    nh_value_set_number (value, date);
}

/* Amounts are in the table funding; the SELECT aggregates them into one column. */
static const StoreKind store_kinds[NH_N_KINDS] = {
  [NH_KIND_TEXT] = { bind_text, read_text },
  [NH_KIND_LINES] = { bind_text, read_text },
  [NH_KIND_NAME] = { bind_text, read_text },
  [NH_KIND_INTEGER] = { bind_number, read_number },
  [NH_KIND_MONEY] = { bind_number, read_number },
  [NH_KIND_DATE] = { bind_date, read_date },
  [NH_KIND_CHOICE] = { bind_text, read_text },
  [NH_KIND_MANY] = { bind_text, read_text },
  [NH_KIND_YES_NO] = { bind_number, read_number },
  [NH_KIND_AMOUNTS] = { NULL, read_text },
  [NH_KIND_REFERENCE] = { bind_number, read_reference },
};

int
nh_store_kind_bind (NhKind kind, sqlite3_stmt *statement, int parameter, const NhValue *value)
{
  g_return_val_if_fail (kind < NH_N_KINDS && store_kinds[kind].bind != NULL, SQLITE_MISUSE);

  if (!nh_value_is_set (value))
    return sqlite3_bind_null (statement, parameter);

  return store_kinds[kind].bind (statement, parameter, value);
}

void
nh_store_kind_read (NhKind kind, sqlite3_stmt *statement, int column, NhValue *value)
{
  g_return_if_fail (kind < NH_N_KINDS);

  if (sqlite3_column_type (statement, column) != SQLITE_NULL)
    store_kinds[kind].read (statement, column, value);
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
