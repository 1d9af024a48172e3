/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* Records that count but lack what a report needs: the day, the attendance, the areas covered, the value. */
typedef struct
{
  const NhRecordType *type;
  guint field;
  char **words; /* owned: the filter that finds them, as for nh_filter_set_word() */
  gint64 count;
} NhGap;

/* On a worker's thread: of NhGap, those with records; in the order of types and fields. (transfer full) */
GPtrArray *nh_gap_find (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
/* Of NhGap, those with records; in the order of types and fields. (transfer full) */
NH_DECLARE_ASYNC (nh_gap_list, GPtrArray *, NhLedger *ledger, gint64 unit, int year);
