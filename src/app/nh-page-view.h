/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

G_BEGIN_DECLS

/* Pages of a sheet one under another, as they come out of the printer. Only those in view are drawn, each once for a size and in a
 * thread, so that scrolling is quick and nothing waits. Stands in a GtkScrolledWindow.
 * Signals: "page-changed" () another page is looked at; "zoom-changed" (); "page-chosen" (guint page) a thumbnail was chosen. */
#define NH_TYPE_PAGE_VIEW (nh_page_view_get_type ())
G_DECLARE_FINAL_TYPE (NhPageView, nh_page_view, NH, PAGE_VIEW, GtkWidget)

typedef enum
{
  NH_FIT_NONE,    /* the zoom that was asked for */
  NH_FIT_WIDTH,
  NH_FIT_PAGE,
} NhFitMode;

/* @thumbnails: small ones to choose from, always as wide as there is room. */
GtkWidget *nh_page_view_new        (gboolean thumbnails);
/* Other pages; where one looks at stays if it can. NULL: none. */
void       nh_page_view_set_pages  (NhPageView *self, NhPages *pages);
guint      nh_page_view_get_n_pages (NhPageView *self);
guint      nh_page_view_get_page   (NhPageView *self);                    /* from 0 */
void       nh_page_view_show_page  (NhPageView *self, guint page);
/* @zoom: of real size, 1.0 is 100 %; kept within its limits. */
void       nh_page_view_set_zoom   (NhPageView *self, double zoom);
double     nh_page_view_get_zoom   (NhPageView *self);
/* The next larger (1) or smaller (-1) of the usual sizes. */
void       nh_page_view_step_zoom  (NhPageView *self, int step);
void       nh_page_view_set_fit    (NhPageView *self, NhFitMode fit);
NhFitMode  nh_page_view_get_fit    (NhPageView *self);
/* Marks what was found; takes @hits (of NhPageHit, nullable) over. */
void       nh_page_view_set_hits   (NhPageView *self, GArray *hits);
/* Marks that match as the one looked at, and shows it. */
void       nh_page_view_show_match (NhPageView *self, guint match);

G_END_DECLS
