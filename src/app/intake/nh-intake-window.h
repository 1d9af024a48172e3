/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-intake-trial.h"
#include "nh-session.h"

/* A table of Excel becomes records: which sheet, which headings, which column is which field; what would become of each
 * row and cell; then the good rows come in as one change, and the refused ones go back as a workbook.
 *
 *   ┌ what · sheet · headings · unit · year · the same in all rows ┐
 *   ├ A heading [field]  B heading [field] … (NhIntakeTable)        ┤
 *   │ rows                                                          │
 *   ├ the current cell, and what is to be said of it                ┤
 *   └ counts · only those with problems      refused…  [Bring in]   ┘
 */
#define NH_TYPE_INTAKE_WINDOW (nh_intake_window_get_type ())
G_DECLARE_FINAL_TYPE (NhIntakeWindow, nh_intake_window, NH, INTAKE_WINDOW, GtkWindow)

/* @type: of the records; NULL: the one that suits best. Nothing is shown in a ledger that is open for reading only. */
void nh_intake_window_show (GtkWidget *parent, NhSession *session, const NhRecordType *type, NhIntakeSource *source);
void nh_intake_window_show_file (GtkWidget *parent, NhSession *session, const NhRecordType *type, const char *path);
/* Asks for the file first. */
void nh_intake_window_ask (GtkWidget *parent, NhSession *session, const NhRecordType *type);
/* Endings of the tables that can be read, for nh_dialog_open_file(). */
#define NH_INTAKE_ENDINGS ".xlsx .xlsm .csv .tsv"
/* Is it a table by its name: one of those, or one of which is told how to make it such a one (.xls, .ods)? */
gboolean nh_intake_window_takes (const char *path);
