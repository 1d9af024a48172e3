/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Decomposition and composition of Vietnamese letters. Private to nh-text*.c. */

/* In the order of sorting. */
typedef enum
{
  NH_TONE_NGANG,
  NH_TONE_HUYEN,
  NH_TONE_HOI,
  NH_TONE_NGA,
  NH_TONE_SAC,
  NH_TONE_NANG,
  NH_N_TONES,
} NhTone;

enum
{
  NH_IS_LETTER = 1 << 0, /* of any script */
  NH_IS_VOWEL = 1 << 1,  /* of Vietnamese */
};

/* A Latin letter: "Ấ" is â, sắc, upper case, plain a. */
typedef struct
{
  guint16 letter; /* lower case, no tone */
  guint8 tone;
  guint8 upper;
  guint8 kind;
  char plain; /* its ASCII base letter; 0: none */
} NhLatin;

/* Latin letters are in two ranges of Unicode. */
#define NH_LATIN_END 0x250
#define NH_LATIN_MORE 0x1e00
#define NH_LATIN_MORE_END 0x1f00
#define NH_N_LATIN (NH_LATIN_END + NH_LATIN_MORE_END - NH_LATIN_MORE)

/* A letter and its tone, or any other character. */
typedef struct
{
  gunichar letter; /* lower case, NFC, no tone */
  guint8 tone;
  guint8 upper;
  guint8 kind;
} NhLetter;

typedef struct
{
  NhLetter *letters;
  gsize n;
  NhLetter space[96]; /* avoids an allocation for short texts */
} NhLetters;

/* Placement of the tone in open oa, oe, uy: "hòa" or "hoà". */
typedef enum
{
  NH_PLACE_OLD,
  NH_PLACE_NEW,
} NhPlace;

/* The table of all Latin letters, for nh_latin_at(). */
const NhLatin *nh_latin_table (void);

/* NULL: not a Latin letter. */
static inline const NhLatin *
nh_latin_at (const NhLatin *table, gunichar c)
{
  if (c < NH_LATIN_END)
    return table + c;
  if (c >= NH_LATIN_MORE && c < NH_LATIN_MORE_END)
    return table + NH_LATIN_END + (c - NH_LATIN_MORE);
  return NULL;
}

/* Decomposes @text. Combining marks (NFD) are joined with their letter, invalid bytes become U+FFFD, all blanks ' ';
 * invisible characters are dropped. Free with nh_letters_clear(). */
void nh_letters_init (NhLetters *self, const char *text);
void nh_letters_clear (NhLetters *self);
/* Moves the tone to its standard place in every syllable with exactly one tone and one group of vowels. */
void nh_letters_place (NhLetters *self, NhPlace place);
/* A lower-case letter with a tone; 0 when there is no such character. */
gunichar nh_letter_compose (gunichar letter, NhTone tone);
gunichar nh_tone_mark (NhTone tone);
/* ' ' for blanks, '\n' for line breaks, 0 for what is invisible, else @c. */
gunichar nh_char_clean (gunichar c);
/* The slow path of nh_text_next(). */
gunichar nh_text_next_rare (const char **at);

/* Returns the character at *@at and advances; U+FFFD for an invalid byte. Inline for Latin letters and common signs,
 * as nearly all characters are. */
static inline gunichar
nh_text_next (const char **at)
{
  const guint8 *bytes = (const guint8 *) *at;

  if (bytes[0] < 0x80)
    {
      (*at)++;
      return bytes[0];
    }
  if (bytes[0] >= 0xc2 && bytes[0] < 0xe0 && (bytes[1] & 0xc0) == 0x80)
    {
      *at += 2;
      return (gunichar) (bytes[0] & 0x1f) << 6 | (bytes[1] & 0x3f);
    }
  if (bytes[0] > 0xe0 && bytes[0] < 0xed && (bytes[1] & 0xc0) == 0x80 && (bytes[2] & 0xc0) == 0x80)
    {
      *at += 3;
      return (gunichar) (bytes[0] & 0x0f) << 12 | (gunichar) (bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f);
    }
  return nh_text_next_rare (at);
}
