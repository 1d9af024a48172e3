/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-book.h"
#include "nh-intake.h"

/* Reads filled workbook forms (nh-workbook-form.h). Whose a form is says its number. */

typedef struct
{
  char *path;         /* owned */
  char *number;       /* owned; "" where it is no form */
  const NhUnit *unit; /* of the catalog of the ledger; NULL: see @problem */
  int year;
  guint counts[NH_ROW_REFUSED + 1]; /* rows of all sheets */
  guint n_doubtful;
  GPtrArray *notes; /* owned: of char *, "Điểm ngày hội, dòng 8: …" for what is refused or doubtful */
  char *problem;    /* owned (nullable): translated; only what is counted was taken, often nothing */
  char *rejected;   /* owned (nullable): the form with the refused rows */
  gint64 first_change, last_change; /* 0: nothing was saved */
} NhFormReading;

/* Is it such a form? */
gboolean nh_form_reader_knows (NhBook *book);
/* Sheet by sheet: gifts may name points of the same form. On the writer; @trial: on a reader, nothing is saved, and
 * gifts do not find their new points. @rejected (nullable): a folder for the refused rows, made when it is needed,
 * where nothing is replaced. What goes wrong is the @problem of the reading; NULL with @error: it was cancelled before
 * anything was saved. */
NhFormReading *nh_form_read (NhConnection *connection, NhLedger *ledger, const char *path, gboolean trial,
                             const char *rejected, GCancellable *cancellable, GError **error);
void nh_form_reading_free (NhFormReading *self);
/* The workbooks in @paths, and in those of them that are folders, by name; without those that Excel has open. (transfer
 * full) */
GPtrArray *nh_form_list_files (const char *const *paths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhFormReading, nh_form_reading_free)
