/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-money.h"

#include <locale.h>
#include <string.h>

#include "nh-error.h"
#include "nh-number.h"
#include "random-text.h"

#define ROUNDS 20000

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 dong;
  } cases[] = {
    { "350000", 350000 },
    { "350.000", 350000 },
    { "350 000", 350000 },
    { "350.000đ", 350000 },
    { "350.000 đ", 350000 },
    { "350.000 đồng", 350000 },
    { "350.000 dong", 350000 },
    { "350.000 VNĐ", 350000 },
    { "350.000VND", 350000 },
    { "350k", 350000 },
    { "350K", 350000 },
    { "350 nghìn", 350000 },
    { "350 ngàn đồng", 350000 },
    { "350 nghin dong", 350000 },
    { "12,5 triệu", 12500000 },
    { "12,5tr", 12500000 },
    { "12,5 trieu", 12500000 },
    { "12,5 triệu đồng", 12500000 },
    { "1,2 tỷ", 1200000000 },
    { "1,2 tỉ đ", 1200000000 },
    { "1,2 ty", 1200000000 },
    { "1,234567891 tỷ", 1234567891 },
    { "1,407 triệu", 1407000 },
    { "12.500 nghìn", 12500000 },
    { "2 nghìn tỷ", G_GINT64_CONSTANT (2000000000000) },
    { "1 tỷ 200 triệu", 1200000000 },
    { "2 triệu 500 nghìn 200 đồng", 2500200 },
    { "1 tri\303\252\314\243u", 1000000 },
    { "0", 0 },
    { "0 đồng", 0 },
    { "999.999.999.999.999 đ", NH_NUMBER_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 dong = -1;

      nh_money_parse (cases[i].text, &dong, &error);
      g_assert_no_error (error);
      g_assert_cmpint (dong, ==, cases[i].dong);
    }
}

static void
test_refuse (void)
{
  static const struct
  {
    const char *text;
    const char *hint;
  } cases[] = {
    { NULL, "Type an amount" },
    { " ", "Type an amount" },
    { "350,000", "type 350.000" },
    { "350,000đ", "type a dot" },
    { "12,5 đồng", "type a dot" },
    { "12,5", "whole numbers" },
    { "12.5 triệu", "behind a comma" },
    { "1,200 tỷ", "1,2 tỷ or 1.200 tỷ" },
    { "1,2345 nghìn", "smaller than a đồng" },
    { "1,2,3 triệu", "type it like" },
    { "1, triệu", "type it like" },
    { ",5 triệu", "type it like" },
    { "1tr2", "type it like" },
    { "1 triệu 200", "type it like" },
    { "1 triệu 2 tỷ", "type it like" },
    { "5 đô la", "unit is not known" },
    { "5 suất", "unit is not known" },
    { "triệu", "type it like" },
    { "-5 triệu", "negative" },
    { "1000000 tỷ", "too big" },
    { "9999999,5 tỷ", "too big" },
    { "99999999999999999999 đ", "too big" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 dong = -7;

      if (nh_money_parse (cases[i].text, &dong, &error))
        g_error ("“%s” was read", cases[i].text);
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      if (strstr (error->message, cases[i].hint) == NULL)
        g_error ("“%s”: %s", cases[i].text, error->message);
      g_assert_cmpint (dong, ==, -7);
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64 dong;
    const char *text;
    const char *words;
  } cases[] = {
    { 0, "0 đồng", "Không đồng" },
    { 500, "500 đồng", "Năm trăm đồng" },
    { 1407, "1.407 đồng", "Một nghìn bốn trăm linh bảy đồng" },
    { 350000, "350 nghìn đồng", "Ba trăm năm mươi nghìn đồng" },
    { 350500, "350.500 đồng", "Ba trăm năm mươi nghìn năm trăm đồng" },
    { 12500000, "12,5 triệu đồng", "Mười hai triệu năm trăm nghìn đồng" },
    { 12005000, "12,005 triệu đồng", "Mười hai triệu không trăm linh năm nghìn đồng" },
    { 1234567, "1.234.567 đồng", "Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng" },
    { 1234000000, "1,234 tỷ đồng", "Một tỷ hai trăm ba mươi bốn triệu đồng" },
    { 1234500000, "1.234,5 triệu đồng", "Một tỷ hai trăm ba mươi bốn triệu năm trăm nghìn đồng" },
    { 35000000000, "35 tỷ đồng", "Ba mươi lăm tỷ đồng" },
    { -12500000, "-12,5 triệu đồng", "Âm mười hai triệu năm trăm nghìn đồng" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = nh_money_format_short (cases[i].dong);
      g_autofree char *words = nh_money_words (cases[i].dong);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Formatted amounts can be parsed. */
static void
test_round_trip (void)
{
  static const gint64 steps[] = { 1, 1000, 1000000, 1000000000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (35);

  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 dong = g_rand_int_range (rand, 0, 900000) * steps[i % 4];
      g_autofree char *text = nh_money_format_short (dong);
      g_autoptr (GError) error = NULL;
      gint64 found = -1;

      nh_money_parse (text, &found, &error);
      g_assert_no_error (error);
      g_assert_cmpint (found, ==, dong);
    }
}

static void
test_any_text (void)
{
  static const char *const pieces[] = { "1",  "20", "350", ".",     ",", " ", "000", "triệu",
                                        "tỷ", "k",  "đ",   "nghìn", "-", "x", "\377" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (70);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 dong = 0;

      for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      (void) nh_money_parse (text->str, &dong, NULL);
      g_assert_cmpint (dong, >=, 0);
      g_assert_cmpint (dong, <=, NH_NUMBER_MAX);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/refuse", test_refuse);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/round-trip", test_round_trip);
  g_test_add_func ("/money/any-text", test_any_text);
  return g_test_run ();
}
