/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The user's guide, beside the window it belongs to: topics, the keys, printing. It stays open while one works. */
#define NH_TYPE_HELP_WINDOW (nh_help_window_get_type ())
G_DECLARE_FINAL_TYPE (NhHelpWindow, nh_help_window, NH, HELP_WINDOW, GtkWindow)

/* Shows the guide of @parent at @topic, "keys" or a name as in nh-help.h; an unknown one (NULL) is the first. */
void nh_help_window_show (GtkWindow *parent, const char *topic);
/* Closes it, if it is open: its texts are those of one language. */
void nh_help_window_close (GtkWindow *parent);
