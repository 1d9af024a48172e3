/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-record.h"

/* The records of one type that a workbook form brought in before, for when it is sent again: its rows take their place,
 * so that nothing is doubled. On a worker's thread. */
typedef struct _NhBrought NhBrought;

/* @why: the reason of the changes that brought them. Without those that the form itself put into the recycle bin, but
 * with those that were deleted, or moved to another unit, in another way since. NULL with @error. */
NhBrought *nh_brought_read (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const char *why,
                            GError **error);
void nh_brought_free (NhBrought *self);
/* The form still has the record of @id, as it is: no row takes its place. */
void nh_brought_keep (NhBrought *self, gint64 id);
/* The one in whose place a row comes: of the same identity, and of these the most alike; none is given twice. @only:
 * not where there are several. @touched: it was changed in another way since. NULL: there is none. Borrowed. */
NhRecord *nh_brought_take (NhBrought *self, const NhRecord *row, gboolean only, gboolean *touched);
/* The first that no row has and that is not in the recycle bin, at or after @i; and whether it was changed since. NULL:
 * there is none. Borrowed. */
NhRecord *nh_brought_next_left (NhBrought *self, guint *i, gboolean *touched);
/* @others: (out) records belong to @record that the form did not bring: gifts that were typed in at a point. FALSE with
 * @error. */
gboolean nh_brought_ask_others (NhConnection *connection, const char *why, const NhRecord *record, gboolean *others,
                                GError **error);
/* @when: (out) when changes for this reason were last made, without those that were undone; Unix seconds, 0: never.
 * FALSE with @error. */
gboolean nh_brought_ask_when (NhConnection *connection, const char *why, gint64 *when, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhBrought, nh_brought_free)
