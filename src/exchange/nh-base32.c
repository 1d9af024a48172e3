/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-base32.h"

#include <sodium.h>
#include <string.h>

#include "nh-i18n.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* -1: not one of them. */
static int
value_of (char character)
{
  const char *found;

  character = g_ascii_toupper (character);
  if (character == 'O')
    return 0;
  if (character == 'I' || character == 'L')
    return 1;
  found = character != '\0' ? strchr (alphabet, character) : NULL;
  return found != NULL ? (int) (found - alphabet) : -1;
}

static gboolean
is_separator (char character)
{
  return character == ' ' || character == '-' || character == '\n' || character == '\r' || character == '\t';
}

static char *
in_groups (const char *characters)
{
  GString *text = g_string_sized_new (strlen (characters) * 2); /* is not copied while it grows */

  for (gsize i = 0; characters[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, characters[i]);
    }
  return g_string_free (text, FALSE);
}

/* The values of @n characters; FALSE: there are others, more or fewer. */
static gboolean
read_values (const char *text, guint8 *values, gsize n)
{
  gsize found = 0;

  for (; *text != '\0'; text++)
    {
      int value = value_of (*text);

      if (is_separator (*text))
        continue;
      if (value < 0 || found == n)
        return FALSE;
      values[found++] = (guint8) value;
    }
  return found == n;
}

char *
nh_base32_write (const guint8 *bytes, gsize n_bytes)
{
  char *characters, *text;
  gsize n = 0;

  g_return_val_if_fail (n_bytes % 5 == 0, NULL);

  characters = g_malloc0 (n_bytes / 5 * 8 + 1);

  for (gsize i = 0; i < n_bytes * 8; i += 5)
    {
      guint pair = bytes[i / 8] * 256u + (i / 8 + 1 < n_bytes ? bytes[i / 8 + 1] : 0);

      characters[n++] = alphabet[(pair >> (11 - i % 8)) & 31];
    }
  text = in_groups (characters);
  sodium_memzero (characters, n); /* they may be a seed */
  g_free (characters);
  return text;
}

gboolean
nh_base32_read (const char *text, guint8 *bytes, gsize n_bytes)
{
  gsize n = n_bytes / 5 * 8;
  g_autofree guint8 *values = g_new0 (guint8, n);
  gboolean whole = read_values (text, values, n);

  memset (bytes, 0, n_bytes);
  for (gsize i = 0; whole && i < n * 5; i++)
    if (values[i / 5] >> (4 - i % 5) & 1)
      bytes[i / 8] |= (guint8) (0x80 >> i % 8);
  sodium_memzero (values, n);
  return whole;
}

/* --- Slips --- */

/* Weights that differ, so that two characters that changed places are seen; 31 is prime. */
static guint
check_of (const guint8 *values)
{
  guint sum = 0;

  for (guint i = 0; i < NH_SLIP_LENGTH - 1; i++)
    sum += (i + 1) * values[i];
  return sum % 31;
}

static char *
as_characters (const guint8 *values)
{
  char *characters = g_malloc0 (NH_SLIP_LENGTH + 1);

  for (guint i = 0; i < NH_SLIP_LENGTH; i++)
    characters[i] = alphabet[values[i]];
  return characters;
}

char *
nh_slip_new (void)
{
  guint8 values[NH_SLIP_LENGTH];
  g_autofree char *characters = NULL;

  for (guint i = 0; i < NH_SLIP_LENGTH - 1; i++)
    values[i] = (guint8) randombytes_uniform (32);
  values[NH_SLIP_LENGTH - 1] = (guint8) check_of (values);
  characters = as_characters (values);
  return in_groups (characters);
}

char *
nh_slip_show (const char *code)
{
  return in_groups (code);
}

char *
nh_slip_read (const char *typed)
{
  guint8 values[NH_SLIP_LENGTH];

  if (!read_values (typed, values, NH_SLIP_LENGTH) || values[NH_SLIP_LENGTH - 1] != check_of (values))
    return NULL;
  return as_characters (values);
}

char *
nh_slip_find_missing (const char *typed)
{
  guint n = 0;

  for (; *typed != '\0'; typed = g_utf8_next_char (typed))
    n += !is_separator (*typed); /* a wrong one is typed, too */
  return n < NH_SLIP_LENGTH ? g_strdup_printf (_ ("Only %u of the %d characters are typed."), n, NH_SLIP_LENGTH) : NULL;
}
