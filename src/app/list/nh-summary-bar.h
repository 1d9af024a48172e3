/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-query.h"

/* The line below a list: the number of records and their sums, read after the rows. Shows "Counting…" if that takes
 * long. */
typedef struct _NhSummaryBar NhSummaryBar;

/* @label must outlive the bar. */
NhSummaryBar *nh_summary_bar_new (NhLedger *ledger, const NhRecordType *type, GtkLabel *label);
void nh_summary_bar_free (NhSummaryBar *self);
/* The fields whose sums are shown, in order. @fields: of int (transfer full). */
void nh_summary_bar_set_fields (NhSummaryBar *self, GArray *fields);
/* The query changed: cancels reading and waits for nh_summary_bar_ask(). */
void nh_summary_bar_wait (NhSummaryBar *self);
gboolean nh_summary_bar_is_waiting (NhSummaryBar *self);
/* @query: transfer full. */
void nh_summary_bar_ask (NhSummaryBar *self, NhQuery *query);
/* Cancels reading so that rows are read first; call nh_summary_bar_ask() again afterwards. */
void nh_summary_bar_let_rows_first (NhSummaryBar *self);
/* The list could not be read: shows nothing. */
void nh_summary_bar_stop (NhSummaryBar *self);

/* "hơn 250", "≥ 12" where some of the numbers are not known, as in the sums of sheets. NULL: there is no sum.
 * (transfer full) (nullable) */
char *nh_summary_sum_text (const NhField *field, const NhSum *sum);
/* "3 gifts, 1 not counted · Number: 12 · Value: 6.000.000 đ". @fields: which sums, in which order (of int; negative
 * ones are no fields); NULL: those of the columns that a list has at first. (transfer full) */
char *nh_summary_describe (const NhRecordType *type, const NhSums *sums, GArray *fields);
