/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-batch-row.h"

G_BEGIN_DECLS

/* A block of cells as spreadsheets copy it: lines, and in them cells with a tab between. */
typedef struct
{
  guint row;  /* from 0 */
  int column; /* as in nh_batch_row_get_cell() */
  char *text; /* owned */
} NhPastedCell;

/* The cells of @text to be filled in, row by row: the first at @column. A first line of headings says instead which
 * column is which, and is left out; a first column that counts the lines is left out, too. @row: any row of the
 * batch, for its headings. @n_rows: how many rows there are. (transfer full): GArray of NhPastedCell */
GArray *nh_batch_paste_read (NhBatchRow *row, int column, const char *text, guint *n_rows);

/* The cells changed by a paste with their previous texts, for undo. (transfer full) */
GPtrArray *nh_batch_pasted_new (void);
/* Types @text into the cell, which must outlive @pasted. */
void nh_batch_pasted_type (GPtrArray *pasted, NhFieldEditor *cell, const char *text);
/* Restores the previous texts and empties @pasted. */
void nh_batch_pasted_undo (GPtrArray *pasted);

G_END_DECLS
