/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Spoils what a reader is given, in ways that disks, sticks, mail programs and spreadsheets do it, and worse. The same
 * @rand gives the same damage. */

/* A text: quotes, separators, numbers, days, NUL, invalid UTF-8, huge cells, pieces taken away, doubled or moved. */
void mutate_text (GString *text, GRand *rand);
/* A file of any kind: bits, blocks swapped, a piece copied elsewhere, cut off, zeros. */
void mutate_bytes (GByteArray *bytes, GRand *rand);
/* An SQLite file: the numbers of its header and of its pages, its cells, its texts. */
void mutate_pages (GByteArray *bytes, guint page_size, GRand *rand);
/* An SQLite file that stays sound as such: its rows are others, NULL where that is not allowed and huge texts too. */
void mutate_rows (GByteArray *bytes, GRand *rand);
/* The same: its tables and indexes are others, more or fewer. */
void mutate_schema (GByteArray *bytes, GRand *rand);

G_END_DECLS
