/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-query.h"
#include "nh-rows.h"

G_BEGIN_DECLS

/* The records of a query as a list of NhRow, however many there are: the ids are read at once (8 bytes a row), the records
 * only of rows that someone holds. Nothing is read on the caller's thread.
 *
 *    query ─┬─reader──▶ the first 500 ids, where an index gives the order ─┬▶ items-changed   (of an empty list the first 50, to be painted)
 *           └─lister──▶ all ids ──────────────────────────────────────────┘   by rules: the first 500, then those behind them
 *    get_item ──▶ NhRow ──reader, when it is looked at──▶ its NhRecord
 *
 * After a change in the ledger the ids are read again and only the middle that differs is announced; what stays in view keeps its
 * place. Announcing a large range as "changed" would make GTK ask for every row in it, so a large change is a removal and an
 * insertion.
 * Signals: "reloading" () before such a change, while the old rows still stand; "settled" () after the ids of the query or of a change are complete; "failed" (const char *message). */
#define NH_TYPE_RECORD_LIST (nh_record_list_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordList, nh_record_list, NH, RECORD_LIST, GObject)

NhRecordList *nh_record_list_new          (NhLedger *ledger, const NhRecordType *type);   /* @ledger NULL: only what is taken, for tests */
void          nh_record_list_set_query    (NhRecordList *self, NhQuery *query);           /* takes it over; reads it */
const NhQuery *nh_record_list_get_query   (NhRecordList *self);                           /* (nullable) */
void          nh_record_list_refresh      (NhRecordList *self);
gboolean      nh_record_list_is_settled   (NhRecordList *self);
guint         nh_record_list_get_length   (NhRecordList *self);
gint64        nh_record_list_get_id       (NhRecordList *self, guint position);
GArray       *nh_record_list_copy_ids     (NhRecordList *self);                           /* of gint64, in order (transfer full) */
gboolean      nh_record_list_find         (NhRecordList *self, gint64 id, guint *position);
/* All of them as a set; before the first are there, empty. (transfer none) */
GtkBitset    *nh_record_list_get_set      (NhRecordList *self);
/* Replaces the ids by @ids (GArray of gint64, none twice; transfer full), announcing as little as possible. */
void          nh_record_list_take_ids     (NhRecordList *self, GArray *ids);

G_END_DECLS
