/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"
#include "nh-sheet.h"

G_BEGIN_DECLS

/* Asks for a file name in the folder of the ledger and writes the sheet there, on the worker for reports. The notice
 * offers to cancel, shows the result and offers to open the file. @name: proposed name; its ending is the format:
 * ".xlsx", ".pdf" or ".txt". */
void nh_export_ask (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *title, const char *name);
/* The same without a dialog. */
void nh_export_write (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *path);

G_END_DECLS
