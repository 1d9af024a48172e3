/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nh-intake-trial.h"

/* A row of the table that is shown, made when it is asked for. */
#define NH_TYPE_INTAKE_ITEM (nh_intake_item_get_type ())
G_DECLARE_FINAL_TYPE (NhIntakeItem, nh_intake_item, NH, INTAKE_ITEM, GObject)

const NhIntakeTrial *nh_intake_item_get_trial (NhIntakeItem *self);
guint nh_intake_item_get_row (NhIntakeItem *self);          /* of the grid */
const NhIntakeRow *nh_intake_item_get (NhIntakeItem *self); /* (nullable): nothing was judged */
/* What is to be said of the cell, worst first; NULL: it was read as it stands. @column -1: of the row as a whole. */
const NhRowNote *nh_intake_item_find_note (NhIntakeItem *self, int column);

/* List model of the rows of a trial: all of them, or those with problems. */
#define NH_TYPE_INTAKE_ROWS (nh_intake_rows_get_type ())
G_DECLARE_FINAL_TYPE (NhIntakeRows, nh_intake_rows, NH, INTAKE_ROWS, GObject)

NhIntakeRows *nh_intake_rows_new (NhIntakeTrial *trial, gboolean problems); /* (transfer full) */
/* The position of the row of the grid, or of the first after it; that of the last one at the end. */
guint nh_intake_rows_find (NhIntakeRows *self, guint row);
/* The next position with a problem after @position, from the start again after the end; @position where there is none.
 */
guint nh_intake_rows_find_problem (NhIntakeRows *self, guint position);
