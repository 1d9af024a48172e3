/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What those who hear the program need beyond what GTK tells by itself. */

/* GTK 4.8 calls a button with a mnemonic "_Save Save". From now on each that comes to the screen is "Save", whatever label it is given
 * later. To be called once, after gtk_init(). */
void nh_access_name_buttons (void);
/* In a GtkDropDown the focus is on a button inside, which GTK 4.8 gives no name: it takes @title (a mnemonic's underscore is left
 * out) and what is chosen, "Language: English". */
void nh_access_name_drop_down (GtkDropDown *drop_down, const char *title);

G_END_DECLS
