/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-mnemonic.h"

#include <string.h>

static gboolean
is_first (const char *title, const char *at)
{
  return at == title || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

const char *
nh_mnemonic_pick (const char *title, GString *taken)
{
  for (int pass = 0; pass < 2; pass++)
    for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
      {
        char letter = g_ascii_tolower (*p);

        if (!g_ascii_isalpha (*p) || (pass == 0 && !is_first (title, p)) || strchr (taken->str, letter) != NULL)
          continue;
        g_string_append_c (taken, letter);
        return p;
      }
  return NULL;
}

char *
nh_mnemonic_mark (const char *title, const char *letter)
{
  GString *marked = g_string_new (NULL);

  for (const char *p = title; *p != '\0'; p++)
    {
      if (p == letter || *p == '_')
        g_string_append_c (marked, '_');
      g_string_append_c (marked, *p);
    }
  return g_string_free (marked, FALSE);
}
