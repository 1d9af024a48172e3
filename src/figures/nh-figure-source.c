/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-figure-source.h"

#include <string.h>

#include "nh-board.h"
#include "nh-i18n.h"
#include "nh-record-type.h"
#include "nh-season.h"
#include "nh-store.h"
#include "nh-total.h"

/* With MAX() SQLite gives the other columns of the same row. */
#define IN_YEAR " WHERE side = 'received' AND year = ?1 AND change IS NOT NULL AND state <> 'undone'"
#define COUNTED_OF \
  "SELECT unit, version, day, state, json_extract (manifest, '$.nil'), MAX (change) AS change FROM submission" IN_YEAR
#define COUNTED COUNTED_OF " GROUP BY unit"

/* A record of a package has no history of its own before the change that took the package in. @type is replaced. */
#define RECORDS                                                                                               \
  "SELECT unit, COUNT (*) FILTER (WHERE action IS NOT 'import'), COUNT (*) FILTER (WHERE action IS 'import')" \
  " FROM (SELECT p.unit AS unit, c.action AS action, s.change IS NOT NULL AND (h.change IS NULL OR"           \
  " h.change < s.change) AS packed FROM @type p LEFT JOIN (" COUNTED ") s ON s.unit = p.unit"                 \
  " LEFT JOIN history h ON h.type = '@type' AND h.record = p.id AND h.action = 'insert'"                      \
  " LEFT JOIN change c ON c.id = h.change WHERE p.year = ?1 AND p.deleted = 0) WHERE NOT packed GROUP BY unit"

/* Of each record with a history since the package was taken in: was it in the package, is it there now, and is a field
 * not what it was? What was taken back is a row of the history, too, and leaves no difference. A mark that a record is
 * another unit's (@mark) is this office's own, and stays when the next package comes. One that was moved to another
 * unit or year (mu, my: the first such move of each) is missing where it was. With MIN() and MAX() SQLite gives the
 * other columns of the same row. */
#define CHANGED                                                                                                \
  "WITH s AS (" COUNTED_OF " AND (?2 = 0 OR unit = ?2) GROUP BY unit),"                                        \
  " l AS MATERIALIZED (SELECT p.id, p.unit, p.deleted, h.change, h.action, h.before, h.after FROM s"           \
  " JOIN @type p ON p.unit = s.unit AND p.year = ?1"                                                           \
  " JOIN history h ON h.type = '@type' AND h.record = p.id AND h.change > s.change),"                          \
  " old AS (SELECT l.id, f.key, f.value, MIN (l.change) FROM l, json_each (l.before) f GROUP BY l.id, f.key)," \
  " new AS (SELECT l.id, f.key, f.value, MAX (l.change) FROM l, json_each (l.after) f GROUP BY l.id, f.key),"  \
  " present AS (SELECT id, unit, NOT deleted AS is_there, COALESCE ((SELECT x.action = 'delete' FROM l x"      \
  " WHERE x.id = l.id AND x.action <> 'update' ORDER BY x.change LIMIT 1), NOT deleted) AS was_there"          \
  " FROM l GROUP BY id),"                                                                                      \
  " moves AS MATERIALIZED (SELECT record, change, CAST (json_extract (before, '$.@unit') AS INTEGER) AS unit," \
  " CAST (json_extract (before, '$.@year') AS INTEGER) AS year FROM history WHERE type = '@type'"              \
  " AND action = 'update' AND (before LIKE '%\"@unit\"%' OR before LIKE '%\"@year\"%')"                        \
  " AND change > (SELECT MIN (change) FROM s)),"                                                               \
  " mu AS (SELECT s.unit AS here, moves.record AS id, moves.unit AS unit, MIN (moves.change) FROM s"           \
  " JOIN moves ON moves.change > s.change WHERE moves.unit IS NOT NULL GROUP BY s.unit, moves.record),"        \
  " my AS (SELECT s.unit AS here, moves.record AS id, moves.year AS year, MIN (moves.change) FROM s"           \
  " JOIN moves ON moves.change > s.change WHERE moves.year IS NOT NULL GROUP BY s.unit, moves.record)"         \
  " SELECT unit, id FROM present p WHERE was_there <> is_there OR (is_there AND EXISTS (SELECT 1"              \
  " FROM old JOIN new USING (id, key) WHERE id = p.id AND old.value <> new.value AND (key <> '@mark'"          \
  " OR EXISTS (SELECT 1 FROM @type o WHERE o.unit = p.unit AND o.id IN (CAST (old.value AS INTEGER),"          \
  " CAST (new.value AS INTEGER))))))"                                                                          \
  " UNION SELECT m.here, m.id FROM (SELECT here, id FROM mu UNION SELECT here, id FROM my) m"                  \
  " JOIN @type p ON p.id = m.id LEFT JOIN mu USING (here, id) LEFT JOIN my USING (here, id)"                   \
  " WHERE COALESCE (mu.unit, p.unit) = m.here AND COALESCE (my.year, p.year) = ?1"                             \
  " AND (p.unit <> m.here OR p.year <> ?1) AND NOT EXISTS (SELECT 1 FROM history h JOIN s ON s.unit = m.here"  \
  " WHERE h.type = '@type' AND h.record = m.id AND h.action = 'insert' AND h.change > s.change)"

static NhFigureSource *
source_of (GHashTable *sources, gint64 unit)
{
  NhFigureSource *source = g_hash_table_lookup (sources, &unit);

  if (source != NULL)
    return source;
  source = g_new0 (NhFigureSource, 1);
  g_hash_table_insert (sources, g_memdup2 (&unit, sizeof unit), source);
  return source;
}

/* Ends @query. */
static GHashTable *
read_counted (NhConnection *connection, sqlite3_stmt *query, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = query;
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    {
      NhFigureSource *source = source_of (sources, sqlite3_column_int64 (statement, 0));

      source->version = sqlite3_column_int (statement, 1);
      source->day = nh_date_from_iso (nh_statement_get_text (statement, 2));
      source->final = strcmp (nh_statement_get_text (statement, 3), "accepted") == 0;
      source->nil = *nh_statement_get_text (statement, 4) != '\0';
    }
  return code == SQLITE_DONE ? g_steal_pointer (&sources) : NULL;
}

GHashTable *
nh_figure_sources_read (NhConnection *connection, int year, GError **error)
{
  return read_counted (connection, nh_connection_query (connection, error, COUNTED, "i", year), error);
}

GHashTable *
nh_figure_sources_read_of (NhConnection *connection, gint64 unit, int year, GError **error)
{
  return read_counted (
      connection, nh_connection_query (connection, error, COUNTED_OF " AND unit = ?2 GROUP BY unit", "il", year, unit),
      error);
}

gboolean
nh_figure_sources_any (NhConnection *connection, int year, gboolean *any, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error, "SELECT 1 FROM submission" IN_YEAR " LIMIT 1", "i", year);
  int code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error);

  *any = code == SQLITE_ROW;
  return *any || code == SQLITE_DONE;
}

/* @sql with the names of the type. (transfer full) */
static char *
sql_of_type (const char *sql, const NhRecordType *type)
{
  gboolean marked = type->counting != NULL && type->counting->duplicate >= 0;
  GString *text = g_string_new (sql);

  g_string_replace (text, "@type", type->name, 0);
  g_string_replace (text, "@mark", marked ? type->fields[type->counting->duplicate].name : "", 0);
  return g_string_free (text, FALSE);
}

static gboolean
add_entered (NhConnection *connection, GHashTable *sources, const NhRecordType *type, int year, GError **error)
{
  g_autofree char *sql = sql_of_type (RECORDS, type);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "i", year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    {
      NhFigureSource *source = source_of (sources, sqlite3_column_int64 (statement, 0));
      guint typed = (guint) sqlite3_column_int (statement, 1);
      guint imported = (guint) sqlite3_column_int (statement, 2);

      if (type == &nh_total_type)
        source->totals += typed + imported;
      else
        {
          source->typed += typed;
          source->imported += imported;
        }
    }
  return code == SQLITE_DONE;
}

gboolean
nh_figure_sources_add_records (NhConnection *connection, GHashTable *sources, int year, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if (*type != &nh_season_type && !add_entered (connection, sources, *type, year, error))
      return FALSE;
  return TRUE;
}

typedef void (*Found) (const NhRecordType *type, gint64 unit, gint64 id, gpointer data);

static gboolean
find_changed (NhConnection *connection, gint64 unit, int year, Found found, gpointer data, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autofree char *sql = sql_of_type (CHANGED, *type);
      g_autoptr (sqlite3_stmt) statement = NULL;
      int code;

      if ((*type)->beside) /* never in a package */
        continue;
      statement = nh_connection_query (connection, error, sql, "il", year, unit);
      while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
        found (*type, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1), data);
      if (code != SQLITE_DONE)
        return FALSE;
    }
  return TRUE;
}

static void
count_changed (const NhRecordType *type, gint64 unit, gint64 id, gpointer sources)
{
  source_of (sources, unit)->changed++;
}

gboolean
nh_figure_sources_add_changed (NhConnection *connection, GHashTable *sources, gint64 unit, int year, GError **error)
{
  return find_changed (connection, unit, year, count_changed, sources, error);
}

static void
list_changed (const NhRecordType *type, gint64 unit, gint64 id, gpointer refs)
{
  const NhRecordRef ref = { type, id };

  g_array_append_val ((GArray *) refs, ref);
}

GArray *
nh_figure_source_list_changed (NhConnection *connection, gint64 unit, int year, GError **error)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (NhRecordRef));

  return find_changed (connection, unit, year, list_changed, refs, error) ? g_steal_pointer (&refs) : NULL;
}

gboolean
nh_figure_sources_mark_board (NhConnection *connection, GPtrArray *rows, int year, GError **error)
{
  g_autoptr (GHashTable) sources = nh_figure_sources_read (connection, year, error);

  if (sources == NULL || !nh_figure_sources_add_changed (connection, sources, 0, year, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      NhBoardRow *row = rows->pdata[i];
      const NhFigureSource *source = g_hash_table_lookup (sources, &row->unit->id);

      row->changed = source != NULL ? source->changed : 0;
    }
  return TRUE;
}

gboolean
nh_figure_sources_is_final (GHashTable *sources, NhLedger *ledger, gint64 unit)
{
  const NhFigureSource *source = g_hash_table_lookup (sources, &unit);

  return unit == nh_ledger_get_unit (ledger) || (source != NULL && source->final);
}

GPtrArray *
nh_figure_source_units (NhCatalog *catalog, const NhUnit *unit, int year)
{
  GPtrArray *units = g_ptr_array_new ();

  g_ptr_array_add (units, (gpointer) unit);
  for (int level = NH_LEVEL_DISTRICT; level <= NH_LEVEL_COMMUNE; level++)
    if ((int) unit->level < level)
      {
        g_autoptr (GPtrArray)
            below = nh_catalog_get_below (catalog, unit->id, (NhLevel) level, nh_catalog_season_day (year));

        g_ptr_array_extend (units, below, NULL, NULL);
      }
  return units;
}

guint
nh_figure_sources_count_changed (GHashTable *sources, NhCatalog *catalog, const NhUnit *top, int year)
{
  g_autoptr (GPtrArray) units = nh_figure_source_units (catalog, top, year);
  guint n = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const NhFigureSource *source = g_hash_table_lookup (sources, &((const NhUnit *) units->pdata[i])->id);

      n += source != NULL && source->final ? source->changed : 0;
    }
  return n;
}
