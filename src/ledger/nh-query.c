/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-query.h"

#include "nh-count-sql.h"
#include "nh-i18n.h"
#include "nh-large-list.h"
#include "nh-ledger-async.h"
#include "nh-store.h"

static gboolean
asks_problems (const NhQuery *query)
{
  return query->filter != NULL && query->filter->problems;
}

/* --- Records with problems --- */

/* The rules of today block the record, or warn of something that nobody has passed. */
static gboolean
has_problem (NhConnection *connection, NhLedger *ledger, NhChecker *checker, const NhRecordType *type, gint64 id,
             gboolean *has, GError **error)
{
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, type, id, error);
  g_autoptr (GPtrArray) problems = record != NULL ? nh_checker_check (checker, record, error) : NULL;

  if (problems == NULL)
    return FALSE;
  *has = nh_problems_block (problems) || nh_problems_warn (problems);
  return TRUE;
}

/* The place in @ids behind the last one of @first; 0: it is not there any more. */
static guint
find_end (GArray *ids, GArray *first)
{
  for (guint i = 0; first != NULL && first->len > 0 && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == g_array_index (first, gint64, first->len - 1))
      return i + 1;
  return 0;
}

/* Rules are C and run over each record, in the order of the query, so that the first are found before all have been
 * read. @first (nullable): found before with a limit; only records behind the last of them are looked at. */
static GArray *
problem_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GArray *first,
             GError **error)
{
  g_autoptr (NhQuery) all = nh_query_copy (query);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NhChecker) checker = nh_checker_new (connection, ledger);
  g_autoptr (GArray) ids = NULL;
  guint begin;

  all->filter->problems = FALSE;
  ids = nh_query_ids (connection, ledger, all, 0, error);
  begin = ids != NULL ? find_end (ids, first) : 0;
  if (begin > 0)
    g_array_append_vals (found, first->data, first->len);
  for (guint i = begin; ids != NULL && i < ids->len && (limit == 0 || found->len < limit); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean has = FALSE;

      if (!has_problem (connection, ledger, checker, query->type, id, &has, error))
        return NULL;
      if (has)
        g_array_append_val (found, id);
    }
  return ids != NULL ? g_steal_pointer (&found) : NULL;
}

/* --- Ids --- */

/* The words of the search, as nh_large_list_find_words(). */
static NhQuery *
find_words (NhConnection *connection, NhLedger *ledger, const NhQuery *self, gboolean wait, GError **error)
{
  g_auto (GStrv) words = self->search != NULL ? nh_query_split_words (self->search, FALSE) : NULL;
  g_auto (GStrv) marked = self->search != NULL ? nh_query_split_words (self->search, TRUE) : NULL;
  g_autoptr (NhQuery) found = nh_query_copy (self);

  if (words == NULL || self->only != NULL || nh_query_names_unit (connection, self))
    return g_steal_pointer (&found);
  if (!nh_large_list_find_words (connection, ledger, self->type, (const char *const *) words, wait, &found->only,
                                 error))
    return NULL;
  if (found->only != NULL && marked[0] == NULL)
    g_clear_pointer (&found->search, g_free);
  return g_steal_pointer (&found);
}

GArray *
nh_query_first (NhConnection *connection, NhLedger *ledger, const NhQuery *self, guint limit, GError **error)
{
  g_autoptr (NhQuery) found = NULL;

  if (asks_problems (self))
    return NULL;
  found = find_words (connection, ledger, self, FALSE, error);
  return found != NULL ? nh_large_list_first (connection, found, limit, error) : NULL;
}

GArray *
nh_query_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *self, guint limit, GError **error)
{
  g_autoptr (NhQuery) found = NULL;

  if (asks_problems (self))
    return problem_ids (connection, ledger, self, limit, NULL, error);
  found = find_words (connection, ledger, self, TRUE, error);
  return found != NULL ? nh_large_list_ids (connection, ledger, found, limit, error) : NULL;
}

GArray *
nh_query_ids_from (NhConnection *connection, NhLedger *ledger, const NhQuery *self, GArray *first, GError **error)
{
  if (asks_problems (self))
    return problem_ids (connection, ledger, self, 0, first, error);
  return nh_query_ids (connection, ledger, self, 0, error);
}

static gboolean
adds_up (const NhField *field)
{
  return (field->flags & NH_FIELD_SUMMED) != 0 || field->kind == NH_KIND_AMOUNTS;
}

static void
add_sum (GString *sql, const NhRecordType *type, const NhField *field, const char *counted, NhCatalog *catalog)
{
  g_autofree char *summed = nh_count_sql_summed (type, field, catalog);
  g_autofree char *kind = nh_count_sql_qualifier (field->name);

  if (nh_kind_get_storage (field->kind) == NH_STORAGE_FUNDING)
    g_string_append_printf (sql, ", sum ((SELECT sum (amount) FROM funding WHERE type = '%s' AND record = %s.id))",
                            type->name, type->name);
  else
    g_string_append_printf (sql, ", sum (%s)", field->name);
  g_string_append_printf (sql, " FILTER (WHERE (%s) AND %s)", counted, summed);
  /* First what is seldom so: the list may be long. */
  g_string_append_printf (
      sql, ", count (*) FILTER (WHERE marks <> '' AND instr (';' || marks || ';', ';%s=unknown;') > 0 AND (%s) AND %s)",
      field->name, counted, summed);
  if (nh_record_type_qualifier (type, (guint) (field - type->fields)) >= 0)
    for (guint i = 0; i < 2; i++)
      g_string_append_printf (sql, ", %s (%s) FILTER (WHERE %s_qualifier IS NOT NULL AND (%s) AND %s)",
                              i == 0 ? "min" : "max", kind, field->name, counted, summed);
}

/* The columns of add_sum(), from @column on, which is then the next. */
static NhSum
read_sum (sqlite3_stmt *statement, const NhRecordType *type, guint field, int *column)
{
  NhSum sum = { .number = NH_NO_SUM };

  if (!adds_up (&type->fields[field]))
    return sum;
  if (sqlite3_column_type (statement, *column) != SQLITE_NULL)
    sum.number = sqlite3_column_int64 (statement, *column);
  sum.unknown = sqlite3_column_int (statement, *column + 1) != 0;
  *column += 2;
  if (nh_record_type_qualifier (type, field) < 0)
    return sum;
  sum.qualifiers = (guint) sqlite3_column_int (statement, *column) |
                   (guint) sqlite3_column_int (statement, *column + 1);
  *column += 2;
  return sum;
}

/* What nh_query_sums() asks of the records that it finds. (transfer full) */
static char *
sum_columns (NhLedger *ledger, const NhQuery *query, gboolean uncounted, gboolean sums)
{
  const NhRecordType *type = query->type;
  g_autofree char *counted = query->deleted ? g_strdup ("1")
                                            : nh_count_sql (type, nh_ledger_get_catalog (ledger), "", FALSE);
  GString *columns = g_string_new ("count (*)");

  if (uncounted)
    g_string_append_printf (columns, ", count (*) FILTER (WHERE (%s) IS NOT TRUE)", counted);
  for (guint i = 0; sums && i < type->n_fields; i++)
    if (adds_up (&type->fields[i]))
      add_sum (columns, type, &type->fields[i], counted, nh_ledger_get_catalog (ledger));
  return g_string_free (columns, FALSE);
}

gboolean
nh_query_sums (NhConnection *connection, NhLedger *ledger, const NhQuery *self, gint64 *count, gint64 *uncounted,
               NhSum *sums, GError **error)
{
  const NhRecordType *type = self->type;
  g_autoptr (NhSql) builder = NULL;
  g_autofree char *columns = NULL;
  g_autoptr (NhQuery) found = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
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
  builder = nh_large_list_select (connection, found, columns);
  statement = nh_sql_prepare (builder, connection, error);
  code = nh_connection_step (connection, statement, _ ("add up the records"), error);
  *count = sqlite3_column_int64 (statement, 0);
  if (uncounted != NULL)
    *uncounted = sqlite3_column_int64 (statement, column++);
  for (guint i = 0; code == SQLITE_ROW && sums != NULL && i < type->n_fields; i++)
    sums[i] = read_sum (statement, type, i, &column);
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

  sums->sums = g_new0 (NhSum, query->type->n_fields);
  return nh_query_sums (connection, ledger, query, &sums->count, &sums->uncounted, sums->sums, error)
             ? g_steal_pointer (&sums)
             : NULL;
}

NH_DEFINE_ASYNC (nh_query_first, GArray *, g_array_unref, NH_ON_READER,
                 (NhLedger * ledger, NhQuery *query, guint limit), (.number = limit, NH_OWNED (query, nh_query_free)),
                 nh_query_first (connection, ledger, args->data, args->number, error))

NH_DEFINE_ASYNC (nh_query_sums, NhSums *, nh_sums_free, NH_ON_LISTER, (NhLedger * ledger, NhQuery *query),
                 (NH_OWNED (query, nh_query_free)), get_sums (connection, ledger, args->data, error))
