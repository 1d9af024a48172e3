/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include "nh-sheet.h"

/* A sheet laid out on pages, for preview, printer and PDF alike. All lengths are points (1/72 inch). Immutable:
 * any thread may draw and search them. */
typedef struct _NhPages NhPages;

/* @cancellable: nullable. NULL: cancelled. (transfer full) */
NhPages *nh_pages_new (NhSheet *sheet, GCancellable *cancellable);
NhPages *nh_pages_ref (NhPages *self);
void nh_pages_unref (NhPages *self);
guint nh_pages_get_n_pages (NhPages *self); /* at least one */
NhPaper nh_pages_get_paper (NhPages *self, NhOrientation *orientation);
void nh_pages_get_size (NhPages *self, double *width, double *height);
/* Draws page @page (from 0) with its upper left corner at the origin; the paper itself is not painted. */
void nh_pages_draw (NhPages *self, guint page, cairo_t *cr);
gboolean nh_pages_write_pdf (NhPages *self, const char *path, GCancellable *cancellable, GError **error);

/* The place of a search match. A match over several lines has one on each line. */
typedef struct
{
  guint match; /* number of the match, from 0 */
  guint page;
  double x, y, width, height;
} NhPageHit;

/* Matches like every search of the program: diacritics are ignored except those typed. In the order of the pages;
 * incomplete when cancelled. (transfer full): of NhPageHit */
GArray *nh_pages_find (NhPages *self, const char *query, GCancellable *cancellable);
/* All texts of a page, one a line. (transfer full) */
char *nh_pages_get_text (NhPages *self, guint page);

/* The same sheet gives the same bytes. */
gboolean nh_page_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPages, nh_pages_unref)
