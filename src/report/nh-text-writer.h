/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* Titles, subtitle, paragraphs, table and notes as plain text for a message or the clipboard. The table has tabs
 * between its cells, which show what they show on paper. Letterhead and signature are left out. (transfer full) */
char *nh_text_writer_to_text (NhSheet *sheet);
/* The table for other programs (RFC 4180): full headings, plain digits, triệu đồng with a decimal point, days as
 * yyyy-mm-dd, and empty cells where nothing was reported. (transfer full) */
char *nh_text_writer_to_csv (NhSheet *sheet);

/* UTF-8, for nh_sheet_write(). @cancellable is ignored. */
gboolean nh_text_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);
/* With a byte order mark; NH_ERROR_USAGE without a table. */
gboolean nh_text_writer_write_csv (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);
