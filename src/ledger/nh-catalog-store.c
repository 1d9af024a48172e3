/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-catalog-store.h"

#include <string.h>

#include "nh-catalog-data.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"
#include "nh-text.h"

#define MAX_CODE 20
#define MAX_NAME 200

static void
bind_text (sqlite3_stmt *statement,
           int           parameter,
           const char   *text)
{
  sqlite3_bind_text (statement, parameter, text, -1, SQLITE_TRANSIENT);
}

static void
bind_day (sqlite3_stmt *statement,
          int           parameter,
          NhDate        day)
{
  g_autofree char *iso = nh_date_to_iso (day);

  bind_text (statement, parameter, day != NH_DATE_NONE ? iso : NULL);
}

static void
bind_id (sqlite3_stmt *statement,
         int           parameter,
         gint64        id)
{
  if (id != 0)
    sqlite3_bind_int64 (statement, parameter, id);
}

/* Borrowed until the next step. Not const only because the structs that it fills for a moment own their texts elsewhere. */
static char *
column_text (sqlite3_stmt *statement,
             int           column)
{
  return (char *) nh_statement_get_text (statement, column);
}

static gboolean
finish (NhConnection *connection,
        sqlite3_stmt *statement,
        const char   *action,
        GError      **error)
{
  int code = nh_connection_step (connection, statement, action, error);

  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

/* ── Tables → catalog ────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Calls @add for each row of a statement. */
static gboolean
for_each_row (NhConnection *connection,
              const char   *sql,
              void        (*add) (sqlite3_stmt *statement, gpointer data),
              gpointer      data,
              GError      **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = nh_connection_step (connection, statement, _("read the units and choices"), error)) == SQLITE_ROW)
    add (statement, data);
  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

static void
add_unit (sqlite3_stmt *statement,
          gpointer      data)
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
  if (unit.id != 0)   /* only in a damaged file */
    nh_catalog_builder_add_unit (data, &unit);
}

static void
add_succession (sqlite3_stmt *statement,
                gpointer      data)
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
add_code (sqlite3_stmt *statement,
          gpointer      data)
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

NhCatalog *
nh_catalog_load (NhConnection *connection,
                 GError      **error)
{
  NhCatalogBuilder *builder = nh_catalog_builder_new ();
  g_autoptr (NhCatalog) catalog = NULL;
  gboolean loaded;

  loaded = for_each_row (connection,
                         "SELECT id, code, name, kind, parent, valid_from, valid_to, position, typed_in FROM unit ORDER BY position, id",
                         add_unit, builder, error) &&
           for_each_row (connection, "SELECT from_unit, to_unit, part, effective, note FROM unit_successor", add_succession, builder, error) &&
           for_each_row (connection,
                         "SELECT list, code, title, abbreviation, valid_from, valid_to, position, attributes FROM codebook"
                         " ORDER BY list, position, valid_from",
                         add_code, builder, error);
  catalog = nh_catalog_builder_end (builder);
  return loaded ? g_steal_pointer (&catalog) : NULL;
}

/* ── Data → tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
insert_unit (NhConnection    *connection,
             const NhUnitRow *row,
             const char      *action,
             GError         **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection,
                                                   "INSERT INTO unit (id, code, name, kind, parent, valid_from, valid_to, position,"
                                                   " typed_in, from_basis, to_basis, note)"
                                                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                                                   error);

  if (statement == NULL)
    return FALSE;
  bind_id (statement, 1, row->id);
  bind_text (statement, 2, row->code);
  bind_text (statement, 3, row->name);
  bind_text (statement, 4, row->kind);
  bind_id (statement, 5, row->parent != NULL ? row->parent->id : 0);
  bind_day (statement, 6, row->from);
  bind_day (statement, 7, row->to);
  sqlite3_bind_int (statement, 8, row->position);
  sqlite3_bind_int (statement, 9, row->typed_in);
  bind_text (statement, 10, row->from_basis);
  bind_text (statement, 11, row->to_basis);
  bind_text (statement, 12, row->note);
  return finish (connection, statement, action, error);
}

/* A unit that was there before: its place among the new ones, and its end when the list tells it. */
static gboolean
update_unit (NhConnection    *connection,
             const NhUnitRow *row,
             const char      *action,
             GError         **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection,
                                                   "UPDATE unit SET position = ?2, valid_to = ?3, to_basis = ?4"
                                                   " WHERE id = ?1 AND (position, valid_to, to_basis) IS NOT (?2, ?3, ?4)",
                                                   error);

  if (statement == NULL)
    return FALSE;
  bind_id (statement, 1, row->id);
  sqlite3_bind_int (statement, 2, row->position);
  bind_day (statement, 3, row->to);
  bind_text (statement, 4, row->to_basis);
  return finish (connection, statement, action, error);
}

static gboolean
insert_step (NhConnection     *connection,
             const NhUnitStep *step,
             const char       *action,
             GError          **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection,
                                                   "INSERT OR REPLACE INTO unit_successor (from_unit, to_unit, part, effective, basis, note)"
                                                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                                   error);

  if (statement == NULL)
    return FALSE;
  bind_id (statement, 1, step->from->id);
  bind_id (statement, 2, step->to->id);
  sqlite3_bind_int (statement, 3, step->part);
  bind_day (statement, 4, step->effective);
  bind_text (statement, 5, step->basis);
  bind_text (statement, 6, step->note);
  return finish (connection, statement, action, error);
}

/* Parents are written before their children, for the foreign key. */
static gboolean
write_units (NhConnection *connection,
             NhUnitList   *list,
             const char   *action,
             guint        *n_units,
             GError      **error)
{
  *n_units = 0;
  for (NhLevel level = NH_LEVEL_COUNTRY; level <= NH_LEVEL_COMMUNE; level++)
    {
      for (guint i = 0; i < list->rows->len; i++)
        {
          const NhUnitRow *row = list->rows->pdata[i];

          if (row->level != level)
            continue;
          if (row->line == 0 ? !update_unit (connection, row, action, error) : !insert_unit (connection, row, action, error))
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

static gboolean
insert_code (NhConnection *connection,
             const NhCode *code,
             GError      **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection,
                                                   "INSERT INTO codebook (list, code, title, abbreviation, valid_from, valid_to, position, attributes)"
                                                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                                                   error);
  g_autofree char *from = nh_date_to_iso (code->from);

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, code->list);
  bind_text (statement, 2, code->code);
  bind_text (statement, 3, code->title);
  bind_text (statement, 4, code->abbreviation);
  bind_text (statement, 5, from);
  bind_day (statement, 6, code->to);
  sqlite3_bind_int (statement, 7, code->position);
  bind_text (statement, 8, code->attributes);
  return finish (connection, statement, _("write the choices"), error);
}

gboolean
nh_catalog_store_data (NhConnection *connection,
                       GBytes       *more,
                       GError      **error)
{
  g_autoptr (NhUnitList) list = nh_catalog_data_units (more, error);
  g_autoptr (GPtrArray) codes = list != NULL ? nh_catalog_data_codes (error) : NULL;
  guint n_units;

  if (codes == NULL || !write_units (connection, list, _("write the units"), &n_units, error))
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    {
      if (!insert_code (connection, codes->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

/* ── Codebooks of a newer program ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  CODE_SAME,
  CODE_MISSING,
  CODE_ENDED,
} CodeState;

static gboolean
look_up_code (NhConnection *connection,
              const NhCode *code,
              CodeState    *state,
              GError      **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection,
                                                   "SELECT valid_to IS NULL AND custom = 0 FROM codebook"
                                                   " WHERE list = ?1 AND code = ?2 AND valid_from = ?3",
                                                   error);
  g_autofree char *from = nh_date_to_iso (code->from);
  int result;

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, code->list);
  bind_text (statement, 2, code->code);
  bind_text (statement, 3, from);
  result = nh_connection_step (connection, statement, _("read the choices"), error);
  if (result == SQLITE_DONE)
    *state = CODE_MISSING;
  else
    *state = result == SQLITE_ROW && code->to != NH_DATE_NONE && sqlite3_column_int (statement, 0) ? CODE_ENDED : CODE_SAME;
  nh_statement_done (statement);
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static gboolean
end_code (NhConnection *connection,
          const NhCode *code,
          GError      **error)
{
  g_autofree char *from = nh_date_to_iso (code->from);
  g_autofree char *to = nh_date_to_iso (code->to);

  return nh_connection_run (connection, _("write the choices"), error,
                            "UPDATE codebook SET valid_to = ?4 WHERE list = ?1 AND code = ?2 AND valid_from = ?3 AND custom = 0",
                            code->list, code->code, from, to, NULL);
}

/* Most starts find nothing to do; then the file is not written to. */
static gboolean
update_codes (NhConnection *connection,
              GPtrArray    *codes,
              gboolean      write,
              gboolean     *needed,
              GError      **error)
{
  *needed = FALSE;
  for (guint i = 0; i < codes->len; i++)
    {
      CodeState state;

      if (!look_up_code (connection, codes->pdata[i], &state, error))
        return FALSE;
      *needed |= state != CODE_SAME;
      if (write && state == CODE_MISSING && !insert_code (connection, codes->pdata[i], error))
        return FALSE;
      if (write && state == CODE_ENDED && !end_code (connection, codes->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nh_catalog_update_codebooks (NhConnection *connection,
                             GError      **error)
{
  g_autoptr (GPtrArray) codes = nh_catalog_data_codes (error);
  gboolean own_transaction = !nh_connection_in_transaction (connection);
  gboolean needed;

  if (codes == NULL || !update_codes (connection, codes, FALSE, &needed, error))
    return FALSE;
  if (!needed)
    return TRUE;

  if (own_transaction && !nh_connection_begin (connection, _("write the choices"), error))
    return FALSE;
  if (!update_codes (connection, codes, TRUE, &needed, error))
    {
      if (own_transaction)
        nh_connection_rollback (connection);
      return FALSE;
    }
  return !own_transaction || nh_connection_commit (connection, _("write the choices"), error);
}

/* ── Units of other provinces, and typed in ──────────────────────────────────────────────────────────────────────────────────── */

static void
add_existing (sqlite3_stmt *statement,
              gpointer      data)
{
  NhUnitRow *row = g_new0 (NhUnitRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->code = g_strdup (column_text (statement, 1));
  row->name = g_strdup (column_text (statement, 2));
  row->kind = g_strdup (column_text (statement, 3));
  row->from = nh_date_from_iso (column_text (statement, 5));
  row->to = nh_date_from_iso (column_text (statement, 6));
  row->typed_in = sqlite3_column_int (statement, 8) != 0;
  row->to_basis = g_strdup ((const char *) sqlite3_column_text (statement, 9));
  row->parent_id = sqlite3_column_int64 (statement, 4);
  row->level = nh_unit_level (row->kind, row->parent_id != 0, NULL);
  nh_unit_list_add (data, row);
}

static NhUnitList *
load_list (NhConnection *connection,
           GError      **error)
{
  g_autoptr (NhUnitList) list = nh_unit_list_new ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!for_each_row (connection,
                     "SELECT id, code, name, kind, parent, valid_from, valid_to, position, typed_in, to_basis FROM unit ORDER BY id",
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
nh_catalog_import_units (NhConnection *connection,
                         const char   *units_csv,
                         gsize         length,
                         const char   *mapping_csv,
                         gsize         mapping_length,
                         guint        *n_units,
                         GError      **error)
{
  const char *action = _("import the units");
  g_autoptr (NhUnitList) list = NULL;
  guint n_added = 0;

  if (n_units != NULL)
    *n_units = 0;
  if (!nh_connection_begin (connection, action, error))
    return FALSE;

  list = load_list (connection, error);
  if (list == NULL || !nh_unit_list_read (list, units_csv, length, error) || !nh_unit_list_resolve (list, error) ||
      (mapping_csv != NULL && !nh_unit_list_read_mapping (list, mapping_csv, mapping_length, error)) ||
      !write_units (connection, list, action, &n_added, error))
    {
      nh_connection_rollback (connection);
      return FALSE;
    }
  if (!nh_connection_commit (connection, action, error))
    return FALSE;
  if (n_units != NULL)
    *n_units = n_added;
  return TRUE;
}

/* A unit that is typed in without a first day is as old as the list, so that the list's own first day stays what it is. */
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
  gint64 n = nh_connection_get_int (connection,
                                    "SELECT max (CAST (substr (code, 2) AS INTEGER)) FROM unit"
                                    " WHERE code GLOB 'T[0-9]*' AND NOT substr (code, 2) GLOB '*[^0-9]*' AND length (code) < 10",
                                    0);

  return g_strdup_printf ("T%03" G_GINT64_FORMAT, n + 1);
}

static gboolean
check_typed_unit (NhConnection *connection,
                  NhUnitRow    *row,
                  gint64        parent,
                  const char   *action,
                  GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM unit WHERE id = %" G_GINT64_FORMAT, parent);

  if (*row->name == '\0' || *row->kind == '\0')
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _("it needs a kind and a name."));
      return FALSE;
    }
  if (g_utf8_strlen (row->name, -1) > MAX_NAME || strlen (row->code) > MAX_CODE)
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _("its name or code is too long."));
      return FALSE;
    }
  if (row->to != NH_DATE_NONE && row->to < row->from)
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _("it ends before it begins."));
      return FALSE;
    }
  if (parent != 0 && nh_connection_get_int (connection, sql, 0) == 0)
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, action, _("the unit above it is not in the ledger."));
      return FALSE;
    }
  return TRUE;
}

/* A code and a day together name one unit, also for those typed in. */
static gboolean
check_code_free (NhConnection    *connection,
                 const NhUnitRow *row,
                 const char      *action,
                 GError         **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection,
                                                   "SELECT name FROM unit WHERE code = ?1 AND coalesce (valid_to, '9') >= ?2"
                                                   " AND (?3 IS NULL OR valid_from <= ?3)",
                                                   error);
  int code;

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, row->code);
  bind_day (statement, 2, row->from);
  bind_day (statement, 3, row->to);
  code = nh_connection_step (connection, statement, action, error);
  if (code == SQLITE_ROW)
    nh_error_set (error, NH_ERROR_EXISTS, action, _("the code %s is that of “%s”."), row->code, column_text (statement, 0));
  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

gint64
nh_catalog_add_unit (NhConnection *connection,
                     const NhUnit *unit,
                     GError      **error)
{
  const char *action = _("add the unit");
  NhUnitRow parent = { .id = unit->parent };
  NhUnitRow row = {
    .parent = unit->parent != 0 ? &parent : NULL,
    .from = unit->from,
    .to = unit->to,
    .typed_in = TRUE,
  };
  g_autofree char *code = nh_text_clean (unit->code);
  g_autofree char *name = nh_text_clean (unit->name);
  g_autofree char *kind_clean = nh_text_clean (unit->kind);
  g_autofree char *kind = g_utf8_strdown (kind_clean, -1);

  if (*code == '\0')
    {
      g_free (code);
      code = make_code (connection);
    }
  if (row.from == NH_DATE_NONE)
    row.from = first_day (connection);
  row.code = code;
  row.name = name;
  row.kind = kind;
  row.position = unit->position > 0 ? unit->position
                                    : (int) nh_connection_get_int (connection, "SELECT max (position) FROM unit", 0) + 1;
  if (!check_typed_unit (connection, &row, unit->parent, action, error) || !check_code_free (connection, &row, action, error) ||
      !insert_unit (connection, &row, action, error))
    return 0;
  return sqlite3_last_insert_rowid (nh_connection_get_db (connection));
}

static guint
import_units (NhConnection *connection, NhLedger *ledger, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  guint n = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    {
      nh_error_prefix (error, _("read the list of units"));
      return 0;
    }
  if (!nh_catalog_import_units (connection, text, length, NULL, 0, &n, error))
    return 0;
  nh_ledger_note_catalog (ledger);
  return n;
}

NH_DEFINE_ASYNC (nh_catalog_import_units, guint, NULL, NH_ON_WRITER,
                 (NhLedger *ledger, const char *path), (NH_OWNED (g_strdup (path), g_free)),
                 import_units (connection, ledger, args->data, error))
