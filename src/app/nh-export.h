/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-report.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* Asks for a file name and writes a report there, on the thread for reports; the notice offers to cancel it, tells how it went and offers to open it.
 * @ending: ".xlsx", ".pdf" or ".txt". */
void nh_export_report (GtkWidget *widget, NhSession *session, const NhReport *report, const char *ending);
/* The same of a saved record's form, as a PDF. */
void nh_export_record (GtkWidget *widget, NhSession *session, const NhRecordType *type, gint64 record);
/* The same without asking: to @path, whose ending tells the format. */
void nh_export_write  (GtkWidget *widget, NhLedger *ledger, const NhReport *report, const NhReportRequest *request, const char *path);

G_END_DECLS
