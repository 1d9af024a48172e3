/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-form-context.h"

/* The editors of a batch that write into one draft: those above the grid, or the cells of one row. */
typedef struct
{
  NhFormContext context;
  NhRecord *begun; /* owned: the draft as it was at first */
} NhBatchFields;

/* The type has such a file: its records can be added in a batch. */
gboolean nh_batch_fields_exist (const NhRecordType *type);
/* Takes @draft; its fields are filled in before. @season: nullable. */
void nh_batch_fields_init (NhBatchFields *self, NhCatalog *catalog, NhRecord *season, NhRecord *draft);
void nh_batch_fields_clear (NhBatchFields *self);
/* TRUE if nothing was entered. */
gboolean nh_batch_fields_are_blank (NhBatchFields *self);
/* The values of their fields. */
void nh_batch_fields_copy (NhBatchFields *self, const NhRecord *from, NhRecord *to);
/* Runs the rules and shows the problems in the editors; @whole: also in those never left. FALSE: a rule blocks saving.
 */
gboolean nh_batch_fields_check (NhBatchFields *self, gboolean whole);
/* To the first with an error; opens its section. FALSE: there is none. */
gboolean nh_batch_fields_focus_error (NhBatchFields *self);
/* To the last that is shown. FALSE: there is none. */
gboolean nh_batch_fields_focus_last (NhBatchFields *self);
/* To the next of @editors, after the one that has the focus (nullable), with a visible problem, wrapping around. FALSE:
 * there is none. */
gboolean nh_batch_fields_focus_problem (GPtrArray *editors, NhFieldEditor *after);
