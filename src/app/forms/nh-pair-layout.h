/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fields two in a row where there is room, else one below the other: narrow windows and large text. A child whose
 * nh_pair_layout_set_wide() is on has a row for itself. Hidden children leave no hole. The two of a row stand on one baseline. */
#define NH_TYPE_PAIR_LAYOUT (nh_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (NhPairLayout, nh_pair_layout, NH, PAIR_LAYOUT, GtkLayoutManager)

GtkLayoutManager *nh_pair_layout_new      (int row_spacing, int column_spacing);
void              nh_pair_layout_set_wide (GtkWidget *child, gboolean wide);

G_END_DECLS
