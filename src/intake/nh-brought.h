/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-record.h"

/* The records of one type that a workbook form brought in before, for when it is sent again: its rows take their place,
 * so that nothing is doubled. On a worker's thread. */
typedef struct _NhBrought NhBrought;

/* @why: the reason of the changes that brought them. Without those in the recycle bin. NULL with @error. */
NhBrought *nh_brought_read (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, const char *why,
                            gint64 unit, int year, GError **error);
void nh_brought_free (NhBrought *self);
/* The form still has the record of @id, as it is: no row takes its place. */
void nh_brought_keep (NhBrought *self, gint64 id);
/* The one in whose place a row comes: of the same identity, and of these the most alike; none is given twice.
 * @touched: it was changed in another way since. NULL: there is none. Borrowed. */
NhRecord *nh_brought_take (NhBrought *self, const NhRecord *row, gboolean *touched);
/* The first that no row has, at or after @i; and whether it was changed since. NULL: there is none. Borrowed. */
NhRecord *nh_brought_next_left (NhBrought *self, guint *i, gboolean *touched);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhBrought, nh_brought_free)
