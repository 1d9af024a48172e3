/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Questions and messages: the one place that uses GtkMessageDialog (GtkAlertDialog is GTK 4.10). They answer in @answered with
 * the chosen button's number, the number of @buttons when the dialog was closed. */
typedef void (*NhAnswered) (guint button, gpointer data);

/* @buttons: NULL-terminated, with mnemonics, the safe one last; @suggested: index of the one that Enter presses. */
void nh_dialog_ask  (GtkWidget *parent, const char *title, const char *text, const char *const *buttons, guint suggested,
                     NhAnswered answered, gpointer data);

/* A modal window around @child: Escape closes it, and what does not fit on the screen is scrolled. Not shown yet. (transfer none) */
GtkWidget *nh_dialog_window (GtkWidget *parent, const char *title, GtkWidget *child);

/* Files: the one place that uses GtkFileChooserNative (GtkFileDialog is GTK 4.10). @chosen gets the path, or is not called. */
typedef void (*NhChosenFile) (const char *path, gpointer data);

/* A file to be written. @name: proposed; @folder: nullable. Overwriting was confirmed. The ending is added when it was left out. */
void nh_dialog_save_file (GtkWidget *parent, const char *title, const char *folder, const char *name,
                          NhChosenFile chosen, gpointer data, GDestroyNotify free_data);
/* A file to be read: of the @kind ("Ledgers") with this @ending (".ngayhoi"), or any. */
void nh_dialog_open_file (GtkWidget *parent, const char *title, const char *kind, const char *ending,
                          NhChosenFile chosen, gpointer data, GDestroyNotify free_data);
/* The documents folder, or the home folder. (transfer none) */
const char *nh_dialog_documents (void);

G_END_DECLS
