/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-submission.h"

#include <string.h>

#include "nh-envelope.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-json.h"

static const char *const sides[] = { [NH_SIDE_SENT] = "sent", [NH_SIDE_RECEIVED] = "received" };

void
nh_submission_free (NhSubmission *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->version.hash);
  g_free ((char *) self->version.previous);
  g_free ((char *) self->version.ledger);
  g_free (self->manifest);
  g_free (self->content);
  g_free (self->day);
  g_free (self->state);
  g_free (self->reason);
  g_free (self);
}

#define COLUMNS                                                                                                 \
  "SELECT id, side, unit, year, version, hash, previous, ledger, manifest, content, day, state, reason, change" \
  " FROM submission"

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup (nh_statement_get_text (statement, column));
}

static void
add_row (sqlite3_stmt *statement, GPtrArray *rows)
{
  NhSubmission *self = g_new0 (NhSubmission, 1);

  self->id = sqlite3_column_int64 (statement, 0);
  self->side = strcmp (nh_statement_get_text (statement, 1), "sent") == 0 ? NH_SIDE_SENT : NH_SIDE_RECEIVED;
  self->unit = sqlite3_column_int64 (statement, 2);
  self->year = sqlite3_column_int (statement, 3);
  self->version.version = sqlite3_column_int (statement, 4);
  self->version.hash = dup_text (statement, 5);
  self->version.previous = dup_text (statement, 6);
  self->version.ledger = dup_text (statement, 7);
  self->manifest = dup_text (statement, 8);
  self->content = dup_text (statement, 9);
  self->day = dup_text (statement, 10);
  self->state = dup_text (statement, 11);
  self->reason = dup_text (statement, 12);
  self->change = sqlite3_column_int64 (statement, 13);
  g_ptr_array_add (rows, self);
}

/* Ends @query. */
static GPtrArray *
read_rows (NhConnection *connection, sqlite3_stmt *query, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = query;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_submission_free);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error)) == SQLITE_ROW)
    add_row (statement, rows);
  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
nh_submission_list (NhConnection *connection, NhSide side, gint64 unit, int year, GError **error)
{
  return read_rows (connection,
                    nh_connection_query (connection, error,
                                         COLUMNS " WHERE side = ?1 AND year = ?3 AND state <> 'undone'"
                                                 " AND (?2 = 0 OR unit = ?2) ORDER BY id",
                                         "sli", sides[side], unit, year),
                    error);
}

NhSubmission *
nh_submission_get (NhConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray)
      rows = read_rows (connection, nh_connection_query (connection, error, COLUMNS " WHERE id = ?1", "l", id), error);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

char *
nh_submission_dup_said (const NhSubmission *self, const char *key)
{
  g_autoptr (GArray)
      members = nh_json_read_object (self->manifest, strlen (self->manifest), NH_ENVELOPE_MEMBERS_MOST, NULL);
  const char *text = members != NULL ? nh_json_get (members, key) : NULL;

  return g_strdup (text != NULL ? text : "");
}

/* Keeps it, unless that hash is there already. */
static gboolean
put_packed (NhConnection *connection, const char *hash, GBytes *packed, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error, "INSERT INTO content (hash, packed) VALUES (?1, ?2) ON CONFLICT DO NOTHING", "s", hash);
  int code;

  if (statement == NULL)
    return FALSE;
  nh_connection_allow_large (connection, TRUE);
  sqlite3_bind_blob64 (statement, 2, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), SQLITE_STATIC);
  code = nh_connection_step (connection, statement, _ ("write the hand-in"), error);
  nh_connection_allow_large (connection, FALSE);
  return code == SQLITE_DONE;
}

#define PUT                                                                                            \
  "INSERT INTO submission (side, unit, year, version, hash, previous, ledger, manifest, content, day," \
  " state, reason, change, file) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)" \
  " ON CONFLICT (side, unit, year, hash) DO UPDATE SET day = excluded.day, state = excluded.state,"    \
  " reason = excluded.reason, change = excluded.change WHERE state = 'undone' RETURNING id"

gboolean
nh_submission_put (NhConnection *connection, NhSubmission *self, GBytes *file, GError **error)
{
  g_autofree char *hash = file != NULL ? nh_envelope_hash (g_bytes_get_data (file, NULL), g_bytes_get_size (file))
                                       : NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  if (file != NULL && !put_packed (connection, hash, file, error))
    return FALSE;
  statement = nh_connection_query (connection, error, PUT, "sliissssssssrs", sides[self->side], self->unit, self->year,
                                   self->version.version, self->version.hash, self->version.previous,
                                   self->version.ledger, self->manifest, self->content, self->day, self->state,
                                   self->reason != NULL ? self->reason : "", self->change, hash);
  code = nh_connection_step (connection, statement, _ ("write the hand-in"), error);
  if (code == SQLITE_ROW)
    {
      self->id = sqlite3_column_int64 (statement, 0);
      code = nh_connection_step (connection, statement, _ ("write the hand-in"), error);
    }
  if (code == SQLITE_DONE && self->id == 0)
    nh_error_set (error, NH_ERROR_CONFLICT, _ ("write the hand-in"), _ ("another program has just written it."));
  return code == SQLITE_DONE && self->id != 0;
}

gboolean
nh_submission_set_state (NhConnection *connection, gint64 id, const char *state, const char *reason, GError **error)
{
  return nh_connection_run (connection, _ ("write the hand-in"), error,
                            "UPDATE submission SET state = ?2, reason = ?3 WHERE id = ?1", "lss", id, state,
                            reason != NULL ? reason : "");
}

gboolean
nh_submission_set_change (NhConnection *connection, gint64 id, gint64 change, GError **error)
{
  return nh_connection_run (connection, _ ("write the hand-in"), error,
                            "UPDATE submission SET change = ?2 WHERE id = ?1", "lr", id, change);
}

const NhSubmission *
nh_submission_find_counted (GPtrArray *submissions)
{
  const NhSubmission *found = NULL;

  for (guint i = 0; i < submissions->len; i++)
    {
      const NhSubmission *one = submissions->pdata[i];

      if (one->change != 0 && (found == NULL || one->change > found->change))
        found = one;
    }
  return found;
}

/* --- Bytes --- */

/* Of the only row of @query, which it ends. NULL with @error when there is none. */
static GBytes *
read_packed (NhConnection *connection, sqlite3_stmt *query, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = query;
  int code;

  nh_connection_allow_large (connection, TRUE);
  code = nh_connection_step (connection, statement, _ ("read the hand-ins"), error);
  nh_connection_allow_large (connection, FALSE);
  if (code == SQLITE_DONE)
    nh_error_set (error, NH_ERROR_CORRUPT, _ ("read the hand-ins"), _ ("the ledger does not have its content."));
  return code == SQLITE_ROW
             ? g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0))
             : NULL;
}

GBytes *
nh_submission_get_file (NhConnection *connection, gint64 id, GError **error)
{
  return read_packed (
      connection,
      nh_connection_query (connection, error,
                           "SELECT packed FROM content WHERE hash = (SELECT file FROM submission WHERE id = ?1)", "l",
                           id),
      error);
}

char *
nh_content_keep (NhConnection *connection, GBytes *text, GError **error)
{
  g_autofree char *hash = nh_envelope_hash (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_autoptr (GBytes) packed = nh_envelope_pack (text);

  return put_packed (connection, hash, packed, error) ? g_steal_pointer (&hash) : NULL;
}

gboolean
nh_content_keep_packed (NhConnection *connection, const char *hash, GBytes *packed, GError **error)
{
  return put_packed (connection, hash, packed, error);
}

GBytes *
nh_content_fetch (NhConnection *connection, const char *hash, GError **error)
{
  g_autoptr (GBytes) packed = read_packed (
      connection, nh_connection_query (connection, error, "SELECT packed FROM content WHERE hash = ?1", "s", hash),
      error);
  g_autoptr (GBytes) text = packed != NULL ? nh_envelope_unpack_all (packed) : NULL;
  g_autofree char *found = NULL;

  if (packed == NULL)
    return NULL;
  if (text != NULL)
    found = nh_envelope_hash (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  if (g_strcmp0 (found, hash) == 0)
    return g_steal_pointer (&text);
  nh_error_set (error, NH_ERROR_CORRUPT, _ ("read the hand-ins"), _ ("the ledger does not have its content."));
  return NULL;
}
