/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vietnamese text. All text in the program is UTF-8 in NFC; it is made so where it comes in. */

/* A one-line text as it is kept: NFC, NBSP and tabs as blanks, zero-width and control characters dropped, invalid bytes
 * replaced by U+FFFD, runs of blanks made one, trimmed. NULL gives "". (transfer full) (not nullable) */
char     *nh_text_clean           (const char *text);
/* The same for several lines: line breaks stay (as \n), empty lines at both ends go. */
char     *nh_text_clean_lines     (const char *text);
/* For search: lower case without any mark: "Đức Thọ" → "duc tho"; NFD and any tone placement come out equal. (transfer full) */
char     *nh_text_fold            (const char *text);
/* For search where the query has marks: lower case, NFC, the tone moved to one agreed place in its syllable, so that
 * "hoà" and "hòa", "thuỷ" and "thủy" are equal, but "hòa" and "hóa" are not. (transfer full) */
char     *nh_text_fold_marked     (const char *text);
/* TRUE when the query has any Vietnamese mark (tone, horn, breve, circumflex, đ): then tones count. */
gboolean  nh_text_has_marks       (const char *text);
/* TRUE when every blank-separated word group of @query is in @text as the search does it (fold; marks count where typed). */
gboolean  nh_text_matches         (const char *text, const char *query);
/* TRUE when both are the same name for a clerk: equal after fold_marked and clean. NULL equals "". */
gboolean  nh_text_same            (const char *a, const char *b);
/* Sort key, to be compared by memcmp: Vietnamese alphabet (a ă â b … d đ e ê …), then tones (ngang huyền hỏi ngã sắc nặng),
 * then case; digit runs by value; tone placement and normal form make no difference. (transfer full) */
GBytes   *nh_text_sort_key        (const char *text);
/* The same for a person's name: by the last word (tên) first, then the whole name. (transfer full) */
GBytes   *nh_text_name_key        (const char *name);
/* The same put behind others, where keys are many. */
void      nh_text_add_sort_key    (GString *keys, const char *text);
void      nh_text_add_name_key    (GString *keys, const char *name);
/* <0, 0, >0 by nh_text_sort_key(); for small arrays. */
int       nh_text_collate         (const char *a, const char *b);
/* Upper and lower case of Vietnamese text, NFC. (transfer full) */
char     *nh_text_upper           (const char *text);
/* First letter upper-cased, the rest as is. (transfer full) */
char     *nh_text_capitalize      (const char *text);

G_END_DECLS
