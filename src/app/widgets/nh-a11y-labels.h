/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Accessible names, and a use of keys, that GTK 4.8 gets wrong. */

/* GTK 4.8 names a button with a mnemonic "_Save Save". From now on every button is named "Save" when it is mapped
 * and when its label changes. To be called once, after gtk_init(). */
void nh_a11y_name_buttons (void);
/* The focus of a GtkDropDown is on a button inside, which GTK 4.8 gives no name. Names it by @title (its mnemonic
 * underscore is removed) and the selected item: "Language: English". A mouse that rests over its list does not choose
 * while the arrow keys scroll it. */
void nh_a11y_name_drop_down (GtkDropDown *drop_down, const char *title);
