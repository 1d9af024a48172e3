/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-season.h"

#include "nh-check.h"
#include "nh-i18n.h"

static const char *const plan_number_names[] = { "số kế hoạch", "kế hoạch số", NULL };
static const char *const plan_date_names[] = { "ngày kế hoạch", "ngày ban hành", NULL };
static const char *const plan_issuer_names[] = { "cơ quan ban hành", "nơi ban hành", NULL };
static const char *const window_from_names[] = { "từ ngày", "bắt đầu", NULL };
static const char *const window_to_names[] = { "đến ngày", "kết thúc", NULL };
static const char *const theme_names[] = { "chủ đề", NULL };
static const char *const deadline_names[] = { "hạn nộp", "hạn báo cáo", "hạn nộp báo cáo", NULL };
static const char *const note_names[] = { "ghi chú", NULL };

static const NhField fields[] = {
  [NH_SEASON_PLAN_NUMBER] = { .name = "plan_number", .title = N_("Plan number"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED | NH_FIELD_LISTED,
                              .width = 18, .import_names = plan_number_names, .hint = N_("Number and symbol of the plan, as “125/KH-BCĐ”.") },
  [NH_SEASON_PLAN_DATE]   = { .name = "plan_date", .title = N_("Date of the plan"), .kind = NH_KIND_DATE, .flags = NH_FIELD_LISTED,
                              .width = 12, .import_names = plan_date_names, .hint = N_("The day on which the plan was signed.") },
  [NH_SEASON_PLAN_ISSUER] = { .name = "plan_issuer", .title = N_("Issued by"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED,
                              .width = 24, .import_names = plan_issuer_names, .hint = N_("The body that issued the plan.") },
  [NH_SEASON_WINDOW_FROM] = { .name = "window_from", .title = N_("Held from"), .kind = NH_KIND_DATE, .flags = NH_FIELD_LISTED,
                              .width = 12, .import_names = window_from_names,
                              .hint = N_("First day of the weeks in which the festival is held; “1/7-19/8” fills in both days.") },
  [NH_SEASON_WINDOW_TO]   = { .name = "window_to", .title = N_("Held until"), .kind = NH_KIND_DATE, .flags = NH_FIELD_LISTED,
                              .width = 12, .import_names = window_to_names, .hint = N_("Last day of the weeks in which the festival is held.") },
  [NH_SEASON_THEME]       = { .name = "theme", .title = N_("Theme"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED | NH_FIELD_LISTED,
                              .width = 30, .import_names = theme_names, .hint = N_("Theme of the year, as “Hướng về cơ sở”.") },
  [NH_SEASON_DEADLINE]    = { .name = "deadline", .title = N_("Reports due by"), .kind = NH_KIND_DATE, .flags = NH_FIELD_LISTED,
                              .width = 12, .import_names = deadline_names, .hint = N_("Last day on which a unit reports in time.") },
  [NH_SEASON_NOTE]        = { .name = "note", .title = N_("Note"), .kind = NH_KIND_LINES, .flags = NH_FIELD_SEARCHED,
                              .width = 30, .import_names = note_names },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_SEASON_N_NAMED);

static void
check_in_year (const NhRecord *record, guint field, NhCheck *check)
{
  NhDate date = nh_record_get_date (record, field);
  int year = nh_record_get_info (record)->year;
  g_autofree char *text = nh_date_format (date);

  if (date != NH_DATE_NONE && nh_date_year (date) != year)
    nh_check_add (check, record, (int) field, NH_SEVERITY_WARN, "window_year",
                  _("%s is not in %d, the year of this season. Please look at the year of the date again."), text, year);
}

static void
check_season (const NhRecord *record, NhCheck *check)
{
  NhDate from = nh_record_get_date (record, NH_SEASON_WINDOW_FROM);
  NhDate to = nh_record_get_date (record, NH_SEASON_WINDOW_TO);
  NhDate plan = nh_record_get_date (record, NH_SEASON_PLAN_DATE);
  NhDate deadline = nh_record_get_date (record, NH_SEASON_DEADLINE);
  g_autofree char *from_text = nh_date_format (from);
  g_autofree char *to_text = nh_date_format (to);
  g_autofree char *plan_text = nh_date_format (plan);
  g_autofree char *deadline_text = nh_date_format (deadline);

  check_in_year (record, NH_SEASON_WINDOW_FROM, check);
  check_in_year (record, NH_SEASON_WINDOW_TO, check);
  if (from != NH_DATE_NONE && to != NH_DATE_NONE && to < from)
    nh_check_add (check, record, NH_SEASON_WINDOW_TO, NH_SEVERITY_BLOCK, "window",
                  _("The festival would end on %s, before it begins on %s. Correct one of the two dates."), to_text, from_text);
  if (plan != NH_DATE_NONE && to != NH_DATE_NONE && plan > to)
    nh_check_add (check, record, NH_SEASON_PLAN_DATE, NH_SEVERITY_WARN, "plan_date",
                  _("The plan is of %s, after the festival ends on %s. Please look at the dates again."), plan_text, to_text);
  if (deadline != NH_DATE_NONE && to != NH_DATE_NONE && deadline < to)
    nh_check_add (check, record, NH_SEASON_DEADLINE, NH_SEVERITY_NOTE, "deadline",
                  _("Reports are due by %s, before the festival ends on %s."), deadline_text, to_text);
}

const NhRecordType nh_season_type = {
  .name = "season",
  .title = N_("Season"),
  .plural = N_("Seasons"),
  .counted = NH_COUNTED ("%s season", "%s seasons"),
  .add_label = N_("_Add a season"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = -1,
  .sort = "window_from,window_to",
  .check = check_season,
};
