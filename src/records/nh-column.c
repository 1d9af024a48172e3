/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-column.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-text.h"

#define LEAST_YEAR 1900
#define MOST_YEAR 2100
#define LEAST_MONEY 1000

/* Folded, as the headings. Longer ones first. */
static const struct
{
  const char *words;
  gint64 scale;
} scales[] = {
  { "trieu dong", 1000000 },
  { "nghin dong", 1000 },
  { "ngan dong", 1000 },
  { "1000 dong", 1000 },
  { "1 000 dong", 1000 },
  { "1000d", 1000 },
  { "1 000d", 1000 },
  { "1000 d", 1000 },
  { "1 000 d", 1000 },
  { "tr dong", 1000000 },
  { "ty dong", 1000000000 },
  { "tr d", 1000000 },
  { "trd", 1000000 },
  { "trieu", 1000000 },
  { "nghin", 1000 },
  { "vnd", 1 },
  { "dong", 1 },
};

/* "Có LĐ xã", "Đ.điểm tổ chức", "T.gian TC": what offices shorten in headings. */
static void
write_out (GString *words)
{
  static const char *const shorts[][2] = {
    { " ld ", " lanh dao " },
    { " d diem ", " dia diem " },
    { " t gian ", " thoi gian " },
    { " tgian ", " thoi gian " },
    { " thoi gian tc ", " thoi gian to chuc " },
    { " diem tc ", " diem to chuc " },
    { " ngay tc ", " ngay to chuc " },
  };

  g_string_prepend_c (words, ' ');
  g_string_append_c (words, ' ');
  for (guint i = 0; i < G_N_ELEMENTS (shorts); i++)
    g_string_replace (words, shorts[i][0], shorts[i][1], 1);
  g_string_truncate (words, words->len - 1);
  g_string_erase (words, 0, 1);
}

/* Letters and digits in words. "Tập thể/cá nhân" asks which, "Tập thể, cá nhân" who: the stroke is kept. */
static char *
fold_words (const char *text)
{
  g_autofree char *fold = nh_text_fold (text);
  GString *words = g_string_new (NULL);

  for (const char *at = fold; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (words, c);
      else if (c == '/' && words->len > 0)
        g_string_append (words, words->str[words->len - 1] == ' ' ? "/ " : " / ");
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->len > 0 && words->str[words->len - 1] == ' ')
    g_string_truncate (words, words->len - 1);
  write_out (words);
  return g_string_free (words, FALSE);
}

/* Without what stands in brackets, unless that is all there is. (transfer full) */
static char *
drop_brackets (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint depth = 0;

  for (const char *at = text; *at != '\0'; at++)
    {
      depth += *at == '(';
      if (depth == 0)
        g_string_append_c (out, *at);
      if (*at == ')' && depth > 0)
        depth--;
    }
  return out->str[strspn (out->str, " \n")] != '\0' ? g_string_free (g_steal_pointer (&out), FALSE) : g_strdup (text);
}

static gboolean
cut_end (char *words, const char *end)
{
  gsize n = strlen (words), length = strlen (end);

  if (n <= length || words[n - length - 1] != ' ' || strcmp (words + n - length, end) != 0)
    return FALSE;
  words[n - length - 1] = '\0';
  return TRUE;
}

char *
nh_heading_fold (const char *heading)
{
  g_autofree char *bare = drop_brackets (heading);
  char *words = fold_words (bare);
  gboolean cut = FALSE;

  for (guint i = 0; !cut && i < G_N_ELEMENTS (scales); i++)
    cut = cut_end (words, scales[i].words);
  if (cut && !cut_end (words, "dvt"))
    cut_end (words, "don vi tinh");
  return words;
}

gint64
nh_heading_find_scale (const char *heading)
{
  g_autofree char *folded = fold_words (heading);
  g_autofree char *words = g_strdup_printf (" %s ", folded);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *wanted = g_strdup_printf (" %s ", scales[i].words);

      if (strstr (words, wanted) != NULL)
        return scales[i].scale;
    }
  return 0;
}

gboolean
nh_heading_is_scale (const char *heading)
{
  static const char *const starts[] = { "dvt ", "don vi tinh ", "" };
  g_autofree char *folded = fold_words (heading);
  const char *words = folded;

  for (guint i = 0; words == folded && i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (folded, starts[i]))
      words += strlen (starts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (strcmp (words, scales[i].words) == 0)
      return TRUE;
  return FALSE;
}

static void
add_name (GStrvBuilder *names, const char *name)
{
  g_autofree char *folded = name != NULL ? nh_heading_fold (name) : NULL;

  if (folded != NULL && *folded != '\0')
    g_strv_builder_add (names, folded);
}

/* (transfer full) */
static char **
fold_names (const NhField *field)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) aliases = g_strsplit (field->aliases != NULL ? field->aliases : "", "|", -1);

  add_name (names, _ (field->title));
  add_name (names, field->title);
  add_name (names, field->heading != NULL ? _ (field->heading) : NULL);
  for (guint i = 0; aliases[i] != NULL; i++)
    add_name (names, aliases[i]);
  add_name (names, field->name);
  return g_strv_builder_end (names);
}

/* Folding takes longer than all else that is done with names, and a sheet asks for them once a cell: they are kept, for
 * each language. */
const char *const *
nh_field_list_names (const NhField *field)
{
  static GMutex mutex;
  static GHashTable *kept[NH_N_LANGUAGES];
  GHashTable **names = &kept[nh_i18n_get_language ()];
  char **found;

  g_mutex_lock (&mutex);
  if (*names == NULL)
    *names = g_hash_table_new (NULL, NULL);
  found = g_hash_table_lookup (*names, field);
  if (found == NULL)
    {
      found = fold_names (field);
      g_hash_table_insert (*names, (gpointer) field, found);
    }
  g_mutex_unlock (&mutex);
  return (const char *const *) found;
}

gboolean
nh_field_is_called (const NhField *field, const char *heading)
{
  g_autofree char *folded = nh_heading_fold (heading);

  return g_strv_contains (nh_field_list_names (field), folded);
}

/* Whether @name stands in @text as words of its own. */
static gboolean
has_words (const char *text, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = strstr (text, name); at != NULL; at = strstr (at + 1, name))
    if ((at == text || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

gsize
nh_field_find_name (const NhField *field, const char *folded)
{
  const char *const *names = nh_field_list_names (field);
  gsize best = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (strchr (names[i], ' ') != NULL && has_words (folded, names[i]))
      best = MAX (best, strlen (names[i]));
  return best;
}

gboolean
nh_heading_counts_lines (const char *heading)
{
  static const char *const names[] = { "stt", "tt", "so tt", "so thu tu", "no", "s tt", NULL };
  g_autofree char *folded = nh_heading_fold (heading);

  return g_strv_contains (names, folded);
}

/* --- By content --- */

double
nh_field_judge (const NhField *field, const char *text, const NhParseContext *context)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  gboolean digits = text[strspn (text, "0123456789")] == '\0';
  gboolean year;

  if (!nh_kind_parse (field, text, context, &value, NULL))
    return 0;
  year = digits && value.number >= LEAST_YEAR && value.number <= MOST_YEAR;
  switch (field->kind)
    {
    case NH_KIND_INTEGER:
      return (field->flags & NH_FIELD_YEAR) ? (year ? 3 : 0) : year ? 1.5 : 2;
    case NH_KIND_MONEY:
      return value.number >= LEAST_MONEY ? 2.5 : NH_COLUMN_FITS;
    case NH_KIND_DATE:
      return digits ? NH_COLUMN_FITS : 3;
    case NH_KIND_CHOICE:
      return 3;
    default:
      return digits ? 0.2 : 1;
    }
}
