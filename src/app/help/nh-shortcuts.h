/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* All keys of the program with their meaning, in groups. (transfer floating) */
GtkWidget *nh_shortcuts_new (void);
