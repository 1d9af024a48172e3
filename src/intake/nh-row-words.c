/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-words.h"

#include <string.h>

#include "nh-text.h"

static gboolean
begins_with (const char *text, const char *const *words)
{
  g_autofree char *folded = nh_text_fold (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (folded, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
nh_row_is_line_number (const char *text)
{
  return nh_text_is_like (text, "^\\(?([IVXLC]+|[0-9]{1,4}|[A-Za-z])[.)]*$");
}

gboolean
nh_row_is_total (const char *text)
{
  static const char *const words[] = { "tong cong",  "tong so",  "tong:",     "cong:",    "cong (",
                                       "cong toan",  "cong dot", "cong nhom", "cong muc", "cong phan",
                                       "cong trang", "luy ke",   NULL };
  g_autofree char *clean = nh_text_clean (text), *lower = g_utf8_strdown (clean, -1);

  /* "Cộng", "Cộng I", "Tổng 2", with their marks: "Cống 2" is a place, and "Chuyên trang" no page that goes on. */
  return begins_with (text, words) || nh_text_is_like (lower, "^(tong|cong)[.):]*$") ||
         nh_text_is_like (lower, "^((tổng|cộng)( [ivxlc]+| [0-9]+| [a-z])?[.):]*$|cộng chung|mang sang|chuyển sang|"
                                 "chuyển trang)");
}

gboolean
nh_row_is_whole (const char *text)
{
  g_autofree char *clean = nh_text_clean (text), *lower = g_utf8_strdown (clean, -1);

  return nh_text_is_like (lower, "^(tổng )?toàn (xã|phường|thị trấn|tỉnh|đơn vị)[.:]*$");
}

gboolean
nh_row_is_title (const char *text)
{
  static const char *const words[] = { "danh sach ", "phu luc", "bieu so", "bieu tong hop", "bang tong hop", NULL };

  return begins_with (text, words);
}

gboolean
nh_row_is_signature (const char *text)
{
  static const char *const words[] = { "bang chu", "ghi chu:",   "da chi",         "luu y",          "nguoi lap",
                                       "noi nhan", "thu truong", "truong cong an", "kt. ",           "tl. ",
                                       "tm. ",     "(ky",        "ky ten",         "nguoi tong hop", "can bo tong hop",
                                       NULL };

  return begins_with (text, words);
}

gboolean
nh_row_is_aside (const char *text)
{
  return nh_text_is_like (text, "^\\([^()]*\\)$|^(\\*+|\\(\\*+\\)) *\\S");
}

char *
nh_row_strip_group (const char *text)
{
  GRegex *regex = nh_text_get_pattern ("^([IVXLC]+|[0-9]+|[A-Z])[.)/-]\\s*|\\s*[(:].*$");

  return g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
}

gboolean
nh_row_is_numbered (const char *text)
{
  return nh_text_is_like (text, "^([IVXLC]+|[A-Z])[.)/-]\\s*\\S");
}
