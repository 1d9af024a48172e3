/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-store.h"

G_BEGIN_DECLS

/* The recycle bin: deleted records of all types. They come back with nh_store_restore_all(); nothing is ever deleted
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

/* Which. Plain data. */
typedef struct
{
  const NhRecordType *type; /* NULL: all */
  gint64 unit;              /* 0: all; else the unit and all below it */
  int year;                 /* 0: all */
  char *search;             /* owned, nullable */
} NhBinQuery;

void nh_deleted_free (NhDeleted *deleted);
void nh_bin_query_clear (NhBinQuery *query);
/* GArray of NhRecordRef, last deleted first. (transfer full) */
GArray *nh_bin_list (NhConnection *connection, NhLedger *ledger, const NhBinQuery *query, GError **error);
/* In the order of @refs: of NhDeleted; NULL where it is not in the bin any more. (transfer full) */
GPtrArray *nh_bin_fetch (NhConnection *connection, NhLedger *ledger, const NhRecordRef *refs, guint n_refs,
                         GError **error);

/* A deleted record as a number, for lists that keep numbers. */
gint64 nh_bin_key (const NhRecordRef *ref);
NhRecordRef nh_bin_ref (gint64 key);

/* GArray of nh_bin_key(). Takes the strings of @query over. */
NH_DECLARE_ASYNC (nh_bin_list, GArray *, NhLedger *ledger, const NhBinQuery *query);
/* Takes @keys over. */
NH_DECLARE_ASYNC (nh_bin_fetch, GPtrArray *, NhLedger *ledger, GArray *keys);
/* All of them as one change: its id; 0 without @error: none was deleted any more. Takes @keys over. */
NH_DECLARE_ASYNC (nh_bin_restore, gint64, NhLedger *ledger, GArray *keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhDeleted, nh_deleted_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhBinQuery, nh_bin_query_clear)

G_END_DECLS
