/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From tables to what each unit says: one query a record type with all its aggregates, a second over the few rows with marks
 * ("không có", "chưa có số liệu"), one over the totals. */

#include "nh-figures-read.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-point.h"

/* Where a point's figures come from: cancelled ones are read along, since they too are an answer. A place kind's column is what its
 * codebook entry of the point's day says. */
#define POINT_SOURCE \
  " FROM point p LEFT JOIN codebook c ON c.list = 'place_kind' AND c.code = p.place_kind" \
  " AND c.valid_from <= COALESCE (p.date_from, ?3) AND (c.valid_to IS NULL OR c.valid_to >= COALESCE (p.date_from, ?3))" \
  " WHERE p.year = ?1 AND p.deleted = 0 AND p.duplicate_of IS NULL AND p.status IN ('held', 'cancelled')" \
  " AND (?2 = '' OR p.date_from IS NULL OR p.date_from <= ?2)"

#define HELD "p.status = 'held'"

typedef struct
{
  NhConnection            *connection;
  const NhFiguresQuestion *question;
  GHashTable              *units;
  guint                    n_indicators;
  const NhIndicator       *indicators;
} Reader;

static void
unit_said_free (gpointer data)
{
  NhUnitSaid *said = data;

  g_free (said->records);
  g_free (said->totals);
  g_free (said);
}

static NhUnitSaid *
unit_said (Reader *reader, gint64 unit)
{
  NhUnitSaid *said = g_hash_table_lookup (reader->units, &unit);
  gint64 *key;

  if (said != NULL)
    return said;
  said = g_new0 (NhUnitSaid, 1);
  said->records = g_new0 (NhRecordsSaid, reader->n_indicators);
  said->totals = g_new0 (NhTotalSaid, reader->n_indicators);
  key = g_new (gint64, 1);
  *key = unit;
  g_hash_table_insert (reader->units, key, said);
  return said;
}

/* Prepares a query whose parameters are ?1 year, ?2 cut-off, ?3 season day and, for one unit only, ?4. */
static sqlite3_stmt *
prepare (Reader *reader, GString *sql, const char *rest, GError **error)
{
  const NhFiguresQuestion *question = reader->question;
  g_autofree char *as_of = nh_date_to_iso (question->as_of);
  g_autofree char *day = nh_date_to_iso (nh_catalog_season_day (question->year));
  sqlite3_stmt *statement;

  if (question->unit != 0)
    g_string_append (sql, " AND p.unit = ?4");
  g_string_append (sql, rest);
  statement = nh_connection_prepare (reader->connection, sql->str, error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int (statement, 1, question->year);
  sqlite3_bind_text (statement, 2, as_of, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, day, -1, SQLITE_TRANSIENT);
  if (question->unit != 0)
    sqlite3_bind_int64 (statement, 4, question->unit);
  return statement;
}

static const char *
key_column (Reader *reader)
{
  return reader->question->by_record ? "p.id" : "p.unit";
}

/* "COUNT(*) FILTER (…)" for an indicator that counts, sum and number of values for one that sums. */
static void
append_aggregates (GString *sql, const NhIndicator *indicator)
{
  if (indicator->field != NULL)
    g_string_append_printf (sql, ", SUM (p.%s) FILTER (WHERE " HELD "), COUNT (p.%s) FILTER (WHERE " HELD ")",
                            indicator->field, indicator->field);
  else
    g_string_append_printf (sql, ", COUNT (*) FILTER (WHERE " HELD " AND %s)", indicator->where != NULL ? indicator->where : "1");
}

static void
take_point_row (Reader *reader, sqlite3_stmt *statement)
{
  NhUnitSaid *said = unit_said (reader, sqlite3_column_int64 (statement, 0));
  gint64 settled = sqlite3_column_int64 (statement, 1);
  gint64 held = sqlite3_column_int64 (statement, 2);
  int column = 3;

  said->settled |= settled > 0;
  for (guint i = 0; i < reader->n_indicators; i++)
    {
      NhRecordsSaid *records = &said->records[i];

      if (reader->indicators[i].type != &nh_point_type)
        continue;
      records->settled = settled;
      records->held = held;
      records->number = sqlite3_column_int64 (statement, column++);
      records->given = reader->indicators[i].field != NULL ? sqlite3_column_int64 (statement, column++) : held;
    }
}

static gboolean
read_points (Reader *reader, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  sqlite3_stmt *statement;
  int code;

  g_string_append_printf (sql, "%s, COUNT (*), COUNT (*) FILTER (WHERE " HELD ")", key_column (reader));
  for (guint i = 0; i < reader->n_indicators; i++)
    if (reader->indicators[i].type == &nh_point_type)
      append_aggregates (sql, &reader->indicators[i]);
  g_string_append (sql, POINT_SOURCE);
  statement = prepare (reader, sql, reader->question->by_record ? " AND " HELD " GROUP BY p.id" : " GROUP BY p.unit", error);
  if (statement == NULL)
    return FALSE;
  while ((code = nh_connection_step (reader->connection, statement, _("compute the figures"), error)) == SQLITE_ROW)
    take_point_row (reader, statement);
  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

/* "attendance=none;weapons=unknown" of @count records. */
static void
take_marks (Reader *reader, NhUnitSaid *said, const char *marks, gint64 count)
{
  g_auto (GStrv) parts = g_strsplit (marks, ";", -1);

  for (guint m = 0; parts[m] != NULL; m++)
    {
      char *state = strchr (parts[m], '=');

      if (state == NULL)
        continue;
      *state++ = '\0';
      for (guint i = 0; i < reader->n_indicators; i++)
        {
          const NhIndicator *indicator = &reader->indicators[i];

          if (indicator->type != &nh_point_type || g_strcmp0 (indicator->field, parts[m]) != 0)
            continue;
          if (g_str_equal (state, "none"))
            said->records[i].nil += count;
          else
            said->records[i].unknown += count;
        }
    }
}

static gboolean
read_point_marks (Reader *reader, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  sqlite3_stmt *statement;
  int code;

  g_string_append_printf (sql, "%s, p.marks, COUNT (*)" POINT_SOURCE " AND " HELD " AND p.marks <> ''", key_column (reader));
  statement = prepare (reader, sql, " GROUP BY 1, 2", error);
  if (statement == NULL)
    return FALSE;
  while ((code = nh_connection_step (reader->connection, statement, _("compute the figures"), error)) == SQLITE_ROW)
    take_marks (reader, unit_said (reader, sqlite3_column_int64 (statement, 0)), (const char *) sqlite3_column_text (statement, 1),
                sqlite3_column_int64 (statement, 2));
  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

static NhValueState
total_state (sqlite3_stmt *statement)
{
  const char *marks = (const char *) sqlite3_column_text (statement, 3);

  if (sqlite3_column_type (statement, 2) != SQLITE_NULL)
    return NH_VALUE_SET;
  if (strstr (marks, "value=none") != NULL)
    return NH_VALUE_NIL;
  return strstr (marks, "value=unknown") != NULL ? NH_VALUE_UNKNOWN : NH_VALUE_BLANK;
}

static void
take_total (Reader *reader, NhCatalog *catalog, GStringChunk *texts, sqlite3_stmt *statement)
{
  const NhIndicator *indicator;
  const char *code = (const char *) sqlite3_column_text (statement, 1);
  const char *qualifier = (const char *) sqlite3_column_text (statement, 4);
  NhTotalSaid total = { total_state (statement), sqlite3_column_int64 (statement, 2), nh_qualifier_from_code (qualifier), NULL,
                        g_strcmp0 ((const char *) sqlite3_column_text (statement, 5), "total") == 0 };
  NhUnitSaid *said;

  indicator = code != NULL ? nh_indicator_find (code) : NULL;
  if (indicator == NULL || total.state == NH_VALUE_BLANK)
    return;
  if (total.qualifier != NH_QUALIFIER_NONE && total.state == NH_VALUE_SET)
    total.qualifier_title = g_string_chunk_insert_const (texts, nh_catalog_get_code_title (catalog, "qualifier", qualifier));
  said = unit_said (reader, sqlite3_column_int64 (statement, 0));
  said->has_total = TRUE;
  said->totals[indicator - reader->indicators] = total;
}

static gboolean
read_totals (Reader *reader, NhCatalog *catalog, GStringChunk *texts, GError **error)
{
  /* Named p too, and ?2 and ?3 named idly, so that one function binds every query. */
  g_autoptr (GString) sql = g_string_new ("SELECT p.unit, p.indicator, p.value, p.marks, p.qualifier, p.keep FROM total p"
                                          " WHERE p.year = ?1 AND p.deleted = 0 AND ?2 IS NOT NULL AND ?3 IS NOT NULL");
  sqlite3_stmt *statement = prepare (reader, sql, "", error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = nh_connection_step (reader->connection, statement, _("compute the figures"), error)) == SQLITE_ROW)
    take_total (reader, catalog, texts, statement);
  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

GHashTable *
nh_figures_read (NhConnection *connection, NhCatalog *catalog, const NhFiguresQuestion *question, GStringChunk *texts, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unit_said_free);
  Reader reader = { .connection = connection, .question = question, .units = units };

  reader.indicators = nh_indicators (&reader.n_indicators);
  if (!read_points (&reader, error) || !read_point_marks (&reader, error))
    return NULL;
  if (!question->by_record && !read_totals (&reader, catalog, texts, error))
    return NULL;
  return g_steal_pointer (&units);
}
