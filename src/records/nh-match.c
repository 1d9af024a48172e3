/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-match.h"

#include <string.h>
#include "nh-text.h"

typedef struct
{
  char *fold;   /* without marks */
  char *marked; /* by nh_text_fold_marked() */
  char *lower;  /* of queries: as typed, so that half a syllable ("hoà" of "hoàn") matches; NULL: no marks */
} Word;

struct _NhMatchText
{
  char *code;
  GPtrArray *titles; /* of GArray of Word */
};

struct _NhMatchQuery
{
  char *text;
  GArray *words;
};

static void
word_clear (gpointer data)
{
  Word *word = data;

  g_free (word->fold);
  g_free (word->marked);
  g_free (word->lower);
}

static GArray *
split_words (const char *text, gboolean is_query)
{
  GArray *words = g_array_new (FALSE, TRUE, sizeof (Word));
  g_autofree char *clean = nh_text_clean (text);
  const char *p = clean;

  g_array_set_clear_func (words, word_clear);
  while (*p != '\0')
    {
      const char *start;
      g_autofree char *part = NULL;
      Word word = { NULL, NULL, NULL };

      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && (g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p))))
        p = g_utf8_next_char (p);
      if (p == start)
        break;
      part = g_strndup (start, p - start);
      word.fold = nh_text_fold (part);
      word.marked = nh_text_fold_marked (part);
      if (is_query && nh_text_has_marks (part))
        word.lower = g_utf8_strdown (part, -1);
      g_array_append_val (words, word);
    }
  return words;
}

NhMatchText *
nh_match_text_new (const char *code, ...)
{
  NhMatchText *self = g_new0 (NhMatchText, 1);
  const char *title;
  va_list args;

  self->code = g_strdup (code);
  self->titles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  va_start (args, code);
  while ((title = va_arg (args, const char *)) != NULL)
    if (*title != '\0')
      g_ptr_array_add (self->titles, split_words (title, FALSE));
  va_end (args);
  return self;
}

void
nh_match_text_free (NhMatchText *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_ptr_array_unref (self->titles);
  g_free (self);
}

NhMatchQuery *
nh_match_query_new (const char *text)
{
  NhMatchQuery *self = g_new0 (NhMatchQuery, 1);

  self->text = nh_text_clean (text);
  self->words = split_words (self->text, TRUE);
  return self;
}

void
nh_match_query_free (NhMatchQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_array_unref (self->words);
  g_free (self);
}

static gboolean
word_equals (const Word *word, const Word *typed)
{
  return typed->lower != NULL ? strcmp (word->marked, typed->marked) == 0 : strcmp (word->fold, typed->fold) == 0;
}

static gboolean
word_begins (const Word *word, const Word *typed)
{
  if (typed->lower == NULL)
    return g_str_has_prefix (word->fold, typed->fold);
  return g_str_has_prefix (word->marked, typed->marked) || g_str_has_prefix (word->marked, typed->lower);
}

static gboolean
word_contains (const Word *word, const Word *typed)
{
  return typed->lower != NULL ? strstr (word->marked, typed->marked) != NULL : strstr (word->fold, typed->fold) != NULL;
}

/* Do the typed words begin the words from @offset on? @n_equal: how many are whole words. */
static gboolean
words_begin (const GArray *title, guint offset, const GArray *typed, guint *n_equal)
{
  *n_equal = 0;
  if (offset + typed->len > title->len)
    return FALSE;
  for (guint i = 0; i < typed->len; i++)
    {
      const Word *word = &g_array_index (title, Word, offset + i);
      const Word *query = &g_array_index (typed, Word, i);

      if (!word_begins (word, query))
        return FALSE;
      if (word_equals (word, query))
        *n_equal += 1;
    }
  return TRUE;
}

static gboolean
words_anywhere (const GArray *title, const GArray *typed)
{
  for (guint i = 0; i < typed->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < title->len && !found; j++)
        found = word_contains (&g_array_index (title, Word, j), &g_array_index (typed, Word, i));
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* Not all words of it: that was looked at before. */
static NhMatchRank
rank_title (const GArray *title, const GArray *typed)
{
  guint n_equal;

  if (words_begin (title, 0, typed, &n_equal))
    {
      gboolean last = word_equals (&g_array_index (title, Word, typed->len - 1),
                                   &g_array_index (typed, Word, typed->len - 1));

      return n_equal + (last ? 0 : 1) == typed->len ? NH_MATCH_BEGINNING : NH_MATCH_INITIALS;
    }
  for (guint i = 1; i < title->len; i++)
    if (words_begin (title, i, typed, &n_equal))
      return NH_MATCH_INSIDE;
  return words_anywhere (title, typed) ? NH_MATCH_ANYWHERE : NH_MATCH_NONE;
}

gboolean
nh_match_is_exact (const NhMatchText *text, const NhMatchQuery *query)
{
  gboolean exact = *query->text == '\0' || g_ascii_strcasecmp (text->code, query->text) == 0;

  for (guint i = 0; !exact && query->words->len > 0 && i < text->titles->len; i++)
    {
      const GArray *title = g_ptr_array_index (text->titles, i);
      guint n_equal;

      exact = words_begin (title, 0, query->words, &n_equal) && n_equal == title->len;
    }
  return exact;
}

NhMatchRank
nh_match_rank (const NhMatchText *text, const NhMatchQuery *query)
{
  NhMatchRank best = NH_MATCH_NONE;

  if (nh_match_is_exact (text, query))
    return NH_MATCH_EXACT;
  if (query->words->len == 0)
    return NH_MATCH_NONE;
  if (g_str_has_prefix (text->code, query->text))
    best = NH_MATCH_BEGINNING;
  for (guint i = 0; i < text->titles->len; i++)
    {
      NhMatchRank rank = rank_title (g_ptr_array_index (text->titles, i), query->words);

      best = MIN (best, rank);
    }
  return best;
}
