/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text-private.h"

#include <string.h>

#define N_VOWELS 12
#define D_STROKE 0x111
#define REPLACEMENT 0xfffd

static const gunichar tone_marks[NH_N_TONES] = { 0, 0x300, 0x309, 0x303, 0x301, 0x323 };
static const gunichar vowels[N_VOWELS] = { 'a', 0x103, 0xe2, 'e', 0xea, 'i', 'o', 0xf4, 0x1a1, 'u', 0x1b0, 'y' };

static NhLatin latin[NH_N_LATIN];
static gunichar composed[N_VOWELS][NH_N_TONES];

static int
vowel_index (gunichar letter)
{
  for (int i = 0; i < N_VOWELS; i++)
    if (vowels[i] == letter)
      return i;
  return -1;
}

static NhTone
tone_of_mark (gunichar mark)
{
  for (int i = 1; i < NH_N_TONES; i++)
    if (tone_marks[i] == mark)
      return (NhTone) i;
  return NH_TONE_NGANG;
}

static guint8
kind_of (gunichar letter)
{
  if (vowel_index (letter) >= 0)
    return NH_IS_LETTER | NH_IS_VOWEL;
  return g_unichar_isalpha (letter) ? NH_IS_LETTER : 0;
}

/* Joins a combining mark with its letter. FALSE: they do not combine. */
static gboolean
add_mark (NhLetter *letter, gunichar mark)
{
  NhTone tone = tone_of_mark (mark);
  gunichar whole;

  if (mark == 0x340 || mark == 0x341)
    tone = mark == 0x340 ? NH_TONE_HUYEN : NH_TONE_SAC;
  if (tone != NH_TONE_NGANG && (letter->kind & NH_IS_LETTER) != 0 && nh_latin_at (latin, letter->letter) != NULL)
    {
      if (letter->tone != NH_TONE_NGANG)
        return FALSE;
      letter->tone = tone;
      return TRUE;
    }
  /* "İ" is a plain i. */
  if (mark == 0x307 && letter->letter == 'i')
    return TRUE;
  if (!g_unichar_compose (letter->letter, mark, &whole))
    return FALSE;
  letter->letter = whole;
  letter->kind = kind_of (whole);
  return TRUE;
}

static guint8
is_upper (gunichar c)
{
  return g_unichar_isupper (c) || g_unichar_istitle (c);
}

static NhLatin
describe (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  NhLetter letter = { g_unichar_tolower (parts[0]), NH_TONE_NGANG, is_upper (c), NH_IS_LETTER };
  gboolean whole = TRUE;
  char plain = 0;

  if (letter.letter == D_STROKE)
    plain = 'd';
  else if (letter.letter < 0x80 && g_ascii_isalpha ((char) letter.letter))
    plain = (char) letter.letter;
  for (gsize i = 1; i < n; i++)
    whole = add_mark (&letter, parts[i]) && whole;
  if (!whole)
    letter = (NhLetter){ g_unichar_tolower (c), NH_TONE_NGANG, letter.upper, 0 };
  return (NhLatin){ (guint16) letter.letter, letter.tone, letter.upper, kind_of (letter.letter), plain };
}

const NhLatin *
nh_latin_table (void)
{
  static gsize made = 0;

  if (!g_once_init_enter (&made))
    return latin;
  for (gsize i = 0; i < NH_N_LATIN; i++)
    {
      gunichar c = (gunichar) (i < NH_LATIN_END ? i : i - NH_LATIN_END + NH_LATIN_MORE);
      int vowel;

      latin[i] = describe (c);
      vowel = latin[i].upper ? -1 : vowel_index (latin[i].letter);
      if (vowel >= 0)
        composed[vowel][latin[i].tone] = c;
    }
  g_once_init_leave (&made, 1);
  return latin;
}

gunichar
nh_tone_mark (NhTone tone)
{
  return tone_marks[tone];
}

gunichar
nh_letter_compose (gunichar letter, NhTone tone)
{
  int i = vowel_index (letter);
  gunichar whole;

  if (tone == NH_TONE_NGANG)
    return letter;
  nh_latin_table ();
  if (i >= 0)
    return composed[i][tone];
  return g_unichar_compose (letter, tone_marks[tone], &whole) ? whole : 0;
}

gunichar
nh_char_clean (gunichar c)
{
  if (c >= 0x20 && c < 0x7f)
    return c;
  if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
    return '\n';
  if (c == '\t' || c == 0x0b || c == 0x0c || c == 0xa0)
    return ' ';
  if (c < 0xa0 || c == 0xad)
    return 0;
  if (c < 0x300)
    return c;
  if (c >= NH_LATIN_MORE && c < NH_LATIN_MORE_END)
    return c;
  /* Combining grapheme joiner, Hangul fillers, variation selectors, noncharacters. */
  if (c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || (c >= 0xfe00 && c <= 0xfe0f) ||
      (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
    return 0;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_SPACE_SEPARATOR:
      return ' ';
    case G_UNICODE_FORMAT:
    case G_UNICODE_CONTROL:
    case G_UNICODE_SURROGATE:
      return 0;
    default:
      return c;
    }
}

gunichar
nh_text_next_rare (const char **at)
{
  gunichar c = g_utf8_get_char_validated (*at, -1);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      (*at)++;
      return REPLACEMENT;
    }
  *at = g_utf8_next_char (*at);
  return c;
}

/* May @c combine with the character before it? Marks of other scripts, parts of Korean syllables. */
static gboolean
joins (gunichar c)
{
  return c >= 0x300 && (g_unichar_ismark (c) || (c >= 0x1100 && c < 0x1200));
}

/* FALSE: some mark did not combine with its letter. */
static gboolean
take_letters (NhLetters *self, const char *text)
{
  const NhLatin *table = nh_latin_table ();
  gsize size = strlen (text);
  gboolean whole = TRUE;

  self->letters = size <= G_N_ELEMENTS (self->space) ? self->space : g_new (NhLetter, size);
  self->n = 0;
  while (*text != '\0')
    {
      gunichar c = nh_text_next (&text);
      const NhLatin *known = nh_latin_at (table, c);

      /* Not printable ASCII, nor a Latin letter: rare. */
      if (known == NULL || c < 0x20 || (c >= 0x7f && c < 0xc0))
        {
          c = nh_char_clean (c);
          if (c == 0)
            continue;
          known = nh_latin_at (table, c == '\n' ? ' ' : c);
        }
      if (known != NULL)
        {
          self->letters[self->n++] = (NhLetter){ known->letter, known->tone, known->upper, known->kind };
          continue;
        }
      if (c < 0x370 && self->n > 0)
        {
          if (add_mark (&self->letters[self->n - 1], c))
            continue;
          whole = FALSE;
        }
      else if (joins (c))
        whole = FALSE;
      self->letters[self->n++] = (NhLetter){ g_unichar_tolower (c), NH_TONE_NGANG, is_upper (c), kind_of (c) };
    }
  return whole;
}

void
nh_letters_init (NhLetters *self, const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *whole = NULL;

  if (take_letters (self, text))
    return;
  /* NFC gives marks that do not combine a canonical order. */
  nh_letters_clear (self);
  valid = g_utf8_make_valid (text, -1);
  whole = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  (void) take_letters (self, whole);
}

void
nh_letters_clear (NhLetters *self)
{
  if (self->letters != self->space)
    g_free (self->letters);
  self->letters = NULL;
}

/* Index of the vowel that carries the tone: the one with circumflex, horn or breve (the last of ươ); in a closed
 * syllable, or of three vowels, the second; else the first. */
static gsize
tone_seat (const NhLetter *group, gsize n, gboolean closed, NhPlace place)
{
  gunichar a = group[0].letter;
  gunichar b = n > 1 ? group[1].letter : 0;

  for (gsize i = n; i > 0; i--)
    if (group[i - 1].letter > 0x7f)
      return i - 1;
  if (n == 1)
    return 0;
  if (n > 2 || closed)
    return 1;
  if ((a == 'o' && (b == 'a' || b == 'e')) || (a == 'u' && b == 'y'))
    return place == NH_PLACE_NEW ? 1 : 0;
  return 0;
}

static gboolean
is_vowel (const NhLetter *letter)
{
  return (letter->kind & NH_IS_VOWEL) != 0;
}

/* @toned: index of the letter with the tone. */
static void
place_syllable (NhLetter *letters, gsize n, gsize toned, NhPlace place)
{
  gsize start = 0;
  gsize end;
  guint8 tone;

  while (start < n && !is_vowel (&letters[start]))
    start++;
  /* u in "qu" and i in "gi" are part of the consonant if a vowel follows. */
  if (start > 0 && start + 1 < n && is_vowel (&letters[start + 1]) &&
      ((letters[start - 1].letter == 'q' && letters[start].letter == 'u') ||
       (letters[start - 1].letter == 'g' && letters[start].letter == 'i' && start == 1)))
    start++;
  for (end = start; end < n && is_vowel (&letters[end]);)
    end++;
  for (gsize i = end; i < n; i++)
    if (is_vowel (&letters[i]))
      return;
  if (start == end || !is_vowel (&letters[toned]))
    return;

  tone = letters[toned].tone;
  letters[toned].tone = NH_TONE_NGANG;
  letters[start + tone_seat (letters + start, end - start, end < n, place)].tone = tone;
}

void
nh_letters_place (NhLetters *self, NhPlace place)
{
  gsize start = 0;
  gsize toned = 0;
  guint n_tones = 0;

  for (gsize i = 0; i <= self->n; i++)
    {
      if (i < self->n && (self->letters[i].kind & NH_IS_LETTER) != 0)
        {
          if (self->letters[i].tone != NH_TONE_NGANG)
            {
              toned = i;
              n_tones++;
            }
          continue;
        }
      /* A syllable followed by a loose mark is left unchanged. */
      if (n_tones == 1 && (i == self->n || !joins (self->letters[i].letter)))
        place_syllable (self->letters + start, i - start, toned - start, place);
      start = i + 1;
      n_tones = 0;
    }
}
