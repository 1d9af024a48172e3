/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-bin.h"
#include "nh-change.h"

G_BEGIN_DECLS

/* What the pages of the history and of the recycle bin ask of a ledger, in the manner of nh-jobs.h. */

/* A deleted record as a number, for lists that keep numbers. */
gint64      nh_bin_key                 (const NhRecordRef *ref);
NhRecordRef nh_bin_ref                 (gint64 key);

/* → GArray of gint64. Takes @query and its strings over. */
void        nh_job_change_ids          (NhLedger *ledger, NhChangeQuery *query, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* → GPtrArray of NhChange. Takes @ids over. */
void        nh_job_changes             (NhLedger *ledger, GArray *ids, guint n_records, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* → GPtrArray of NhChange: at most @limit changes of one record, newest first, and of each only what it did to this one. */
void        nh_job_record_changes      (NhLedger *ledger, const NhRecordType *type, gint64 id, guint limit, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* → char*: a sentence of what was taken back, or done again. */
void        nh_job_undo_change         (NhLedger *ledger, gint64 change, GAsyncReadyCallback callback, gpointer user_data);
/* → GArray of gint64: nh_bin_key(). Takes @query and its strings over. */
void        nh_job_bin_keys            (NhLedger *ledger, NhBinQuery *query, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* → GPtrArray of NhDeleted. Takes @keys over. */
void        nh_job_bin                 (NhLedger *ledger, GArray *keys, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/* → gint64 *, to be freed with g_free(): the change; 0: there was nothing to restore. Takes @keys over. */
void        nh_job_bin_restore         (NhLedger *ledger, GArray *keys, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
