/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Vietnamese text. All text in the program is UTF-8 in NFC; input is normalized where it enters. */

/* Normalizes a one-line text: NFC, NBSP and tabs become blanks, zero-width and control characters are dropped,
 * invalid bytes become U+FFFD, runs of blanks one blank, ends are trimmed. NULL gives "". (transfer full) (not
 * nullable) */
char *nh_text_clean (const char *text);
/* The same for several lines: line breaks are kept as \n, except at the ends. */
char *nh_text_clean_lines (const char *text);
/* The same of a text in which line breaks (\n), tabs and blanks separate parts: these stay as they are. */
char *nh_text_clean_parts (const char *text);
/* For search: lower case without marks: "Đức Thọ" → "duc tho", whatever the normal form. (transfer full) */
char *nh_text_fold (const char *text);
/* For search where the query has marks: lower case, NFC, the tone at its standard place in the syllable, so that
 * "hoà" equals "hòa" and "thuỷ" equals "thủy", but "hòa" differs from "hóa". (transfer full) */
char *nh_text_fold_marked (const char *text);
/* Has @text any Vietnamese mark (tone, horn, breve, circumflex, đ)? Then a search compares marks. */
gboolean nh_text_has_marks (const char *text);
/* Does @text contain each blank-separated word of @query? Folded; marks count in words typed with marks. */
gboolean nh_text_matches (const char *text, const char *query);
/* Equal after nh_text_clean() and nh_text_fold_marked()? NULL equals "". */
gboolean nh_text_same (const char *a, const char *b);
/* Sort key for memcmp(): Vietnamese alphabet (a ă â b … d đ e ê …), then tones (ngang huyền hỏi ngã sắc nặng), then
 * case; runs of digits by value. Independent of tone placement and normal form. (transfer full) */
GBytes *nh_text_sort_key (const char *text);
/* Sort key of a person's name: by the last word (tên), then by the whole name. (transfer full) */
GBytes *nh_text_name_key (const char *name);
/* The same, appended to @keys. */
void nh_text_add_sort_key (GString *keys, const char *text);
void nh_text_add_name_key (GString *keys, const char *name);
/* <0, 0, >0 by nh_text_sort_key(). Slow: for small arrays. */
int nh_text_collate (const char *a, const char *b);
/* Upper case, NFC. (transfer full) */
char *nh_text_upper (const char *text);
/* Upper-cases the first letter only. (transfer full) */
char *nh_text_capitalize (const char *text);

/* The regular expression @pattern (Perl's, as of GRegex), a string literal. It is compiled once and kept. */
GRegex *nh_text_get_pattern (const char *pattern);
/* Does @text match such a literal? */
gboolean nh_text_is_like (const char *text, const char *pattern);
