/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-number.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "nh-error.h"
#include "random-text.h"

#define ROUNDS 20000

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 value;
  } cases[] = {
    { "0", 0 },
    { "01", 1 },
    { "1407", 1407 },
    { "1.407", 1407 },
    { "1 407", 1407 },
    { "1\302\240407", 1407 },
    { "1\342\200\257407", 1407 },
    { "  84.000 ", 84000 },
    { "1.000.000", 1000000 },
    { "999.999.999.999.999", NH_NUMBER_MAX },
    { "999999999999999", NH_NUMBER_MAX },
    { "0000000000000000000001", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = -1;

      g_assert_true (nh_number_parse (cases[i].text, &value, &error));
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, cases[i].value);
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
    { "", "Type a number" },           { NULL, "Type a number" },
    { "1,407", "type 1.407" },         { "1,407,000", "type 1.407.000" },
    { "12,5", "whole numbers" },       { "1,4,07", "whole numbers" },
    { "1.40", "three digits" },        { "1.4070", "three digits" },
    { "1..407", "three digits" },      { ".407", "three digits" },
    { "1.", "three digits" },          { "1.407.", "three digits" },
    { "0.407", "three digits" },       { "1.407 000", "three digits" },
    { "1 4", "three digits" },         { "-5", "negative" },
    { "\342\210\2225", "negative" },   { "+5", "digits only" },
    { "abc", "digits only" },          { "12 điểm", "digits only" },
    { "1e3", "digits only" },          { "\357\274\221", "digits only" },
    { "1000000000000000", "too big" }, { "99999999999999999999999999", "too big" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = -7;

      g_assert_false (nh_number_parse (cases[i].text, &value, &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      if (strstr (error->message, cases[i].hint) == NULL)
        g_error ("“%s”: %s", cases[i].text, error->message);
      g_assert_cmpint (value, ==, -7);
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64 value;
    const char *text;
    const char *admin;
  } cases[] = {
    { 0, "0", "0" },
    { 1, "1", "01" },
    { 9, "9", "09" },
    { 10, "10", "10" },
    { 999, "999", "999" },
    { 1407, "1.407", "1.407" },
    { 84000, "84.000", "84.000" },
    { -1407, "-1.407", "-1.407" },
    { NH_NUMBER_MAX, "999.999.999.999.999", "999.999.999.999.999" },
    { G_MININT64, "-9.223.372.036.854.775.808", "-9.223.372.036.854.775.808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = nh_number_format (cases[i].value);
      g_autofree char *admin = nh_number_format_admin (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (admin, ==, cases[i].admin);
    }
}

static void
test_format_decimal (void)
{
  static const struct
  {
    double value;
    int decimals;
    const char *text;
  } cases[] = {
    { 35.5, 1, "35,5" },
    { 35.5, 2, "35,5" },
    { 35.0, 2, "35" },
    { 0.05, 2, "0,05" },
    { 1234.567, 2, "1.234,57" },
    { -1.25, 1, "-1,3" },
    { -0.001, 2, "0" },
    { 99.996, 2, "100" },
    { 0, 3, "0" },
    { 2.5, 0, "3" },
    { 1e15, 2, "1.000.000.000.000.000" },
    { 12.5, -1, "13" },
  };
  g_autofree char *nan = nh_number_format_decimal ((double) NAN, 2);
  g_autofree char *infinite = nh_number_format_decimal ((double) INFINITY, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = nh_number_format_decimal (cases[i].value, cases[i].decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpstr (nan, ==, "");
  g_assert_cmpstr (infinite, ==, "");
}

static void
test_words (void)
{
  static const struct
  {
    gint64 value;
    const char *words;
  } cases[] = {
    { 0, "không" },
    { 1, "một" },
    { 4, "bốn" },
    { 5, "năm" },
    { 10, "mười" },
    { 11, "mười một" },
    { 14, "mười bốn" },
    { 15, "mười lăm" },
    { 20, "hai mươi" },
    { 21, "hai mươi mốt" },
    { 24, "hai mươi bốn" },
    { 55, "năm mươi lăm" },
    { 100, "một trăm" },
    { 101, "một trăm linh một" },
    { 105, "một trăm linh năm" },
    { 110, "một trăm mười" },
    { 111, "một trăm mười một" },
    { 121, "một trăm hai mươi mốt" },
    { 412, "bốn trăm mười hai" },
    { 1000, "một nghìn" },
    { 1001, "một nghìn không trăm linh một" },
    { 1015, "một nghìn không trăm mười lăm" },
    { 1407, "một nghìn bốn trăm linh bảy" },
    { 84000, "tám mươi bốn nghìn" },
    { 350000, "ba trăm năm mươi nghìn" },
    { 1000001, "một triệu không trăm linh một" },
    { 1005000, "một triệu không trăm linh năm nghìn" },
    { 12500000, "mười hai triệu năm trăm nghìn" },
    { 1000000000, "một tỷ" },
    { 1000000001, "một tỷ không trăm linh một" },
    { 1234567890, "một tỷ hai trăm ba mươi bốn triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi" },
    { G_GINT64_CONSTANT (1000000000000), "một nghìn tỷ" },
    { G_GINT64_CONSTANT (1002000000000), "một nghìn không trăm linh hai tỷ" },
    { G_GINT64_CONSTANT (5000012000000), "năm nghìn tỷ không trăm mười hai triệu" },
    { NH_NUMBER_MAX, "chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu "
                     "chín trăm chín mươi chín nghìn chín trăm chín mươi chín" },
    { -21, "âm hai mươi mốt" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = nh_number_words (cases[i].value);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (412);

  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 value = (gint64) (g_rand_double (rand) * (double) NH_NUMBER_MAX) >> g_rand_int_range (rand, 0, 50);
      g_autofree char *text = nh_number_format (value);
      g_autofree char *admin = nh_number_format_admin (value);
      gint64 found = -1;
      gint64 found_admin = -1;

      g_assert_true (nh_number_parse (text, &found, NULL));
      g_assert_true (nh_number_parse (admin, &found_admin, NULL));
      g_assert_cmpint (found, ==, value);
      g_assert_cmpint (found_admin, ==, value);
    }
}

/* What is accepted has the value of its digits. */
static void
test_any_text (void)
{
  static const char signs[] = "0123456789012345678901234567890123456789.., -+";
  g_autoptr (GRand) rand = g_rand_new_with_seed (43);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *bytes = random_bytes (rand);
      char text[12] = { 0 };
      GString *digits = g_string_new (NULL);
      gint64 value;

      for (int k = g_rand_int_range (rand, 0, 11); k >= 0; k--)
        text[k] = signs[g_rand_int_range (rand, 0, sizeof signs - 1)];
      (void) nh_number_parse (bytes, &value, NULL);
      for (const char *at = text; *at != '\0'; at++)
        if (g_ascii_isdigit (*at))
          g_string_append_c (digits, *at);
      if (nh_number_parse (text, &value, NULL))
        g_assert_cmpint (value, ==, g_ascii_strtoll (digits->str, NULL, 10));
      g_string_free (digits, TRUE);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/parse", test_parse);
  g_test_add_func ("/number/refuse", test_refuse);
  g_test_add_func ("/number/format", test_format);
  g_test_add_func ("/number/format-decimal", test_format_decimal);
  g_test_add_func ("/number/words", test_words);
  g_test_add_func ("/number/round-trip", test_round_trip);
  g_test_add_func ("/number/any-text", test_any_text);
  return g_test_run ();
}
