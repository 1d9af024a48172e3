/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text.h"

#include <string.h>

#include "nh-text-private.h"

/* Nothing to do: printable ASCII with single blanks between words. Most numbers, dates and codes are that. */
static gboolean
is_plain (const char *text)
{
  char before = ' ';

  for (; *text != '\0'; text++)
    {
      if ((guchar) *text < 0x20 || (guchar) *text > 0x7e || (*text == ' ' && before == ' '))
        return FALSE;
      before = *text;
    }
  return before != ' ';
}

/* TRUE when NFC can change nothing about @c, whatever stands beside it. */
static gboolean
is_composed (gunichar c)
{
  return c < 0x300 || (c >= 0x1e00 && c < 0x1f00) || (c >= 0x2010 && c < 0x2100) || c == 0xfffd;
}

static void
end_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

/* @text without what is invisible, blanks and lines tidied, not yet composed. */
static char *
tidy (const char *text,
      gboolean    lines,
      gboolean   *composed)
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
      /* Breaks wait for the next letter, so none stand at the ends. */
      for (; breaks > 0; breaks--)
        if (out->len > 0)
          g_string_append_c (out, '\n');
      *composed = *composed && is_composed (c);
      g_string_append_unichar (out, c);
      last = 'x';
    }
  end_line (out);
  return g_string_free (out, FALSE);
}

static char *
clean (const char *text,
       gboolean    lines)
{
  g_autofree char *tidied = NULL;
  gboolean composed;
  char *whole;

  if (text == NULL || text[0] == '\0')
    return g_strdup ("");
  if (is_plain (text))
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
