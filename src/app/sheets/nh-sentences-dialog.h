/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-report.h"

/* The dialog in which an office writes the sentences of a report in its own words, each seen at once with the figures.
 * Signal: "saved" () they are in the ledger. */
#define NH_TYPE_SENTENCES_DIALOG (nh_sentences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NhSentencesDialog, nh_sentences_dialog, NH, SENTENCES_DIALOG, GtkWindow)

/* @settings: the present settings of the ledger (nh_setting_all()). */
GtkWidget *nh_sentences_dialog_new (GtkWindow *parent, NhLedger *ledger, GHashTable *settings, const NhReport *report,
                                    const NhReportRequest *request);
