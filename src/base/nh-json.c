/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-json.h"

#include <string.h>

static void
append_escaped (GString *out, guchar byte)
{
  static const char bytes[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *found = strchr (bytes, byte);

  if (found != NULL)
    g_string_append_printf (out, "\\%c", letters[found - bytes]);
  else
    g_string_append_printf (out, "\\u%04x", byte);
}

void
nh_json_append_string (GString *out, const char *text)
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

void
nh_json_append_member (GString *object, const char *key, const char *text)
{
  if (object->len > 1)
    g_string_append_c (object, ',');
  nh_json_append_string (object, key);
  g_string_append_c (object, ':');
  nh_json_append_string (object, text);
}
