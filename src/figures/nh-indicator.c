/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-indicator.h"

#include "nh-i18n.h"

#define DISTRICT_TO "2025-06-30"        /* districts ended: their committees and leaders */
#define DISTRICT_POLICE_TO "2025-02-28" /* district police ended */

/* The column of a place kind is an attribute of its codebook entry `c`, joined to the point `p`. */
#define COLUMN(name) "instr (';' || c.attributes || ';', ';column=" name ";') > 0"
#define HAS_COLUMN "instr (';' || COALESCE (c.attributes, ''), ';column=') > 0"
#define LEADER(level) "instr (',' || p.leaders || ',', '," level ",') > 0"

#define COUNTED(code, title, group, to, ...)                                            \
  {                                                                                     \
    code, title, "điểm", group, NH_ADD_SUM, NULL, to, &nh_point_type, NULL, __VA_ARGS__ \
  }
#define SUMMED(code, title, measure, group, field)                                                                   \
  {                                                                                                                  \
    code, title, measure, group, NH_ADD_SUM, NULL, NULL, &nh_point_type, field, NULL, NULL, .filter = HAVING (field) \
  }
/* A point that has no number of these leaves the sum unfinished. @wanted: of which points. */
#define WANTED(code, title, measure, group, field, wanted)                                                             \
  {                                                                                                                    \
    code, title, measure, group, NH_ADD_SUM, NULL, NULL, &nh_point_type, field, NULL, wanted, .filter = HAVING (field) \
  }
#define HAVING(field) field "=!"
#define GIFTS(code, title, measure, field, where, ...)                                              \
  {                                                                                                 \
    code, title, measure, "gifts", NH_ADD_SUM, NULL, NULL, &nh_gift_type, field, where, __VA_ARGS__ \
  }
/* A gift that counts as suất is in no other column. */
#define SUAT "instr (';' || COALESCE (c.attributes, '') || ';', ';suat=1;') > 0"
#define PIECES(code, title, measure, kind) \
  GIFTS (code, title, measure, "quantity", "NOT " SUAT " AND p.kind = '" kind "'", .filter = "kind=" kind)
#define AWARD(code, title, measure, to, where, ...)                                                                  \
  {                                                                                                                  \
    "commendations." code, title, measure, "commendations", NH_ADD_SUM, NULL, to, &nh_commendation_type, "quantity", \
        where, __VA_ARGS__                                                                                           \
  }
/* The column of a form is an attribute of its codebook entry. A form without one of these columns is "other", a
 * recipient of no such kind is "unsorted": each commendation is in one indicator. */
#define FORM_COLUMNS                                                                                         \
  ";order;honour;flag_government;prime_minister;medal;flag_ministry;ministry;flag_province;province;police;" \
  "district;district_police;commune;letter;praise;all;"
#define FROM_COLUMN "substr (';' || c.attributes || ';', instr (';' || c.attributes, ';column=') + 8)"
#define COLUMN_NAME "substr (" FROM_COLUMN ", 1, instr (" FROM_COLUMN ", ';') - 1)"
#define IN_OTHER "(NOT " HAS_COLUMN " OR instr ('" FORM_COLUMNS "', ';' || " COLUMN_NAME " || ';') = 0)"
#define TO(kind) " AND p.recipient_kind = '" kind "'"
#define TO_OTHERS(kinds) " AND COALESCE (p.recipient_kind, '') NOT IN (" kinds ")"
#define RECIPIENT(kind) .filter = "recipient_kind=" kind
#define FORM(column) .choice = "column=" column
#define UNSORTED(column, title, to, condition, kinds)                                                          \
  AWARD (column ".unsorted", title ": chưa rõ đối tượng", "lượt khen thưởng", to, condition TO_OTHERS (kinds), \
         FORM (column), RECIPIENT ("khong_ro,tt_cn"))
#define AWARD_TO(column, part, title, measure, to, condition, kind) \
  AWARD (column part, title, measure, to, condition TO (kind), FORM (column), RECIPIENT (kind))
#define AWARDS_TO(column, title, to, condition)                                                 \
  AWARD_TO (column, ".collective", title ": tập thể", "tập thể", to, condition, "tap_the"),     \
      AWARD_TO (column, ".individual", title ": cá nhân", "cá nhân", to, condition, "ca_nhan"), \
      AWARD_TO (column, ".household", title ": hộ gia đình", "hộ", to, condition, "ho")
#define AWARDS(column, title, to, condition) \
  AWARDS_TO (column, title, to, condition), UNSORTED (column, title, to, condition, "'tap_the', 'ca_nhan', 'ho'")
#define PLACES(column) COLUMN (column), .choice = "column=" column
#define LED(level) LEADER (level), .filter = "leaders=" level

/* So many of a kind, at the festival and in the year. Some kinds have people, too, or a whole. */
#define OF_YEAR "COALESCE (p.period, '') = 'nam'"
#define DONE(code, title, measure, field, column, condition)                                                      \
  { "activities." code,                                                                                           \
    title,                                                                                                        \
    measure,                                                                                                      \
    "activities",                                                                                                 \
    NH_ADD_SUM,                                                                                                   \
    NULL,                                                                                                         \
    NULL,                                                                                                         \
    &nh_activity_type,                                                                                            \
    field,                                                                                                        \
    "NOT (" OF_YEAR ") AND " condition,                                                                           \
    .choice = "column=" column,                                                                                   \
    .filter = "period=ngay_hoi" },                                                                                \
  {                                                                                                               \
    "results." code, title " (kết quả trong năm)", measure, "results", NH_ADD_SUM, NULL, NULL, &nh_activity_type, \
        field, OF_YEAR " AND " condition, .choice = "column=" column, .filter = "period=nam"                      \
  }
#define ACTIVITY(kind, title, measure) DONE (kind, title, measure, "number", kind, COLUMN (kind))
#define ACTIVITY_PEOPLE(kind, title, measure, people) \
  ACTIVITY (kind, title, measure),                    \
      DONE (kind ".people", title ": số người", people, "participants", kind, COLUMN (kind))
#define REGISTRATION(kind, title, measure) \
  ACTIVITY (kind, title, measure), DONE (kind ".of", title ": trên tổng số", measure, "out_of", kind, COLUMN (kind))
#define OTHER_KIND "(" COLUMN ("khac") " OR instr (';' || COALESCE (c.attributes, ''), ';column=') = 0)"

/* Two events in one thôn are of one residential area: an earlier record of it. ?2, ?3: see nh-figures-read.c. A unary
 * "+" keeps SQLite from searching by id: the index of year, unit and place has all that is asked for. */
#define EARLIER_OF_PLACE                                                                            \
  " LEFT JOIN point earlier ON earlier.id = (SELECT e.id FROM point e WHERE e.year = p.year"        \
  " AND e.unit = p.unit AND e.place_key = p.place_key AND e.deleted = 0 AND e.duplicate_of IS NULL" \
  " AND e.status = p.status AND e.place_kind IS p.place_kind AND +e.id < p.id"                      \
  " AND (?2 = '' OR COALESCE (e.date_from, ?3) <= ?2) LIMIT 1)"

static const NhIndicator indicators[] = {
  COUNTED ("points", "Số điểm ngày hội", "points", NULL, NULL),
  COUNTED ("points.residential", "Số điểm ở khu dân cư", "points", NULL, PLACES ("residential")),
  COUNTED ("points.commune", "Số điểm cấp xã, phường", "points", NULL, PLACES ("commune")),
  COUNTED ("points.organisation", "Số điểm ở cơ quan, doanh nghiệp, nhà trường", "points", NULL,
           "NOT (" HAS_COLUMN " AND (" COLUMN ("residential") " OR " COLUMN ("commune") "))",
           .choice = "column=organisation"),
  { "units.held", "Số đơn vị cấp xã tổ chức Ngày hội", "đơn vị", "points", NH_ADD_COUNT_UNITS, NULL, NULL, NULL, NULL,
    NULL },
  { "areas", "Số khu dân cư tổ chức Ngày hội", "khu dân cư", "points", NH_ADD_SUM, NULL, NULL, &nh_point_type, "areas",
    "earlier.id IS NULL", COLUMN ("residential"), .filter = HAVING ("areas"), .join = EARLIER_OF_PLACE },
  COUNTED ("leaders.central", "Số điểm có lãnh đạo Trung ương, Bộ dự", "leaders", NULL, LED ("central")),
  COUNTED ("leaders.province", "Số điểm có lãnh đạo tỉnh dự", "leaders", NULL, LED ("province")),
  COUNTED ("leaders.district", "Số điểm có lãnh đạo huyện dự", "leaders", DISTRICT_TO, LED ("district")),
  COUNTED ("leaders.commune", "Số điểm có lãnh đạo xã dự", "leaders", NULL, LED ("commune")),
  COUNTED ("model_points", "Số điểm chỉ đạo", "points", NULL, "p.model_level IS NOT NULL",
           .filter = HAVING ("model_level")),
  WANTED ("attendance", "Số lượt người dự", "lượt người", "scale", "attendance", "TRUE"),
  WANTED ("households", "Số hộ", "hộ", "scale", "households", COLUMN ("residential")),
  WANTED ("people", "Số nhân khẩu", "nhân khẩu", "scale", "people", COLUMN ("residential")),
  SUMMED ("groups", "Số tổ liên gia", "tổ liên gia", "scale", "groups"),
  SUMMED ("pacts", "Số giao ước thi đua ký kết", "bản", "documents", "pacts"),
  SUMMED ("pledges", "Số bản cam kết", "bản", "documents", "pledges"),
  SUMMED ("rules", "Số quy chế phối hợp, kế hoạch liên tịch", "bản", "documents", "rules"),
  SUMMED ("models", "Số mô hình ra mắt", "mô hình", "documents", "models"),
  SUMMED ("weapons", "Số vũ khí, vật liệu nổ, công cụ hỗ trợ giao nộp", "đơn vị vũ khí", "documents", "weapons"),
  SUMMED ("hand_ins", "Số lượt giao nộp vũ khí, vật liệu nổ, công cụ hỗ trợ", "lượt", "documents", "hand_ins"),
  SUMMED ("cost", "Kinh phí tổ chức", "đồng", "scale", "cost"),
  GIFTS ("gifts.sets", "Số suất quà", "suất", "quantity", SUAT, .choice = "suat=1"),
  PIECES ("gifts.houses", "Số nhà Đại đoàn kết, nhà tình nghĩa", "nhà", "nha"),
  PIECES ("gifts.bicycles", "Số xe đạp tặng", "xe đạp", "xe_dap"),
  PIECES ("gifts.wheelchairs", "Số xe lăn tặng", "xe lăn", "xe_lan"),
  PIECES ("gifts.insurance", "Số thẻ bảo hiểm y tế tặng", "thẻ", "the_bhyt"),
  PIECES ("gifts.savings", "Số sổ tiết kiệm tặng", "sổ", "so_tiet_kiem"),
  PIECES ("gifts.cash", "Số phần quà bằng tiền mặt", "phần", "tien_mat"),
  GIFTS ("gifts.other", "Số phần quà khác", "phần", "quantity",
         "NOT " SUAT " AND COALESCE (p.kind, '') NOT IN ('nha', 'xe_dap', 'xe_lan', 'the_bhyt', 'so_tiet_kiem', "
         "'tien_mat')",
         .filter = "kind=khac"),
  { "gifts.value", "Trị giá quà", "đồng", "gifts", NH_ADD_SUM, NULL, NULL, &nh_gift_type, "value", NULL, "TRUE",
    .filter = HAVING ("value") },
  AWARDS ("order", "Huân chương", NULL, COLUMN ("order")),
  AWARDS ("honour", "Huy chương", NULL, COLUMN ("honour")),
  AWARDS ("flag_government", "Cờ thi đua của Chính phủ", NULL, COLUMN ("flag_government")),
  AWARDS ("prime_minister", "Bằng khen của Thủ tướng", NULL, COLUMN ("prime_minister")),
  AWARD ("medal", "Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”", "cá nhân", NULL, COLUMN ("medal") TO ("ca_nhan"),
         FORM ("medal"), RECIPIENT ("ca_nhan")),
  UNSORTED ("medal", "Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”", NULL, COLUMN ("medal"), "'ca_nhan'"),
  AWARDS ("flag_ministry", "Cờ thi đua của Bộ Công an", NULL, COLUMN ("flag_ministry")),
  AWARDS ("ministry", "Bằng khen của Bộ Công an", NULL, COLUMN ("ministry")),
  AWARDS ("flag_province", "Cờ thi đua của UBND tỉnh", NULL, COLUMN ("flag_province")),
  AWARDS ("province", "Bằng khen của Chủ tịch UBND tỉnh", NULL, COLUMN ("province")),
  AWARDS ("police", "Giấy khen của Giám đốc Công an tỉnh", NULL, COLUMN ("police")),
  AWARDS ("district", "Giấy khen của Chủ tịch UBND huyện", DISTRICT_TO, COLUMN ("district")),
  AWARDS ("district_police", "Giấy khen của Trưởng Công an huyện", DISTRICT_POLICE_TO, COLUMN ("district_police")),
  AWARDS ("commune", "Giấy khen của Chủ tịch UBND xã, phường", NULL, COLUMN ("commune")),
  AWARDS ("letter", "Thư khen", NULL, COLUMN ("letter")),
  AWARDS ("praise", "Biểu dương", NULL, COLUMN ("praise")),
  AWARDS ("other", "Khen thưởng khác", NULL, IN_OTHER),
  AWARDS_TO ("all", "Khen thưởng chưa rõ hình thức", NULL, COLUMN ("all")),
  AWARD ("all.mixed", "Khen thưởng chưa rõ hình thức: tập thể, cá nhân (số gộp)", "tập thể, cá nhân", NULL,
         COLUMN ("all") TO ("tt_cn"), FORM ("all"), RECIPIENT ("tt_cn")),
  AWARD ("all", "Khen thưởng chưa phân loại", "lượt khen thưởng", NULL,
         COLUMN ("all") TO_OTHERS ("'tap_the', 'ca_nhan', 'ho', 'tt_cn'"), FORM ("all"), RECIPIENT ("khong_ro")),
  ACTIVITY_PEOPLE ("tuyen_truyen", "Buổi tuyên truyền", "buổi", "lượt người"),
  ACTIVITY ("loa", "Lượt tuyên truyền bằng loa, xe loa", "lượt"),
  ACTIVITY ("bang_ron", "Băng rôn, khẩu hiệu", "băng rôn, khẩu hiệu"),
  ACTIVITY ("to_roi", "Tờ rơi, tài liệu", "tờ"),
  ACTIVITY ("tin_bai", "Tin, bài, phóng sự", "tin, bài"),
  ACTIVITY_PEOPLE ("hoi_nghi", "Hội nghị", "hội nghị", "lượt người"),
  ACTIVITY_PEOPLE ("tap_huan", "Lớp tập huấn", "lớp", "người"),
  ACTIVITY_PEOPLE ("the_thao", "Giải thể thao", "giải", "người"),
  ACTIVITY_PEOPLE ("van_nghe", "Buổi văn nghệ", "buổi", "lượt người"),
  ACTIVITY_PEOPLE ("kham_benh", "Buổi khám bệnh, phát thuốc", "buổi", "lượt người"),
  ACTIVITY ("tham_hoi", "Lượt thăm hỏi", "lượt"),
  ACTIVITY ("tin_bao", "Tin báo của Nhân dân", "tin"),
  ACTIVITY ("tin_co_gia_tri", "Tin báo có giá trị", "tin"),
  ACTIVITY_PEOPLE ("vu_viec", "Vụ việc bắt, xử lý", "vụ", "đối tượng"),
  ACTIVITY ("dau_thu", "Đối tượng được vận động đầu thú", "đối tượng"),
  ACTIVITY ("vu_khi", "Vũ khí, vật liệu nổ, công cụ hỗ trợ thu hồi", "đơn vị vũ khí"),
  ACTIVITY ("giao_nop", "Lượt giao nộp vũ khí, vật liệu nổ, công cụ hỗ trợ", "lượt"),
  ACTIVITY ("mo_hinh_moi", "Mô hình ra mắt, kể cả ngoài Ngày hội", "mô hình"),
  ACTIVITY_PEOPLE ("mo_hinh", "Mô hình duy trì", "mô hình", "thành viên"),
  REGISTRATION ("dk_ho", "Hộ đăng ký “An toàn về an ninh trật tự”", "hộ"),
  REGISTRATION ("dk_kdc", "Khu dân cư đăng ký “An toàn về an ninh trật tự”", "khu dân cư"),
  REGISTRATION ("dk_co_quan", "Cơ quan, doanh nghiệp đăng ký “An toàn về an ninh trật tự”", "cơ quan, doanh nghiệp"),
  REGISTRATION ("dk_truong", "Nhà trường đăng ký “An toàn về an ninh trật tự”", "trường"),
  ACTIVITY ("tiet_muc", "Tiết mục văn nghệ", "tiết mục"),
  ACTIVITY ("doi_thi", "Đội thi đấu, hội thi", "đội"),
  ACTIVITY ("camera", "Camera an ninh", "camera"),
  DONE ("khac", "Hoạt động khác", "hoạt động", "number", "khac", OTHER_KIND),
  DONE ("khac.people", "Hoạt động khác: số người", "lượt người", "participants", "khac", OTHER_KIND),
};

static const NhIndicatorGroup groups[] = {
  { "points", N_ ("Festival points") },
  { "leaders", N_ ("Leaders attending") },
  { "scale", N_ ("Scale and cost") },
  { "documents", N_ ("Documents, models, weapons") },
  { "gifts", N_ ("Gifts") },
  { "commendations", N_ ("Commendations") },
  { "activities", N_ ("Activities") },
  { "results", N_ ("Results of the year") },
};

const NhIndicatorGroup *
nh_indicator_groups (guint *n_groups)
{
  g_return_val_if_fail (n_groups != NULL, NULL);
  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}

const NhIndicator *
nh_indicators (guint *n_indicators)
{
  g_return_val_if_fail (n_indicators != NULL, NULL);
  *n_indicators = G_N_ELEMENTS (indicators);
  return indicators;
}

const NhIndicator *
nh_indicator_find (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    if (g_str_equal (indicators[i].code, code))
      return &indicators[i];
  return NULL;
}

const char *
nh_indicator_get_title (const NhIndicator *indicator, NhCatalog *catalog)
{
  const NhCode *code = nh_catalog_get_code (catalog, "indicator", indicator->code, NH_DATE_NONE);

  return code != NULL ? code->title : indicator->title;
}

guint
nh_indicator_index (const char *code)
{
  const NhIndicator *indicator = nh_indicator_find (code);

  if (indicator == NULL)
    g_error ("no such indicator: %s", code);
  return (guint) (indicator - indicators);
}

gboolean
nh_indicator_exists (const NhIndicator *indicator, NhDate from, NhDate to)
{
  g_return_val_if_fail (indicator != NULL, FALSE);
  if (indicator->from != NULL && nh_date_from_iso (indicator->from) > to)
    return FALSE;
  return indicator->to == NULL || nh_date_from_iso (indicator->to) >= from;
}

void
nh_indicators_init (void)
{
  static gsize done = 0;
  static NhCode codes[G_N_ELEMENTS (indicators)]; /* the catalogs refer to them */

  if (!g_once_init_enter (&done))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    codes[i] = (NhCode){
      .list = (char *) "indicator",
      .code = (char *) indicators[i].code,
      .title = (char *) indicators[i].title,
      .abbreviation = (char *) "",
      .from = indicators[i].from != NULL ? nh_date_from_iso (indicators[i].from) : NH_DATE_NONE,
      .to = indicators[i].to != NULL ? nh_date_from_iso (indicators[i].to) : NH_DATE_NONE,
      .position = (int) i,
      .attributes = g_strconcat ("measure=", indicators[i].measure, NULL), /* checks of totals look for money */
    };
  nh_catalog_provide (codes, G_N_ELEMENTS (indicators));
  g_once_init_leave (&done, 1);
}
