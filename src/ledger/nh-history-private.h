/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-history.h"

G_BEGIN_DECLS

/* Private to the ledger: what undo and the readers of the history say alike. */

/* SQL over a change `done`: an undo of it stands, which was not redone; of an undo: it was redone. */
#define NH_CHANGE_UNDONE \
  "EXISTS (SELECT 1 FROM change AS undo WHERE undo.undoes = done.id" \
  "        AND NOT EXISTS (SELECT 1 FROM change AS redo WHERE redo.undoes = undo.id))"
/* SQL over a change `done`: it may be tried to take it back; of an undo: to do again what it took back. What a sample was made with is
 * nobody's change. */
#define NH_CHANGE_CAN_UNDO \
  "(action NOT IN ('redo', 'sample') AND EXISTS (SELECT 1 FROM history WHERE history.change = done.id) AND NOT " NH_CHANGE_UNDONE ")"

/* What a change did, in words that may follow a colon: "added “Thôn 3”", "deleted 12 records". NULL with @error. (transfer full) */
char *nh_history_describe (NhConnection *connection, NhLedger *ledger, gint64 change, GError **error);

G_END_DECLS
