/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-record-list.h"

G_BEGIN_DECLS

/* Which rows of an NhRecordList are selected, kept by the records' ids: it costs no row objects, and outlives sorting, searching and
 * reading anew. GtkMultiSelection would make an object of every row for "select all" and lose the selection on a reload. */
#define NH_TYPE_ROW_SELECTION (nh_row_selection_get_type ())
G_DECLARE_FINAL_TYPE (NhRowSelection, nh_row_selection, NH, ROW_SELECTION, GObject)

NhRowSelection *nh_row_selection_new        (NhRecordList *list);                       /* (transfer full) */
guint           nh_row_selection_get_count  (NhRowSelection *self);
gint64          nh_row_selection_get_single (NhRowSelection *self);                     /* the id when exactly one row is; else 0 */
GArray         *nh_row_selection_get_ids    (NhRowSelection *self);                     /* of gint64, in the list's order (transfer full) */
/* Selects the record alone; 0 none. It need not be in the list (yet). */
void            nh_row_selection_set_single (NhRowSelection *self, gint64 id);
/* Other records are asked for than when all were selected: those of them that are still to come are not. */
void            nh_row_selection_end_all    (NhRowSelection *self);

G_END_DECLS
