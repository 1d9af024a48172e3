/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-setting.h"

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"

char *
nh_setting_get (NhConnection *connection, const char *name)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, NULL, "SELECT value FROM setting WHERE name = ?1", "s", name);

  nh_connection_step (connection, statement, _ ("read the settings"), NULL);
  return g_strdup (nh_statement_get_text (statement, 0));
}

GHashTable *
nh_setting_all (NhConnection *connection, GError **error)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, "SELECT name, value FROM setting", error);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the settings"), error)) == SQLITE_ROW)
    g_hash_table_insert (settings, g_strdup (nh_statement_get_text (statement, 0)),
                         g_strdup (nh_statement_get_text (statement, 1)));
  return code == SQLITE_DONE ? g_steal_pointer (&settings) : NULL;
}

static gboolean
write_setting (NhConnection *connection, const char *name, const char *value, GError **error)
{
  if (value == NULL || *value == '\0')
    return nh_connection_run (connection, _ ("keep the setting"), error, "DELETE FROM setting WHERE name = ?1", "s",
                              name);
  if (g_utf8_strlen (value, -1) > NH_SETTING_MAX_LENGTH)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("keep the setting"),
                    _ ("the text is longer than %u characters. Please shorten it."), NH_SETTING_MAX_LENGTH);
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
  return nh_connection_begin (connection, _ ("keep the setting"), error) &&
         nh_connection_finish (connection, write_setting (connection, name, value, error), _ ("keep the setting"),
                               error);
}

static gboolean
set_all (NhConnection *connection, GHashTable *settings, GError **error)
{
  GHashTableIter iter;
  gpointer name, text;
  gboolean done = TRUE;

  if (!nh_connection_begin (connection, _ ("keep the setting"), error))
    return FALSE;
  g_hash_table_iter_init (&iter, settings);
  while (done && g_hash_table_iter_next (&iter, &name, &text))
    done = write_setting (connection, name, text, error);
  return nh_connection_finish (connection, done, _ ("keep the setting"), error);
}

/* --- The year --- */

int
nh_year_get (NhConnection *connection)
{
  g_autofree char *text = nh_setting_get (connection, "year");
  gint64 year = g_ascii_strtoll (text, NULL, 10);

  return year > 0 ? (int) year : nh_date_year (nh_date_today ());
}

gboolean
nh_year_set (NhConnection *connection, int year, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", year);

  return nh_setting_set (connection, "year", text, error);
}

GArray *
nh_year_list (NhConnection *connection, NhLedger *ledger, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (sqlite3_stmt) statement = NULL;
  int current = nh_year_get (connection);
  int code;

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    g_string_append_printf (sql, "SELECT DISTINCT year FROM %s WHERE deleted = 0 UNION ", (*type)->name);
  g_string_append (sql, "SELECT ?1 ORDER BY 1");
  statement = nh_connection_query (connection, error, sql->str, "i", current);
  while ((code = nh_connection_step (connection, statement, _ ("list the years"), error)) == SQLITE_ROW)
    {
      int year = sqlite3_column_int (statement, 0);

      g_array_append_val (years, year);
    }
  return code == SQLITE_DONE ? g_steal_pointer (&years) : NULL;
}

NH_DEFINE_ASYNC (nh_setting_all, GHashTable *, g_hash_table_unref, NH_ON_READER, (NhLedger * ledger), (0),
                 nh_setting_all (connection, error))

NH_DEFINE_ASYNC (nh_setting_set_all, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, GHashTable *settings),
                 (NH_OWNED (settings, g_hash_table_unref)), set_all (connection, args->data, error))

NH_DEFINE_ASYNC (nh_year_set, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, int year), (.number = (guint) year),
                 nh_year_set (connection, (int) args->number, error))
