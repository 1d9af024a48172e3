/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-query.h"
#include "nh-store.h"

/* The recycle bin: deleted records of all types. They come back with nh_bin_restore(); nothing is ever deleted
 * for good. On a worker's thread. */

/* A deleted record, and who deleted it. Immutable. */
typedef struct
{
  NhRecordRef ref;
  char *name;
  gint64 unit;
  int year;
  char *at, *by; /* "" if unknown */
} NhDeleted;

void nh_deleted_free (NhDeleted *deleted);

/* A deleted record as a number, for lists that keep numbers. */
gint64 nh_bin_key (const NhRecordRef *ref);
NhRecordRef nh_bin_ref (gint64 key);

/* GArray of nh_bin_key(), last deleted first. Of @query counts type (NULL: all), unit, year and search. (transfer full)
 */
GArray *nh_bin_list (NhConnection *connection, NhLedger *ledger, const NhQuery *query, GError **error);
/* In the order of @keys: of NhDeleted; NULL where it is not in the bin any more. (transfer full) */
GPtrArray *nh_bin_fetch (NhConnection *connection, NhLedger *ledger, const gint64 *keys, guint n_keys, GError **error);
/* All of them as one change: its id; 0 without @error: none was deleted any more. */
gint64 nh_bin_restore (NhConnection *connection, NhLedger *ledger, const gint64 *keys, guint n_keys, GError **error);

/* Takes @query over. */
NH_DECLARE_ASYNC (nh_bin_list, GArray *, NhLedger *ledger, NhQuery *query);
/* These take @keys over. */
NH_DECLARE_ASYNC (nh_bin_fetch, GPtrArray *, NhLedger *ledger, GArray *keys);
NH_DECLARE_ASYNC (nh_bin_restore, gint64, NhLedger *ledger, GArray *keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhDeleted, nh_deleted_free)
