/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-column-sorter.h"

struct _NhColumnSorter
{
  GtkSorter parent_instance;

  int field;
};

G_DEFINE_FINAL_TYPE (NhColumnSorter, nh_column_sorter, GTK_TYPE_SORTER)

/* The first column's sorter that is asked is the one clicked last; it leaves its field here. GTK thread only. */
static int asked = -1;

static GtkOrdering
nh_column_sorter_compare (GtkSorter *sorter, gpointer a, gpointer b)
{
  if (asked < 0)
    asked = NH_COLUMN_SORTER (sorter)->field;
  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
nh_column_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
nh_column_sorter_class_init (NhColumnSorterClass *klass)
{
  GTK_SORTER_CLASS (klass)->compare = nh_column_sorter_compare;
  GTK_SORTER_CLASS (klass)->get_order = nh_column_sorter_get_order;
}

static void
nh_column_sorter_init (NhColumnSorter *self)
{
}

GtkSorter *
nh_column_sorter_new (int field)
{
  NhColumnSorter *self = g_object_new (NH_TYPE_COLUMN_SORTER, NULL);

  self->field = field;
  return GTK_SORTER (self);
}

int
nh_column_sorter_ask (GtkSorter *sorter, gboolean *descending)
{
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  g_return_val_if_fail (GTK_IS_SORTER (sorter), -1);
  asked = -1;
  *descending = gtk_sorter_compare (sorter, one, other) == GTK_ORDERING_LARGER;
  return asked;
}
