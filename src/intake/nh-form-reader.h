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
  guint n_gone; /* records of the same form that it has no more: in the recycle bin now */
  GPtrArray *notes; /* owned: of char *, "Điểm ngày hội, dòng 8: …" for what is refused, doubtful, changed or gone */
  char *problem;                    /* owned (nullable): translated; only what is counted was taken, often nothing */
  char *rejected;                   /* owned (nullable): the form with the refused rows */
  gint64 first_change, last_change; /* 0: nothing was saved */
} NhFormReading;

/* Is it such a form? */
gboolean nh_form_reader_knows (NhBook *book);
/* All forms in @files (of char *): a reading each, in their order. On the writer; @trial: on a reader, nothing is
 * saved, and gifts do not find their new points.
 *
 * A form that comes again replaces what it brought before: rows with other values become the same records, and records
 * that no row has any more go into the recycle bin. These stay: what was changed, moved or deleted in another way
 * since, or has records of another origin; all, where a row was refused, where more would go than stay, or where the
 * file was saved before the form was last read. Rows that were sent back take the place of no record. Of several files
 * of one form, the one that was saved last is read.
 *
 * @rejected (nullable): a folder for the refused rows, made when it is needed, where nothing is replaced. @done
 * (nullable): counts files, to be read atomically by another thread. What goes wrong is the @problem of a reading.
 * Those that were read when it is cancelled are returned. (transfer full) */
GPtrArray *nh_form_read_all (NhConnection *connection, NhLedger *ledger, GPtrArray *files, gboolean trial,
                             const char *rejected, gint *done, GCancellable *cancellable, GError **error);
/* Takes back all that these readings brought, the newest change first; on the writer. FALSE with @error: a record was
 * changed since. What was taken back until then stays so. */
gboolean nh_form_undo_all (NhConnection *connection, NhLedger *ledger, GPtrArray *readings, GError **error);
void nh_form_reading_free (NhFormReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhFormReading, nh_form_reading_free)
