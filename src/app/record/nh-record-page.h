/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-form-pane.h"
#include "nh-record-list.h"

/* The page of a record type: search, filter, list and summary on the left, the form on the right. In a narrow window
 * the form covers the list while it is used; in a wide one a handle shares the width, and F9 folds the form. A list of
 * many units has the whole width until a record is opened.
 *
 *   wide:  │ search  filter  add │ form │      narrow:  │ list ┌──────│
 *          │ list                │      │               │      │ form │
 *          │ count · sums        │      │               │      └──────│
 */
#define NH_TYPE_RECORD_PAGE (nh_record_page_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordPage, nh_record_page, NH, RECORD_PAGE, GtkWidget)

GtkWidget *nh_record_page_new (NhSession *session, const NhRecordType *type);
const NhRecordType *nh_record_page_get_record_type (NhRecordPage *self);
NhFormPane *nh_record_page_get_pane (NhRecordPage *self);
/* (transfer none) */
NhKeyList *nh_record_page_get_list (NhRecordPage *self);

/* Actions of the window on the visible page. */
void nh_record_page_start_new (NhRecordPage *self);
/* Opens the window to enter many records, with the common fields of the one in the form. */
void nh_record_page_add_several (NhRecordPage *self);
gboolean nh_record_page_can_add_several (NhRecordPage *self);
void nh_record_page_start_copy (NhRecordPage *self);
/* Deletes the selected records. */
void nh_record_page_delete (NhRecordPage *self);
gboolean nh_record_page_can_delete (NhRecordPage *self);
/* Asks for a field to set in all selected records. */
void nh_record_page_change_rows (NhRecordPage *self);
/* Focuses the search entry. */
void nh_record_page_search (NhRecordPage *self);
/* Opens the filter. */
void nh_record_page_filter (NhRecordPage *self);
/* Sets the filter and clears the search. NULL: all records. */
void nh_record_page_set_filter (NhRecordPage *self, const NhFilter *filter);
void nh_record_page_escape (NhRecordPage *self);
/* Shows the form where it is hidden: in a narrow window, folded, or waiting for a record to be opened. */
void nh_record_page_show_form (NhRecordPage *self);
/* Folds the form, or shows it. */
void nh_record_page_fold_form (NhRecordPage *self);
/* Opens a record in the form, after asking about unsaved input. */
void nh_record_page_open (NhRecordPage *self, gint64 id);
void nh_record_page_look (NhRecordPage *self); /* shows the first record, with the focus in the list; none: a new one */
/* Focuses a field of the record that was opened last, once it is in the form. */
void nh_record_page_focus_field (NhRecordPage *self, guint field);
/* Sets the initial focus when the page is chosen. */
void nh_record_page_focus (NhRecordPage *self);
