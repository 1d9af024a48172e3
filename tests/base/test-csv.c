/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-csv.h"

#include <locale.h>
#include <string.h>

#include "nh-error.h"
#include "nh-text.h"
#include "random-text.h"

#define ROUNDS 3000

static NhCsv *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NhCsv *csv = nh_csv_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (csv);
  return csv;
}

static void
test_plain (void)
{
  g_autoptr (NhCsv) csv = parse ("\357\273\277Mã,Tên xã,Ghi chú\r\n1, Hà  Huy Tập ,\r\n\r\n2,Ti\314\203nh\r\n3,a,b,c");

  g_assert_cmpuint (nh_csv_get_n_columns (csv), ==, 3);
  g_assert_cmpuint (nh_csv_get_n_rows (csv), ==, 3);
  g_assert_cmpstr (nh_csv_get_title (csv, 0), ==, "Mã");
  g_assert_cmpint (nh_csv_find_column (csv, "TÊN XÃ"), ==, 1);
  g_assert_cmpint (nh_csv_find_column (csv, "không có"), ==, -1);
  g_assert_cmpstr (nh_csv_get (csv, 0, 1), ==, "Hà Huy Tập");
  g_assert_cmpstr (nh_csv_get (csv, 0, 2), ==, "");
  g_assert_cmpstr (nh_csv_get (csv, 1, 1), ==, "Tĩnh");
  g_assert_cmpstr (nh_csv_get (csv, 1, 2), ==, "");
  g_assert_cmpstr (nh_csv_get (csv, 2, 3), ==, "c");
  g_assert_cmpstr (nh_csv_get (csv, 9, 0), ==, "");
  g_assert_cmpstr (nh_csv_get (csv, 0, -1), ==, "");
  g_assert_cmpuint (nh_csv_get_line (csv, 0), ==, 2);
  g_assert_cmpuint (nh_csv_get_line (csv, 1), ==, 4);
}

static void
test_quotes (void)
{
  g_autoptr (NhCsv) csv = parse ("a;\"b;,\"\n\"một\r\nhai\";\"nói \"\"vâng\"\"\"\nx;5\" ống\n\"'=1\";'-2\n");

  g_assert_cmpuint (nh_csv_get_n_columns (csv), ==, 2);
  g_assert_cmpstr (nh_csv_get_title (csv, 1), ==, "b;,");
  g_assert_cmpstr (nh_csv_get (csv, 0, 0), ==, "một\nhai");
  g_assert_cmpstr (nh_csv_get (csv, 0, 1), ==, "nói \"vâng\"");
  g_assert_cmpstr (nh_csv_get (csv, 1, 1), ==, "5\" ống");
  g_assert_cmpstr (nh_csv_get (csv, 2, 0), ==, "=1");
  g_assert_cmpstr (nh_csv_get (csv, 2, 1), ==, "-2");
  g_assert_cmpuint (nh_csv_get_line (csv, 1), ==, 4);
}

static void
test_separators (void)
{
  static const char *const files[] = {
    "a,b\n1,2", "a;b\n1;2", "a\tb\n1\t2", "sep=|\na|b\n1|2", "SEP=;\r\na;b\r\n1;2", "\"x,y,z\";b\n1;2"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (NhCsv) csv = parse (files[i]);

      g_assert_cmpuint (nh_csv_get_n_columns (csv), ==, 2);
      g_assert_cmpstr (nh_csv_get (csv, 0, 1), ==, "2");
    }
}

static void
test_utf16 (void)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *data = g_convert ("\357\273\277Xã\tSố\nĐức Thọ\t5", -1, "UTF-16LE", "UTF-8", NULL, &length, &error);
  g_autoptr (NhCsv) csv = nh_csv_parse (data, length, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (nh_csv_get (csv, 0, 0), ==, "Đức Thọ");
}

static void
test_refuse (void)
{
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) open_quote = NULL;
  g_autoptr (GError) columns = NULL;
  g_autoptr (GError) size = NULL;

  for (int i = 0; i < 1100; i++)
    g_string_append (wide, "a,");
  g_assert_null (nh_csv_parse ("", 0, &empty));
  g_assert_error (empty, NH_ERROR, NH_ERROR_INVALID);
  g_assert_null (nh_csv_parse ("a,b\n1,\"2\n3", 10, &open_quote));
  g_assert_error (open_quote, NH_ERROR, NH_ERROR_INVALID);
  g_assert_nonnull (strstr (open_quote->message, "Line 2"));
  g_assert_null (nh_csv_parse (wide->str, wide->len, &columns));
  g_assert_error (columns, NH_ERROR, NH_ERROR_INVALID);
  g_assert_null (nh_csv_parse ("a", (gsize) 1 << 30, &size));
  g_assert_error (size, NH_ERROR, NH_ERROR_INVALID);
}

/* UTF-16 that ends within a character, behind letters that are longer in UTF-8. */
static void
test_damaged_utf16 (void)
{
  static const char data[] = "\xff\xfe"
                             "\x0a\x4e\x0a\x4e\x0a\x4e\x0a\x4e\x0a\x4e\x0a\x4e\x00\xd8\x00\xd8";
  g_autoptr (GError) error = NULL;

  g_assert_null (nh_csv_parse (data, sizeof data - 1, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
}

static void
test_append (void)
{
  static const char *const cells[][2] = {
    { "a", "a" },
    { "", "" },
    { "a,b", "\"a,b\"" },
    { "a;b", "a;b" },
    { "a\"b", "\"a\"\"b\"" },
    { " a", "\" a\"" },
    { "=1+1", "'=1+1" },
    { "-5", "-5" },
    { "+84 912", "+84 912" },
    { "-1.407", "-1.407" },
    { "-x", "'-x" },
    { "@a,b", "\"'@a,b\"" },
    { "a\nb", "\"a\nb\"" },
    { "-", "'-" },
  };
  g_autoptr (GString) none = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      nh_csv_append_cell (out, cells[i][0], ',');
      g_assert_cmpstr (out->str, ==, cells[i][1]);
    }
  nh_csv_append_cell (none, NULL, ',');
  g_assert_cmpstr (none->str, ==, "");
}

/* What is written reads back as the same. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (209);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) out = g_string_new ("x,y\r\n.,");
      g_autofree char *raw = random_text (rand);
      g_autofree char *cell = nh_text_clean_lines (raw);
      g_autoptr (NhCsv) csv = NULL;

      /* An apostrophe before a formula is read as the guard. */
      if (cell[0] == '\'')
        continue;
      nh_csv_append_cell (out, cell, ',');
      csv = parse (out->str);
      g_assert_cmpuint (nh_csv_get_n_rows (csv), ==, 1);
      g_assert_cmpstr (nh_csv_get (csv, 0, 1), ==, cell);
    }
}

static void
test_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (216);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) data = g_string_new (NULL);
      g_autoptr (NhCsv) csv = NULL;

      for (int n = g_rand_int_range (rand, 0, 60); n > 0; n--)
        g_string_append_c (data, g_rand_int_range (rand, 0, 3) == 0 ? "\",;\t\r\n"[g_rand_int_range (rand, 0, 6)]
                                                                    : (char) g_rand_int_range (rand, 0, 256));
      csv = nh_csv_parse (data->str, data->len, NULL);
      for (guint row = 0; csv != NULL && row < nh_csv_get_n_rows (csv); row++)
        g_assert_true (g_utf8_validate (nh_csv_get (csv, row, 0), -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/plain", test_plain);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/separators", test_separators);
  g_test_add_func ("/csv/utf16", test_utf16);
  g_test_add_func ("/csv/damaged-utf16", test_damaged_utf16);
  g_test_add_func ("/csv/refuse", test_refuse);
  g_test_add_func ("/csv/append", test_append);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/any-bytes", test_any_bytes);
  return g_test_run ();
}
