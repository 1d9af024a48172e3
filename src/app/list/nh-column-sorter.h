/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A sorter that sorts nothing, because SQL does. It makes the heading of a column clickable and tells which one was
 * clicked; GTK has no function for that before 4.10. (transfer full) */
GtkSorter *nh_column_sorter_new (int field);
/* The field of the column by which @sorter (of a GtkColumnView) sorts; -1: none. */
int nh_column_sorter_ask (GtkSorter *sorter, gboolean *descending);

G_END_DECLS
