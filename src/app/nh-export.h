/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"
#include "nh-sheet.h"

G_BEGIN_DECLS

/* Asks for a file name beside the ledger and writes the sheet there, on the thread for reports; the notice offers to cancel it, tells
 * how it went and offers to open it. @name: proposed, with the ending that tells the format: ".xlsx", ".pdf" or ".txt". */
void nh_export_ask   (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *title, const char *name);
/* The same without asking. */
void nh_export_write (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *path);

G_END_DECLS
