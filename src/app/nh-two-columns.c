/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-two-columns.h"

#define GAP 12
#define FIRST_SHARE 0.6    /* of the width */

struct _NhTwoColumns
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (NhTwoColumns, nh_two_columns, GTK_TYPE_WIDGET)

/* The children that are seen, at most two. */
static guint
get_children (GtkWidget *widget, GtkWidget **children)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && n < 2; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      children[n++] = child;
  return n;
}

static int
measure_one (GtkWidget *child, GtkOrientation orientation, int for_size, gboolean natural)
{
  int min = 0, nat = 0;

  gtk_widget_measure (child, orientation, for_size, &min, &nat, NULL, NULL);
  return natural ? nat : min;
}

/* Gives the width of each; TRUE: beside each other. */
static gboolean
share_width (GtkWidget **children, guint n, int width, int *widths)
{
  int first_min, second_min;

  widths[0] = widths[1] = width;
  if (n < 2)
    return FALSE;
  first_min = measure_one (children[0], GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  second_min = measure_one (children[1], GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  if (first_min + GAP + second_min > width)
    return FALSE;
  widths[0] = CLAMP ((int) ((width - GAP) * FIRST_SHARE), first_min, width - GAP - second_min);
  widths[1] = width - GAP - widths[0];
  return TRUE;
}

static GtkSizeRequestMode
nh_two_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget **children, guint n, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (guint i = 0; i < n; i++)
    {
      *minimum = MAX (*minimum, measure_one (children[i], GTK_ORIENTATION_HORIZONTAL, -1, FALSE));
      *natural += measure_one (children[i], GTK_ORIENTATION_HORIZONTAL, -1, TRUE) + (i > 0 ? GAP : 0);
    }
}

static void
nh_two_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *children[2];
  guint n = get_children (widget, children);
  int widths[2], height = 0;
  gboolean beside;

  measure_width (children, n, minimum, natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  beside = share_width (children, n, for_size < 0 ? *natural : for_size, widths);
  for (guint i = 0; i < n; i++)
    {
      int one = measure_one (children[i], GTK_ORIENTATION_VERTICAL, widths[i], TRUE);

      height = beside ? MAX (height, one) : height + one + (i > 0 ? GAP : 0);
    }
  *minimum = *natural = height;
}

static void
nh_two_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *children[2];
  guint n = get_children (widget, children);
  int widths[2], x = 0, y = 0;
  gboolean beside = share_width (children, n, width, widths);

  for (guint i = 0; i < n; i++)
    {
      int own = beside || n == 1 ? height : measure_one (children[i], GTK_ORIENTATION_VERTICAL, widths[i], TRUE);
      GtkAllocation place = { x, y, widths[i], own };

      gtk_widget_size_allocate (children[i], &place, -1);
      if (beside)
        x += widths[i] + GAP;
      else
        y += own + GAP;
    }
}

static void
nh_two_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nh_two_columns_parent_class)->dispose (object);
}

static void
nh_two_columns_class_init (NhTwoColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_two_columns_dispose;
  widget_class->get_request_mode = nh_two_columns_get_request_mode;
  widget_class->measure = nh_two_columns_measure;
  widget_class->size_allocate = nh_two_columns_size_allocate;
}

static void
nh_two_columns_init (NhTwoColumns *self)
{
}
