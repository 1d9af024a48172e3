/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-form-pane.h"
#include "nh-record-list.h"

G_BEGIN_DECLS

/* The page of one record type, the same widget for all of them: search, filter, list and foot on the left, the form on the right;
 * in a narrow window the form lies over the list while it is used.
 *
 *   wide:  │ search  filter  add │ form │      narrow:  │ list ┌──────│
 *          │ list                │      │               │      │ form │
 *          │ count · sums        │      │               │      └──────│
 */
#define NH_TYPE_RECORD_PAGE (nh_record_page_get_type ())
G_DECLARE_FINAL_TYPE (NhRecordPage, nh_record_page, NH, RECORD_PAGE, GtkWidget)

GtkWidget          *nh_record_page_new          (NhSession *session, const NhRecordType *type);
const NhRecordType *nh_record_page_get_record_type (NhRecordPage *self);
NhFormPane         *nh_record_page_get_pane     (NhRecordPage *self);
NhLazyList         *nh_record_page_get_list     (NhRecordPage *self);       /* (transfer none) */

/* Actions of the window on the page that is shown. */
void                nh_record_page_start_new    (NhRecordPage *self);
void                nh_record_page_add_several  (NhRecordPage *self);       /* many at once, alike the one in the form */
gboolean            nh_record_page_can_add_several (NhRecordPage *self);
void                nh_record_page_start_copy   (NhRecordPage *self);
void                nh_record_page_delete       (NhRecordPage *self);
gboolean            nh_record_page_can_delete   (NhRecordPage *self);
void                nh_record_page_search       (NhRecordPage *self);       /* to the search entry */
void                nh_record_page_filter       (NhRecordPage *self);       /* opens what can be filtered by */
void                nh_record_page_set_filter   (NhRecordPage *self, const NhFilter *filter);   /* and nothing is searched; NULL: all */
void                nh_record_page_escape       (NhRecordPage *self);
void                nh_record_page_show_form    (NhRecordPage *self);       /* over the list, in a narrow window */
void                nh_record_page_open         (NhRecordPage *self, gint64 id);   /* into the form, after what is unsaved was asked about */
void                nh_record_page_focus        (NhRecordPage *self);       /* when the page is chosen */

G_END_DECLS
