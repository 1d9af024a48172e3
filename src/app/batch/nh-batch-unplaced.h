/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-batch-paste.h"
#include "nh-record-type.h"

/* What is asked about columns of a pasted block that have no place in the grid: a line for each in a box, which is
 * hidden while there is none. */

/* @field: what the user chose; -1: the column is left out. */
typedef void (*NhPlaced) (const NhBlockColumn *column, int field, gpointer data);

/* Asks about @column, which is copied. @fields: of int, those that are offered. @placed is called once, unless the line
 * is cleared before. */
void nh_batch_unplaced_add (GtkBox *box, const NhRecordType *type, NhCatalog *catalog, const NhBlockColumn *column,
                            GArray *fields, NhPlaced placed, gpointer data);
void nh_batch_unplaced_clear (GtkBox *box);
/* To the first question. FALSE: there is none. */
gboolean nh_batch_unplaced_focus (GtkBox *box);
