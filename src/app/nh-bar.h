/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The bar of this year over the thin one of the year before, from the left edge. What it says stands in the row it is part of. */
#define NH_TYPE_BAR (nh_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhBar, nh_bar, NH, BAR, GtkWidget)

/* @part, @before: of the widest bar of the chart, 0…1; below 0: there is none. @paired: other bars of the chart have one of the year
 * before, and all stand alike. */
GtkWidget *nh_bar_new (double part, double before, gboolean paired);

G_END_DECLS
