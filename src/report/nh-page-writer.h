/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include "nh-sheet.h"

G_BEGIN_DECLS

/* A sheet laid out on pages: the preview, the printer and the PDF draw the same ones. All lengths are points (1/72 inch).
 * Pages are used on the thread that made them; the sheet is not needed any more. */
typedef struct _NhPages NhPages;

NhPages  *nh_pages_new          (NhSheet *sheet);
void      nh_pages_free         (NhPages *self);
guint     nh_pages_get_n_pages  (NhPages *self);                   /* one at least */
NhPaper   nh_pages_get_paper    (NhPages *self, NhOrientation *orientation);
void      nh_pages_get_size     (NhPages *self, double *width, double *height);
/* Draws page @page (from 0) with its upper left corner at the origin; the paper itself is not painted. */
void      nh_pages_draw         (NhPages *self, guint page, cairo_t *cr);
gboolean  nh_pages_write_pdf    (NhPages *self, const char *path, GError **error);

/* The same sheet gives the same bytes. */
gboolean  nh_page_writer_write  (NhSheet *sheet, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPages, nh_pages_free)

G_END_DECLS
