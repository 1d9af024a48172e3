/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Children in lines at their natural width, wrapped like words. */
#define NH_TYPE_WRAP_LAYOUT (nh_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (NhWrapLayout, nh_wrap_layout, NH, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *nh_wrap_layout_new (int line_spacing, int spacing);
