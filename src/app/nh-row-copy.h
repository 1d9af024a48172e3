/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

G_BEGIN_DECLS

#define NH_ROW_COPY_MAX 50000      /* rows on a clipboard; more belong into a sheet */

/* Records as a table for the clipboard: HTML for spreadsheets and word processors, with numbers and days as such and texts as texts,
 * and lines with tabs for everything else. Headings first. @ids (of gint64) and @fields (of int; NH_COLUMN_UNIT) are taken over.
 * Personal fields are left out unless @personal. The records are read on the reader; @copied is called in the main loop when they are on
 * the clipboard, with the number of columns that were left out. */
typedef void (*NhRowsCopied) (guint n_rows, guint n_left_out, const GError *error, gpointer data);
void   nh_row_copy           (GtkWidget *widget, NhLedger *ledger, const NhRecordType *type, GArray *ids, GArray *fields, gboolean personal,
                              NhRowsCopied copied, gpointer data);
/* The two texts. (transfer full) */
char  *nh_row_copy_to_html   (GPtrArray *records, const NhRecordType *type, GArray *fields, NhCatalog *catalog);
char  *nh_row_copy_to_lines  (GPtrArray *records, const NhRecordType *type, GArray *fields, NhCatalog *catalog);

G_END_DECLS
