/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text.h"

#include <string.h>

#include "nh-text-private.h"

/* Greek, signs, letters of other scripts, marks. */
static void
append_folded (GString *out, const NhLatin *table, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n; i++)
    {
      gunichar lower = g_unichar_tolower (parts[i]);
      const NhLatin *known = nh_latin_at (table, lower);

      if (known != NULL && known->plain != 0)
        g_string_append_c (out, known->plain);
      else if (g_unichar_type (lower) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (out, lower);
    }
}

/* The slow path of nh_text_fold(), from the first rare character on. */
static void
fold_rest (GString *out, const char *text)
{
  const NhLatin *table = nh_latin_table ();

  while (*text != '\0')
    {
      gunichar c = nh_text_next (&text);
      const NhLatin *known = nh_latin_at (table, c);

      if (known != NULL && known->plain != 0)
        {
          g_string_append_c (out, known->plain);
          continue;
        }
      c = nh_char_clean (c);
      if (c == '\n')
        g_string_append_c (out, ' ');
      else if (c != 0 && c < 0x80)
        g_string_append_c (out, (char) c);
      else if (c != 0)
        append_folded (out, table, c);
    }
}

char *
nh_text_fold (const char *text)
{
  const NhLatin *table = nh_latin_table ();
  char *folded, *at;
  GString *out;

  if (text == NULL)
    return g_strdup ("");
  /* Fast path: each letter, digit or common sign folds to one byte. */
  folded = at = g_malloc (strlen (text) + 1);
  while (*text != '\0')
    {
      const char *next = text;
      gunichar c = nh_text_next (&next);
      const NhLatin *known = nh_latin_at (table, c);

      if (known != NULL && known->plain != 0)
        *at++ = known->plain;
      else if (c >= 0x20 && c < 0x7f)
        *at++ = (char) c;
      else
        break;
      text = next;
    }
  *at = '\0';
  if (*text == '\0')
    return folded;

  out = g_string_new_len (folded, at - folded);
  g_free (folded);
  fold_rest (out, text);
  return g_string_free (out, FALSE);
}

/* Of a letter and a mark that does not combine with it. */
#define LETTER_BYTES 8

static char *
put_character (char *at, gunichar c)
{
  if (c < 0x80)
    {
      *at = (char) c;
      return at + 1;
    }
  return at + g_unichar_to_utf8 (c, at);
}

static char *
put_letter (char *at, const NhLetter *letter, gboolean *composed)
{
  gunichar c = nh_letter_compose (letter->letter, (NhTone) letter->tone);

  *composed = *composed && c != 0 && (c < 0x300 || (c >= NH_LATIN_MORE && c < NH_LATIN_MORE_END));
  if (c != 0)
    return put_character (at, c);
  return put_character (put_character (at, letter->letter), nh_tone_mark ((NhTone) letter->tone));
}

static char *
fold_marked (const char *text, NhPlace place)
{
  NhLetters letters;
  char space[sizeof letters.space / sizeof letters.space[0] * LETTER_BYTES];
  g_autofree char *heap = NULL;
  char *start = space;
  char *end;
  char *whole = NULL;
  gboolean composed = TRUE;

  nh_letters_init (&letters, text);
  nh_letters_place (&letters, place);
  if (letters.n * LETTER_BYTES > sizeof space)
    start = heap = g_malloc (letters.n * LETTER_BYTES);
  end = start;
  for (gsize i = 0; i < letters.n; i++)
    end = put_letter (end, &letters.letters[i], &composed);
  nh_letters_clear (&letters);

  if (!composed)
    whole = g_utf8_normalize (start, end - start, G_NORMALIZE_DEFAULT_COMPOSE);
  return whole != NULL ? whole : g_strndup (start, (gsize) (end - start));
}

char *
nh_text_fold_marked (const char *text)
{
  return fold_marked (text != NULL ? text : "", NH_PLACE_OLD);
}

gboolean
nh_text_has_marks (const char *text)
{
  NhLetters letters;
  gboolean found = FALSE;

  if (text == NULL)
    return FALSE;
  nh_letters_init (&letters, text);
  for (gsize i = 0; i < letters.n && !found; i++)
    {
      gunichar c = letters.letters[i].letter;

      found = letters.letters[i].tone != NH_TONE_NGANG || c == 0x103 || c == 0xe2 || c == 0x111 || c == 0xea ||
              c == 0xf4 || c == 0x1a1 || c == 0x1b0;
    }
  nh_letters_clear (&letters);
  return found;
}

/* "hoà" and "hòa" both match the beginning of "hoàng". */
static gboolean
matches_marked (const char *marked, const char *word)
{
  g_autofree char *old = fold_marked (word, NH_PLACE_OLD);
  g_autofree char *new = fold_marked (word, NH_PLACE_NEW);

  return strstr (marked, old) != NULL || strstr (marked, new) != NULL;
}

gboolean
nh_text_matches (const char *text, const char *query)
{
  g_autofree char *clean = nh_text_clean (text);
  g_autofree char *clean_query = nh_text_clean (query);
  g_autofree char *marked = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = g_strsplit (clean_query, " ", -1);

  for (int i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = NULL;

      if (nh_text_has_marks (words[i]))
        {
          if (marked == NULL)
            marked = nh_text_fold_marked (clean);
          if (!matches_marked (marked, words[i]))
            return FALSE;
          continue;
        }
      if (folded == NULL)
        folded = nh_text_fold (clean);
      word = nh_text_fold (words[i]);
      if (strstr (folded, word) == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
nh_text_same (const char *a, const char *b)
{
  g_autofree char *clean_a = nh_text_clean (a);
  g_autofree char *clean_b = nh_text_clean (b);
  g_autofree char *marked_a = NULL;
  g_autofree char *marked_b = NULL;

  if (strcmp (clean_a, clean_b) == 0)
    return TRUE;
  marked_a = nh_text_fold_marked (clean_a);
  marked_b = nh_text_fold_marked (clean_b);
  return strcmp (marked_a, marked_b) == 0;
}

/* g_utf8_strup() depends on the locale and turns ß into SS. */
char *
nh_text_upper (const char *text)
{
  g_autofree char *clean = nh_text_clean_lines (text);
  GString *out = g_string_sized_new (strlen (clean) + 8);

  for (const char *at = clean; *at != '\0';)
    g_string_append_unichar (out, g_unichar_toupper (nh_text_next (&at)));
  return g_string_free (out, FALSE);
}

char *
nh_text_capitalize (const char *text)
{
  GString *out = g_string_new (NULL);

  if (text != NULL && text[0] != '\0')
    {
      g_string_append_unichar (out, g_unichar_toupper (nh_text_next (&text)));
      g_string_append (out, text);
    }
  return g_string_free (out, FALSE);
}

GRegex *
nh_text_get_pattern (const char *pattern)
{
  static GMutex mutex;
  static GHashTable *kept; /* of GRegex, by the address of the pattern */
  GRegex *regex;

  g_mutex_lock (&mutex);
  if (kept == NULL)
    kept = g_hash_table_new (NULL, NULL);
  regex = g_hash_table_lookup (kept, pattern);
  if (regex == NULL)
    {
      regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
      g_hash_table_insert (kept, (gpointer) pattern, regex);
    }
  g_mutex_unlock (&mutex);
  return regex;
}

gboolean
nh_text_is_like (const char *text, const char *pattern)
{
  return g_regex_match (nh_text_get_pattern (pattern), text, 0, NULL);
}
