/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* Changes and their undo. On a worker's thread. Undo reverts the newest change that is not undone. It compares values
 * with the after-image, fails with NH_ERROR_CONFLICT if a later change touched the same fields, and is itself a change.
 * Redo reverts the newest undo if no other change came after it. */

typedef struct
{
  gint64 change;
  char *at, *by, *action, *why;
  char *type;
  gint64 record;
  char *record_action;
  char *before, *after; /* JSON of canonical texts */
} NhHistoryEntry;

void nh_history_entry_free (NhHistoryEntry *entry);

/* For the store, inside a transaction: begin returns the id of the change, add writes a row per record, end sets the
 * hash. */
gint64 nh_history_begin (NhConnection *connection, const char *action, const char *why, gint64 undoes, GError **error);
gboolean nh_history_add (NhConnection *connection, gint64 change, const NhRecord *before /* nullable */,
                         const NhRecord *after, const char *action, GError **error);
gboolean nh_history_end (NhConnection *connection, gint64 change, GError **error);

/* A sentence of what was undone ("Đã hoàn tác: thêm Thôn 3"); NULL with @error NH_ERROR_NOT_FOUND when there is
 * nothing. (transfer full) */
char *nh_history_undo (NhConnection *connection, NhLedger *ledger, GError **error);
char *nh_history_redo (NhConnection *connection, NhLedger *ledger, GError **error);
/* Undoes any change by the same rule; for an undo it is a redo. NH_ERROR_NOT_FOUND if it is undone already or cannot be
 * undone. */
char *nh_history_undo_change (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error);
gboolean nh_history_can_undo (NhConnection *connection);
gboolean nh_history_can_redo (NhConnection *connection);
/* Newest first, of NhHistoryEntry. @type NULL: of all records. @limit 0: all. (transfer full) */
GPtrArray *nh_history_list (NhConnection *connection, const NhRecordType *type, gint64 record, guint limit,
                            GError **error);
/* Verifies the hash chain. NH_ERROR_CORRUPT names the first broken change. */
gboolean nh_history_verify (NhConnection *connection, GError **error);
/* The same in steps of @limit changes. Start with { 0 }. */
typedef struct
{
  gint64 change;
  char *hash;
  gboolean done;
} NhHistoryWalk;
gboolean nh_history_verify_some (NhConnection *connection, NhHistoryWalk *walk, guint limit, GError **error);
void nh_history_walk_clear (NhHistoryWalk *walk);
gint64 nh_history_newest (NhConnection *connection); /* id of the newest change; 0: there is none */
/* When the newest change was made, ISO; NULL: there is none. (transfer full) (nullable) */
char *nh_history_newest_time (NhConnection *connection);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhHistoryWalk, nh_history_walk_clear)
/* @redo: nh_history_redo() instead. */
NH_DECLARE_ASYNC (nh_history_undo, char *, NhLedger *ledger, gboolean redo);
NH_DECLARE_ASYNC (nh_history_undo_change, char *, NhLedger *ledger, gint64 change);

G_END_DECLS
