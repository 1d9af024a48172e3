/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-brought.h"
#include "nh-ledger.h"
#include "nh-mapping.h"

/* Records from a table. First every row is read and judged, without a change to the ledger; then the good ones are
 * saved as one change, which can be undone, and the refused ones go back as a workbook with the reasons, to be mended
 * and read again. */
typedef enum
{
  NH_ROW_NEW,
  NH_ROW_CHANGED,  /* takes the place of a record that the same form brought before */
  NH_ROW_HELD,     /* the ledger has it already, or it was changed there since the same form brought it */
  NH_ROW_LEFT_OUT, /* no record: a total, a heading, the name of a group */
  NH_ROW_REFUSED,
} NhRowVerdict;

/* What is to be said of a cell, or of a row as a whole. */
typedef struct
{
  int column;        /* -1: of the row */
  gboolean doubtful; /* else it is corrected, refused, or a warning that does not forbid the row */
  gboolean refused;
  char *text; /* owned: translated */
} NhRowNote;

typedef struct
{
  guint row; /* of the grid */
  NhRowVerdict verdict;
  NhRecord *record; /* owned: as it would be saved; NULL: there is none */
  NhRecord *before; /* owned: of NH_ROW_CHANGED, the record as it stands; else NULL */
  GPtrArray *notes; /* owned: of NhRowNote */
  gint64 unit;      /* that the lines above gave; 0: none */
} NhIntakeRow;

typedef struct
{
  NhGrid *grid;       /* borrowed */
  NhMapping *mapping; /* borrowed */
  GPtrArray *rows;    /* owned: of NhIntakeRow, from the first row of the data on */
  gboolean *common;   /* owned: the fields that lines of the table gave for the rows under them */
  guint counts[NH_ROW_REFUSED + 1];
  guint n_doubtful; /* of the new ones, rows with a note that is doubtful */
  GArray *gone; /* owned: of NhRecordRef, into the recycle bin when it is saved; empty unless the caller adds some */
} NhIntake;

/* Reads all rows. On a worker of the ledger. @unit: of rows that do not say theirs; 0: these
 * are refused. @done (nullable): counts rows, to be
 * read atomically by another thread. @brought (nullable): what the same form brought before, whose place rows take. */
NhIntake *nh_intake_read (NhConnection *connection, NhLedger *ledger, NhGrid *grid, NhMapping *mapping, gint64 unit,
                          int year, NhBrought *brought, gint *done, GCancellable *cancellable, GError **error);
void nh_intake_free (NhIntake *self);
/* Saves the new and changed ones as one change. On the writer. @why: what the history says of it; nullable. */
gboolean nh_intake_save (NhIntake *self, NhConnection *connection, NhLedger *ledger, const char *why, GError **error);
/* The refused rows as a workbook: the headings, the cells as they were read, the reasons. */
gboolean nh_intake_write_refused (NhIntake *self, NhCatalog *catalog, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhIntake, nh_intake_free)
