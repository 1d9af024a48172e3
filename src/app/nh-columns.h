/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record.h"

G_BEGIN_DECLS

#define NH_COLUMN_UNIT (-1)      /* the unit, instead of a field's index */

/* A column of a list. */
typedef struct
{
  int      field;                /* index, or NH_COLUMN_UNIT */
  gboolean shown;
  int      width;                /* tenths of a letter, so that it follows the size of the text; 0: as the field says */
} NhColumn;

/* The columns of a list in their order, those that are not shown among them: GArray of NhColumn, every field that a list may show
 * once. @text: as remembered (nh_settings_get_columns()), "date_from,place:300,-areas"; NULL: as designed. What the text does not
 * know stands behind, and what it knows and the type does not is passed over. (transfer full) */
GArray     *nh_columns_new        (const NhRecordType *type, const char *text);
/* To be remembered; NULL when they are as designed. (transfer full) (nullable) */
char       *nh_columns_to_text    (const NhRecordType *type, GArray *columns);
gboolean    nh_columns_equal      (GArray *a, GArray *b);
guint       nh_columns_count      (GArray *columns);                               /* those that are shown */
/* Before the one shown before it (@step -1), or behind the next (1). Where it stands then; @position when there is none. */
guint       nh_columns_move       (GArray *columns, guint position, int step);
/* Brings those named in @fields (of int) into that order; all others keep their places. */
void        nh_columns_arrange    (GArray *columns, GArray *fields);
/* Of @field; NULL: no column of this list. */
NhColumn   *nh_columns_find       (GArray *columns, int field);
/* What the column is called in full. */
const char *nh_column_get_title   (const NhRecordType *type, int field);
/* The text of @record in a column. (transfer full) (nullable) */
char *nh_column_format (const NhRecord *record, int field, NhCatalog *catalog);

G_END_DECLS
