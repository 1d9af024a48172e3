/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Numbers as offices write them: dot for thousands, decimal comma (DOMAIN: 84.000; 35,5 tỷ). */

#define NH_NUMBER_MAX G_GINT64_CONSTANT (999999999999999) /* exact in a double, so exact in Excel */

/* Reads "1407", "1.407", "1 407", "01", with ASCII or no-break blanks. Refuses negative numbers, letters, signs, and
 * what is ambiguous: "1,407", "1.40", "12,5". @error: NH_ERROR_INVALID, with a hint on what to type. */
gboolean nh_number_parse (const char *text, gint64 *value, GError **error);
/* a + b; where that is out of range, the largest or smallest number. A damaged ledger may hold such numbers. */
gint64 nh_number_add (gint64 a, gint64 b);
/* 84000 → "84.000". (transfer full) */
char *nh_number_format (gint64 value);
/* A count in running text: 1–9 with a leading zero ("01", "09"), else as nh_number_format(). (transfer full) */
char *nh_number_format_admin (gint64 value);
/* value / scale to its last decimal, trailing zeros dropped: 35500, 1000 → "35,5". @value ≥ 0; @scale: a power of ten.
 * (transfer full) */
char *nh_number_format_scaled (gint64 value, gint64 scale);
/* A decimal with at most @decimals digits after the comma, trailing zeros dropped: 35.5 → "35,5". (transfer full) */
char *nh_number_format_decimal (double value, int decimals);

/* The number in words without a unit: "một nghìn bốn trăm linh bảy". (transfer full) */
char *nh_number_words (gint64 value);
