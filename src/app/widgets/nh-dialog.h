/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

/* Questions and messages; the only user of GtkMessageDialog (GtkAlertDialog needs GTK 4.10). @answered gets the
 * index of the pressed button, or the number of buttons when the dialog was closed. */
typedef void (*NhAnswered) (guint button, gpointer data);

/* @buttons: NULL-terminated, with mnemonics, the safe one last;
 * @suggested: index of the default button. */
void nh_dialog_ask (GtkWidget *parent, const char *title, const char *text, const char *const *buttons, guint suggested,
                    NhAnswered answered, gpointer data);

/* “Save what you typed?” of a dialog that closes: @save (the dialog), or closes it all the same, or goes on. */
typedef void (*NhSaveDialog) (gpointer dialog);
void nh_dialog_ask_to_save (GtkWindow *dialog, NhSaveDialog save);
/* Saves @settings (transfer full), then emits "saved" of the dialog and closes it, or shows the reason in *@problem.
 * *@saving: meanwhile. Both point into the dialog; the label is NULL when the dialog is gone. */
void nh_dialog_save_settings (GtkWindow *dialog, NhLedger *ledger, GHashTable *settings, gboolean *saving,
                              GtkLabel *const *problem);

/* A modal window with a header bar around @child, not shown yet. Escape closes it; a child larger than the screen is
 * scrolled. (transfer none) */
GtkWidget *nh_dialog_window (GtkWidget *parent, const char *title, GtkWidget *child);
/* Closes what is to end with @parent, which ends now, and takes @parent from the rest: GTK 4.8 crashes when a dialog
 * that is still held, as by work that is not done yet, outlives the window that it is transient for. */
void nh_dialog_part (GtkWindow *parent);

/* Files; the only user of GtkFileChooserNative (GtkFileDialog needs GTK 4.10). @chosen is not called when the
 * dialog is cancelled. A dialog begins where the last one for such a file ended. */
typedef void (*NhChosenFile) (const char *path, gpointer data);

/* All files but those of our own beside a ledger: its lock, and the journals of SQLite. (transfer full) */
GtkFileFilter *nh_dialog_filter_all (void);
/* Asks for a file to write. @name: proposed; @folder: nullable. Overwriting is confirmed; a missing extension is
 * added. */
void nh_dialog_save_file (GtkWidget *parent, const char *title, const char *folder, const char *name,
                          NhChosenFile chosen, gpointer data, GDestroyNotify free_data);
/* Asks for a file to read: of the @kind ("Ledgers") with the extension @ending (".ngayhoi", ".xlsx .csv"), or any
 * file. */
void nh_dialog_open_file (GtkWidget *parent, const char *title, const char *kind, const char *ending,
                          NhChosenFile chosen, gpointer data, GDestroyNotify free_data);
/* The same for one or several. */
typedef void (*NhChosenFiles) (const char *const *paths, gpointer data);
void nh_dialog_open_files (GtkWidget *parent, const char *title, const char *kind, const char *ending,
                           NhChosenFiles chosen, gpointer data, GDestroyNotify free_data);
/* Asks for a folder. */
void nh_dialog_choose_folder (GtkWidget *parent, const char *title, NhChosenFile chosen, gpointer data,
                              GDestroyNotify free_data);
/* Opens a file or folder with the program that the system has for it; says where it is when there is none. */
void nh_dialog_show_place (GtkWidget *widget, const char *path);
/* The documents folder, or the home folder. (transfer none) */
const char *nh_dialog_documents (void);
