/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two children beside each other, the first the wider one; one below the other where both do not fit. A child that is alone has all the
 * width. */
#define NH_TYPE_TWO_COLUMNS (nh_two_columns_get_type ())
G_DECLARE_FINAL_TYPE (NhTwoColumns, nh_two_columns, NH, TWO_COLUMNS, GtkWidget)

G_END_DECLS
