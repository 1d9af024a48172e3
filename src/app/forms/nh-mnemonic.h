/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mnemonics are chosen from the translated label, so that they are unique in any language. ASCII letters only:
 * others have no key. */

/* Picks a letter (lower case) of @title that is not in @taken, preferably the first of a word, and adds it to
 * @taken. '\0': none is left. */
char nh_mnemonic_pick (const char *title, GString *taken);
/* @title with @letter marked for GTK, "_Place", and underscores doubled. '\0': no letter. (transfer full) */
char *nh_mnemonic_mark (const char *title, char letter);

G_END_DECLS
