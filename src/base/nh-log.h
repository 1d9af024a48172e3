/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Messages of GLib, GTK and our own code are for developers, may quote what was typed, and would end in the log of the
 * desktop: from now on they are dropped, in the window and on the command line. With G_MESSAGES_DEBUG set all are
 * printed, with G_DEBUG set warnings; one that ends the program always is. Called once, before anything else. */
void nh_log_init (void);
