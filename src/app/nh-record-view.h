/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-row-selection.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* The table of a page: columns from the LISTED fields of a record type, cells of GtkInscription, heads that sort in SQL; instead of
 * an empty table it says what to do.
 * Signals: "activated" (gint64 id) Enter or double click on a row; "sort-changed" (int field, gboolean descending);
 * "show-all" () the button where nothing was found. */
#define NH_TYPE_RECORD_VIEW (nh_record_view_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordView, nh_record_view, NH, RECORD_VIEW, GtkWidget)

GtkWidget *nh_record_view_new           (NhSession *session, const NhRecordType *type, NhRecordList *list, NhRowSelection *selection);
/* The column of units, for a list of several units. */
void       nh_record_view_show_units    (NhRecordView *self, gboolean show);
/* What stands there when the list is empty. @hint nullable; @all: with the button that shows all. */
void       nh_record_view_set_empty     (NhRecordView *self, const char *icon, const char *title, const char *hint, gboolean all);
/* Fields of the columns in their order, -1 the unit's: of int. (transfer full) */
GArray    *nh_record_view_get_fields    (NhRecordView *self);
void       nh_record_view_scroll_to     (NhRecordView *self, gint64 id);

G_END_DECLS
