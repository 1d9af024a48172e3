/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Keys of the page of reports: F6 goes from the choices, to @first, to @preview and back; Ctrl+C copies the report from
 * anywhere, unless a text is selected in a field. Both have the action "report.copy" above them. TRUE: handled. */
gboolean nh_report_keys_handle (GtkWidget *first, GtkWidget *preview, guint keyval, GdkModifierType state);
