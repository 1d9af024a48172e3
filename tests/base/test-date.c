/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-date.h"

#include <locale.h>
#include <string.h>

#include "nh-error.h"
#include "random-text.h"

#define ROUNDS 20000
#define HINT 20260701

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    NhDate hint;
    NhDate date;
  } cases[] = {
    { "8", HINT, 20260708 },
    { "8", NH_DATE_NONE, 20260808 },
    { "08", 20240315, 20240308 },
    { "8/8", HINT, 20260808 },
    { "8/8", 20240101, 20240808 },
    { "8-8", HINT, 20260808 },
    { "8.8", HINT, 20260808 },
    { "8 8", HINT, 20260808 },
    { " 8 / 8 ", HINT, 20260808 },
    { "8-8-26", HINT, 20260808 },
    { "8 - 8 - 26", HINT, 20260808 },
    { "8–8–26", HINT, 20260808 },
    { "8.8.2026", HINT, 20260808 },
    { "080826", HINT, 20260808 },
    { "08082026", HINT, 20260808 },
    { "20260808", HINT, 20260808 },
    { "0808", HINT, 20260808 },
    { "2026-08-08", HINT, 20260808 },
    { "2026/8/8", HINT, 20260808 },
    { "2026-08-08T00:00:00", HINT, 20260808 },
    { "8/8/2026 00:00", HINT, 20260808 },
    { "2026-08-08 00:00:00", HINT, 20260808 },
    { "ngày 8 tháng 8 năm 2026", HINT, 20260808 },
    { "Ngày 08 tháng 8", HINT, 20260808 },
    { "8 thang 8 nam 2026", HINT, 20260808 },
    { "ngày 8/8", HINT, 20260808 },
    { "nga\314\200y 8/8", HINT, 20260808 },
    { "29/2/2024", HINT, 20240229 },
    { "29/2", 20240801, 20240229 },
    { "31/12/1999", HINT, 19991231 },
    { "1/1/00", HINT, 20000101 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      NhDate date = NH_DATE_NONE;

      nh_date_parse (cases[i].text, cases[i].hint, &date, &error);
      g_assert_no_error (error);
      g_assert_cmpint (date, ==, cases[i].date);
    }
}

static void
test_refuse (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { NULL, "Type a date" },
    { "  ", "Type a date" },
    { "31/2", "There is no day 31/2: month 2 of 2026 has 28 days." },
    { "30/2/2024", "There is no day 30/2: month 2 of 2024 has 29 days." },
    { "31/4", "There is no day 31/4: month 4 of 2026 has 30 days." },
    { "0/8", "There is no day 0/8: month 8 of 2026 has 31 days." },
    { "32", "There is no day 32/7: month 7 of 2026 has 31 days." },
    { "8/13", "There is no month 13" },
    { "8/0", "There is no month 0" },
    { "808", "is not a date" },
    { "45523", "is not a date" },
    { "8/8/926", "is not a date" },
    { "8/8/1026", "is not a date" },
    { "8/8/2026/1", "is not a date" },
    { "9-13/8", "is not a date" },
    { "tháng 8", "is not a date" },
    { "hôm nay", "is not a date" },
    { "8,8", "is not a date" },
    { "8/8/2026 07:30", "is not a date" },
    { "-8", "is not a date" },
    { "8/", "is not a date" },
    { "99999999999999999999", "is not a date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      NhDate date = 7;

      if (nh_date_parse (cases[i].text, HINT, &date, &error))
        g_error ("“%s” was read as %d", cases[i].text, date);
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("“%s”: %s", cases[i].text, error->message);
      g_assert_cmpint (date, ==, 7);
    }
}

static void
test_parse_range (void)
{
  static const struct
  {
    const char *text;
    NhDate from;
    NhDate to;
  } cases[] = {
    { "8-8-26", 20260808, 20260808 },
    { "8-8", 20260808, 20260808 },
    { "9-12", 20261209, 20261209 },
    { "8", 20260708, 20260708 },
    { "2026-08-08", 20260808, 20260808 },
    { "9-13", 20260709, 20260713 },
    { "9–12", 20260709, 20260712 },
    { "9-13/8", 20260809, 20260813 },
    { "9 - 13/8", 20260809, 20260813 },
    { "9–13/8/2024", 20240809, 20240813 },
    { "09-13.8.24", 20240809, 20240813 },
    { "9/8-13/8", 20260809, 20260813 },
    { "9/8 đến 13", 20260809, 20260813 },
    { "9/8/2024 đến 13/8", 20240809, 20240813 },
    { "29/7-3/8", 20260729, 20260803 },
    { "29/12-3/1/2026", 20251229, 20260103 },
    { "từ 9/8 đến 13/8", 20260809, 20260813 },
    { "từ ngày 9 đến ngày 13 tháng 8 năm 2024", 20240809, 20240813 },
    { "tu 9/8 den het 13/8", 20260809, 20260813 },
    { "9-8-2026 - 13-8-2026", 20260809, 20260813 },
    { "9-8-2026 – 13-8-2026", 20260809, 20260813 },
    { "2026-08-09 đến 2026-08-13", 20260809, 20260813 },
    { "080826-100826", 20260808, 20260810 },
    { "1/7–19/8/2025", 20250701, 20250819 },
    { "13/8-13/8", 20260813, 20260813 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      NhDate from = NH_DATE_NONE;
      NhDate to = NH_DATE_NONE;

      nh_date_parse_range (cases[i].text, HINT, &from, &to, &error);
      g_assert_no_error (error);
      if (from != cases[i].from || to != cases[i].to)
        g_error ("“%s”: %d–%d", cases[i].text, from, to);
    }
}

static void
test_refuse_range (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "13-9/8", "ends before it begins" },
    { "13/8-9/8/2026", "ends before it begins" },
    { "9-32/8", "There is no day 32/8" },
    { "30/2-3/3", "There is no day 30/2" },
    { "9-10-11/8", "is not a date" },
    { "9-", "is not a date" },
    { "-13/8", "is not a date" },
    { "đến", "is not a date" },
    { "9 đến 10 đến 11/8", "is not a date" },
    { "", "Type a date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      NhDate from = 7;
      NhDate to = 8;

      if (nh_date_parse_range (cases[i].text, HINT, &from, &to, &error))
        g_error ("“%s” was read", cases[i].text);
      g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("“%s”: %s", cases[i].text, error->message);
      g_assert_cmpint (from, ==, 7);
      g_assert_cmpint (to, ==, 8);
    }
}

static void
test_format (void)
{
  static const struct
  {
    NhDate from;
    NhDate to;
    const char *text;
  } cases[] = {
    { 20240809, 20240813, "09–13/08/2024" },
    { 20240729, 20240803, "29/07–03/08/2024" },
    { 20251229, 20260103, "29/12/2025–03/01/2026" },
    { 20240809, 20240809, "09/08/2024" },
    { 20240809, NH_DATE_NONE, "09/08/2024" },
    { NH_DATE_NONE, 20240809, "09/08/2024" },
    { NH_DATE_NONE, NH_DATE_NONE, "" },
  };
  static const struct
  {
    NhDate date;
    const char *text;
  } longs[] = {
    { 20260819, "ngày 19 tháng 8 năm 2026" },
    { 20260109, "ngày 09 tháng 01 năm 2026" },
    { 20260210, "ngày 10 tháng 02 năm 2026" },
    { 20261203, "ngày 03 tháng 12 năm 2026" },
    { 20260230, "" },
    { NH_DATE_NONE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = nh_date_format_range (cases[i].from, cases[i].to);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (longs); i++)
    {
      g_autofree char *text = nh_date_format_long (longs[i].date);

      g_assert_cmpstr (text, ==, longs[i].text);
    }
}

static void
test_serial (void)
{
  static const struct
  {
    double serial;
    NhDate date;
  } cases[] = { { 1, 19000101 }, { 59, 19000228 }, { 61, 19000301 }, { 45523, 20240819 }, { 109574, 21991231 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat (nh_date_to_serial (cases[i].date), ==, cases[i].serial);
  g_assert_cmpfloat (nh_date_to_serial (20240819), ==, 45523);
  g_assert_cmpfloat (nh_date_to_serial (19000228), ==, 59);
  g_assert_cmpfloat (nh_date_to_serial (NH_DATE_NONE), ==, 0);
}

/* All days in order, each read back from every format. */
static void
test_all_days (void)
{
  NhDate day = 19000101;
  int n = 0;

  for (NhDate next; day != NH_DATE_NONE; day = next, n++)
    {
      g_autofree char *text = nh_date_format (day);
      g_autofree char *iso = nh_date_to_iso (day);
      g_autofree char *words = nh_date_format_long (day);
      NhDate found = NH_DATE_NONE;
      NhDate from_words = NH_DATE_NONE;

      next = nh_date_add_days (day, 1);
      g_assert_true (nh_date_is_valid (day));
      g_assert_true (nh_date_parse (text, HINT, &found, NULL));
      g_assert_true (nh_date_parse (words, HINT, &from_words, NULL));
      g_assert_cmpint (found, ==, day);
      g_assert_cmpint (from_words, ==, day);
      g_assert_cmpint (nh_date_from_iso (iso), ==, day);
      g_assert_cmpfloat (nh_date_to_serial (day), ==, n + (day < 19000301 ? 1 : 2));
      g_assert_cmpint (nh_date_days_between (19000101, day), ==, n);
      if (next != NH_DATE_NONE)
        {
          g_assert_cmpint (next, >, day);
          g_assert_cmpint (nh_date_add_days (next, -1), ==, day);
        }
    }
  g_assert_cmpint (n, ==, 109573);
  g_assert_cmpint (nh_date_add_days (19000101, -1), ==, NH_DATE_NONE);
  g_assert_cmpint (nh_date_add_days (20260819, G_MAXINT), ==, NH_DATE_NONE);
  g_assert_cmpint (nh_date_add_days (20260819, G_MININT), ==, NH_DATE_NONE);
}

static void
test_range_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (138);

  for (int i = 0; i < ROUNDS; i++)
    {
      NhDate from = nh_date_add_days (20000101, g_rand_int_range (rand, 0, 20000));
      NhDate to = nh_date_add_days (from, g_rand_int_range (rand, 0, 60));
      g_autofree char *text = nh_date_format_range (from, to);
      g_autoptr (GError) error = NULL;
      NhDate found_from = 0;
      NhDate found_to = 0;

      nh_date_parse_range (text, HINT, &found_from, &found_to, &error);
      g_assert_no_error (error);
      g_assert_cmpint (found_from, ==, from);
      g_assert_cmpint (found_to, ==, to);
    }
}

static void
test_any_text (void)
{
  static const char *const pieces[] = { "1", "8", "13",  "2026", "/",     "-", ".",         " ",
                                        "~", "–", "đến", "ngày", "tháng", "0", "T00:00:00", "\377" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (926);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *bytes = random_bytes (rand);
      NhDate from = 20260101;
      NhDate to = 20260101;

      for (int n = g_rand_int_range (rand, 0, 9); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      (void) nh_date_parse_range (bytes, HINT, &from, &to, NULL);
      (void) nh_date_parse_range (text->str, HINT, &from, &to, NULL);
      g_assert_true (nh_date_is_valid (from) && nh_date_is_valid (to) && from <= to);
      (void) nh_date_parse (text->str, i, &from, NULL);
      g_assert_true (nh_date_is_valid (from));
    }
}

static void
test_today (void)
{
  g_assert_cmpint (nh_date_today (), ==, 20260820);
  g_unsetenv ("NGAY_HOI_TODAY");
  g_assert_true (nh_date_is_valid (nh_date_today ()));
  g_setenv ("NGAY_HOI_TODAY", "2026-08-20", TRUE);
}

static void
test_time (void)
{
  g_autofree char *now = nh_time_now_iso ();
  g_autofree char *clock = nh_time_format_clock ("2026-08-19T07:32:05.123Z");
  g_autofree char *text = nh_time_format ("2026-08-19T17:32:05.123Z");
  g_autofree char *bad = nh_time_format ("hôm nay");
  g_autofree char *fixed = NULL;

  g_assert_cmpuint (strlen (now), ==, strlen ("2026-08-19T07:32:05.123Z"));
  g_assert_true (g_str_has_suffix (now, "Z"));
  g_assert_cmpstr (clock, ==, "14:32");
  g_assert_cmpstr (text, ==, "20/08/2026 00:32");
  g_assert_cmpstr (bad, ==, "");
  g_assert_cmpint (nh_time_get_day ("2026-08-19T16:32:05.123Z"), ==, 20260819);
  g_assert_cmpint (nh_time_get_day ("2026-08-19T17:32:05.123Z"), ==, 20260820);
  g_assert_cmpint (nh_time_get_day ("hôm nay"), ==, NH_DATE_NONE);
  g_setenv ("NGAY_HOI_NOW", "2026-08-19T07:32:05.123Z", TRUE);
  fixed = nh_time_now_iso ();
  g_assert_cmpstr (fixed, ==, "2026-08-19T07:32:05.123Z");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/refuse", test_refuse);
  g_test_add_func ("/date/parse-range", test_parse_range);
  g_test_add_func ("/date/refuse-range", test_refuse_range);
  g_test_add_func ("/date/format", test_format);
  g_test_add_func ("/date/serial", test_serial);
  g_test_add_func ("/date/all-days", test_all_days);
  g_test_add_func ("/date/range-round-trip", test_range_round_trip);
  g_test_add_func ("/date/any-text", test_any_text);
  g_test_add_func ("/date/today", test_today);
  g_test_add_func ("/date/time", test_time);
  return g_test_run ();
}
