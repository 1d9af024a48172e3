/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-batch-row.h"

/* A column of a block that a spreadsheet copied. */
typedef struct
{
  char *heading;    /* owned (nullable) */
  guint number;     /* in the block, from 1 */
  GPtrArray *cells; /* owned: of char*, one for each row; "" where there is none */
  int place;        /* as in nh_batch_row_get_cell(); -1: it has none */
  int row;          /* of the batch, where it begins */
} NhBlockColumn;

/* Splits a block as spreadsheets copy it, lines of cells with a tab between. A first line of headings says which column
 * is which, and is left out. Without one they go one after the other, the first at @column, or where that does not fit,
 * by what they hold. A first column that counts the lines is left out. @row: any row of the batch. Of NhBlockColumn,
 * all with as many cells; only the first may be without any content. (transfer full) */
GPtrArray *nh_batch_paste_read (NhBatchRow *row, int column, const char *text);

/* The cells changed by a paste with their previous texts, for undo. (transfer full) */
GPtrArray *nh_batch_pasted_new (void);
/* Types @text into the cell, which must outlive @pasted. */
void nh_batch_pasted_type (GPtrArray *pasted, NhFieldEditor *cell, const char *text);
/* Restores the previous texts and empties @pasted. */
void nh_batch_pasted_undo (GPtrArray *pasted);
