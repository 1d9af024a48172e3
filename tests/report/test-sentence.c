/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences of a report in other words. */

#include <string.h>

#include "nh-error.h"
#include "nh-sentence.h"

static const NhSentence sample = { "sample", "Sample", "", { "điểm", "đơn vị", "năm" } };

/* @values: name and text by turns, NULL at the end. */
static void
assert_filled (const char *text, const char *const *values, const char *expected)
{
  g_autoptr (GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autofree char *filled = NULL;

  for (guint i = 0; values[i] != NULL; i += 2)
    g_hash_table_insert (table, (gpointer) values[i], (gpointer) values[i + 1]);
  g_assert_true (nh_sentence_check (&sample, text, &error));
  g_assert_no_error (error);
  filled = nh_sentence_fill (text, table);
  g_assert_cmpstr (filled, ==, expected);
}

static void
test_values (void)
{
  const char *const values[] = { "điểm", "05 điểm", "đơn vị", "", "năm", "2026", NULL };

  assert_filled ("Có {điểm} trong năm {năm}.", values, "Có 05 điểm trong năm 2026.");
  assert_filled ("{điểm}[ tại {đơn vị}].", values, "05 điểm.");
  assert_filled ("{điểm}[ của năm {năm}][ tại {đơn vị}].", values, "05 điểm của năm 2026.");
  assert_filled ("[{đơn vị} có {điểm}|Có {điểm}].", values, "Có 05 điểm.");
  assert_filled ("[{đơn vị}|{đơn vị}|không có].", values, "Không có.");
  assert_filled ("[A {điểm}[ B {đơn vị}]| C {điểm}].", values, "A 05 điểm.");
  assert_filled ("ở đâu đó {đơn vị}.", values, "Ở đâu đó .");
  assert_filled ("", values, "");
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "{điểm",   "{điểm có [}", "{diem}",          "{}",
                                       "điểm}",   "[{điểm}",     "{điểm}] x",       "{điểm} | {đơn vị}",
                                       "]{năm}[", "{Điểm}",      "[[[[[{điểm}]]]]]" };
  g_autofree char *long_text = g_strnfill (NH_SENTENCE_MOST + 1, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_sentence_check (&sample, wrong[i], &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
    }
  g_assert_false (nh_sentence_check (&sample, long_text, NULL));
  long_text[NH_SENTENCE_MOST] = '\0';
  g_assert_true (nh_sentence_check (&sample, long_text, NULL));
}

/* The standard sentences can be used, and leave out nothing that is known. */
static void
test_standard (void)
{
  guint n;
  const NhSentence *sentences = nh_sentences (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *left_out = nh_sentence_left_out (&sentences[i], sentences[i].text);

      g_assert_true (nh_sentence_check (&sentences[i], sentences[i].text, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (left_out, ==, "");
      g_assert_true (nh_sentence_find (sentences[i].name) == &sentences[i]);
    }
}

static void
test_left_out (void)
{
  g_autofree char *left_out = nh_sentence_left_out (&sample, "Có {đơn vị}.");

  g_assert_cmpstr (left_out, ==, "{điểm}, {năm}");
}

/* Whatever is typed is refused or can be filled in. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "{điểm}", "{năm}", "{", "}", "[", "]", "|", "chữ ", "{đơn vị}", "\n", "%s", "đ"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_good = 0;

  g_hash_table_insert (values, (gpointer) "điểm", (gpointer) "05 điểm");
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *filled = NULL;
      int length = g_rand_int_range (rand, 0, 12);

      for (int i = 0; i < length; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (!nh_sentence_check (&sample, text->str, NULL))
        continue;
      n_good++;
      filled = nh_sentence_fill (text->str, values);
      g_assert_null (strpbrk (filled, "{}[]|"));
      g_assert_true (g_utf8_validate (filled, -1, NULL));
    }
  g_assert_cmpuint (n_good, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence/values", test_values);
  g_test_add_func ("/sentence/refused", test_refused);
  g_test_add_func ("/sentence/standard", test_standard);
  g_test_add_func ("/sentence/left-out", test_left_out);
  g_test_add_func ("/sentence/random", test_random);
  return g_test_run ();
}
