/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-batch-row.h"
#include "nh-batch.h"

/* Shared by nh-batch.c (the window), nh-batch-clipboard.c (pasting into it) and nh-batch-drafts.c. */

#define NH_TYPE_BATCH (nh_batch_get_type ())
G_DECLARE_FINAL_TYPE (NhBatch, nh_batch, NH, BATCH, GtkWindow)

struct _NhBatch
{
  GtkWindow parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  NhBatchFields common;    /* above the grid: each row gets them */
  GPtrArray *rows;         /* owned: of NhBatchRow */
  GPtrArray *headings;     /* owned: of GtkWidget*, which belong to the grid */
  NhDraftKeeper *keeper;   /* owned */
  GCancellable *referring; /* owned */
  GPtrArray *saved;        /* owned (nullable): of NhRecord, being saved */
  GPtrArray *pasted;       /* owned: nh_batch_pasted_new(); by the last paste, until something is typed */
  gboolean pasting;
  guint paste_rows;            /* of the last paste */
  int paste_row, paste_column; /* target cell of the clipboard being read; row -1: the focused text */

  /* template */
  GtkWidget *body, *save;
  GtkBox *unplaced; /* pasted columns that are asked about */
  GtkGrid *grid;
  GtkLabel *message;
};

NhBatchRow *nh_batch_row_at (NhBatch *self, guint index);
/* The row with that number, made where it is the next; NULL beyond the last that fits. */
NhBatchRow *nh_batch_get_row (NhBatch *self, guint index);
void nh_batch_forget_drafts (NhBatch *self);
void nh_batch_show_message (NhBatch *self, const char *text, gboolean error);
/* Runs the rules of the common fields and of all rows and shows the problems; @whole: also in fields never left. FALSE:
 * a rule blocks saving. */
gboolean nh_batch_check (NhBatch *self, gboolean whole);

/* Pastes the clipboard at a cell. */
void nh_batch_paste (NhBatch *self, int index, int column);
/* The same with a block of text. */
void nh_batch_paste_text (NhBatch *self, int index, int column, const char *text);
/* FALSE: nothing was pasted, or something was typed since. */
gboolean nh_batch_undo_paste (NhBatch *self);
