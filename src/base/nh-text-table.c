/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text-private.h"

#include <string.h>

/* Latin letters with marks stand in two stretches of Unicode; one table for each. */
#define LATIN_END 0x250
#define ADDITIONAL_START 0x1e00
#define ADDITIONAL_END 0x1f00
#define N_VOWELS 12
#define D_STROKE 0x111
#define REPLACEMENT 0xfffd

typedef struct
{
  guint16 letter;
  guint8 tone;
  guint8 upper;
  char plain;
} Entry;

static const gunichar tone_marks[NH_N_TONES] = { 0, 0x300, 0x309, 0x303, 0x301, 0x323 };
static const gunichar vowels[N_VOWELS] = { 'a', 0x103, 0xe2, 'e', 0xea, 'i', 'o', 0xf4, 0x1a1, 'u', 0x1b0, 'y' };

static Entry latin[LATIN_END];
static Entry additional[ADDITIONAL_END - ADDITIONAL_START];
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

/* A mark behind a letter: TRUE when it went into it. */
static gboolean
add_mark (NhLetter *letter,
          gunichar  mark)
{
  NhTone tone = tone_of_mark (mark);
  gunichar whole;

  if (mark == 0x340 || mark == 0x341)
    tone = mark == 0x340 ? NH_TONE_HUYEN : NH_TONE_SAC;
  if (tone != NH_TONE_NGANG && g_unichar_isalpha (letter->letter))
    {
      if (letter->tone != NH_TONE_NGANG)
        return FALSE;
      letter->tone = tone;
      return TRUE;
    }
  if (!g_unichar_compose (letter->letter, mark, &whole))
    return FALSE;
  letter->letter = whole;
  return TRUE;
}

static Entry
make_entry (gunichar c)
{
  gunichar parts[8];
  gsize n = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  NhLetter letter = { g_unichar_tolower (parts[0]), NH_TONE_NGANG, g_unichar_isupper (c) };
  gboolean whole = TRUE;
  char plain = 0;

  if (letter.letter == D_STROKE)
    plain = 'd';
  else if (g_ascii_isalpha (letter.letter))
    plain = (char) letter.letter;
  for (gsize i = 1; i < n; i++)
    whole = add_mark (&letter, parts[i]) && whole;
  if (!whole || letter.letter > G_MAXUINT16)
    letter = (NhLetter) { g_unichar_tolower (c), NH_TONE_NGANG, letter.upper };
  return (Entry) { (guint16) letter.letter, letter.tone, (guint8) letter.upper, plain };
}

static void
note_composed (gunichar     c,
               const Entry *entry)
{
  int i = entry->upper ? -1 : vowel_index (entry->letter);

  if (i >= 0)
    composed[i][entry->tone] = c;
}

static void
make_tables (void)
{
  static gsize made = 0;

  if (!g_once_init_enter (&made))
    return;
  for (gunichar c = 0; c < LATIN_END; c++)
    {
      latin[c] = make_entry (c);
      note_composed (c, &latin[c]);
    }
  for (gunichar c = ADDITIONAL_START; c < ADDITIONAL_END; c++)
    {
      additional[c - ADDITIONAL_START] = make_entry (c);
      note_composed (c, &additional[c - ADDITIONAL_START]);
    }
  g_once_init_leave (&made, 1);
}

static const Entry *
find_entry (gunichar c)
{
  make_tables ();
  if (c < LATIN_END)
    return &latin[c];
  if (c >= ADDITIONAL_START && c < ADDITIONAL_END)
    return &additional[c - ADDITIONAL_START];
  return NULL;
}

char
nh_letter_plain (gunichar c)
{
  const Entry *entry = find_entry (c);

  return entry != NULL ? entry->plain : 0;
}

gunichar
nh_tone_mark (NhTone tone)
{
  return tone_marks[tone];
}

gunichar
nh_letter_compose (gunichar letter,
                   NhTone   tone)
{
  int i = vowel_index (letter);
  gunichar whole;

  make_tables ();
  if (tone == NH_TONE_NGANG)
    return letter;
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
  if (c >= ADDITIONAL_START && c < ADDITIONAL_END)
    return c;
  /* The combining grapheme joiner, Hangul fillers, variation selectors, and what is no character at all. */
  if (c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || (c >= 0xfe00 && c <= 0xfe0f)
      || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
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
nh_text_next (const char **at)
{
  const guint8 *bytes = (const guint8 *) *at;
  gunichar c;

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
  c = g_utf8_get_char_validated (*at, -1);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      (*at)++;
      return REPLACEMENT;
    }
  *at = g_utf8_next_char (*at);
  return c;
}

static NhLetter
take_apart (gunichar c)
{
  const Entry *entry = find_entry (c);

  if (entry != NULL)
    return (NhLetter) { entry->letter, entry->tone, entry->upper };
  return (NhLetter) { g_unichar_tolower (c), NH_TONE_NGANG, g_unichar_isupper (c) };
}

void
nh_letters_init (NhLetters  *self,
                 const char *text)
{
  gsize size = strlen (text);

  self->letters = size <= G_N_ELEMENTS (self->space) ? self->space : g_new (NhLetter, size);
  self->n = 0;
  while (*text != '\0')
    {
      gunichar c = nh_char_clean (nh_text_next (&text));

      if (c == 0)
        continue;
      if (c >= 0x300 && c < 0x370 && self->n > 0 && add_mark (&self->letters[self->n - 1], c))
        continue;
      self->letters[self->n++] = take_apart (c == '\n' ? ' ' : c);
    }
}

void
nh_letters_clear (NhLetters *self)
{
  if (self->letters != self->space)
    g_free (self->letters);
  self->letters = NULL;
}

/* The vowel of a group that carries the tone: the one with a hat, horn or breve (the last of ươ); in a closed syllable, and
 * among three, the second; else the first. */
static gsize
tone_seat (const NhLetter *group,
           gsize           n,
           gboolean        closed,
           NhPlace         place)
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

static void
place_syllable (NhLetter *letters,
                gsize     n,
                NhPlace   place)
{
  gsize start = 0;
  gsize end;
  gsize toned = n;
  NhTone tone;

  for (gsize i = 0; i < n; i++)
    {
      if (letters[i].tone == NH_TONE_NGANG)
        continue;
      if (toned < n)
        return;
      toned = i;
    }
  if (toned == n)
    return;

  while (start < n && vowel_index (letters[start].letter) < 0)
    start++;
  /* The u of "qu" and the i of "gi" belong to the consonant when a vowel follows. */
  if (start > 0 && start + 1 < n && vowel_index (letters[start + 1].letter) >= 0
      && ((letters[start - 1].letter == 'q' && letters[start].letter == 'u')
          || (letters[start - 1].letter == 'g' && letters[start].letter == 'i' && start == 1)))
    start++;
  for (end = start; end < n && vowel_index (letters[end].letter) >= 0;)
    end++;
  for (gsize i = end; i < n; i++)
    if (vowel_index (letters[i].letter) >= 0)
      return;
  if (start == end || vowel_index (letters[toned].letter) < 0)
    return;

  tone = (NhTone) letters[toned].tone;
  letters[toned].tone = NH_TONE_NGANG;
  letters[start + tone_seat (letters + start, end - start, end < n, place)].tone = (guint8) tone;
}

void
nh_letters_place (NhLetters *self,
                  NhPlace    place)
{
  for (gsize start = 0; start < self->n;)
    {
      gsize end = start;

      while (end < self->n && (self->letters[end].letter < 0x80 ? g_ascii_isalpha (self->letters[end].letter)
                                                               : g_unichar_isalpha (self->letters[end].letter)))
        end++;
      if (end - start > 1)
        place_syllable (self->letters + start, end - start, place);
      start = end + 1;
    }
}
