/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table read from CSV (RFC 4180: quotes, line breaks in quotes, CRLF; an UTF-8 BOM is skipped, UTF-16 with a BOM is read;
 * separators , ; or tab are told apart by the header line, or by Excel's "sep=;" before it). Cells are cleaned text, with their
 * line breaks; the apostrophe of nh_csv_append_cell() is off again. Blank lines are skipped. */
typedef struct _NhCsv NhCsv;

NhCsv       *nh_csv_parse        (const char *data,
                                  gsize       length,
                                  GError    **error);           /* NH_ERROR_INVALID with the line; limits: 64 MiB, 1,000 columns, 2,000,000 rows */
void         nh_csv_free         (NhCsv      *self);
guint        nh_csv_get_n_rows   (NhCsv      *self);            /* without the header */
guint        nh_csv_get_n_columns (NhCsv     *self);
const char  *nh_csv_get_title    (NhCsv      *self, guint column);
int          nh_csv_find_column  (NhCsv      *self, const char *title);     /* -1: not there; case-insensitive */
const char  *nh_csv_get          (NhCsv      *self, guint row, int column); /* "" when the row is short or column is -1 */
guint        nh_csv_get_line     (NhCsv      *self, guint row);             /* line in the file, from 1 */

/* One cell as it is written in CSV, quoted where needed. A cell that a spreadsheet would take for a formula
 * (starts with = + - @ and is no number) is written with a leading apostrophe. */
void         nh_csv_append_cell  (GString    *out, const char *cell, char separator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhCsv, nh_csv_free)

G_END_DECLS
