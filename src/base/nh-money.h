/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Money is whole đồng. Reads what nh_number_parse() reads, with "đ", "đồng", "VNĐ", "k", "nghìn", "ngàn", "tr",
 * "triệu", "tỷ", "tỉ" behind it. With a unit, a decimal comma is allowed if the result is whole đồng: "12,5 triệu",
 * "1,2 tỷ". Parts add up: "1 tỷ 200 triệu". Ambiguous texts are refused: "1,200 tỷ", "12.5 triệu", "1tr2". @error:
 * NH_ERROR_INVALID. */
gboolean nh_money_parse (const char *text, gint64 *dong, GError **error);
/* The exact value in the largest unit that needs at most 3 decimals: "12,5 triệu đồng", "350 nghìn đồng", "1,234 tỷ
 * đồng", "1.234,5 triệu đồng"; else in full: "1.234.567 đồng". (transfer full) */
char *nh_money_format_short (gint64 dong);
/* "Mười hai triệu năm trăm nghìn đồng". (transfer full) */
char *nh_money_words (gint64 dong);
