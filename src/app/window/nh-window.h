/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A top-level window: the welcome page, an open ledger, or the page of a ledger that does not open. */
#define NH_TYPE_WINDOW (nh_window_get_type ())
G_DECLARE_FINAL_TYPE (NhWindow, nh_window, NH, WINDOW, GtkApplicationWindow)

/* Empty: nh_window_begin() or nh_window_open() follows. */
GtkWidget *nh_window_new (GtkApplication *application);
/* Shows the welcome page. */
void nh_window_begin (NhWindow *self);
/* Opens a ledger in this window, in place of the present one. */
void nh_window_open (NhWindow *self, const char *path);
/* Closes the window without a question: the session ends. Unsaved input is kept as drafts. */
void nh_window_end (NhWindow *self);
/* By its name a file of the hand-in. */
gboolean nh_window_takes (const char *path);
/* Files of the hand-in, or folders with them: for the open ledger, else for the one that is opened next. */
void nh_window_open_files (NhWindow *self, const char *const *paths);
/* Path of the ledger that is open, being opened, or failed to open. (nullable) */
const char *nh_window_get_path (NhWindow *self);
/* The window of that ledger; @path NULL: a window without one. (transfer none) (nullable) */
NhWindow *nh_window_find (GtkApplication *application, const char *path);
