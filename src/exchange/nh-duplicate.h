/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* What two units have both handed in, at the province. Which of the two counts a person decides; the mark is one of
 * this office (nh-snapshot.h): it stays when new versions come. On a worker's thread. */

/* Two records of one year and two units that look like one: points of one day with the same place, commendations of one
 * decision with the same recipient. */
typedef struct
{
  NhRecord *first, *second; /* owned */
} NhDuplicate;

/* Those that are neither marked nor said to be two things: of NhDuplicate. (transfer full) */
GPtrArray *nh_duplicate_find (NhConnection *connection, NhLedger *ledger, int year, GError **error);
NH_DECLARE_ASYNC (nh_duplicate_find, GPtrArray *, NhLedger *ledger, int year);
/* The record does not count, since @of does; NULL: it counts again. An ordinary change, which can be undone.
 * NH_ERROR_NOT_FOUND; NH_ERROR_INVALID: not two units' records of one type and year, or @of does not count itself. */
gboolean nh_duplicate_mark (NhConnection *connection, NhLedger *ledger, const char *uuid, const char *of,
                            GError **error);
NH_DECLARE_ASYNC (nh_duplicate_mark, gboolean, NhLedger *ledger, const char *uuid, const char *of);
/* They are two things (or, @apart FALSE, may be one again): kept in the setting "apart.UUID.UUID", not a change. */
gboolean nh_duplicate_set_apart (NhConnection *connection, NhLedger *ledger, const char *uuid, const char *other,
                                 gboolean apart, GError **error);
NH_DECLARE_ASYNC (nh_duplicate_set_apart, gboolean, NhLedger *ledger, const char *uuid, const char *other,
                  gboolean apart);
