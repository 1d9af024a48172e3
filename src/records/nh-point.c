/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-point-private.h"

#include <string.h>

#include "nh-check-common.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-text.h"

/* clang-format off */
static const NhField fields[] = {
  [NH_POINT_PLACE] = { "place", N_("Place"), NH_KIND_TEXT,
    NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_SORTED | NH_FIELD_IDENTITY,
    N_("Where the festival is held, as “Thôn Bàu Láng”."), .width = 20, .offers = "body",
    .aliases = "địa điểm|địa điểm tổ chức|nơi tổ chức|tên điểm|điểm ngày hội|điểm tổ chức|thôn|tên thôn|thôn, xóm|"
    "thôn, tổ dân phố|khu dân cư|tên khu dân cư|tổ dân phố|tên điểm tổ chức|thôn, tdp|thôn/tdp|thôn, xóm, tổ dân phố" },
  [NH_POINT_PLACE_KIND] = { "place_kind", N_("Kind of place"), NH_KIND_CHOICE,
    NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY | NH_FIELD_OPEN,
    N_("It decides in which column of the summary the point counts."), .heading = N_("Kind"), .width = 14,
    .codebook = "place_kind", .aliases = "loại điểm|loại hình|loại địa điểm|loại" },
  [NH_POINT_AREAS] = { "areas", N_("Residential areas covered"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("How many residential areas hold it together; one for a single one, filled in by itself."),
    .check = nh_point_check_areas, .aliases = "số khu dân cư|số thôn|số thôn tổ dân phố|số khu dân cư tham gia" },
  [NH_POINT_STATUS] = { "status", N_("Status"), NH_KIND_CHOICE, NH_FIELD_REQUIRED,
    N_("Only points that were held count."), .codebook = "point_status", .initial = "held",
    .aliases = "trạng thái|tình trạng" },
  [NH_POINT_DATE_FROM] = { "date_from", N_("Date"), NH_KIND_DATE, NH_FIELD_LISTED | NH_FIELD_STICKY,
    N_("8, 8/8 or 080826; “9-13/8” fills in both days; “?” when it is not fixed yet."), .heading = N_("Day"),
    .width = 13, .aliases = "ngày|ngày tổ chức|thời gian|thời gian tổ chức|từ ngày|ngày tháng|"
    "ngày, tháng, năm|ngày tháng tổ chức|ngày, tháng, năm tổ chức" },
  [NH_POINT_DATE_TO] = { "date_to", N_("Last day"), NH_KIND_DATE, NH_FIELD_NONE,
    N_("Only when it lasts more than one day."), .aliases = "đến ngày|ngày kết thúc" },
  [NH_POINT_ATTENDANCE] = { "attendance", N_("Attendance"), NH_KIND_INTEGER, NH_FIELD_LISTED | NH_FIELD_SUMMED,
    N_("How many people came; “?” when it is not known yet."), .heading = N_("People"),
    .check = nh_point_check_crowd,
    .aliases = "lượt người|số lượt người|số người tham gia|số người tham dự|số người dự|người tham dự|số người|"
    "lượt người tham dự|số lượng người tham dự|số lượng người tham gia|số lượng người dự|tổng số người dự|sl người|"
    "sl người dự|sl người tham gia|sl người tham dự" },
  [NH_POINT_LEADERS] = { "leaders", N_("Leaders attending"), NH_KIND_MANY, NH_FIELD_LISTED,
    N_("Every level of which a leader came."), .heading = N_("Leaders"), .width = 14, .codebook = "level",
    .aliases = "lãnh đạo dự|lãnh đạo tham dự|lãnh đạo các cấp dự|cấp lãnh đạo dự|lãnh đạo cấp trên|lãnh đạo cấp trên dự" },
  [NH_POINT_CENTRAL_NAMES] = { "central_names", N_("Central leaders"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, N_("Names and posts, with semicolons between them."),
    .visible_if = "leaders=central", .aliases = "lãnh đạo trung ương|lãnh đạo bộ|tên lãnh đạo trung ương" },
  [NH_POINT_PROVINCE_NAMES] = { "province_names", N_("Provincial leaders"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, N_("Names and posts, with semicolons between them."),
    .visible_if = "leaders=province", .aliases = "lãnh đạo tỉnh|tên lãnh đạo tỉnh|lãnh đạo cấp tỉnh" },
  [NH_POINT_DISTRICT_NAMES] = { "district_names", N_("District leaders"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, N_("Names and posts, with semicolons between them."),
    .visible_if = "leaders=district", .aliases = "lãnh đạo huyện|tên lãnh đạo huyện|lãnh đạo cấp huyện" },
  [NH_POINT_COMMUNE_NAMES] = { "commune_names", N_("Commune leaders"), NH_KIND_TEXT,
    NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, N_("Names and posts, with semicolons between them."),
    .visible_if = "leaders=commune", .aliases = "lãnh đạo xã|tên lãnh đạo xã|lãnh đạo cấp xã" },
  [NH_POINT_MODEL_LEVEL] = { "model_level", N_("Model point of"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("The level that chose it as its model point (điểm chỉ đạo); empty for an ordinary one."), .codebook = "level",
    .aliases = "điểm chỉ đạo|điểm chỉ đạo cấp|cấp chỉ đạo|điểm điểm" },
  [NH_POINT_ORGANISERS] = { "organisers", N_("Joint organisers"), NH_KIND_TEXT, NH_FIELD_SEARCHED,
    N_("Bodies that hold it together, with semicolons between them."),
    .aliases = "đơn vị phối hợp|phối hợp tổ chức|đơn vị tổ chức|cơ quan phối hợp" },
  [NH_POINT_HOUSEHOLDS] = { "households", N_("Households"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Households of the place."), .aliases = "số hộ|số hộ dân|hộ" },
  [NH_POINT_PEOPLE] = { "people", N_("Inhabitants"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Inhabitants of the place."), .aliases = "nhân khẩu|số nhân khẩu|số khẩu|dân số" },
  [NH_POINT_GROUPS] = { "groups", N_("Neighbour groups"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Groups of neighbouring households (tổ liên gia) of the place."), .aliases = "tổ liên gia|số tổ liên gia" },
  [NH_POINT_CEREMONY] = { "ceremony", N_("Ceremony"), NH_KIND_MANY, NH_FIELD_NONE,
    N_("What the ceremony consisted of."), .codebook = "ceremony", .aliases = "phần lễ|nội dung phần lễ" },
  [NH_POINT_FESTIVITIES] = { "festivities", N_("Festivities"), NH_KIND_MANY, NH_FIELD_NONE,
    N_("What the festivities consisted of."), .codebook = "festivity", .aliases = "phần hội|nội dung phần hội" },
  [NH_POINT_PACTS] = { "pacts", N_("Emulation pacts"), NH_KIND_INTEGER, NH_FIELD_LISTED | NH_FIELD_SUMMED,
    N_("Emulation pacts (giao ước thi đua) signed there."), .heading = N_("Pacts"), .width = 7,
    .aliases = "giao ước thi đua|số giao ước thi đua|ký giao ước|ký kết giao ước thi đua" },
  [NH_POINT_PACT_PARTIES] = { "pact_parties", N_("Parties to the pacts"), NH_KIND_TEXT, NH_FIELD_SEARCHED,
    N_("Between whom they were signed."), .aliases = "đơn vị ký giao ước|các bên ký giao ước" },
  [NH_POINT_PLEDGES] = { "pledges", N_("Pledges"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Pledges (bản cam kết) signed there."), .aliases = "bản cam kết|số bản cam kết|cam kết|ký cam kết" },
  [NH_POINT_PLEDGE_PARTIES] = { "pledge_parties", N_("Parties to the pledges"), NH_KIND_TEXT, NH_FIELD_SEARCHED,
    N_("Between whom they were signed."), .aliases = "đơn vị ký cam kết|các bên ký cam kết" },
  [NH_POINT_RULES] = { "rules", N_("Cooperation rules"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Cooperation rules and joint plans (quy chế phối hợp, kế hoạch liên tịch) signed there."),
    .aliases = "quy chế phối hợp|kế hoạch liên tịch|số quy chế phối hợp|quy chế" },
  [NH_POINT_RULE_PARTIES] = { "rule_parties", N_("Parties to the rules"), NH_KIND_TEXT, NH_FIELD_SEARCHED,
    N_("Between whom they were signed."), .aliases = "đơn vị ký quy chế|các bên ký quy chế" },
  [NH_POINT_MODELS] = { "models", N_("Security models launched"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Models (mô hình) launched there."), .aliases = "số mô hình|mô hình ra mắt|số mô hình ra mắt|mô hình" },
  [NH_POINT_MODEL_NAMES] = { "model_names", N_("Names of the models"), NH_KIND_TEXT, NH_FIELD_SEARCHED,
    N_("With semicolons between them."), .aliases = "tên mô hình|tên các mô hình" },
  [NH_POINT_WEAPONS] = { "weapons", N_("Weapons handed in"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("Weapons handed in there."), .aliases = "vũ khí|số vũ khí|vũ khí giao nộp|vũ khí, vật liệu nổ giao nộp" },
  [NH_POINT_COST] = { "cost", N_("Cost"), NH_KIND_MONEY, NH_FIELD_SUMMED, N_("In đồng; “12,5 triệu” is read too."),
    .check = nh_point_check_cost, .aliases = "kinh phí|tổng kinh phí|kinh phí tổ chức" },
  [NH_POINT_FUNDING] = { "funding", N_("Funding"), NH_KIND_AMOUNTS, NH_FIELD_NONE,
    N_("Where the money came from, as “Ngân sách: 5 triệu; MTTQ: 2 triệu”."), .codebook = "funding_source",
    .check = nh_check_funding, .aliases = "nguồn kinh phí|nguồn" },
  [NH_POINT_SOURCE] = { "source", N_("Source document"), NH_KIND_TEXT, NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    N_("Number and date of the report that says so."), .aliases = "căn cứ|văn bản|tài liệu|số báo cáo" },
  [NH_POINT_NOTE] = { "note", N_("Note"), NH_KIND_LINES, NH_FIELD_SEARCHED, .aliases = "ghi chú" },
  [NH_POINT_DUPLICATE_OF] = { "duplicate_of", N_("Duplicate of"), NH_KIND_REFERENCE, NH_FIELD_NONE,
    N_("The entry that was reported before; this one is then not counted. Type a part of its name."), .codebook = "point" },
  [NH_POINT_ATTENDANCE_QUALIFIER] = { "attendance_qualifier", N_("Precision"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Only where the number is not exact: “hơn 250” may also be typed into “Attendance”."), .codebook = "qualifier" },
  [NH_POINT_WEAPON_NAMES] = { "weapon_names", N_("Kinds of weapons"), NH_KIND_TEXT, NH_FIELD_SEARCHED,
    N_("The number before each kind, with semicolons between them: “03 súng kíp; 02 lựu đạn”."),
    .aliases = "loại vũ khí|chủng loại vũ khí|các loại vũ khí giao nộp" },
  [NH_POINT_HAND_INS] = { "hand_ins", N_("Times weapons were handed in"), NH_KIND_INTEGER, NH_FIELD_SUMMED,
    N_("How many times people came to hand some in (lượt), whatever the number of weapons."),
    .aliases = "lượt giao nộp|số lượt giao nộp|lượt giao nộp vũ khí" },
  [NH_POINT_SECOND_FROM] = { "second_from", N_("Second time"), NH_KIND_DATE, NH_FIELD_NONE,
    N_("Only when it was held again after a break, as “15/8” behind “5-9/8”; “15-16/8” fills in both days."),
    .aliases = "ngày tổ chức lần hai|thời gian tổ chức lần hai" },
  [NH_POINT_SECOND_TO] = { "second_to", N_("Last day of the second time"), NH_KIND_DATE, NH_FIELD_NONE,
    N_("Only when the second time lasts more than one day.") },
  [NH_POINT_COST_QUALIFIER] = { "cost_qualifier", N_("Precision of the cost"), NH_KIND_CHOICE, NH_FIELD_NONE,
    N_("Only where the amount is not exact: “khoảng 12,5 triệu” may also be typed into “Cost”."),
    .codebook = "qualifier" },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_POINT_N_NAMED);

static gboolean
is_single_area (const NhRecord *record)
{
  static const char *const kinds[] = { "thon", "xom", "ban",  "to_dan_pho", "khu_pho", "khu_dan_cu",
                                       "lang", "ap",  "khom", "buon",       NULL };

  return g_strv_contains (kinds, nh_record_get_text (record, NH_POINT_PLACE_KIND));
}

char *
nh_point_format_days (const NhRecord *point)
{
  char *days = nh_record_format_span (point, NH_POINT_DATE_FROM, FALSE);

  return days != NULL ? days : nh_date_format (nh_record_get_date (point, NH_POINT_DATE_FROM));
}

/* "kg thuốc nổ": weights are no counts. */
static gboolean
is_weight (const char *text)
{
  static const char *const units[] = { "kg", "kilôgam", "ki-lô-gam", "g", "gr", "gam", "lạng", "yến", "tạ", "tấn" };
  g_autofree char *unit = g_strndup (text, strcspn (text, " "));

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (nh_text_collate (unit, units[i]) == 0)
      return TRUE;
  return FALSE;
}

const char *
nh_point_skip_count (const char *text, gint64 *number)
{
  gsize length = strspn (text, "0123456789.");
  g_autofree char *digits = g_strndup (text, length);
  const char *kind = text + length;

  if (length == 0 || *kind != ' ' || !nh_number_parse (digits, number, NULL))
    return NULL;
  kind += strspn (kind, " ");
  return g_unichar_isalpha (g_utf8_get_char (kind)) && !is_weight (kind) ? kind : NULL;
}

/* A last day equal to the first is cleared. */
static void
complete_days (NhRecord *draft, guint first, guint last)
{
  NhValue blank = NH_VALUE_INIT;
  NhDate from = nh_record_get_date (draft, first);

  if (from != NH_DATE_NONE && nh_record_get_date (draft, last) == from)
    nh_record_set (draft, last, &blank);
}

/* A thôn is one residential area. */
static void
complete_point (NhRecord *draft, NhCatalog *catalog G_GNUC_UNUSED)
{
  if (nh_record_get (draft, NH_POINT_AREAS)->state == NH_VALUE_BLANK && is_single_area (draft))
    nh_record_set_number (draft, NH_POINT_AREAS, 1);
  complete_days (draft, NH_POINT_DATE_FROM, NH_POINT_DATE_TO);
  complete_days (draft, NH_POINT_SECOND_FROM, NH_POINT_SECOND_TO);
}

/* --- The kind by the name --- */

/* (nullable) */
static const NhCode *
guess_kind (const char *name, NhCatalog *catalog, NhDate day)
{
  g_autofree char *fold = nh_text_fold (name);
  g_autoptr (GPtrArray) kinds = nh_catalog_get_codes (catalog, "place_kind", day);
  const NhCode *found = NULL;
  gsize best = 0;

  for (guint i = 0; i < kinds->len; i++)
    {
      gsize n = nh_code_find_name (g_ptr_array_index (kinds, i), fold, TRUE);

      if (n <= best)
        continue;
      best = n;
      found = g_ptr_array_index (kinds, i);
    }
  return found;
}

/* "Thôn Trung Tiến – Trung Đông" may be one point of two areas. */
static gboolean
is_part_of (const NhCode *part, const NhCode *kind)
{
  g_autofree char *column = nh_code_get_attribute (part, "column");
  g_autofree char *several = kind != NULL ? nh_code_get_attribute (kind, "several") : NULL;

  return several != NULL && g_strcmp0 (column, "residential") == 0;
}

/* A kind that was carried over, or guessed by the name before, gives way; another was chosen. */
static void
suggest_point (NhRecord *draft, guint field, const char *before, NhCatalog *catalog)
{
  const char *name = nh_record_get_text (draft, NH_POINT_PLACE);
  const char *kind = nh_record_get_text (draft, NH_POINT_PLACE_KIND);
  NhDate day = nh_record_get_day (draft);
  const NhCode *was, *now;

  if (field != NH_POINT_PLACE || strcmp (name, before) == 0)
    return;
  was = *before != '\0' ? guess_kind (before, catalog, day) : NULL;
  now = guess_kind (name, catalog, day);
  if (now == NULL || is_part_of (now, nh_catalog_get_code (catalog, "place_kind", kind, day)))
    return;
  if (*kind == '\0' || *before == '\0' || (was != NULL && strcmp (kind, was->code) == 0))
    nh_record_set_text (draft, NH_POINT_PLACE_KIND, now->code);
}

/* The place, and who holds it. What was counted there is to be asked again, so that it is only planned. */
static void
hold_again (NhRecord *draft, const NhRecord *before)
{
  nh_record_set (draft, NH_POINT_PLACE, nh_record_get (before, NH_POINT_PLACE));
  nh_record_set (draft, NH_POINT_PLACE_KIND, nh_record_get (before, NH_POINT_PLACE_KIND));
  nh_record_set (draft, NH_POINT_ORGANISERS, nh_record_get (before, NH_POINT_ORGANISERS));
  nh_record_set_text (draft, NH_POINT_STATUS, "planned");
}

static const NhCounting counting = { NH_POINT_STATUS, NH_POINT_PLACE_KIND, NH_POINT_DUPLICATE_OF };

const NhRecordType nh_point_type = {
  .name = "point",
  .title = N_ ("Festival point"),
  .plural = N_ ("Festival points"),
  .counted = NH_COUNTED ("%s festival point", "%s festival points"),
  .add_label = N_ ("_Add a point"),
  .new_title = N_ ("New point"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = NH_POINT_DATE_FROM,
  .counting = &counting,
  .sort = "date_from,place",
  .check = nh_point_check,
  .complete = complete_point,
  .again = hold_again,
  .suggest = suggest_point,
};
