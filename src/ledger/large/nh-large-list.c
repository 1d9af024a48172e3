/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-large-list.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-ledger-private.h"
#include "nh-record-sorter.h"

/* A season of at least this part of the table is found by reading all of it. */
#define SCAN_SHARE 4
/* The column of EXPLAIN QUERY PLAN with the text. */
#define PLAN_DETAIL 3

static gboolean
is_large (NhConnection *connection, const NhRecordType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max (id) FROM %s", type->name);

  return nh_connection_get_int (connection, sql, 0) > NH_SEARCH_BUFFER_LEAST;
}

gboolean
nh_large_list_find_words (NhConnection *connection, NhLedger *ledger, const NhRecordType *type,
                          const char *const *words, gboolean wait, GArray **ids, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *ids = NULL;
  *ids = nh_search_buffer_find (nh_ledger_get_search_buffer (ledger, type), connection, words, wait, &reason);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* TRUE if the query plan contains @words. */
static gboolean
plan_contains (NhConnection *connection, const NhSql *builder, const char *words)
{
  g_auto (NhSql) plan = { NULL };
  sqlite3_stmt *statement;
  gboolean says = FALSE;

  nh_sql_init (&plan);
  g_string_printf (plan.sql, "EXPLAIN QUERY PLAN %s", builder->sql->str);
  statement = nh_sql_prepare (&plan, connection, NULL);
  if (statement == NULL)
    return FALSE;
  while (!says && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *detail = (const char *) sqlite3_column_text (statement, PLAN_DETAIL);

      says = detail != NULL && strstr (detail, words) != NULL;
    }
  nh_statement_done (statement);
  return says;
}

/* TRUE if a covering index answers the query. */
static gboolean
is_covered (NhConnection *connection, const NhSql *builder, const NhRecordType *type)
{
  g_autofree char *words = g_strdup_printf ("%s USING COVERING INDEX", type->name);

  return plan_contains (connection, builder, words);
}

/* TRUE if the season is so large a part of the table that a scan is cheaper than looking up each record. */
static gboolean
is_most (NhConnection *connection, const NhQuery *query)
{
  g_auto (NhSql) builder = { NULL };
  sqlite3_stmt *statement;
  gboolean most = FALSE;

  nh_sql_init (&builder);
  g_string_printf (builder.sql,
                   "WITH enough (n) AS (SELECT max (id) / %d + 1 FROM %s) SELECT count (*) >= n FROM enough, (SELECT 1 "
                   "FROM %s WHERE 1",
                   SCAN_SHARE, query->type->name, query->type->name);
  nh_query_add_season (&builder, query, FALSE);
  g_string_append (builder.sql, " LIMIT (SELECT n FROM enough))");
  statement = nh_sql_prepare (&builder, connection, NULL);
  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) == SQLITE_ROW)
    most = sqlite3_column_int (statement, 0) != 0;
  nh_statement_done (statement);
  return most;
}

/* What no index covers is read in the order of the file: through an index of the season each record would be on another
 * page, which takes ten times as long for a million. */
void
nh_large_list_select (NhSql *self, NhConnection *connection, const NhQuery *query, const char *columns)
{
  nh_sql_init (self);
  g_string_append_printf (self->sql, "SELECT %s", columns);
  nh_query_add_where (self, query, NH_SEASON_BY_INDEX);
  if (query->year == 0 || !is_large (connection, query->type) || is_covered (connection, self, query->type))
    return;
  nh_sql_clear (self);
  nh_sql_init (self);
  g_string_append_printf (self->sql, "SELECT %s", columns);
  nh_query_add_where (self, query, is_most (connection, query) ? NH_SEASON_BY_SCAN : NH_SEASON_BY_ROWID);
}

/* Adds ORDER BY if all columns can be sorted by SQL; blanks are last in either direction. FALSE: they cannot. */
static gboolean
add_order_by (NhSql *self, const NhQuery *query)
{
  g_autoptr (GArray) terms = nh_record_sorter_terms (query);

  g_string_append (self->sql, " ORDER BY ");
  for (guint i = 0; i < terms->len; i++)
    {
      g_autofree char *column = nh_record_sorter_column (query->type, g_array_index (terms, int, i));

      if (column == NULL)
        return FALSE;
      g_string_append_printf (self->sql, "%s%s NULLS LAST, ", column, query->descending ? " DESC" : "");
    }
  g_string_append (self->sql, "id");
  return TRUE;
}

static GArray *
read_ids (NhConnection *connection, const NhSql *builder, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = nh_sql_prepare (builder, connection, error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = nh_connection_step (connection, statement, _ ("list the records"), error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  nh_statement_done (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&ids) : NULL;
}

/* TRUE if an index gives the order. @by_order: prefer the index of the order to that of the season. @limit 0: all. */
static gboolean
make_sorted (NhSql *builder, NhConnection *connection, const NhQuery *self, guint limit, gboolean by_order)
{
  g_string_append (builder->sql, "SELECT id");
  nh_query_add_where (builder, self, by_order ? NH_SEASON_BY_ORDER : NH_SEASON_BY_INDEX);
  if (!add_order_by (builder, self))
    return FALSE;
  if (limit > 0)
    {
      g_string_append (builder->sql, " LIMIT ?");
      nh_sql_add_number (builder, limit);
    }
  return !plan_contains (connection, builder, "USE TEMP B-TREE FOR ORDER BY");
}

GArray *
nh_large_list_first (NhConnection *connection, const NhQuery *query, guint limit, GError **error)
{
  for (int by_order = FALSE; by_order <= TRUE; by_order++)
    {
      g_auto (NhSql) builder = { NULL };

      nh_sql_init (&builder);
      if (make_sorted (&builder, connection, query, limit, by_order))
        return read_ids (connection, &builder, error);
    }
  return NULL;
}

static GArray *
sort_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *self, guint limit, GError **error)
{
  g_auto (NhSql) builder = { NULL };
  g_autoptr (NhRecordSorter) order = nh_record_sorter_new (connection, ledger, self, error);
  g_autofree char *columns = order != NULL ? nh_record_sorter_columns (order) : NULL;
  sqlite3_stmt *statement;
  int code;

  if (order == NULL)
    return NULL;
  nh_large_list_select (&builder, connection, self, columns);
  statement = nh_sql_prepare (&builder, connection, error);
  if (statement == NULL)
    return NULL;
  while ((code = nh_connection_step (connection, statement, _ ("list the records"), error)) == SQLITE_ROW)
    nh_record_sorter_take (order, statement);
  nh_statement_done (statement);
  return code == SQLITE_DONE ? nh_record_sorter_sort (order, connection, limit, error) : NULL;
}

GArray *
nh_large_list_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GError **error)
{
  g_auto (NhSql) builder = { NULL };

  nh_sql_init (&builder);
  if (make_sorted (&builder, connection, query, limit, FALSE) && is_covered (connection, &builder, query->type))
    return read_ids (connection, &builder, error);
  return sort_ids (connection, ledger, query, limit, error);
}
