/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  NH_COPY_EXPORT_AWAY,    /* offer to open its folder */
  NH_COPY_EXPORT_TO_WORK, /* open it in place of the ledger */
} NhCopyExportPurpose;

/* Asks for a path and writes a verified copy of the open ledger there in the background. The notice shows the result.
 */
void nh_copy_export_ask (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose);
/* The same to a given path. */
void nh_copy_export_write (GtkWidget *widget, NhLedger *ledger, NhCopyExportPurpose purpose, const char *path);
/* "Xã Cẩm Xuyên 2026-08-20.ngayhoi". (transfer full) */
char *nh_copy_export_name (NhLedger *ledger);

G_END_DECLS
