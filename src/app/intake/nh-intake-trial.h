/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-intake.h"

/* Where a table comes from: a file, or copied rows. Its book is read by one trial at a time. Counted by references. */
typedef struct _NhIntakeSource NhIntakeSource;

NhIntakeSource *nh_intake_source_new_file (const char *path);
NhIntakeSource *nh_intake_source_new_text (const char *text); /* from the clipboard */
NhIntakeSource *nh_intake_source_ref (NhIntakeSource *self);
void nh_intake_source_unref (NhIntakeSource *self);
/* The name of the file, or words for copied rows. */
const char *nh_intake_source_get_name (NhIntakeSource *self);
/* How many rows of the trial at work were judged, and how many there are; 0: not known yet. */
void nh_intake_source_get_progress (NhIntakeSource *self, guint *done, guint *all);

/* How to read it. Plain data, but for @words. */
typedef struct
{
  const NhRecordType *type; /* NULL: the one that suits best */
  int sheet;                /* -1: the one that suits best */
  GPtrArray *words;         /* (nullable) of nh_mapping_set_word(); NULL: those remembered for these headings */
  gint64 unit;              /* as in nh_intake_read() */
  int year;
} NhIntakeWish;

/* What was read and judged. Immutable; counted by references. */
typedef struct
{
  const NhRecordType *type;
  GStrv sheets;         /* names of all sheets that are not hidden … */
  GArray *numbers;      /* … and their numbers, of guint */
  const char *encoding; /* of a text file; NULL */
  NhGrid *grid;
  NhMapping *mapping;
  NhIntake *intake;
  gint64 unit;         /* of the wish … */
  int year;            /* … by which it was read */
  GPtrArray *words;    /* that were used */
  gboolean remembered; /* they are those remembered */
  char *key;           /* of the setting that remembers them */
  gboolean *converted; /* by column: it has texts in fonts of the nineties */
  gboolean *used;      /* by column: it has anything */
  char *others;        /* owned: “names” of other sheets that have a table and are not read; "" */
  char *left_out;      /* owned: “headings” of columns that have something and are not taken; "" */
} NhIntakeTrial;

NhIntakeTrial *nh_intake_trial_ref (NhIntakeTrial *self);
void nh_intake_trial_unref (NhIntakeTrial *self);
/* Not only refused or doubtful rows of all, but those that somebody should look at. */
gboolean nh_intake_row_has_problem (const NhIntakeRow *row);

/* On the worker for whole lists. Copies what @wish has. */
void nh_intake_trial_make_async (NhLedger *ledger, NhIntakeSource *source, const NhIntakeWish *wish,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
NhIntakeTrial *nh_intake_trial_make_finish (NhLedger *ledger, GAsyncResult *result, GError **error);
/* Saves the good rows as one change, and remembers the mapping. @why: copied. */
void nh_intake_trial_save_async (NhLedger *ledger, NhIntakeTrial *self, const char *why, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* The change; 0 with @error. */
gint64 nh_intake_trial_save_finish (NhLedger *ledger, GAsyncResult *result, GError **error);
/* The refused rows as a workbook. nh_ledger_run_finish() is called in @callback. */
void nh_intake_trial_write_refused_async (NhLedger *ledger, NhIntakeTrial *self, const char *path,
                                          GAsyncReadyCallback callback, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhIntakeSource, nh_intake_source_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhIntakeTrial, nh_intake_trial_unref)
