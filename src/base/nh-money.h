/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Money is whole đồng. Reads what nh_number_parse() reads, with "đ", "đồng", "VNĐ", "k", "nghìn", "ngàn", "tr", "triệu",
 * "tỷ", "tỉ" behind it; with a unit a decimal comma is allowed ("12,5 triệu", "1,2 tỷ"), as long as whole đồng come out. Several parts with
 * their units add up ("1 tỷ 200 triệu"). What can be meant in two ways is refused: "1,200 tỷ", "12.5 triệu", "1tr2". */
gboolean  nh_money_parse          (const char *text, gint64 *dong, GError **error);
/* "12,5 triệu đồng", "350 nghìn đồng", "1,234 tỷ đồng", "500 đồng": always the exact value, in the greatest unit that tells it
 * with up to 3 decimals ("1.234,5 triệu đồng"), else in full ("1.234.567 đồng"). (transfer full) */
char     *nh_money_format_short   (gint64       dong);
/* "Mười hai triệu năm trăm nghìn đồng". (transfer full) */
char     *nh_money_words          (gint64       dong);

G_END_DECLS
