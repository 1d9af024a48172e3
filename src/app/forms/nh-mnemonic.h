/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Mnemonics are chosen from the translated label, so that they are unique in any language. ASCII letters only:
 * others have no key. */

/* Picks a letter of @title that is not in @taken, preferably the first of a word, and adds it (lower case) to @taken.
 * Returns its place in @title; NULL: none is left. */
const char *nh_mnemonic_pick (const char *title, GString *taken);
/* @title with the letter at @letter marked for GTK, "_Place", and underscores doubled. NULL: no letter. (transfer
 * full) */
char *nh_mnemonic_mark (const char *title, const char *letter);
