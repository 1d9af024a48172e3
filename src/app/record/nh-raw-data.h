/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"
#include "nh-query.h"

/* The records that a list shows as a flat table of all their fields, a workbook or CSV (intake/nh-raw-export.h), which
 * can be read back. Asks for a path; the notice shows the result, and can cancel. @query: copied. */
void nh_raw_data_ask (GtkWidget *widget, NhLedger *ledger, const NhQuery *query, gboolean personal);
void nh_raw_data_write (GtkWidget *widget, NhLedger *ledger, const NhQuery *query, gboolean personal, const char *path);
