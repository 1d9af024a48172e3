/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

/* Pages of a sheet one under another, as they are printed. Pictures of those in view are made in a thread
 * (nh-page-pictures.h). To be put into a GtkScrolledWindow. A scrollable of its own, because zoom, size and scroll
 * position must change in one allocation. Signals: "page-changed" () another page is the current one; "zoom-changed"
 * (); "page-chosen" (guint page) a thumbnail was chosen. */
#define NH_TYPE_PAGE_VIEW (nh_page_view_get_type ())
G_DECLARE_FINAL_TYPE (NhPageView, nh_page_view, NH, PAGE_VIEW, GtkWidget)

typedef enum
{
  NH_FIT_NONE,     /* the zoom as set */
  NH_FIT_READABLE, /* as wide as the view, but not too small to be read: to begin with */
  NH_FIT_WIDTH,
  NH_FIT_PAGE,
} NhFitMode;

/* Shows small pages to choose from, as wide as the view. To be called first. */
void nh_page_view_set_thumbnails (NhPageView *self);
/* Shows @pages (NULL: none). The scroll position stays where possible. */
void nh_page_view_set_pages (NhPageView *self, NhPages *pages);
guint nh_page_view_get_n_pages (NhPageView *self);
guint nh_page_view_get_page (NhPageView *self); /* from 0 */
/* Whether the picture of that page is there, not its white paper only. */
gboolean nh_page_view_is_drawn (NhPageView *self);
void nh_page_view_show_page (NhPageView *self, guint page);
/* @zoom: 1.0 is real size; clamped to the limits. */
void nh_page_view_set_zoom (NhPageView *self, double zoom);
double nh_page_view_get_zoom (NhPageView *self);
/* Sets the next larger (1) or smaller (-1) of the usual zooms. */
void nh_page_view_step_zoom (NhPageView *self, int step);
void nh_page_view_set_fit (NhPageView *self, NhFitMode fit);
/* Highlights search matches. @hits: of NhPageHit (nullable) (transfer full). */
void nh_page_view_set_hits (NhPageView *self, GArray *hits);
/* Makes @match the current one and scrolls it into view. */
void nh_page_view_show_match (NhPageView *self, guint match);
