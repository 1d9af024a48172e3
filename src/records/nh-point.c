/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-point-private.h"

#include "nh-check-common.h"
#include "nh-i18n.h"

/* Heads of columns seen in offices' own lists; compared without diacritics. */
static const char *const place_names[] = { "địa điểm", "địa điểm tổ chức", "nơi tổ chức", "tên điểm", "điểm ngày hội", "điểm tổ chức", NULL };
static const char *const place_kind_names[] = { "loại điểm", "loại hình", "loại địa điểm", "loại", NULL };
static const char *const areas_names[] = { "số khu dân cư", "số thôn", "số thôn tổ dân phố", "số khu dân cư tham gia", NULL };
static const char *const status_names[] = { "trạng thái", "tình trạng", NULL };
static const char *const date_from_names[] = { "ngày", "ngày tổ chức", "thời gian", "thời gian tổ chức", "từ ngày", NULL };
static const char *const date_to_names[] = { "đến ngày", "ngày kết thúc", NULL };
static const char *const attendance_names[] = { "lượt người", "số lượt người", "số người tham gia", "số người tham dự", "số người dự", "người tham dự",
                                                "số người", "lượt người tham dự", NULL };
static const char *const leaders_names[] = { "lãnh đạo dự", "lãnh đạo tham dự", "lãnh đạo các cấp dự", "cấp lãnh đạo dự", NULL };
static const char *const central_names[] = { "lãnh đạo trung ương", "lãnh đạo bộ", "tên lãnh đạo trung ương", NULL };
static const char *const province_names[] = { "lãnh đạo tỉnh", "tên lãnh đạo tỉnh", NULL };
static const char *const district_names[] = { "lãnh đạo huyện", "tên lãnh đạo huyện", NULL };
static const char *const commune_names[] = { "lãnh đạo xã", "tên lãnh đạo xã", NULL };
static const char *const model_level_names[] = { "điểm chỉ đạo", "điểm chỉ đạo cấp", "cấp chỉ đạo", "điểm điểm", NULL };
static const char *const organisers_names[] = { "đơn vị phối hợp", "phối hợp tổ chức", "đơn vị tổ chức", "cơ quan phối hợp", NULL };
static const char *const households_names[] = { "số hộ", "số hộ dân", "hộ", NULL };
static const char *const people_names[] = { "nhân khẩu", "số nhân khẩu", "số khẩu", "dân số", NULL };
static const char *const groups_names[] = { "tổ liên gia", "số tổ liên gia", NULL };
static const char *const ceremony_names[] = { "phần lễ", "nội dung phần lễ", NULL };
static const char *const festivities_names[] = { "phần hội", "nội dung phần hội", NULL };
static const char *const pacts_names[] = { "giao ước thi đua", "số giao ước thi đua", "ký giao ước", "ký kết giao ước thi đua", NULL };
static const char *const pact_parties_names[] = { "đơn vị ký giao ước", "các bên ký giao ước", NULL };
static const char *const pledges_names[] = { "bản cam kết", "số bản cam kết", "cam kết", "ký cam kết", NULL };
static const char *const pledge_parties_names[] = { "đơn vị ký cam kết", "các bên ký cam kết", NULL };
static const char *const rules_names[] = { "quy chế phối hợp", "kế hoạch liên tịch", "số quy chế phối hợp", "quy chế", NULL };
static const char *const rule_parties_names[] = { "đơn vị ký quy chế", "các bên ký quy chế", NULL };
static const char *const models_names[] = { "số mô hình", "mô hình ra mắt", "số mô hình ra mắt", "mô hình", NULL };
static const char *const model_names_names[] = { "tên mô hình", "tên các mô hình", NULL };
static const char *const weapons_names[] = { "vũ khí", "số vũ khí", "vũ khí giao nộp", "vũ khí, vật liệu nổ giao nộp", NULL };
static const char *const cost_names[] = { "kinh phí", "tổng kinh phí", "kinh phí tổ chức", NULL };
static const char *const funding_names[] = { "nguồn kinh phí", "nguồn", NULL };
static const char *const source_names[] = { "căn cứ", "văn bản", "tài liệu", "số báo cáo", NULL };
static const char *const note_names[] = { "ghi chú", NULL };

static const NhField fields[] = {
  [NH_POINT_PLACE] = { .name = "place", .title = N_("Place"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_SEARCHED | NH_FIELD_LISTED | NH_FIELD_SORTED | NH_FIELD_IDENTITY,
    .width = 20, .import_names = place_names, .hint = N_("Where the festival is held, as “Thôn Bàu Láng”.") },
  [NH_POINT_PLACE_KIND] = { .name = "place_kind", .title = N_("Kind of place"), .kind = NH_KIND_CHOICE,
    .flags = NH_FIELD_REQUIRED | NH_FIELD_LISTED | NH_FIELD_STICKY,
    .width = 14, .codebook = "place_kind", .import_names = place_kind_names,
    .hint = N_("It decides in which column of the summary the point counts."), .heading = N_("Kind") },
  [NH_POINT_AREAS] = { .name = "areas", .title = N_("Residential areas covered"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 8, .import_names = areas_names, .check = nh_point_check_areas,
    .hint = N_("How many residential areas hold it together; one for a single one, filled in by itself.") },
  [NH_POINT_STATUS] = { .name = "status", .title = N_("Status"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_REQUIRED,
    .width = 12, .codebook = "point_status", .import_names = status_names, .initial = "held",
    .hint = N_("Only points that were held count.") },
  [NH_POINT_DATE_FROM] = { .name = "date_from", .title = N_("Date"), .kind = NH_KIND_DATE, .flags = NH_FIELD_LISTED | NH_FIELD_STICKY,
    .width = 13, .import_names = date_from_names,
    .hint = N_("8, 8/8 or 080826; “9-13/8” fills in both days; “?” when it is not fixed yet."), .heading = N_("Day") },
  [NH_POINT_DATE_TO] = { .name = "date_to", .title = N_("Last day"), .kind = NH_KIND_DATE, .flags = NH_FIELD_NONE,
    .width = 11, .import_names = date_to_names, .hint = N_("Only when it lasts more than one day.") },
  [NH_POINT_ATTENDANCE] = { .name = "attendance", .title = N_("Attendance"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_LISTED | NH_FIELD_SUMMED,
    .width = 8, .import_names = attendance_names, .check = nh_point_check_crowd,
    .hint = N_("How many people came; “?” when it is not known yet."), .heading = N_("People") },
  [NH_POINT_LEADERS] = { .name = "leaders", .title = N_("Leaders attending"), .kind = NH_KIND_MANY, .flags = NH_FIELD_LISTED,
    .width = 16, .codebook = "level", .import_names = leaders_names, .hint = N_("Every level of which a leader came."), .heading = N_("Leaders") },
  [NH_POINT_CENTRAL_NAMES] = { .name = "central_names", .title = N_("Central leaders"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, .width = 24, .when = "leaders=central", .import_names = central_names,
    .hint = N_("Names and posts, with semicolons between them.") },
  [NH_POINT_PROVINCE_NAMES] = { .name = "province_names", .title = N_("Provincial leaders"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, .width = 24, .when = "leaders=province", .import_names = province_names,
    .hint = N_("Names and posts, with semicolons between them.") },
  [NH_POINT_DISTRICT_NAMES] = { .name = "district_names", .title = N_("District leaders"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, .width = 24, .when = "leaders=district", .import_names = district_names,
    .hint = N_("Names and posts, with semicolons between them.") },
  [NH_POINT_COMMUNE_NAMES] = { .name = "commune_names", .title = N_("Commune leaders"), .kind = NH_KIND_TEXT,
    .flags = NH_FIELD_SEARCHED | NH_FIELD_PERSONAL, .width = 24, .when = "leaders=commune", .import_names = commune_names,
    .hint = N_("Names and posts, with semicolons between them.") },
  [NH_POINT_MODEL_LEVEL] = { .name = "model_level", .title = N_("Model point of"), .kind = NH_KIND_CHOICE, .flags = NH_FIELD_NONE,
    .width = 12, .codebook = "level", .import_names = model_level_names,
    .hint = N_("The level that chose it as its model point (điểm chỉ đạo); empty for an ordinary one.") },
  [NH_POINT_ORGANISERS] = { .name = "organisers", .title = N_("Joint organisers"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = organisers_names, .hint = N_("Bodies that hold it together, with semicolons between them.") },
  [NH_POINT_HOUSEHOLDS] = { .name = "households", .title = N_("Households"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 9, .import_names = households_names, .hint = N_("Households of the place.") },
  [NH_POINT_PEOPLE] = { .name = "people", .title = N_("Inhabitants"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 9, .import_names = people_names, .hint = N_("Inhabitants of the place.") },
  [NH_POINT_GROUPS] = { .name = "groups", .title = N_("Neighbour groups"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 9, .import_names = groups_names, .hint = N_("Groups of neighbouring households (tổ liên gia) of the place.") },
  [NH_POINT_CEREMONY] = { .name = "ceremony", .title = N_("Ceremony"), .kind = NH_KIND_MANY, .flags = NH_FIELD_NONE,
    .width = 20, .codebook = "ceremony", .import_names = ceremony_names, .hint = N_("What the ceremony consisted of.") },
  [NH_POINT_FESTIVITIES] = { .name = "festivities", .title = N_("Festivities"), .kind = NH_KIND_MANY, .flags = NH_FIELD_NONE,
    .width = 20, .codebook = "festivity", .import_names = festivities_names, .hint = N_("What the festivities consisted of.") },
  [NH_POINT_PACTS] = { .name = "pacts", .title = N_("Emulation pacts"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_LISTED | NH_FIELD_SUMMED,
    .width = 7, .import_names = pacts_names, .hint = N_("Emulation pacts (giao ước thi đua) signed there."), .heading = N_("Pacts") },
  [NH_POINT_PACT_PARTIES] = { .name = "pact_parties", .title = N_("Parties to the pacts"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = pact_parties_names, .hint = N_("Between whom they were signed.") },
  [NH_POINT_PLEDGES] = { .name = "pledges", .title = N_("Pledges"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 8, .import_names = pledges_names, .hint = N_("Pledges (bản cam kết) signed there.") },
  [NH_POINT_PLEDGE_PARTIES] = { .name = "pledge_parties", .title = N_("Parties to the pledges"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = pledge_parties_names, .hint = N_("Between whom they were signed.") },
  [NH_POINT_RULES] = { .name = "rules", .title = N_("Cooperation rules"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 8, .import_names = rules_names, .hint = N_("Cooperation rules and joint plans (quy chế phối hợp, kế hoạch liên tịch) signed there.") },
  [NH_POINT_RULE_PARTIES] = { .name = "rule_parties", .title = N_("Parties to the rules"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = rule_parties_names, .hint = N_("Between whom they were signed.") },
  [NH_POINT_MODELS] = { .name = "models", .title = N_("Security models launched"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 8, .import_names = models_names, .hint = N_("Models (mô hình) launched there.") },
  [NH_POINT_MODEL_NAMES] = { .name = "model_names", .title = N_("Names of the models"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = model_names_names, .hint = N_("With semicolons between them.") },
  [NH_POINT_WEAPONS] = { .name = "weapons", .title = N_("Weapons handed in"), .kind = NH_KIND_INTEGER, .flags = NH_FIELD_SUMMED,
    .width = 8, .import_names = weapons_names, .hint = N_("Weapons handed in there.") },
  [NH_POINT_COST] = { .name = "cost", .title = N_("Cost"), .kind = NH_KIND_MONEY, .flags = NH_FIELD_SUMMED,
    .width = 14, .import_names = cost_names, .check = nh_point_check_cost, .hint = N_("In đồng; “12,5 triệu” is read too.") },
  [NH_POINT_FUNDING] = { .name = "funding", .title = N_("Funding"), .kind = NH_KIND_AMOUNTS, .flags = NH_FIELD_NONE,
    .width = 24, .codebook = "funding_source", .import_names = funding_names, .check = nh_check_funding,
    .hint = N_("Where the money came from, as “Ngân sách: 5 triệu; MTTQ: 2 triệu”.") },
  [NH_POINT_SOURCE] = { .name = "source", .title = N_("Source document"), .kind = NH_KIND_TEXT, .flags = NH_FIELD_SEARCHED | NH_FIELD_STICKY,
    .width = 20, .import_names = source_names, .hint = N_("Number and date of the report that says so.") },
  [NH_POINT_NOTE] = { .name = "note", .title = N_("Note"), .kind = NH_KIND_LINES, .flags = NH_FIELD_SEARCHED,
    .width = 24, .import_names = note_names },
  [NH_POINT_DUPLICATE_OF] = { .name = "duplicate_of", .title = N_("Duplicate of"), .kind = NH_KIND_REFERENCE, .flags = NH_FIELD_NONE,
    .width = 18, .codebook = "point",
    .hint = N_("The entry that was reported before; this one is then not counted. Type a part of its name.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) >= NH_POINT_N_NAMED);

static gboolean
is_single_area (const NhRecord *record)
{
  static const char *const kinds[] = { "thon", "xom", "ban", "to_dan_pho", "khu_pho", "khu_dan_cu", NULL };

  return g_strv_contains (kinds, nh_record_get_text (record, NH_POINT_PLACE_KIND));
}

/* A thôn is one residential area; a point of one day has no last day. */
static void
complete_point (NhRecord *draft, NhCatalog *catalog G_GNUC_UNUSED)
{
  NhValue blank = NH_VALUE_INIT;
  NhDate from = nh_record_get_date (draft, NH_POINT_DATE_FROM);

  if (nh_record_get (draft, NH_POINT_AREAS)->state == NH_VALUE_BLANK && is_single_area (draft))
    nh_record_set_number (draft, NH_POINT_AREAS, 1);
  if (from != NH_DATE_NONE && nh_record_get_date (draft, NH_POINT_DATE_TO) == from)
    nh_record_set (draft, NH_POINT_DATE_TO, &blank);
}

static const NhCounting counting = { NH_POINT_STATUS, NH_POINT_PLACE_KIND, NH_POINT_DUPLICATE_OF };

const NhRecordType nh_point_type = {
  .name = "point",
  .title = N_("Festival point"),
  .plural = N_("Festival points"),
  .counted = NH_COUNTED ("%s festival point", "%s festival points"),
  .add_label = N_("_Add a point"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .date_field = NH_POINT_DATE_FROM,
  .counting = &counting,
  .sort = "date_from,place",
  .check = nh_point_check,
  .complete = complete_point,
};
