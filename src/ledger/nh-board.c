/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-board.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-setting.h"

#define MEMBERS_MOST 1000 /* of a manifest */
#define CODE_DIGITS 16

static const struct
{
  const char *name, *title;
} states[NH_N_BOARD_STATES] = {
  [NH_BOARD_MISSING] = { "missing", N_ ("Not handed in") },
  [NH_BOARD_RECEIVED] = { "received", N_ ("Received") },
  [NH_BOARD_ACCEPTED] = { "accepted", N_ ("Accepted") },
  [NH_BOARD_RETURNED] = { "returned", N_ ("Returned") },
  [NH_BOARD_NIL] = { "nil", N_ ("Not held") },
};

const char *
nh_board_state_get_name (NhBoardState state)
{
  return states[state].name;
}

const char *
nh_board_state_get_title (NhBoardState state)
{
  return _ (states[state].title);
}

gboolean
nh_board_row_is_final_nil (const NhBoardRow *row)
{
  return row->state == NH_BOARD_NIL && !row->open;
}

static void
row_free (gpointer data)
{
  NhBoardRow *row = data;

  g_free (row->reason);
  g_free (row);
}

/* --- The board --- */

static gpointer
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* unit → NhBoardRow */
static GHashTable *
make_rows (GPtrArray *units, NhDate deadline, GPtrArray *rows)
{
  GHashTable *by_unit = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < units->len; i++)
    {
      NhBoardRow *row = g_new0 (NhBoardRow, 1);

      row->unit = units->pdata[i];
      row->reason = g_strdup ("");
      row->late = deadline != NH_DATE_NONE && nh_date_today () > deadline;
      g_ptr_array_add (rows, row);
      g_hash_table_insert (by_unit, copy_id (row->unit->id), row);
    }
  return by_unit;
}

static NhBoardState
state_of (const char *state, const char *nil)
{
  if (strcmp (state, "returned") == 0)
    return NH_BOARD_RETURNED;
  if (*nil != '\0')
    return NH_BOARD_NIL;
  return strcmp (state, "accepted") == 0 ? NH_BOARD_ACCEPTED : NH_BOARD_RECEIVED;
}

#define RECEIVED                                                                        \
  "SELECT unit, version, state, reason, day, change, json_extract (manifest, '$.nil')," \
  " (SELECT count (*) FROM remark WHERE submission = s.id) FROM submission AS s"        \
  " WHERE side = 'received' AND year = ?1 AND state <> 'undone' ORDER BY id"

/* Called in the order in which the versions came. */
static void
take_version (NhBoardRow *row, sqlite3_stmt *statement, NhDate deadline, gint64 *counted)
{
  const char *nil = nh_statement_get_text (statement, 6);
  gint64 change = sqlite3_column_int64 (statement, 5);

  row->day = nh_date_from_iso (nh_statement_get_text (statement, 4));
  if (row->version == 0)
    row->late = deadline != NH_DATE_NONE && row->day > deadline;
  row->version = sqlite3_column_int (statement, 1);
  row->open = strcmp (nh_statement_get_text (statement, 2), "received") == 0;
  row->state = state_of (nh_statement_get_text (statement, 2), nil);
  g_free (row->reason);
  row->asked = (guint) sqlite3_column_int (statement, 7);
  row->reason = g_strdup (row->state == NH_BOARD_NIL ? nil : nh_statement_get_text (statement, 3));
  if (change > *counted)
    {
      *counted = change;
      row->counted = row->version;
    }
}

static gboolean
read_versions (NhConnection *connection, int year, NhDate deadline, GHashTable *by_unit, GError **error)
{
  g_autoptr (GHashTable) counted = g_hash_table_new_full (NULL, NULL, NULL, g_free); /* row → change */
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, RECEIVED, "i", year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    {
      gint64 unit = sqlite3_column_int64 (statement, 0);
      NhBoardRow *row = g_hash_table_lookup (by_unit, &unit);
      gint64 *change;

      if (row == NULL)
        continue;
      change = g_hash_table_lookup (counted, row);
      if (change == NULL)
        g_hash_table_insert (counted, row, change = g_new0 (gint64, 1));
      take_version (row, statement, deadline, change);
    }
  return code == SQLITE_DONE;
}

/* By unit: the day of the first form whose records are still there. */
#define BY_FORM                                                                                              \
  "SELECT p.unit, MIN (c.at) FROM change c JOIN history h ON h.change = c.id AND h.type = '%s' AND h.action" \
  " = 'insert' JOIN %s p ON p.id = h.record AND p.deleted = 0 AND p.year = ?1 WHERE c.action = 'import' AND" \
  " c.why LIKE '" NH_BOARD_FORM_WHY "%%' GROUP BY p.unit"

static void
take_form (NhBoardRow *row, const char *at, NhDate deadline)
{
  NhDate day = nh_time_get_day (at);

  if (row->version != 0 || (row->form && row->day <= day))
    return;
  row->form = TRUE;
  row->day = day;
  row->state = NH_BOARD_RECEIVED;
  row->late = deadline != NH_DATE_NONE && day > deadline;
  g_free (row->reason);
  row->reason = g_strdup ("Bằng phiếu Excel"); /* data, Vietnamese in any language */
}

static gboolean
read_forms (NhConnection *connection, const NhRecordType *type, int year, NhDate deadline, GHashTable *by_unit,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf (BY_FORM, type->name, type->name);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "i", year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    {
      gint64 unit = sqlite3_column_int64 (statement, 0);
      NhBoardRow *row = g_hash_table_lookup (by_unit, &unit);

      if (row != NULL)
        take_form (row, nh_statement_get_text (statement, 1), deadline);
    }
  return code == SQLITE_DONE;
}

static gboolean
read_all_forms (NhConnection *connection, int year, NhDate deadline, GHashTable *by_unit, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if (!nh_record_type_is_single (*type) && !read_forms (connection, *type, year, deadline, by_unit, error))
      return FALSE;
  return TRUE;
}

/* --- What was left over --- */

#define LEFT "hand-in.left.%d."

static const char *const left_names[NH_BOARD_N_LEFT] = { "", "broken", "key", "decision" };

gboolean
nh_board_keep_left (NhConnection *connection, gint64 unit, int year, NhBoardLeft left, GError **error)
{
  g_autofree char *name = g_strdup_printf (LEFT "%" G_GINT64_FORMAT, year, unit);
  g_autofree char *day = nh_date_to_iso (nh_date_today ());
  g_autofree char *value = left != NH_BOARD_LEFT_NONE ? g_strdup_printf ("%s %s", left_names[left], day) : NULL;

  return nh_setting_set (connection, name, value, error);
}

/* @value: "broken 2026-08-20" */
static void
take_left (NhBoardRow *row, const char *value)
{
  const char *blank = strchr (value, ' ');

  for (guint i = 1; blank != NULL && i < NH_BOARD_N_LEFT; i++)
    if (strlen (left_names[i]) == (gsize) (blank - value) && g_str_has_prefix (value, left_names[i]))
      {
        row->left = (NhBoardLeft) i;
        row->left_day = nh_date_from_iso (blank + 1);
      }
}

static gboolean
read_left (NhConnection *connection, int year, GHashTable *by_unit, GError **error)
{
  g_autofree char *start = g_strdup_printf (LEFT, year);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error, "SELECT name, value FROM setting WHERE substr (name, 1, length (?1)) = ?1", "s", start);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    {
      gint64 unit = g_ascii_strtoll (nh_statement_get_text (statement, 0) + strlen (start), NULL, 10);
      NhBoardRow *row = g_hash_table_lookup (by_unit, &unit);

      if (row != NULL)
        take_left (row, nh_statement_get_text (statement, 1));
    }
  return code == SQLITE_DONE;
}

/* --- All of it --- */

NhDate
nh_board_get_deadline (NhConnection *connection, int year)
{
  g_autofree char *sql = g_strdup_printf ("SELECT deadline FROM invitation WHERE year = %d", year);
  g_autofree char *day = nh_connection_get_text (connection, sql);

  return day != NULL ? nh_date_from_iso (day) : NH_DATE_NONE;
}

GPtrArray *
nh_board_read (NhConnection *connection, NhLedger *ledger, int year, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) units = nh_catalog_get_below (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger),
                                                      NH_LEVEL_COMMUNE, nh_catalog_season_day (year));
  NhDate deadline = nh_board_get_deadline (connection, year);
  g_autoptr (GHashTable) by_unit = make_rows (units, deadline, rows);

  if (!read_versions (connection, year, deadline, by_unit, error) ||
      !read_all_forms (connection, year, deadline, by_unit, error) || !read_left (connection, year, by_unit, error))
    return NULL;
  return g_steal_pointer (&rows);
}

NH_DEFINE_ASYNC (nh_board_read, GPtrArray *, g_ptr_array_unref, NH_ON_READER, (NhLedger * ledger, int year),
                 (.number = (guint) year), nh_board_read (connection, ledger, (int) args->number, error))

/* --- One version --- */

char *
nh_version_code (const char *hash)
{
  GString *code = g_string_new (NULL);

  for (guint i = 0; i < CODE_DIGITS && hash[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (code, ' ');
      g_string_append_c (code, g_ascii_toupper (hash[i]));
    }
  return g_string_free (code, FALSE);
}

void
nh_handed_in_free (NhHandedIn *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_clear_pointer (&self->members, g_array_unref);
  g_free (self);
}

NhHandedIn *
nh_handed_in_read (NhConnection *connection, gint64 unit, int year, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error,
      "SELECT version, hash, day, manifest FROM submission WHERE unit = ?1 AND year = ?2 AND state <> 'undone'"
      " ORDER BY id DESC LIMIT 1",
      "li", unit, year);
  NhHandedIn *self;
  const char *manifest;

  if (nh_connection_step (connection, statement, _ ("read the hand-ins"), error) != SQLITE_ROW)
    return NULL;
  manifest = nh_statement_get_text (statement, 3);
  self = g_new0 (NhHandedIn, 1);
  self->version = sqlite3_column_int (statement, 0);
  self->code = nh_version_code (nh_statement_get_text (statement, 1));
  self->day = nh_date_from_iso (nh_statement_get_text (statement, 2));
  self->members = nh_json_read_object (manifest, strlen (manifest), MEMBERS_MOST, NULL);
  return self;
}

const char *
nh_handed_in_get (const NhHandedIn *self, const char *key)
{
  const char *text = self->members != NULL ? nh_json_get (self->members, key) : NULL;

  return text != NULL ? text : "";
}

gboolean
nh_handed_in_stands (const char *state)
{
  return strcmp (state, "returned") != 0;
}
