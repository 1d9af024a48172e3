/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Preferences: language, text size, colours, contrast, graphics. All but the graphics are applied at once. Signal:
 * "language-requested" (): the other language was selected; the owner of the windows applies it. */
#define NH_TYPE_PREFERENCES (nh_preferences_get_type ())
G_DECLARE_FINAL_TYPE (NhPreferences, nh_preferences, NH, PREFERENCES, GtkWidget)

/* The file of the ledger that is open: a second place for backups on its disk is told of. */
void nh_preferences_set_ledger (NhPreferences *self, const char *path);
