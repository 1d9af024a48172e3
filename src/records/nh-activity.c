/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-activity.h"

#include "nh-check-common.h"
#include "nh-i18n.h"
#include "nh-record.h"

/* clang-format off */
static const NhField fields[] = {
  [NH_ACTIVITY_KIND] = { "kind", N_("Kind of activity"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_IDENTITY,
    N_("What is counted; type a part of its name."), .heading = N_("Activity"), .width = 24,
    .codebook = "activity_kind", .aliases = "loại hoạt động|hoạt động|hình thức tuyên truyền" },
  [NH_ACTIVITY_PERIOD] = { "period", N_("Belongs to"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY,
    N_("The festival, or the results of the year, such as “7 tháng đầu năm”: these are never said to be of the "
       "festival."), .width = 14, .codebook = "activity_period", .initial = "ngay_hoi", .aliases = "kỳ|giai đoạn" },
  [NH_ACTIVITY_NAME] = { "name", N_("Name of the activity"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_LISTED,
    N_("What it was, where it has a name."), .heading = N_("Content"), .width = 20,
    .aliases = "nội dung|tên hoạt động" },
  [NH_ACTIVITY_DATE_FROM] = { "date_from", N_("Date"), NH_KIND_DATE, NH_FIELD_LISTED | NH_FIELD_STICKY,
    N_("8, 8/8 or 080826; “1/1-31/7” fills in both days."), .heading = N_("Day"), .width = 13,
    .aliases = "ngày|thời gian|từ ngày" },
  [NH_ACTIVITY_DATE_TO] = { "date_to", N_("Last day"), NH_KIND_DATE, NH_FIELD_STICKY,
    N_("Only when it lasts more than one day."), .aliases = "đến ngày" },
  [NH_ACTIVITY_NUMBER] = { "number", N_("Number of them"), NH_KIND_INTEGER,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_SUMMED,
    N_("How many, in what the kind counts; “?” when it is not known yet."), .heading = N_("Number"),
    .aliases = "số lượng|số buổi|số lượt|khối lượng|khối lượng thực hiện|kết quả|kết quả thực hiện" },
  [NH_ACTIVITY_PARTICIPANTS] = { "participants", N_("People taking part"), NH_KIND_INTEGER,
    NH_FIELD_LISTED | NH_FIELD_SUMMED, N_("Who came; of cases the persons, of models the members."),
    .heading = N_("People"), .aliases = "số người tham gia|lượt người|số người" },
  [NH_ACTIVITY_OUT_OF] = { "out_of", N_("Out of"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Of registrations: how many there are in all, as 1.950 of 2.000 households."), .aliases = "tổng số|trên tổng số" },
  [NH_ACTIVITY_SOURCE] = { "source", N_("Source document"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    N_("Number and date of the report that says so."), .aliases = "căn cứ|văn bản|tài liệu|số báo cáo" },
  [NH_ACTIVITY_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED, .aliases = "ghi chú" },
  [NH_ACTIVITY_DUPLICATE_OF] = { "duplicate_of", N_("Duplicate of"), NH_KIND_REFERENCE, NH_FIELD_NONE,
    N_("The entry that was reported before; this one is then not counted. Type a part of its name."),
    .codebook = "activity" },
  [NH_ACTIVITY_NUMBER_QUALIFIER] = { "number_qualifier", N_("Precision"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Only where the number is not exact: “trên 165.000” may also be typed into “Number of them”."),
    .codebook = "qualifier" },
  [NH_ACTIVITY_PARTICIPANTS_QUALIFIER] = { "participants_qualifier", N_("Precision of the number of people"), NH_KIND_CHOICE,
    NH_FIELD_NONE,
    N_("Only where the number is not exact: “khoảng 900” may also be typed into “People taking part”."),
    .codebook = "qualifier" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_ACTIVITY_N_NAMED);

static gboolean
kind_has (const NhRecord *record, const NhCheck *check, const char *attribute)
{
  const NhCode *entry = nh_catalog_get_code (check->context->catalog, "activity_kind",
                                             nh_record_get_text (record, NH_ACTIVITY_KIND), NH_DATE_NONE);
  g_autofree char *value = entry != NULL ? nh_code_get_attribute (entry, attribute) : NULL;

  return entry == NULL || value != NULL;
}

/* No number is taken that no figure counts. */
static void
check_counted (const NhRecord *record, guint field, const char *attribute, NhCheck *check)
{
  if (check->context->catalog == NULL || !nh_value_is_set (nh_record_get (record, field)) ||
      kind_has (record, check, attribute))
    return;
  nh_check_add (check, record, (int) field, NH_SEVERITY_BLOCK, "not_counted",
                _ ("“%s” is not counted with this kind of activity. Empty the field, or choose another kind."),
                _ (fields[field].title));
}

static void
check_activity (const NhRecord *record, NhCheck *check)
{
  NhDate from = nh_record_get_date (record, NH_ACTIVITY_DATE_FROM);
  NhDate to = nh_record_get_date (record, NH_ACTIVITY_DATE_TO);
  gint64 out_of = nh_record_get_number (record, NH_ACTIVITY_OUT_OF, -1);

  nh_check_year (record, NH_ACTIVITY_DATE_FROM, NH_SEVERITY_WARN, check);
  nh_check_year (record, NH_ACTIVITY_DATE_TO, NH_SEVERITY_BLOCK, check);
  if (to != NH_DATE_NONE && from != NH_DATE_NONE && to < from)
    nh_check_add (check, record, NH_ACTIVITY_DATE_TO, NH_SEVERITY_BLOCK, "last_day",
                  _ ("The last day, %s, is before the first, %s. Correct one of the two."),
                  nh_check_day_text (check, to), nh_check_day_text (check, from));
  check_counted (record, NH_ACTIVITY_PARTICIPANTS, "people", check);
  check_counted (record, NH_ACTIVITY_OUT_OF, "of", check);
  if (out_of >= 0 && nh_record_get_number (record, NH_ACTIVITY_NUMBER, 0) > out_of)
    nh_check_add (check, record, NH_ACTIVITY_OUT_OF, NH_SEVERITY_WARN, "out_of",
                  _ ("More registered than the %s there are in all. Are the two numbers mixed up?"),
                  nh_check_number_text (check, out_of));
}

static const NhCounting counting = { -1, NH_ACTIVITY_KIND, NH_ACTIVITY_DUPLICATE_OF };

const NhRecordType nh_activity_type = {
  .name = "activity",
  .title = N_ ("Activity"),
  .plural = N_ ("Activities"),
  .counted = NH_COUNTED ("%s activity", "%s activities"),
  .add_label = N_ ("_Add an activity"),
  .new_title = N_ ("New activity"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = NH_ACTIVITY_DATE_FROM,
  .counting = &counting,
  .sort = "date_from,kind",
  .check = check_activity,
};
