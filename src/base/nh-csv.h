/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A table read from CSV (RFC 4180: quotes, line breaks in quotes, CRLF). A UTF-8 BOM is skipped; UTF-16 needs a BOM.
 * The separator (, ; or tab) is the one that the header line has as often as the line after it, or named by Excel's
 * "sep=;" before it. Cells are
 * cleaned by nh_text_clean_lines(); the apostrophe of nh_csv_append_cell() is removed. Blank lines are skipped. */
typedef struct _NhCsv NhCsv;

NhCsv *nh_csv_parse (const char *data, gsize length,
                     /* NH_ERROR_INVALID with the line; limits: 64 MiB, 1,000 columns, 2,000,000 rows. */
                     GError **error);
/* A table that may begin with lines of other things, with cells as they are in the file, except for the guard.
 * @separator: a tab for a block that a spreadsheet copied, in which only cells with line breaks are quoted; 0: the most
 * likely one. */
NhCsv *nh_csv_parse_raw (const char *data, gsize length, char separator, GError **error);
void nh_csv_free (NhCsv *self);
guint nh_csv_get_n_rows (NhCsv *self); /* without the header */
guint nh_csv_get_n_columns (NhCsv *self);
const char *nh_csv_get_title (NhCsv *self, guint column);
int nh_csv_find_column (NhCsv *self, const char *title); /* -1: not there; case-insensitive */
/* "" when the row is short or column is -1. */
const char *nh_csv_get (NhCsv *self, guint row, int column);
guint nh_csv_get_line (NhCsv *self, guint row); /* line in the file, from 1 */

/* All rows alike, the header as row 0. */
guint nh_csv_count_cells (NhCsv *self, guint row);                  /* 0 beyond the last row */
const char *nh_csv_get_cell (NhCsv *self, guint row, guint column); /* "" where there is none */
/* Line in the file, from 1; of raw cells the row that a spreadsheet shows. */
guint nh_csv_get_cell_line (NhCsv *self, guint row);
char nh_csv_get_separator (NhCsv *self);

/* Appends a cell, quoted where needed. One that a spreadsheet would read as a formula (starts with = + - @ and is
 * not a number) gets a leading apostrophe. */
void nh_csv_append_cell (GString *out, const char *cell, char separator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhCsv, nh_csv_free)
