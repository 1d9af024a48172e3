/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records on paper, blank and filled in. */

#include <string.h>

#include "nh-fixture.h"
#include "nh-i18n.h"
#include "nh-page-writer.h"
#include "nh-report-private.h"
#include "nh-text-writer.h"

static NhReportRequest
request_of (NhFixture *fixture, int year, gint64 record)
{
  return (NhReportRequest){ .unit = nh_ledger_get_unit (fixture->ledger), .year = year, .record = record };
}

typedef struct
{
  const NhReport *report;
  NhReportRequest request;
} Question;

static gpointer
build (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return nh_report_build (question->report, connection, ledger, &question->request, error);
}

static NhSheet *
form_of (NhFixture *fixture, const char *report, int year, gint64 record)
{
  Question question = { nh_report_find (report), request_of (fixture, year, record) };
  g_autoptr (GError) error = NULL;
  NhSheet *sheet = nh_ledger_call (fixture->ledger, NH_ON_READER, build, &question, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static void
create (NhFixture *fixture)
{
  NhLedgerSpec spec = { .unit_code = "18709", .unit_on = 20240819, .role = NH_ROLE_COMMUNE };

  nh_fixture_create (fixture, &spec);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static void
assert_lacks (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” is in:\n%s", part, text);
}

/* Each field that a clerk can enter stands on the paper once, in the order of the window's form; the last day beside
 * the first. */
static void
test_outline (void)
{
  const NhRecordType *const *types = nh_record_types ();

  for (guint t = 0; types[t] != NULL; t++)
    {
      g_autoptr (GArray) parts = nh_report_form_outline (types[t]);

      for (guint field = 0; field < types[t]->n_fields; field++)
        {
          guint n = 0;

          for (guint i = 0; i < parts->len; i++)
            n += g_array_index (parts, NhFormPart, i).field == (int) field;
          g_test_message ("%s.%s", types[t]->name, types[t]->fields[field].name);
          g_assert_cmpuint (n, ==, types[t]->fields[field].flags & NH_FIELD_HIDDEN ? 0 : 1);
        }
      g_assert_nonnull (nh_report_find_form (types[t]));
    }
}

static void
test_point_outline (void)
{
  g_autoptr (GArray) parts = nh_report_form_outline (&nh_point_type);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < 5; i++)
    g_string_append_printf (names, "%s ", nh_point_type.fields[g_array_index (parts, NhFormPart, i).field].name);
  g_assert_cmpstr (names->str, ==, "place place_kind date_from date_to attendance ");
}

static void
test_blank (void)
{
  g_auto (NhFixture) fixture = { 0 };
  const NhRecordType *const *types = nh_record_types ();

  create (&fixture);
  for (guint t = 0; types[t] != NULL; t++)
    {
      const NhReport *report = nh_report_find_form (types[t]);
      g_autoptr (NhSheet) sheet = form_of (&fixture, report->name, 2024, 0);
      g_autoptr (NhPages) pages = nh_pages_new (sheet, NULL);

      g_test_message ("%s", report->name);
      g_assert_cmpuint (nh_pages_get_n_pages (pages), <=,
                        types[t] == &nh_point_type || types[t] == &nh_commendation_type ? 2 : 1);
      g_assert_cmpint (nh_pages_get_paper (pages, NULL), ==, NH_PAPER_A4);
    }
}

/* Choices are those of the season; the words are Vietnamese under the English program, too. */
static void
test_choices (void)
{
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) with_districts = NULL;
  g_autoptr (NhSheet) without = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  create (&fixture);
  with_districts = form_of (&fixture, "form-point", 2024, 0);
  before = nh_text_writer_to_text (with_districts);
  without = form_of (&fixture, "form-point", 2026, 0);
  after = nh_text_writer_to_text (without);

  assert_has (before, "PHIẾU ĐIỂM NGÀY HỘI");
  assert_has (before, "2. Loại địa bàn: [ ] Thôn [ ] Xóm [ ] Bản");
  assert_has (before, "[ ] Trung ương/Bộ [ ] Tỉnh [ ] Huyện [ ] Xã");
  assert_has (before, ". Lãnh đạo huyện:");
  assert_has (before, "   Ngân sách:");
  assert_has (before, "Đơn vị: Xã Cẩm Nhượng");
  assert_has (after, "[ ] Trung ương/Bộ [ ] Tỉnh [ ] Xã");
  assert_lacks (after, "Huyện");
  assert_lacks (after, "Lãnh đạo huyện");
}

/* A ward's paper speaks of the ward. */
static void
test_ward (void)
{
  NhLedgerSpec spec = { .unit_code = "18073", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) point = NULL;
  g_autoptr (NhSheet) award = NULL;
  g_autofree char *text = NULL;
  g_autofree char *award_text = NULL;

  nh_fixture_create (&fixture, &spec);
  point = form_of (&fixture, "form-point", 2026, 0);
  text = nh_text_writer_to_text (point);
  award = form_of (&fixture, "form-commendation", 2026, 0);
  award_text = nh_text_writer_to_text (award);

  assert_has (text, "Đơn vị: Phường Thành Sen");
  assert_has (text, "[ ] Trung ương/Bộ [ ] Tỉnh [ ] Phường");
  assert_has (text, ". Lãnh đạo phường:");
  assert_lacks (text, "Lãnh đạo xã");
  assert_has (award_text, "Giấy khen của Chủ tịch UBND phường");
}

static void
test_filled (void)
{
  g_auto (NhFixture) fixture = { 0 };
  g_autoptr (NhSheet) sheet = NULL;
  g_autofree char *text = NULL;
  gint64 id;

  create (&fixture);
  id = nh_fixture_save (
      &fixture, "point", nh_ledger_get_unit (fixture.ledger), 2024,
      "place=Thôn Phúc Hải|place_kind=thon|date_from=2024-08-09|date_to=2024-08-10|attendance=1250|leaders=province|"
      "province_names=Ông Trần Văn A|pacts=none|models=unknown|cost=5000000|funding=ngan_sach:5000000");
  sheet = form_of (&fixture, "form-point", 2024, id);
  text = nh_text_writer_to_text (sheet);

  assert_has (text, "1. Nơi tổ chức: Thôn Phúc Hải\n");
  assert_has (text, "2. Loại địa bàn: [x] Thôn [ ] Xóm");
  assert_has (text, "3. Ngày tổ chức: 09/08/2024\n");
  assert_has (text, "4. Đến ngày: 10/08/2024\n");
  assert_has (text, "5. Lượt người dự: 1.250\n");
  assert_has (text, "Giao ước thi đua ký kết: không có\n");
  assert_has (text, "Mô hình ra mắt: chưa có số liệu\n");
  assert_has (text, "Lãnh đạo tỉnh: Ông Trần Văn A\n");
  assert_lacks (text, "Lãnh đạo huyện:");
  assert_has (text, "Ngân sách: 5.000.000 đ");
  assert_has (text, "[ ] Dự kiến [x] Đã tổ chức [ ] Hoãn [ ] Hủy");
}

static void
test_gone (void)
{
  g_auto (NhFixture) fixture = { 0 };
  Question question = { nh_report_find ("form-point"), { 0 } };
  g_autoptr (GError) error = NULL;

  create (&fixture);
  question.request = request_of (&fixture, 2024, 4711);
  g_assert_null (nh_ledger_call (fixture.ledger, NH_ON_READER, build, &question, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  nh_i18n_init (NH_LANGUAGE_ENGLISH);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/form/outline", test_outline);
  g_test_add_func ("/report/form/outline-of-a-point", test_point_outline);
  g_test_add_func ("/report/form/blank", test_blank);
  g_test_add_func ("/report/form/choices", test_choices);
  g_test_add_func ("/report/form/ward", test_ward);
  g_test_add_func ("/report/form/filled", test_filled);
  g_test_add_func ("/report/form/record-is-gone", test_gone);
  return g_test_run ();
}
