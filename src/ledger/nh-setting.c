/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-setting.h"

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"

#define MAX_LENGTH 4000 /* characters */

char *
nh_setting_get (NhConnection *connection, const char *name)
{
  sqlite3_stmt *statement;
  char *value = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  statement = nh_connection_prepare (connection, "SELECT value FROM setting WHERE name = ?1", NULL);
  if (statement == NULL)
    return g_strdup ("");
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  if (nh_connection_step (connection, statement, _ ("read the settings"), NULL) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  nh_statement_done (statement);
  return value != NULL ? value : g_strdup ("");
}

GHashTable *
nh_setting_all (NhConnection *connection, GError **error)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement;
  int code;

  statement = nh_connection_prepare (connection, "SELECT name, value FROM setting", error);
  if (statement == NULL)
    return NULL;
  while ((code = nh_connection_step (connection, statement, _ ("read the settings"), error)) == SQLITE_ROW)
    g_hash_table_insert (settings, g_strdup (nh_statement_get_text (statement, 0)),
                         g_strdup (nh_statement_get_text (statement, 1)));
  nh_statement_done (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&settings) : NULL;
}

static gboolean
write_setting (NhConnection *connection, const char *name, const char *value, GError **error)
{
  if (value == NULL || *value == '\0')
    return nh_connection_run (connection, _ ("keep the setting"), error, "DELETE FROM setting WHERE name = ?1", "s",
                              name);
  if (g_utf8_strlen (value, -1) > MAX_LENGTH)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("keep the setting"),
                    _ ("the text is longer than %u characters. Please shorten it."), MAX_LENGTH);
      return FALSE;
    }
  return nh_connection_run (
      connection, _ ("keep the setting"), error,
      "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", "ss",
      name, value);
}

gboolean
nh_setting_set (NhConnection *connection, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);

  if (nh_connection_in_transaction (connection))
    return write_setting (connection, name, value, error);
  if (!nh_connection_begin (connection, _ ("keep the setting"), error))
    return FALSE;
  if (!write_setting (connection, name, value, error))
    {
      nh_connection_rollback (connection);
      return FALSE;
    }
  return nh_connection_commit (connection, _ ("keep the setting"), error);
}

static gboolean
set_all (NhConnection *connection, GHashTable *settings, GError **error)
{
  GHashTableIter iter;
  gpointer name, text;

  if (!nh_connection_begin (connection, _ ("keep the setting"), error))
    return FALSE;
  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (!nh_setting_set (connection, name, text, error))
      {
        nh_connection_rollback (connection);
        return FALSE;
      }
  return nh_connection_commit (connection, _ ("keep the setting"), error);
}

NH_DEFINE_ASYNC (nh_setting_all, GHashTable *, g_hash_table_unref, NH_ON_READER, (NhLedger * ledger), (0),
                 nh_setting_all (connection, error))

NH_DEFINE_ASYNC (nh_setting_set_all, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, GHashTable *settings),
                 (NH_OWNED (settings, g_hash_table_unref)), set_all (connection, args->data, error))
