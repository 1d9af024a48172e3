/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

/* Pictures of the pages that a widget shows, made one after the other in a thread. Only those in view and their
 * neighbours are kept, so the memory is bounded however many pages there are. */
typedef struct _NhPagePictures NhPagePictures;

/* @widget (borrowed) is redrawn whenever a picture is ready. */
NhPagePictures *nh_page_pictures_new (GtkWidget *widget);
void nh_page_pictures_free (NhPagePictures *self);
/* Other pages. Old pictures are shown until the new ones are ready, to avoid flicker; @keep FALSE drops them. */
void nh_page_pictures_reset (NhPagePictures *self, guint n_pages, gboolean keep);
/* (nullable) (transfer none) */
GdkTexture *nh_page_pictures_get (NhPagePictures *self, guint page);
/* FALSE while there is none, or one of earlier pages. */
gboolean nh_page_pictures_is_ready (NhPagePictures *self, guint page);
/* Pages @first to @last of @pages are in view, each @width × @height pixels of the screen. */
void nh_page_pictures_request (NhPagePictures *self, NhPages *pages, guint first, guint last, int width, int height);
