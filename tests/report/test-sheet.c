/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sheet as a document: what cells show, headings, sums, notes; and its texts. */

#include <locale.h>
#include <string.h>

#include "nh-html-writer.h"
#include "nh-sheet-private.h"
#include "nh-text-writer.h"
#include "sample-sheet.h"

static void
assert_shows (NhTable *table, int row, int column, const char *expected)
{
  g_autofree char *text = nh_table_format_cell (table, row, column);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  static const struct
  {
    NhColumnKind kind;
    gint64 value;
    const char *shown;
  } cases[] = {
    { NH_COLUMN_INTEGER, 0, "–" },          { NH_COLUMN_INTEGER, 7, "7" },
    { NH_COLUMN_INTEGER, 84000, "84.000" }, { NH_COLUMN_INTEGER, 1234567, "1.234.567" },
    { NH_COLUMN_INTEGER, -1200, "-1.200" }, { NH_COLUMN_INDEX, 0, "0" },
    { NH_COLUMN_INDEX, 1500, "1500" },      { NH_COLUMN_MONEY, 0, "–" },
    { NH_COLUMN_MONEY, 7000000, "7,0" },    { NH_COLUMN_MONEY, 136500000, "136,5" },
    { NH_COLUMN_MONEY, 12250000, "12,25" }, { NH_COLUMN_MONEY, 350000, "0,35" },
    { NH_COLUMN_MONEY, 500, "0,0005" },     { NH_COLUMN_MONEY, 1, "0,000001" },
    { NH_COLUMN_MONEY, -1500000, "-1,5" },  { NH_COLUMN_MONEY, G_GINT64_CONSTANT (35000000000), "35.000,0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NhSheet) sheet = nh_sheet_new ("a");
      NhTable *table = nh_sheet_add_table (sheet);

      nh_table_add_column (table, NH_TABLE_TOP, "x", cases[i].kind);
      nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
      nh_table_set_number (table, 0, 0, cases[i].value);
      assert_shows (table, 0, 0, cases[i].shown);
    }
}

static void
test_money_column (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("a");
  NhTable *table = nh_sheet_add_table (sheet);

  /* One value with two decimals gives two to all: commas stand under each other. */
  nh_table_add_column (table, NH_TABLE_TOP, "Trị giá (tr.đ)", NH_COLUMN_MONEY);
  for (guint i = 0; i < 3; i++)
    nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
  nh_table_set_number (table, 0, 0, 7000000);
  nh_table_set_number (table, 1, 0, 1250000);
  nh_table_set_number (table, 2, 0, 0);
  assert_shows (table, 0, 0, "7,00");
  assert_shows (table, 1, 0, "1,25");
  assert_shows (table, 2, 0, "–");
}

static void
test_marks (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("a");
  NhTable *table = nh_sheet_add_table (sheet);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  nh_table_add_column (table, NH_TABLE_TOP, "x", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "y", NH_COLUMN_DATE);
  for (guint i = 0; i < 3; i++)
    nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
  none = nh_sheet_list_notes (sheet);
  g_assert_cmpuint (none->len, ==, 0);

  nh_table_set_number (table, 0, 0, 84000);
  nh_table_set_qualifier (table, 0, 0, "trên");
  nh_table_mark_from_total (table, 0, 0);
  nh_table_set_not_reported (table, 1, 0);
  nh_table_set_date (table, 0, 1, 20260819);
  nh_table_set_date (table, 1, 1, NH_DATE_NONE);
  nh_sheet_add_note (sheet, "Ghi chú của báo cáo.");
  assert_shows (table, 0, 0, "trên 84.000*");
  assert_shows (table, 1, 0, "");
  assert_shows (table, 2, 0, "");
  assert_shows (table, 0, 1, "19/08/2026");
  assert_shows (table, 1, 1, "");
  g_assert_cmpint (nh_table_get_cell_kind (table, 1, 0), ==, NH_CELL_NOT_REPORTED);
  g_assert_cmpint (nh_table_get_cell_kind (table, 1, 1), ==, NH_CELL_EMPTY);
  g_assert_cmpint (nh_table_get_number (table, 0, 0), ==, 84000);
  g_assert_cmpint (nh_table_get_number (table, 1, 0), ==, 0);

  notes = nh_sheet_list_notes (sheet);
  g_assert_cmpuint (notes->len, ==, 3);
  g_assert_cmpstr (notes->pdata[0], ==, "Ghi chú của báo cáo.");
  g_assert_true (g_str_has_prefix (notes->pdata[1], "* "));
  g_assert_true (g_str_has_prefix (notes->pdata[2], "Ô trống"));
}

static void
test_sums (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("a");
  NhTable *table = nh_sheet_add_table (sheet);
  int total, group;

  nh_table_add_column (table, NH_TABLE_TOP, "x", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "y", NH_COLUMN_INTEGER);
  total = nh_table_add_row (table, NH_ROW_TOTAL, NH_TABLE_TOP);
  group = nh_table_add_row (table, NH_ROW_GROUP, total);
  for (int i = 0; i < 3; i++)
    nh_table_set_number (table, nh_table_add_row (table, NH_ROW_DATA, group), 0, 10 + i);
  nh_table_set_sum (table, group, 0, 33);
  nh_table_set_sum (table, total, 0, 33);
  nh_table_set_sum (table, total, 1, 5);

  g_assert_true (nh_table_is_sum (table, 0, 0));
  g_assert_true (nh_table_is_sum (table, 1, 0));
  g_assert_false (nh_table_is_sum (table, 2, 0));
  g_assert_false (nh_table_is_sum (table, 0, 1)); /* does not add up: stands for itself */
  nh_table_set_sum (table, total, 0, 34);
  g_assert_false (nh_table_is_sum (table, 0, 0));
}

static void
test_headings (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (1, 0, 0, NH_PAPER_A4);
  NhTable *table = nh_sheet_get_table (sheet);
  guint shown[] = { 0, 1, 15, 16, 17, 18, 19 };
  guint n_levels;
  g_autoptr (GArray) heads = nh_table_list_heads (table, shown, G_N_ELEMENTS (shown), &n_levels);
  g_autofree char *title = nh_table_get_full_title (table, 16);
  g_autofree char *lead = nh_table_number_column (table, 1);
  g_autofree char *number = nh_table_number_column (table, 16);
  guint n_over = 0;

  g_assert_cmpstr (title, ==, "Khen thưởng / BK Bộ Công an / TT");
  g_assert_cmpstr (lead, ==, "B");
  g_assert_cmpstr (number, ==, "15");
  g_assert_cmpuint (n_levels, ==, 3);
  g_assert_cmpuint (nh_table_n_shared (table, 14, 15), ==, 0);
  g_assert_cmpuint (nh_table_n_shared (table, 17, 18), ==, 1);
  g_assert_cmpuint (nh_table_n_shared (table, 16, 17), ==, 2);

  for (guint i = 0; i < heads->len; i++)
    {
      NhHead *head = &g_array_index (heads, NhHead, i);

      if (g_str_equal (head->title, "Khen thưởng"))
        {
          g_assert_cmpuint (head->first, ==, 2);
          g_assert_cmpuint (head->last, ==, 6);
          g_assert_cmpuint (head->level, ==, 0);
          n_over++;
        }
      if (g_str_equal (head->title, "Kỷ niệm chương"))
        {
          g_assert_cmpuint (head->top_level, ==, 1);
          g_assert_cmpuint (head->level, ==, 2);
          n_over++;
        }
    }
  g_assert_cmpuint (n_over, ==, 2);
}

static void
test_frame (void)
{
  static const struct
  {
    NhDate as_of;
    guint n, of;
    const char *more, *expected;
  } cut_offs[] = {
    { 20260825, 66, 69, "", "(Số liệu tính đến ngày 25/08/2026; 66/69 đơn vị đã báo cáo)" },
    { 20260825, 66, 69, ", trong đó 01 đơn vị không tổ chức",
      "(Số liệu tính đến ngày 25/08/2026; 66/69 đơn vị đã báo cáo, trong đó 01 đơn vị không tổ chức)" },
    { 20260825, 0, 0, "", "(Số liệu tính đến ngày 25/08/2026)" },
    { NH_DATE_NONE, 0, 69, "", "(0/69 đơn vị đã báo cáo)" },
    { NH_DATE_NONE, 0, 0, "", "" },
  };
  g_autoptr (NhSheet) sheet = nh_sheet_new ("Tổng hợp: 2025/2026 của tất cả các đơn vị");

  g_assert_null (strpbrk (sheet->tab, "[]:*?/\\"));
  g_assert_cmpint (g_utf8_strlen (sheet->tab, -1), <=, 31);
  for (guint i = 0; i < G_N_ELEMENTS (cut_offs); i++)
    {
      nh_sheet_set_cut_off (sheet, cut_offs[i].as_of, cut_offs[i].n, cut_offs[i].of, cut_offs[i].more);
      g_assert_cmpstr (nh_sheet_get_subtitle (sheet), ==, cut_offs[i].expected);
    }

  nh_sheet_set_letterhead (sheet, &(NhLetterhead){ .symbol = "BC-CAX", .place = "Cẩm Xuyên", .year = 2026 });
  g_assert_cmpstr (sheet->number_line, ==, "Số:        /BC-CAX");
  g_assert_cmpstr (sheet->place_line, ==, "Cẩm Xuyên, ngày      tháng      năm 2026");
  nh_sheet_set_letterhead (
      sheet, &(NhLetterhead){ .symbol = "BC-CAX", .number = "15", .place = "Cẩm Xuyên", .date = 20260205 });
  g_assert_cmpstr (sheet->number_line, ==, "Số: 15/BC-CAX");
  g_assert_cmpstr (sheet->place_line, ==, "Cẩm Xuyên, ngày 05 tháng 02 năm 2026");

  nh_sheet_set_signature (
      sheet, &(NhSignature){ .recipients = "Bộ Công an;\n\n- Lưu: VT.", .authority = "TRƯỞNG CÔNG AN XÃ" });
  g_assert_cmpuint (g_strv_length (sheet->recipients), ==, 2);
  g_assert_cmpstr (sheet->recipients[0], ==, "- Bộ Công an;");
  g_assert_cmpstr (sheet->recipients[1], ==, "- Lưu: VT.");
}

/* LibreOffice makes what it shows from value and format: a day must not become one of the United States there, nor "–"
 * a "0", nor "trên 2.540*" a "2,540". */
static void
test_html (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("Tổng hợp");
  NhTable *table = nh_sheet_add_table (sheet);
  g_autofree char *html = NULL;
  int row;

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Ngày", NH_COLUMN_DATE);
  nh_table_add_column (table, NH_TABLE_TOP, "Lượt", NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Trị giá", NH_COLUMN_MONEY);
  row = nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
  nh_table_set_date (table, row, 1, 20260801);
  nh_table_set_number (table, row, 2, 2540);
  nh_table_set_qualifier (table, row, 2, "trên");
  nh_table_mark_from_total (table, row, 2);
  nh_table_set_number (table, row, 3, 1500000);
  nh_sheet_set_annex (sheet, "(Kèm theo Báo cáo số 1)");
  nh_sheet_add_section (sheet, "1. Kết quả");
  html = nh_html_writer_to_html (sheet);
  g_assert_nonnull (strstr (html, "sdnum='1066;1066;DD/MM/YYYY'"));
  g_assert_nonnull (strstr (html, "sdval='2540' sdnum='1066;1066;&quot;trên &quot;#.##0&quot;*&quot;;"));
  g_assert_nonnull (strstr (html, "sdval='1500000' sdnum='1066;1066;#.##0,0..;-#.##0,0..;&quot;–&quot;'"));
  g_assert_nonnull (strstr (html, "<p style='text-align:center'><i>(Kèm theo Báo cáo số 1)</i></p>"));
  g_assert_nonnull (strstr (html, "<p><b>1. Kết quả</b></p>"));
}

static void
test_text (void)
{
  g_autoptr (NhSheet) sheet = sample_text (2);
  g_autofree char *text = nh_text_writer_to_text (sheet);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (nh_sheet_get_n_paragraphs (sheet), ==, 3);
  g_assert_cmpstr (nh_sheet_get_paragraph (sheet, 0), ==, "1. Kết quả");
  g_assert_null (nh_sheet_get_paragraph (sheet, 3));
  g_assert_cmpstr (lines[0], ==, "BÁO CÁO");
  g_assert_cmpstr (lines[3], ==, "");
  g_assert_cmpstr (lines[4], ==, "1. Kết quả");
  g_assert_true (g_str_has_prefix (lines[5], "Toàn tỉnh đã tổ chức"));
}

static void
test_csv (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("a");
  NhTable *table = nh_sheet_add_table (sheet);
  int group;
  g_autofree char *csv = NULL;
  g_autofree char *text = NULL;

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Tên, địa chỉ", NH_COLUMN_TEXT);
  group = nh_table_add_heading (table, NH_TABLE_TOP, "Quà");
  nh_table_add_column (table, group, "Suất", NH_COLUMN_INTEGER);
  nh_table_add_column (table, group, "Tr.đ", NH_COLUMN_MONEY);
  nh_table_add_column (table, NH_TABLE_TOP, "Ngày", NH_COLUMN_DATE);
  nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
  nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
  nh_table_set_number (table, 0, 0, 1);
  nh_table_set_text (table, 0, 1, "Thôn \"Đông\"\n=1+1");
  nh_table_set_number (table, 0, 2, 1407);
  nh_table_set_number (table, 0, 3, 12250000);
  nh_table_set_date (table, 0, 4, 20260819);
  nh_table_set_text (table, 1, 1, "=HYPERLINK(1)");
  nh_table_set_number (table, 1, 2, 0);
  nh_table_set_not_reported (table, 1, 3);

  csv = nh_text_writer_to_csv (sheet);
  g_assert_cmpstr (csv, ==,
                   "TT,\"Tên, địa chỉ\",Quà / Suất,Quà / Tr.đ,Ngày\r\n"
                   "1,\"Thôn \"\"Đông\"\"\n=1+1\",1407,12.25,2026-08-19\r\n"
                   ",'=HYPERLINK(1),0,,\r\n");
  text = nh_text_writer_to_text (sheet);
  g_assert_cmpstr (text, ==,
                   "TT\tTên, địa chỉ\tQuà / Suất\tQuà / Tr.đ\tNgày\n"
                   "1\tThôn \"Đông\" =1+1\t1.407\t12,25\t19/08/2026\n"
                   "\t=HYPERLINK(1)\t–\t\t\n"
                   "\nÔ trống tô xám: chưa báo cáo; ô trống không tô: không ghi; dấu “–”: không có.\n");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/numbers", test_numbers);
  g_test_add_func ("/sheet/money-column", test_money_column);
  g_test_add_func ("/sheet/marks", test_marks);
  g_test_add_func ("/sheet/sums", test_sums);
  g_test_add_func ("/sheet/headings", test_headings);
  g_test_add_func ("/sheet/frame", test_frame);
  g_test_add_func ("/sheet/html", test_html);
  g_test_add_func ("/sheet/text", test_text);
  g_test_add_func ("/sheet/csv", test_csv);

  return g_test_run ();
}
