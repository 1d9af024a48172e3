/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* Saves records one after the other, in the order in which they were pushed, so that a form can go on with the next
 * record at once. Each save runs all rules on the reader, and then writes on the writer:
 *
 *   nh_save_queue_push () ─▶ rules ─▶ write ─▶ "done"
 *                              └── a rule blocks, the disk is full, another version … ─▶ "done" without a saved record
 *
 * The same record may be pushed again while it is being saved: the later state is then written over the earlier one.
 * A failure is reported only of the last state.
 *
 * Signals:
 *   "done" (const NhSave *save)  one save ended, and is no longer in the queue
 *   "idle" ()                    the last one ended */
#define NH_TYPE_SAVE_QUEUE (nh_save_queue_get_type ())
G_DECLARE_FINAL_TYPE (NhSaveQueue, nh_save_queue, NH, SAVE_QUEUE, GObject)

/* One save. Exactly one of @saved, @error and blocking @problems is its result. */
typedef struct
{
  NhRecord *sealed;    /* the record to save */
  NhRecord *origin;    /* the record as it was saved before, or as it was begun */
  NhRecord *saved;     /* (nullable) the record as the ledger has it now */
  GPtrArray *problems; /* (nullable) of NhProblem, of all rules */
  GError *error;       /* (nullable) */
} NhSave;

/* @done: FALSE when the saves were cancelled. */
typedef void (*NhSavesDone) (gboolean done, gpointer data);

NhSaveQueue *nh_save_queue_new (NhLedger *ledger); /* (transfer full) */
/* References are kept to @sealed, an immutable record, and to @origin. */
void nh_save_queue_push (NhSaveQueue *self, NhRecord *sealed, NhRecord *origin);
/* The newest state of the record with this uuid in the queue. (nullable) (borrowed) */
NhRecord *nh_save_queue_find (NhSaveQueue *self, const char *uuid);
gboolean nh_save_queue_is_idle (NhSaveQueue *self);
/* Calls @then once when the queue is empty: at once if it is. */
void nh_save_queue_wait (NhSaveQueue *self, NhSavesDone then, gpointer data);
/* Drops all saves without signals, and calls those who wait with FALSE. A write that has begun still ends. The queue
 * takes no saves after that. */
void nh_save_queue_cancel (NhSaveQueue *self);
