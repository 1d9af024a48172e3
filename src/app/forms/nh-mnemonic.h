/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mnemonics are chosen from the translated label, so that they are unique in any language without a translator's care. Only ASCII
 * letters: others are not on the keys. */

/* A letter (lower case) of @title that is not in @taken: the first of a word if it can be, and added to @taken. '\0': none is left. */
char nh_mnemonic_pick (const char *title, GString *taken);
/* @title with the letter marked for GTK: "_Place", and its underscores doubled; '\0': none is marked. (transfer full) */
char *nh_mnemonic_mark (const char *title, char letter);

G_END_DECLS
