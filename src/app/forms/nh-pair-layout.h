/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Children in two columns where they fit, else one below the other. A wide child has a row for itself; hidden children
 * take no place. Property "first-share" (0.5): the first column's share of the width. In equal columns, the first
 * parts of two children, their labels, end at the same height; in others they fill the height of the row. */
#define NH_TYPE_PAIR_LAYOUT (nh_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (NhPairLayout, nh_pair_layout, NH, PAIR_LAYOUT, GtkLayoutManager)

/* Puts @below under the row of @child: over the width of both columns, or under @child alone where the columns are
 * wide. FALSE: the parent of @child has another layout. */
gboolean nh_pair_layout_put_below (GtkWidget *child, GtkWidget *below);
void nh_pair_layout_set_wide (GtkWidget *child, gboolean wide);
/* Keeps a line of text free below @child, so that what comes there does not move the rows that follow. */
void nh_pair_layout_reserve_below (GtkWidget *child);
