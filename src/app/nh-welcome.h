/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The first thing a new clerk sees: type the unit's name, Enter, and the ledger is there.
 * Signals: "made" (const char *path, const char *superior) a file was made and is to be opened; @superior: what the letterhead calls
 * the unit above, when it was typed in ("": the program knows it). */
#define NH_TYPE_WELCOME (nh_welcome_get_type ())
G_DECLARE_FINAL_TYPE (NhWelcome, nh_welcome, NH, WELCOME, GtkWidget)

GtkWidget *nh_welcome_new (void);

G_END_DECLS
