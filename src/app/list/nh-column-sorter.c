/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-column-sorter.h"

/* GtkColumnView asks the sorter of the primary column first. Main thread only. */
static int primary = -1;

static int
note_field (gconstpointer a, gconstpointer b, gpointer field)
{
  if (primary < 0)
    primary = GPOINTER_TO_INT (field);
  return -1;
}

GtkSorter *
nh_column_sorter_new (int field)
{
  return GTK_SORTER (gtk_custom_sorter_new (note_field, GINT_TO_POINTER (field), NULL));
}

int
nh_column_sorter_ask (GtkSorter *sorter, gboolean *descending)
{
  g_autoptr (GObject) one = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  g_return_val_if_fail (GTK_IS_SORTER (sorter), -1);
  primary = -1;
  *descending = gtk_sorter_compare (sorter, one, other) == GTK_ORDERING_LARGER;
  return primary;
}
