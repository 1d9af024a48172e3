/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-writer.h"

#define NH_PICTURE_PAGES 6 /* at most, one under the other */

/* The pages in one picture, black on white, as PNG. NULL and NH_ERROR_INVALID: there are more than NH_PICTURE_PAGES.
 * (transfer full) */
GBytes *nh_pages_to_png (NhPages *pages, GCancellable *cancellable, GError **error);
/* The chart @index of the sheet alone; its size in points. (transfer full) */
GBytes *nh_chart_to_png (NhSheet *sheet, guint index, double *width, double *height, GError **error);
gboolean nh_picture_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error);
