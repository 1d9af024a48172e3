/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-kind.h"

/* Marks in columns of choices, and what offices call the choices. */

/* "x", "1", "có": a mark in a column; "", "-", "không": none. What is neither is something else. */
gboolean nh_cell_is_mark (const char *text);
gboolean nh_cell_is_no_mark (const char *text);

/* The only choice that a text means: by its title, its abbreviation, its code or another name of it. Else, and then it
 * is @likely: by the beginning of its title, by a part of it, or as the longest name that stands in the text. NULL:
 * none, or several. Borrowed. */
const NhCode *nh_cell_find_choice (const NhField *field, const char *text, const NhParseContext *context,
                                   gboolean *likely);
/* The same without the beginnings and parts of titles: for texts of which the field itself knows these. */
const NhCode *nh_cell_find_named (const NhField *field, const char *text, const NhParseContext *context,
                                  gboolean *likely);
