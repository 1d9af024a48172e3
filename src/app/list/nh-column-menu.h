/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-view.h"

/* A popover to show, hide and move the columns of a table; changes apply at once. Arrow keys go from column to column,
 * with Alt they move it. */
#define NH_TYPE_COLUMN_MENU (nh_column_menu_get_type ())
G_DECLARE_FINAL_TYPE (NhColumnMenu, nh_column_menu, NH, COLUMN_MENU, GtkPopover)

/* @view is borrowed and outlives the popover. */
GtkWidget *nh_column_menu_new (NhRecordView *view, const NhRecordType *type);
