/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-field-editor.h"

G_BEGIN_DECLS

/* The editors of a batch that write into one draft: those above the grid, or the cells of one row. The owner's
 * struct contains it, and must not move while the editors live. */
typedef struct
{
  NhFormContext context; /* its references are owned */
  NhRecord *begun;       /* owned: the draft as it was at first */
  GPtrArray *editors;    /* owned: of NhFieldEditor*, which belong to their parents */
} NhBatchFields;

/* The type has such a file: its records can be added in a batch. */
gboolean nh_batch_fields_exist (const NhRecordType *type);
/* A box of NhFieldEditor from the ui file of the type: "common" or "row". (transfer full) */
GtkWidget *nh_batch_fields_build (const NhRecordType *type, const char *part);

/* Takes @draft; its fields are filled in before. @season: nullable. */
void nh_batch_fields_init (NhBatchFields *self, NhCatalog *catalog, NhRecord *season, NhRecord *draft);
void nh_batch_fields_clear (NhBatchFields *self);
/* FALSE: the type has no such field to enter. */
gboolean nh_batch_fields_add (NhBatchFields *self, NhFieldEditor *editor);
/* Adds all editors below @root, with mnemonics that are not among @letters, which grows. */
void nh_batch_fields_add_all (NhBatchFields *self, GtkWidget *root, GString *letters);
gboolean nh_batch_fields_have (NhBatchFields *self, int field);
/* Nothing was entered. */
gboolean nh_batch_fields_are_blank (NhBatchFields *self);
/* The values of their fields. */
void nh_batch_fields_copy (NhBatchFields *self, const NhRecord *from, NhRecord *to);
/* The draft was changed elsewhere: shows it. */
void nh_batch_fields_refresh (NhBatchFields *self);
/* Runs the rules of the draft. (transfer full): of NhProblem */
GPtrArray *nh_batch_fields_find_problems (NhBatchFields *self);
/* Runs them, and shows in the editors what is wrong; @whole: also in those that nobody has left yet. FALSE: it
 * cannot be saved. */
gboolean nh_batch_fields_check (NhBatchFields *self, gboolean whole);
/* To the first with an error; opens its section. FALSE: there is none. */
gboolean nh_batch_fields_focus_error (NhBatchFields *self);

G_END_DECLS
