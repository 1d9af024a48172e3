/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-columns.h"
#include "nh-row-selection.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* The table of a page: columns from the fields of a record type, cells of GtkInscription, heads that sort in SQL and can be drawn to
 * another place and size; which columns, in which order and how wide, is remembered a type. Instead of an empty table it says what
 * to do.
 * Signals: "activated" (gint64 id) Enter or double click on a row; "sort-changed" (int field, gboolean descending), the field as in
 * NhQuery; "columns-changed" () others are shown, or in another order; "show-all" () the button where nothing was found. */
#define NH_TYPE_RECORD_VIEW (nh_record_view_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordView, nh_record_view, NH, RECORD_VIEW, GtkWidget)

GtkWidget *nh_record_view_new           (NhSession *session, const NhRecordType *type, NhRecordList *list, NhRowSelection *selection);
/* The column of units, for a list of several units. */
void       nh_record_view_show_units    (NhRecordView *self, gboolean show);
/* What stands there when the list is empty. @hint nullable; @all: with the button that shows all. */
void       nh_record_view_set_empty     (NhRecordView *self, const char *icon, const char *title, const char *hint, gboolean all);
/* NhColumn, shown or not: see nh_columns_new(). (transfer none) */
GArray    *nh_record_view_get_columns   (NhRecordView *self);
/* Shows and remembers them. @columns is taken over; at least one is shown. */
void       nh_record_view_set_columns   (NhRecordView *self, GArray *columns);
/* Fields of the columns that stand there, in their order, NH_COLUMN_UNIT among them: of int. (transfer full) */
GArray    *nh_record_view_get_fields    (NhRecordView *self);
/* What a right click on a row, or the menu key, offers for what is selected. @menu is taken over. */
void       nh_record_view_set_menu      (NhRecordView *self, GMenuModel *menu);
void       nh_record_view_scroll_to     (NhRecordView *self, gint64 id);
/* The keyboard to the first row, wherever it was before. */
void       nh_record_view_focus_first   (NhRecordView *self);

G_END_DECLS
