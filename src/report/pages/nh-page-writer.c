/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-writer.h"

#include <cairo-pdf.h>

#include "nh-config.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-page-layout.h"

#define RULE_WIDTH 0.5
#define SHADE 0.86
#define FIXED_MOMENT "1980-01-01T00:00:00Z"

struct _NhPages
{
  gatomicrefcount ref_count;
  NhLaidOut *layout;
  NhSheet *sheet;
};

NhPages *
nh_pages_new_of (NhSheet *sheet, NhLaidOut *layout)
{
  NhPages *self = g_new0 (NhPages, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->layout = layout;
  g_clear_pointer (&layout->typeset, nh_typeset_free); /* fonts belong to one thread */
  self->sheet = nh_sheet_ref (sheet);
  return self;
}

NhPages *
nh_pages_new (NhSheet *sheet, GCancellable *cancellable)
{
  NhLaidOut *layout = nh_layout_new (sheet, cancellable);

  return layout != NULL ? nh_pages_new_of (sheet, layout) : NULL;
}

NhPages *
nh_pages_ref (NhPages *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nh_pages_unref (NhPages *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  nh_layout_free (self->layout);
  nh_sheet_unref (self->sheet);
  g_free (self);
}

NhLaidOut *
nh_pages_get_layout (NhPages *self)
{
  return self->layout;
}

guint
nh_pages_get_n_pages (NhPages *self)
{
  return self->layout->pages->len;
}

NhPaper
nh_pages_get_paper (NhPages *self, NhOrientation *orientation)
{
  if (orientation != NULL)
    *orientation = self->sheet->orientation;
  return self->layout->fit->paper;
}

void
nh_pages_get_size (NhPages *self, double *width, double *height)
{
  *width = self->layout->fit->page_width;
  *height = self->layout->fit->page_height;
}

/* Draws the lines of the item that are on this page, the first of them at the top of the item. */
static void
draw_text (NhTypeset *typeset, const NhItem *item, cairo_t *cr)
{
  PangoLayoutIter *iter = pango_layout_get_iter (nh_typeset_layout (typeset, item->text, &item->style));
  guint last = item->n_lines > 0 ? item->first_line + item->n_lines : G_MAXUINT;
  double above = 0;
  guint n = 0;

  do
    {
      PangoRectangle logical;
      int top, foot;

      pango_layout_iter_get_line_yrange (iter, &top, &foot);
      if (n == item->first_line)
        above = top;
      if (n >= item->first_line)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (cr, item->x + logical.x / (double) PANGO_SCALE,
                         item->y + (pango_layout_iter_get_baseline (iter) - above) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      n++;
    }
  while (n < last && pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

static void
draw_item (NhTypeset *typeset, const NhItem *item, cairo_t *cr)
{
  switch (item->kind)
    {
    case NH_ITEM_TEXT:
      draw_text (typeset, item, cr);
      break;
    case NH_ITEM_LINE:
      cairo_move_to (cr, item->x, item->y);
      cairo_rel_line_to (cr, item->width, item->height);
      cairo_stroke (cr);
      break;
    case NH_ITEM_BOX:
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_stroke (cr);
      break;
    case NH_ITEM_SHADE:
      cairo_set_source_rgb (cr, SHADE, SHADE, SHADE);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
draw_page (NhPages *self, guint page, NhTypeset *typeset, cairo_t *cr)
{
  GArray *items = self->layout->pages->pdata[page];

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, RULE_WIDTH);
  for (guint i = 0; i < items->len; i++)
    draw_item (typeset, &g_array_index (items, NhItem, i), cr);
  cairo_restore (cr);
}

void
nh_pages_draw (NhPages *self, guint page, cairo_t *cr)
{
  g_autoptr (NhTypeset) typeset = nh_typeset_new ();

  g_return_if_fail (page < self->layout->pages->len);

  draw_page (self, page, typeset, cr);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Empty values are left out. */
static void
set_metadata (cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *value)
{
  if (value != NULL && *value != '\0')
    cairo_pdf_surface_set_metadata (surface, key, value);
}

/* cairo accepts whole seconds only. */
static char *
format_created (const char *iso)
{
  g_autoptr (GDateTime) moment = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : g_strdup (FIXED_MOMENT);
}

gboolean
nh_pages_write_pdf (NhPages *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (NhTypeset) typeset = nh_typeset_new ();
  NhFit *fit = self->layout->fit;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, fit->page_width,
                                                                  fit->page_height);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *created = format_created (self->sheet->created);
  cairo_status_t status;

  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->sheet->title);
  set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->sheet->unit);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Sổ Ngày hội " NH_VERSION);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);

  for (guint i = 0; i < self->layout->pages->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      draw_page (self, i, typeset, cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      nh_error_set (error, NH_ERROR_FAILED, _ ("draw the pages"), "%s", cairo_status_to_string (status));
      return FALSE;
    }
  return nh_file_replace_contents (path, (const char *) bytes->data, (gssize) bytes->len, NH_FILE_DOCUMENT, error);
}

gboolean
nh_page_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhPages) pages = nh_pages_new (sheet, cancellable);

  if (pages == NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  return nh_pages_write_pdf (pages, path, cancellable, error);
}
