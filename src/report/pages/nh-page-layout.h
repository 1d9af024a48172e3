/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-block.h"

struct _NhPages;

/* Uses a smaller font than the width needs where that saves a page. NULL: cancelled. (transfer full) */
NhLaidOut *nh_layout_new (NhSheet *sheet, GCancellable *cancellable);
/* The same fit, but maybe only the first pages: enough for a workbook. (transfer full) */
NhLaidOut *nh_layout_new_start (NhSheet *sheet);
/* One page with a chart alone, from the upper left corner of its text. @height: of the chart. (transfer full) */
NhLaidOut *nh_layout_new_chart (NhSheet *sheet, guint index, double *height);
void nh_layout_free (NhLaidOut *self);
/* Its typeset is NULL. (transfer none) */
NhLaidOut *nh_pages_get_layout (struct _NhPages *self);
/* Takes @layout over. (transfer full) */
struct _NhPages *nh_pages_new_of (NhSheet *sheet, NhLaidOut *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLaidOut, nh_layout_free)
