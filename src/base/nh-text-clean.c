/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text.h"

#include <string.h>

#include "nh-text-private.h"

#define REPLACEMENT 0xfffd

/* A character that is kept and that NFC never changes, whatever its neighbours: printable ASCII, Latin letters,
 * common signs. */
static gboolean
is_clean (gunichar c)
{
  if (c < 0x300)
    return (c >= 0x20 && c < 0x7f) || (c > 0xa0 && c != 0xad);
  return (c >= 0x1e00 && c < 0x1f00) || (c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0x205f) ||
         (c >= 0x20a0 && c < 0x20c0);
}

/* Most texts are clean already: checking is cheaper than copying. */
static gboolean
needs_nothing (const char *text)
{
  gunichar before = ' ';

  while (*text != '\0')
    {
      gunichar c = nh_text_next (&text);

      if (!is_clean (c) || (c == ' ' && before == ' '))
        return FALSE;
      before = c;
    }
  return before != ' ';
}

static void
end_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

/* Drops invisible characters and surplus blanks. @composed: FALSE if the result may need NFC. */
static char *
tidy (const char *text, gboolean lines, gboolean *composed)
{
  GString *out = g_string_sized_new (strlen (text) + 8);
  guint breaks = 0;
  char last = ' ';

  *composed = TRUE;
  while (*text != '\0')
    {
      gboolean crlf = text[0] == '\r' && text[1] == '\n';
      gunichar c = nh_char_clean (nh_text_next (&text));

      if (c == 0 || crlf)
        continue;
      if (c == '\n' && lines)
        {
          end_line (out);
          breaks++;
          last = ' ';
          continue;
        }
      if (c == ' ' || c == '\n')
        {
          if (last != ' ')
            g_string_append_c (out, last = ' ');
          continue;
        }
      /* Line breaks are written before the next character, so that none is left at the ends. */
      for (; breaks > 0; breaks--)
        if (out->len > 0)
          g_string_append_c (out, '\n');
      *composed = *composed && (is_clean (c) || c == REPLACEMENT);
      g_string_append_unichar (out, c);
      last = 'x';
    }
  end_line (out);
  return g_string_free (out, FALSE);
}

static char *
clean (const char *text, gboolean lines)
{
  g_autofree char *tidied = NULL;
  gboolean composed;
  char *whole;

  if (text == NULL || text[0] == '\0')
    return g_strdup ("");
  if (needs_nothing (text))
    return g_strdup (text);
  tidied = tidy (text, lines, &composed);
  if (composed)
    return g_steal_pointer (&tidied);
  whole = g_utf8_normalize (tidied, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  return whole != NULL ? whole : g_steal_pointer (&tidied);
}

char *
nh_text_clean (const char *text)
{
  return clean (text, FALSE);
}

char *
nh_text_clean_lines (const char *text)
{
  return clean (text, TRUE);
}

char *
nh_text_clean_parts (const char *text)
{
  GString *out = g_string_new (NULL);
  g_autofree char *tidied = NULL;
  char *whole;

  while (text != NULL && *text != '\0')
    {
      gunichar c = nh_text_next (&text), clean = c == '\t' ? c : nh_char_clean (c);

      if (clean != 0)
        g_string_append_unichar (out, clean);
    }
  tidied = g_string_free (out, FALSE);
  whole = g_utf8_normalize (tidied, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  return whole != NULL ? whole : g_steal_pointer (&tidied);
}
