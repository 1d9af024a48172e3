/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-query.h"
#include "nh-count-sql.h"
#include "nh-ledger-async.h"
#include "nh-order.h"
#include "nh-problem-list.h"
#include "nh-query-private.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-ledger-private.h"
#include "nh-text.h"

#define FEW_IDS 20000
/* More words than anyone types, so that a pasted page is no endless search. */
#define MAX_TERMS 16
/* A season of at least this part of the table is found by reading all of it. */
#define SCAN_SHARE 4
/* The column of EXPLAIN QUERY PLAN that says it in words. */
#define PLAN_DETAIL 3

NhQuery *
nh_query_new (const NhRecordType *type)
{
  NhQuery *self = g_new0 (NhQuery, 1);

  self->type = type;
  self->sort = -1;
  return self;
}

NhQuery *
nh_query_copy (const NhQuery *self)
{
  NhQuery *copy = g_memdup2 (self, sizeof *self);

  copy->search = g_strdup (self->search);
  copy->filter = nh_filter_copy (self->filter);
  copy->only = self->only != NULL ? g_array_ref (self->only) : NULL;
  return copy;
}

void
nh_query_free (NhQuery *self)
{
  if (self == NULL)
    return;

  g_free (self->search);
  nh_filter_free (self->filter);
  g_clear_pointer (&self->only, g_array_unref);
  g_free (self);
}

/* ── Which ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What has to be found, as the columns `search` or (@marked) `search_marked` have it: of these, the words that were typed with marks.
 * NULL-terminated. (transfer full) */
static char **
split_words (const char *search,
             gboolean    marked)
{
  g_autofree char *clean = nh_text_clean (search);
  g_auto (GStrv) typed = g_strsplit (clean, " ", MAX_TERMS);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; typed[i] != NULL; i++)
    {
      g_autofree char *word = marked ? nh_text_fold_marked (typed[i]) : nh_text_fold (typed[i]);

      if (*word != '\0' && (!marked || nh_text_has_marks (typed[i])))
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

void
nh_query_add_search (NhSql      *self,
                     const char *search)
{
  for (int marked = FALSE; marked <= TRUE; marked++)
    {
      g_auto (GStrv) words = split_words (search, marked);

      for (guint i = 0; words[i] != NULL; i++)
        {
          g_string_append_printf (self->sql, " AND instr (%s, ?) > 0", marked ? "search_marked" : "search");
          nh_sql_add_text (self, g_strdup (words[i]));
        }
    }
}

/* A copy of the query; of a large ledger, with the records that have its words, found in memory, in place of the words. Words typed with
 * marks are asked of these records besides. @wait: as nh_search_buffer_find(). NULL: an error. (transfer full) */
static NhQuery *
find_words (NhConnection  *connection,
            NhLedger      *ledger,
            const NhQuery *query,
            gboolean       wait,
            GError       **error)
{
  g_autoptr (NhQuery) found = nh_query_copy (query);
  g_auto (GStrv) words = query->search != NULL ? split_words (query->search, FALSE) : NULL;
  g_autoptr (GError) reason = NULL;

  if (words == NULL || query->only != NULL)
    return g_steal_pointer (&found);
  found->only = nh_search_buffer_find (nh_ledger_get_search_buffer (ledger, query->type), connection, (const char *const *) words, wait, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (found->only != NULL)
    {
      g_auto (GStrv) marked = split_words (query->search, TRUE);

      if (marked[0] == NULL)
        g_clear_pointer (&found->search, g_free);
    }
  return g_steal_pointer (&found);
}

static gboolean
asks_problems (const NhQuery *query)
{
  return query->filter != NULL && query->filter->problems;
}

/* Few are looked up one by one; of many, each record that is read anyway is asked whether it is among them. */
static void
add_ids (NhSql *self, GArray *ids)
{
  NhIdSet *set = ids->len > FEW_IDS ? nh_id_set_new (ids) : NULL;
  GString *list;

  if (set != NULL)
    {
      g_string_append (self->sql, " AND nh_is_among (id, ?)");
      nh_sql_add_set (self, set);
      return;
    }
  list = g_string_new ("[");
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append (list, "]");
  g_string_append (self->sql, " AND id IN (SELECT value FROM json_each (?))");
  nh_sql_add_text (self, g_string_free (list, FALSE));
}

/* @free: so that no index is chosen for it. */
static void
add_season (NhSql *self, const NhQuery *query, gboolean free)
{
  if (query->year != 0)
    {
      g_string_append (self->sql, free ? " AND +year = ?" : " AND year = ?");
      nh_sql_add_number (self, query->year);
    }
  if (query->unit != 0)
    {
      g_string_append_printf (self->sql, " AND %sunit IN (WITH RECURSIVE below (id) AS (SELECT ? UNION SELECT unit.id FROM unit JOIN below"
                                         " ON unit.parent = below.id) SELECT id FROM below)", free ? "+" : "");
      nh_sql_add_number (self, query->unit);
    }
}

/* How the records of the season are come by. */
typedef enum
{
  WHERE_BY_INDEX,   /* as SQLite chooses */
  WHERE_BY_ORDER,   /* by no index of the season */
  WHERE_BY_SCAN,    /* the whole table from its beginning */
  WHERE_BY_SEASON   /* only the season's, in the order in which they lie in the file */
} Where;

/* What SQLite says about how it will go about a question. */
static gboolean
plan_says (NhConnection *connection,
           const NhSql  *builder,
           const char   *words)
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

/* Whether an index has all that is asked. */
static gboolean
is_covered (NhConnection *connection, const NhSql *builder, const NhRecordType *type)
{
  g_autofree char *words = g_strdup_printf ("%s USING COVERING INDEX", type->name);

  return plan_says (connection, builder, words);
}

/* Whether the season is so much of the table that reading all of it costs less than looking each record up. */
static gboolean
is_most (NhConnection  *connection,
         const NhQuery *query)
{
  g_auto (NhSql) builder = { NULL };
  sqlite3_stmt *statement;
  gboolean most = FALSE;

  nh_sql_init (&builder);
  g_string_printf (builder.sql, "WITH enough (n) AS (SELECT max (id) / %d + 1 FROM %s) SELECT count (*) >= n FROM enough, (SELECT 1 FROM %s WHERE 1",
                   SCAN_SHARE, query->type->name, query->type->name);
  add_season (&builder, query, FALSE);
  g_string_append (builder.sql, " LIMIT (SELECT n FROM enough))");
  statement = nh_sql_prepare (&builder, connection, NULL);
  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) == SQLITE_ROW)
    most = sqlite3_column_int (statement, 0) != 0;
  nh_statement_done (statement);
  return most;
}

static void
add_where (NhSql         *self,
           const NhQuery *query,
           Where          where)
{
  g_string_append_printf (self->sql, " FROM %s%s WHERE deleted = ?", query->type->name, where == WHERE_BY_SCAN ? " NOT INDEXED" : "");
  nh_sql_add_number (self, query->deleted);
  if (where != WHERE_BY_SEASON)
    add_season (self, query, where == WHERE_BY_ORDER);
  else
    {
      g_string_append_printf (self->sql, " AND id IN (SELECT id FROM %s WHERE 1", query->type->name);
      add_season (self, query, FALSE);
      g_string_append (self->sql, ")");
    }
  if (query->only != NULL)
    add_ids (self, query->only);
  if (query->search != NULL)
    nh_query_add_search (self, query->search);
  if (query->filter != NULL)
    nh_filter_add_sql (query->filter, self);
}

/* @columns are asked of the records of a query. What no index has is read in the order in which the records lie in the file: by an
 * index of the season, each would be on another page, and of a million that takes ten times as long. */
static void
make_select (NhSql         *builder,
             NhConnection  *connection,
             const NhQuery *query,
             const char    *columns)
{
  nh_sql_init (builder);
  g_string_append_printf (builder->sql, "SELECT %s", columns);
  add_where (builder, query, WHERE_BY_INDEX);
  if (query->year == 0 || is_covered (connection, builder, query->type))
    return;
  nh_sql_clear (builder);
  nh_sql_init (builder);
  g_string_append_printf (builder->sql, "SELECT %s", columns);
  add_where (builder, query, is_most (connection, query) ? WHERE_BY_SCAN : WHERE_BY_SEASON);
}

/* ── In which order ──────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* In SQL only as far as an index may give it; what is blank stands last in either direction. FALSE: none can. */
static gboolean
add_order_by (NhSql         *self,
              const NhQuery *query)
{
  g_autoptr (GArray) terms = nh_order_terms (query);

  g_string_append (self->sql, " ORDER BY ");
  for (guint i = 0; i < terms->len; i++)
    {
      g_autofree char *column = nh_order_column (query->type, g_array_index (terms, int, i));

      if (column == NULL)
        return FALSE;
      g_string_append_printf (self->sql, "%s%s NULLS LAST, ", column, query->descending ? " DESC" : "");
    }
  g_string_append (self->sql, "id");
  return TRUE;
}

/* ── Public ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GArray *
read_ids (NhConnection *connection,
          const NhSql  *builder,
          GError      **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = nh_sql_prepare (builder, connection, error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = nh_connection_step (connection, statement, _("list the records"), error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  nh_statement_done (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&ids) : NULL;
}

/* TRUE when an index gives the order. @by_order: the index of the order rather than one of the season, should there be both.
 * @limit 0: all. */
static gboolean
make_sorted (NhSql         *builder,
             NhConnection  *connection,
             const NhQuery *self,
             guint          limit,
             gboolean       by_order)
{
  g_string_append (builder->sql, "SELECT id");
  add_where (builder, self, by_order ? WHERE_BY_ORDER : WHERE_BY_INDEX);
  if (!add_order_by (builder, self))
    return FALSE;
  if (limit > 0)
    {
      g_string_append (builder->sql, " LIMIT ?");
      nh_sql_add_number (builder, limit);
    }
  return !plan_says (connection, builder, "USE TEMP B-TREE FOR ORDER BY");
}

GArray *
nh_query_first (NhConnection  *connection,
                NhLedger      *ledger,
                const NhQuery *self,
                guint          limit,
                GError       **error)
{
  g_autoptr (NhQuery) found = NULL;

  if (asks_problems (self))
    return NULL;
  found = find_words (connection, ledger, self, FALSE, error);
  if (found == NULL)
    return NULL;
  for (int by_order = FALSE; by_order <= TRUE; by_order++)
    {
      g_auto (NhSql) builder = { NULL };

      nh_sql_init (&builder);
      if (make_sorted (&builder, connection, found, limit, by_order))
        return read_ids (connection, &builder, error);
    }
  return NULL;
}

static GArray *
sort_ids (NhConnection  *connection,
          NhLedger      *ledger,
          const NhQuery *self,
          guint          limit,
          GError       **error)
{
  g_auto (NhSql) builder = { NULL };
  g_autoptr (NhOrder) order = nh_order_new (connection, ledger, self, error);
  g_autofree char *columns = order != NULL ? nh_order_columns (order) : NULL;
  sqlite3_stmt *statement;
  int code;

  if (order == NULL)
    return NULL;
  make_select (&builder, connection, self, columns);
  statement = nh_sql_prepare (&builder, connection, error);
  if (statement == NULL)
    return NULL;
  while ((code = nh_connection_step (connection, statement, _("list the records"), error)) == SQLITE_ROW)
    nh_order_take (order, statement);
  nh_statement_done (statement);
  return code == SQLITE_DONE ? nh_order_sort (order, connection, limit, error) : NULL;
}

GArray *
nh_query_ids (NhConnection  *connection,
              NhLedger      *ledger,
              const NhQuery *self,
              guint          limit,
              GError       **error)
{
  g_auto (NhSql) builder = { NULL };
  g_autoptr (NhQuery) found = NULL;

  if (asks_problems (self))
    return nh_problem_list_ids (connection, ledger, self, limit, NULL, error);
  found = find_words (connection, ledger, self, TRUE, error);
  if (found == NULL)
    return NULL;
  nh_sql_init (&builder);
  if (make_sorted (&builder, connection, found, limit, FALSE) && is_covered (connection, &builder, self->type))
    return read_ids (connection, &builder, error);
  return sort_ids (connection, ledger, found, limit, error);
}

GArray *
nh_query_ids_from (NhConnection  *connection,
                   NhLedger      *ledger,
                   const NhQuery *self,
                   GArray        *first,
                   GError       **error)
{
  if (asks_problems (self))
    return nh_problem_list_ids (connection, ledger, self, 0, first, error);
  return nh_query_ids (connection, ledger, self, 0, error);
}

static gboolean
adds_up (const NhField *field)
{
  return (field->flags & NH_FIELD_SUMMED) != 0 || field->kind == NH_KIND_AMOUNTS;
}

static void
add_sum (GString *sql, const NhRecordType *type, const NhField *field, const char *counted)
{
  if (nh_kind_get_storage (field->kind) == NH_STORAGE_FUNDING)
    g_string_append_printf (sql, ", sum ((SELECT sum (amount) FROM funding WHERE type = '%s' AND record = %s.id))", type->name, type->name);
  else
    g_string_append_printf (sql, ", sum (%s)", field->name);
  g_string_append_printf (sql, " FILTER (WHERE %s)", counted);
}

/* What nh_query_sums() asks of the records that it finds. (transfer full) */
static char *
sum_columns (NhLedger *ledger, const NhQuery *query, gboolean uncounted, gboolean sums)
{
  const NhRecordType *type = query->type;
  g_autofree char *counted = query->deleted ? g_strdup ("1") : nh_count_sql (type, nh_ledger_get_catalog (ledger), "");
  GString *columns = g_string_new ("count (*)");

  if (uncounted)
    g_string_append_printf (columns, ", count (*) FILTER (WHERE NOT (%s))", counted);
  for (guint i = 0; sums && i < type->n_fields; i++)
    if (adds_up (&type->fields[i]))
      add_sum (columns, type, &type->fields[i], counted);
  return g_string_free (columns, FALSE);
}

gboolean
nh_query_sums (NhConnection  *connection,
               NhLedger      *ledger,
               const NhQuery *self,
               gint64        *count,
               gint64        *uncounted,
               gint64        *sums,
               GError       **error)
{
  const NhRecordType *type = self->type;
  g_auto (NhSql) builder = { NULL };
  g_autofree char *columns = NULL;
  g_autoptr (NhQuery) found = NULL;
  sqlite3_stmt *statement;
  int code, column = 1;

  if (asks_problems (self))
    {
      found = nh_query_copy (self);
      found->filter->problems = FALSE;
      g_clear_pointer (&found->only, g_array_unref);
      found->only = nh_query_ids (connection, ledger, self, 0, error);
      return found->only != NULL && nh_query_sums (connection, ledger, found, count, uncounted, sums, error);
    }
  found = find_words (connection, ledger, self, TRUE, error);
  if (found == NULL)
    return FALSE;
  columns = sum_columns (ledger, self, uncounted != NULL, sums != NULL);
  make_select (&builder, connection, found, columns);
  statement = nh_sql_prepare (&builder, connection, error);
  if (statement == NULL)
    return FALSE;

  code = nh_connection_step (connection, statement, _("add up the records"), error);
  *count = code == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  if (uncounted != NULL)
    *uncounted = code == SQLITE_ROW ? sqlite3_column_int64 (statement, column++) : 0;
  for (guint i = 0; code == SQLITE_ROW && sums != NULL && i < type->n_fields; i++)
    {
      gboolean summed = adds_up (&type->fields[i]);

      sums[i] = summed && sqlite3_column_type (statement, column) != SQLITE_NULL ? sqlite3_column_int64 (statement, column) : NH_NO_SUM;
      column += summed;
    }
  nh_statement_done (statement);
  return code == SQLITE_ROW;
}

void
nh_sums_free (NhSums *sums)
{
  if (sums == NULL)
    return;
  g_free (sums->sums);
  g_free (sums);
}

static NhSums *
get_sums (NhConnection *connection, NhLedger *ledger, const NhQuery *query, GError **error)
{
  g_autoptr (NhSums) sums = g_new0 (NhSums, 1);

  sums->sums = g_new0 (gint64, query->type->n_fields);
  return nh_query_sums (connection, ledger, query, &sums->count, &sums->uncounted, sums->sums, error) ? g_steal_pointer (&sums) : NULL;
}

NH_DEFINE_ASYNC (nh_query_first, GArray *, g_array_unref, NH_ON_READER,
                 (NhLedger *ledger, NhQuery *query, guint limit), (.number = limit, NH_OWNED (query, nh_query_free)),
                 nh_query_first (connection, ledger, args->data, args->number, error))

NH_DEFINE_ASYNC (nh_query_sums, NhSums *, nh_sums_free, NH_ON_LISTER,
                 (NhLedger *ledger, NhQuery *query), (NH_OWNED (query, nh_query_free)),
                 get_sums (connection, ledger, args->data, error))
