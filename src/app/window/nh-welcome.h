/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The page of a first start: creates a ledger for the unit that the user chooses or types in. A typed parent unit that
 * is not known goes into the letterhead. Signal: "made" (const char *path): the file was created and is to be opened.
 */
#define NH_TYPE_WELCOME (nh_welcome_get_type ())
G_DECLARE_FINAL_TYPE (NhWelcome, nh_welcome, NH, WELCOME, GtkWidget)
