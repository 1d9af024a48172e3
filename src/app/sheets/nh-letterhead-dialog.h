/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

/* The dialog for the frame of every report: letterhead, place, symbol and signers. Blank entries show their defaults,
 * which follow from the unit. Signal: "saved" () the settings are in the ledger. */
#define NH_TYPE_LETTERHEAD_DIALOG (nh_letterhead_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NhLetterheadDialog, nh_letterhead_dialog, NH, LETTERHEAD_DIALOG, GtkWindow)

/* @settings: the present settings of the ledger (nh_setting_all()). */
GtkWidget *nh_letterhead_dialog_new (GtkWindow *parent, NhLedger *ledger, GHashTable *settings, int year);
