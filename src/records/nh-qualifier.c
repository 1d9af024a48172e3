/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-qualifier.h"

#include <string.h>

#include "nh-text.h"

static const NhQualifierWord words[] = {
  { "it_nhat", "ít nhất", NH_QUALIFIER_LEAST }, { "hon", "hơn", NH_QUALIFIER_MORE },
  { "tren", "trên", NH_QUALIFIER_OVER },        { "khoang", "khoảng", NH_QUALIFIER_ABOUT },
  { "gan", "gần", NH_QUALIFIER_UNDER },
};

/* As they are written, folded; what begins with another one stands before it. */
static const struct
{
  const char *name, *code;
} names[] = {
  { "tren duoi", "khoang" }, { "tren", "tren" },     { ">=", "it_nhat" },         { ">", "tren" },
  { "it nhat", "it_nhat" },  { "≥", "it_nhat" },     { "khong duoi", "it_nhat" }, { "toi thieu", "it_nhat" },
  { "hon", "hon" },          { "gan", "gan" },       { "uoc tinh", "khoang" },    { "uoc dat", "khoang" },
  { "uoc", "khoang" },       { "khoang", "khoang" }, { "xap xi", "khoang" },      { "~", "khoang" },
  { "≈", "khoang" },
};

#define MOST_WORDS 2 /* of a name */

const NhQualifierWord *
nh_qualifier_words (guint *n_words)
{
  *n_words = G_N_ELEMENTS (words);
  return words;
}

static const NhQualifierWord *
find_word (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].code, code))
      return &words[i];
  return NULL;
}

guint
nh_qualifier_from_code (const char *code)
{
  const NhQualifierWord *word = code != NULL ? find_word (code) : NULL;

  return word != NULL ? word->kind : 0;
}

const char *
nh_qualifier_of_sum (guint kinds, gboolean open)
{
  if ((kinds & (NH_QUALIFIER_ABOUT | NH_QUALIFIER_UNDER)) != 0 && open)
    return "ít nhất khoảng";
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (kinds == words[i].kind)
      return words[i].title;
  if (kinds == 0)
    return NULL;
  return kinds < NH_QUALIFIER_ABOUT ? "trên" : "khoảng";
}

static gboolean
is_letters (const char *name)
{
  return g_ascii_isalpha (*name);
}

/* Behind the first @n words of @text. */
static const char *
skip_words (const char *text, guint n)
{
  for (; n > 0; n--)
    {
      text += strspn (text, " ");
      text += strcspn (text, " ");
    }
  return text;
}

/* @text has no blank before it. */
static const NhQualifierWord *
skip_name (const char *text, const char *name, const char *code, const char **rest)
{
  guint n = strchr (name, ' ') != NULL ? MOST_WORDS : 1;
  const char *end = is_letters (name) ? skip_words (text, n) : text + strlen (name);
  g_autofree char *begin = is_letters (name) ? g_strndup (text, (gsize) (end - text)) : NULL;
  g_autofree char *folded = begin != NULL ? nh_text_fold (begin) : NULL;

  if (folded != NULL ? strcmp (folded, name) != 0 : !g_str_has_prefix (text, name))
    return NULL;
  *rest = end + strspn (end, " ");
  return **rest != '\0' ? find_word (code) : NULL;
}

const NhQualifierWord *
nh_qualifier_skip (const char *text, const char **rest)
{
  const NhQualifierWord *word = NULL;

  text += strspn (text, " ");
  for (guint i = 0; i < G_N_ELEMENTS (names) && word == NULL; i++)
    word = skip_name (text, names[i].name, names[i].code, rest);
  return word;
}

const NhQualifierWord *
nh_qualifier_find (const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  g_autofree char *padded = g_strdup_printf (" %s ", folded);
  const char *first = NULL, *code = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = is_letters (names[i].name) ? g_strdup_printf (" %s ", names[i].name)
                                                         : g_strdup (names[i].name);

      const char *at = strstr (padded, name);

      if (at != NULL && (first == NULL || at < first))
        {
          first = at;
          code = names[i].code;
        }
    }
  if (code != NULL)
    return find_word (code);
  return strchr (folded, '+') != NULL ? find_word ("tren") : NULL; /* "200+" */
}
