/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* Writes a Word document that looks like the pages of nh-page-writer.h: the same paper, margins, fonts and widths of
 * columns; headings of a table are repeated on each page. The same sheet gives the same bytes. @cancellable: nullable.
 */
gboolean nh_docx_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);
