/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-pair-layout.h"

#define WIDE "nh-wide"

struct _NhPairLayout
{
  GtkLayoutManager parent;
  int row_spacing, column_spacing;
};

/* One row: the second is NULL where the first stands alone. */
typedef struct
{
  GtkWidget *child[2];
  int        width[2];
  int        height, minimum;   /* natural, and the least */
  int        baseline;          /* -1: none */
} Row;

G_DEFINE_FINAL_TYPE (NhPairLayout, nh_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
is_wide (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), WIDE) != NULL;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static gboolean
fits_two (NhPairLayout *self, GtkWidget *widget, int width)
{
  int least = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int minimum;

      if (is_wide (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      least = MAX (least, minimum);
    }
  return width >= 2 * least + self->column_spacing;
}

static void
row_measure (Row *row)
{
  int above = 0, below = 0, least_above = 0, least_below = 0;

  for (guint i = 0; i < 2 && row->child[i] != NULL; i++)
    {
      int minimum, natural, least_base, base;

      gtk_widget_measure (row->child[i], GTK_ORIENTATION_VERTICAL, row->width[i], &minimum, &natural, &least_base, &base);
      above = MAX (above, MAX (base, 0));
      below = MAX (below, natural - MAX (base, 0));
      least_above = MAX (least_above, MAX (least_base, 0));
      least_below = MAX (least_below, minimum - MAX (least_base, 0));
    }
  row->height = above + below;
  row->minimum = least_above + least_below;
  row->baseline = above;
}

/* The rows at a width: an array of Row. */
static GArray *
rows_at (NhPairLayout *self, GtkWidget *widget, int width)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));
  gboolean two = fits_two (self, widget, width);
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));

  while (child != NULL)
    {
      GtkWidget *next = next_shown (gtk_widget_get_next_sibling (child));
      Row row = { .child = { child }, .width = { width } };

      if (two && next != NULL && !is_wide (child) && !is_wide (next))
        {
          row.child[1] = next;
          row.width[0] = (width - self->column_spacing + 1) / 2;
          row.width[1] = width - self->column_spacing - row.width[0];
          next = next_shown (gtk_widget_get_next_sibling (next));
        }
      row_measure (&row);
      g_array_append_val (rows, row);
      child = next;
    }
  return rows;
}

static void
measure_width (NhPairLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least, wish;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wish, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, is_wide (child) ? wish : 2 * wish + self->column_spacing);
    }
}

static void
nh_pair_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  NhPairLayout *self = NH_PAIR_LAYOUT (manager);
  g_autoptr(GArray) rows = NULL;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  if (for_size < 0)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  rows = rows_at (self, widget, for_size);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      *minimum += row->minimum + (i > 0 ? self->row_spacing : 0);
      *natural += row->height + (i > 0 ? self->row_spacing : 0);
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height, int baseline)
{
  int natural, base;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, &base);
  y += base < 0 ? 0 : baseline - base;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, MIN (natural, height) }, -1);
}

static void
nh_pair_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  NhPairLayout *self = NH_PAIR_LAYOUT (manager);
  g_autoptr(GArray) rows = rows_at (self, widget, width);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      int second = row->width[0] + self->column_spacing;

      place (row->child[0], mirrored && row->child[1] != NULL ? row->width[1] + self->column_spacing : 0, y, row->width[0], row->height, row->baseline);
      if (row->child[1] != NULL)
        place (row->child[1], mirrored ? 0 : second, y, row->width[1], row->height, row->baseline);
      y += row->height + self->row_spacing;
    }
}

static GtkSizeRequestMode
nh_pair_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nh_pair_layout_class_init (NhPairLayoutClass *class)
{
  GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS (class);

  manager->measure = nh_pair_layout_measure;
  manager->allocate = nh_pair_layout_allocate;
  manager->get_request_mode = nh_pair_layout_get_request_mode;
}

static void
nh_pair_layout_init (NhPairLayout *self)
{
}

GtkLayoutManager *
nh_pair_layout_new (int row_spacing, int column_spacing)
{
  NhPairLayout *self = g_object_new (NH_TYPE_PAIR_LAYOUT, NULL);

  self->row_spacing = row_spacing;
  self->column_spacing = column_spacing;
  return GTK_LAYOUT_MANAGER (self);
}

void
nh_pair_layout_set_wide (GtkWidget *child, gboolean wide)
{
  g_return_if_fail (GTK_IS_WIDGET (child));

  g_object_set_data (G_OBJECT (child), WIDE, GINT_TO_POINTER (wide));
  gtk_widget_queue_resize (child);
}
