/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports on the sample season and on small ledgers: what stands in cells, sentences, letterhead and notes. */

#include <string.h>

#include "nh-fixture.h"
#include "nh-i18n.h"
#include "nh-page-writer.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-sample.h"
#include "nh-sheet-private.h"
#include "nh-sheet-writer.h"
#include "nh-text-writer.h"

/* Made once, for all tests that only read it. */
static NhFixture sample;

static int
find_column (NhTable *table, const char *title)
{
  for (guint column = 0; column < nh_table_get_n_columns (table); column++)
    {
      g_autofree char *full = nh_table_get_full_title (table, (int) column);

      if (g_str_equal (full, title))
        return (int) column;
    }
  return -1;
}

static void
assert_cell (NhTable *table, int row, const char *title, const char *expected)
{
  int column = find_column (table, title);
  g_autofree char *text = column >= 0 ? nh_table_format_cell (table, row, column) : NULL;

  g_test_message ("%s", title);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_contains (const char *text, const char *expected)
{
  if (strstr (text, expected) == NULL)
    g_error ("“%s” is not in:\n%s", expected, text);
}

static void
assert_lacks (const char *text, const char *unexpected)
{
  if (strstr (text, unexpected) != NULL)
    g_error ("“%s” is in:\n%s", unexpected, text);
}

static void
test_summary_of_the_sample (void)
{
  g_autoptr (NhSheet) sheet = NULL;
  NhTable *table;
  g_autofree char *text = NULL;
  guint n_groups = 0;

  sheet = nh_fixture_report (&sample, "summary", nh_ledger_get_unit (sample.ledger), NH_SAMPLE_YEAR, 0);
  table = nh_sheet_get_table (sheet);
  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1 + 13 + 216);
  g_assert_cmpint (nh_table_row (table, 0)->kind, ==, NH_ROW_TOTAL);
  assert_cell (table, 0, "Điểm ngày hội / Tổng số", "1.407");
  assert_cell (table, 0, "Có lãnh đạo dự / Tỉnh", "15");
  assert_cell (table, 0, "Có lãnh đạo dự / Huyện", "209");
  assert_cell (table, 0, "Lượt người dự", "84.213");
  assert_cell (table, 0, "Quà tặng / Số suất", "412");
  for (guint row = 0; row < nh_table_get_n_rows (table); row++)
    n_groups += nh_table_row (table, row)->kind == NH_ROW_GROUP;
  g_assert_cmpuint (n_groups, ==, 13);
  /* What nobody has is left out. */
  g_assert_cmpint (find_column (table, "Khen thưởng / GK UBND xã / TT"), ==, -1);
  g_assert_cmpint (find_column (table, "Khen thưởng / Kỷ niệm chương"), ==, -1);
  text = nh_text_writer_to_text (sheet);
  assert_contains (text, "NĂM 2022");
  assert_contains (text, "216/216 đơn vị đã báo cáo; số liệu chi tiết là minh họa");
  assert_contains (text, "danh sách chi tiết cộng được 84.213; số liệu tổng đã báo cáo: trên 84.000");
}

/* The province on one page: a row for each district, which add up to the same. */
static void
test_groups_of_the_sample (void)
{
  g_autoptr (NhSheet)
      sheet = nh_fixture_report (&sample, "groups", nh_ledger_get_unit (sample.ledger), NH_SAMPLE_YEAR, 0);
  NhTable *table = nh_sheet_get_table (sheet);
  int points = find_column (table, "Điểm ngày hội / Tổng số");
  gint64 sum = 0;

  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1 + 13);
  for (int row = 1; row <= 13; row++)
    sum += nh_table_get_number (table, row, points);
  g_assert_cmpint (sum, ==, NH_SAMPLE_POINTS);
  g_assert_cmpint (nh_table_get_number (table, 0, points), ==, NH_SAMPLE_POINTS);
  assert_cell (table, 1, "Đơn vị", "Thành phố Hà Tĩnh");
}

/* A ward with many points of three kinds, and with whatever it gave: still one page. What is not bound to a point has a
 * row of its own; all rows add up to the total. */
static void
test_groups_of_a_ward (void)
{
  static const char *const forms[] = { "giay_khen_xa", "giay_khen_ca_tinh", "bang_khen_tinh" };
  static const char *const gifts[] = { "suat_qua", "xe_dap", "nha", "the_bhyt" };
  NhLedgerSpec spec = { .unit_code = "18073", .unit_on = nh_catalog_season_day (2026) };
  g_auto (NhFixture) ward = { 0 };
  g_autoptr (NhSheet) sheet = NULL;
  g_autoptr (NhPages) pages = NULL;
  NhTable *table;
  gint64 unit;

  nh_fixture_create (&ward, &spec);
  unit = nh_ledger_get_unit (ward.ledger);
  for (guint i = 0; i < 24; i++)
    nh_fixture_save (&ward, "point", unit, 2026,
                     "place_kind=to_dan_pho|date_from=2026-08-08|attendance=100|households=80|people=300|groups=3|"
                     "pacts=2|pledges=40|rules=1|cost=2000000|leaders=commune");
  nh_fixture_save (&ward, "point", unit, 2026, "place_kind=truong|date_from=2026-08-09|attendance=450|models=1");
  nh_fixture_save (&ward, "point", unit, 2026, "place_kind=phuong|date_from=2026-08-10|attendance=500|weapons=2");
  for (guint i = 0; i < G_N_ELEMENTS (gifts); i++)
    {
      g_autofree char *gift = g_strdup_printf ("kind=%s|category=ho_ngheo|quantity=5|unit_value=400000", gifts[i]);

      nh_fixture_save (&ward, "gift", unit, 2026, gift);
    }
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *award = g_strdup_printf (
          "form=%s|decision_number=15|decision_date=2026-08-12|recipient_kind=tap_the|quantity=2|state=decided",
          forms[i]);

      nh_fixture_save (&ward, "commendation", unit, 2026, award);
    }
  nh_fixture_save (&ward, "activity", unit, 2026, "kind=loa|period=ngay_hoi|number=36");
  sheet = nh_fixture_report (&ward, "groups", unit, 2026, 0);
  pages = nh_pages_new (sheet, NULL);
  g_assert_cmpuint (nh_pages_get_n_pages (pages), ==, 1);
  table = nh_sheet_get_table (sheet);
  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1 + 3 + 1);
  assert_cell (table, 1, "Loại địa bàn", "Tổ dân phố (24)");
  assert_cell (table, 2, "Loại địa bàn", "Cơ sở giáo dục (1)");
  assert_cell (table, 3, "Loại địa bàn", "Phường (1)");
  assert_cell (table, 4, "Loại địa bàn", "Không gắn với điểm");
  assert_cell (table, 1, "Lượt người dự", "2.400");
  for (int column = 2; column < (int) nh_table_get_n_columns (table); column++)
    {
      gint64 sum = 0;

      for (int row = 1; row <= 4; row++)
        sum += nh_table_get_number (table, row, column);
      g_assert_cmpint (sum, ==, nh_table_get_number (table, 0, column));
    }
}

/* Every number in a total or subtotal is the sum of the rows under it, but for what comes from a total. */
static void
test_sums (void)
{
  g_autoptr (NhSheet) sheet = NULL;
  NhTable *table;

  sheet = nh_fixture_report (&sample, "summary", nh_ledger_get_unit (sample.ledger), NH_SAMPLE_YEAR, 0);
  table = nh_sheet_get_table (sheet);
  for (int column = 2; column < (int) nh_table_get_n_columns (table); column++)
    {
      gint64 of_groups = 0, of_rows = 0, of_group = 0;

      for (int row = 1; row < (int) nh_table_get_n_rows (table); row++)
        {
          gint64 number = nh_table_get_number (table, row, column);

          if (nh_table_row (table, row)->kind == NH_ROW_GROUP)
            {
              g_assert_cmpint (of_group, ==, 0);
              of_group = number;
              of_groups += number;
            }
          else
            {
              of_group -= number;
              of_rows += number;
            }
        }
      g_assert_cmpint (of_group, ==, 0);
      g_assert_cmpint (of_groups, ==, nh_table_get_number (table, 0, column));
      g_assert_cmpint (of_rows, ==, nh_table_get_number (table, 0, column));
    }
}

static void
test_paragraph_of_the_sample (void)
{
  static const char *const expected[] = {
    "Với chủ đề “Hướng về cơ sở”, từ ngày 01/8 đến ngày 20/8/2022, toàn tỉnh",
    "216/216 xã, phường, thị trấn",
    "1.407 điểm ngày hội",
    "trong đó có 15 điểm có lãnh đạo tỉnh, 209 điểm có lãnh đạo huyện",
    "trên 84.000 lượt người",
    "412 suất quà (",
    "Về khen thưởng, đã khen thưởng ",
    "Quyết định số 521/QĐ-TTg",
  };
  g_autoptr (NhSheet) sheet = NULL;
  g_autofree char *text = NULL;

  sheet = nh_fixture_report (&sample, "paragraph", nh_ledger_get_unit (sample.ledger), NH_SAMPLE_YEAR, 0);
  text = nh_fixture_text (sheet);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_contains (text, expected[i]);
  assert_lacks (text, "84.213");
  assert_lacks (text, "So với"); /* there is no year before */
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(NhMadeReport **) user_data = nh_report_make_rows_finish (NH_LEDGER (source), result, &error);
  g_assert_no_error (error);
}

static gpointer
read_ids (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);

  query->sort = NH_POINT_ATTENDANCE;
  query->descending = TRUE;
  return nh_query_ids (connection, ledger, query, 3, error);
}

/* The first three points of a ledger with these columns. (transfer full) */
static NhMadeReport *
make_rows (NhLedger *ledger, int year, const int *fields, guint n_fields)
{
  NhReportRows *rows = g_new0 (NhReportRows, 1);
  g_autoptr (GError) error = NULL;
  NhMadeReport *made = NULL;

  rows->type = &nh_point_type;
  rows->unit = nh_ledger_get_unit (ledger);
  rows->year = year;
  rows->ids = nh_ledger_call (ledger, NH_ON_READER, read_ids, NULL, NULL, &error);
  g_assert_no_error (error);
  rows->fields = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_vals (rows->fields, fields, n_fields);
  rows->conditions = g_strdup ("Loại địa bàn: Xã");
  nh_report_make_rows_async (ledger, rows, NULL, on_rows, &made);
  while (made == NULL)
    g_main_context_iteration (NULL, TRUE);
  return made;
}

/* A list as it stands: its rows in their order, its columns, its sums, and what it was narrowed down by. */
static void
test_rows_of_a_list (void)
{
  const int fields[] = { NH_REPORT_ROWS_UNIT, NH_POINT_ATTENDANCE, NH_POINT_PLACE, NH_POINT_DATE_FROM };
  g_autoptr (NhMadeReport) made = make_rows (sample.ledger, NH_SAMPLE_YEAR, fields, G_N_ELEMENTS (fields));
  g_autofree char *text = NULL;
  NhTable *table = nh_sheet_get_table (made->sheet);

  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1 + 3);
  g_assert_cmpuint (nh_table_get_n_columns (table), ==, 1 + 4);
  assert_cell (table, 0, "Đơn vị", "TỔNG CỘNG: 03 phiếu");
  g_assert_cmpint (nh_table_get_number (table, 0, 2), ==,
                   nh_table_get_number (table, 1, 2) + nh_table_get_number (table, 2, 2) +
                       nh_table_get_number (table, 3, 2));
  g_assert_cmpint (nh_table_get_number (table, 1, 2), >=, nh_table_get_number (table, 2, 2));
  g_assert_cmpint (nh_table_get_cell_kind (table, 1, 4), ==, NH_CELL_DATE);
  text = nh_text_writer_to_text (made->sheet);
  assert_contains (text, "DANH SÁCH ");
  assert_contains (text, "Danh sách đã lọc: Loại địa bàn: Xã.");
}

/* What is not exact, and all days of a point, are said as on the screen. */
static void
test_rows_as_on_the_screen (void)
{
  const int fields[] = { NH_POINT_PLACE, NH_POINT_ATTENDANCE, NH_POINT_WEAPONS, NH_POINT_DATE_FROM };
  const int with_last[] = { NH_POINT_PLACE, NH_POINT_DATE_FROM, NH_POINT_DATE_TO };
  NhLedgerSpec spec = { .unit_code = "18709", .unit_on = nh_catalog_season_day (2024), .role = NH_ROLE_COMMUNE };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhMadeReport) made = NULL, last = NULL;
  NhTable *table;
  gint64 unit;

  nh_fixture_create (&fixture, &spec);
  unit = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", unit, 2024,
                   "attendance=250|attendance_qualifier=hon|date_from=2024-08-05|date_to=2024-08-09|"
                   "second_from=2024-08-15|second_to=2024-08-16|weapons=2");
  nh_fixture_save (&fixture, "point", unit, 2024,
                   "attendance=100|attendance_qualifier=gan|date_from=2024-08-05|date_to=2024-08-09|weapons=unknown");
  nh_fixture_save (&fixture, "point", unit, 2024, "attendance=50|date_from=2024-08-07|weapons=1");
  made = make_rows (fixture.ledger, 2024, fields, G_N_ELEMENTS (fields));
  table = nh_sheet_get_table (made->sheet);
  assert_cell (table, 0, "Lượt người dự", "khoảng 400");
  assert_cell (table, 0, "Vũ khí giao nộp", "≥ 3");
  assert_cell (table, 1, "Lượt người dự", "hơn 250");
  assert_cell (table, 1, "Ngày tổ chức", "05–09/08/2024, 15–16/08/2024");
  assert_cell (table, 2, "Lượt người dự", "gần 100");
  assert_cell (table, 2, "Ngày tổ chức", "05–09/08/2024");
  assert_cell (table, 3, "Ngày tổ chức", "07/08/2024");
  g_assert_cmpint (nh_table_get_cell_kind (table, 3, 4), ==, NH_CELL_DATE);
  /* The last day has a column of its own. */
  last = make_rows (fixture.ledger, 2024, with_last, G_N_ELEMENTS (with_last));
  assert_cell (nh_sheet_get_table (last->sheet), 2, "Ngày tổ chức", "05/08/2024");
}

static void
test_points_of_the_sample (void)
{
  g_autoptr (NhSheet) all = NULL;
  g_autoptr (NhSheet) one = NULL;
  NhTable *table;
  gint64 commune, n_points;

  all = nh_fixture_report (&sample, "points", nh_ledger_get_unit (sample.ledger), NH_SAMPLE_YEAR, 0);
  table = nh_sheet_get_table (all);
  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1 + 216 + NH_SAMPLE_POINTS);
  assert_cell (table, 0, "Nơi tổ chức", "TỔNG CỘNG: 1.407 điểm");
  assert_cell (table, 0, "Lượt người dự", "84.213");
  /* A commune's summary has a row a point, and the same sums as its row in the province's. */
  commune = nh_fixture_unit (&sample, "18709", NH_SAMPLE_YEAR);
  one = nh_fixture_report (&sample, "summary", commune, NH_SAMPLE_YEAR, 0);
  table = nh_sheet_get_table (one);
  n_points = nh_table_get_number (table, 0, find_column (table, "Điểm ngày hội / Tổng số"));
  g_assert_cmpint (n_points, >, 0);
  g_assert_cmpint (nh_table_get_n_rows (table), ==, 1 + n_points);
  for (int column = 3; column < (int) nh_table_get_n_columns (table); column++)
    {
      gint64 sum = 0;

      for (int row = 1; row <= n_points; row++)
        sum += nh_table_get_number (table, row, column);
      g_assert_cmpint (sum, ==, nh_table_get_number (table, 0, column));
    }
}

static void
test_every_file (void)
{
  static const char *const endings[] = { ".pdf", ".txt", ".xlsx", ".csv" };
  guint n_reports;
  const NhReport *reports = nh_reports (&n_reports);
  NhReportRequest request = { .year = NH_SAMPLE_YEAR };

  for (guint i = 0; i < n_reports; i++)
    {
      gboolean list = g_str_equal (reports[i].name,
                                   "points"); /* of a district: of all it takes long under the sanitizers */
      g_autoptr (NhSheet) sheet = NULL;
      g_autofree char *name = NULL;
      g_autofree char *text = NULL;

      request.unit = list ? nh_fixture_unit (&sample, "446", NH_SAMPLE_YEAR) : nh_ledger_get_unit (sample.ledger);
      sheet = nh_fixture_report (&sample, reports[i].name, request.unit, request.year, 0);
      name = nh_report_file_name (&reports[i], sample.ledger, &request);
      text = nh_text_writer_to_text (sheet);
      assert_contains (name, list ? "2022 - Cam Xuyen" : "2022 - Ha Tinh");
      if (reports[i].form_of == NULL) /* a blank form shows no figures */
        assert_contains (text, "minh họa");
      g_assert_true (nh_report_find (reports[i].name) == &reports[i]);
      for (guint e = 0; e < (reports[i].text ? 2 : G_N_ELEMENTS (endings)); e++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *file = g_strconcat (name, endings[e], NULL);
          g_autofree char *path = g_build_filename (sample.folder, file, NULL);

          nh_sheet_write (sheet, path, NULL, &error);
          g_assert_no_error (error);
          g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
        }
    }
  g_assert_null (nh_report_find ("no-such"));
  request.unit = nh_ledger_get_unit (sample.ledger);
  request.as_of = 20220816;
  {
    g_autofree char *name = nh_report_file_name (&reports[0], sample.ledger, &request);

    g_assert_cmpstr (name, ==, "Tong hop ket qua Ngay hoi 2022 - Ha Tinh - den ngay 16-08-2022");
  }
}

/* The text of the first page, as the printer gets it. */
static char *
page_text (NhFixture *fixture, NhSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "page.pdf", NULL);
  g_autofree char *text = NULL;
  g_autofree char *pdftotext = g_find_program_in_path ("pdftotext");
  const char *const argv[] = { "pdftotext", "-layout", "-l", "1", path, "-", NULL };

  if (pdftotext == NULL)
    return NULL;
  nh_sheet_write (sheet, path, NULL, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&text);
}

static void
test_letterhead (void)
{
  static const struct
  {
    const char *unit;
    NhDate on;
    NhRole role;
    int year;
    const char *expected[6];
  } cases[] = {
    { "18709",
      20240819,
      NH_ROLE_COMMUNE,
      2024,
      { "CÔNG AN HUYỆN CẨM XUYÊN", "CÔNG AN XÃ CẨM NHƯỢNG", "/BC-CAX", "Cẩm Nhượng, ngày", "TRƯỞNG CÔNG AN XÃ",
        "- Công an huyện;" } },
    { "18673",
      20260819,
      NH_ROLE_COMMUNE,
      2026,
      { "CÔNG AN TỈNH HÀ TĨNH", "CÔNG AN XÃ CẨM XUYÊN", "/BC-CAX", "Cẩm Xuyên, ngày", "TRƯỞNG CÔNG AN XÃ",
        "- Công an tỉnh;" } },
    { "18073",
      20260819,
      NH_ROLE_COMMUNE,
      2026,
      { "CÔNG AN TỈNH HÀ TĨNH", "CÔNG AN PHƯỜNG THÀNH SEN", "/BC-CAP", "Thành Sen, ngày", "TRƯỞNG CÔNG AN PHƯỜNG",
        "- Lưu: VT." } },
    { "18676",
      20240819,
      NH_ROLE_COMMUNE,
      2024,
      { "CÔNG AN HUYỆN CẨM XUYÊN", "CÔNG AN THỊ TRẤN THIÊN CẦM", "/BC-CATT", "Thiên Cầm, ngày",
        "TRƯỞNG CÔNG AN THỊ TRẤN", "năm 2024" } },
    { "42",
      20260819,
      NH_ROLE_PROVINCE,
      2026,
      { "BỘ CÔNG AN", "CÔNG AN TỈNH HÀ TĨNH", "/BC-CAT", "Hà Tĩnh, ngày", "GIÁM ĐỐC", "- Bộ Công an;" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (NhFixture) fixture = { 0 };
      NhLedgerSpec spec = { .unit_code = cases[i].unit, .unit_on = cases[i].on, .role = cases[i].role };
      g_autoptr (NhSheet) sheet = NULL;
      g_autofree char *text = NULL;

      nh_fixture_create (&fixture, &spec);
      sheet = nh_fixture_report (&fixture, "paragraph", nh_ledger_get_unit (fixture.ledger), cases[i].year, 0);
      text = page_text (&fixture, sheet);
      if (text == NULL)
        {
          g_test_skip ("pdftotext is not here");
          return;
        }
      for (guint e = 0; e < G_N_ELEMENTS (cases[i].expected); e++)
        assert_contains (text, cases[i].expected[e]);
      assert_contains (text, "Chưa có số liệu.");
      assert_lacks (text, "minh họa");
    }
}

static void
test_settings (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "42", .unit_on = 20260819, .role = NH_ROLE_PROVINCE };
  g_autoptr (NhSheet) sheet = NULL;
  g_autofree char *text = NULL;

  nh_fixture_create (&fixture, &spec);
  nh_fixture_set (&fixture, "letterhead.superior", "CÔNG AN TỈNH HÀ TĨNH");
  nh_fixture_set (&fixture, "letterhead.body", "PHÒNG XÂY DỰNG PHONG TRÀO BẢO VỆ ANTQ");
  nh_fixture_set (&fixture, "place", "Thành Sen");
  nh_fixture_set (&fixture, "signer.authority", "TRƯỞNG PHÒNG");
  nh_fixture_set (&fixture, "signer.deputy", "PHÓ TRƯỞNG PHÒNG");
  nh_fixture_set (&fixture, "signer.rank", "Trung tá");
  nh_fixture_set (&fixture, "signer.name", "Nguyễn Văn An");
  nh_fixture_set (&fixture, "preparer.name", "Lê Thị Bình");
  nh_fixture_set (&fixture, "recipients", "Bộ Công an (V05);\nLưu: VT, PV05.");
  sheet = nh_fixture_report (&fixture, "summary", nh_ledger_get_unit (fixture.ledger), 2026, 20260825);
  g_assert_cmpstr (nh_sheet_get_subtitle (sheet), ==, "(Số liệu tính đến ngày 25/08/2026; 0/69 đơn vị đã báo cáo)");
  {
    g_autoptr (NhSheet)
        paragraph = nh_fixture_report (&fixture, "paragraph", nh_ledger_get_unit (fixture.ledger), 2026, 0);

    text = page_text (&fixture, paragraph);
  }
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  assert_contains (text, "PHÒNG XÂY DỰNG PHONG"); /* and the rest on the next line */
  assert_contains (text, "Thành Sen, ngày");
  assert_contains (text, "KT. TRƯỞNG PHÒNG");
  assert_contains (text, "PHÓ TRƯỞNG PHÒNG");
  assert_contains (text, "Trung tá Nguyễn Văn An");
  assert_contains (text, "- Bộ Công an (V05);");
}

/* What is chosen for a sheet goes before what is remembered; what is chosen to be blank follows from the unit again. */
static void
test_frame (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "18673", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };
  g_autoptr (GHashTable) defaults = NULL;
  g_autoptr (NhSheet) sheet = NULL;
  g_autoptr (NhSheet) table = NULL;
  g_autofree char *text = NULL;
  g_autofree char *table_text = NULL;

  nh_fixture_create (&fixture, &spec);
  defaults = nh_report_frame_defaults (fixture.ledger, 2026);
  g_assert_cmpstr (g_hash_table_lookup (defaults, "letterhead.superior"), ==, "CÔNG AN TỈNH HÀ TĨNH");
  g_assert_cmpstr (g_hash_table_lookup (defaults, "letterhead.body"), ==, "CÔNG AN XÃ CẨM XUYÊN");
  g_assert_cmpstr (g_hash_table_lookup (defaults, "signer.authority"), ==, "TRƯỞNG CÔNG AN XÃ");
  g_assert_cmpstr (g_hash_table_lookup (defaults, "document.symbol"), ==, "BC-CAX");
  nh_fixture_set (&fixture, "signer.name", "Nguyễn Văn An");
  nh_fixture_set (&fixture, "place", "Nơi khác");
  nh_fixture_set (&fixture, "recipients", "Lưu: hồ sơ.");
  nh_fixture_choose (&fixture, "signer.deputy", "PHÓ TRƯỞNG CÔNG AN XÃ");
  nh_fixture_choose (&fixture, "signer.rank", "Thiếu tá");
  nh_fixture_choose (&fixture, "signer.name", "Lê Thị Bình");
  nh_fixture_choose (&fixture, "place", "");
  nh_fixture_choose (&fixture, "document.number", "15");
  nh_fixture_choose (&fixture, "document.date", "2026-08-05");
  nh_fixture_choose (&fixture, "preparer.none", "yes");
  sheet = nh_fixture_report (&fixture, "paragraph", nh_ledger_get_unit (fixture.ledger), 2026, 0);
  table = nh_fixture_report (&fixture, "points", nh_ledger_get_unit (fixture.ledger), 2026, 0);
  text = page_text (&fixture, sheet);
  table_text = page_text (&fixture, table);
  if (text == NULL || table_text == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  assert_contains (text, "Số: 15/BC-CAX");
  assert_contains (text, "Cẩm Xuyên, ngày 05 tháng 8 năm 2026");
  assert_contains (text, "KT. TRƯỞNG CÔNG AN XÃ");
  assert_contains (text, "PHÓ TRƯỞNG CÔNG AN XÃ");
  assert_contains (text, "Thiếu tá Lê Thị Bình");
  assert_contains (text, "- Lưu: hồ sơ.");
  assert_lacks (text, "Nguyễn Văn An");
  assert_lacks (table_text, "NGƯỜI LẬP BIỂU");
  nh_fixture_choose (&fixture, "preparer.none", "");
  nh_sheet_unref (g_steal_pointer (&table));
  g_clear_pointer (&table_text, g_free);
  table = nh_fixture_report (&fixture, "points", nh_ledger_get_unit (fixture.ledger), 2026, 0);
  table_text = page_text (&fixture, table);
  assert_contains (table_text, "NGƯỜI LẬP BIỂU");
}

static void
test_unreported (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "42", .unit_on = 20260819, .role = NH_ROLE_PROVINCE };
  g_autoptr (GPtrArray) below = NULL;
  g_autoptr (NhPages) pages = NULL;
  g_autoptr (NhSheet) sheet = NULL;
  g_autofree char *text = NULL;
  gint64 province;

  nh_fixture_create (&fixture, &spec);
  province = nh_ledger_get_unit (fixture.ledger);
  below = nh_catalog_get_below (nh_ledger_get_catalog (fixture.ledger), province, NH_LEVEL_COMMUNE, 20260819);
  for (guint i = 0; i < below->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (below, i);

      if (!g_str_equal (unit->code, "18673") && !g_str_equal (unit->code, "18073"))
        nh_fixture_save (&fixture, "point", unit->id, 2026, "attendance=10");
    }
  nh_fixture_choose (&fixture, "note.unreported", "yes");
  sheet = nh_fixture_report (&fixture, "summary", province, 2026, 0);
  pages = nh_pages_new (sheet, NULL);
  text = nh_pages_get_text (pages, nh_pages_get_n_pages (pages) - 1);
  assert_contains (text, "Chưa báo cáo: Phường Thành Sen, Xã Cẩm Xuyên.");
  /* Of a year that is not all there, nothing says that it is less. */
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, "18073", 2025), 2025, "attendance=900");
  {
    g_autoptr (NhSheet) overview = nh_fixture_report (&fixture, "overview", province, 2026, 0);
    g_autoptr (NhSheet) paragraph = nh_fixture_report (&fixture, "paragraph", province, 2026, 0);
    g_autofree char *sentences = nh_fixture_text (paragraph);

    assert_cell (nh_sheet_get_table (overview), 1, "Năm 2025", "1");
    assert_cell (nh_sheet_get_table (overview), 1, "Tăng, giảm", "");
    assert_lacks (sentences, "So với năm 2025");
  }
  /* Nor does a whole year say that it is more than one that is not. */
  nh_fixture_save (&fixture, "total", province, 2026, "indicator=attendance|value=84000");
  {
    g_autoptr (NhSheet) comparison = nh_fixture_report (&fixture, "comparison", province, 2026, 0);
    g_autoptr (NhSheet) paragraph = nh_fixture_report (&fixture, "paragraph", province, 2026, 0);
    g_autofree char *sentences = nh_fixture_text (paragraph);
    g_autofree char *rows = nh_text_writer_to_text (comparison);

    assert_lacks (sentences, "So với năm 2025");
    assert_lacks (rows, "83.100");
    assert_contains (rows, "Chưa đủ đơn vị báo cáo");
  }
}

/* Columns follow the dated data, rows what each unit said. */
static void
test_summary_of_2025 (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "42", .unit_on = 20250819, .role = NH_ROLE_PROVINCE };
  g_autoptr (NhSheet) sheet = NULL;
  NhTable *table;
  gint64 province;

  nh_fixture_create (&fixture, &spec);
  province = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, "18073", 2025), 2025,
                   "attendance=100|weapons=none|pacts=unknown");
  nh_fixture_save (&fixture, "point", province, 2025,
                   "place=Quảng trường|place_kind=khac|attendance=500|leaders=province");
  nh_fixture_save (&fixture, "total", nh_fixture_unit (&fixture, "18073", 2025), 2025,
                   "indicator=attendance|value=140");
  nh_fixture_save (&fixture, "total", nh_fixture_unit (&fixture, "18100", 2025), 2025,
                   "indicator=commendations.commune.collective|value=20");
  nh_fixture_save (&fixture, "total", nh_fixture_unit (&fixture, "18100", 2025), 2025,
                   "indicator=gifts.sets|value=none");
  nh_fixture_save (&fixture, "total", nh_fixture_unit (&fixture, "18100", 2025), 2025,
                   "indicator=gifts.value|value=12500000|qualifier=gan");
  sheet = nh_fixture_report (&fixture, "summary", province, 2025, 0);
  table = nh_sheet_get_table (sheet);
  g_assert_cmpuint (nh_table_get_n_rows (table), ==, 1 + 1 + 69);
  g_assert_cmpint (find_column (table, "Có lãnh đạo dự / Huyện"), ==, -1);
  g_assert_cmpint (find_column (table, "Khen thưởng / GK UBND huyện / TT"), ==, -1);
  assert_cell (table, 1, "Đơn vị", "Cấp tỉnh");
  assert_cell (table, 1, "Lượt người dự", "500");
  assert_cell (table, 2, "Đơn vị", "Phường Thành Sen");
  assert_cell (table, 2, "Lượt người dự", "100");
  assert_cell (table, 2, "Giao ước thi đua", "…");
  assert_cell (table, 3, "Khen thưởng / GK UBND xã / TT", "20*");
  assert_cell (table, 3, "Quà tặng / Trị giá (tr.đ)", "gần 12,5*");
  assert_cell (table, 0, "Lượt người dự", "600");
  assert_cell (table, 0, "Có lãnh đạo dự / Tỉnh", "1");
  g_assert_cmpint (nh_table_get_cell_kind (table, 4, find_column (table, "Lượt người dự")), ==, NH_CELL_NOT_REPORTED);
  g_assert_cmpstr (nh_sheet_get_subtitle (sheet), ==, "(2/69 đơn vị đã báo cáo)");
  {
    g_autofree char *text = nh_text_writer_to_text (sheet);

    assert_contains (text, "Phường Thành Sen: danh sách chi tiết cộng được 100, số liệu tổng đã báo cáo là 140; báo "
                           "cáo dùng danh sách chi tiết.");
    assert_contains (text, "“…”: chưa có số liệu");
  }
}

/* A ward's sheet speaks of the ward, and asks no school for its residential areas. */
static void
test_ward (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "18073", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };
  gint64 ward;

  nh_fixture_create (&fixture, &spec);
  ward = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", ward, 2026,
                   "place=Tổ dân phố 3|place_kind=to_dan_pho|areas=1|date_from=2026-08-09|leaders=province,commune");
  nh_fixture_save (&fixture, "point", ward, 2026,
                   "place=Trường chuyên|place_kind=truong|date_from=2026-08-12|leaders=");
  nh_fixture_save (&fixture, "total", ward, 2026, "indicator=commendations.commune.collective|value=20");
  {
    g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, "summary", ward, 2026, 0);
    NhTable *table = nh_sheet_get_table (sheet);
    int areas = find_column (table, "Khu dân cư tổ chức");

    g_assert_cmpint (sheet->largest_paper, ==, NH_PAPER_A4); /* the printer of the office */
    assert_cell (table, 0, "Có lãnh đạo dự / Phường", "1");
    assert_cell (table, 0, "Khen thưởng / GK UBND phường / TT", "20*");
    assert_cell (table, 2, "Nơi tổ chức", "Trường chuyên");
    g_assert_cmpint (nh_table_get_cell_kind (table, 2, areas), ==, NH_CELL_EMPTY);
    g_assert_cmpint (nh_table_get_cell_kind (table, 2, find_column (table, "Lượt người dự")), ==, NH_CELL_NOT_REPORTED);
  }
  {
    g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, "points", ward, 2026, 0);

    assert_cell (nh_sheet_get_table (sheet), 1, "Lãnh đạo dự", "Tỉnh, Phường");
  }
}

static void
test_last_year (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "18673", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };
  gint64 commune;

  nh_fixture_create (&fixture, &spec);
  commune = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", commune, 2025, "attendance=100|date_from=2025-08-10");
  nh_fixture_save (&fixture, "point", commune, 2025, "attendance=100|date_from=2025-08-18");
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *values = g_strdup_printf ("place=Thôn %d|attendance=50|date_from=2026-08-10|leaders=commune", i);

      nh_fixture_save (&fixture, "point", commune, 2026, values);
    }
  {
    g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, "paragraph", commune, 2026, 0);
    g_autofree char *text = nh_fixture_text (sheet);

    assert_contains (text, "So với năm 2025: số điểm tăng 01 điểm (50%); số lượt người tham gia giảm 50 lượt (25%).");
    assert_contains (text, "Ngày 10/8/2026, toàn xã có 03 khu dân cư tổ chức Ngày hội với 03 điểm ngày hội; trong đó "
                           "có 03 điểm có lãnh đạo xã cùng dự.");
  }
  {
    g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, "paragraph", commune, 2026, 20260816);
    g_autofree char *text = nh_fixture_text (sheet);

    assert_contains (text, "So với cùng kỳ năm 2025: số điểm tăng 02 điểm (200%)");
    assert_contains (text, "Số liệu tính đến ngày 16/8/2026.");
  }
}

/* What is not known of every point is said of as many as it is known, or "at least". */
static void
test_unfinished (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "18673", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };
  gint64 commune;

  nh_fixture_create (&fixture, &spec);
  commune = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", commune, 2025, "attendance=100|date_from=2025-08-10");
  nh_fixture_save (&fixture, "point", commune, 2026, "attendance=500|date_from=2026-08-10|households=90");
  nh_fixture_save (&fixture, "point", commune, 2026, "attendance=292|date_from=2026-08-12");
  nh_fixture_save (&fixture, "point", commune, 2026, "attendance=none|date_from=2026-08-12");
  nh_fixture_save (&fixture, "point", commune, 2026, "attendance=unknown|date_from=unknown");
  nh_fixture_save (&fixture, "point", commune, 2026, "place_kind=lien_thon|date_from=2026-08-12");
  nh_fixture_save (&fixture, "gift", commune, 2026,
                   "category=ho_ngheo|kind=suat_qua|quantity=10|value=5000000|date=2026-08-12");
  nh_fixture_save (&fixture, "gift", commune, 2026, "category=ho_ngheo|kind=suat_qua|quantity=2");
  {
    g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, "paragraph", commune, 2026, 0);
    g_autofree char *text = nh_fixture_text (sheet);

    assert_contains (text, "Toàn xã có ít nhất 04 khu dân cư tổ chức Ngày hội với 05 điểm ngày hội.");
    assert_contains (text, "đã thu hút 792 lượt người tham gia ở 3/5 điểm.");
    assert_contains (text, "Quy mô nơi tổ chức: ít nhất 90 hộ.");
    assert_contains (text, "12 suất quà cho hộ nghèo, trị giá ít nhất 5 triệu đồng (mới biết của 10/12 phần quà).");
    assert_lacks (text, "số lượt người tham gia tăng");
  }
  {
    g_autoptr (NhSheet) sheet = nh_fixture_report (&fixture, "paragraph", commune, 2026, 20260816);
    g_autofree char *text = nh_fixture_text (sheet);

    assert_contains (text, "với 04 điểm ngày hội.");
    assert_contains (text, "Chưa tính 01 điểm ngày hội, 01 lần tặng quà chưa rõ ngày.");
  }
}

/* A page for a meeting: what is missing, then both years side by side. */
static void
test_overview (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "18673", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };
  g_autoptr (NhSheet) sheet = NULL;
  g_autofree char *text = NULL;
  NhTable *table;
  gint64 commune;

  nh_fixture_create (&fixture, &spec);
  commune = nh_ledger_get_unit (fixture.ledger);
  nh_fixture_save (&fixture, "point", commune, 2025, "attendance=100|date_from=2025-08-10|models=2");
  nh_fixture_save (&fixture, "point", commune, 2026, "attendance=60|date_from=2026-08-10");
  nh_fixture_save (&fixture, "point", commune, 2026, "attendance=20|date_from=2026-08-11");
  nh_fixture_save (&fixture, "gift", commune, 2026, "category=ho_ngheo|kind=suat_qua|quantity=2|date=2026-08-11");
  sheet = nh_fixture_report (&fixture, "overview", commune, 2026, 0);
  text = nh_fixture_text (sheet);
  table = nh_sheet_get_table (sheet);
  g_assert_cmpstr (text, ==, "Còn thiếu số liệu: 01 quà tặng chưa ghi tổng trị giá.\n");
  assert_cell (table, 0, "Chỉ tiêu", "Điểm ngày hội");
  assert_cell (table, 1, "Chỉ tiêu", "Số điểm ngày hội");
  assert_cell (table, 1, "Đơn vị tính", "điểm");
  assert_cell (table, 1, "Năm 2026", "2");
  assert_cell (table, 1, "Năm 2025", "1");
  assert_cell (table, 1, "Tăng, giảm", "1");
  for (int row = 0; row < (int) nh_table_get_n_rows (table); row++)
    {
      g_autofree char *title = nh_table_format_cell (table, row, 1);

      if (g_str_equal (title, "Số lượt người dự"))
        assert_cell (table, row, "Tăng, giảm", "-20");
      else if (g_str_equal (title, "Số mô hình ra mắt"))
        assert_cell (table, row, "Năm 2026", ""); /* not said, and so no less either */
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  nh_i18n_init (NH_LANGUAGE_ENGLISH); /* sheets are Vietnamese all the same */
  g_test_add_func ("/reports/sample/summary", test_summary_of_the_sample);
  g_test_add_func ("/reports/groups-of-the-sample", test_groups_of_the_sample);
  g_test_add_func ("/reports/groups-of-a-ward", test_groups_of_a_ward);
  g_test_add_func ("/reports/sample/sums", test_sums);
  g_test_add_func ("/reports/sample/paragraph", test_paragraph_of_the_sample);
  g_test_add_func ("/reports/sample/points", test_points_of_the_sample);
  g_test_add_func ("/reports/rows-of-a-list", test_rows_of_a_list);
  g_test_add_func ("/reports/rows-as-on-the-screen", test_rows_as_on_the_screen);
  g_test_add_func ("/reports/sample/files", test_every_file);
  g_test_add_func ("/reports/letterhead", test_letterhead);
  g_test_add_func ("/reports/settings", test_settings);
  g_test_add_func ("/reports/frame", test_frame);
  g_test_add_func ("/reports/unreported", test_unreported);
  g_test_add_func ("/reports/summary-2025", test_summary_of_2025);
  g_test_add_func ("/reports/ward", test_ward);
  g_test_add_func ("/reports/last-year", test_last_year);
  g_test_add_func ("/reports/unfinished", test_unfinished);
  g_test_add_func ("/reports/overview", test_overview);
  nh_fixture_sample (&sample);
  result = g_test_run ();
  nh_fixture_clear (&sample);
  return result;
}
