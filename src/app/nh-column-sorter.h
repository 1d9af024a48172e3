/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A sorter that sorts nothing: SQL does. It stands in a column so that its head can be clicked, and tells which column that was
 * (GTK 4.8 has no way to ask). */
#define NH_TYPE_COLUMN_SORTER (nh_column_sorter_get_type ())
G_DECLARE_FINAL_TYPE (NhColumnSorter, nh_column_sorter, NH, COLUMN_SORTER, GtkSorter)

GtkSorter *nh_column_sorter_new  (int field);      /* (transfer full) */
/* The field of the column by which @sorter (of a GtkColumnView) sorts, and the direction; -1: by none. */
int        nh_column_sorter_ask  (GtkSorter *sorter, gboolean *descending);

G_END_DECLS
