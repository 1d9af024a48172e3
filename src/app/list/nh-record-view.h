/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-columns.h"
#include "nh-key-view.h"
#include "nh-row-selection.h"
#include "nh-session.h"

/* The table of a record page: columns from the fields of the type. Headings sort in SQL and can be dragged to another
 * place and width; which columns are shown, in which order and how wide, is remembered per type. Signals:
 * "sort-changed" (int field, gboolean descending), the field as in NhQuery; "columns-changed" () other columns, or
 * another order, or others are offered. */
#define NH_TYPE_RECORD_VIEW (nh_record_view_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordView, nh_record_view, NH, RECORD_VIEW, NhKeyView)

GtkWidget *nh_record_view_new (NhSession *session, const NhRecordType *type, NhKeyList *list,
                               NhRowSelection *selection);
/* Whether the column of units is shown; FALSE for a list of one unit. */
void nh_record_view_show_units (NhRecordView *self, gboolean show);
/* FALSE: a column for which there is nothing here now: that of units in a list of one unit, that of a field which the
 * season no longer has. */
gboolean nh_record_view_offers (NhRecordView *self, int field);
/* NhColumn, shown or not: see nh_columns_new(). (transfer none) */
GArray *nh_record_view_get_columns (NhRecordView *self);
/* Shows and remembers @columns (transfer full). At least one of them is shown. */
void nh_record_view_set_columns (NhRecordView *self, GArray *columns);
/* The fields of the visible columns in their order, NH_COLUMN_UNIT among them: of int. (transfer full) */
GArray *nh_record_view_get_fields (NhRecordView *self);

/* A sorter without effect: SQL sorts. It makes a column header clickable and identifies the clicked one, for which GTK
 * has no function before 4.10. (transfer full) */
GtkSorter *nh_column_sorter_new (int field);
/* The field of the column by which @sorter (of a GtkColumnView) sorts; -1: none. */
int nh_column_sorter_ask (GtkSorter *sorter, gboolean *descending);
#define NH_RECORD_VIEW_UNSORTED (-2)
/* The column that the list is sorted by, and how; NH_RECORD_VIEW_UNSORTED: the usual order. */
int nh_record_view_get_sort (NhRecordView *self, gboolean *descending);
/* What a press on the heading of @field does: sorts by it, then the other way round, then in the usual order. Nothing
 * happens if the column is not shown. */
void nh_record_view_sort_next (NhRecordView *self, int field);
