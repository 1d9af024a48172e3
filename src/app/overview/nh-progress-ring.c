/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-progress-ring.h"

#include "nh-widget-util.h"

#define STROKE_PART 0.13 /* of the size */

typedef struct
{
  guint done, all;
} Ring;

static void
stroke_arc (cairo_t *cairo, GtkStyleContext *style, const char *colour_name, double size, double part)
{
  GdkRGBA colour;

  if (part <= 0 || !gtk_style_context_lookup_color (style, colour_name, &colour))
    return;
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_arc (cairo, 0, 0, size / 2 * (1 - STROKE_PART), -G_PI / 2, -G_PI / 2 + 2 * G_PI * part);
  cairo_stroke (cairo);
}

static void
draw (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  const Ring *ring = data;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (area));
  guint percent = ring->all > 0 ? (guint) ((guint64) ring->done * 100 / ring->all) : 0;
  g_autofree char *text = g_strdup_printf ("%u%%", percent);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (area), text);
  double size = MIN (width, height);
  int text_width, text_height;
  GdkRGBA colour;

  cairo_translate (cairo, width / 2.0, height / 2.0);
  cairo_set_line_width (cairo, size * STROKE_PART);
  stroke_arc (cairo, style, "nh_track", size, 1);
  stroke_arc (cairo, style, "nh_bar", size, ring->all > 0 ? (double) ring->done / ring->all : 0);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_style_context_get_color (style, &colour);
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_move_to (cairo, -text_width / 2.0, -text_height / 2.0);
  pango_cairo_show_layout (cairo, layout);
}

void
nh_progress_ring_set (GtkDrawingArea *ring, guint done, guint all, const char *text)
{
  const Ring values = { done, all };

  g_return_if_fail (GTK_IS_DRAWING_AREA (ring));
  g_return_if_fail (done <= all);
  gtk_drawing_area_set_draw_func (ring, draw, g_memdup2 (&values, sizeof values), g_free);
  nh_widget_set_name (ring, text);
}
