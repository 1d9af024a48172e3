/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"
#include "nh-record-type.h"

/* The rule of records/nh-count.h as SQL over a record table. @alias: "p." before each column, or "". */

/* A condition: what counts, but for `deleted` and the cut-off; @with_answers: or is an answer, such as a cancelled
 * point. (transfer full) */
char *nh_count_sql (const NhRecordType *type, NhCatalog *catalog, const char *alias, gboolean with_answers);
/* A condition: what is a part of the sum of @field (NhField.sum_of). (transfer full) */
char *nh_count_sql_summed (const NhRecordType *type, const NhField *field, NhCatalog *catalog);
/* The kind of the word that stands with the number in @column ("p.quantity"), as NhQualifier: of all numbers of a sum
 * the least and the greatest say what to call it. (transfer full) */
char *nh_count_sql_qualifier (const char *column);
/* " LEFT JOIN codebook c ON …" to the entry that a record p counts by, "" where the type has no such choice;
 * @season_day: SQL of the day of a record without a date. (transfer full) */
char *nh_count_sql_join (const NhRecordType *type, NhCatalog *catalog, const char *season_day);
