/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-query-sql.h"

/* Ids in order: GArray of gint64. @limit 0: all. (transfer full) */
GArray *nh_query_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *self, guint limit, GError **error);
/* All, when the first are known from nh_query_ids() with a limit: of records with problems only what stands behind
 * these is looked at.
 * @first (GArray of gint64, nullable) (transfer full) */
GArray *nh_query_ids_from (NhConnection *connection, NhLedger *ledger, const NhQuery *self, GArray *first,
                           GError **error);
/* The first of them, where an index gives the order, so that they are found long before all are. NULL without an error:
 * none does. */
GArray *nh_query_first (NhConnection *connection, NhLedger *ledger, const NhQuery *self, guint limit, GError **error);
#define NH_NO_SUM -1 /* not summed, or no record has a number there */
typedef struct
{
  gint64 number;    /* or NH_NO_SUM */
  guint qualifiers; /* "hơn" in its parts, as NhQualifier */
  gboolean unknown; /* some of its records have a number that is not known yet */
} NhSum;

/* How many the query finds; in @uncounted (nullable) how many of them do not count (records/nh-count.h); in @sums
 * (nullable; one a field of the type) the sum over those that do, of each field that adds up: SUMMED, and amounts. Of
 * deleted records all are summed. */
gboolean nh_query_sums (NhConnection *connection, NhLedger *ledger, const NhQuery *self, gint64 *count,
                        gint64 *uncounted, NhSum *sums, GError **error);

/* What nh_query_sums() finds. */
typedef struct
{
  gint64 count;
  gint64 uncounted; /* of them those that do not count, and are not in the sums */
  NhSum *sums;      /* one for each field of the type */
} NhSums;

void nh_sums_free (NhSums *sums);
/* They take @query over. */
NH_DECLARE_ASYNC (nh_query_first, GArray *, NhLedger *ledger, NhQuery *query, guint limit);
NH_DECLARE_ASYNC (nh_query_sums, NhSums *, NhLedger *ledger, NhQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSums, nh_sums_free)
