/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nh-grid.h"

/* What others made in a spreadsheet, from any source: a workbook (.xlsx, .xlsm), a CSV file, the clipboard. For reading
 * on one thread; the grids it gives may cross threads. */
typedef struct _NhBook NhBook;

/* Opens a file by what is in it, whatever its name. NH_ERROR_INVALID for another kind of file, which tells how to save
 * it as a workbook; NH_ERROR_NOT_FOUND or IO. */
NhBook *nh_book_open (const char *path, GError **error);
/* CSV; @copied: a block from the clipboard, with tabs between the cells. One sheet. @name: of it. */
NhBook *nh_book_from_text (const char *data, gsize length, const char *name, gboolean copied, GError **error);
void nh_book_free (NhBook *self);

guint nh_book_get_n_sheets (NhBook *self);
const char *nh_book_get_sheet_name (NhBook *self, guint sheet);
gboolean nh_book_is_sheet_hidden (NhBook *self, guint sheet);
/* How a text file was read: "UTF-8", "Windows-1258" …, and what stands between its cells; NULL and 0 for a workbook. */
const char *nh_book_get_encoding (NhBook *self);
char nh_book_get_separator (NhBook *self);
/* (transfer full) @error: NH_ERROR_INVALID, G_IO_ERROR_CANCELLED. */
NhGrid *nh_book_read (NhBook *self, guint sheet, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhBook, nh_book_free)
