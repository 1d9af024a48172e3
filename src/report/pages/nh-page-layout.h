/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-block.h"

struct _NhPages;

/* Uses a smaller font than the width needs where that saves a page. NULL: cancelled. (transfer full) */
NhLaidOut *nh_layout_new (NhSheet *sheet, GCancellable *cancellable);
/* The same fit, but maybe only the first pages: enough for a workbook. (transfer full) */
NhLaidOut *nh_layout_new_start (NhSheet *sheet);
void nh_layout_free (NhLaidOut *self);
/* Its typeset is NULL. (transfer none) */
NhLaidOut *nh_pages_get_layout (struct _NhPages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLaidOut, nh_layout_free)
