/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* Writes by the ending of @path (.xlsx, .docx, .pdf, .txt, .csv), to a temporary file that then replaces @path.
 * @cancellable (nullable) is checked page by page; a file that was there stays. NH_ERROR_USAGE for another ending, and
 * for a sheet without a table as .xlsx or .csv. */
gboolean nh_sheet_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);
