/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

G_BEGIN_DECLS

/* Draws page @page of @pages (from 0) on white, @width × @height pixels, in a thread. @source: of @callback. */
void        nh_page_picture_draw_async  (NhPages *pages, guint page, int width, int height, GObject *source, GCancellable *cancellable,
                                         GAsyncReadyCallback callback);
/* Returns the picture and the number of its page. (transfer full) */
GdkTexture *nh_page_picture_draw_finish (GAsyncResult *result, guint *page);

G_END_DECLS
