/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Aggregates of the tables by unit: one query a record type with all aggregates of the records that count, a second
 * over the few that do not count or have marks ("không có", "chưa có số liệu"), one over the totals. */

#include "nh-figures-read.h"

#include <string.h>

#include "nh-count-sql.h"
#include "nh-i18n.h"
#include "nh-indicator.h"
#include "nh-number.h"
#include "nh-point.h"

typedef struct
{
  NhConnection *connection;
  const NhFiguresQuestion *question;
  GHashTable *units;
  guint n_indicators;
  const NhIndicator *indicators;
  NhCatalog *catalog;
  const NhRecordType *type; /* current one */
  GArray *days;             /* of NhDayCount */
} Reader;

static NhUnitTally *
unit_tally (Reader *reader, gint64 unit)
{
  NhUnitTally *tally = g_hash_table_lookup (reader->units, &unit);

  if (tally != NULL)
    return tally;
  tally = g_malloc0 (sizeof *tally + reader->n_indicators * sizeof *tally->of);
  g_hash_table_insert (reader->units, g_memdup2 (&unit, sizeof unit), tally);
  return tally;
}

/* A larger number than can be typed was written by another program; sums of such would overflow. */
static gboolean
check_numbers (Reader *reader, sqlite3_stmt *statement, GError **error)
{
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    if (sqlite3_column_type (statement, i) == SQLITE_INTEGER &&
        ABS (sqlite3_column_double (statement, i)) > (double) NH_NUMBER_MAX)
      {
        nh_connection_set_error (reader->connection, SQLITE_RANGE, _ ("compute the figures"), error);
        return FALSE;
      }
  return TRUE;
}

/* Ends the text of a query. (transfer full) */
static char *
end_sql (Reader *reader, GString *sql, const char *rest)
{
  if (reader->question->unit != 0)
    g_string_append (sql, " AND p.unit = ?4");
  g_string_append (sql, rest);
  return g_string_free (sql, FALSE);
}

/* The text of a query about the current type, which says nothing but what is in the catalog and the table of
 * indicators: to put it together takes longer than the query of a small unit. Owned by the catalog, which any thread
 * may use. */
static const char *
get_sql (Reader *reader, const char *what, char *(*make) (Reader *reader))
{
  const NhFiguresQuestion *question = reader->question;
  g_autofree char *key = g_strdup_printf ("nh-figures %s %s %d %d", what, reader->type->name, question->unit != 0,
                                          question->by_record);
  GObject *catalog = G_OBJECT (reader->catalog);
  const char *sql = g_object_get_data (catalog, key);
  char *made;

  if (sql != NULL)
    return sql;
  made = make (reader);
  if (!g_object_replace_data (catalog, key, NULL, made, g_free, NULL))
    g_free (made); /* another thread was first */
  return g_object_get_data (catalog, key);
}

/* Runs a query whose parameters are ?1 year, ?2 cut-off, ?3 season day and, for one unit only, ?4. */
static gboolean
read_rows (Reader *reader, const char *sql, void (*take) (Reader *reader, sqlite3_stmt *statement), GError **error)
{
  const NhFiguresQuestion *question = reader->question;
  g_autofree char *as_of = nh_date_to_iso (question->as_of);
  g_autofree char *day = nh_date_to_iso (nh_catalog_season_day (question->year));
  sqlite3_stmt *statement;
  int code;
  gboolean sound = TRUE;

  statement = nh_connection_prepare (reader->connection, sql, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, question->year);
  sqlite3_bind_text (statement, 2, as_of, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, day, -1, SQLITE_TRANSIENT);
  if (question->unit != 0)
    sqlite3_bind_int64 (statement, 4, question->unit);
  while (sound &&
         (code = nh_connection_step (reader->connection, statement, _ ("compute the figures"), error)) == SQLITE_ROW)
    {
      sound = check_numbers (reader, statement, error);
      if (sound)
        take (reader, statement);
    }
  nh_statement_done (statement);
  return sound && code == SQLITE_DONE;
}

static const char *
key_column (Reader *reader)
{
  if (!reader->question->by_record)
    return "p.unit";
  if (reader->type == &nh_point_type)
    return "p.id";
  return nh_record_type_field (reader->type, "point") >= 0 ? "COALESCE (p.point, 0)" : "0"; /* 0: of no point */
}

/* The records of the season up to the cut-off. @join: " LEFT JOIN …", or "". */
static void
append_source (Reader *reader, GString *sql, const char *join, const char *condition)
{
  const char *date = reader->type->fields[reader->type->date_field].name;

  g_string_append_printf (sql,
                          " FROM %s p%s WHERE p.year = ?1 AND p.deleted = 0 AND %s"
                          " AND (?2 = '' OR COALESCE (p.%s, ?3) <= ?2)",
                          reader->type->name, join, condition, date);
}

/* May the number be "hơn 250"? */
static gboolean
has_qualifier (const NhIndicator *indicator)
{
  int field = indicator->field != NULL ? nh_record_type_field (indicator->type, indicator->field) : -1;

  return field >= 0 && nh_record_type_qualifier (indicator->type, (guint) field) >= 0;
}

/* "COUNT(*) FILTER (…)" for an indicator that counts; sum, number of values and number of records for one that sums.
 * Where all records are summed, their number is in the query already. Then how many must have the number, and how many
 * of these have none. */
static void
append_aggregates (GString *sql, const NhIndicator *indicator)
{
  g_autofree char *which = indicator->where != NULL ? g_strdup_printf (" FILTER (WHERE %s)", indicator->where)
                                                    : g_strdup ("");

  if (indicator->field != NULL)
    g_string_append_printf (sql, ", SUM (p.%s)%s, COUNT (p.%s)%s", indicator->field, which, indicator->field, which);
  if (indicator->field == NULL || indicator->where != NULL)
    g_string_append_printf (sql, ", COUNT (*)%s", which);
  if (indicator->wanted != NULL)
    g_string_append_printf (sql,
                            ", COUNT (*) FILTER (WHERE %s), COUNT (*) FILTER (WHERE %s AND p.%s IS NULL AND"
                            " instr (';' || p.marks || ';', ';%s=none;') = 0)",
                            indicator->wanted, indicator->wanted, indicator->field, indicator->field);
  if (has_qualifier (indicator))
    {
      g_autofree char *column = g_strconcat ("p.", indicator->field, NULL);
      g_autofree char *kind = nh_count_sql_qualifier (column);

      g_string_append_printf (sql, ", MIN (%s)%s, MAX (%s)%s", kind, which, kind, which);
    }
}

static void
take_row (Reader *reader, sqlite3_stmt *statement)
{
  NhUnitTally *tally = unit_tally (reader, sqlite3_column_int64 (statement, 0));
  gint64 held = sqlite3_column_int64 (statement, 1);
  int column = 2;

  tally->settled |= held > 0;
  for (guint i = 0; i < reader->n_indicators; i++)
    {
      NhRecordTally *records = &tally->of[i].records;
      const NhIndicator *indicator = &reader->indicators[i];

      if (indicator->type != reader->type)
        continue;
      records->settled = records->held = held;
      records->number = sqlite3_column_int64 (statement, column++);
      records->given = held;
      if (indicator->field != NULL)
        {
          records->given = sqlite3_column_int64 (statement, column++);
          if (indicator->where != NULL)
            records->held = sqlite3_column_int64 (statement, column++);
        }
      if (indicator->wanted != NULL)
        {
          records->wanted = sqlite3_column_int64 (statement, column++);
          records->missing = sqlite3_column_int64 (statement, column++);
        }
      if (has_qualifier (indicator))
        {
          records->qualifiers = (guint) sqlite3_column_int (statement, column) |
                                (guint) sqlite3_column_int (statement, column + 1);
          column += 2;
        }
    }
}

/* Commendations have many indicators, all of one field, which ask only for the form's entry and the kind of recipient:
 * records are added up by these first. */
static char *
make_commendations_sql (Reader *reader, const char *join, const char *counted)
{
  GString *sql = g_string_new ("SELECT p.key, SUM (p.n)");
  g_autofree char *kind = nh_count_sql_qualifier ("p.quantity");

  for (guint i = 0; i < reader->n_indicators; i++)
    {
      const char *where = reader->indicators[i].where;

      if (reader->indicators[i].type == reader->type)
        g_string_append_printf (sql,
                                ", SUM (p.quantity) FILTER (WHERE %s), SUM (p.given) FILTER (WHERE %s),"
                                " SUM (p.n) FILTER (WHERE %s), MIN (p.first) FILTER (WHERE %s),"
                                " MAX (p.last) FILTER (WHERE %s)",
                                where, where, where, where, where);
    }
  g_string_append_printf (sql,
                          " FROM (SELECT %s AS key, p.form AS form, c.valid_from AS since,"
                          " p.recipient_kind AS recipient_kind, COUNT (*) AS n, SUM (p.quantity) AS quantity,"
                          " COUNT (p.quantity) AS given, MIN (%s) AS first, MAX (%s) AS last",
                          key_column (reader), kind, kind);
  append_source (reader, sql, join, counted);
  return end_sql (reader, sql,
                  " GROUP BY 1, 2, 3, 4) p LEFT JOIN codebook c ON c.list = 'award_form' AND c.code = p.form"
                  " AND c.valid_from = p.since GROUP BY 1");
}

/* Of the current type: its own and those of its indicators. (transfer full) */
static char *
joins_of (Reader *reader)
{
  g_autofree char *own = nh_count_sql_join (reader->type, reader->catalog, "?3");
  GString *sql = g_string_new (own);

  for (guint i = 0; i < reader->n_indicators; i++)
    if (reader->indicators[i].type == reader->type && reader->indicators[i].join != NULL)
      g_string_append (sql, reader->indicators[i].join);
  return g_string_free (sql, FALSE);
}

static char *
make_records_sql (Reader *reader)
{
  g_autofree char *join = joins_of (reader);
  g_autofree char *counted = nh_count_sql (reader->type, reader->catalog, "p.", FALSE);
  GString *sql;

  if (reader->type == &nh_commendation_type)
    return make_commendations_sql (reader, join, counted);
  sql = g_string_new (NULL);
  g_string_append_printf (sql, "SELECT %s, COUNT (*)", key_column (reader));
  for (guint i = 0; i < reader->n_indicators; i++)
    if (reader->indicators[i].type == reader->type)
      append_aggregates (sql, &reader->indicators[i]);
  append_source (reader, sql, join, counted);
  return end_sql (reader, sql, " GROUP BY 1");
}

static gboolean
read_records (Reader *reader, GError **error)
{
  return read_rows (reader, get_sql (reader, "records", make_records_sql), take_row, error);
}

#define OTHERS_FIRST 4 /* of the columns with the number of records of an indicator */

/* Only some of the records are in the indicator: how many have a column in read_others(). */
static gboolean
has_marked (Reader *reader, const NhIndicator *indicator)
{
  return indicator->type == reader->type && indicator->field != NULL && indicator->where != NULL;
}

/* "attendance=none;weapons=unknown" of as many records as are in the indicator. */
static void
take_marks (Reader *reader, NhUnitTally *tally, sqlite3_stmt *statement)
{
  g_auto (GStrv) parts = g_strsplit ((const char *) sqlite3_column_text (statement, 1), ";", -1);

  for (guint m = 0; parts[m] != NULL; m++)
    {
      char *state = strchr (parts[m], '=');

      if (state == NULL)
        continue;
      *state++ = '\0';
      for (guint i = 0, column = OTHERS_FIRST; i < reader->n_indicators; i++)
        {
          const NhIndicator *indicator = &reader->indicators[i];
          gint64 count = sqlite3_column_int64 (statement, 3);

          if (has_marked (reader, indicator))
            count = sqlite3_column_int64 (statement, (int) column++);
          if (indicator->type != reader->type || g_strcmp0 (indicator->field, parts[m]) != 0)
            continue;
          if (g_str_equal (state, "none"))
            tally->of[i].records.nil += count;
          else
            tally->of[i].records.unknown += count;
        }
    }
}

/* Records that have marks, or are an answer but do not count. */
static void
take_others (Reader *reader, sqlite3_stmt *statement)
{
  NhUnitTally *tally = unit_tally (reader, sqlite3_column_int64 (statement, 0));
  gint64 count = sqlite3_column_int64 (statement, 3);

  if (sqlite3_column_int (statement, 2) != 0)
    {
      take_marks (reader, tally, statement);
      return;
    }
  tally->settled = TRUE;
  for (guint i = 0; i < reader->n_indicators; i++)
    if (reader->indicators[i].type == reader->type)
      tally->of[i].records.settled += count;
}

static char *
make_others_sql (Reader *reader)
{
  g_autofree char *counted = nh_count_sql (reader->type, reader->catalog, "p.", FALSE);
  g_autofree char *answers = nh_count_sql (reader->type, reader->catalog, "p.", TRUE);
  g_autofree char *join = joins_of (reader);
  GString *sql = g_string_new ("SELECT ");

  g_string_append_printf (sql, "%s, p.marks, (%s), COUNT (*)", key_column (reader), counted);
  for (guint i = 0; i < reader->n_indicators; i++)
    if (has_marked (reader, &reader->indicators[i]))
      g_string_append_printf (sql, ", COUNT (*) FILTER (WHERE %s)", reader->indicators[i].where);
  append_source (reader, sql, join, answers);
  if (reader->question->by_record)
    g_string_append_printf (sql, " AND (%s) AND p.marks <> ''", counted);
  else
    g_string_append_printf (sql, " AND (p.marks <> '' OR NOT (%s))", counted);
  return end_sql (reader, sql, " GROUP BY 1, 2, 3");
}

static gboolean
read_others (Reader *reader, GError **error)
{
  return read_rows (reader, get_sql (reader, "others", make_others_sql), take_others, error);
}

static NhValueState
total_state (sqlite3_stmt *statement)
{
  const char *marks = nh_statement_get_text (statement, 3);

  if (sqlite3_column_type (statement, 2) != SQLITE_NULL)
    return NH_VALUE_SET;
  if (strstr (marks, "value=none") != NULL)
    return NH_VALUE_NIL;
  return strstr (marks, "value=unknown") != NULL ? NH_VALUE_UNKNOWN : NH_VALUE_BLANK;
}

static void
take_total (Reader *reader, sqlite3_stmt *statement)
{
  const char *code = (const char *) sqlite3_column_text (statement, 1);
  const char *qualifier = (const char *) sqlite3_column_text (statement, 4);
  NhTotalTally total = { total_state (statement), sqlite3_column_int64 (statement, 2),
                         nh_qualifier_from_code (qualifier),
                         g_strcmp0 ((const char *) sqlite3_column_text (statement, 5), "total") == 0 };
  const NhIndicator *indicator = code != NULL ? nh_indicator_find (code) : NULL;
  NhUnitTally *tally;

  if (indicator == NULL || total.state == NH_VALUE_BLANK)
    return;
  if (total.state != NH_VALUE_SET)
    total.qualifier = 0;
  tally = unit_tally (reader, sqlite3_column_int64 (statement, 0));
  tally->has_total = TRUE;
  tally->of[indicator - reader->indicators].total = total;
}

/* Uses alias p and all parameters, so that read_rows() fits every query. */
static char *
make_totals_sql (Reader *reader)
{
  GString *sql = g_string_new ("SELECT p.unit, p.indicator, p.value, p.marks, p.qualifier, p.keep FROM total p"
                               " WHERE p.year = ?1 AND p.deleted = 0 AND ?3 IS NOT NULL"
                               " AND (?2 = '' OR COALESCE (p.as_of, '') <= ?2)");

  return end_sql (reader, sql, "");
}

GHashTable *
nh_figures_read (NhConnection *connection, NhCatalog *catalog, const NhFiguresQuestion *question, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Reader reader = { .connection = connection, .catalog = catalog, .question = question, .units = units };

  reader.indicators = nh_indicators (&reader.n_indicators);
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      reader.type = *type;
      if (reader.type->counting != NULL && (!read_records (&reader, error) || !read_others (&reader, error)))
        return NULL;
    }
  if (!question->by_record && !read_rows (&reader, get_sql (&reader, "totals", make_totals_sql), take_total, error))
    return NULL;
  return g_steal_pointer (&units);
}

/* --- Points by day --- */

static void
take_day (Reader *reader, sqlite3_stmt *statement)
{
  NhDayCount count = { sqlite3_column_int64 (statement, 1),
                       nh_date_from_iso ((const char *) sqlite3_column_text (statement, 0)),
                       sqlite3_column_int64 (statement, 2) };

  if (nh_date_is_valid (count.day))
    g_array_append_val (reader->days, count);
}

GArray *
nh_figures_read_days (NhConnection *connection, NhCatalog *catalog, const NhFiguresQuestion *question, GError **error)
{
  Reader reader = { .connection = connection, .catalog = catalog, .question = question, .type = &nh_point_type };
  g_autofree char *join = nh_count_sql_join (reader.type, catalog, "?3");
  g_autofree char *counted = nh_count_sql (reader.type, catalog, "p.", FALSE);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (NhDayCount));
  g_autofree char *sql = NULL;
  GString *text = g_string_new ("SELECT p.date_from, p.unit, COUNT (*)");

  reader.days = days;
  append_source (&reader, text, join, counted);
  sql = end_sql (&reader, text, " AND p.date_from IS NOT NULL GROUP BY 1, 2 ORDER BY 1");
  return read_rows (&reader, sql, take_day, error) ? g_steal_pointer (&days) : NULL;
}
