/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The bar of this year above the thin one of last year. Its row has the accessible text. */
#define NH_TYPE_BAR (nh_bar_get_type ())
G_DECLARE_FINAL_TYPE (NhBar, nh_bar, NH, BAR, GtkWidget)

/* @part, @before: share of the greatest value of the chart, 0…1; negative: no bar. @paired: leave room for the second
 * bar even if there is none. */
GtkWidget *nh_bar_new (double part, double before, gboolean paired);

G_END_DECLS
