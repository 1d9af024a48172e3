/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-history.h"
#include "nh-ledger.h"

/* Undo, on a worker's thread. It reverts the newest change that is not undone. It compares values with the after-image,
 * fails with NH_ERROR_CONFLICT if a later change touched the same fields, and is itself a change. Redo reverts the
 * newest undo if no other change came after it. */

/* A sentence of what was undone ("Đã hoàn tác: thêm Thôn 3"); NULL with @error NH_ERROR_NOT_FOUND when there is
 * nothing. (transfer full) */
char *nh_history_undo (NhConnection *connection, NhLedger *ledger, GError **error);
char *nh_history_redo (NhConnection *connection, NhLedger *ledger, GError **error);
/* Undoes any change by the same rule; for an undo it is a redo. NH_ERROR_NOT_FOUND if it is undone already or cannot be
 * undone. */
char *nh_history_undo_change (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error);
gboolean nh_history_can_undo (NhConnection *connection);
gboolean nh_history_can_redo (NhConnection *connection);
/* @redo: nh_history_redo() instead. */
NH_DECLARE_ASYNC (nh_history_undo, char *, NhLedger *ledger, gboolean redo);
NH_DECLARE_ASYNC (nh_history_undo_change, char *, NhLedger *ledger, gint64 change);

/* How a history row of a hand-in is taken back, within the undo's transaction: puts the state and the records before in
 * place, and adds the row of @change. Provided once, at start, by the floor that makes such rows. @action: translated,
 * for errors. */
typedef gboolean (*NhTakeBackSubmission) (NhConnection *connection, NhLedger *ledger, gint64 change, gint64 submission,
                                          const char *before, const char *after, const char *action, GError **error);
void nh_history_provide_submissions (NhTakeBackSubmission take_back);

/* Shared by undo and those who read the history. */

/* SQL over a change `done`: it is undone, and the undo was not redone. */
#define NH_CHANGE_UNDONE                                             \
  "EXISTS (SELECT 1 FROM change AS undo WHERE undo.undoes = done.id" \
  "        AND NOT EXISTS (SELECT 1 FROM change AS redo WHERE redo.undoes = undo.id))"
/* SQL over a change `done`: undo may be tried. Sample data and redos cannot be undone. */
#define NH_CHANGE_CAN_UNDO                                                                                   \
  "(action NOT IN ('redo', 'sample') AND EXISTS (SELECT 1 FROM history WHERE history.change = done.id) AND " \
  "NOT " NH_CHANGE_UNDONE ")"

/* Describes a change in words that can follow a colon: "added “Thôn 3”", "deleted 12 records". NULL with @error.
 * (transfer full) */
char *nh_history_describe (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error);
