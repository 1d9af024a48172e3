/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-report.h"

/* A button with the chosen report. It opens a list of all reports, in the order of nh_reports() and under the names of
 * their groups. What is typed above it leaves those whose title has these words, without diacritics; the arrows and
 * Enter choose. Signal: "chosen", when it is another one. */
#define NH_TYPE_REPORT_CHOICE (nh_report_choice_get_type ())
G_DECLARE_FINAL_TYPE (NhReportChoice, nh_report_choice, NH, REPORT_CHOICE, GtkWidget)

/* @of_commune: without those of the units below. */
void nh_report_choice_fill (NhReportChoice *self, gboolean of_commune);
const NhReport *nh_report_choice_get (NhReportChoice *self);
void nh_report_choice_set (NhReportChoice *self, const NhReport *report);
