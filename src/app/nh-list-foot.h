/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-query.h"

G_BEGIN_DECLS

/* The foot of a list: the number of records and their sums, read after the rows. While they are read it says
 * "Counting…", but not for a quick answer. */
typedef struct _NhListFoot NhListFoot;

/* @label outlives the foot. */
NhListFoot *nh_list_foot_new (NhLedger *ledger, const NhRecordType *type, GtkLabel *label);
void nh_list_foot_free (NhListFoot *self);
/* The fields whose sums are shown, in order. @fields: of int (transfer full). */
void nh_list_foot_set_fields (NhListFoot *self, GArray *fields);
/* The list will hold other records: cancels a question and waits for nh_list_foot_ask(). */
void nh_list_foot_wait (NhListFoot *self);
gboolean nh_list_foot_is_waiting (NhListFoot *self);
/* @query: transfer full. */
void nh_list_foot_ask (NhListFoot *self, NhQuery *query);
/* Cancels a question so that rows are read first; nh_list_foot_ask() comes again. */
void nh_list_foot_let_rows_first (NhListFoot *self);
/* The list could not be read: shows nothing. */
void nh_list_foot_stop (NhListFoot *self);

G_END_DECLS
