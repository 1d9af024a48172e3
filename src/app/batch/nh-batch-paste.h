/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-batch-row.h"

/* @row: from 0; @column: as in nh_batch_row_get_cell(). */
typedef void (*NhBatchPasteFunc) (guint row, int column, const char *text, gpointer data);

/* Calls @paste for the cells of a block as spreadsheets copy it, lines of cells with a tab between, row by row: the
 * first at @column. A first line of headings says instead which column is which, and is left out; a first column that
 * counts the lines is left out, too. @row: any row of the batch, for its headings. Returns the number of rows. */
guint nh_batch_paste_read (NhBatchRow *row, int column, const char *text, NhBatchPasteFunc paste, gpointer data);

/* The cells changed by a paste with their previous texts, for undo. (transfer full) */
GPtrArray *nh_batch_pasted_new (void);
/* Types @text into the cell, which must outlive @pasted. */
void nh_batch_pasted_type (GPtrArray *pasted, NhFieldEditor *cell, const char *text);
/* Restores the previous texts and empties @pasted. */
void nh_batch_pasted_undo (GPtrArray *pasted);
