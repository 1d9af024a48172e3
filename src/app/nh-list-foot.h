/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-query.h"

G_BEGIN_DECLS

/* The foot of a list: how many records and their sums, asked for when the rows are there. Meanwhile it says that it counts, though not
 * for an answer that comes at once. */
typedef struct _NhListFoot NhListFoot;

NhListFoot *nh_list_foot_new             (NhLedger *ledger, const NhRecordType *type, GtkLabel *label);   /* @label outlives it */
void        nh_list_foot_free            (NhListFoot *self);
/* Which sums, in which order: of int. Takes @fields over. */
void        nh_list_foot_set_fields      (NhListFoot *self, GArray *fields);
/* Invalidates the sums and cancels a pending query. */
void        nh_list_foot_wait            (NhListFoot *self);
gboolean    nh_list_foot_is_waiting      (NhListFoot *self);                   /* without a pending query */
void        nh_list_foot_ask             (NhListFoot *self, NhQuery *query);   /* takes it over */
/* Cancels a pending query so that the rows are read first; it is asked again later. */
void        nh_list_foot_let_rows_first  (NhListFoot *self);
void        nh_list_foot_stop            (NhListFoot *self);                   /* shows nothing */

G_END_DECLS
