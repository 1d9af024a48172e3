/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-ring.h"

#define SIZE_IN_EM 5.2
#define STROKE_PART 0.13    /* of the size */

struct _NhRing
{
  GtkWidget parent_instance;

  guint done, all;
};

G_DEFINE_FINAL_TYPE (NhRing, nh_ring, GTK_TYPE_WIDGET)

static PangoLayout *
make_layout (NhRing *self)
{
  guint per_cent = self->all > 0 ? (guint) ((guint64) self->done * 100 / self->all) : 0;
  g_autofree char *text = g_strdup_printf ("%u%%", per_cent);

  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static void
nh_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                 int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = make_layout (NH_RING (widget));
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = (int) (height / 1.36 * SIZE_IN_EM);
}

static void
set_colour (cairo_t *cairo, GtkWidget *widget, const char *name)
{
  GdkRGBA colour;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    gdk_cairo_set_source_rgba (cairo, &colour);
}

static void
draw_ring (NhRing *self, cairo_t *cairo, double size)
{
  double stroke = size * STROKE_PART;
  double part = self->all > 0 ? (double) self->done / self->all : 0;

  cairo_set_line_width (cairo, stroke);
  set_colour (cairo, GTK_WIDGET (self), "nh_track");
  cairo_arc (cairo, size / 2, size / 2, (size - stroke) / 2, 0, 2 * G_PI);
  cairo_stroke (cairo);
  if (self->done == 0)
    return;
  set_colour (cairo, GTK_WIDGET (self), "nh_bar");
  cairo_arc (cairo, size / 2, size / 2, (size - stroke) / 2, -G_PI / 2, -G_PI / 2 + 2 * G_PI * part);
  cairo_stroke (cairo);
}

static void
nh_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NhRing *self = NH_RING (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int size = MIN (width, height), text_width, text_height;
  g_autoptr (PangoLayout) layout = make_layout (self);
  graphene_point_t middle = GRAPHENE_POINT_INIT ((float) (width - size) / 2, (float) (height - size) / 2);
  cairo_t *cairo;
  GdkRGBA colour;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &middle);
  cairo = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) size, (float) size));
  draw_ring (self, cairo, size);
  cairo_destroy (cairo);
  gtk_snapshot_restore (snapshot);

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ((width - text_width) / 2), (float) ((height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
}

static void
nh_ring_class_init (NhRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = nh_ring_measure;
  widget_class->snapshot = nh_ring_snapshot;
  gtk_widget_class_set_css_name (widget_class, "ring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nh_ring_init (NhRing *self)
{
}

GtkWidget *
nh_ring_new (void)
{
  return g_object_new (NH_TYPE_RING, NULL);
}

void
nh_ring_set (NhRing *self, guint done, guint all, const char *text)
{
  g_return_if_fail (NH_IS_RING (self));
  g_return_if_fail (done <= all);
  self->done = done;
  self->all = all;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
