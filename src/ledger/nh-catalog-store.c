/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-catalog-store.h"

#include <string.h>

#include "nh-catalog-data.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-text.h"
#include "nh-uuid.h"

#define MAX_CODE 20
#define MAX_NAME 200

/* Not const only because the structs it fills own their texts elsewhere. */
static char *
column_text (sqlite3_stmt *statement, int column)
{
  return (char *) nh_statement_get_text (statement, column);
}

/* --- Tables to catalog --- */

static void
add_unit (sqlite3_stmt *statement, gpointer data)
{
  NhUnit unit = {
    .id = sqlite3_column_int64 (statement, 0),
    .code = column_text (statement, 1),
    .name = column_text (statement, 2),
    .kind = column_text (statement, 3),
    .parent = sqlite3_column_int64 (statement, 4),
    .from = nh_date_from_iso (column_text (statement, 5)),
    .to = nh_date_from_iso (column_text (statement, 6)),
    .position = sqlite3_column_int (statement, 7),
    .typed_in = sqlite3_column_int (statement, 8) != 0,
  };

  unit.level = nh_unit_level (unit.kind, unit.parent != 0, NULL);
  if (unit.id != 0) /* only in a damaged file */
    nh_catalog_builder_add_unit (data, &unit);
}

static void
add_succession (sqlite3_stmt *statement, gpointer data)
{
  NhSuccession succession = {
    .from = sqlite3_column_int64 (statement, 0),
    .to = sqlite3_column_int64 (statement, 1),
    .part = sqlite3_column_int (statement, 2) != 0,
    .effective = nh_date_from_iso (column_text (statement, 3)),
    .note = column_text (statement, 4),
  };

  nh_catalog_builder_add_succession (data, &succession);
}

static void
add_code (sqlite3_stmt *statement, gpointer data)
{
  NhCode code = {
    .list = column_text (statement, 0),
    .code = column_text (statement, 1),
    .title = column_text (statement, 2),
    .abbreviation = column_text (statement, 3),
    .from = nh_date_from_iso (column_text (statement, 4)),
    .to = nh_date_from_iso (column_text (statement, 5)),
    .position = sqlite3_column_int (statement, 6),
    .attributes = column_text (statement, 7),
  };

  nh_catalog_builder_add_code (data, &code);
}

static gboolean
read_rows (NhConnection *connection, const char *sql, void (*add) (sqlite3_stmt *, gpointer), gpointer data,
           GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, sql, error);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the units and choices"), error)) == SQLITE_ROW)
    add (statement, data);
  return code == SQLITE_DONE;
}

/* The program writes no such texts. */
static gboolean
check_lengths (NhConnection *connection, GError **error)
{
  static const char sql[] =
      "SELECT id FROM unit WHERE max (length (CAST (code AS BLOB)), length (CAST (name AS BLOB)),"
      " length (CAST (kind AS BLOB))) > %d UNION ALL"
      " SELECT code FROM codebook WHERE max (length (CAST (list AS BLOB)), length (CAST (code AS BLOB)),"
      " length (CAST (title AS BLOB)), length (CAST (abbreviation AS BLOB))) > %d LIMIT 1";
  g_autofree char *limited = g_strdup_printf (sql, NH_CATALOG_MAX_TEXT, NH_CATALOG_MAX_TEXT);
  g_autofree char *found = nh_connection_get_text (connection, limited);

  if (found == NULL)
    return TRUE;
  nh_error_set (error, NH_ERROR_CORRUPT, _ ("read the units and choices"),
                _ ("the ledger is damaged: a name in its lists is too long. Restore a backup."));
  return FALSE;
}

NhCatalog *
nh_catalog_load (NhConnection *connection, GError **error)
{
  NhCatalogBuilder *builder;
  g_autoptr (NhCatalog) catalog = NULL;
  gboolean loaded;

  if (!check_lengths (connection, error))
    return NULL;
  builder = nh_catalog_builder_new ();
  loaded = read_rows (connection,
                      "SELECT id, code, name, kind, parent, valid_from, valid_to, position, typed_in FROM unit ORDER "
                      "BY position, id",
                      add_unit, builder, error) &&
           read_rows (connection, "SELECT from_unit, to_unit, part, effective, note FROM unit_successor",
                      add_succession, builder, error) &&
           read_rows (connection,
                      "SELECT list, code, title, abbreviation, valid_from, valid_to, position, attributes FROM codebook"
                      " ORDER BY list, position, valid_from",
                      add_code, builder, error);
  nh_catalog_builder_set_owner (builder, nh_connection_get_int (connection, "SELECT unit FROM ledger", 0));
  catalog = nh_catalog_builder_end (builder);
  return loaded ? g_steal_pointer (&catalog) : NULL;
}

/* --- Data to tables --- */

static gboolean
insert_unit (NhConnection *connection, const NhUnitRow *row, const char *action, GError **error)
{
  return nh_connection_run (connection, action, error,
                            "INSERT INTO unit (id, code, name, kind, parent, valid_from, valid_to, position,"
                            " typed_in, from_basis, to_basis, note)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                            "rsssrddiisss", row->id, row->code, row->name, row->kind,
                            row->parent != NULL ? row->parent->id : (gint64) 0, row->from, row->to, row->position,
                            row->typed_in, row->from_basis, row->to_basis, row->note);
}

/* A unit that the ledger already has: its position, and its last day if the list gives one. */
static gboolean
update_unit (NhConnection *connection, const NhUnitRow *row, const char *action, GError **error)
{
  return nh_connection_run (connection, action, error,
                            "UPDATE unit SET position = ?2, valid_to = ?3, to_basis = ?4"
                            " WHERE id = ?1 AND (position, valid_to, to_basis) IS NOT (?2, ?3, ?4)",
                            "lids", row->id, row->position, row->to, row->to_basis);
}

static gboolean
insert_step (NhConnection *connection, const NhUnitStep *step, const char *action, GError **error)
{
  return nh_connection_run (connection, action, error,
                            "INSERT OR REPLACE INTO unit_successor (from_unit, to_unit, part, effective, basis, note)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                            "llidss", step->from->id, step->to->id, step->part, step->effective, step->basis,
                            step->note);
}

/* Parents are written before their children, for the foreign key. */
static gboolean
write_units (NhConnection *connection, NhUnitList *list, const char *action, guint *n_units, GError **error)
{
  *n_units = 0;
  for (NhLevel level = NH_LEVEL_COUNTRY; level <= NH_LEVEL_COMMUNE; level++)
    {
      for (guint i = 0; i < list->rows->len; i++)
        {
          const NhUnitRow *row = list->rows->pdata[i];

          if (row->level != level)
            continue;
          if (row->line == 0 ? !update_unit (connection, row, action, error)
                             : !insert_unit (connection, row, action, error))
            return FALSE;
          *n_units += row->line > 0;
        }
    }
  for (guint i = 0; i < list->steps->len; i++)
    {
      if (!insert_step (connection, list->steps->pdata[i], action, error))
        return FALSE;
    }
  return TRUE;
}

/* @table: "codebook" or one with the same columns. */
static gboolean
insert_codes (NhConnection *connection, GPtrArray *codes, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO %s (list, code, title, abbreviation, valid_from, valid_to, position, attributes)"
      " VALUES (?1, ?2, ?3, ?4, coalesce (?5, ''), ?6, ?7, ?8)",
      table);

  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = codes->pdata[i];

      if (!nh_connection_run (connection, _ ("write the choices"), error, sql, "ssssddis", code->list, code->code,
                              code->title, code->abbreviation, code->from, code->to, code->position, code->attributes))
        return FALSE;
    }
  return TRUE;
}

gboolean
nh_catalog_store_data (NhConnection *connection, GBytes *more, GError **error)
{
  g_autoptr (NhUnitList) list = nh_catalog_data_units (more, error);
  g_autoptr (GPtrArray) codes = list != NULL ? nh_catalog_data_codes (error) : NULL;
  guint n_units;

  return codes != NULL && write_units (connection, list, _ ("write the units"), &n_units, error) &&
         insert_codes (connection, codes, "codebook", error);
}

/* --- Codebooks of a newer program --- */

#define SHIPPED_HAS_CODE "(list, code) IN (SELECT list, code FROM temp.shipped)"
#define SHIPPED_HAS_ROW "(list, code, valid_from) IN (SELECT list, code, valid_from FROM temp.shipped)"
/* Rows of the office itself for the code of @row that begin before it ends. */
#define OWN(row)                                                                                           \
  "FROM main.codebook AS own WHERE own.custom = 1 AND own.list = " row ".list AND own.code = " row ".code" \
  " AND own.valid_from <= coalesce (" row ".valid_to, '9')"
#define OVERLAPS_OWN(row) "EXISTS (SELECT 1 " OWN (row) " AND " row ".valid_from <= coalesce (own.valid_to, '9'))"
#define LATER_OWN OWN ("shipped") " AND own.valid_from > shipped.valid_from"
/* The next row of the same code, which begins before this one ends. */
#define LATER                                                                                   \
  "FROM main.codebook AS later WHERE later.list = codebook.list AND later.code = codebook.code" \
  " AND later.valid_from > codebook.valid_from AND later.valid_from <= coalesce (codebook.valid_to, '9')"

/* A row of the office itself takes precedence: a shipped one ends where it begins. */
static const char give_way[] =
    "UPDATE temp.shipped SET valid_to = (SELECT date (min (own.valid_from), '-1 day') " LATER_OWN
    ") WHERE EXISTS (SELECT 1 " LATER_OWN ");"
    "DELETE FROM temp.shipped WHERE " OVERLAPS_OWN ("shipped") ";";

/* Of a shipped code the ledger then has exactly the shipped rows. What was shipped once and is not any more stays, for
 * the records that use it. No two rows of a code share a day. */
static const char update_codes[] =
    "DELETE FROM main.codebook WHERE custom = 0 AND ((" SHIPPED_HAS_CODE " AND NOT " SHIPPED_HAS_ROW
    ") OR " OVERLAPS_OWN (
        "codebook") ");"
                    "INSERT INTO main.codebook (list, code, title, abbreviation, valid_from, valid_to, position, "
                    "attributes)"
                    " SELECT list, code, title, abbreviation, valid_from, valid_to, position, attributes FROM "
                    "temp.shipped WHERE TRUE"
                    " ON CONFLICT (list, code, valid_from) DO UPDATE SET title = excluded.title, abbreviation = "
                    "excluded.abbreviation,"
                    "  valid_to = excluded.valid_to, position = excluded.position, attributes = excluded.attributes"
                    " WHERE (codebook.title, codebook.abbreviation, codebook.valid_to, codebook.position, "
                    "codebook.attributes)"
                    "  IS NOT (excluded.title, excluded.abbreviation, excluded.valid_to, excluded.position, "
                    "excluded.attributes);"
                    "UPDATE main.codebook SET valid_to = (SELECT date (min (later.valid_from), '-1 day') " LATER
                    ") WHERE EXISTS (SELECT 1 " LATER ");";

static gboolean
load_shipped (NhConnection *connection, GPtrArray *codes, GError **error)
{
  return nh_connection_exec (
             connection,
             "CREATE TEMP TABLE shipped (list TEXT, code TEXT, title TEXT, abbreviation TEXT, valid_from TEXT,"
             " valid_to TEXT, position INTEGER, attributes TEXT, PRIMARY KEY (list, code, valid_from)) WITHOUT ROWID",
             _ ("write the choices"), error) &&
         insert_codes (connection, codes, "temp.shipped", error) &&
         nh_connection_exec (connection, give_way, _ ("write the choices"), error);
}

/* Inside a transaction. @n_changed: how many rows of the ledger. */
static gboolean
update_inside (NhConnection *connection, int *n_changed, GError **error)
{
  const char *action = _ ("write the choices");
  g_autoptr (GPtrArray) codes = nh_catalog_data_codes (error);
  sqlite3 *db = nh_connection_get_db (connection);
  int before;

  *n_changed = 0;
  if (codes == NULL || !load_shipped (connection, codes, error))
    return FALSE;
  before = sqlite3_total_changes (db);
  if (!nh_connection_exec (connection, update_codes, action, error))
    return FALSE;
  *n_changed = sqlite3_total_changes (db) - before;
  return nh_connection_exec (connection, "DROP TABLE temp.shipped", action, error);
}

gboolean
nh_catalog_update_codebooks (NhConnection *connection, GError **error)
{
  const char *action = _ ("write the choices");
  int n_changed;
  gboolean done;

  if (nh_connection_in_transaction (connection))
    return update_inside (connection, &n_changed, error);
  if (!nh_connection_begin (connection, action, error))
    return FALSE;
  done = update_inside (connection, &n_changed, error);
  if (done && n_changed == 0) /* most openings: the file is not written to */
    {
      nh_connection_rollback (connection);
      return TRUE;
    }
  return nh_connection_finish (connection, done, action, error);
}

/* --- Units of other provinces, and typed in --- */

static void
add_existing (sqlite3_stmt *statement, gpointer data)
{
  NhUnitList *list = data;
  NhUnitRow *row = g_new0 (NhUnitRow, 1);
  const char *to_basis = (const char *) sqlite3_column_text (statement, 9);

  row->id = sqlite3_column_int64 (statement, 0);
  row->code = g_string_chunk_insert (list->texts, column_text (statement, 1));
  row->name = g_string_chunk_insert (list->texts, column_text (statement, 2));
  row->kind = g_string_chunk_insert (list->texts, column_text (statement, 3));
  row->from = nh_date_from_iso (column_text (statement, 5));
  row->to = nh_date_from_iso (column_text (statement, 6));
  row->typed_in = sqlite3_column_int (statement, 8) != 0;
  row->to_basis = to_basis != NULL ? g_string_chunk_insert (list->texts, to_basis) : NULL;
  row->parent_id = sqlite3_column_int64 (statement, 4);
  row->level = nh_unit_level (row->kind, row->parent_id != 0, NULL);
  nh_unit_list_add (list, row);
}

static NhUnitList *
load_list (NhConnection *connection, GError **error)
{
  g_autoptr (NhUnitList) list = nh_unit_list_new ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!read_rows (connection,
                  "SELECT id, code, name, kind, parent, valid_from, valid_to, position, typed_in, to_basis FROM unit "
                  "ORDER BY id",
                  add_existing, list, error))
    return NULL;
  for (guint i = 0; i < list->rows->len; i++)
    g_hash_table_insert (by_id, &((NhUnitRow *) list->rows->pdata[i])->id, list->rows->pdata[i]);
  for (guint i = 0; i < list->rows->len; i++)
    {
      NhUnitRow *row = list->rows->pdata[i];

      row->parent = g_hash_table_lookup (by_id, &row->parent_id);
    }
  return g_steal_pointer (&list);
}

gboolean
nh_catalog_import_units (NhConnection *connection, const char *units_csv, gsize length, const char *mapping_csv,
                         gsize mapping_length, guint *n_units, GError **error)
{
  const char *action = _ ("import the units");
  g_autoptr (NhUnitList) list = NULL;
  guint n_added = 0;
  gboolean done;

  if (n_units != NULL)
    *n_units = 0;
  if (!nh_connection_begin (connection, action, error))
    return FALSE;

  list = load_list (connection, error);
  done = list != NULL && nh_unit_list_read (list, units_csv, length, error) && nh_unit_list_resolve (list, error) &&
         (mapping_csv == NULL || nh_unit_list_read_mapping (list, mapping_csv, mapping_length, error)) &&
         write_units (connection, list, action, &n_added, error);
  if (!nh_connection_finish (connection, done, action, error))
    return FALSE;
  if (n_units != NULL)
    *n_units = n_added;
  return TRUE;
}

/* Default for a typed-in unit: the first day of the unit list, so that the list's first day does not change. */
static NhDate
first_day (NhConnection *connection)
{
  g_autofree char *iso = nh_connection_get_text (connection, "SELECT min (valid_from) FROM unit");
  NhDate day = iso != NULL ? nh_date_from_iso (iso) : NH_DATE_NONE;

  return day != NH_DATE_NONE ? day : nh_date_new (2020, 1, 1);
}

/* "T001", "T002" … for units that have no official code, or one that the clerk does not know. */
static char *
make_code (NhConnection *connection)
{
  gint64 n = nh_connection_get_int (
      connection,
      "SELECT max (CAST (substr (code, 2) AS INTEGER)) FROM unit"
      " WHERE code GLOB 'T[0-9]*' AND NOT substr (code, 2) GLOB '*[^0-9]*' AND length (code) < 10",
      0);

  return g_strdup_printf ("T%03" G_GINT64_FORMAT, n + 1);
}

static gboolean
check_typed_unit (NhConnection *connection, NhUnitRow *row, gint64 parent, const char *action, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM unit WHERE id = %" G_GINT64_FORMAT, parent);
  NhError code = NH_ERROR_INVALID;
  const char *reason = NULL;

  if (*row->name == '\0' || *row->kind == '\0')
    reason = _ ("it needs a kind and a name.");
  else if (g_utf8_strlen (row->name, -1) > MAX_NAME || g_utf8_strlen (row->kind, -1) > MAX_NAME ||
           strlen (row->code) > MAX_CODE)
    reason = _ ("its name, kind or code is too long.");
  else if (row->to != NH_DATE_NONE && row->to < row->from)
    reason = _ ("it ends before it begins.");
  else if (parent != 0 && nh_connection_get_int (connection, sql, 0) == 0)
    {
      code = NH_ERROR_NOT_FOUND;
      reason = _ ("the unit above it is not in the ledger.");
    }
  if (reason != NULL)
    nh_error_set (error, code, action, "%s", reason);
  return reason == NULL;
}

/* At most one unit per code and day, typed-in units included. */
static gboolean
check_code_free (NhConnection *connection, const NhUnitRow *row, const char *action, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_query (connection, error,
                                       "SELECT name FROM unit WHERE code = ?1 AND coalesce (valid_to, '9') >= ?2"
                                       " AND (?3 IS NULL OR valid_from <= ?3)",
                                       "sdd", row->code, row->from, row->to);
  int code = nh_connection_step (connection, statement, action, error);

  if (code == SQLITE_ROW)
    nh_error_set (error, NH_ERROR_EXISTS, action, _ ("the code %s is that of “%s”."), row->code,
                  column_text (statement, 0));
  return code == SQLITE_DONE;
}

gint64
nh_catalog_add_unit (NhConnection *connection, const NhUnit *unit, GError **error)
{
  const char *action = _ ("add the unit");
  NhUnitRow parent = { .id = unit->parent };
  NhUnitRow row = {
    .parent = unit->parent != 0 ? &parent : NULL,
    .from = unit->from,
    .to = unit->to,
    .typed_in = TRUE,
  };
  g_autofree char *typed_code = nh_text_clean (unit->code);
  g_autofree char *code = *typed_code != '\0' ? g_steal_pointer (&typed_code) : make_code (connection);
  g_autofree char *name = nh_text_clean (unit->name);
  g_autofree char *kind_clean = nh_text_clean (unit->kind);
  g_autofree char *kind = g_utf8_strdown (kind_clean, -1);

  if (row.from == NH_DATE_NONE)
    row.from = first_day (connection);
  row.code = code;
  row.name = name;
  row.kind = kind;
  row.position = unit->position > 0
                     ? unit->position
                     : (int) nh_connection_get_int (connection, "SELECT max (position) FROM unit", 0) + 1;
  if (!check_typed_unit (connection, &row, unit->parent, action, error) ||
      !check_code_free (connection, &row, action, error) || !insert_unit (connection, &row, action, error))
    return 0;
  return sqlite3_last_insert_rowid (nh_connection_get_db (connection));
}

/* --- Choices of the office itself --- */

/* Those that decide where it counts; not the words by which the other one is recognized. */
static char *
inherit_attributes (const NhCode *like)
{
  g_auto (GStrv) parts = g_strsplit (like->attributes, ";", -1);
  g_autoptr (GString) attributes = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_str_has_prefix (parts[i], "names=") && !g_str_has_prefix (parts[i], "as="))
      g_string_append_printf (attributes, "%s;", parts[i]);
  g_string_append_printf (attributes, "as=%s", like->code);
  return g_string_free (g_steal_pointer (&attributes), FALSE);
}

/* No other office makes the same, so that packages of two communes never disagree on what a code means. */
static char *
make_own_code (void)
{
  g_autofree char *uuid = nh_uuid_new ();

  return g_strdup_printf (NH_CODE_OWN "%.12s", uuid + strlen (uuid) - 12);
}

char *
nh_catalog_add_code (NhConnection *connection, NhCatalog *catalog, const char *list, const char *title,
                     const char *like, GError **error)
{
  const char *action = _ ("add the choice");
  g_autofree char *clean = nh_text_clean (title);
  g_autoptr (GPtrArray) all = nh_catalog_get_codes (catalog, list, NH_DATE_NONE);
  const NhCode *model = nh_catalog_get_code (catalog, list, like, NH_DATE_NONE);
  g_autofree char *code = make_own_code ();
  g_autofree char *attributes = NULL;

  if (model == NULL || *clean == '\0' || g_utf8_strlen (clean, -1) > MAX_NAME)
    {
      nh_error_set (error, NH_ERROR_INVALID, action, "%s",
                    model == NULL ? _ ("say which choice of the list it counts as.")
                                  : _ ("its name is too long, or empty."));
      return NULL;
    }
  for (guint i = 0; i < all->len; i++)
    if (nh_text_same (((const NhCode *) all->pdata[i])->title, clean))
      {
        nh_error_set (error, NH_ERROR_EXISTS, action, _ ("the list has “%s” already."), clean);
        return NULL;
      }
  attributes = inherit_attributes (model);
  if (!nh_connection_run (connection, action, error,
                          "INSERT INTO codebook (list, code, title, abbreviation, valid_from, valid_to, position,"
                          " attributes, custom) VALUES (?1, ?2, ?3, '', '', NULL, ?4, ?5, 1)",
                          "sssis", list, code, clean, model->position, attributes))
    return NULL;
  return g_steal_pointer (&code);
}

/* --- Criteria of the office itself --- */

#define SAME_NUMBER                                                                       \
  "list = 'criterion' AND custom = 1 AND code <> ?1 AND valid_from <= coalesce (?3, '9')" \
  " AND substr (attributes, 1, length (?2)) = ?2"

#define NEVER "1900-01-01" /* the last day of a text that begins at no day, when another stands in its place */

/* Older texts of the number end where the new one begins. One that begins later is gone, or, where a record uses it,
 * ends before its first day: it still says which criterion that record means, but is in force on no day. */
static gboolean
replace_criterion (NhConnection *connection, const NhCode *code, GError **error)
{
  const char *action = _ ("add the criteria");
  const char *number = strstr (code->attributes, ";number=");
  const char *end = number != NULL ? strchr (number + 1, ';') : NULL;
  g_autofree char *same = end != NULL ? g_strndup (code->attributes, (gsize) (end + 1 - code->attributes)) : NULL;
  NhDate last = code->from != NH_DATE_NONE ? nh_date_add_days (code->from, -1) : NH_DATE_NONE;

  g_return_val_if_fail (same != NULL, FALSE);
  return nh_connection_run (connection, action, error,
                            "DELETE FROM codebook WHERE " SAME_NUMBER " AND valid_from >= coalesce (?4, '')"
                            " AND code NOT IN (SELECT criterion FROM assessment WHERE criterion IS NOT NULL)",
                            "ssdd", code->code, same, code->to, code->from) &&
         nh_connection_run (connection, action, error,
                            "UPDATE codebook SET valid_to = coalesce (date (nullif (valid_from, ''), '-1 day'), '" NEVER
                            "') WHERE " SAME_NUMBER " AND valid_from >= coalesce (?4, '')",
                            "ssdd", code->code, same, code->to, code->from) &&
         (last == NH_DATE_NONE ||
          nh_connection_run (connection, action, error,
                             "UPDATE codebook SET valid_to = ?4 WHERE " SAME_NUMBER " AND valid_from <= ?4"
                             " AND coalesce (valid_to, '9') > ?4",
                             "ssdd", code->code, same, code->to, last)) &&
         nh_connection_run (connection, action, error,
                            "INSERT INTO codebook (list, code, title, abbreviation, valid_from, valid_to, position,"
                            " attributes, custom) VALUES (?1, ?2, ?3, ?4, coalesce (?5, ''), ?6, ?7, ?8, 1)"
                            " ON CONFLICT (list, code, valid_from) DO UPDATE SET valid_to = excluded.valid_to",
                            "ssssddis", code->list, code->code, code->title, code->abbreviation, code->from, code->to,
                            code->position, code->attributes);
}

gboolean
nh_catalog_put_criteria (NhConnection *connection, GPtrArray *codes, GError **error)
{
  const char *action = _ ("add the criteria");
  gboolean done = TRUE;

  if (!nh_connection_begin (connection, action, error))
    return FALSE;
  for (guint i = 0; done && i < codes->len; i++)
    done = replace_criterion (connection, codes->pdata[i], error);
  return nh_connection_finish (connection, done, action, error);
}
