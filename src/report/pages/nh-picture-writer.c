/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-picture-writer.h"

#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-page-layout.h"

#define DOTS_PER_POINT (150.0 / 72.0)

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* FALSE: cancelled. */
static gboolean
draw_all (NhPages *pages, double height, cairo_t *cr, GCancellable *cancellable)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DOTS_PER_POINT, DOTS_PER_POINT);
  for (guint i = 0; i < nh_pages_get_n_pages (pages) && !g_cancellable_is_cancelled (cancellable); i++)
    {
      nh_pages_draw (pages, i, cr);
      cairo_translate (cr, 0, height);
    }
  return !g_cancellable_is_cancelled (cancellable);
}

static GBytes *
take_png (cairo_surface_t *surface, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);

  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  nh_error_set (error, NH_ERROR_FAILED, _ ("draw the pages"), "%s", cairo_status_to_string (status));
  return NULL;
}

GBytes *
nh_pages_to_png (NhPages *pages, GCancellable *cancellable, GError **error)
{
  guint n = nh_pages_get_n_pages (pages);
  GBytes *png = NULL;
  cairo_surface_t *surface;
  double width, height;
  cairo_t *cr;

  if (n > NH_PICTURE_PAGES)
    {
      nh_error_set (
          error, NH_ERROR_INVALID, _ ("draw the pages"),
          _ ("a picture has room for %d pages, and this report has %u. Nothing was written; write it as PDF."),
          NH_PICTURE_PAGES, n);
      return NULL;
    }
  nh_pages_get_size (pages, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * DOTS_PER_POINT),
                                        (int) (height * n * DOTS_PER_POINT));
  cr = cairo_create (surface);
  if (draw_all (pages, height, cr, cancellable))
    png = take_png (surface, error);
  else
    g_cancellable_set_error_if_cancelled (cancellable, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return png;
}

GBytes *
nh_chart_to_png (NhSheet *sheet, guint index, double *width, double *height, GError **error)
{
  NhLaidOut *layout = nh_layout_new_chart (sheet, index, height);
  g_autoptr (NhPages) pages = nh_pages_new_of (sheet, layout);
  cairo_surface_t *surface;
  GBytes *png;
  cairo_t *cr;

  *width = layout->fit->width;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (*width * DOTS_PER_POINT),
                                        (int) (*height * DOTS_PER_POINT));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DOTS_PER_POINT, DOTS_PER_POINT);
  cairo_translate (cr, -layout->fit->left, -layout->fit->top);
  nh_pages_draw (pages, 0, cr);
  png = take_png (surface, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return png;
}

gboolean
nh_picture_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhPages) pages = nh_pages_new (sheet, cancellable);
  g_autoptr (GBytes) png = NULL;

  if (pages == NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  png = nh_pages_to_png (pages, cancellable, error);
  return png != NULL && nh_file_replace_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png),
                                                  NH_FILE_DOCUMENT, error);
}
