/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-kind.h"

/* Which field a column of an office's list is, for all that is pasted or imported. Headings are compared without marks,
 * signs, what stands in brackets and the unit of money at the end: "KINH PHÍ (triệu đồng)" is "Kinh phí". */

/* The words that are compared. (transfer full) */
char *nh_heading_fold (const char *heading);
/* The field's title, its heading over lists and its aliases, folded; and its name. For as long as the program runs. */
const char *const *nh_field_list_names (const NhField *field);
/* Is it one of these? */
gboolean nh_field_is_called (const NhField *field, const char *heading);
/* How many letters of @folded, a folded heading, are such a name of two words or more: of "số người dự, ước tính" those
 * of "số người dự". 0: none. */
gsize nh_field_find_name (const NhField *field, const char *folded);
/* Of a column that counts the lines: "STT". */
gboolean nh_heading_counts_lines (const char *heading);
/* What one is worth in a column of money: "ĐVT: nghìn đồng" → 1000. 0: it does not say. */
gint64 nh_heading_find_scale (const char *heading);
/* Does it say nothing else? "(1.000đ)", "ĐVT: triệu đồng"; not "Thôn Đồng Tâm". */
gboolean nh_heading_is_scale (const char *heading);

/* By its content: how sure it is that a text belongs in the field; 0 not at all, NH_COLUMN_FITS well enough on the
 * average of a column, 3 nearly certain. */
double nh_field_judge (const NhField *field, const char *text, const NhParseContext *context);
#define NH_COLUMN_FITS 0.5
