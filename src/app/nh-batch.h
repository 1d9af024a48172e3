/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-draft.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* Many records at once, in a window: what they have in common stands above, and below a row each, with what differs. For types with a
 * ui/TYPE-batch.ui: `common` holds sections of NhFieldEditor, `row` bare ones, the columns.
 *
 *   │ Form: Giấy khen …   Decision: 152/QĐ-UBND   Day: 8/8 │   Enter: the next row; a block copied from a sheet is spread over
 *   │ # │ Name           │ Born │ Post        │ …     │ ✕ │   the cells; Ctrl+Enter saves all of them as one change.
 *
 * Each row is kept as a draft while it is not saved; all of them are one batch. */
#define NH_BATCH_ROWS 100     /* at most */

gboolean nh_batch_has  (const NhRecordType *type);     /* whether there is such a window for it */
/* @common: a draft of the type, unit and year, with what all have in common as far as it is known. (transfer full) */
void     nh_batch_show (GtkWidget *parent, NhSession *session, NhRecord *common);
/* Goes on with what was typed before and not saved: a draft with a batch, and its rows. */
void     nh_batch_restore (GtkWidget *parent, NhSession *session, NhDraft *draft);

/* Whether a window has these rows in it now. @batch: of a draft */
gboolean nh_batch_is_open (const char *batch);

G_END_DECLS
