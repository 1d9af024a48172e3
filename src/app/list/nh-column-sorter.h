/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A sorter without effect: SQL sorts. It makes a column header clickable and identifies the clicked one, for which GTK
 * has no function before 4.10. (transfer full) */
GtkSorter *nh_column_sorter_new (int field);
/* The field of the column by which @sorter (of a GtkColumnView) sorts; -1: none. */
int nh_column_sorter_ask (GtkSorter *sorter, gboolean *descending);

G_END_DECLS
