/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text-legacy.h"

#include "nh-text.h"

/* As documents of the nineties have them, and what they say. */
static const struct
{
  const char *text, *font, *unicode;
  NhEncoding encoding;
} known[] = {
  { "C«ng an x· CÈm Xuyªn", ".VnTime", "Công an xã Cẩm Xuyên", NH_ENCODING_TCVN3 },
  { "Ngµy héi Toµn d©n b¶o vÖ an ninh Tæ quèc", ".VnTime", "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc",
    NH_ENCODING_TCVN3 },
  { "uû ban nh©n d©n", ".VnTimeH", "UỶ BAN NHÂN DÂN", NH_ENCODING_TCVN3 },
  { "Tr\302\255\303\252ng th\302\253n \302\247\303\245ng", ".VnArial", "Trường thôn Đồng", NH_ENCODING_TCVN3 },
  { "Coâng an xaõ Caåm Xuyeân", "VNI-Times", "Công an xã Cẩm Xuyên", NH_ENCODING_VNI },
  { "Ngaøy hoäi Toaøn daân baûo veä an ninh Toå quoác", "VNI-Times", "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc",
    NH_ENCODING_VNI },
  { "ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", "VNI-Helve", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC", NH_ENCODING_VNI },
  { "Tröôûng thoân, ñöôïc khen; 20 ngöôøi; kyû luaät; ñaêng kyù", "vni-times",
    "Trưởng thôn, được khen; 20 người; kỷ luật; đăng ký", NH_ENCODING_VNI },
};

static void
test_fonts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *decoded = nh_text_decode (known[i].text, known[i].encoding, known[i].font);

      g_assert_cmpint (nh_text_guess_encoding (known[i].text, known[i].font), ==, known[i].encoding);
      g_assert_cmpstr (decoded, ==, known[i].unicode);
    }
  g_assert_cmpint (nh_encoding_of_font ("Times New Roman"), ==, NH_ENCODING_UNICODE);
  g_assert_cmpint (nh_encoding_of_font (NULL), ==, NH_ENCODING_UNICODE);
}

/* Without a font that says so. */
static void
test_bytes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      NhEncoding guessed = nh_text_guess_encoding (known[i].text, "Arial");
      g_autofree char *decoded = nh_text_decode (known[i].text, guessed, NULL);
      g_autofree char *folded = nh_text_fold (decoded);
      g_autofree char *wanted = nh_text_fold (known[i].unicode);

      g_assert_cmpstr (folded, ==, wanted);
    }
}

/* Unicode is left alone, whatever the font. */
static void
test_unicode (void)
{
  static const char *const texts[] = {
    "Hà Tĩnh",
    "Xã Cẩm Xuyên",
    "Ký tên",
    "Hà Nam, Hòa Bình",
    "Ủy ban nhân dân xã",
    "UBND, MTTQ",
    "20 suất × 300.000 đ",
    "à, lò, xã",
    "Thôn Tân Tiến",
    "",
    "đồng chí Nguyễn Văn Ân",
    "Kế hoạch số 12/KH-BCĐ",
    "giữ gìn, quý, gì, giếng",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpint (nh_text_guess_encoding (texts[i], NULL), ==, NH_ENCODING_UNICODE);
      if (nh_text_count_odd_words (texts[i]) != 0)
        g_error ("“%s” has odd words", texts[i]);
    }
}

/* A Unicode text that was pasted into a cell of an old font. */
static void
test_mixed (void)
{
  g_assert_cmpint (nh_text_guess_encoding ("Xã Cẩm Xuyên", ".VnTime"), ==, NH_ENCODING_UNICODE);
  g_assert_cmpint (nh_text_guess_encoding ("Xã Cẩm Xuyên", "VNI-Times"), ==, NH_ENCODING_UNICODE);
  g_assert_cmpint (nh_text_guess_encoding ("Nguyen Van An", ".VnTime"), ==, NH_ENCODING_UNICODE);
  g_assert_cmpint (nh_text_guess_encoding ("Hà Tĩnh có 5 điểm", "VNI-Times"), ==, NH_ENCODING_UNICODE);
  g_assert_cmpint (nh_text_guess_encoding ("Xã tôi là điểm", ".VnTime"), ==, NH_ENCODING_UNICODE);
  g_assert_cmpint (nh_text_guess_encoding ("Phú Lâm", "VNI-Times"), ==, NH_ENCODING_UNICODE);
}

/* Bytes that Windows took for its own Vietnamese code page. */
static void
test_code_page (void)
{
  g_autofree char *bytes = g_convert ("Ph\xf3 tr\xad\xebng, h\xe9i, \xf2, b\xecn", -1, "UTF-8", "WINDOWS-1258", NULL,
                                      NULL, NULL);
  g_autofree char *decoded = NULL;

  g_assert_nonnull (bytes);
  decoded = nh_text_decode (bytes, NH_ENCODING_TCVN3, ".VnTime");
  g_assert_cmpstr (decoded, ==, "Phú trưởng, hội, ũ, bỡn");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-legacy/fonts", test_fonts);
  g_test_add_func ("/text-legacy/bytes", test_bytes);
  g_test_add_func ("/text-legacy/unicode", test_unicode);
  g_test_add_func ("/text-legacy/mixed", test_mixed);
  g_test_add_func ("/text-legacy/code-page", test_code_page);
  return g_test_run ();
}
