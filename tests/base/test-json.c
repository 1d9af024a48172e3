/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-json.h"

#include <locale.h>
#include <string.h>

#include "nh-error.h"
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

static GArray *
read_object (const char *json)
{
  g_autoptr (GError) error = NULL;
  GArray *object = nh_json_read_object (json, strlen (json), 4, &error);

  g_assert_true ((object != NULL) == (error == NULL));
  if (object == NULL)
    g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
  return object;
}

static void
test_read (void)
{
  static const char *const cases[][2] = {
    { "{\"a\":\"\"}", "" },
    { "{\"b\":\"x\",\"a\":\"Đức Thọ\"}", "Đức Thọ" },
    { "{\"a\":\"\\u0110\\u1EE9c\"}", "Đức" },
    { "{\"\\u0061\":\"a\\\"b\\\\c\\/d\"}", "a\"b\\c/d" },
    { "{\"a\":\"\\b\\f\\n\\r\\t\"}", "\b\f\n\r\t" },
    { "{\"a\":\"\\ud83d\\ude00\"}", "\xf0\x9f\x98\x80" },
    { "{\"a\":\"{}[],:null1\"}", "{}[],:null1" },
    { "{\"a\":\"\\u007f\\u0001\"}", "\x7f\x01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) object = read_object (cases[i][0]);

      g_assert_nonnull (object);
      g_assert_cmpstr (nh_json_get (object, "a"), ==, cases[i][1]);
      g_assert_null (nh_json_get (object, "c"));
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "",
    "{",
    "}",
    "[]",
    "\"a\"",
    "null",
    "{}x",
    "{} ",
    " {}",
    "{}\n",
    "{}{}",
    "{,}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":null}",
    "{\"a\":1}",
    "{\"a\":true}",
    "{\"a\":[\"b\"]}",
    "{\"a\":{\"b\":\"c\"}}",
    "{\"a\":\"b\",}",
    "{\"a\": \"b\"}",
    "{\"a\":\"b\" ,\"c\":\"d\"}",
    "{\"a\":\"b\";\"c\":\"d\"}",
    "{a:\"b\"}",
    "{'a':'b'}",
    "{\"a\":\"b",
    "{\"a\":\"b\\",
    "{\"a\":\"b\\\"",
    "{\"a\":\"\n\"}",
    "{\"a\":\"\t\"}",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\u12G4\"}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\\ud83d\"}",
    "{\"a\":\"\\ud83dx\"}",
    "{\"a\":\"\\ud83d\\n\"}",
    "{\"a\":\"\\ud83d\\ud83d\"}",
    "{\"a\":\"\\ude00\"}",
    "{\"a\":\"\xff\"}",
    "{\"a\":\"\xc0\x80\"}",
    "{\"a\":\"\xed\xa0\x80\"}",
    "{\"a\":\"b\",\"a\":\"b\"}",
    "{\"a\":\"b\",\"\\u0061\":\"c\"}",
    "{\"a\":\"\",\"b\":\"\",\"c\":\"\",\"d\":\"\",\"e\":\"\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) object = read_object (cases[i]);

      if (object != NULL)
        g_error ("read: %s", cases[i]);
    }
  g_assert_null (nh_json_read_object ("{}\0", 3, 4, NULL));
  g_assert_null (nh_json_read_object ("{\"a\":\"\\\0\"}", 10, 4, NULL));
}

/* What was written is read; with a byte changed, or cut off, it is refused or is another object, and nothing is read
 * beyond its end. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (521);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *bytes = random_bytes (rand);
      g_autofree char *text = g_utf8_make_valid (bytes, -1);
      g_autoptr (GString) json = g_string_new ("{");
      g_autoptr (GArray) object = NULL, other = NULL;
      g_autofree char *copy = NULL;
      gsize cut;

      nh_json_append_member (json, "key", text);
      nh_json_append_member (json, text, bytes);
      g_string_append_c (json, '}');
      object = nh_json_read_object (json->str, json->len, 2, NULL);
      if (strcmp (text, "key") == 0)
        {
          g_assert_null (object);
          continue;
        }
      g_assert_nonnull (object);
      g_assert_cmpstr (nh_json_get (object, "key"), ==, text);
      g_assert_cmpstr (nh_json_get (object, text), ==, text);

      cut = (gsize) g_rand_int_range (rand, 0, (gint32) json->len);
      copy = g_memdup2 (json->str, cut); /* to the byte, so that a sanitizer sees a step too far */
      g_assert_null (nh_json_read_object (copy, cut, 2, NULL));
      json->str[cut] = (char) g_rand_int_range (rand, 0, 256);
      other = nh_json_read_object (json->str, json->len, 2, NULL);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/literals", test_literals);
  g_test_add_func ("/json/any-bytes", test_any_bytes);
  g_test_add_func ("/json/read", test_read);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/round-trip", test_round_trip);
  return g_test_run ();
}
