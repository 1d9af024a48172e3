/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-draft.h"
#include "nh-session.h"

/* A batch: a window for many new records of one type. Above the grid are the fields that all have in common, and
 * each row has those that differ. For types with ui/TYPE-batch.ui: `common` holds sections of NhFieldEditor, `row`
 * one for each column.
 *
 *   │ Form: Giấy khen …   Decision: 152/QĐ-UBND   Day: 8/8 │   Enter goes to the next row. A block copied from
 *   │ # │ Name           │ Born │ Post        │ …     │ ✕ │   a spreadsheet fills the cells. Ctrl+Enter saves all.
 *
 * Each row is kept as a draft until it is saved; the drafts of a window have its uuid as their batch. */
#define NH_BATCH_ROWS 100 /* at most */

/* @common: a draft of the type, unit and year, with the common fields as far as they are known. (transfer full) */
void nh_batch_show (GtkWidget *parent, NhSession *session, NhRecord *common);
/* The same with rows that were copied in a spreadsheet. */
void nh_batch_show_pasted (GtkWidget *parent, NhSession *session, NhRecord *common, const char *text);
/* Opens a batch again. @draft: its first row, with the others in it. */
void nh_batch_restore (GtkWidget *parent, NhSession *session, NhDraft *draft);
/* A window has the batch with this uuid. */
gboolean nh_batch_is_open (const char *batch);
