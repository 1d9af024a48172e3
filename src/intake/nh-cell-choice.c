/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-cell-choice.h"

#include <string.h>

#include "nh-match.h"
#include "nh-text.h"

gboolean
nh_cell_is_mark (const char *text)
{
  static const char *const marks[] = { "x", "v", "1", "co", "✓", "✔", "√", "+", "*", NULL };
  g_autofree char *folded = nh_text_fold (text);

  return g_strv_contains (marks, folded);
}

gboolean
nh_cell_is_no_mark (const char *text)
{
  static const char *const none[] = { "",         "0",     "-",        "–",        "k",
                                      "ko",       "khong", "khong co", "khong du", "khong tham du",
                                      "khong ai", "chua",  "chua co",  "vang",     "vang mat",
                                      NULL };
  g_autofree char *folded = nh_text_fold (text);

  return g_strv_contains (none, folded);
}

static gboolean
has_letter (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* Titles, abbreviations and codes come before what else a choice is called: an office may have a choice of its own that
 * is called so. */
static const NhCode *
find_exact (GPtrArray *codes, const char *text, const char *wanted)
{
  g_autoptr (NhMatchQuery) query = nh_match_query_new (text);

  for (guint i = 0; i < codes->len; i++)
    if (nh_match_is_exact (((const NhCode *) codes->pdata[i])->match, query))
      return codes->pdata[i];
  for (guint i = 0; i < codes->len; i++)
    if (nh_code_find_name (codes->pdata[i], wanted, TRUE) == strlen (wanted))
      return codes->pdata[i];
  return NULL;
}

/* The one whose title begins with the text, or has it in it. NULL: none, or several. */
static const NhCode *
find_by_part (GPtrArray *codes, const char *wanted, gboolean beginning)
{
  const NhCode *found = NULL;

  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = codes->pdata[i];
      g_autofree char *title = nh_text_fold (code->title);

      if (beginning ? !g_str_has_prefix (title, wanted) : strstr (title, wanted) == NULL)
        continue;
      if (found != NULL)
        return NULL;
      found = code;
    }
  return found;
}

/* The one whose name in the text is the longest. NULL: none, or several. */
static const NhCode *
find_within (GPtrArray *codes, const char *wanted)
{
  const NhCode *found = NULL;
  gsize best = 0;

  for (guint i = 0; i < codes->len; i++)
    {
      gsize n = nh_code_find_name (codes->pdata[i], wanted, FALSE);

      if (n == 0 || n < best)
        continue;
      found = n > best ? codes->pdata[i] : NULL;
      best = n;
    }
  return found;
}

static const NhCode *
find (const NhField *field, const char *text, const NhParseContext *context, gboolean parts, gboolean *likely)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (context->catalog, field->codebook, context->on);
  g_autofree char *wanted = nh_text_fold (text);
  gboolean any = has_letter (wanted);
  const NhCode *found = any ? find_exact (codes, text, wanted) : NULL;

  *likely = found == NULL;
  if (found != NULL || !any)
    return found;
  if (parts)
    found = find_by_part (codes, wanted, TRUE);
  if (found == NULL && parts)
    found = find_by_part (codes, wanted, FALSE);
  return found != NULL ? found : find_within (codes, wanted);
}

const NhCode *
nh_cell_find_choice (const NhField *field, const char *text, const NhParseContext *context, gboolean *likely)
{
  return find (field, text, context, TRUE, likely);
}

const NhCode *
nh_cell_find_named (const NhField *field, const char *text, const NhParseContext *context, gboolean *likely)
{
  return find (field, text, context, FALSE, likely);
}
