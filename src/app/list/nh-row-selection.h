/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-key-list.h"

/* The selected rows of an NhKeyList, kept by key: it creates no rows and survives sorting, searching and reading
 * again. GtkMultiSelection would create every row to select all, and lose the selection on a reload. Keys beyond 32
 * bits cannot be selected. */
#define NH_TYPE_ROW_SELECTION (nh_row_selection_get_type ())
G_DECLARE_FINAL_TYPE (NhRowSelection, nh_row_selection, NH, ROW_SELECTION, GObject)

/* (transfer full) */
NhRowSelection *nh_row_selection_new (NhKeyList *list);
guint nh_row_selection_get_count (NhRowSelection *self);
/* The key if exactly one row is selected; else 0. */
gint64 nh_row_selection_get_single (NhRowSelection *self);
/* The keys (gint64) in the order of the list. (transfer full) */
GArray *nh_row_selection_get_keys (NhRowSelection *self);
/* Selects only @key; 0: none. It need not be in the list yet. */
void nh_row_selection_set_single (NhRowSelection *self, gint64 key);
/* Ends "select all" when the query changes: rows read later are not selected. */
void nh_row_selection_end_all (NhRowSelection *self);
