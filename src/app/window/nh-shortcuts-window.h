/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* F1: a window with all keys. Not GtkShortcutsWindow, which logs warnings about negative widths in GTK 4.8. */
void nh_shortcuts_window_show (GtkWindow *parent);
