/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-page-writer.h"

G_BEGIN_DECLS

/* Asks for a printer and prints the pages, with the paper and orientation of the sheet; on other paper they are made smaller. Nothing
 * waits for it; the notice tells what went wrong. @title: of the print job. @current: the page that is looked at, from 0. */
void               nh_print_run           (GtkWidget *widget, NhPages *pages, guint current, const char *title);
/* The same operation, not yet run. (transfer full) */
GtkPrintOperation *nh_print_operation_new (NhPages *pages, const char *title);

G_END_DECLS
