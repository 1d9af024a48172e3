/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record.h"

#define NH_COLUMN_UNIT (-1) /* the unit, instead of the index of a field */

typedef struct
{
  int field; /* index, or NH_COLUMN_UNIT */
  gboolean shown;
  int width; /* tenths of a letter, so that it follows the text size; 0: the default of the field */
} NhColumn;

/* The columns of a list in their order, those not shown included: GArray of NhColumn, one for each field that a list
 * may show. @text: as remembered (NH_SETTINGS_COLUMNS), such as "date_from,place:300,-areas"; NULL: the default.
 * Fields missing in the text are appended; names unknown to the type are ignored. (transfer full) */
GArray *nh_columns_new (const NhRecordType *type, const char *text);
/* The text to remember; NULL: the default columns. (transfer full) (nullable) */
char *nh_columns_to_text (const NhRecordType *type, GArray *columns);
gboolean nh_columns_equal (GArray *a, GArray *b);
/* How many are shown. */
guint nh_columns_count (GArray *columns);
/* Moves a column past the previous shown one (@step -1) or the next (1). Returns its new position; @position if there
 * is none. */
guint nh_columns_move (GArray *columns, guint position, int step);
/* Puts those named in @fields (of int) into that order; all others keep their positions. */
void nh_columns_arrange (GArray *columns, GArray *fields);
/* NULL: @field is no column of this list. (transfer none) */
NhColumn *nh_columns_find (GArray *columns, int field);
/* The full title, translated. */
const char *nh_column_get_title (const NhRecordType *type, int field);
/* The text of @record in a column. (transfer full) (nullable) */
char *nh_column_format (const NhRecord *record, int field, NhCatalog *catalog);
