/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

#define NH_ROW_COPY_MAX 50000 /* rows on a clipboard */

typedef void (*NhRowsCopied) (guint n_rows, guint n_left_out, const GError *error, gpointer data);

/* Copies records as a table with headings: HTML for spreadsheets and word processors, where numbers and days are not
 * texts, and lines with tabs for everything else. @ids (of gint64) and @fields (of int; NH_COLUMN_UNIT): transfer full.
 * Personal fields are left out unless @personal. The records are read on the reader; @copied is called in the main
 * loop, with the number of columns left out. */
void nh_row_copy (GtkWidget *widget, NhLedger *ledger, const NhRecordType *type, GArray *ids, GArray *fields,
                  gboolean personal, NhRowsCopied copied, gpointer data);
