/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Ways to the sheet by keys, for the page of reports, which has the actions "report.copy" and "report.export". */

/* The actions "report.excel" and "report.plain": to write it as a workbook, as a text. They are enabled each by itself.
 */
void nh_report_keys_install (GtkWidgetClass *page_class);
/* Keys anywhere on @page: F6 goes from the choices, of which @first is the first, to @preview and back; Ctrl+C copies
 * the report, unless a text is selected in a field. */
void nh_report_keys_add (GtkWidget *page, GtkWidget *first, GtkWidget *preview);
