/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

/* The dialog for the parts of the whole report that are typed, once for a unit's year. Signal: "saved" () they are in
 * the ledger. */
#define NH_TYPE_REPORT_PARTS_DIALOG (nh_report_parts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NhReportPartsDialog, nh_report_parts_dialog, NH, REPORT_PARTS_DIALOG, GtkWindow)

/* @settings: the present settings of the ledger (nh_setting_all()). */
GtkWidget *nh_report_parts_dialog_new (GtkWindow *parent, NhLedger *ledger, GHashTable *settings, gint64 unit,
                                       int year);
