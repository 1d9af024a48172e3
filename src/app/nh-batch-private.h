/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-batch.h"
#include "nh-draft-keeper.h"
#include "nh-field-editor.h"

G_BEGIN_DECLS

typedef struct _NhBatch NhBatch;

/* One record of the many: its cells in a line of the grid, and under them what is wrong with it. */
typedef struct
{
  NhBatch *batch;            /* borrowed */
  NhFormContext context;     /* its references are owned */
  NhRecord *begun;           /* owned: what the draft was at first */
  GPtrArray *editors;        /* of NhFieldEditor* (borrowed from the grid) */
  GtkWidget *number, *problems, *remove;
  gboolean kept;             /* as a draft */
} NhBatchRow;

struct _NhBatch
{
  GtkWidget *window;
  GtkWidget *parent;            /* owned */
  NhSession *session;           /* owned */
  const NhRecordType *type;
  NhFormContext context;        /* of what is common; its references are owned */
  NhRecord *begun;              /* owned: what was common at first */
  GPtrArray *editors;           /* of NhFieldEditor*: what is common */
  GPtrArray *headings;          /* of GtkWidget*: over the columns */
  GPtrArray *rows;              /* of NhBatchRow */
  NhDraftKeeper *keeper;        /* owned */
  NhBatchRow *typed_in;         /* touched and not kept yet (nullable) */
  GCancellable *referring;      /* owned */
  GPtrArray *pasted;            /* cells that the last paste filled, until something is typed */
  gboolean pasting;
  guint keeping;                /* source that keeps the drafts again */
  gboolean saving;
  gboolean sure;                /* it may close without a question */
  GtkGrid *grid;
  GtkWidget *save;
  GtkLabel *message;
};

NhBatchRow *nh_batch_row_new         (NhBatch *batch);                         /* at the end of the grid */
void        nh_batch_row_free        (NhBatchRow *row);                        /* its widgets are the grid's */
void        nh_batch_row_place       (NhBatchRow *row, guint index);           /* its number: in words for those who hear it */
gboolean    nh_batch_row_is_blank    (NhBatchRow *row);                        /* nothing was entered */
/* What was typed into it before. */
void        nh_batch_row_restore     (NhBatchRow *row, NhDraft *draft);
/* A field that all have in common changed. */
void        nh_batch_row_take        (NhBatchRow *row, guint field);
NhRecord   *nh_batch_row_seal        (NhBatchRow *row);                        /* as it is to be saved (transfer full) */
/* Shows what is wrong with it. @problems: of NhProblem */
void        nh_batch_row_set_problems (NhBatchRow *row, GPtrArray *problems);
NhFieldEditor *nh_batch_row_get_cell (NhBatchRow *row, int column);            /* the visible one with that number (nullable) */
int         nh_batch_row_find_cell   (NhBatchRow *row, NhFieldEditor *editor); /* the other way round; -1: it is in another row */

/* A builder of the type's window. NULL: there is none. (transfer full) */
GtkBuilder *nh_batch_build           (const NhRecordType *type, const char *part);
/* What was typed somewhere. */
void        nh_batch_typed           (NhBatch *self, NhBatchRow *row);
void        nh_batch_left            (NhBatch *self);
void        nh_batch_remove          (NhBatch *self, NhBatchRow *row);
/* The row with that number, made where it is the next; NULL beyond the last that fits. */
NhBatchRow *nh_batch_get_row         (NhBatch *self, guint index);
void        nh_batch_check           (NhBatch *self);                          /* all rows; shows what is wrong */
void        nh_batch_say             (NhBatch *self, const char *text, gboolean trouble);

/* Ends what is being typed: a syllable in the making, a text not yet in its usual form. */
void        nh_batch_commit          (NhBatch *self);

/* nh-batch-draft.c */
void        nh_batch_keep            (NhBatch *self, NhBatchRow *row);         /* in two seconds; a blank row is forgotten */
void        nh_batch_keep_all        (NhBatch *self);                          /* what they have in common changed */
void        nh_batch_forget          (NhBatch *self, NhBatchRow *row);
void        nh_batch_flush           (NhBatch *self);                          /* the window goes, and its cells before it */
GHashTable *nh_batch_get_typed       (gpointer data);                          /* for the keeper */

/* nh-batch-save.c */
gboolean    nh_batch_look_over       (NhBatch *self);                          /* FALSE: something stands in the way; it shows */
void        nh_batch_save            (NhBatch *self);

/* nh-batch-paste.c: what lies on the clipboard, into the cell (@index, @column) and those after it. A line of headings says itself which
 * column is which; a first column that only counts the lines is left out. */
void        nh_batch_paste           (NhBatch *self, int index, int column);
/* Takes the last paste back. FALSE: there is none, or something was typed since. */
gboolean    nh_batch_unpaste         (NhBatch *self);
void        nh_batch_pasted_free     (gpointer pasted);

G_END_DECLS
