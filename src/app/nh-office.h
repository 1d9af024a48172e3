/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

G_BEGIN_DECLS

/* The dialog for what stands in the frame of every report: letterhead, place, symbol, and those who sign. What is left blank follows
 * from the unit and shows so. Signal: "saved" () the ledger remembers it. */
#define NH_TYPE_OFFICE (nh_office_get_type ())
G_DECLARE_FINAL_TYPE (NhOffice, nh_office, NH, OFFICE, GtkWindow)

/* @settings: what the ledger remembers now (nh_setting_all()). */
GtkWidget *nh_office_new (GtkWindow *parent, NhLedger *ledger, GHashTable *settings, int year);

G_END_DECLS
