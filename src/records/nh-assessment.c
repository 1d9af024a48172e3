/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-assessment.h"

#include "nh-body.h"
#include "nh-check.h"
#include "nh-i18n.h"
#include "nh-programme.h"

/* clang-format off */
static const NhField fields[] = {
  [NH_ASSESSMENT_CRITERION] = { "criterion", N_("Criterion"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_IDENTITY,
    N_("Which criterion of which programme; type a part of its text."), .width = 34, .codebook = "criterion",
    .aliases = "tiêu chí|nội dung tiêu chí|nội dung" },
  [NH_ASSESSMENT_BODY] = { "body", N_("Residential area assessed"), NH_KIND_REFERENCE,
    NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_PART,
    N_("Only for the criteria of residential areas, from the register; empty when the unit itself is assessed."),
    .heading = N_("Residential area"), .width = 16, .codebook = "body", .aliases = "khu dân cư|tên khu dân cư|thôn" },
  [NH_ASSESSMENT_RESULT] = { "result", N_("Result"), NH_KIND_CHOICE, NH_FIELD_REQUIRED | NH_FIELD_LISTED,
    N_("Met or not met; the result of the programme follows from all its criteria."), .width = 12,
    .codebook = "verdict", .aliases = "kết quả|đánh giá|đạt/chưa đạt" },
  [NH_ASSESSMENT_EVIDENCE] = { "evidence", N_("Evidence"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_LISTED,
    N_("Number and name of the document that shows it."), .width = 20,
    .aliases = "căn cứ|tài liệu|văn bản|minh chứng|số văn bản" },
  [NH_ASSESSMENT_EVIDENCE_DATE] = { "evidence_date", N_("Day of the evidence"), NH_KIND_DATE, NH_FIELD_LISTED,
    N_("The day on which the document was signed."), .heading = N_("Signed on"), .width = 12,
    .aliases = "ngày|ngày văn bản|ngày tháng|ngày ký" },
  [NH_ASSESSMENT_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED, .aliases = "ghi chú" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_ASSESSMENT_N_NAMED);

/* The criteria of a residential area need one; those of a unit have none. */
static void
check_has_body (const NhRecord *record, const NhCode *programme, NhCheck *check)
{
  g_autofree char *kind = nh_code_get_attribute (programme, "body");
  gboolean given = nh_value_is_set (nh_record_get (record, NH_ASSESSMENT_BODY));

  if (kind != NULL && !given)
    nh_check_add (check, record, NH_ASSESSMENT_BODY, NH_SEVERITY_BLOCK, "no_body",
                  _ ("This is a criterion of residential areas. Choose which one is assessed; those of the register "
                     "are offered."));
  else if (kind == NULL && given)
    nh_check_add (check, record, NH_ASSESSMENT_BODY, NH_SEVERITY_BLOCK, "body",
                  _ ("This is a criterion of the whole unit. Empty this field, or choose a criterion of residential "
                     "areas."));
}

/* It is in the register of the same unit and year, and of the kind that the programme assesses. */
static void
check_which_body (const NhRecord *record, const NhCode *programme, NhCheck *check)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  gint64 id = nh_record_get_number (record, NH_ASSESSMENT_BODY, 0);
  g_autofree char *kind = nh_code_get_attribute (programme, "body");
  g_autoptr (NhRecord) body = NULL;
  g_autofree char *name = NULL;

  if (id == 0 || kind == NULL || check->context->get == NULL)
    return;
  body = check->context->get (&nh_body_type, id, check->context->find_data);
  if (body == NULL)
    return;
  name = nh_record_get_title (body, check->context->catalog);
  if (nh_record_get_info (body)->unit != info->unit || nh_record_get_info (body)->year != info->year)
    nh_check_add (check, record, NH_ASSESSMENT_BODY, NH_SEVERITY_BLOCK, "other_register",
                  _ ("“%s” is in the register of another unit or year. Choose one of this unit and year."), name);
  else if (!nh_record_has_code (body, NH_BODY_KIND, kind))
    nh_check_add (check, record, NH_ASSESSMENT_BODY, NH_SEVERITY_BLOCK, "body_kind",
                  _ ("“%s” is no residential area in the register. Choose another, or correct its kind there."), name);
}

static void
check_unit (const NhRecord *record, const NhCode *programme, NhCheck *check)
{
  const NhUnit *unit = nh_catalog_get_unit (check->context->catalog, nh_record_get_info (record)->unit);

  if (unit != NULL && !nh_programme_is_for (programme, unit))
    nh_check_add (check, record, NH_ASSESSMENT_CRITERION, NH_SEVERITY_WARN, "unit_kind",
                  _ ("“%s” is not for %s. Please look at the criterion and the unit again."), programme->title,
                  unit->title);
}

static void
check_day (const NhRecord *record, const NhCode *programme, const NhCode *criterion, NhCheck *check)
{
  int year = nh_record_get_info (record)->year;
  NhDate day = nh_record_get_date (record, NH_ASSESSMENT_EVIDENCE_DATE);
  NhDate last = nh_criterion_last_day (criterion, year);
  NhDate from = NH_DATE_NONE, to = NH_DATE_NONE;

  if (day == NH_DATE_NONE)
    return;
  if (nh_programme_window (programme, year, &from, &to) && (day < from || day > to))
    nh_check_add (
        check, record, NH_ASSESSMENT_EVIDENCE_DATE, NH_SEVERITY_WARN, "window",
        _ ("%s is outside the time that is assessed, from %s to %s. Please look at the date and the year again."),
        nh_check_day_text (check, day), nh_check_day_text (check, from), nh_check_day_text (check, to));
  else if (last != NH_DATE_NONE && day > last)
    nh_check_add (check, record, NH_ASSESSMENT_EVIDENCE_DATE, NH_SEVERITY_WARN, "late",
                  _ ("%s is after %s, by which this criterion is to be met."), nh_check_day_text (check, day),
                  nh_check_day_text (check, last));
}

/* Two results for one criterion would leave open which is true. */
static void
check_only_one (const NhRecord *record, NhCheck *check)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhValue *criterion = nh_record_get (record, NH_ASSESSMENT_CRITERION);
  gint64 body = nh_record_get_number (record, NH_ASSESSMENT_BODY, 0);
  g_autoptr (GPtrArray) others = NULL;

  if (check->context->find == NULL)
    return;
  others = check->context->find (&nh_assessment_type, info->unit, info->year, NH_ASSESSMENT_CRITERION, criterion,
                                 info->id, check->context->find_data);
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (nh_record_get_number (others->pdata[i], NH_ASSESSMENT_BODY, 0) == body)
      {
        nh_check_add (check, record, NH_ASSESSMENT_CRITERION, NH_SEVERITY_BLOCK, "only_one",
                      _ ("This criterion is assessed already this year. Change that entry instead of adding another."));
        return;
      }
}

static void
check_assessment (const NhRecord *record, NhCheck *check)
{
  NhCatalog *catalog = check->context->catalog;
  const char *code = nh_record_get_text (record, NH_ASSESSMENT_CRITERION);
  const NhCode *criterion, *programme;

  if (catalog == NULL || *code == '\0')
    return;
  criterion = nh_catalog_get_code (catalog, "criterion", code, nh_record_get_day (record));
  programme = criterion != NULL ? nh_criterion_get_programme (criterion, catalog, nh_record_get_day (record)) : NULL;
  if (programme == NULL)
    return;
  if (nh_criterion_is_counted (criterion))
    {
      nh_check_add (check, record, NH_ASSESSMENT_CRITERION, NH_SEVERITY_BLOCK, "counted",
                    _ ("Whether this criterion is met is counted from the register of bodies. Enter there who is "
                       "registered and recognised, and leave this one out."));
      return;
    }
  check_has_body (record, programme, check);
  check_which_body (record, programme, check);
  check_unit (record, programme, check);
  check_day (record, programme, criterion, check);
  check_only_one (record, check);
}

const NhRecordType nh_assessment_type = {
  .name = "assessment",
  .title = N_ ("Assessment"),
  .plural = N_ ("Criteria assessed"),
  .counted = NH_COUNTED ("%s criterion", "%s criteria"),
  .add_label = N_ ("_Add an assessment"),
  .new_title = N_ ("New assessment"),
  .purpose = N_ ("The security criteria of new-style rural communes and of model wards: which are met, and the "
                 "evidence."),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .beside = TRUE,
  .date_field = -1,
  .sort = "criterion,body",
  .check = check_assessment,
};
