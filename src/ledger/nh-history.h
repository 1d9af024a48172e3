/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* Changes, their undo, and who did what. On a worker's thread.
 * Undo takes back the newest change that is not itself taken back; it compares values with the after-image, refuses with
 * NH_ERROR_CONFLICT when a later change touched the same fields, and is itself a change. Redo takes back the newest undo, as long
 * as no other change came after it. */

typedef struct
{
  gint64  change;
  char   *at, *by, *action, *why;
  char   *type;
  gint64  record;
  char   *record_action;
  char   *before, *after;   /* JSON of canonical texts */
} NhHistoryEntry;

void       nh_history_entry_free    (NhHistoryEntry *entry);

/* For the store: inside a transaction. begin gives the change's id; add a row a record; end computes the hash. */
gint64     nh_history_begin         (NhConnection *connection, const char *action, const char *why, gint64 undoes, GError **error);
gboolean   nh_history_add           (NhConnection *connection, gint64 change, const NhRecord *before /* nullable */, const NhRecord *after,
                                     const char *action, GError **error);
gboolean   nh_history_end           (NhConnection *connection, gint64 change, GError **error);

/* A sentence of what was undone ("Đã hoàn tác: thêm Thôn 3"); NULL with @error NH_ERROR_NOT_FOUND when there is nothing. (transfer full) */
char      *nh_history_undo          (NhConnection *connection, NhLedger *ledger, GError **error);
char      *nh_history_redo          (NhConnection *connection, NhLedger *ledger, GError **error);
/* Takes back a change that need not be the newest, by the same rule; of an undo: does again what it took back. NH_ERROR_NOT_FOUND when
 * it was taken back already, or is none that can be. */
char      *nh_history_undo_change   (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error);
gboolean   nh_history_can_undo      (NhConnection *connection);
gboolean   nh_history_can_redo      (NhConnection *connection);
/* Newest first, of NhHistoryEntry. @type NULL: of all records. @limit 0: all. (transfer full) */
GPtrArray *nh_history_list          (NhConnection *connection, const NhRecordType *type, gint64 record, guint limit, GError **error);
/* Walks the chain. FALSE and NH_ERROR_CORRUPT with the first broken change. */
gboolean   nh_history_verify        (NhConnection *connection, GError **error);
char      *nh_history_head          (NhConnection *connection);   /* hash of the newest change; "" when none (transfer full) */

/* @redo: nh_history_redo() instead. */
NH_DECLARE_ASYNC (nh_history_undo, char *, NhLedger *ledger, gboolean redo);
NH_DECLARE_ASYNC (nh_history_undo_change, char *, NhLedger *ledger, gint64 change);

G_END_DECLS
