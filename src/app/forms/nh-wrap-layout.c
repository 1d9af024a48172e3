/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-wrap-layout.h"

struct _NhWrapLayout
{
  GtkLayoutManager parent;
  int line_spacing, spacing;
};

G_DEFINE_FINAL_TYPE (NhWrapLayout, nh_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
wish_of (GtkWidget *child, int width)
{
  int wish;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wish, NULL, NULL);
  return MIN (wish, width);
}

/* What begins a line, and what is left of it. Returns the first child of the next line. */
static GtkWidget *
fill_line (NhWrapLayout *self, GtkWidget *first, int width, int *left)
{
  GtkWidget *child = first;

  *left = width + self->spacing;
  while (child != NULL && (child == first || wish_of (child, width) + self->spacing <= *left))
    {
      *left -= wish_of (child, width) + self->spacing;
      child = next_shown (gtk_widget_get_next_sibling (child));
    }
  return child;
}

/* Returns the height of the children at a width. @place: allocates them too. */
static int
flow (NhWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  int y = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;)
    {
      int left, x = 0, line = 0;
      GtkWidget *next = fill_line (self, child, width, &left);

      for (; child != next; child = next_shown (gtk_widget_get_next_sibling (child)))
        {
          int across = wish_of (child, width), height;

          if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
            {
              across += left;
              left = 0;
            }
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, across, NULL, &height, NULL, NULL);
          if (place)
            gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, across, height }, -1);
          x += across + self->spacing;
          line = MAX (line, height);
        }
      y += line + (next != NULL ? self->line_spacing : 0);
    }
  return y;
}

static void
nh_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  NhWrapLayout *self = NH_WRAP_LAYOUT (manager);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = flow (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, wish;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &wish, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wish + (*natural > 0 ? self->spacing : 0);
    }
}

static void
nh_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  flow (NH_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static GtkSizeRequestMode
nh_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nh_wrap_layout_class_init (NhWrapLayoutClass *class)
{
  GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS (class);

  manager->measure = nh_wrap_layout_measure;
  manager->allocate = nh_wrap_layout_allocate;
  manager->get_request_mode = nh_wrap_layout_get_request_mode;
}

static void
nh_wrap_layout_init (NhWrapLayout *self)
{
}

GtkLayoutManager *
nh_wrap_layout_new (int line_spacing, int spacing)
{
  NhWrapLayout *self = g_object_new (NH_TYPE_WRAP_LAYOUT, NULL);

  self->line_spacing = line_spacing;
  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
