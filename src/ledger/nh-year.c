/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-year.h"

#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-setting.h"
#include "nh-record-type.h"

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

NH_DEFINE_ASYNC (nh_year_set, gboolean, NULL, NH_ON_WRITER, (NhLedger * ledger, int year), (.number = (guint) year),
                 nh_year_set (connection, (int) args->number, error))
