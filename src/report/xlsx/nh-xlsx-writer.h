/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* Writes a workbook. Numbers, money and days are numbers with a format, totals are formulas
 * with cached values, headings are frozen and repeated on each printed page, and the page set-up matches
 * nh-page-writer.h. The same sheet gives the same bytes. Needs LC_NUMERIC "C" (nh_i18n_init()). @cancellable is
 * ignored. NH_ERROR_USAGE for a sheet without a table. */
gboolean nh_xlsx_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);
