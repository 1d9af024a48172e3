/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-query.h"
#include "nh-query-private.h"
#include "nh-store.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-text.h"

/* More words than anyone types, so that a pasted page is no endless search. */
#define MAX_TERMS 16

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

void
nh_sql_init (NhSql *self)
{
  self->sql = g_string_new (NULL);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
nh_sql_clear (NhSql *self)
{
  if (self->sql == NULL)
    return;
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->texts);
  g_array_unref (self->numbers);
}

void
nh_sql_add_text (NhSql *self,
                 char  *text)
{
  gint64 none = 0;

  g_ptr_array_add (self->texts, text);
  g_array_append_val (self->numbers, none);
}

void
nh_sql_add_number (NhSql *self,
                   gint64 number)
{
  g_ptr_array_add (self->texts, NULL);
  g_array_append_val (self->numbers, number);
}

sqlite3_stmt *
nh_sql_prepare (const NhSql  *self,
                NhConnection *connection,
                GError      **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection, self->sql->str, error);

  for (guint i = 0; statement != NULL && i < self->texts->len; i++)
    {
      if (self->texts->pdata[i] != NULL)
        sqlite3_bind_text (statement, (int) i + 1, self->texts->pdata[i], -1, SQLITE_TRANSIENT);
      else
        sqlite3_bind_int64 (statement, (int) i + 1, g_array_index (self->numbers, gint64, i));
    }
  return statement;
}

void
nh_query_add_search (NhSql      *self,
                     const char *search)
{
  g_autofree char *clean = nh_text_clean (search);
  g_auto (GStrv) terms = g_strsplit (clean, " ", MAX_TERMS);

  for (guint i = 0; terms[i] != NULL; i++)
    {
      g_autofree char *fold = nh_text_fold (terms[i]);

      if (*fold != '\0')
        {
          g_string_append (self->sql, " AND instr (search, ?) > 0");
          nh_sql_add_text (self, g_steal_pointer (&fold));
        }
      if (nh_text_has_marks (terms[i]))
        {
          g_string_append (self->sql, " AND instr (search_marked, ?) > 0");
          nh_sql_add_text (self, nh_text_fold_marked (terms[i]));
        }
    }
}

/* A problem of today's rules that saving would tell of again. */
static gboolean
has_problem (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 id, gboolean *has, GError **error)
{
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, type, id, error);
  g_autoptr (GPtrArray) problems = record != NULL ? nh_store_check (connection, ledger, record, error) : NULL;

  if (problems == NULL)
    return FALSE;
  *has = nh_problems_block (problems) || nh_problems_warn (problems);
  return TRUE;
}

/* Rules are C. In the order of the query, so that the first ones are found before all have been looked at. */
static GArray *
ids_with_problems (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GError **error)
{
  g_autoptr (NhQuery) all = nh_query_copy (query);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ids = NULL;

  all->filter->problems = FALSE;
  ids = nh_query_ids (connection, ledger, all, 0, error);
  for (guint i = 0; ids != NULL && i < ids->len && (limit == 0 || found->len < limit); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean has = FALSE;

      if (!has_problem (connection, ledger, query->type, id, &has, error))
        return NULL;
      if (has)
        g_array_append_val (found, id);
    }
  return ids != NULL ? g_steal_pointer (&found) : NULL;
}

static gboolean
asks_problems (const NhQuery *query)
{
  return query->filter != NULL && query->filter->problems;
}

static void
add_ids (NhSql *self, GArray *ids)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append (list, "]");
  g_string_append (self->sql, " AND id IN (SELECT value FROM json_each (?))");
  nh_sql_add_text (self, g_string_free (list, FALSE));
}

static void
add_season (NhSql *self, const NhQuery *query)
{
  if (query->year != 0)
    {
      g_string_append (self->sql, " AND year = ?");
      nh_sql_add_number (self, query->year);
    }
  if (query->unit != 0)
    {
      g_string_append (self->sql, " AND unit IN (WITH RECURSIVE below (id) AS (SELECT ? UNION SELECT unit.id FROM unit JOIN below"
                                  " ON unit.parent = below.id) SELECT id FROM below)");
      nh_sql_add_number (self, query->unit);
    }
}

/* Whether an index has all that is asked: the order of the type, and nothing that is in the records only. */
static gboolean
is_in_index (const NhQuery *query)
{
  g_auto (GStrv) names = g_strsplit (query->type->sort, ",", -1);

  if (query->search != NULL || query->filter != NULL || query->only != NULL)
    return FALSE;
  return query->sort < 0 || query->sort >= (int) query->type->n_fields
         || g_strv_contains ((const char *const *) names, query->type->fields[query->sort].name);
}

/* What only the records themselves know is read in the order in which they lie in the file: by an index of the season, each would be
 * on another page, and of a million that takes ten times as long. */
static void
add_where (NhSql         *self,
           const NhQuery *query,
           gboolean       in_index)
{
  g_string_append_printf (self->sql, " FROM %s WHERE deleted = ?", query->type->name);
  nh_sql_add_number (self, query->deleted);
  if (in_index || query->year == 0)
    add_season (self, query);
  else
    {
      g_string_append_printf (self->sql, " AND id IN (SELECT id FROM %s WHERE 1", query->type->name);
      add_season (self, query);
      g_string_append (self->sql, ")");
    }
  if (query->only != NULL)
    add_ids (self, query->only);
  if (query->search != NULL)
    nh_query_add_search (self, query->search);
  if (query->filter != NULL)
    nh_filter_add_sql (query->filter, self);
}

/* ── In which order ──────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A text without a stored key is sorted here, not by SQLite: see sort_by_text(). */
static gboolean
needs_sorting (const NhRecordType *type,
               int                 field)
{
  NhKind kind;

  if (field < 0 || (guint) field >= type->n_fields || (type->fields[field].flags & NH_FIELD_SORTED))
    return FALSE;
  kind = type->fields[field].kind;
  return kind == NH_KIND_TEXT || kind == NH_KIND_LINES || kind == NH_KIND_NAME || kind == NH_KIND_MANY;
}

/* A choice by its place in its list; a code that the list does not have stands behind all others. */
static void
add_choice_order (NhSql *self,
                  NhLedger      *ledger,
                  const NhField *field)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (nh_ledger_get_catalog (ledger), field->codebook, NH_DATE_NONE);

  if (codes->len == 0)
    {
      g_string_append (self->sql, field->name);
      return;
    }
  g_string_append_printf (self->sql, "CASE %s", field->name);
  for (guint i = 0; i < codes->len; i++)
    {
      g_string_append_printf (self->sql, " WHEN ? THEN %u", i);
      nh_sql_add_text (self, g_strdup (((const NhCode *) codes->pdata[i])->code));
    }
  g_string_append_printf (self->sql, " ELSE %s END", field->name);   /* a text is more than any number */
}

/* What is blank stands last in either direction. */
static void
add_order (NhSql *self,
           NhLedger           *ledger,
           const NhRecordType *type,
           const NhField      *field,
           gboolean            descending)
{
  if (field->flags & NH_FIELD_SORTED)
    g_string_append_printf (self->sql, "%s_key", field->name);
  else if (field->kind == NH_KIND_AMOUNTS)
    g_string_append_printf (self->sql, "(SELECT sum (amount) FROM funding WHERE type = '%s' AND record = %s.id)", type->name, type->name);
  else if (field->kind == NH_KIND_CHOICE && field->codebook != NULL)
    add_choice_order (self, ledger, field);
  else
    g_string_append (self->sql, field->name);
  g_string_append (self->sql, descending ? " DESC NULLS LAST, " : " NULLS LAST, ");
}

static void
add_type_order (NhSql *self,
                NhLedger           *ledger,
                const NhRecordType *type,
                gboolean            descending)
{
  g_auto (GStrv) names = g_strsplit (type->sort != NULL ? type->sort : "", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      int field = nh_record_type_field (type, g_strstrip (names[i]));

      if (field >= 0)
        add_order (self, ledger, type, &type->fields[field], descending);
    }
}

static void
add_order_by (NhSql *self,
              NhLedger      *ledger,
              const NhQuery *query)
{
  const NhRecordType *type = query->type;

  g_string_append (self->sql, " ORDER BY ");
  if (query->sort == (int) type->n_fields)
    g_string_append_printf (self->sql, "(SELECT position FROM unit WHERE unit.id = %s.unit)%s, ", type->name, query->descending ? " DESC" : "");
  else if (query->sort >= 0 && !needs_sorting (type, query->sort))
    add_order (self, ledger, type, &type->fields[query->sort], query->descending);
  if (query->sort < 0 || query->sort == (int) type->n_fields)
    add_type_order (self, ledger, type, query->descending);
  g_string_append (self->sql, "id");
}

typedef struct
{
  gint64  id;
  GBytes *key;   /* NULL: blank */
} SortRow;

static void
sort_row_clear (gpointer data)
{
  g_clear_pointer (&((SortRow *) data)->key, g_bytes_unref);
}

static int
compare_sort_rows (gconstpointer a,
                   gconstpointer b,
                   gpointer      descending)
{
  const SortRow *row_a = a;
  const SortRow *row_b = b;
  int order = 0;

  if ((row_a->key == NULL) != (row_b->key == NULL))
    return row_a->key == NULL ? 1 : -1;
  if (row_a->key != NULL)
    order = g_bytes_compare (row_a->key, row_b->key);
  if (order != 0)
    return GPOINTER_TO_INT (descending) ? -order : order;
  return row_a->id < row_b->id ? -1 : row_a->id > row_b->id;
}

static GArray *
sort_by_text (GArray        *rows,
              const NhQuery *query,
              guint          limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_sort_with_data (rows, compare_sort_rows, GINT_TO_POINTER (query->descending));
  for (guint i = 0; i < rows->len && (limit == 0 || i < limit); i++)
    g_array_append_val (ids, g_array_index (rows, SortRow, i).id);
  return ids;
}

/* ── Public ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GArray *
ids_by_text (NhConnection  *connection,
             NhLedger      *ledger,
             const NhQuery *self,
             guint          limit,
             GError       **error)
{
  g_auto (NhSql) builder = { NULL };
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (SortRow));
  const NhField *field = &self->type->fields[self->sort];
  sqlite3_stmt *statement;
  int code;

  g_array_set_clear_func (rows, sort_row_clear);
  nh_sql_init (&builder);
  g_string_append_printf (builder.sql, "SELECT id, %s", field->name);
  add_where (&builder, self, FALSE);
  statement = nh_sql_prepare (&builder, connection, error);
  if (statement == NULL)
    return NULL;

  while ((code = nh_connection_step (connection, statement, _("list the records"), error)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 1);
      SortRow row = { sqlite3_column_int64 (statement, 0), NULL };

      if (text != NULL)
        row.key = field->kind == NH_KIND_NAME ? nh_text_name_key (text) : nh_text_sort_key (text);
      g_array_append_val (rows, row);
    }
  nh_statement_done (statement);
  return code == SQLITE_DONE ? sort_by_text (rows, self, limit) : NULL;
}

GArray *
nh_query_ids (NhConnection  *connection,
              NhLedger      *ledger,
              const NhQuery *self,
              guint          limit,
              GError       **error)
{
  g_auto (NhSql) builder = { NULL };
  g_autoptr (GArray) ids = NULL;
  sqlite3_stmt *statement;
  int code;

  if (asks_problems (self))
    return ids_with_problems (connection, ledger, self, limit, error);
  if (needs_sorting (self->type, self->sort))
    return ids_by_text (connection, ledger, self, limit, error);

  nh_sql_init (&builder);
  g_string_append (builder.sql, "SELECT id");
  add_where (&builder, self, is_in_index (self));
  add_order_by (&builder, ledger, self);
  if (limit > 0)
    {
      g_string_append (builder.sql, " LIMIT ?");
      nh_sql_add_number (&builder, limit);
    }
  statement = nh_sql_prepare (&builder, connection, error);
  if (statement == NULL)
    return NULL;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while ((code = nh_connection_step (connection, statement, _("list the records"), error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  nh_statement_done (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
adds_up (const NhField *field)
{
  return (field->flags & NH_FIELD_SUMMED) != 0 || field->kind == NH_KIND_AMOUNTS;
}

static void
add_sum (GString *sql, const NhRecordType *type, const NhField *field)
{
  if (nh_kind_get_storage (field->kind) == NH_STORAGE_FUNDING)
    g_string_append_printf (sql, ", sum ((SELECT sum (amount) FROM funding WHERE type = '%s' AND record = %s.id))", type->name, type->name);
  else
    g_string_append_printf (sql, ", sum (%s)", field->name);
}

gboolean
nh_query_sums (NhConnection  *connection,
               NhLedger      *ledger,
               const NhQuery *self,
               gint64        *count,
               gint64        *sums,
               GError       **error)
{
  const NhRecordType *type = self->type;
  g_auto (NhSql) builder = { NULL };
  sqlite3_stmt *statement;
  int code, column = 1;

  if (asks_problems (self))
    {
      g_autoptr (NhQuery) found = nh_query_copy (self);

      found->filter->problems = FALSE;
      g_clear_pointer (&found->only, g_array_unref);
      found->only = nh_query_ids (connection, ledger, self, 0, error);
      return found->only != NULL && nh_query_sums (connection, ledger, found, count, sums, error);
    }
  nh_sql_init (&builder);
  g_string_append (builder.sql, "SELECT count (*)");
  for (guint i = 0; sums != NULL && i < type->n_fields; i++)
    if (adds_up (&type->fields[i]))
      add_sum (builder.sql, type, &type->fields[i]);
  add_where (&builder, self, sums == NULL && is_in_index (self));
  statement = nh_sql_prepare (&builder, connection, error);
  if (statement == NULL)
    return FALSE;

  code = nh_connection_step (connection, statement, _("add up the records"), error);
  *count = code == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  for (guint i = 0; code == SQLITE_ROW && sums != NULL && i < type->n_fields; i++)
    {
      gboolean summed = adds_up (&type->fields[i]);

      sums[i] = summed && sqlite3_column_type (statement, column) != SQLITE_NULL ? sqlite3_column_int64 (statement, column) : NH_NO_SUM;
      column += summed;
    }
  nh_statement_done (statement);
  return code == SQLITE_ROW;
}
