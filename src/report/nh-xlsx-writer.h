/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

G_BEGIN_DECLS

/* A workbook with a tab for each sheet: numbers, money and days as numbers with a format, totals as formulas with their values,
 * headings frozen and repeated on each printed page, set up to print as nh-page-writer.h draws it. The same sheets give the same
 * bytes. Needs LC_NUMERIC "C" (nh_i18n_init()): libxlsxwriter would write decimal commas into the file.
 * @error: NH_ERROR_USAGE when a sheet has no table. */
gboolean nh_xlsx_writer_write (NhSheet *const *sheets, guint n_sheets, const char *path, GError **error);

G_END_DECLS
