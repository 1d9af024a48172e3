/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

/* The preview of a sheet: its pages with thumbnails, zoom, page number and text search. While it is mapped its keys
 * work wherever the focus is: Ctrl and +, -, 0; F3 and Shift+F3. */
#define NH_TYPE_PREVIEW (nh_preview_get_type ())
G_DECLARE_FINAL_TYPE (NhPreview, nh_preview, NH, PREVIEW, GtkWidget)

/* Shows @pages (NULL: none) in place of a spinner or an error. */
void nh_preview_set_pages (NhPreview *self, NhPages *pages);
/* Shows the first page: the sheet is another one. */
void nh_preview_show_start (NhPreview *self);
NhPages *nh_preview_get_pages (NhPreview *self); /* (nullable) (transfer none) */
guint nh_preview_get_page (NhPreview *self);     /* the current one, from 0 */
/* Shows that pages are being made; the previous ones stay in view. A button cancels @making. */
void nh_preview_set_busy (NhPreview *self, GCancellable *making);
/* Says in place of pages why there are none. @failed: it is an error. */
void nh_preview_set_problem (NhPreview *self, const char *problem, gboolean failed);
/* Shows the search bar. */
void nh_preview_search (NhPreview *self);
/* FALSE: the search bar was not shown. */
gboolean nh_preview_end_search (NhPreview *self);
