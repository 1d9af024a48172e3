/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include "nh-sheet.h"

G_BEGIN_DECLS

/* A sheet laid out on pages: the preview, the printer and the PDF draw the same ones. All lengths are points (1/72 inch).
 * Never changed once made: any thread may draw and search them. The sheet is not needed any more. */
typedef struct _NhPages NhPages;

/* NULL: cancelled. @cancellable: nullable. */
NhPages  *nh_pages_new          (NhSheet *sheet, GCancellable *cancellable);
NhPages  *nh_pages_ref          (NhPages *self);
void      nh_pages_unref        (NhPages *self);
guint     nh_pages_get_n_pages  (NhPages *self);                   /* one at least */
NhPaper   nh_pages_get_paper    (NhPages *self, NhOrientation *orientation);
void      nh_pages_get_size     (NhPages *self, double *width, double *height);
/* Draws page @page (from 0) with its upper left corner at the origin; the paper itself is not painted. */
void      nh_pages_draw         (NhPages *self, guint page, cairo_t *cr);
gboolean  nh_pages_write_pdf    (NhPages *self, const char *path, GCancellable *cancellable, GError **error);

/* Where a searched text stands. A match over several lines has a place on each. */
typedef struct
{
  guint  match;                 /* number of the match, from 0 */
  guint  page;
  double x, y, width, height;
} NhPageHit;

/* What matches as in every search of the program: without diacritics, tones count where they are typed. In the order of the pages;
 * what was found so far when cancelled. (transfer full): of NhPageHit */
GArray   *nh_pages_find         (NhPages *self, const char *query, GCancellable *cancellable);
/* All that is written on a page, a line each. (transfer full) */
char     *nh_pages_get_text     (NhPages *self, guint page);

/* The same sheet gives the same bytes. */
gboolean  nh_page_writer_write  (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPages, nh_pages_unref)

G_END_DECLS
