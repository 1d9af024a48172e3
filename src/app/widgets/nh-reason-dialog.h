/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Called with the reason, which is not empty; not when the dialog is closed. */
typedef void (*NhReasonGiven) (const char *reason, gpointer data);

/* What is wrong with the text; NULL: nothing. (transfer full) (nullable) */
typedef char *(*NhReasonCheck) (const char *text, gpointer data);

/* Asks for a line of text without which something is not done. @text: what follows from it. @label and @button: with
 * mnemonics. @check says why a text is not taken, and the dialog stays; NULL: any text but an empty one is. @data is
 * freed with the dialog. */
void nh_reason_ask (GtkWidget *parent, const char *title, const char *text, const char *label, const char *button,
                    NhReasonCheck check, NhReasonGiven given, gpointer data, GDestroyNotify free_data);
