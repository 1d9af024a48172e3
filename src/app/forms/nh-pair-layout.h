/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children in two columns where they fit, else one below the other. A wide child has a row for itself; hidden children
 * take no place. Property "first-share" (0.5): the first column's share of the width. Children in equal columns share
 * the baseline of their row; in others they fill its height. */
#define NH_TYPE_PAIR_LAYOUT (nh_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (NhPairLayout, nh_pair_layout, NH, PAIR_LAYOUT, GtkLayoutManager)

void nh_pair_layout_set_wide (GtkWidget *child, gboolean wide);

G_END_DECLS
