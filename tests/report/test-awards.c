/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gifts and commendations: their lists and what they add up to. */

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "nh-fixture.h"
#include "nh-sheet-writer.h"
#include "nh-text-writer.h"

static void
create (NhFixture *fixture, const char *code, int year, NhRole role)
{
  NhLedgerSpec spec = { .unit_code = code, .unit_on = nh_catalog_season_day (year), .role = role };

  nh_fixture_create (fixture, &spec);
}

/* "Hộ nghèo|20|7,0" of a row, without its number. (transfer full) */
static char *
row_text (NhTable *table, guint row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint column = 1; column < nh_table_get_n_columns (table); column++)
    {
      g_autofree char *cell = nh_table_format_cell (table, (int) row, (int) column);

      g_string_append_printf (text, "%s%s", column > 1 ? "|" : "", cell);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_rows (NhSheet *sheet, const char *const *expected)
{
  NhTable *table = nh_sheet_get_table (sheet);

  for (guint i = 0; i < nh_table_get_n_rows (table); i++)
    {
      g_autofree char *row = row_text (table, i);

      g_assert_cmpstr (row, ==, expected[i]);
    }
  g_assert_null (expected[nh_table_get_n_rows (table)]);
}

static void
assert_columns (NhSheet *sheet, const char *expected)
{
  NhTable *table = nh_sheet_get_table (sheet);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 1; i < nh_table_get_n_columns (table); i++)
    {
      g_autofree char *title = nh_table_get_full_title (table, (int) i);

      g_string_append_printf (titles, "%s%s", i > 1 ? "|" : "", title);
    }
  g_assert_cmpstr (titles->str, ==, expected);
}

/* "records 37" */
static void
assert_figure (NhFixture *fixture, gint64 unit, const char *indicator, const char *expected)
{
  g_autoptr (NhFigures) figures = nh_fixture_figures (fixture, unit, 2024, 0);
  g_autofree char *described = nh_fixture_describe (nh_figures_get (nh_figures_get_total (figures), indicator));

  g_assert_cmpstr (described, ==, expected);
}

static void
assert_note (NhSheet *sheet, const char *expected)
{
  g_autofree char *text = nh_text_writer_to_text (sheet);

  g_assert_nonnull (strstr (text, expected));
}

static void
give (NhFixture *fixture, gint64 unit)
{
  nh_fixture_save (
      fixture, "gift", unit, 2024,
      "category=ho_ngheo|kind=suat_qua|quantity=20|unit_value=350000|value=7000000|date=2024-08-09|giver=MTTQ xã|"
      "funding=ngan_sach:3000000,mttq:4000000|recipient=Bà Nguyễn Thị Sáu");
  nh_fixture_save (fixture, "gift", unit, 2024,
                   "category=chinh_sach|kind=suat_qua|quantity=12|value=6000000|date=2024-08-10|giver=UBND "
                   "xã|funding=ngan_sach:6000000");
  nh_fixture_save (fixture, "gift", unit, 2024,
                   "category=hoc_sinh|kind=xe_dap|quantity=2|value=3000000|date=2024-08-10|giver=Công ty A");
  nh_fixture_save (fixture, "gift", unit, 2024,
                   "category=hoc_sinh|kind=hoc_bong|quantity=5|date=2024-08-11|giver=Đoàn Thanh niên");
}

static void
test_gifts (void)
{
  static const char *const rows[] = {
    "TỔNG CỘNG|37|≥ 16,0|2|12|9,0|4,0|20|5|≥ 3,0",
    "Gia đình chính sách|12|6,0||12|6,0||||",
    "Hộ nghèo|20|7,0|||3,0|4,0|20||",
    "Học sinh|5|≥ 3,0|2|||||5|≥ 3,0",
    NULL,
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) sheet = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  give (&fixture, unit);
  sheet = nh_fixture_report (&fixture, "gifts", unit, 2024, 0);
  assert_columns (sheet,
                  "Đối tượng được tặng|Tổng cộng / Số suất|Tổng cộng / Trị giá (tr.đ)|Hiện vật, tiền mặt / Xe đạp|"
                  "Ngân sách / Số suất|Ngân sách / Trị giá (tr.đ)|"
                  "MTTQ / Trị giá (tr.đ)|Nhiều nguồn / Số suất|Chưa rõ nguồn / Số suất|Chưa rõ nguồn / Trị giá (tr.đ)");
  assert_rows (sheet, rows);
  assert_figure (&fixture, unit, "gifts.sets", "records 37");
  assert_figure (&fixture, unit, "gifts.value", "records 16000000");
  assert_figure (&fixture, unit, "gifts.bicycles", "records 2");
  assert_note (sheet, "Trị giá quà: mới biết của 34/39 phần quà.");
}

/* The sheet is as of a day; what was reported twice counts once. */
static void
test_gift_list (void)
{
  static const char *const rows[] = {
    "TỔNG CỘNG|||||32||13,0|||",
    "Hộ nghèo|Bà Nguyễn Thị Sáu|Suất quà|09/08/2024|20|20|0,35|7,0|MTTQ xã|Ngân sách: 3.000.000 đ; MTTQ: 4.000.000 đ|",
    "Gia đình chính sách||Suất quà|10/08/2024|12|12|0,50|6,0|UBND xã|Ngân sách|",
    NULL,
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) sheet = NULL;
  gint64 unit, first;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  first = nh_fixture_save (
      &fixture, "gift", unit, 2024,
      "category=ho_ngheo|kind=suat_qua|quantity=20|unit_value=350000|value=7000000|date=2024-08-09|giver=MTTQ xã|"
      "funding=ngan_sach:3000000,mttq:4000000|recipient=Bà Nguyễn Thị Sáu");
  nh_fixture_save (&fixture, "gift", unit, 2024,
                   "category=chinh_sach|kind=suat_qua|quantity=12|value=6000000|date=2024-08-10|giver=UBND "
                   "xã|funding=ngan_sach:6000000");
  nh_fixture_save (&fixture, "gift", unit, 2024,
                   "category=hoc_sinh|kind=hoc_bong|quantity=5|date=2024-08-11|giver=Đoàn Thanh niên");
  {
    g_autofree char *again = g_strdup_printf (
        "category=ho_ngheo|kind=suat_qua|quantity=20|date=2024-08-09|duplicate_of=%" G_GINT64_FORMAT, first);

    nh_fixture_save (&fixture, "gift", unit, 2024, again);
  }
  sheet = nh_fixture_report (&fixture, "gift-list", unit, 2024, 20240810);
  /* Where they were handed over and notes, which nobody entered, leave the room; recipients sign. */
  assert_columns (sheet, "Đối tượng được tặng|Người nhận|Loại quà|Ngày tặng|Số lượng|Số suất|Trị giá một suất (tr.đ)|"
                         "Trị giá (tr.đ)|Đơn vị, cá nhân tặng|Nguồn kinh phí|Ký nhận (ký, ghi rõ họ tên)");
  assert_rows (sheet, rows);
}

static void
commend (NhFixture *fixture, gint64 unit, const char *fields)
{
  g_autofree char *all = g_strconcat ("quantity=1|state=decided|", fields, NULL);

  nh_fixture_save (fixture, "commendation", unit, 2024, all);
}

#define XA "form=giay_khen_xa|authority=ct_ubnd_xa|decision_number=45/QĐ-UBND|decision_date=2024-08-05|"

static void
commend_all (NhFixture *fixture, gint64 unit)
{
  commend (fixture, unit, XA "recipient_kind=ca_nhan|recipient=Trần Thị Ánh|birth_year=1985|workplace=xã Cẩm Nhượng");
  commend (fixture, unit,
           XA "recipient_kind=ca_nhan|recipient=Nguyễn Văn An|position=Trưởng thôn|workplace=thôn Phúc Hải");
  commend (fixture, unit, XA "recipient_kind=tap_the|recipient=Thôn Phúc Hải");
  commend (fixture, unit, XA "recipient_kind=ho|recipient=Hộ ông Lê Văn Tư");
  commend (fixture, unit,
           "form=giay_khen_huyen|authority=ct_ubnd_huyen|decision_number=112/"
           "QĐ-UBND|recipient_kind=tap_the|recipient=Xã Cẩm Nhượng");
  commend (fixture, unit,
           "form=ky_niem_chuong|authority=bo_truong_ca|decision_number=5001/QĐ-BCA|decision_date=2024-07-20|"
           "recipient_kind=ca_nhan|recipient=Lê Văn Bình|bonus=1400000");
  commend (fixture, unit, "form=thu_khen|authority=mttq|recipient_kind=khong_ro|quantity=3");
  commend (fixture, unit,
           "form=bang_khen_bo|authority=bo_truong_ca|recipient_kind=tap_the|recipient=Công an xã|state=proposed");
  commend (fixture, unit,
           "form=bang_khen_bo|authority=bo_truong_ca|recipient_kind=tap_the|recipient=Xã đội|state=cancelled");
}

/* By decision, bodies before persons, persons by their given name; what is proposed or taken back is not there. */
static void
test_commendation_list (void)
{
  static const char *const rows[] = {
    "TỔNG CỘNG||2|3|1|3||1,4|",
    "Kỷ niệm chương “Bảo vệ an ninh Tổ quốc” (Quyết định số 5001/QĐ-BCA ngày 20/07/2024 của Bộ trưởng Bộ Công "
    "an)||–|1|–|–||1,4|",
    "Lê Văn Bình|||1||||1,4|",
    "Giấy khen của Chủ tịch UBND huyện (Quyết định số 112/QĐ-UBND)||1|–|–|–||–|",
    "Xã Cẩm Nhượng||1||||||",
    "Giấy khen của Chủ tịch UBND xã (Quyết định số 45/QĐ-UBND ngày 05/08/2024)||1|2|1|–||–|",
    "Thôn Phúc Hải||1||||||",
    "Nguyễn Văn An|Trưởng thôn, thôn Phúc Hải||1|||||",
    "Trần Thị Ánh|xã Cẩm Nhượng||1|||||",
    "Hộ ông Lê Văn Tư||||1||||",
    "Thư khen của MTTQ||–|–|–|3||–|",
    "(không nêu tên)|||||3|||",
    NULL,
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) sheet = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  commend_all (&fixture, unit);
  sheet = nh_fixture_report (&fixture, "commendation-list", unit, 2024, 0);
  assert_rows (sheet, rows);
}

static void
test_commendations (void)
{
  static const char *const rows[] = {
    "TỔNG CỘNG|9|2|3|1|3|1,4",
    "Cấp Trung ương|1|–|1|–|–|1,4",
    "Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”|1|–|1|–|–|1,4",
    "Cấp huyện|1|1|–|–|–|–",
    "Giấy khen của Chủ tịch UBND huyện|1|1|–|–|–|–",
    "Cấp xã|4|1|2|1|–|–",
    "Giấy khen của Chủ tịch UBND xã|4|1|2|1|–|–",
    "Cơ quan, tổ chức khác|3|–|–|–|3|–",
    "Thư khen của MTTQ|3|–|–|–|3|–",
    NULL,
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) sheet = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  commend_all (&fixture, unit);
  sheet = nh_fixture_report (&fixture, "commendations", unit, 2024, 0);
  assert_rows (sheet, rows);
  assert_figure (&fixture, unit, "commendations.commune.individual", "records 2");
  assert_figure (&fixture, unit, "commendations.commune.household", "records 1");
  assert_figure (&fixture, unit, "commendations.medal", "records 1");
  assert_figure (&fixture, unit, "commendations.letter.unsorted", "records 3");
  assert_figure (&fixture, unit, "commendations.all", "records 0?");
}

/* A unit without records has its totals-only figures there, a unit with records its records. */
static void
test_province (void)
{
  static const char *const gift_rows[] = {
    "TỔNG CỘNG|112|6,0|12|6,0|100",
    "Gia đình chính sách|12|6,0|12|6,0|",
    "Xã Cẩm Nhượng, huyện Cẩm Xuyên|12|6,0|12|6,0|",
    "Chưa phân loại đối tượng|100||||100",
    "Xã Thạch Đài, huyện Thạch Hà|100*||||100*",
    NULL,
  };
  static const char *const award_rows[] = {
    "TỔNG CỘNG|6|5|1|–",
    "Cấp tỉnh|2|2|–|–",
    "Bằng khen của Chủ tịch UBND tỉnh|2*|2*|–|–",
    "Cấp xã|4|3|1|–",
    "Giấy khen của Chủ tịch UBND xã, phường|4*|3*|1|–",
    NULL,
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) gifts = NULL;
  g_autoptr (NhSheet) awards = NULL;
  gint64 first, second;

  create (&fixture, "42", 2024, NH_ROLE_PROVINCE);
  first = nh_fixture_unit (&fixture, "18709", 2024);
  second = nh_fixture_unit (&fixture, "18643", 2024);
  nh_fixture_save (&fixture, "gift", first, 2024,
                   "category=chinh_sach|kind=suat_qua|quantity=12|value=6000000|funding=ngan_sach:6000000");
  nh_fixture_save (&fixture, "total", second, 2024, "indicator=gifts.sets|value=100");
  commend (&fixture, first, XA "recipient_kind=ca_nhan|recipient=Trần Thị Ánh");
  nh_fixture_save (&fixture, "total", second, 2024, "indicator=commendations.commune.collective|value=3");
  nh_fixture_save (&fixture, "total", second, 2024, "indicator=commendations.province.collective|value=2");
  gifts = nh_fixture_report (&fixture, "gifts", nh_ledger_get_unit (fixture.ledger), 2024, 0);
  awards = nh_fixture_report (&fixture, "commendations", nh_ledger_get_unit (fixture.ledger), 2024, 0);
  assert_rows (awards, award_rows);
  assert_rows (gifts, gift_rows);
}

/* The same records give the same bytes, and other programs read the workbooks and come to the same sums. */
static void
test_workbooks (void)
{
  static const char *const names[] = { "gifts", "gift-list", "commendations", "commendation-list", "summary" };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "report", "check-sums.py", NULL);
  g_autofree char *output = NULL;
  g_auto (GStrv) argv = NULL;
  gint64 unit;
  int status;

  create (&fixture, "42", 2024, NH_ROLE_PROVINCE);
  unit = nh_ledger_get_unit (fixture.ledger);
  give (&fixture, nh_fixture_unit (&fixture, "18709", 2024));
  commend_all (&fixture, nh_fixture_unit (&fixture, "18709", 2024));
  give (&fixture, nh_fixture_unit (&fixture, "18643", 2024));
  g_strv_builder_add_many (words, "/usr/bin/python3", script, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, names[i], unit, 2024, 0);
      g_autoptr (NhSheet) again = nh_fixture_report (&fixture, names[i], unit, 2024, 0);
      g_autofree char *path = g_strdup_printf ("%s/%s.xlsx", fixture.folder, names[i]);
      g_autofree char *path_again = g_strdup_printf ("%s/%s again.xlsx", fixture.folder, names[i]);
      g_autofree char *bytes = NULL;
      g_autofree char *bytes_again = NULL;
      gsize length, length_again;

      nh_sheet_write (sheet, path, NULL, &error);
      g_assert_no_error (error);
      nh_sheet_write (again, path_again, NULL, &error);
      g_assert_no_error (error);
      g_file_get_contents (path, &bytes, &length, &error);
      g_assert_no_error (error);
      g_file_get_contents (path_again, &bytes_again, &length_again, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (bytes, length, bytes_again, length_again);
      g_strv_builder_add (words, path);
    }
  argv = g_strv_builder_end (words);
  if (!nh_fixture_has_python ())
    {
      g_test_skip ("Python is not here");
      return;
    }
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_cmpint (atoi (output), >, 40);
}

/* An office that has entered nothing yet gets every sheet all the same. */
static void
test_empty (void)
{
  static const char *const names[] = { "gifts", "gift-list", "commendations", "commendation-list" };
  static const char *const endings[] = { "pdf", "xlsx", "csv", "txt" };
  g_auto (NhFixture) fixture = { 0 };

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, names[i], nh_ledger_get_unit (fixture.ledger), 2024, 0);

      g_assert_cmpuint (nh_table_get_n_rows (nh_sheet_get_table (sheet)), ==, 1);
      for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *path = g_strdup_printf ("%s/%s.%s", fixture.folder, names[i], endings[e]);

          nh_sheet_write (sheet, path, NULL, &error);
          g_assert_no_error (error);
          g_remove (path);
        }
    }
}

/* --- personal fields --- */

static gboolean
has_text (NhSheet *sheet, const char *text)
{
  g_autofree char *paragraphs = nh_fixture_text (sheet);
  NhTable *table = nh_sheet_get_table (sheet);

  for (guint row = 0; table != NULL && row < nh_table_get_n_rows (table); row++)
    for (guint column = 0; column < nh_table_get_n_columns (table); column++)
      {
        g_autofree char *cell = nh_table_format_cell (table, (int) row, (int) column);

        if (strstr (cell, text) != NULL)
          return TRUE;
      }
  return strstr (paragraphs, text) != NULL;
}

/* Sheets have no personal field but names with post and place, where people look for them. */
static void
test_personal (void)
{
  g_auto (NhFixture) fixture = { 0 };
  gint64 unit;
  guint n;
  const NhReport *reports = nh_reports (&n);

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", unit, 2024,
                   "leaders=central,province,district,commune|central_names=LÃNH ĐẠO|province_names=LÃNH ĐẠO"
                   "|district_names=LÃNH ĐẠO|commune_names=LÃNH ĐẠO");
  nh_fixture_save (&fixture, "gift", unit, 2024, "category=ho_ngheo|kind=suat_qua|quantity=1|recipient=NGƯỜI NHẬN");
  commend (&fixture, unit,
           XA "recipient_kind=ca_nhan|recipient=Trần Thị Ánh|honorific=ba|gender=nu|birth_year=1985|position=CHỨC VỤ"
              "|workplace=NƠI Ở|signer=NGƯỜI KÝ");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NhSheet) sheet = NULL;
      gboolean names = g_str_equal (reports[i].name, "commendation-list");

      if (reports[i].form_of != NULL)
        continue;
      sheet = nh_fixture_report (&fixture, reports[i].name, unit, 2024, 0);
      g_test_message ("%s", reports[i].name);
      g_assert_false (has_text (sheet, "1985") || has_text (sheet, "Bà ") || has_text (sheet, "Nữ"));
      g_assert_cmpint (has_text (sheet, "NGƯỜI KÝ"), ==, names);
      g_assert_cmpint (has_text (sheet, "Trần Thị Ánh"), ==, names);
      g_assert_cmpint (has_text (sheet, "LÃNH ĐẠO"), ==,
                       g_str_equal (reports[i].name, "points") || g_str_equal (reports[i].name, "paragraph") ||
                           g_str_equal (reports[i].name, "whole"));
      g_assert_cmpint (has_text (sheet, "NGƯỜI NHẬN"), ==, g_str_equal (reports[i].name, "gift-list"));
      g_assert_cmpint (has_text (sheet, "CHỨC VỤ") && has_text (sheet, "NƠI Ở"), ==, names);
    }
}

/* Who came, who organised it, between whom, what models, who presented: in the lists, and in the paragraph of a
 * commune. */
static void
test_names (void)
{
  static const char *const told[] = {
    "Dự Ngày hội có Đại tá Trần Minh, Phó Giám đốc Công an tỉnh (thôn Mỹ Sơn, ngày 10/8/2024).",
    "Phối hợp tổ chức: MTTQ xã, Hội Nông dân, Đoàn xã.",
    "ký kết 02 giao ước thi đua (Công an xã với thôn Mỹ Sơn)",
    "quy chế phối hợp, kế hoạch liên tịch (Công an xã với Trường THCS)",
    "ra mắt 02 mô hình (Camera an ninh; Tiếng kẻng)",
    "Trao khen thưởng: Thượng tá Lê Hòa.",
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) list = NULL, awards = NULL, paragraph = NULL;
  g_autofree char *text = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (
      &fixture, "point", unit, 2024,
      "place=Thôn Mỹ Sơn|date_from=2024-08-10|leaders=province,commune|province_names=Đại tá Trần Minh, Phó "
      "Giám đốc Công an tỉnh|organisers=MTTQ xã; Hội Nông dân|pacts=1|pact_parties=Công an xã với thôn Mỹ "
      "Sơn|models=2|model_names=Camera an ninh; Tiếng kẻng");
  nh_fixture_save (&fixture, "point", unit, 2024,
                   "place=Thôn Phúc Hải|date_from=2024-08-11|organisers=Hội Nông dân, MTTQ xã, Đoàn "
                   "xã|pacts=1|rule_parties=Công an xã với "
                   "Trường THCS");
  commend (&fixture, unit, XA "recipient_kind=tap_the|recipient=Thôn Phúc Hải|presented_by=Thượng tá Lê Hòa");
  list = nh_fixture_report (&fixture, "points", unit, 2024, 0);
  g_assert_true (has_text (list, "Tỉnh: Đại tá Trần Minh, Phó Giám đốc Công an tỉnh; Xã"));
  g_assert_true (has_text (list, "Phối hợp: MTTQ xã; Hội Nông dân; Giao ước: Công an xã với thôn Mỹ Sơn; Mô hình: "
                                 "Camera an ninh; Tiếng kẻng"));
  awards = nh_fixture_report (&fixture, "commendation-list", unit, 2024, 0);
  g_assert_true (has_text (awards, "Người trao: Thượng tá Lê Hòa"));
  paragraph = nh_fixture_report (&fixture, "paragraph", unit, 2024, 0);
  text = nh_fixture_text (paragraph);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (strstr (text, told[i]) == NULL)
      g_error ("“%s” is not in:\n%s", told[i], text);
}

static void
assert_told (NhFixture *fixture, gint64 unit, NhDate as_of, const char *const *told, guint n)
{
  g_autoptr (NhSheet) paragraph = nh_fixture_report (fixture, "paragraph", unit, 2024, as_of);
  g_autofree char *text = nh_fixture_text (paragraph);

  for (guint i = 0; i < n; i++)
    if (strstr (text, told[i]) == NULL)
      g_error ("“%s” is not in:\n%s", told[i], text);
}

/* "hơn 50 suất": in the figures, the sheets, the lists and the sentences; worth "hơn" so much, too. */
static void
test_not_exact (void)
{
  static const char *const told[] = {
    "hơn 80 suất quà (hơn 50 suất cho hộ nghèo, 30 suất cho học sinh), trị giá trên 35 triệu đồng",
    "Giấy khen của Chủ tịch UBND xã cho gần 20 tập thể (của MTTQ)",
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) gifts = NULL, awards = NULL, list = NULL, paragraph = NULL;
  g_autofree char *text = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "gift", unit, 2024,
                   "category=ho_ngheo|kind=suat_qua|quantity=50|quantity_qualifier=hon|unit_value=400000");
  nh_fixture_save (&fixture, "gift", unit, 2024,
                   "category=hoc_sinh|kind=suat_qua|quantity=30|value=15000000|value_qualifier=tren");
  commend (&fixture, unit, XA "recipient_kind=tap_the|quantity=20|quantity_qualifier=gan|authority=mttq");
  gifts = nh_fixture_report (&fixture, "gifts", unit, 2024, 0);
  g_assert_true (has_text (gifts, "hơn 50"));
  g_assert_true (has_text (gifts, "hơn 80"));
  list = nh_fixture_report (&fixture, "gift-list", unit, 2024, 0);
  g_assert_true (has_text (list, "hơn 50"));
  awards = nh_fixture_report (&fixture, "commendations", unit, 2024, 0);
  g_assert_true (has_text (awards, "gần 20"));
  assert_told (&fixture, unit, 0, told, G_N_ELEMENTS (told));
}

/* Numbers of activities and the cost of a point, too. What is "khoảng" and lacks numbers is the least there is. */
static void
test_about (void)
{
  static const char *const told[] = {
    "cấp phát hơn 3.000 tờ rơi, tài liệu",
    "tổ chức gần 12 buổi tuyên truyền với khoảng 900 lượt người",
    "có ít nhất 05 hoạt động khác (ít nhất 05 thi đấu cờ tướng)",
    "Kinh phí tổ chức Ngày hội: ít nhất khoảng 16,5 triệu đồng",
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) sheet = NULL, points = NULL, summary = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=to_roi|period=ngay_hoi|number=3000|number_qualifier=hon");
  nh_fixture_save (&fixture, "activity", unit, 2024,
                   "kind=tuyen_truyen|period=ngay_hoi|number=12|number_qualifier=gan|participants=900|"
                   "participants_qualifier=khoang");
  nh_fixture_save (&fixture, "activity", unit, 2024,
                   "kind=khac|period=ngay_hoi|number=5|number_qualifier=it_nhat|name=Thi đấu cờ tướng");
  nh_fixture_save (&fixture, "point", unit, 2024, "place=Thôn 1|cost=12500000|cost_qualifier=khoang");
  nh_fixture_save (&fixture, "point", unit, 2024, "place=Thôn 2|cost=4000000");
  nh_fixture_save (&fixture, "point", unit, 2024, "place=Thôn 3|cost=unknown");
  sheet = nh_fixture_report (&fixture, "activities", unit, 2024, 0);
  g_assert_true (has_text (sheet, "hơn 3.000"));
  g_assert_true (has_text (sheet, "khoảng 900"));
  points = nh_fixture_report (&fixture, "points", unit, 2024, 0);
  g_assert_true (has_text (points, "khoảng 12,5"));
  g_assert_true (has_text (points, "ít nhất khoảng 16,5"));
  summary = nh_fixture_report (&fixture, "summary", unit, 2024, 0);
  g_assert_true (has_text (summary, "ít nhất khoảng 16,5"));
  assert_told (&fixture, unit, 0, told, G_N_ELEMENTS (told));
}

/* A kind of suất keeps its name, and the name of an activity begins small behind a number. */
static void
test_own_words (void)
{
  static const char *const told[] = {
    "15 suất học bổng cho học sinh, trị giá 7,5 triệu đồng",
    "tổ chức 01 hội nghị (Hội nghị biểu dương)",
    "duy trì 02 mô hình (Mẹ đỡ đầu; Tiếng kẻng an ninh)",
    "có 06 hoạt động khác (03 thi đấu cờ tướng, 02 Zalo, 01 CLB hát ví giặm)",
  };
  static const char *const mixed[] = {
    "tặng 40 suất quà (20 suất cho hộ nghèo, 05 suất học bổng cho hộ nghèo, 15 suất học bổng cho học sinh)"
  };
  static const char *const two_groups[] = { "tặng 20 suất học bổng (05 suất cho hộ nghèo, 15 suất cho học sinh)" };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) sheet = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "gift", unit, 2024, "category=hoc_sinh|kind=hoc_bong|quantity=15|value=7500000");
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=hoi_nghi|period=ngay_hoi|number=1|name=Hội nghị biểu dương");
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=khac|period=ngay_hoi|number=3|name=Thi đấu cờ tướng");
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=khac|period=ngay_hoi|number=1|name=CLB hát ví giặm");
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=khac|period=ngay_hoi|number=2|name=Zalo");
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=mo_hinh|period=ngay_hoi|number=1|name=Mẹ đỡ đầu");
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=mo_hinh|period=ngay_hoi|number=1|name=Tiếng kẻng an ninh");
  assert_told (&fixture, unit, 0, told, G_N_ELEMENTS (told));
  sheet = nh_fixture_report (&fixture, "activities", unit, 2024, 0);
  g_assert_true (has_text (sheet, "03 Thi đấu cờ tướng, 02 Zalo, 01 CLB hát ví giặm"));
  nh_fixture_save (&fixture, "gift", unit, 2024, "category=ho_ngheo|kind=hoc_bong|quantity=5");
  assert_told (&fixture, unit, 0, two_groups, G_N_ELEMENTS (two_groups));
  nh_fixture_save (&fixture, "gift", unit, 2024, "category=ho_ngheo|kind=suat_qua|quantity=20");
  assert_told (&fixture, unit, 0, mixed, G_N_ELEMENTS (mixed));
}

/* Kinds of weapons are added up; a point may be held on two spans of days. */
static void
test_weapons_and_days (void)
{
  static const char *const told[] = {
    "giao nộp 09 vũ khí, vật liệu nổ, công cụ hỗ trợ (05 súng kíp, 04 lựu đạn, 1,5 kg thuốc nổ)",
    "có 03 lượt giao nộp vũ khí, vật liệu nổ, công cụ hỗ trợ",
    "Từ ngày 05/8 đến ngày 09/8 và ngày 15/8/2024",
  };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) list = NULL, paragraph = NULL;
  g_autofree char *text = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", unit, 2024,
                   "place=Thôn Mỹ Sơn|date_from=2024-08-05|date_to=2024-08-09|second_from=2024-08-15|weapons=5|"
                   "weapon_names=03 súng kíp; 02 lựu đạn|hand_ins=2");
  nh_fixture_save (&fixture, "point", unit, 2024,
                   "place=Thôn Phúc Hải|date_from=2024-08-08|weapons=4|weapon_names=02 lựu đạn; 2 súng kíp; 1,5 kg "
                   "thuốc nổ|hand_ins=1");
  list = nh_fixture_report (&fixture, "points", unit, 2024, 0);
  g_assert_true (has_text (list, "05–09/08/2024, 15/08/2024"));
  g_assert_true (has_text (list, "Vũ khí: 03 súng kíp; 02 lựu đạn"));
  assert_told (&fixture, unit, 0, told, G_N_ELEMENTS (told));
}

/* Of a sum that lacks numbers and has "gần" in it there may be more or less; a pair of numbers has the word once. */
static void
test_more_or_less (void)
{
  static const char *const told[] = {
    "ít nhất khoảng 350 suất quà (gần 100 suất cho hộ nghèo, ít nhất khoảng 250 suất cho học sinh), trị giá ít nhất "
    "khoảng 100 triệu đồng",
    "biểu dương ít nhất khoảng 20 tập thể",
  };
  static const char *const pair[] = { "(mới biết của gần 70/80 phần quà)" };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) gifts = NULL;
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "gift", unit, 2024,
                   "category=ho_ngheo|kind=suat_qua|quantity=100|quantity_qualifier=gan|value=100000000|"
                   "value_qualifier=gan");
  nh_fixture_save (&fixture, "gift", unit, 2024,
                   "category=hoc_sinh|kind=suat_qua|quantity=250|quantity_qualifier=khoang");
  nh_fixture_save (&fixture, "gift", unit, 2024, "category=hoc_sinh|kind=suat_qua|quantity=unknown");
  commend (&fixture, unit, "form=bieu_duong|recipient_kind=tap_the|quantity=20|quantity_qualifier=gan|authority=mttq");
  commend (&fixture, unit, "form=bieu_duong|recipient_kind=tap_the|quantity=unknown|authority=mttq");
  gifts = nh_fixture_report (&fixture, "gifts", unit, 2024, 0);
  g_assert_true (has_text (gifts, "ít nhất khoảng 350"));
  assert_told (&fixture, unit, 0, told, G_N_ELEMENTS (told));
  nh_fixture_empty (&fixture);
  nh_fixture_save (&fixture, "gift", unit, 2024,
                   "category=ho_ngheo|kind=suat_qua|quantity=70|quantity_qualifier=gan|value=35000000");
  nh_fixture_save (&fixture, "gift", unit, 2024, "category=hoc_sinh|kind=suat_qua|quantity=10");
  assert_told (&fixture, unit, 0, pair, G_N_ELEMENTS (pair));
}

/* Only "whole number and kind" is added up; a total beside the records hides their kinds. */
static void
test_weapons_as_written (void)
{
  static const char *const told[] = {
    "(05 súng kíp, 1.5 kg thuốc nổ, 50 kg thuốc nổ, hơn 2 lựu đạn, súng kíp: 03, dao, 50 kg thuốc nổ)",
  };
  static const char *const total[] = { "giao nộp 51 vũ khí, vật liệu nổ, công cụ hỗ trợ." };
  g_auto (NhFixture) fixture = { 0 };
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (
      &fixture, "point", unit, 2024,
      "date_from=2024-08-05|weapons=9|weapon_names=03 súng kíp; 1.5 kg thuốc nổ; 50 kg thuốc nổ; hơn 2 lựu "
      "đạn; súng kíp: 03; dao");
  nh_fixture_save (&fixture, "point", unit, 2024,
                   "date_from=2024-08-08|weapons=4|weapon_names=2 súng kíp; dao; 50 kg thuốc nổ");
  assert_told (&fixture, unit, 0, told, G_N_ELEMENTS (told));
  nh_fixture_save (&fixture, "total", unit, 2024, "indicator=weapons|value=51|source=Báo cáo số 12|keep=total");
  assert_told (&fixture, unit, 0, total, G_N_ELEMENTS (total));
}

/* Up to the cut-off the second time was not yet, nor the last days of the first. */
static void
test_second_time_to_come (void)
{
  static const char *const within[] = { "Từ ngày 05/8 đến ngày 08/8/2024, toàn xã" };
  static const char *const before[] = { "Từ ngày 05/8 đến ngày 09/8/2024, toàn xã" };
  static const char *const after[] = { "Từ ngày 05/8 đến ngày 09/8 và ngày 15/8/2024, toàn xã" };
  g_auto (NhFixture) fixture = { 0 };
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", unit, 2024, "date_from=2024-08-05|date_to=2024-08-09|second_from=2024-08-15");
  nh_fixture_save (&fixture, "point", unit, 2024, "date_from=2024-08-08");
  assert_told (&fixture, unit, 20240808, within, G_N_ELEMENTS (within));
  assert_told (&fixture, unit, 20240810, before, G_N_ELEMENTS (before));
  assert_told (&fixture, unit, 20240815, after, G_N_ELEMENTS (after));
}

/* Every sheet that a cut-off takes undated records from says so, of what it lists; a text says it once. */
static void
test_undated (void)
{
  static const char *const sheets[][2] = {
    { "summary", "Chưa tính 01 điểm ngày hội, 01 lần tặng quà, 01 hoạt động chưa rõ ngày." },
    { "points", "Chưa tính 01 điểm ngày hội chưa rõ ngày." },
    { "gifts", "Chưa tính 01 lần tặng quà chưa rõ ngày." },
    { "gift-list", "Chưa tính 01 lần tặng quà chưa rõ ngày." },
    { "activities", "Chưa tính 01 hoạt động chưa rõ ngày." },
    { "overview", "Chưa tính 01 điểm ngày hội, 01 lần tặng quà, 01 hoạt động chưa rõ ngày." },
    { "comparison", "Chưa tính 01 điểm ngày hội, 01 lần tặng quà, 01 hoạt động chưa rõ ngày." },
    { "charts", "Chưa tính 01 điểm ngày hội, 01 lần tặng quà, 01 hoạt động chưa rõ ngày." },
    { "paragraph", "Chưa tính 01 điểm ngày hội, 01 lần tặng quà, 01 hoạt động chưa rõ ngày." },
  };
  g_auto (NhFixture) fixture = { 0 };
  gint64 unit;

  create (&fixture, "18709", 2024, NH_ROLE_COMMUNE);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", unit, 2024, "place=Thôn Mỹ Sơn|date_from=2024-08-05");
  nh_fixture_save (&fixture, "point", unit, 2024, "place=Thôn Phúc Hải");
  nh_fixture_save (&fixture, "gift", unit, 2024, "category=ho_ngheo|kind=suat_qua|quantity=20");
  nh_fixture_save (&fixture, "activity", unit, 2024, "kind=loa|period=ngay_hoi|number=36");
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, sheets[i][0], unit, 2024, 20240810);
      g_autofree char *text = nh_text_writer_to_text (sheet);
      const char *said = strstr (text, "Chưa tính ");

      if (said == NULL || !g_str_has_prefix (said, sheets[i][1]) || strstr (said + 1, "Chưa tính ") != NULL)
        g_error ("%s: “%s” is not, or not once, in:\n%s", sheets[i][0], sheets[i][1], text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/awards/gifts", test_gifts);
  g_test_add_func ("/report/awards/not-exact", test_not_exact);
  g_test_add_func ("/report/awards/about", test_about);
  g_test_add_func ("/report/awards/own-words", test_own_words);
  g_test_add_func ("/report/awards/undated", test_undated);
  g_test_add_func ("/report/awards/weapons-and-days", test_weapons_and_days);
  g_test_add_func ("/report/awards/more-or-less", test_more_or_less);
  g_test_add_func ("/report/awards/weapons-as-written", test_weapons_as_written);
  g_test_add_func ("/report/awards/second-time-to-come", test_second_time_to_come);
  g_test_add_func ("/report/awards/gift-list", test_gift_list);
  g_test_add_func ("/report/awards/commendation-list", test_commendation_list);
  g_test_add_func ("/report/awards/commendations", test_commendations);
  g_test_add_func ("/report/awards/province", test_province);
  g_test_add_func ("/report/awards/workbooks", test_workbooks);
  g_test_add_func ("/report/awards/empty", test_empty);
  g_test_add_func ("/report/personal", test_personal);
  g_test_add_func ("/report/names", test_names);
  return g_test_run ();
}
