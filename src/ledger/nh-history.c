/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "nh-history.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-platform.h"

static void
entry_free (gpointer data)
{
  NhHistoryEntry *entry = data;

  g_free (entry->at);
  g_free (entry->by);
  g_free (entry->action);
  g_free (entry->why);
  g_free (entry->type);
  g_free (entry->record_action);
  g_free (entry->before);
  g_free (entry->after);
  g_free (entry);
}

/* --- Writing --- */

gint64
nh_history_begin (NhConnection *connection, const char *action, const char *why, gint64 undoes, GError **error)
{
  g_autofree char *at = nh_time_now_iso ();
  g_autofree char *by = nh_platform_user_name ();

  if (!nh_connection_run (connection, _ ("write the history"), error,
                          "INSERT INTO change (at, by, action, why, undoes, hash) VALUES (?1, ?2, ?3, ?4, ?5, '')",
                          "ssssr", at, by, action, why != NULL ? why : "", undoes))
    return 0;
  return sqlite3_last_insert_rowid (nh_connection_get_db (connection));
}

gboolean
nh_history_add (NhConnection *connection, gint64 change, const NhRecord *before, const NhRecord *after,
                const char *action, GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (after);
  g_autoptr (GArray) diff = before != NULL ? nh_record_diff (before, after) : NULL;
  g_autofree char *json_before = before != NULL ? nh_record_to_json (before, diff) : g_strdup ("{}");
  g_autofree char *json_after = nh_record_to_json (after, diff);

  return nh_connection_run (connection, _ ("write the history"), error,
                            "INSERT INTO history (change, type, record, action, version, before, after)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                            "lslsiss", change, nh_record_get_record_type (after)->name, info->id, action, info->version,
                            json_before, json_after);
}

gboolean
nh_history_add_submission (NhConnection *connection, gint64 change, gint64 submission, const char *action, int version,
                           const char *before, const char *after, GError **error)
{
  return nh_connection_run (connection, _ ("write the history"), error,
                            "INSERT INTO history (change, type, record, action, version, before, after)"
                            " VALUES (?1, '" NH_HISTORY_SUBMISSION "', ?2, ?3, ?4, ?5, ?6)",
                            "llsiss", change, submission, action, version, before, after);
}

/* --- The chain --- */

/* Length-prefixed, so that different contents never hash the same bytes. */
static void
hash_text (GChecksum *sum, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *head = g_strdup_printf ("%" G_GSIZE_FORMAT ":", length);

  g_checksum_update (sum, (const guchar *) head, -1);
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : ""), (gssize) length);
}

/* Hashes all columns of all rows of a statement about a change. */
static gboolean
hash_rows (NhConnection *connection, GChecksum *sum, const char *sql, gint64 change, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "l", change);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the history"), error)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      hash_text (sum, (const char *) sqlite3_column_text (statement, i));
  return code == SQLITE_DONE;
}

/* (transfer full) (nullable): NULL with @error */
static char *
compute_hash (NhConnection *connection, gint64 change, const char *previous, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  hash_text (sum, previous);
  if (!hash_rows (connection, sum, "SELECT id, at, by, action, why, coalesce (undoes, '') FROM change WHERE id = ?1",
                  change, error) ||
      !hash_rows (
          connection, sum,
          "SELECT type, record, action, version, before, after FROM history WHERE change = ?1 ORDER BY type, record",
          change, error))
    return NULL;
  return g_strdup (g_checksum_get_string (sum));
}

gboolean
nh_history_end (NhConnection *connection, gint64 change, GError **error)
{
  g_autofree char *previous = nh_connection_get_text (
      connection, "SELECT hash FROM change ORDER BY id DESC LIMIT 1 OFFSET 1"); /* NULL: it is the first */
  g_autofree char *hash = compute_hash (connection, change, previous, error);

  return hash != NULL && nh_connection_run (connection, _ ("write the history"), error,
                                            "UPDATE change SET hash = ?1 WHERE id = ?2", "sl", hash, change);
}

static gboolean
verify_change (NhConnection *connection, gint64 change, const char *at, const char *previous, const char *hash,
               GError **error)
{
  g_autofree char *expected = compute_hash (connection, change, previous, error);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, change);
  g_autofree char *moment = NULL;

  if (expected == NULL)
    return FALSE;
  if (g_strcmp0 (expected, hash) == 0)
    return TRUE;
  moment = nh_time_format (at);
  nh_error_set (error, NH_ERROR_CORRUPT, _ ("verify the history"),
                _ ("change %s of %s was altered by something other than the program, or one before it was removed."),
                number, moment);
  return FALSE;
}

void
nh_history_walk_clear (NhHistoryWalk *walk)
{
  g_free (walk->hash);
}

gboolean
nh_history_verify_some (NhConnection *connection, NhHistoryWalk *walk, guint limit, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error, "SELECT id, at, hash FROM change WHERE id > ?1 ORDER BY id LIMIT ?2", "ll", walk->change,
      (gint64) limit);
  gboolean sound = TRUE;
  guint n = 0;
  int code = SQLITE_ROW;

  while (sound && (code = nh_connection_step (connection, statement, _ ("verify the history"), error)) == SQLITE_ROW)
    {
      const char *hash = (const char *) sqlite3_column_text (statement, 2);

      n++;
      walk->change = sqlite3_column_int64 (statement, 0);
      sound = verify_change (connection, walk->change, nh_statement_get_text (statement, 1), walk->hash, hash, error);
      g_free (walk->hash);
      walk->hash = g_strdup (hash);
    }
  walk->done = n < limit;
  return sound && code == SQLITE_DONE;
}

gint64
nh_history_newest (NhConnection *connection)
{
  return nh_connection_get_int (connection, "SELECT max (id) FROM change", 0);
}

char *
nh_history_newest_time (NhConnection *connection)
{
  return nh_connection_get_text (connection, "SELECT at FROM change ORDER BY id DESC LIMIT 1");
}

gboolean
nh_history_verify (NhConnection *connection, GError **error)
{
  g_auto (NhHistoryWalk) walk = { 0 };

  return nh_history_verify_some (connection, &walk, G_MAXUINT, error);
}

/* --- Reading --- */

static char *
dup_column (sqlite3_stmt *statement, int column)
{
  return g_strdup (nh_statement_get_text (statement, column));
}

static NhHistoryEntry *
read_entry (sqlite3_stmt *statement)
{
  NhHistoryEntry *entry = g_new0 (NhHistoryEntry, 1);

  entry->change = sqlite3_column_int64 (statement, 0);
  entry->at = dup_column (statement, 1);
  entry->by = dup_column (statement, 2);
  entry->action = dup_column (statement, 3);
  entry->why = dup_column (statement, 4);
  entry->type = dup_column (statement, 5);
  entry->record = sqlite3_column_int64 (statement, 6);
  entry->record_action = dup_column (statement, 7);
  entry->before = dup_column (statement, 8);
  entry->after = dup_column (statement, 9);
  return entry;
}

GPtrArray *
nh_history_list (NhConnection *connection, gint64 change, const NhRecordType *type, gint64 record, guint limit,
                 GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autofree char *sql = g_strdup_printf (
      "SELECT change.id, at, by, change.action, why, type, record, history.action, before, after FROM history"
      " JOIN change ON change.id = history.change WHERE %s AND %s ORDER BY history.change DESC, type, record LIMIT ?1",
      change != 0 ? "history.change = ?2" : "?2 = 0", type != NULL ? "type = ?3 AND record = ?4" : "?3 IS NULL");
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, type != NULL ? "llsl" : "lls",
                                                            limit > 0 ? (gint64) limit : (gint64) -1, change,
                                                            type != NULL ? type->name : NULL, record);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the history"), error)) == SQLITE_ROW)
    g_ptr_array_add (entries, read_entry (statement));
  return code == SQLITE_DONE ? g_steal_pointer (&entries) : NULL;
}
