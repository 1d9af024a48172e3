/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text.h"

#include <locale.h>
#include <string.h>

#include "random-text.h"

#define N_TEXTS 400
#define ROUNDS 20000

/* Written by make-golden.py from ICU: "<" or "=", a tab, the text. */
static void
test_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden-sort.txt", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      int order = nh_text_collate (lines[i - 1] + 2, lines[i] + 2);

      if (lines[i][0] == '=' ? order != 0 : order >= 0)
        g_error ("line %u: “%s” %c “%s”", i + 1, lines[i - 1] + 2, lines[i][0], lines[i] + 2);
      n++;
    }
  g_assert_cmpuint (n, >, 3000);
}

static void
test_order (void)
{
  /* Each before the next. */
  static const char *const texts[] = {
    "", "Thôn 1", "Thôn 1a", "thôn 2", "Thôn 02 A", "Thôn 10", "Thôn 100", "thôn A", "Thơn", "Xã 9", "xóm",
  };

  for (gsize i = 1; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (nh_text_collate (texts[i - 1], texts[i]), <, 0);
}

static void
test_equal (void)
{
  static const char *const pairs[][2] = {
    { "hoà", "hòa" },
    { "Thuỷ", "Thủy" },
    { "khoẻ", "khỏe" },
    { "Ha\314\200", "Hà" },
    { "e\314\243\314\202", "ệ" },
    { "Thôn 01", "Thôn 1" },
    { "a\302\240b", "a b" },
    { NULL, "" },
    { "0", "000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (nh_text_collate (pairs[i][0], pairs[i][1]), ==, 0);
}

static int
compare_names (const char *a, const char *b)
{
  g_autoptr (GBytes) key_a = nh_text_name_key (a);
  g_autoptr (GBytes) key_b = nh_text_name_key (b);

  return g_bytes_compare (key_a, key_b);
}

static void
test_names (void)
{
  static const char *const names[] = {
    "", "Trần Văn An", "Lê Thị Ánh", "Bùi Bá Ân", "Nguyễn Hòa", "Phạm Hoà", "Đỗ Hoá", "Đặng Văn Ý", "Bùi Yến",
  };

  for (gsize i = 1; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (compare_names (names[i - 1], names[i]), <, 0);
  g_assert_cmpint (compare_names (" Lê  Hoà ", "Lê Hòa"), ==, 0);
}

/* Long numbers and texts use other code paths. */
static void
test_long (void)
{
  g_autoptr (GString) nines = g_string_new (NULL);
  g_autoptr (GString) more = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 700; i++)
    {
      g_string_append_c (nines, '9');
      g_string_append (text, "Ệ");
    }
  g_string_append_printf (more, "1%s", nines->str);
  g_assert_cmpint (nh_text_collate (nines->str, more->str), <, 0);
  g_assert_cmpint (nh_text_collate (text->str, "Ệ"), >, 0);
  g_string_append (text, "a");
  g_string_assign (more, text->str);
  g_string_append (text, "á");
  g_string_append (more, "a");
  g_assert_cmpint (nh_text_collate (more->str, text->str), <, 0);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return nh_text_collate (*(const char *const *) a, *(const char *const *) b);
}

/* A total order: after sorting, every pair compares accordingly. */
static void
test_total_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1407);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < N_TEXTS; i++)
    g_ptr_array_add (texts, random_text (rand));
  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    for (guint k = i; k < texts->len; k++)
      {
        int order = nh_text_collate (texts->pdata[i], texts->pdata[k]);

        g_assert_cmpint (order, <=, 0);
        g_assert_cmpint (order, ==, -nh_text_collate (texts->pdata[k], texts->pdata[i]));
      }
}

static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (84000);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *bytes = random_bytes (rand);
      g_autofree char *text = random_text (rand);
      g_autofree char *clean = nh_text_clean (text);
      g_autofree char *decomposed = g_utf8_normalize (clean, -1, G_NORMALIZE_NFD);
      g_autoptr (GBytes) key_of_bytes = nh_text_name_key (bytes);
      g_autoptr (GBytes) key = nh_text_sort_key (clean);
      g_autoptr (GBytes) key_of_decomposed = nh_text_sort_key (decomposed);

      g_assert_cmpuint (g_bytes_get_size (key_of_bytes), >=, 6);
      if (!g_bytes_equal (key, key_of_decomposed))
        g_error ("“%s”", clean);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort/golden", test_golden);
  g_test_add_func ("/sort/order", test_order);
  g_test_add_func ("/sort/equal", test_equal);
  g_test_add_func ("/sort/names", test_names);
  g_test_add_func ("/sort/long", test_long);
  g_test_add_func ("/sort/total-order", test_total_order);
  g_test_add_func ("/sort/properties", test_properties);
  return g_test_run ();
}
