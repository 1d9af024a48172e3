/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-text.h"

#define LENGTH_MAX 24

static const char letters[] =
    "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯYàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵẠỆỢ";
static const gunichar marks[] = { 0x300, 0x301, 0x302, 0x303, 0x306, 0x308, 0x309, 0x31b, 0x323, 0x327, 0x340, 0x345 };
static const gunichar odd[] = {
  0x09,   0x0a,   0x0d,   0x07,   0x7f,   0x85,    0xa0,    0xad,     0xdf,   0xe6,   0xf8,
  0x130,  0x131,  0x149,  0x1c5,  0x17f,  0x3a3,   0x3c2,   0x430,    0x5d0,  0x200b, 0x200d,
  0x2028, 0x202f, 0x2060, 0x2126, 0x212a, 0x212b,  0x2260,  0x3000,   0x4e2d, 0xac00, 0x1100,
  0xfb01, 0xfdfa, 0xfeff, 0xfffd, 0xffff, 0x1d15e, 0x1f600, 0x10ffff, 0x1e9b, 0x1e69, 0x1ec,
};

static gunichar
random_character (GRand *rand)
{
  int pick = g_rand_int_range (rand, 0, 100);

  if (pick < 60)
    return g_utf8_get_char (
        g_utf8_offset_to_pointer (letters, g_rand_int_range (rand, 0, (gint32) g_utf8_strlen (letters, -1))));
  if (pick < 70)
    return marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))];
  if (pick < 80)
    return ' ';
  if (pick < 92)
    return (gunichar) g_rand_int_range (rand, 0x21, 0x7f);
  return odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))];
}

char *
random_text (GRand *rand)
{
  GString *out = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, LENGTH_MAX); n > 0; n--)
    g_string_append_unichar (out, random_character (rand));
  return g_string_free (out, FALSE);
}

char *
random_bytes (GRand *rand)
{
  GString *out = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, LENGTH_MAX); n > 0; n--)
    g_string_append_c (out, (char) g_rand_int_range (rand, 1, 256));
  return g_string_free (out, FALSE);
}
