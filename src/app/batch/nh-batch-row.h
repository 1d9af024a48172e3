/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-batch-fields.h"
#include "nh-draft-keeper.h"
#include "nh-draft.h"

/* One record of a batch: a line of the grid with a number, the cells and a button that removes it, and a line for its
 * problems below. */
typedef struct _NhBatchRow NhBatchRow;

struct _NhBatchRow
{
  NhBatchFields fields;
  GtkWidget *number, *problems, *remove; /* they belong to the grid, as the cells do */
  gboolean kept;                         /* as a draft */
  gpointer batch;                        /* for its owner */
};

/* Attaches a row to @grid with its number from 0, @index. @cells: a box of NhFieldEditor, which are taken out of
 * it. @context: catalog, season and date are copied. Takes @draft. */
NhBatchRow *nh_batch_row_new (GtkGrid *grid, guint index, GtkBox *cells, const NhFormContext *context, NhRecord *draft);
/* Its widgets must have been removed before, with the grid or by nh_batch_row_detach(). */
void nh_batch_row_free (NhBatchRow *self);
/* Takes its lines, those with the number @index, out of the grid. */
void nh_batch_row_detach (NhBatchRow *self, GtkGrid *grid, guint index);
/* Shows another number, from 0, also in the names for screen readers. */
void nh_batch_row_set_index (NhBatchRow *self, guint index);
/* Runs the rules and shows the problems; @whole: also in cells never left. FALSE: a rule blocks saving. A blank row
 * passes. */
gboolean nh_batch_row_check (NhBatchRow *self, gboolean whole);
void nh_batch_row_set_problems (NhBatchRow *self, GPtrArray *problems); /* (nullable): of NhProblem */
NhRecord *nh_batch_row_seal (NhBatchRow *self);                         /* the record to save (transfer full) */
/* The field of that record, with what follows from others, as a value in all; 0: it has no number. */
gint64 nh_batch_row_get_number (NhBatchRow *self, guint field);
NhFieldEditor *nh_batch_row_get_cell (NhBatchRow *self, int column);  /* the visible one with that number (nullable) */
int nh_batch_row_find_cell (NhBatchRow *self, NhFieldEditor *editor); /* the reverse; -1: it is in another row */

/* Headings over the cells, in the first line. (transfer full): of GtkWidget*, which belong to the grid */
GPtrArray *nh_batch_row_add_headings (NhBatchRow *self, GtkGrid *grid);
/* Columns of a person are hidden for an organization. */
void nh_batch_row_show_headings (NhBatchRow *self, GPtrArray *headings);

/* Stores the input as a draft; call after each change. A blank row has none. */
void nh_batch_row_keep (NhBatchRow *self, NhDraftKeeper *keeper);
void nh_batch_row_forget (NhBatchRow *self, NhDraftKeeper *keeper);
/* Fills in the values of a draft. */
void nh_batch_row_restore (NhBatchRow *self, const NhDraft *draft);
