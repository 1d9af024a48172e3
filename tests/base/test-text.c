/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text.h"

#include <locale.h>
#include <string.h>

#include "random-text.h"

#define ROUNDS 20000

typedef char *(*Change) (const char *text);

typedef struct
{
  const char *from;
  const char *to;
} Pair;

static void
check_all (Change change, const Pair *pairs, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *found = change (pairs[i].from);

      g_assert_cmpstr (found, ==, pairs[i].to);
    }
}

static void
test_clean (void)
{
  static const Pair pairs[] = {
    { NULL, "" },
    { "", "" },
    { "   ", "" },
    { "Hà Tĩnh", "Hà Tĩnh" },
    { "  Hà \t\302\240 Tĩnh\n", "Hà Tĩnh" },
    { "Ha\314\200 Ti\314\203nh", "Hà Tĩnh" }, /* NFD */
    { "e\314\243\314\202", "ệ" },
    { "\303\252\314\243", "ệ" },                              /* ê + dot */
    { "H\342\200\213à\357\273\277 T\302\255ĩnh", "Hà Tĩnh" }, /* zero-width, BOM, soft hyphen */
    { "a\342\200\213\314\200", "à" },                         /* the mark is behind the invisible */
    { "a\001\177b", "ab" },
    { "a\377b", "a\357\277\275b" },
    { "a\303", "a\357\277\275" },
    { "một\r\nhai", "một hai" },
    { "\342\204\253", "Å" }, /* Ångström sign */
    { "a\342\200\250b", "a b" },
    { "“a” – b…", "“a” – b…" },
    { "đ\342\202\253", "đ₫" },
  };

  check_all (nh_text_clean, pairs, G_N_ELEMENTS (pairs));
}

static void
test_clean_lines (void)
{
  static const Pair pairs[] = {
    { NULL, "" },
    { "\n\n một \r\n  hai\t\r\n\r\nba\n \n", "một\nhai\n\nba" },
    { "một\rhai", "một\nhai" },
    { "một hai", "một hai" },
    { "\n", "" },
  };

  check_all (nh_text_clean_lines, pairs, G_N_ELEMENTS (pairs));
}

static void
test_fold (void)
{
  static const Pair pairs[] = {
    { NULL, "" },
    { "Đức Thọ", "duc tho" },
    { "HÀ TĨNH", "ha tinh" },
    { "Ha\314\200 Ti\314\203nh", "ha tinh" },
    { "ẰẲẴẮẶ ẦẨẪẤẬ ỀỂỄẾỆ ỒỔỖỐỘ ỜỞỠỚỢ ỪỬỮỨỰ ỲỶỸÝỴ", "aaaaa aaaaa eeeee ooooo ooooo uuuuu yyyyy" },
    { "hoà thuỷ", "hoa thuy" },
    { "o\314\233\314\200", "o" },
    { "Thôn 12/A–b", "thon 12/a–b" },
    { "café Zürich", "cafe zurich" },
    { "ΑΒΓ", "αβγ" },
    { "a\302\240b", "a b" },
    { "a\342\200\213b", "ab" },
    { "a\377b", "a\357\277\275b" },
  };

  check_all (nh_text_fold, pairs, G_N_ELEMENTS (pairs));
}

static void
test_fold_marked (void)
{
  static const Pair pairs[] = {
    { NULL, "" },
    { "hoà", "hòa" },
    { "hòa", "hòa" },
    { "HOÀ BÌNH", "hòa bình" },
    { "hóa", "hóa" },
    { "thuỷ", "thủy" },
    { "khoẻ", "khỏe" },
    { "quý", "quý" },
    { "qúy", "quý" },
    { "quá", "quá" },
    { "giá", "giá" },
    { "gía", "giá" },
    { "gì", "gì" },
    { "gìn", "gìn" },
    { "giếng", "giếng" },
    { "hoàn", "hoàn" },
    { "hòan", "hoàn" },
    { "thuyền", "thuyền" },
    { "hoài", "hoài" },
    { "khuỷu", "khuỷu" },
    { "của", "của" },
    { "cuả", "của" },
    { "đường", "đường" },
    { "đừơng", "đường" },
    { "Hoa\314\200", "hòa" },
    { "e\314\243\314\202", "ệ" },
    { "résumé", "résumé" },
    { "Đắk Lắk", "đắk lắk" },
    { "hoà-thuỷ", "hòa-thủy" },
    { "a\315\205", "a\315\205" },
  };

  check_all (nh_text_fold_marked, pairs, G_N_ELEMENTS (pairs));
}

static void
test_case (void)
{
  static const Pair upper[] = {
    { NULL, "" },
    { "công an xã đức thọ", "CÔNG AN XÃ ĐỨC THỌ" },
    { "ơ\314\203", "Ỡ" },
    { "i ß", "I ß" },
    { "một\nhai", "MỘT\nHAI" },
  };
  static const Pair capital[] = {
    { NULL, "" }, { "", "" }, { "đức thọ", "Đức thọ" }, { "ấp", "Ấp" }, { "12 a", "12 a" },
  };

  check_all (nh_text_upper, upper, G_N_ELEMENTS (upper));
  check_all (nh_text_capitalize, capital, G_N_ELEMENTS (capital));
}

static void
test_has_marks (void)
{
  static const char *const with[] = { "hà", "đ", "Đ", "ă",         "â",         "ê",
                                      "ô",  "ơ", "ư", "a\314\200", "o\314\233", "a\314\202" };
  static const char *const without[] = { "", "ha tinh", "Zürich", "12–3", "ç" };

  for (gsize i = 0; i < G_N_ELEMENTS (with); i++)
    g_assert_true (nh_text_has_marks (with[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (without); i++)
    g_assert_false (nh_text_has_marks (without[i]));
  g_assert_false (nh_text_has_marks (NULL));
}

static void
test_matches (void)
{
  static const struct
  {
    const char *text;
    const char *query;
    gboolean found;
  } cases[] = {
    { "Phường Hà Tĩnh", "ha tinh", TRUE },
    { "Phường Hà Tĩnh", "tinh HA", TRUE },
    { "Phường Hà Tĩnh", "hà", TRUE },
    { "Phường Hà Tĩnh", "há", FALSE },
    { "Đức Thọ", "duc tho", TRUE },
    { "Đức Thọ", "đức tho", TRUE },
    { "Đức Thọ", "đúc", FALSE },
    { "Hòa Bình", "hoà", TRUE },
    { "Hoà Bình", "hòa", TRUE },
    { "Hoà Bình", "hóa", FALSE },
    { "Vũ Hoàng", "hoà", TRUE },
    { "Vũ Hoàng", "hòa", TRUE },
    { "Ha\314\200 Ti\314\203nh", "hà tĩnh", TRUE },
    { "Thôn 12", "thôn 1", TRUE },
    { "Thôn 12", "", TRUE },
    { "Thôn 12", "   ", TRUE },
    { "", "a", FALSE },
    { NULL, "a", FALSE },
    { NULL, NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (nh_text_matches (cases[i].text, cases[i].query) != cases[i].found)
      g_error ("“%s” in “%s”", cases[i].query, cases[i].text);
}

static void
test_same (void)
{
  g_assert_true (nh_text_same ("Hoà  Bình ", "hòa bình"));
  g_assert_true (nh_text_same (NULL, ""));
  g_assert_true (nh_text_same ("Thu\341\273\267", "THỦY"));
  g_assert_false (nh_text_same ("hòa", "hóa"));
  g_assert_false (nh_text_same ("Đức", "Duc"));
}

static void
check_idempotent (Change change, const char *text)
{
  g_autofree char *once = change (text);
  g_autofree char *twice = change (once);

  g_assert_true (g_utf8_validate (once, -1, NULL));
  if (strcmp (once, twice) != 0)
    {
      g_autofree char *shown = g_strescape (text, NULL);

      g_error ("“%s” = %s: “%s”, “%s”", text, shown, once, twice);
    }
}

static void
check_text (const char *text)
{
  g_autofree char *clean = nh_text_clean (text);
  g_autofree char *lines = nh_text_clean_lines (text);
  g_autofree char *composed = g_utf8_normalize (clean, -1, G_NORMALIZE_NFC);
  g_autofree char *fold = nh_text_fold (clean);
  g_autofree char *marked = nh_text_fold_marked (clean);
  g_autofree char *fold_of_marked = nh_text_fold (marked);
  g_autofree char *decomposed = g_utf8_normalize (clean, -1, G_NORMALIZE_NFD);
  g_autofree char *fold_of_decomposed = nh_text_fold (decomposed);
  g_autofree char *marked_of_decomposed = nh_text_fold_marked (decomposed);

  check_idempotent (nh_text_clean, text);
  check_idempotent (nh_text_clean_lines, text);
  check_idempotent (nh_text_fold, text);
  check_idempotent (nh_text_fold_marked, text);

  g_assert_cmpstr (clean, ==, composed);
  g_assert_null (strstr (clean, "  "));
  g_assert_null (strpbrk (clean, "\n\r\t"));
  g_assert_null (strpbrk (lines, "\r\t"));
  g_assert_cmpstr (fold, ==, fold_of_marked);
  g_assert_cmpstr (fold, ==, fold_of_decomposed);
  g_assert_cmpstr (marked, ==, marked_of_decomposed);
  g_assert_true (nh_text_same (text, clean));
  g_assert_true (nh_text_same (text, marked));
  if (!nh_text_matches (text, clean))
    g_error ("“%s” in itself: %s / %s", clean, marked, fold);
}

/* One pattern for several texts, several for one; what the pattern says of case and place holds. */
static void
test_is_like (void)
{
  static const char *const number = "^\\(?[0-9]{1,4}[.)]*$", *const word = "đồng|nghìn";

  for (int i = 0; i < 2; i++) /* kept from the second time on */
    {
      g_assert_true (nh_text_is_like ("12", number));
      g_assert_true (nh_text_is_like ("(3).", number));
      g_assert_false (nh_text_is_like ("12 suất", number));
      g_assert_false (nh_text_is_like ("", number));
      g_assert_true (nh_text_is_like ("1.000 đồng", word));
      g_assert_false (nh_text_is_like ("1.000 ĐỒNG", word));
      g_assert_false (nh_text_is_like ("12", word));
    }
}

static gpointer
match_often (gpointer data)
{
  guint n = 0;

  for (int i = 0; i < ROUNDS; i++)
    n += nh_text_is_like ("Thôn 12", "^Thôn [0-9]+$") && !nh_text_is_like ("Thôn Mỹ Sơn", "^Thôn [0-9]+ *$");
  return GUINT_TO_POINTER (n);
}

/* Tables are read by several threads. */
static void
test_is_like_threads (void)
{
  GThread *other = g_thread_new ("other", match_often, NULL);

  g_assert_cmpuint (GPOINTER_TO_UINT (match_often (NULL)), ==, ROUNDS);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (other)), ==, ROUNDS);
}

static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (19082026);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *text = random_text (rand);

      check_text (text);
    }
}

static void
test_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (521);

  for (int i = 0; i < ROUNDS; i++)
    {
      g_autofree char *text = random_bytes (rand);
      g_autofree char *upper = nh_text_upper (text);
      g_autofree char *capital = nh_text_capitalize (text);

      g_assert_true (g_utf8_validate (upper, -1, NULL));
      check_idempotent (nh_text_clean, text);
      check_idempotent (nh_text_clean_lines, text);
      check_idempotent (nh_text_fold, text);
      check_idempotent (nh_text_fold_marked, text);
      (void) nh_text_has_marks (text);
      (void) nh_text_matches (text, capital);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/clean-lines", test_clean_lines);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold-marked", test_fold_marked);
  g_test_add_func ("/text/case", test_case);
  g_test_add_func ("/text/has-marks", test_has_marks);
  g_test_add_func ("/text/matches", test_matches);
  g_test_add_func ("/text/same", test_same);
  g_test_add_func ("/text/is-like", test_is_like);
  g_test_add_func ("/text/is-like-threads", test_is_like_threads);
  g_test_add_func ("/text/properties", test_properties);
  g_test_add_func ("/text/any-bytes", test_any_bytes);
  return g_test_run ();
}
