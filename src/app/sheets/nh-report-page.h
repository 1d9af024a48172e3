/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-preview.h"
#include "nh-report.h"
#include "nh-session.h"

/* The page of reports: kind, unit, season, cut-off day and signer beside the preview of the pages. Print and export use
 * the pages shown. The signer, the recipients and who made the table are kept in the ledger. Actions, which wait for a
 * sheet that is being made: "report.print"; "report.export" (file name ending ".xlsx", ".docx", ".pdf" or ".txt"). */
#define NH_TYPE_REPORT_PAGE (nh_report_page_get_type ())
G_DECLARE_FINAL_TYPE (NhReportPage, nh_report_page, NH, REPORT_PAGE, GtkWidget)

GtkWidget *nh_report_page_new (NhSession *session);
/* @record: the record that a form is filled in with until another report is chosen; 0: none. */
void nh_report_page_choose (NhReportPage *self, const NhReport *report, gint64 record);
/* The sheet shown; NULL while it is being made or after an error. (transfer none) */
NhSheet *nh_report_page_get_sheet (NhReportPage *self);
NhPreview *nh_report_page_get_preview (NhReportPage *self);
