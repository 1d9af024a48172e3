/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"

/* Rules that several record types share. */

/* The day must be in the record's year. */
void nh_check_year (const NhRecord *record, guint field, NhSeverity severity, NhCheck *check);
/* Warns of days outside the season. @to: may be the same field as @from. */
void nh_check_window (const NhRecord *record, guint from, guint to, NhCheck *check);
/* Check function of an amounts field: warns of amounts too small to be đồng. */
void nh_check_funding (const NhRecord *record, guint field, NhCheck *check);
/* The same for a money field. */
void nh_check_small_money (const NhRecord *record, guint field, NhCheck *check);
/* The amounts by source must add up to the sum. */
void nh_check_sources (const NhRecord *record, guint sum, guint sources, NhCheck *check);
/* A whole-number attribute of the code in @field, as valid on the record's day; @otherwise if it has none. */
gint64 nh_check_attribute (const NhRecord *record, guint field, NhCatalog *catalog, const char *name, gint64 otherwise);
/* The same of all fields with such a word. For all types. */
void nh_check_precision (const NhRecord *record, NhCheck *check);
/* The record that it is a duplicate of is another one, is there, and counts. For all types. */
void nh_check_duplicate (const NhRecord *record, NhCheck *check);
