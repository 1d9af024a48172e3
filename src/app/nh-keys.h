/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* F1: all keys of the program in a window of their own. Not GtkShortcutsWindow, which in GTK 4.8 warns of negative widths. */
void nh_keys_show (GtkWindow *parent);

G_END_DECLS
