/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-season.h"

#include "nh-check.h"
#include "nh-i18n.h"

/* clang-format off */
static const NhField fields[] = {
  [NH_SEASON_PLAN_NUMBER] = { "plan_number", N_("Plan number"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_LISTED,
    N_("Number and symbol of the plan, as “125/KH-BCĐ”."), .width = 18, .aliases = "số kế hoạch|kế hoạch số" },
  [NH_SEASON_PLAN_DATE] = { "plan_date", N_("Date of the plan"), NH_KIND_DATE, NH_FIELD_LISTED,
    N_("The day on which the plan was signed."), .width = 12, .aliases = "ngày kế hoạch|ngày ban hành" },
  [NH_SEASON_PLAN_ISSUER] = { "plan_issuer", N_("Issued by"), NH_KIND_TEXT, NH_FIELD_SEARCHED,
    N_("The body that issued the plan."), .aliases = "cơ quan ban hành|nơi ban hành" },
  [NH_SEASON_WINDOW_FROM] = { "window_from", N_("Held from"), NH_KIND_DATE, NH_FIELD_LISTED,
    N_("First day of the weeks in which the festival is held; “1/7-19/8” fills in both days."), .width = 12,
    .aliases = "từ ngày|bắt đầu" },
  [NH_SEASON_WINDOW_TO] = { "window_to", N_("Held until"), NH_KIND_DATE, NH_FIELD_LISTED,
    N_("Last day of the weeks in which the festival is held."), .width = 12, .aliases = "đến ngày|kết thúc" },
  [NH_SEASON_THEME] = { "theme", N_("Theme"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_LISTED,
    N_("Theme of the year, as “Hướng về cơ sở”."), .width = 30, .aliases = "chủ đề" },
  [NH_SEASON_DEADLINE] = { "deadline", N_("Reports due by"), NH_KIND_DATE, NH_FIELD_LISTED,
    N_("Last day on which a unit reports in time."), .width = 12, .aliases = "hạn nộp|hạn báo cáo|hạn nộp báo cáo" },
  [NH_SEASON_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED, .aliases = "ghi chú" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_SEASON_N_NAMED);

static void
check_in_year (const NhRecord *record, guint field, NhCheck *check)
{
  NhDate date = nh_record_get_date (record, field);
  int year = nh_record_get_info (record)->year;

  if (date != NH_DATE_NONE && nh_date_year (date) != year)
    nh_check_add (check, record, (int) field, NH_SEVERITY_WARN, "window_year",
                  _ ("%s is not in %d, the year of this season. Please look at the year of the date again."),
                  nh_check_day_text (check, date), year);
}

/* What is late is told by the invitation. */
static void
check_invited (const NhRecord *record, NhCheck *check)
{
  NhDate deadline = nh_record_get_date (record, NH_SEASON_DEADLINE);
  NhDate invited = check->context->invited;

  if (deadline != NH_DATE_NONE && invited != NH_DATE_NONE && deadline != invited)
    nh_check_add (check, record, NH_SEASON_DEADLINE, NH_SEVERITY_WARN, "invited",
                  _ ("The invitation to hand in says %s, and what is late is told by that day. Enter it here, too, or "
                     "have the invitation made again."),
                  nh_check_day_text (check, invited));
}

static void
check_season (const NhRecord *record, NhCheck *check)
{
  NhDate from = nh_record_get_date (record, NH_SEASON_WINDOW_FROM);
  NhDate to = nh_record_get_date (record, NH_SEASON_WINDOW_TO);
  NhDate plan = nh_record_get_date (record, NH_SEASON_PLAN_DATE);
  NhDate deadline = nh_record_get_date (record, NH_SEASON_DEADLINE);

  check_in_year (record, NH_SEASON_WINDOW_FROM, check);
  check_in_year (record, NH_SEASON_WINDOW_TO, check);
  if (from != NH_DATE_NONE && to != NH_DATE_NONE && to < from)
    nh_check_add (check, record, NH_SEASON_WINDOW_TO, NH_SEVERITY_BLOCK, "window",
                  _ ("The festival would end on %s, before it begins on %s. Correct one of the two dates."),
                  nh_check_day_text (check, to), nh_check_day_text (check, from));
  if (plan != NH_DATE_NONE && to != NH_DATE_NONE && plan > to)
    nh_check_add (check, record, NH_SEASON_PLAN_DATE, NH_SEVERITY_WARN, "plan_date",
                  _ ("The plan is of %s, after the festival ends on %s. Please look at the dates again."),
                  nh_check_day_text (check, plan), nh_check_day_text (check, to));
  if (deadline != NH_DATE_NONE && to != NH_DATE_NONE && deadline < to)
    nh_check_add (check, record, NH_SEASON_DEADLINE, NH_SEVERITY_NOTE, "deadline",
                  _ ("Reports are due by %s, before the festival ends on %s."), nh_check_day_text (check, deadline),
                  nh_check_day_text (check, to));
  check_invited (record, check);
}

const NhRecordType nh_season_type = {
  .name = "season",
  .title = N_ ("Season"),
  .plural = N_ ("Seasons"),
  .counted = NH_COUNTED ("%s season", "%s seasons"),
  .add_label = N_ ("_Add a season"),
  .new_title = N_ ("New season"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = -1,
  .sort = "window_from,window_to",
  .check = check_season,
};
