/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-store.h"

/* Starting from last year: what was there the year before and may be there again. */
typedef struct
{
  NhRecord *before; /* of the year before; owned */
  NhRecord *draft;  /* sealed, of this year, not saved; owned */
  char *reason;     /* why it cannot be taken over; owned, nullable */
} NhAgain;

void nh_again_free (NhAgain *again);

/* Records of the year before that counted, of @unit, of what is below it, and of units that went whole into it, and
 * whose name is not there this year: in last year's order, each name of a unit once. None for a type without `again`.
 * (transfer full): of NhAgain; NULL with @error. */
GPtrArray *nh_store_find_again (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 unit,
                                int year, GError **error);
NH_DECLARE_ASYNC (nh_store_find_again, GPtrArray *, NhLedger *ledger, const NhRecordType *type, gint64 unit, int year);
