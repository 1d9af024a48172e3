/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window of the program: the welcome, or an open ledger with its pages, or what stood in the way of opening one. */
#define NH_TYPE_WINDOW (nh_window_get_type ())
G_DECLARE_FINAL_TYPE (NhWindow, nh_window, NH, WINDOW, GtkApplicationWindow)

/* Empty: nh_window_begin() or nh_window_open() follows. */
GtkWidget  *nh_window_new       (GtkApplication *application);
/* Asks whose ledger is to be begun. */
void        nh_window_begin     (NhWindow *self);
/* Opens a ledger in this window, in place of what it shows. */
void        nh_window_open      (NhWindow *self, const char *path);
/* Path of the ledger that is open, being opened or in trouble. (nullable) */
const char *nh_window_get_path  (NhWindow *self);
/* The window of that ledger; @path NULL: one that shows none. (transfer none) (nullable) */
NhWindow   *nh_window_find      (GtkApplication *application, const char *path);

G_END_DECLS
