/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-mapping.h"

/* What the counts and the money of a table come to so far, to know a row of sums that has no word for it. */
typedef struct _NhRowSums NhRowSums;

/* @mapping, @grid: borrowed, and must live as long. */
NhRowSums *nh_row_sums_new (const NhMapping *mapping, NhGrid *grid);
void nh_row_sums_free (NhRowSums *self);
/* The row is a record. */
void nh_row_sums_add (NhRowSums *self, guint row);
/* Has the row only numbers, which are the sums of all records above, or of those since the last sums? Two records at
 * least; and a row with the next line number is a record itself. */
gboolean nh_row_sums_take (NhRowSums *self, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRowSums, nh_row_sums_free)
