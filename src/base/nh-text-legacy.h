/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Vietnamese in the fonts of the nineties. They draw Vietnamese letters where other fonts have those of Western Europe,
 * so that a text in them is gibberish in any other font: "ThÞ trÊn", "Thò traán". Every letter of TCVN3 (fonts
 * ".VnTime" …; those whose names end in H draw capitals) is one character, those of VNI (fonts "VNI-Times" …) are a
 * letter and a mark. */
typedef enum
{
  NH_ENCODING_UNICODE,
  NH_ENCODING_TCVN3,
  NH_ENCODING_VNI,
} NhEncoding;

/* The encoding that a font stands for. @font: nullable. */
NhEncoding nh_encoding_of_font (const char *font);
/* How @text is written. The font decides, except of a text that has letters which only Unicode has; without such a font
 * the text does, where it has words that only make sense so. @text: before nh_text_clean(), which drops a sign that is
 * a letter of TCVN3. @font: nullable. */
NhEncoding nh_text_guess_encoding (const char *text, const char *font);
/* In Unicode, NFC. @font (nullable) tells capitals. Characters without a meaning in @encoding are kept. (transfer full)
 */
char *nh_text_decode (const char *text, NhEncoding encoding, const char *font);
/* How many words with marks @text has that are no syllables of Vietnamese. */
guint nh_text_count_odd_words (const char *text);
