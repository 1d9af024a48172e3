/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two programmes: their windows, thresholds, exemptions, and the result of a unit. */
#include "nh-assessment.h"
#include "nh-body.h"
#include "nh-check.h"
#include "nh-judgement.h"
#include "test-catalog.h"

#define YEAR 2026

static const NhCode *
programme (NhCatalog *catalog, const char *code, int year)
{
  return nh_catalog_get_code (catalog, "programme", code, nh_catalog_season_day (year));
}

/* --- Windows and thresholds --- */

static void
assert_window (const NhCode *code, int year, NhDate first, NhDate last)
{
  NhDate from = NH_DATE_NONE, to = NH_DATE_NONE;

  g_assert_nonnull (code);
  g_assert_true (nh_programme_window (code, year, &from, &to));
  g_assert_cmpint (from, ==, first);
  g_assert_cmpint (to, ==, last);
}

static void
test_windows (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  static const char *const others[] = { "co_quan", "doanh_nghiep", "truong" };
  NhDate from, to;

  assert_window (programme (catalog, "khu_dan_cu", 2026), 2026, 20251101, 20261031);
  assert_window (nh_catalog_get_code (catalog, "body_kind", "khu_dan_cu", NH_DATE_NONE), 2026, 20251101, 20261031);
  assert_window (programme (catalog, "an_ninh_xa", 2026), 2026, 20251116, 20261115);
  assert_window (programme (catalog, "an_ninh_xa", 2024), 2024, 20231116, 20241115);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_window (nh_catalog_get_code (catalog, "body_kind", others[i], NH_DATE_NONE), 2026, 20251116, 20261115);
  g_assert_false (nh_programme_window (programme (catalog, "phuong_kieu_mau", 2026), 2026, &from, &to));
  g_assert_cmpint (nh_criterion_last_day (nh_catalog_get_code (catalog, "criterion", "xa_1", NH_DATE_NONE), 2026), ==,
                   20260331);
  g_assert_cmpint (nh_criterion_last_day (nh_catalog_get_code (catalog, "criterion", "xa_2", NH_DATE_NONE), 2026), ==,
                   NH_DATE_NONE);
}

static void
test_threshold (void)
{
  for (guint n = 0; n <= 200; n++)
    {
      guint need = nh_programme_threshold (n, 70);

      g_assert_cmpuint (need * 10, >=, n * 7);              /* enough */
      g_assert_true (need == 0 || (need - 1) * 10 < n * 7); /* one less is not */
      g_assert_cmpuint (nh_programme_threshold (n, 100), ==, n);
    }
  g_assert_cmpuint (nh_programme_threshold (25, 70), ==, 18);
  g_assert_cmpuint (nh_programme_threshold (10, 70), ==, 7);
}

/* The law changed on 1/1/2026; before 2021 there was none. */
static void
test_dates (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autofree char *before = nh_code_get_attribute (programme (catalog, "an_ninh_xa", 2025), "basis");
  g_autofree char *after = nh_code_get_attribute (programme (catalog, "an_ninh_xa", 2026), "basis");
  g_autoptr (GPtrArray) none = nh_programmes (catalog, 2020);
  g_autoptr (GPtrArray) all = nh_programmes (catalog, 2026);

  g_assert_nonnull (strstr (before, "318/QĐ-TTg"));
  g_assert_nonnull (strstr (before, "926/QĐ-TTg"));
  g_assert_null (strstr (before, "51/2025"));
  g_assert_nonnull (strstr (after, "51/2025/QĐ-TTg"));
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 3);
}

static void
test_subjects (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  const NhUnit *commune = nh_catalog_get_unit (catalog, TEST_THIEN_CAM);
  const NhUnit *ward = nh_catalog_get_unit (catalog, TEST_THANH_SEN);

  g_assert_true (nh_programme_is_for (programme (catalog, "an_ninh_xa", YEAR), commune));
  g_assert_false (nh_programme_is_for (programme (catalog, "an_ninh_xa", YEAR), ward));
  g_assert_true (nh_programme_is_for (programme (catalog, "phuong_kieu_mau", YEAR), ward));
  g_assert_false (nh_programme_is_for (programme (catalog, "phuong_kieu_mau", YEAR), commune));
  g_assert_true (nh_programme_is_for (programme (catalog, "khu_dan_cu", YEAR), ward));
}

/* --- Results --- */

static void
add_bodies (GPtrArray *bodies, guint n, const char *kind, const char *state)
{
  for (guint i = 0; i < n; i++)
    {
      NhRecord *body = nh_record_new (&nh_body_type, TEST_THIEN_CAM, YEAR);

      nh_record_set_text (body, NH_BODY_KIND, kind);
      if (state != NULL)
        nh_record_set_text (body, NH_BODY_STATE, state);
      g_ptr_array_add (bodies, body);
    }
}

/* "xa_1=dat|xa_2=chua_dat" */
static GPtrArray *
make_assessments (const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], "=", 2);
      NhRecord *record = nh_record_new (&nh_assessment_type, TEST_THIEN_CAM, YEAR);

      nh_record_set_text (record, NH_ASSESSMENT_CRITERION, words[0]);
      nh_record_set_text (record, NH_ASSESSMENT_RESULT, words[1]);
      g_ptr_array_add (list, record);
    }
  return list;
}

static NhResult
judge (const char *code, const char *text, GPtrArray *bodies, const char *reason)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (GPtrArray) assessments = make_assessments (text);
  g_autoptr (NhJudgement)
      judgement = nh_judgement_new (programme (catalog, code, YEAR), catalog, YEAR, assessments, bodies);

  if (reason != NULL)
    g_assert_cmpstr (judgement->reason, ==, reason);
  return judgement->result;
}

/* Of @n bodies: @registered, of which @recognised are recognised and @refused are not; the others say nothing. */
static NhResult
judge_register (guint n, guint registered, guint recognised, guint refused, guint unregistered)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_object_unref);

  add_bodies (bodies, recognised, "khu_dan_cu", "cong_nhan");
  add_bodies (bodies, refused, "truong", "khong");
  add_bodies (bodies, registered - recognised - refused, "co_quan", "dang_ky");
  add_bodies (bodies, unregistered, "doanh_nghiep", "chua_dang_ky");
  add_bodies (bodies, n - registered - unregistered, "co_quan", NULL);
  /* Those that are exempt make no difference, whatever they say. */
  add_bodies (bodies, 5, "luc_luong_vu_trang", "chua_dang_ky");
  add_bodies (bodies, 5, "doanh_nghiep_nho", "khong");
  add_bodies (bodies, 5, "tieu_hoc", "cong_nhan");
  add_bodies (bodies, 5, "mam_non", NULL);
  return judge ("an_ninh_xa", "xa_1=dat|xa_2=dat|xa_3=dat", bodies, NULL);
}

static void
test_register (void)
{
  g_assert_cmpint (judge_register (25, 25, 16, 9, 0), ==, NH_RESULT_FAILED);
  g_assert_cmpint (judge_register (25, 25, 17, 8, 0), ==, NH_RESULT_FAILED);
  g_assert_cmpint (judge_register (25, 25, 18, 7, 0), ==, NH_RESULT_MET);
  g_assert_cmpint (judge_register (25, 25, 17, 0, 0), ==, NH_RESULT_OPEN); /* eight are not decided yet */
  g_assert_cmpint (judge_register (25, 25, 17, 7, 0), ==, NH_RESULT_OPEN); /* one is not */
  g_assert_cmpint (judge_register (25, 24, 24, 0, 1), ==, NH_RESULT_FAILED);
  g_assert_cmpint (judge_register (25, 24, 24, 0, 0), ==, NH_RESULT_OPEN); /* of one nothing is said */
  g_assert_cmpint (judge_register (10, 10, 7, 3, 0), ==, NH_RESULT_MET);
  g_assert_cmpint (judge_register (10, 10, 6, 4, 0), ==, NH_RESULT_FAILED);
  g_assert_cmpint (judge_register (1, 1, 1, 0, 0), ==, NH_RESULT_MET);
  g_assert_cmpint (judge_register (0, 0, 0, 0, 0), ==, NH_RESULT_OPEN); /* all exempt: nothing to count */
}

static void
test_commune (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) good = g_ptr_array_new_with_free_func (g_object_unref);

  add_bodies (good, 3, "khu_dan_cu", "cong_nhan");
  g_assert_cmpint (judge ("an_ninh_xa", "xa_1=dat|xa_2=dat|xa_3=dat", good, "Đạt 4/4 tiêu chí"), ==, NH_RESULT_MET);
  g_assert_cmpint (judge ("an_ninh_xa", "xa_1=dat|xa_2=dat|xa_3=chua_dat", good, "Chưa đạt tiêu chí 3"), ==,
                   NH_RESULT_FAILED);
  g_assert_cmpint (judge ("an_ninh_xa", "xa_1=dat|xa_2=chua_danh_gia", good, "Chưa đánh giá tiêu chí 2, 3"), ==,
                   NH_RESULT_OPEN);
  g_assert_cmpint (
      judge ("an_ninh_xa", "xa_1=chua_dat|xa_2=dat", good, "Chưa đạt tiêu chí 1; chưa đánh giá tiêu chí 3"), ==,
      NH_RESULT_FAILED);
  g_assert_cmpint (judge ("an_ninh_xa", "xa_1=dat|xa_2=dat|xa_3=dat", none, NULL), ==, NH_RESULT_OPEN);
  /* Two that contradict each other, as after a merge of two files: the worse one holds. */
  g_assert_cmpint (judge ("an_ninh_xa", "xa_1=dat|xa_2=dat|xa_3=dat|xa_3=chua_dat", good, NULL), ==, NH_RESULT_FAILED);
  g_assert_cmpint (judge ("an_ninh_xa", "xa_1=dat|xa_2=dat|xa_3=chua_dat|xa_3=dat", good, NULL), ==, NH_RESULT_FAILED);
  g_assert_cmpint (judge ("an_ninh_xa", "xa_1=dat|xa_2=dat|xa_3=chua_danh_gia|xa_3=dat", good, NULL), ==,
                   NH_RESULT_OPEN);
}

static void
test_area (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpint (judge ("khu_dan_cu", "kdc_1=dat|kdc_2=dat|kdc_3=dat|kdc_4=dat|kdc_5=dat", none, "Đạt 5/5 tiêu chí"),
                   ==, NH_RESULT_MET);
  g_assert_cmpint (judge ("khu_dan_cu", "kdc_1=dat|kdc_2=dat|kdc_3=dat|kdc_4=dat", none, "Chưa đánh giá tiêu chí 5"),
                   ==, NH_RESULT_OPEN);
  g_assert_cmpint (judge ("khu_dan_cu", "kdc_3=chua_dat|xa_1=chua_dat", none, NULL), ==, NH_RESULT_FAILED);
  g_assert_cmpint (judge ("khu_dan_cu", "xa_1=chua_dat", none, NULL), ==, NH_RESULT_OPEN); /* of another programme */
}

/* Its texts are not shipped; the Minister's decision is none of its criteria. */
static void
test_ward (void)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) assessments = make_assessments ("phuong_cong_nhan=dat");
  g_autoptr (NhJudgement)
      judgement = nh_judgement_new (programme (catalog, "phuong_kieu_mau", YEAR), catalog, YEAR, assessments, none);

  g_assert_cmpuint (judgement->criteria->len, ==, 22);
  g_assert_cmpint (judgement->result, ==, NH_RESULT_OPEN);
  g_assert_true (judgement->recognition == assessments->pdata[0]);
  g_assert_cmpuint (judgement->n_met, ==, 0);
  g_assert_cmpstr (judgement->reason, ==, "Chưa đánh giá 22/22 tiêu chí; bảng tiêu chí mới có 0/22");
}

/* --- Rules of the records --- */

/* The rules of the record that is found wrong, "window late"; "" for none. */
static char *
find_rules (NhRecord *record, NhCatalog *catalog)
{
  NhCheckContext context = { .catalog = catalog, .today = 20261115 };
  g_autoptr (GPtrArray) problems = nh_record_check (record, &context);
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = problems->pdata[i];

      if (!g_str_has_suffix (problem->rule, ".required"))
        g_string_append_printf (rules, "%s%s", rules->len > 0 ? " " : "", strchr (problem->rule, '.') + 1);
    }
  return g_string_free (rules, FALSE);
}

static void
assert_rules (const NhRecordType *type, guint choice, const char *code, guint field, NhDate day, const char *rules)
{
  g_autoptr (NhCatalog) catalog = test_catalog_new ();
  g_autoptr (NhRecord) record = nh_record_new (type, TEST_THIEN_CAM, YEAR);
  g_autofree char *iso = nh_date_to_iso (day);
  g_autofree char *found = NULL;

  nh_record_set_text (record, choice, code);
  if (day != NH_DATE_NONE)
    nh_record_set_canonical (record, type->fields[field].name, iso, NULL);
  found = find_rules (record, catalog);
  g_assert_cmpstr (found, ==, rules);
}

#define CRITERION(code, day, rules) \
  assert_rules (&nh_assessment_type, NH_ASSESSMENT_CRITERION, code, NH_ASSESSMENT_EVIDENCE_DATE, day, rules)
#define BODY(kind, field, day, rules) assert_rules (&nh_body_type, NH_BODY_KIND, kind, field, day, rules)

static void
test_checks (void)
{
  CRITERION ("xa_2", 20251115, "window");
  CRITERION ("xa_2", 20251116, "");
  CRITERION ("xa_2", 20261115, "");
  CRITERION ("xa_2", 20261116, "window");
  CRITERION ("xa_1", 20260331, "");
  CRITERION ("xa_1", 20260401, "late");
  CRITERION ("xa_4", NH_DATE_NONE, "counted");
  CRITERION ("kdc_1", NH_DATE_NONE, "no_body");
  CRITERION ("phuong_cong_nhan", NH_DATE_NONE, "unit_kind");
  BODY ("khu_dan_cu", NH_BODY_REGISTERED_ON, 20251031, "window");
  BODY ("khu_dan_cu", NH_BODY_REGISTERED_ON, 20251101, "");
  BODY ("khu_dan_cu", NH_BODY_DECISION_DATE, 20261031, "");
  BODY ("khu_dan_cu", NH_BODY_DECISION_DATE, 20261101, "decided");
  BODY ("co_quan", NH_BODY_REGISTERED_ON, 20251115, "window");
  BODY ("co_quan", NH_BODY_REGISTERED_ON, 20251116, "");
  BODY ("co_quan", NH_BODY_DECISION_DATE, 20261115, "");
  BODY ("co_quan", NH_BODY_DECISION_DATE, 20261116, "decided");
  BODY ("mam_non", NH_BODY_DECISION_DATE, 20200101, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judgement/windows", test_windows);
  g_test_add_func ("/judgement/threshold", test_threshold);
  g_test_add_func ("/judgement/dates", test_dates);
  g_test_add_func ("/judgement/subjects", test_subjects);
  g_test_add_func ("/judgement/register", test_register);
  g_test_add_func ("/judgement/commune", test_commune);
  g_test_add_func ("/judgement/area", test_area);
  g_test_add_func ("/judgement/ward", test_ward);
  g_test_add_func ("/judgement/checks", test_checks);
  return g_test_run ();
}
