/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

G_BEGIN_DECLS

/* The preview of a sheet: its pages with thumbnails, zoom, a counter to jump by, and a search in the text. Its keys work wherever the
 * focus is while it is on the screen: Ctrl and +, -, 0; F3 and Shift+F3. */
#define NH_TYPE_PREVIEW (nh_preview_get_type ())
G_DECLARE_FINAL_TYPE (NhPreview, nh_preview, NH, PREVIEW, GtkWidget)

GtkWidget *nh_preview_new         (void);
/* Shows pages; NULL: none. Ends what was busy or wrong. */
void       nh_preview_set_pages   (NhPreview *self, NhPages *pages);
NhPages   *nh_preview_get_pages   (NhPreview *self);                       /* borrowed (nullable) */
guint      nh_preview_get_page    (NhPreview *self);                       /* the one looked at, from 0 */
/* Others are on their way; those of before stay in view. */
void       nh_preview_set_busy    (NhPreview *self);
/* Why there are none. */
void       nh_preview_set_problem (NhPreview *self, const char *problem);
/* Asks what to search for. */
void       nh_preview_search      (NhPreview *self);
/* FALSE: there was no search to end. */
gboolean   nh_preview_end_search  (NhPreview *self);

G_END_DECLS
