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
  return nh_search_buffer_greatest_id (connection, type) > NH_SEARCH_BUFFER_LEAST;
}

gboolean
nh_large_list_find_words (NhConnection *connection, NhLedger *ledger, const NhRecordType *type,
                          const char *const *words, gboolean wait, GArray **ids, GError **error)
{
  g_autoptr (GError) reason = NULL;

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
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", builder->sql->str, NULL);
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, sql, NULL);

  while (nh_connection_step (connection, statement, "", NULL) == SQLITE_ROW)
    if (strstr (nh_statement_get_text (statement, PLAN_DETAIL), words) != NULL)
      return TRUE;
  return FALSE;
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
  g_autoptr (NhSql) builder = nh_sql_new (
      "WITH enough (n) AS (SELECT max (id) / %d + 1 FROM %s) SELECT count (*) >= n FROM enough, (SELECT 1 FROM %s"
      " WHERE 1",
      SCAN_SHARE, query->type->name, query->type->name);
  g_autoptr (sqlite3_stmt) statement = NULL;

  nh_query_add_season (builder, query, FALSE);
  g_string_append (builder->sql, " LIMIT (SELECT n FROM enough))");
  statement = nh_sql_prepare (builder, connection, NULL);
  return nh_connection_step (connection, statement, "", NULL) == SQLITE_ROW && sqlite3_column_int (statement, 0) != 0;
}

/* What no index covers is read in the order of the file: through an index of the season each record would be on another
 * page, which takes ten times as long for a million. */
NhSql *
nh_large_list_select (NhConnection *connection, const NhQuery *query, const char *columns)
{
  NhSql *self = nh_sql_new ("SELECT %s", columns);

  nh_query_add_where (self, query, NH_SEASON_BY_INDEX);
  if (query->year == 0 || !is_large (connection, query->type) || is_covered (connection, self, query->type))
    return self;
  nh_sql_free (self);
  self = nh_sql_new ("SELECT %s", columns);
  nh_query_add_where (self, query, is_most (connection, query) ? NH_SEASON_BY_SCAN : NH_SEASON_BY_ROWID);
  return self;
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
  return nh_connection_read_ids (connection, nh_sql_prepare (builder, connection, error), _ ("list the records"),
                                 error);
}

/* TRUE if an index gives the order. @by_order: prefer the index of the order to that of the season. @limit 0: all. */
static gboolean
make_sorted (NhSql *builder, NhConnection *connection, const NhQuery *self, guint limit, gboolean by_order)
{
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
      g_autoptr (NhSql) builder = nh_sql_new ("SELECT id");

      if (make_sorted (builder, connection, query, limit, by_order))
        return read_ids (connection, builder, error);
    }
  return NULL;
}

static GArray *
sort_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *self, guint limit, GError **error)
{
  g_autoptr (NhRecordSorter) order = nh_record_sorter_new (connection, ledger, self, error);
  g_autofree char *columns = order != NULL ? nh_record_sorter_columns (order) : NULL;
  g_autoptr (NhSql) builder = order != NULL ? nh_large_list_select (connection, self, columns) : NULL;
  g_autoptr (sqlite3_stmt) statement = order != NULL ? nh_sql_prepare (builder, connection, error) : NULL;
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("list the records"), error)) == SQLITE_ROW)
    nh_record_sorter_take (order, statement);
  return code == SQLITE_DONE ? nh_record_sorter_sort (order, connection, limit, error) : NULL;
}

GArray *
nh_large_list_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GError **error)
{
  g_autoptr (NhSql) builder = nh_sql_new ("SELECT id");

  if (make_sorted (builder, connection, query, limit, FALSE) && is_covered (connection, builder, query->type))
    return read_ids (connection, builder, error);
  return sort_ids (connection, ledger, query, limit, error);
}
