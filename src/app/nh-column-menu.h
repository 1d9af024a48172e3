/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-view.h"

G_BEGIN_DECLS

/* The columns of a table to be ticked and moved, in a popover; each change shows at once. Arrows go from one to the next, Alt with
 * them moves the column. */
#define NH_TYPE_COLUMN_MENU (nh_column_menu_get_type ())
G_DECLARE_FINAL_TYPE (NhColumnMenu, nh_column_menu, NH, COLUMN_MENU, GtkPopover)

/* @view is borrowed: it lives as long as the popover is used. */
GtkWidget *nh_column_menu_new (NhRecordView *view, const NhRecordType *type);

G_END_DECLS
