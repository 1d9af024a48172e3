/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-judgement.h"

#include <string.h>

#include "nh-assessment.h"
#include "nh-body.h"

static gboolean
is_set (const NhCode *code, const char *name)
{
  return code != NULL && nh_code_get_number (code, name) > 0;
}

const char *
nh_result_text (NhResult result)
{
  return result == NH_RESULT_MET ? "Đạt" : result == NH_RESULT_FAILED ? "Chưa đạt" : "Chưa đánh giá";
}

/* --- The register --- */

void
nh_body_count (NhBodyCount *count, GPtrArray *bodies, NhCatalog *catalog)
{
  memset (count, 0, sizeof *count);
  for (guint i = 0; i < bodies->len; i++)
    {
      const NhRecord *body = g_ptr_array_index (bodies, i);
      const char *state = nh_record_get_text (body, NH_BODY_STATE);
      const NhCode *kind = nh_catalog_get_code (catalog, "body_kind", nh_record_get_text (body, NH_BODY_KIND),
                                                NH_DATE_NONE);
      const NhCode *entry = nh_catalog_get_code (catalog, "body_state", state, NH_DATE_NONE);

      if (is_set (kind, "exempt"))
        {
          count->exempt++;
          continue;
        }
      count->n++;
      count->registered += is_set (entry, "registered");
      count->recognised += is_set (entry, "recognised");
      count->refused += is_set (entry, "refused");
      count->unregistered += entry != NULL && !is_set (entry, "registered");
    }
}

/* Registered all of them, recognised so many of a hundred; it has failed when that cannot be reached any more. */
static void
judge_counted (NhCriterionResult *self, const NhBodyCount *bodies)
{
  guint registered = nh_programme_threshold (bodies->n, nh_code_get_number (self->criterion, "registered"));
  guint recognised = nh_programme_threshold (bodies->n, nh_code_get_number (self->criterion, "recognised"));
  guint hopeless = bodies->refused + bodies->unregistered;

  if (bodies->n == 0)
    {
      self->reason = g_strdup ("chưa có danh sách khu dân cư, cơ quan, doanh nghiệp, cơ sở giáo dục");
      return;
    }
  if (bodies->registered >= registered && bodies->recognised >= recognised)
    self->result = NH_RESULT_MET;
  else if (bodies->n - bodies->unregistered < registered || bodies->n - hopeless < recognised)
    self->result = NH_RESULT_FAILED;
  self->reason = g_strdup_printf ("%u/%u đăng ký (cần %u), %u/%u được công nhận (cần %u)", bodies->registered,
                                  bodies->n, registered, bodies->recognised, bodies->n, recognised);
}

/* --- Criteria --- */

static void
criterion_result_free (gpointer data)
{
  NhCriterionResult *self = data;

  g_free (self->reason);
  g_free (self);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (*(const NhCriterionResult *const *) a)->number - (*(const NhCriterionResult *const *) b)->number;
}

static NhCriterionResult *
get_criterion (NhJudgement *self, int number)
{
  NhCriterionResult *criterion;

  for (guint i = 0; i < self->criteria->len; i++)
    if (((NhCriterionResult *) self->criteria->pdata[i])->number == number)
      return self->criteria->pdata[i];
  criterion = g_new0 (NhCriterionResult, 1);
  criterion->number = number;
  g_ptr_array_add (self->criteria, criterion);
  return criterion;
}

static gboolean
belongs_to (const NhCode *criterion, const NhCode *programme)
{
  g_autofree char *of = nh_code_get_attribute (criterion, "programme");

  return g_strcmp0 (of, programme->code) == 0;
}

/* All numbers that there should be, and those that the table has. A text of the office itself goes before ours. */
static void
add_criteria (NhJudgement *self, NhCatalog *catalog, int year)
{
  g_autoptr (GPtrArray) codes = nh_catalog_get_codes (catalog, "criterion", nh_catalog_season_day (year));

  for (guint number = 1; number <= nh_code_get_number (self->programme, "criteria"); number++)
    get_criterion (self, (int) number);
  for (guint i = 0; i < codes->len; i++)
    {
      const NhCode *code = g_ptr_array_index (codes, i);
      NhCriterionResult *criterion;

      if (!belongs_to (code, self->programme) || !is_set (code, "number"))
        continue;
      criterion = get_criterion (self, (int) nh_code_get_number (code, "number"));
      if (criterion->criterion == NULL || g_str_has_prefix (code->code, NH_CODE_OWN))
        criterion->criterion = code;
    }
  g_ptr_array_sort (self->criteria, compare_numbers);
}

static NhResult
get_result (const NhRecord *assessment, NhCatalog *catalog)
{
  const NhCode *verdict = nh_catalog_get_code (catalog, "verdict",
                                               nh_record_get_text (assessment, NH_ASSESSMENT_RESULT), NH_DATE_NONE);

  return is_set (verdict, "met") ? NH_RESULT_MET : is_set (verdict, "failed") ? NH_RESULT_FAILED : NH_RESULT_OPEN;
}

/* Of two assessments of one criterion the worse one holds: failed, then open. */
static void
add_assessment (NhJudgement *self, const NhRecord *assessment, NhCatalog *catalog, int year)
{
  const NhCode *code = nh_catalog_get_code (catalog, "criterion",
                                            nh_record_get_text (assessment, NH_ASSESSMENT_CRITERION), NH_DATE_NONE);
  NhResult result = get_result (assessment, catalog);
  NhDate last, day;
  NhCriterionResult *criterion;

  if (code == NULL || !belongs_to (code, self->programme))
    return;
  if (is_set (code, "recognition") && result == NH_RESULT_MET)
    self->recognition = assessment;
  if (!is_set (code, "number") || nh_criterion_is_counted (code))
    return;
  criterion = get_criterion (self, (int) nh_code_get_number (code, "number"));
  if (criterion->assessment != NULL && (criterion->result == NH_RESULT_FAILED || result == NH_RESULT_MET))
    return;
  last = nh_criterion_last_day (code, year);
  day = nh_record_get_date (assessment, NH_ASSESSMENT_EVIDENCE_DATE);
  criterion->assessment = assessment;
  criterion->result = result;
  criterion->late = last != NH_DATE_NONE && day != NH_DATE_NONE && day > last;
}

/* --- The result --- */

/* "tiêu chí 1, 3"; NULL: there is none. */
static char *
list_numbers (NhJudgement *self, NhResult result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->criteria->len; i++)
    {
      const NhCriterionResult *criterion = self->criteria->pdata[i];

      if (criterion->result != result)
        continue;
      g_string_append_printf (text, "%s%d", text->len > 0 ? ", " : "tiêu chí ", criterion->number);
      if (criterion->reason != NULL)
        g_string_append_printf (text, " (%s)", criterion->reason);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* "Chưa đạt tiêu chí 3; chưa đánh giá tiêu chí 1, 2" */
static char *
make_reason (NhJudgement *self)
{
  guint wanted = nh_code_get_number (self->programme, "criteria"), n_texts = 0;
  g_autofree char *failed = list_numbers (self, NH_RESULT_FAILED);
  g_autofree char *open = list_numbers (self, NH_RESULT_OPEN);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->criteria->len; i++)
    n_texts += ((NhCriterionResult *) self->criteria->pdata[i])->criterion != NULL;
  if (failed == NULL && open == NULL)
    g_string_printf (text, "Đạt %u/%u tiêu chí", self->n_met, self->criteria->len);
  if (failed != NULL)
    g_string_printf (text, "Chưa đạt %s", failed);
  if (open != NULL && n_texts >= wanted)
    g_string_append_printf (text, "%s %s", text->len > 0 ? "; chưa đánh giá" : "Chưa đánh giá", open);
  else if (open != NULL)
    g_string_append_printf (text, "%s %u/%u tiêu chí; bảng tiêu chí mới có %u/%u",
                            text->len > 0 ? "; chưa đánh giá" : "Chưa đánh giá",
                            self->criteria->len - self->n_met - self->n_failed, self->criteria->len, n_texts, wanted);
  for (guint i = 0; i < self->criteria->len; i++)
    {
      const NhCriterionResult *criterion = self->criteria->pdata[i];

      if (criterion->late)
        g_string_append_printf (text, "; tài liệu của tiêu chí %d muộn hơn thời hạn", criterion->number);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

NhJudgement *
nh_judgement_new (const NhCode *programme, NhCatalog *catalog, int year, GPtrArray *assessments, GPtrArray *bodies)
{
  NhJudgement *self = g_new0 (NhJudgement, 1);

  self->programme = programme;
  self->criteria = g_ptr_array_new_with_free_func (criterion_result_free);
  nh_body_count (&self->bodies, bodies, catalog);
  add_criteria (self, catalog, year);
  for (guint i = 0; i < assessments->len; i++)
    add_assessment (self, assessments->pdata[i], catalog, year);
  g_ptr_array_sort (self->criteria, compare_numbers);
  for (guint i = 0; i < self->criteria->len; i++)
    {
      NhCriterionResult *criterion = self->criteria->pdata[i];

      if (criterion->criterion != NULL && nh_criterion_is_counted (criterion->criterion))
        judge_counted (criterion, &self->bodies);
      self->n_met += criterion->result == NH_RESULT_MET;
      self->n_failed += criterion->result == NH_RESULT_FAILED;
    }
  if (self->n_failed > 0)
    self->result = NH_RESULT_FAILED;
  else if (self->criteria->len > 0 && self->n_met == self->criteria->len)
    self->result = NH_RESULT_MET;
  self->reason = make_reason (self);
  return self;
}

void
nh_judgement_free (NhJudgement *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->criteria);
  g_free (self->reason);
  g_free (self);
}
