/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"
#include "nh-page-writer.h"

/* Files written in the background, on the worker for reports, which reads one snapshot however long it takes. The
 * functions with "ask" ask for a path first. The notice shows the result and offers to open it. */

/* Where a dialog begins: the folder written to last, at first the documents of the user. Until it is written to again.
 * (transfer none) */
const char *nh_export_get_folder (void);
/* A sheet, by default there. It can be cancelled. @name: proposed name; its ending is the format:
 * ".xlsx", ".docx", ".pdf", ".png" or ".txt". */
void nh_export_ask (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *title, const char *name);
void nh_export_write (GtkWidget *widget, NhLedger *ledger, NhSheet *sheet, const char *path);
/* Puts a sheet on the clipboard; its @pages as a picture, too, where they show charts. */
void nh_export_copy (GtkWidget *widget, NhSheet *sheet, NhPages *pages);

typedef enum
{
  NH_COPY_EXPORT_AWAY,    /* offer to open its folder */
  NH_COPY_EXPORT_TO_WORK, /* open it in place of the ledger */
} NhCopyExportPurpose;

/* A verified copy of the open ledger. */
void nh_copy_export_ask (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose);
void nh_copy_export_write (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose, const char *path);
/* "Xã Cẩm Xuyên 2026-08-20.ngayhoi". (transfer full) */
char *nh_copy_export_name (NhLedger *ledger);
