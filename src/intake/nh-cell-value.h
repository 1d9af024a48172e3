/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-mapping.h"

/* A cell of a table becomes the value of a field. What is not exactly as it stands there is said. */
typedef enum
{
  NH_CELL_READ,
  NH_CELL_CORRECTED, /* beyond doubt: another way to write it */
  NH_CELL_DOUBTFUL,  /* likely */
  NH_CELL_REFUSED,
} NhCellVerdict;

typedef struct
{
  NhCellVerdict verdict;
  char *text;   /* owned: what a person would type into the field; "" for nothing */
  char *reason; /* owned (nullable) */
  char *whole;  /* owned (nullable): all that the cell says, where it was divided */
} NhCellValue;

void nh_cell_value_clear (NhCellValue *self);
/* What the cell says of that field of @draft, which is not changed. @cell: nullable. @above: what was typed in the row
 * above, for “nt” and ditto marks; nullable. */
void nh_cell_value_read (NhCellValue *self, NhGrid *grid, const NhGridCell *cell, const NhMapColumn *column,
                         const char *above, const NhRecord *draft, guint field, const NhParseContext *context);
/* Puts the value into the draft; tries what the text may mean where it is none as it stands. */
void nh_cell_value_set (NhCellValue *self, NhRecord *draft, guint field, const NhParseContext *context);
/* Adds what was concluded of the same text elsewhere. */
void nh_cell_value_add (NhCellValue *self, const NhCellValue *other);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhCellValue, nh_cell_value_clear)
