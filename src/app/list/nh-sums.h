/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-query.h"

G_BEGIN_DECLS

/* "3 gifts, 1 not counted · Number: 12 · Value: 6.000.000 đ". @fields: which sums, in which order (of int; negative
 * ones are no fields); NULL: those of the columns that a list has at first. (transfer full) */
char *nh_sums_describe (const NhRecordType *type, const NhSums *sums, GArray *fields);

G_END_DECLS
