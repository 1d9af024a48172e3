/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of nh-connection.h that prepares and runs statements. */

#include "nh-connection-private.h"

#include "nh-date.h"
#include "nh-error.h"
#include "nh-i18n.h"

static gboolean
is_blank_sql (const char *text)
{
  while (*text == ';' || g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

static sqlite3_stmt *
prepare_anew (NhConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const char *tail = NULL;
  int code;

  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, &tail);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _ ("read the ledger"), error);
      return NULL;
    }
  /* sqlite3_prepare() ignores statements after the first. */
  if (statement == NULL || !is_blank_sql (tail))
    {
      sqlite3_finalize (statement);
      nh_error_set (error, NH_ERROR_FAILED, _ ("read the ledger"), "not one whole statement: %s", sql);
      return NULL;
    }
  return statement;
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

sqlite3_stmt *
nh_connection_prepare (NhConnection *self, const char *sql, GError **error)
{
  GPtrArray *statements;
  sqlite3_stmt *statement;

  assert_owner (self);
  g_return_val_if_fail (sql != NULL, NULL);

  statements = g_hash_table_lookup (self->statements, sql);
  for (guint i = 0; statements != NULL && i < statements->len; i++)
    if (!sqlite3_stmt_busy (statements->pdata[i]))
      {
        nh_statement_done (statements->pdata[i]);
        return statements->pdata[i];
      }

  statement = prepare_anew (self, sql, error);
  if (statement == NULL)
    return NULL;
  if (statements == NULL)
    {
      statements = g_ptr_array_new_with_free_func (finalize_statement);
      g_hash_table_insert (self->statements, g_strdup (sql), statements);
    }
  g_ptr_array_add (statements, statement);
  return statement;
}

void
nh_statement_done (sqlite3_stmt *statement)
{
  if (statement == NULL)
    return;
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

const char *
nh_statement_get_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

int
nh_connection_step (NhConnection *self, sqlite3_stmt *statement, const char *action, GError **error)
{
  int code;

  assert_owner (self);

  if (statement == NULL)
    return SQLITE_ERROR;
  code = sqlite3_step (statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    nh_connection_set_error (self, code, action, error);
  return code;
}

gboolean
nh_connection_exec (NhConnection *self, const char *sql, const char *action, GError **error)
{
  int code;

  assert_owner (self);

  code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  nh_connection_set_error (self, code, action, error);
  return FALSE;
}

static int
bind_day (sqlite3_stmt *statement, int parameter, NhDate day)
{
  g_autofree char *iso = day != NH_DATE_NONE ? nh_date_to_iso (day) : NULL;

  return sqlite3_bind_text (statement, parameter, iso, -1, SQLITE_TRANSIENT);
}

static int
bind_id (sqlite3_stmt *statement, int parameter, gint64 id)
{
  return id != 0 ? sqlite3_bind_int64 (statement, parameter, id) : SQLITE_OK;
}

static sqlite3_stmt *
query_valist (NhConnection *self, GError **error, const char *sql, const char *types, va_list values)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (self, sql, error);
  int code = statement != NULL ? SQLITE_OK : SQLITE_ERROR;

  for (int i = 1; code == SQLITE_OK && *types != '\0'; types++, i++)
    switch (*types)
      {
      case 's':
        code = sqlite3_bind_text (statement, i, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'i':
        code = sqlite3_bind_int (statement, i, va_arg (values, int));
        break;
      case 'l':
        code = sqlite3_bind_int64 (statement, i, va_arg (values, gint64));
        break;
      case 'r':
        code = bind_id (statement, i, va_arg (values, gint64));
        break;
      case 'd':
        code = bind_day (statement, i, va_arg (values, NhDate));
        break;
      default:
        g_assert_not_reached ();
      }
  if (code == SQLITE_OK)
    return g_steal_pointer (&statement);
  if (statement != NULL)
    nh_connection_set_error (self, code, _ ("read the ledger"), error);
  return NULL;
}

sqlite3_stmt *
nh_connection_query (NhConnection *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, types);
  statement = query_valist (self, error, sql, types, values);
  va_end (values);
  return statement;
}

gboolean
nh_connection_run (NhConnection *self, const char *action, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list values;
  int code;

  va_start (values, types);
  statement = query_valist (self, error, sql, types, values);
  va_end (values);
  do
    code = nh_connection_step (self, statement, action, error);
  while (code == SQLITE_ROW);
  return code == SQLITE_DONE;
}

GArray *
nh_connection_read_ids (NhConnection *self, sqlite3_stmt *statement, const char *action, GError **error)
{
  g_autoptr (sqlite3_stmt) reading = statement;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int code;

  while ((code = nh_connection_step (self, reading, action, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (reading, 0);

      g_array_append_val (ids, id);
    }
  return code == SQLITE_DONE ? g_steal_pointer (&ids) : NULL;
}

gboolean
nh_connection_read_members (NhConnection *self, const char *json, const char *action, NhMemberFunc func, gpointer data,
                            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      self, error, "SELECT key, value FROM json_each (nullif (?1, '')) WHERE type = 'text'", "s", json);
  int code;

  while ((code = nh_connection_step (self, statement, action, error)) == SQLITE_ROW)
    if (!func (data, nh_statement_get_text (statement, 0), nh_statement_get_text (statement, 1), error))
      return FALSE;
  return code == SQLITE_DONE;
}

gint64
nh_connection_get_int (NhConnection *self, const char *sql, gint64 otherwise)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (self, sql, NULL);

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : otherwise;
}

char *
nh_connection_get_text (NhConnection *self, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (self, sql, NULL);

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW
             ? g_strdup ((const char *) sqlite3_column_text (statement, 0))
             : NULL;
}
