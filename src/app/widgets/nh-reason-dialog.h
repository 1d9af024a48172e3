/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Called with the reason, which is not empty; not when the dialog is closed. */
typedef void (*NhReasonGiven) (const char *reason, gpointer data);

/* Asks for a line of text without which something is not done. @text: what follows from it. @label and @button: with
 * mnemonics. @data is freed with the dialog. */
void nh_reason_ask (GtkWidget *parent, const char *title, const char *text, const char *label, const char *button,
                    NhReasonGiven given, gpointer data, GDestroyNotify free_data);
