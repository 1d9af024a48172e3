/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bar.h"

#define LEAST_WIDTH 60
#define LEAST_HEIGHT 14
#define SHORTEST 2 /* of any number above zero */
#define THICK 0.46 /* of the height, which is one line of text */
#define THIN 0.19
#define BETWEEN 1
#define RADIUS 2

struct _NhBar
{
  GtkWidget parent_instance;

  double part, before;
  gboolean paired;
};

G_DEFINE_FINAL_TYPE (NhBar, nh_bar, GTK_TYPE_WIDGET)

static void
nh_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 4 * LEAST_WIDTH : LEAST_HEIGHT;
}

static void
draw (NhBar *self, GtkSnapshot *snapshot, int y, double part, int height, const char *colour_name)
{
  double width = part > 0 ? MAX (gtk_widget_get_width (GTK_WIDGET (self)) * part, SHORTEST) : 0;
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, (float) y, (float) width, (float) height);
  GskRoundedRect shape;
  GdkRGBA colour;

  if (width <= 0 ||
      !gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), colour_name, &colour))
    return;
  gsk_rounded_rect_init_from_rect (&shape, &area, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &colour, &area);
  gtk_snapshot_pop (snapshot);
}

static void
nh_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NhBar *self = NH_BAR (widget);
  int height = gtk_widget_get_height (widget);
  int thick = (int) (height * THICK + 0.5), thin = (int) (height * THIN + 0.5);
  int top = (height - (self->paired ? thick + BETWEEN + thin : thick)) / 2;

  draw (self, snapshot, top, self->part, thick, "nh_bar");
  draw (self, snapshot, top + thick + BETWEEN, self->before, thin, "nh_bar_before");
}

static void
nh_bar_class_init (NhBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = nh_bar_measure;
  widget_class->snapshot = nh_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
nh_bar_init (NhBar *self)
{
}

GtkWidget *
nh_bar_new (double part, double before, gboolean paired)
{
  NhBar *self = g_object_new (NH_TYPE_BAR, NULL);

  self->part = part;
  self->before = before;
  self->paired = paired;
  return GTK_WIDGET (self);
}
