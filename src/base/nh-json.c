/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-json.h"

#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"

#define USUAL_MEMBERS 32

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

/* --- Reading --- */

typedef struct
{
  const char *begin, *at, *end;
} Reader;

static gboolean
take (Reader *reader, char byte)
{
  if (reader->at == reader->end || *reader->at != byte)
    return FALSE;
  reader->at++;
  return TRUE;
}

/* Four hexadecimal digits; -1: something else. */
static int
take_unit (Reader *reader)
{
  int unit = 0;

  if (reader->end - reader->at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*reader->at++);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* Behind "\u". 0: not a character. */
static gunichar
take_escaped (Reader *reader)
{
  int high = take_unit (reader);
  int low;

  if (high < 0 || (high >= 0xdc00 && high < 0xe000))
    return 0;
  if (high < 0xd800 || high >= 0xe000)
    return (gunichar) high;
  if (!take (reader, '\\') || !take (reader, 'u'))
    return 0;
  low = take_unit (reader);
  if (low < 0xdc00 || low >= 0xe000)
    return 0;
  return 0x10000 + (gunichar) (((high - 0xd800) << 10) + low - 0xdc00);
}

static gboolean
take_escape (Reader *reader, GString *text)
{
  static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
  const char *found;
  gunichar character;

  if (reader->at == reader->end || *reader->at == '\0')
    return FALSE;
  found = strchr (letters, *reader->at++);
  if (found != NULL)
    {
      g_string_append_c (text, bytes[found - letters]);
      return TRUE;
    }
  if (reader->at[-1] != 'u' || (character = take_escaped (reader)) == 0)
    return FALSE;
  g_string_append_unichar (text, character);
  return TRUE;
}

/* Up to the end of the string, or what is escaped in it. */
static const char *
take_run (Reader *reader)
{
  const char *run = reader->at;

  while (reader->at < reader->end && (guchar) *reader->at >= 0x20 && *reader->at != '"' && *reader->at != '\\')
    reader->at++;
  return run;
}

/* (transfer full) (nullable): NULL, and the reader stands where it is wrong. */
static char *
take_string (Reader *reader)
{
  g_autoptr (GString) text = NULL;
  const char *run;

  if (!take (reader, '"'))
    return NULL;
  run = take_run (reader);
  if (reader->at < reader->end && *reader->at == '"') /* most have nothing escaped */
    return g_strndup (run, (gsize) (reader->at++ - run));
  text = g_string_new_len (run, reader->at - run);
  while (reader->at < reader->end)
    {
      run = take_run (reader);
      g_string_append_len (text, run, reader->at - run);
      if (take (reader, '"'))
        return g_string_free (g_steal_pointer (&text), FALSE);
      if (!take (reader, '\\') || !take_escape (reader, text))
        return NULL;
    }
  return NULL;
}

static void
clear_member (gpointer data)
{
  NhJsonMember *member = data;

  g_free (member->key);
  g_free (member->text);
}

static gboolean
take_member (Reader *reader, GArray *object, guint max_members)
{
  g_autofree char *key = take_string (reader);
  g_autofree char *text = key != NULL && take (reader, ':') ? take_string (reader) : NULL;
  NhJsonMember member = { key, text };

  if (text == NULL || object->len == max_members || nh_json_get (object, key) != NULL)
    return FALSE;
  g_array_append_val (object, member);
  key = text = NULL;
  return TRUE;
}

static gboolean
take_object (Reader *reader, GArray *object, guint max_members)
{
  if (!take (reader, '{'))
    return FALSE;
  if (take (reader, '}'))
    return TRUE;
  do
    if (!take_member (reader, object, max_members))
      return FALSE;
  while (take (reader, ','));
  return take (reader, '}');
}

GArray *
nh_json_read_object (const char *json, gsize length, guint max_members, GError **error)
{
  Reader reader = { json, json, json + length };
  g_autoptr (GArray) object = g_array_sized_new (FALSE, FALSE, sizeof (NhJsonMember), USUAL_MEMBERS);
  g_autofree char *place = NULL;
  const char *valid_to;

  g_array_set_clear_func (object, clear_member);
  if (!g_utf8_validate_len (json, length, &valid_to))
    reader.at = valid_to;
  else if (take_object (&reader, object, max_members) && reader.at == reader.end)
    return g_steal_pointer (&object);
  place = g_strdup_printf ("%" G_GSIZE_FORMAT, (gsize) (reader.at - reader.begin));
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID,
               _ ("it is not one JSON object of texts as this program writes it (byte %s)."), place);
  return NULL;
}

const char *
nh_json_get (GArray *object, const char *key)
{
  for (guint i = 0; i < object->len; i++)
    if (strcmp (g_array_index (object, NhJsonMember, i).key, key) == 0)
      return g_array_index (object, NhJsonMember, i).text;
  return NULL;
}
