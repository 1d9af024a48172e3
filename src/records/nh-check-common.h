/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"

G_BEGIN_DECLS

/* Rules that several record types share; each adds its problem, if any, to @check. */

/* A day outside of the record's year: @severity. */
void nh_check_year        (const NhRecord *record, guint field, NhSeverity severity, NhCheck *check);
/* Days outside the window of the season warn; @to may be the same field as @from. */
void nh_check_window      (const NhRecord *record, guint from, guint to, NhCheck *check);
/* Amounts of a sum that are too small to be đồng: a field of kind amounts. As the check function of a field. */
void nh_check_funding     (const NhRecord *record, guint field, NhCheck *check);
/* The same of a field of kind money. */
void nh_check_small_money (const NhRecord *record, guint field, NhCheck *check);
/* Amounts by source against the sum that they make up. */
void nh_check_sources     (const NhRecord *record, guint sum, guint sources, NhCheck *check);
/* A whole-number attribute of the entry chosen in @field, as valid on the record's day; @otherwise when it has none. */
gint64 nh_check_attribute (const NhRecord *record, guint field, NhCatalog *catalog, const char *name, gint64 otherwise);

G_END_DECLS
