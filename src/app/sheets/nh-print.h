/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

/* Shows the print dialog and prints the pages, with the paper and orientation of the sheet; they are scaled down to
 * smaller paper. Returns at once; the notice shows errors. @current: the current page, from 0. @title: of the print
 * job. */
void nh_print_run (GtkWidget *widget, NhPages *pages, guint current, const char *title);
/* The same operation, not yet run. (transfer full) */
GtkPrintOperation *nh_print_operation_new (NhPages *pages, const char *title);
