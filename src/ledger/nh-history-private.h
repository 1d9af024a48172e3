/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-history.h"

G_BEGIN_DECLS

/* Private to the ledger: shared by undo and the readers of the history. */

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

G_END_DECLS
