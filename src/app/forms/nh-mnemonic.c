/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-mnemonic.h"

#include <string.h>

/* Finds @letter, preferably at the start of a word. */
static const char *
find (const char *title, char letter)
{
  const char *inside = NULL;
  gboolean in_word = FALSE;

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_ascii_tolower (*p) == letter)
        {
          if (!in_word)
            return p;
          inside = inside == NULL ? p : inside;
        }
      in_word = g_unichar_isalnum (g_utf8_get_char (p));
    }
  return inside;
}

static gboolean
is_first (const char *title, const char *at)
{
  return at == title || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

char
nh_mnemonic_pick (const char *title, GString *taken)
{
  for (int pass = 0; pass < 2; pass++)
    for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
      {
        char letter = g_ascii_tolower (*p);

        if (!g_ascii_isalpha (*p) || (pass == 0 && !is_first (title, p)) || strchr (taken->str, letter) != NULL)
          continue;
        g_string_append_c (taken, letter);
        return letter;
      }
  return '\0';
}

char *
nh_mnemonic_mark (const char *title, char letter)
{
  const char *at = letter == '\0' ? NULL : find (title, letter);
  GString *marked = g_string_new (NULL);

  for (const char *p = title; *p != '\0'; p++)
    {
      if (p == at || *p == '_')
        g_string_append_c (marked, '_');
      g_string_append_c (marked, *p);
    }
  return g_string_free (marked, FALSE);
}
