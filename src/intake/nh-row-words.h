/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the words of a row say of it: whether it is a record of a table, or something around one. */

gboolean nh_row_is_line_number (const char *text); /* "12", "IV.", "(a)" */
gboolean nh_row_is_total (const char *text);
gboolean nh_row_is_title (const char *text); /* of a table below this one */
gboolean nh_row_is_signature (const char *text);
gboolean nh_row_is_whole (const char *text); /* "Toàn xã": its sum, or a festival of the whole commune */
gboolean nh_row_is_aside (const char *text); /* "(ghép với thôn Tân An)", "(*) bắt buộc" */
/* "I. Xã Cẩm Xuyên (14 điểm)" → "Xã Cẩm Xuyên". (transfer full) */
char *nh_row_strip_group (const char *text);
gboolean nh_row_is_numbered (const char *text); /* "II. Cá nhân" */
