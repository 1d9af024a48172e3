/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-grid.h"
#include "nh-zip-part.h"

/* A workbook in the format of Excel since 2007 (ECMA-376), for nh-book.c. Formulas count by the results that are in the
 * file. */
typedef struct _NhXlsx NhXlsx;

NhXlsx *nh_xlsx_open (const char *path, GError **error);
void nh_xlsx_free (NhXlsx *self);
guint nh_xlsx_get_n_sheets (NhXlsx *self);
const char *nh_xlsx_get_sheet_name (NhXlsx *self, guint sheet);
gboolean nh_xlsx_is_sheet_hidden (NhXlsx *self, guint sheet);
NhGrid *nh_xlsx_read (NhXlsx *self, guint sheet, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhXlsx, nh_xlsx_free)
