/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-json.h"

static void
append_escaped (GString       *out,
                unsigned char  byte)
{
  switch (byte)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\b':
      g_string_append (out, "\\b");
      break;
    case '\f':
      g_string_append (out, "\\f");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append_printf (out, "\\u%04x", byte);
      break;
    }
}

void
nh_json_append_string (GString    *out,
                       const char *text)
{
  g_autofree char *valid = NULL;
  const char *run;
  const char *at;

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (run = at = text; *at != '\0'; at++)
    {
      unsigned char byte = (unsigned char) *at;

      if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
        continue;
      g_string_append_len (out, run, at - run);
      append_escaped (out, byte);
      run = at + 1;
    }
  g_string_append_len (out, run, at - run);
  g_string_append_c (out, '"');
}
