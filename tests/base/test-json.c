/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-json.h"

#include <locale.h>
#include <string.h>

#include "random-text.h"

#define ROUNDS 20000

static char *
literal (const char *text)
{
  GString *out = g_string_new (NULL);

  nh_json_append_string (out, text);
  return g_string_free (out, FALSE);
}

static void
test_literals (void)
{
  static const char *const cases[][2] = {
    { NULL, "null" },
    { "", "\"\"" },
    { "Đức Thọ", "\"Đức Thọ\"" },
    { "a\"b\\c", "\"a\\\"b\\\\c\"" },
    { "a\nb\tc\rd\be\ff", "\"a\\nb\\tc\\rd\\be\\ff\"" },
    { "\001\037\177", "\"\\u0001\\u001f\\u007f\"" },
    { "a\377b", "\"a\357\277\275b\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = literal (cases[i][0]);

      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

/* Only what JSON allows stands between the quotes. */
static void
test_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5764);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *bytes = random_bytes (rand);
      g_autofree char *found = literal (bytes);
      gsize length = strlen (found);

      g_assert_true (g_utf8_validate (found, -1, NULL));
      g_assert_true (length >= 2 && found[0] == '"' && found[length - 1] == '"');
      for (gsize k = 1; k < length - 1; k++)
        {
          g_assert_true ((guchar) found[k] >= 0x20 && found[k] != '"');
          if (found[k] == '\\')
            g_assert_nonnull (strchr ("\"\\bfnrtu", found[++k]));
        }
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/literals", test_literals);
  g_test_add_func ("/json/any-bytes", test_any_bytes);
  return g_test_run ();
}
