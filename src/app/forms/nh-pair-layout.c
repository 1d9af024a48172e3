/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-pair-layout.h"

#define WIDE "nh-wide"
#define BELOW "nh-below"
#define RESERVED "nh-reserved"
#define GAP 10      /* between rows and between columns, in pixels */
#define GAP_BELOW 3 /* above what stands below a row */
#define OWN 400     /* columns so wide have what belongs to a child below it alone */

struct _NhPairLayout
{
  GtkLayoutManager parent;
  double first_share;
};

/* One row: the second child is NULL where the first is alone; of what stands below a row, either may be. */
typedef struct
{
  GtkWidget *child[2];
  int width[2], drop[2]; /* drop: from the top of the row, in pixels */
  int height;
  int gap; /* above it */
} Row;

enum
{
  PROP_0,
  PROP_FIRST_SHARE,
  N_PROPERTIES
};

G_DEFINE_FINAL_TYPE (NhPairLayout, nh_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
is_wide (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), WIDE) != NULL;
}

static gboolean
is_below (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), BELOW) != NULL;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && (is_below (child) || !gtk_widget_should_layout (child)))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static gboolean
is_even (NhPairLayout *self)
{
  return self->first_share == 0.5;
}

/* The child beside it, where there is room for two columns. (nullable) */
static GtkWidget *
partner_of (GtkWidget *child)
{
  GtkWidget *next = next_shown (gtk_widget_get_next_sibling (child));

  return next != NULL && !is_wide (child) && !is_wide (next) ? next : NULL;
}

/* The first child of the next row. */
static GtkWidget *
next_row (GtkWidget *child)
{
  GtkWidget *partner = partner_of (child);

  return next_shown (gtk_widget_get_next_sibling (partner != NULL ? partner : child));
}

static GtkWidget *
first_row (GtkWidget *widget)
{
  return next_shown (gtk_widget_get_first_child (widget));
}

/* The widths of the two columns. FALSE: they do not fit beside each other. */
static gboolean
share_width (NhPairLayout *self, GtkWidget *widget, int width, int *columns)
{
  int least[2] = { 0, 0 };

  for (GtkWidget *child = first_row (widget); child != NULL; child = next_row (child))
    {
      GtkWidget *pair[2] = { is_wide (child) ? NULL : child, partner_of (child) };

      for (guint j = 0; j < 2 && pair[j] != NULL; j++)
        {
          int minimum;

          gtk_widget_measure (pair[j], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
          least[j] = MAX (least[j], minimum);
        }
    }
  if (is_even (self))
    least[0] = least[1] = MAX (least[0], least[1]);
  if (least[0] + GAP + least[1] > width)
    return FALSE;
  columns[0] = CLAMP ((int) ((width - GAP) * self->first_share + 0.5), least[0], width - GAP - least[1]);
  columns[1] = width - GAP - columns[0];
  return TRUE;
}

static void
measure_row (NhPairLayout *self, Row *row)
{
  int natural[2] = { 0, 0 }, base[2] = { 0, 0 };

  for (guint i = 0; i < 2 && row->child[i] != NULL; i++)
    {
      gtk_widget_measure (row->child[i], GTK_ORIENTATION_VERTICAL, row->width[i], NULL, &natural[i], NULL, NULL);
      if (is_even (self))
        gtk_widget_measure (gtk_widget_get_first_child (row->child[i]), GTK_ORIENTATION_VERTICAL, row->width[i], NULL,
                            &base[i], NULL, NULL);
    }
  for (guint i = 0; i < 2 && row->child[i] != NULL; i++)
    {
      row->drop[i] = MAX (base[0], base[1]) - base[i];
      row->height = MAX (row->height, row->drop[i] + natural[i]);
    }
}

/* (nullable) */
static GtkWidget *
below_of (GtkWidget *child)
{
  GtkWidget *below = child != NULL ? gtk_widget_get_next_sibling (child) : NULL;

  return below != NULL && is_below (below) && gtk_widget_should_layout (below) ? below : NULL;
}

/* The height of a line of text with its icon, where one is kept free below the child. */
static int
reserved_height (GtkWidget *child)
{
  int height = 0;

  if (child != NULL && g_object_get_data (G_OBJECT (child), RESERVED) != NULL)
    gtk_widget_measure (gtk_widget_get_first_child (child), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height > 0 ? height + 2 : 0;
}

static void
append_below (GArray *rows, GtkWidget *first, int first_width, GtkWidget *second, int second_width, int reserved)
{
  Row row = { .child = { first, second }, .width = { first_width, second_width }, .gap = GAP_BELOW };

  row.height = reserved;
  for (guint i = 0; i < 2; i++)
    {
      int height = 0;

      if (row.child[i] != NULL)
        gtk_widget_measure (row.child[i], GTK_ORIENTATION_VERTICAL, row.width[i], NULL, &height, NULL, NULL);
      row.height = MAX (row.height, height);
    }
  if (row.height > 0)
    g_array_append_val (rows, row);
}

/* What stands below the children of a row: over the whole width, or each in its own wide column. */
static void
add_below (GArray *rows, const Row *row, int width)
{
  GtkWidget *first = below_of (row->child[0]), *second = below_of (row->child[1]);
  int reserved = MAX (reserved_height (row->child[0]), reserved_height (row->child[1]));

  if (row->child[1] != NULL && MIN (row->width[0], row->width[1]) >= OWN)
    {
      append_below (rows, first, row->width[0], second, row->width[1], reserved);
      return;
    }
  append_below (rows, first, width, NULL, 0, reserved);
  if (second != NULL)
    append_below (rows, second, width, NULL, 0, 0);
}

/* The measured rows at a width. (transfer full): of Row */
static GArray *
rows_at (NhPairLayout *self, GtkWidget *widget, int width)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));
  int columns[2] = { 0, 0 };
  gboolean two = share_width (self, widget, width, columns);

  for (GtkWidget *child = first_row (widget), *next; child != NULL; child = next)
    {
      Row row = { .child = { child, two ? partner_of (child) : NULL }, .gap = rows->len > 0 ? GAP : 0 };

      row.width[0] = row.child[1] != NULL ? columns[0] : width;
      row.width[1] = columns[1];
      measure_row (self, &row);
      g_array_append_val (rows, row);
      add_below (rows, &row, width);
      next = two ? next_row (child) : next_shown (gtk_widget_get_next_sibling (child));
    }
  return rows;
}

static void
measure_width (NhPairLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = first_row (widget); child != NULL; child = next_row (child))
    {
      GtkWidget *pair[2] = { child, partner_of (child) };
      int least, wish[2] = { 0, 0 };

      for (guint j = 0; j < 2 && pair[j] != NULL; j++)
        {
          gtk_widget_measure (pair[j], GTK_ORIENTATION_HORIZONTAL, -1, &least, &wish[j], NULL, NULL);
          *minimum = MAX (*minimum, least);
        }
      if (is_even (self) && !is_wide (child))
        wish[0] = wish[1] = MAX (wish[0], wish[1]);
      *natural = MAX (*natural, wish[0] + (wish[1] > 0 ? GAP + wish[1] : 0));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_below (child) && gtk_widget_should_layout (child))
      {
        int least;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
        *minimum = MAX (*minimum, least);
        *natural = MAX (*natural, *minimum);
      }
}

static void
nh_pair_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  NhPairLayout *self = NH_PAIR_LAYOUT (manager);
  g_autoptr (GArray) rows = NULL;

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
    *natural += g_array_index (rows, Row, i).gap + g_array_index (rows, Row, i).height;
  *minimum = *natural;
}

static void
nh_pair_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  NhPairLayout *self = NH_PAIR_LAYOUT (manager);
  g_autoptr (GArray) rows = rows_at (self, widget, width);
  int y = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      y += row->gap;
      for (guint j = 0; j < 2; j++)
        if (row->child[j] != NULL)
          gtk_widget_size_allocate (row->child[j],
                                    &(GtkAllocation){ j == 0 ? 0 : row->width[0] + GAP, y + row->drop[j], row->width[j],
                                                      row->height - row->drop[j] },
                                    -1);
      y += row->height;
    }
}

static GtkSizeRequestMode
nh_pair_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nh_pair_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NH_PAIR_LAYOUT (object)->first_share = g_value_get_double (value);
}

static void
nh_pair_layout_class_init (NhPairLayoutClass *class)
{
  GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS (class);

  manager->measure = nh_pair_layout_measure;
  manager->allocate = nh_pair_layout_allocate;
  manager->get_request_mode = nh_pair_layout_get_request_mode;
  G_OBJECT_CLASS (class)->set_property = nh_pair_layout_set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (class), PROP_FIRST_SHARE,
      g_param_spec_double ("first-share", NULL, NULL, 0, 1, 0.5, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
nh_pair_layout_init (NhPairLayout *self)
{
  self->first_share = 0.5;
}

void
nh_pair_layout_set_wide (GtkWidget *child, gboolean wide)
{
  g_return_if_fail (GTK_IS_WIDGET (child));

  g_object_set_data (G_OBJECT (child), WIDE, GINT_TO_POINTER (wide));
  gtk_widget_queue_resize (child);
}

gboolean
nh_pair_layout_put_below (GtkWidget *child, GtkWidget *below)
{
  GtkWidget *parent;

  g_return_val_if_fail (GTK_IS_WIDGET (child) && GTK_IS_WIDGET (below), FALSE);

  parent = gtk_widget_get_parent (child);
  if (parent == NULL || !NH_IS_PAIR_LAYOUT (gtk_widget_get_layout_manager (parent)))
    return FALSE;
  g_object_set_data (G_OBJECT (below), BELOW, GINT_TO_POINTER (TRUE));
  gtk_widget_insert_after (below, parent, child);
  return TRUE;
}

void
nh_pair_layout_reserve_below (GtkWidget *child)
{
  g_return_if_fail (GTK_IS_WIDGET (child));

  g_object_set_data (G_OBJECT (child), RESERVED, GINT_TO_POINTER (TRUE));
}
