/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text.h"

#include <string.h>

#include "nh-text-private.h"

/* A key is three levels, each ended by a zero byte:
 *
 *    letters, signs and numbers  0  a tone a letter  0  a case a letter  0
 *
 * Equal ends of the last two levels ("ngang", lower case) are left out: the zero that follows is smaller than any weight.
 * Order of the first level: blank < signs < numbers < letters of the alphabet < letters of other scripts. */
enum
{
  LEVEL_END = 0x00,
  WEIGHT_BLANK = 0x02,
  WEIGHT_SIGN = 0x03,   /* + 2 bytes of rank */
  WEIGHT_NUMBER = 0x10, /* + 1 byte of length + digits */
  WEIGHT_LETTER = 0x20,
  WEIGHT_OTHER = 0xf0,  /* + 3 bytes of character */
};

#define NUMBER_MAX 200

static const gunichar alphabet[] = {
  'a', 0x103, 0xe2, 'b', 'c', 'd', 0x111, 'e', 0xea, 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 0xf4, 0x1a1, 'p', 'q',
  'r', 's', 't', 'u', 0x1b0, 'v', 'w', 'x', 'y', 'z',
};

/* Signs in the order of the Unicode collation (CLDR root). */
static const char signs[] = "_-‐‑–—,;:!?.…·'‘’‚“”\"„«»()[]{}§¶@*/\\&#%‰†‡•`´^¨°©®+±÷×<=>|~¤¢$£¥₫€";

static guint8
weight_of (gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (alphabet); i++)
    if (alphabet[i] == letter)
      return (guint8) (WEIGHT_LETTER + i);
  return 0;
}

static void
append_byte (GByteArray *key,
             guint       byte)
{
  guint8 b = (guint8) byte;

  g_byte_array_append (key, &b, 1);
}

static gsize
append_number (GByteArray     *key,
               const NhLetter *letters,
               gsize           n)
{
  gsize zeros = 0;
  gsize end;

  while (zeros < n && letters[zeros].letter == '0')
    zeros++;
  for (end = zeros; end < n && end - zeros < NUMBER_MAX && g_unichar_isdigit (letters[end].letter);)
    end++;
  append_byte (key, WEIGHT_NUMBER);
  append_byte (key, (guint) (1 + end - zeros));
  for (gsize i = zeros; i < end; i++)
    append_byte (key, letters[i].letter);
  return end;
}

static void
append_other (GByteArray *key,
              gunichar    c)
{
  gsize rank = 0;

  for (const char *at = signs; *at != '\0'; at = g_utf8_next_char (at), rank++)
    if (g_utf8_get_char (at) == c)
      {
        append_byte (key, WEIGHT_SIGN);
        append_byte (key, (guint) (1 + rank));
        append_byte (key, 1);
        return;
      }
  append_byte (key, WEIGHT_OTHER);
  append_byte (key, 0x80 | (c >> 14 & 0x7f));
  append_byte (key, 0x80 | (c >> 7 & 0x7f));
  append_byte (key, 0x80 | (c & 0x7f));
}

static void
append_key (GByteArray *key,
            const char *text)
{
  NhLetters letters;
  gsize end;

  nh_letters_init (&letters, text);
  nh_letters_place (&letters, NH_PLACE_OLD);
  for (gsize i = 0; i < letters.n;)
    {
      gunichar c = letters.letters[i].letter;
      guint8 weight = weight_of (c);

      if (c >= '0' && c <= '9')
        {
          i += append_number (key, letters.letters + i, letters.n - i);
          continue;
        }
      if (c == ' ')
        append_byte (key, WEIGHT_BLANK);
      else if (weight != 0)
        append_byte (key, weight);
      else
        append_other (key, c);
      i++;
    }
  append_byte (key, LEVEL_END);

  for (end = letters.n; end > 0 && letters.letters[end - 1].tone == NH_TONE_NGANG;)
    end--;
  for (gsize i = 0; i < end; i++)
    if (g_unichar_isalpha (letters.letters[i].letter))
      append_byte (key, 1u + letters.letters[i].tone);
  append_byte (key, LEVEL_END);

  for (end = letters.n; end > 0 && !letters.letters[end - 1].upper;)
    end--;
  for (gsize i = 0; i < end; i++)
    if (g_unichar_isalpha (letters.letters[i].letter))
      append_byte (key, letters.letters[i].upper ? 2 : 1);
  append_byte (key, LEVEL_END);
  nh_letters_clear (&letters);
}

GBytes *
nh_text_sort_key (const char *text)
{
  GByteArray *key = g_byte_array_sized_new (64);

  append_key (key, text != NULL ? text : "");
  return g_byte_array_free_to_bytes (key);
}

GBytes *
nh_text_name_key (const char *name)
{
  g_autofree char *clean = nh_text_clean (name);
  const char *last = strrchr (clean, ' ');
  GByteArray *key = g_byte_array_sized_new (96);

  append_key (key, last != NULL ? last + 1 : clean);
  append_key (key, clean);
  return g_byte_array_free_to_bytes (key);
}

int
nh_text_collate (const char *a,
                 const char *b)
{
  g_autoptr (GBytes) key_a = nh_text_sort_key (a);
  g_autoptr (GBytes) key_b = nh_text_sort_key (b);

  return g_bytes_compare (key_a, key_b);
}
