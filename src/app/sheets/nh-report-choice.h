/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-report.h"

/* The drop-down list of all reports, in the order of nh_reports(); the first of each part has its name above it.
 * @of_commune: without those of the units below. */
void nh_report_choice_fill (GtkDropDown *self, gboolean of_commune);
const NhReport *nh_report_choice_get (GtkDropDown *self);
