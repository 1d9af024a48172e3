/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Seasons of real places as published: each can be entered, and figures, sheet and paragraph give it back. */

#include <string.h>

#include "nh-catalog-store.h"
#include "nh-fixture.h"
#include "nh-text-writer.h"

typedef struct
{
  const char *name;
  const char *code;         /* of a unit of Hà Tĩnh; NULL: typed in … */
  const char *kind, *title; /* … with this kind and name … */
  const char *above;        /* … below a province of this name; NULL: by itself */
  NhRole role;
  int year;
  NhDate as_of;
  const char *records[12]; /* "type fields" */
  struct
  {
    const char *indicator, *expected;
  } figures[8];
  struct
  {
    const char *column, *expected;
  } cells[8]; /* of the row TỔNG CỘNG */
  const char *sentences[8];
} Place;

#define AWARD(form, by, kind, number) \
  "commendation form=" form "|authority=" by "|recipient_kind=" kind "|quantity=" number "|state=decided"

static const Place places[] = {
  { "Xã Cẩm Nhượng, Hà Tĩnh 2024",
    "18709",
    NULL,
    NULL,
    NULL,
    NH_ROLE_COMMUNE,
    2024,
    0,
    { "point place=Khu dân cư 1|place_kind=khu_dan_cu|areas=1|date_from=2024-08-09|pacts=1",
      "point place=Khu dân cư 2|place_kind=khu_dan_cu|areas=1|date_from=2024-08-09|pacts=1",
      "point place=Khu dân cư 3|place_kind=khu_dan_cu|areas=1|date_from=2024-08-10|pacts=1",
      "point place=Khu dân cư 4|place_kind=khu_dan_cu|areas=1|date_from=2024-08-10|pacts=1",
      "point place=Khu dân cư 5|place_kind=khu_dan_cu|areas=1|date_from=2024-08-11|pacts=1",
      "point place=Khu dân cư 6|place_kind=khu_dan_cu|areas=1|date_from=2024-08-11|pacts=1",
      "point place=Khu dân cư 7|place_kind=khu_dan_cu|areas=1|date_from=2024-08-12|pacts=1",
      "point place=Khu dân cư 8|place_kind=khu_dan_cu|areas=1|date_from=2024-08-12|pacts=1",
      "point place=Khu dân cư 9|place_kind=khu_dan_cu|areas=1|date_from=2024-08-13|pacts=1",
      AWARD ("giay_khen_huyen", "ct_ubnd_huyen", "tap_the", "1"), AWARD ("giay_khen_xa", "ct_ubnd_xa", "ca_nhan", "1"),
      AWARD ("giay_khen_xa", "ct_ubnd_xa", "tap_the", "3") },
    { { "points", "records 9" },
      { "areas", "records 9" },
      { "commendations.district.collective", "records 1" },
      { "commendations.commune.collective", "records 3" },
      { "commendations.commune.individual", "records 1" },
      { "attendance", "nothing" } },
    { { "Điểm ngày hội / Tổng số", "9" },
      { "Khu dân cư tổ chức", "9" },
      { "Khen thưởng / GK UBND huyện / TT", "1" },
      { "Khen thưởng / GK UBND xã / TT", "3" },
      { "Khen thưởng / GK UBND xã / CN", "1" },
      { "Giao ước thi đua", "9" } },
    { "09 điểm ngày hội", "Từ ngày 09/8 đến ngày 13/8/2024, toàn xã có 09 khu dân cư", "09 giao ước thi đua",
      "Giấy khen của Chủ tịch UBND huyện cho 01 tập thể",
      "Giấy khen của Chủ tịch UBND xã cho 03 tập thể, 01 cá nhân" } },
  { "Thôn Bàu Láng, xã Thạch Đài, Hà Tĩnh 2023",
    "18643",
    NULL,
    NULL,
    NULL,
    NH_ROLE_COMMUNE,
    2023,
    0,
    { "point place=Thôn Bàu "
      "Láng|place_kind=thon|model_level=district|households=206|people=898|groups=8|leaders=province" },
    { { "points", "records 1" },
      { "model_points", "records 1" },
      { "households", "records 206" },
      { "people", "records 898" },
      { "leaders.province", "records 1" } },
    { { "Điểm chỉ đạo", "1" },
      { "Quy mô / Số hộ", "206" },
      { "Quy mô / Nhân khẩu", "898" },
      { "Có lãnh đạo dự / Tỉnh", "1" } },
    { "với sự tham dự của lãnh đạo tỉnh.", "Có 01 điểm chỉ đạo của huyện.", "206 hộ, 898 nhân khẩu" } },
  { "Huyện Krông Pa, Gia Lai 2022, to 16/8",
    NULL,
    "huyện",
    "Krông Pa",
    "Gia Lai",
    NH_ROLE_PROVINCE,
    2022,
    20220816,
    { "point place=Điểm 1|place_kind=thon|date_from=2022-08-06",
      "point place=Điểm 2|place_kind=thon|date_from=2022-08-13",
      "point place=Điểm 3|place_kind=thon|date_from=2022-08-13",
      "point place=Điểm 4|place_kind=thon|date_from=2022-08-13",
      "point place=Điểm 5|place_kind=thon|date_from=2022-08-13",
      "point place=Điểm 6|place_kind=thon|date_from=2022-08-18|attendance=400",
      "total indicator=attendance|value=1750|qualifier=tren", "total indicator=units.held|value=9",
      "total indicator=areas|value=9|keep=total" },
    { { "points", "records 5" },
      { "attendance", "total trên 1750" },
      { "units.held", "total 9" },
      { "areas", "total 9 (5)!" } },
    { { "Điểm ngày hội / Tổng số", "5" },
      { "Lượt người dự", "trên 1.750*" },
      { "Đơn vị tổ chức", "9*" },
      { "Khu dân cư tổ chức", "9*" } },
    { "Toàn huyện có 09 đơn vị cấp xã và 09 khu dân cư tổ chức Ngày hội với 05 điểm ngày hội", "trên 1.750 lượt người",
      "Số liệu tính đến ngày 16/8/2022.", "tại huyện Krông Pa" } },
  { "Phường Chợ Quán, TP.HCM 2025",
    NULL,
    "phường",
    "Chợ Quán",
    NULL,
    NH_ROLE_COMMUNE,
    2025,
    0,
    { AWARD ("giay_khen_xa", "ct_ubnd_xa", "tap_the", "20"), AWARD ("giay_khen_xa", "ct_ubnd_xa", "ca_nhan", "11"),
      "gift category=hoan_canh_kho_khan|kind=suat_qua|quantity=20", "total indicator=pacts|value=25",
      "total indicator=rules|value=6" },
    { { "points", "nothing" },
      { "commendations.commune.collective", "records 20" },
      { "commendations.commune.individual", "records 11" },
      { "gifts.sets", "records 20" },
      { "pacts", "total 25" },
      { "rules", "total 6" } },
    { { "Quà tặng / Số suất", "20" },
      { "Khen thưởng / GK UBND phường / TT", "20" },
      { "Khen thưởng / GK UBND phường / CN", "11" },
      { "Giao ước thi đua", "25*" },
      { "Quy chế phối hợp", "6*" },
      { "Điểm ngày hội / Tổng số", "" } },
    { "Giấy khen của Chủ tịch UBND phường cho 20 tập thể, 11 cá nhân", "20 suất quà",
      "25 giao ước thi đua, 06 quy chế phối hợp" } },
  { "Huyện Sốp Cộp, Sơn La 2023",
    NULL,
    "huyện",
    "Sốp Cộp",
    "Sơn La",
    NH_ROLE_PROVINCE,
    2023,
    0,
    { AWARD ("ky_niem_chuong", "bo_truong_ca", "ca_nhan", "3"),
      AWARD ("giay_khen_ca_tinh", "gd_ca_tinh", "tap_the", "1"),
      AWARD ("giay_khen_ca_tinh", "gd_ca_tinh", "ca_nhan", "1"),
      AWARD ("giay_khen_huyen", "ct_ubnd_huyen", "tap_the", "4"),
      AWARD ("giay_khen_huyen", "ct_ubnd_huyen", "ca_nhan", "6"), "total indicator=units.held|value=8",
      "total indicator=attendance|value=2600|qualifier=tren", "total indicator=weapons|value=51" },
    { { "commendations.medal", "records 3" },
      { "commendations.police.collective", "records 1" },
      { "commendations.police.individual", "records 1" },
      { "commendations.district.collective", "records 4" },
      { "commendations.district.individual", "records 6" },
      { "attendance", "total trên 2600" },
      { "weapons", "total 51" },
      { "units.held", "total 8" } },
    { { "Khen thưởng / Kỷ niệm chương", "3" },
      { "Khen thưởng / GK GĐ Công an tỉnh / TT", "1" },
      { "Khen thưởng / GK GĐ Công an tỉnh / CN", "1" },
      { "Khen thưởng / GK UBND huyện / TT", "4" },
      { "Khen thưởng / GK UBND huyện / CN", "6" },
      { "Lượt người dự", "trên 2.600*" },
      { "Vũ khí giao nộp", "51*" } },
    { "đã khen thưởng 05 tập thể, 10 cá nhân, gồm: Kỷ niệm chương “Bảo vệ an ninh Tổ quốc” cho 03 cá nhân",
      "Giấy khen của Giám đốc Công an tỉnh cho 01 tập thể, 01 cá nhân",
      "Giấy khen của Chủ tịch UBND huyện cho 04 tập thể, 06 cá nhân", "trên 2.600 lượt người", "giao nộp 51 vũ khí",
      "08 đơn vị cấp xã" } },
  { "Xã Quế Lộc, Quảng Nam 2023",
    NULL,
    "xã",
    "Quế Lộc",
    NULL,
    NH_ROLE_COMMUNE,
    2023,
    0,
    { "point place=Xã Quế Lộc|place_kind=xa|model_level=district|models=2",
      "gift category=hoan_canh_kho_khan|kind=suat_qua|quantity=8|giver=MTTQ xã" },
    { { "model_points", "records 1" },
      { "gifts.sets", "records 8" },
      { "models", "records 2" },
      { "gifts.value", "nothing" } },
    { { "Điểm chỉ đạo", "1" }, { "Quà tặng / Số suất", "8" }, { "Mô hình ra mắt", "2" } },
    { "tặng 08 suất quà cho hộ có hoàn cảnh khó khăn.", "Quà do MTTQ xã trao tặng.", "ra mắt 02 mô hình",
      "Có 01 điểm chỉ đạo của huyện." } },
  { "Phường Phước Trung, Bà Rịa 2024",
    NULL,
    "phường",
    "Phước Trung",
    NULL,
    NH_ROLE_COMMUNE,
    2024,
    0,
    { "total indicator=models|value=17",
      "gift category=hoan_canh_kho_khan|kind=suat_qua|quantity=50|unit_value=350000|value=17500000",
      "commendation form=khong_ro|recipient_kind=tt_cn|quantity=30|state=decided" },
    { { "models", "total 17" },
      { "gifts.sets", "records 50" },
      { "gifts.value", "records 17500000" },
      { "commendations.all.mixed", "records 30" } },
    { { "Mô hình ra mắt", "17*" },
      { "Quà tặng / Số suất", "50" },
      { "Quà tặng / Trị giá (tr.đ)", "17,5" },
      { "Khen thưởng / Chưa rõ hình thức / TT, CN", "30" } },
    { "17 mô hình", "50 suất quà", "trị giá 17,5 triệu đồng", "đã khen thưởng 30 tập thể, cá nhân." } },
  { "Xã Thường Thới Hậu A, Đồng Tháp 2022",
    NULL,
    "xã",
    "Thường Thới Hậu A",
    NULL,
    NH_ROLE_COMMUNE,
    2022,
    0,
    { "point place=Xã Thường Thới Hậu A|place_kind=xa|model_level=province|date_from=2022-08-12",
      "gift category=hoan_canh_kho_khan|kind=suat_qua|quantity=100" },
    { { "model_points", "records 1" }, { "gifts.sets", "records 100" } },
    { { "Điểm chỉ đạo", "1" }, { "Quà tặng / Số suất", "100" } },
    { "tại xã Thường Thới Hậu A, ngày 12/8/2022", "100 suất quà", "Có 01 điểm chỉ đạo của tỉnh." } },
  { "What is lumped or not known",
    NULL,
    "xã",
    "Thử",
    NULL,
    NH_ROLE_COMMUNE,
    2024,
    0,
    { AWARD ("ky_niem_chuong", "bo_truong_ca", "khong_ro", "10"), AWARD ("giay_khen_xa", "ct_ubnd_xa", "tap_the", "9"),
      AWARD ("giay_khen_xa", "ct_ubnd_xa", "tap_the", "unknown"), AWARD ("bieu_duong", "ct_ubnd_xa", "tap_the", "5"),
      AWARD ("huan_chuong", "chu_tich_nuoc", "tap_the", "1"), AWARD ("thu_khen", "mttq", "ca_nhan", "unknown"),
      "commendation form=khong_ro|recipient_kind=tt_cn|quantity=7|state=decided",
      "gift category=hoc_sinh|kind=xe_dap|quantity=5", "gift category=hoan_canh_kho_khan|kind=nha|quantity=2",
      "gift category=hoc_sinh|kind=suat_qua|quantity=unknown" },
    { { "commendations.medal.unsorted", "records 10" },
      { "commendations.commune.collective", "records ≥ 9" },
      { "commendations.praise.collective", "records 5" },
      { "commendations.letter.individual", "records unknown" },
      { "gifts.bicycles", "records 5" },
      { "gifts.houses", "records 2" },
      { "gifts.sets", "records unknown" },
      { "gifts.value", "nothing" } },
    { { "Khen thưởng / Kỷ niệm chương, chưa rõ", "10" },
      { "Khen thưởng / GK UBND xã / TT", "≥ 9" },
      { "Khen thưởng / Biểu dương / TT", "5" },
      { "Khen thưởng / Thư khen / CN", "…" },
      { "Quà tặng / Số suất", "…" },
      { "Quà tặng / Nhà", "2" },
      { "Quà tặng / Xe đạp", "5" },
      { "Khen thưởng / Huân chương / TT", "1" } },
    { "đã quyết định tặng Huân chương cho 01 tập thể; 10 Kỷ niệm chương “Bảo vệ an ninh Tổ quốc”; Giấy khen của Chủ "
      "tịch "
      "UBND "
      "xã cho ít nhất 09 tập thể; Thư khen cho cá nhân (chưa rõ số lượng; của MTTQ); biểu dương 05 tập thể (của Chủ "
      "tịch UBND xã); "
      "khen thưởng 07 tập "
      "thể, cá nhân (chưa rõ hình thức).",
      "Đã thăm hỏi, tặng suất quà (chưa rõ số lượng)", "02 nhà Đại đoàn kết, nhà tình nghĩa", "05 xe đạp" } },
  { "Tỉnh Thái Nguyên 2022",
    NULL,
    "tỉnh",
    "Thái Nguyên",
    NULL,
    NH_ROLE_PROVINCE,
    2022,
    0,
    { "total indicator=units.held|value=76", "total indicator=areas|value=117",
      "total indicator=commendations.all|value=180|qualifier=gan" },
    { { "units.held", "total 76" }, { "areas", "total 117" }, { "commendations.all", "total gần 180" } },
    { { "Đơn vị tổ chức", "76*" }, { "Khu dân cư tổ chức", "117*" }, { "Khen thưởng / Chưa phân loại", "gần 180*" } },
    { "Toàn tỉnh có 76 đơn vị cấp xã và 117 khu dân cư tổ chức Ngày hội.", "gần 180 lượt khen thưởng",
      "Công an tỉnh Thái Nguyên" } },
};

static gpointer
add_unit (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = nh_catalog_add_unit (connection, data, error);

  nh_ledger_note_catalog (ledger);
  return GINT_TO_POINTER ((int) id);
}

/* Makes a ledger for the place and gives its unit. */
static gint64
settle (NhFixture *fixture, const Place *place)
{
  g_autoptr (GError) error = NULL;
  NhUnit unit = { .kind = (char *) place->kind, .name = (char *) place->title };
  NhUnit owner = place->above != NULL ? (NhUnit){ .kind = (char *) "tỉnh", .name = (char *) place->above } : unit;
  NhLedgerSpec spec = { .unit_code = place->code,
                        .unit_on = nh_catalog_season_day (place->year),
                        .role = place->role,
                        .typed_unit = place->code == NULL ? &owner : NULL };
  gint64 id;

  nh_fixture_create (fixture, &spec);
  if (place->above == NULL)
    return nh_ledger_get_unit (fixture->ledger);
  unit.parent = nh_ledger_get_unit (fixture->ledger);
  id = GPOINTER_TO_INT (nh_ledger_call (fixture->ledger, NH_ON_WRITER, add_unit, &unit, NULL, &error));
  g_assert_no_error (error);
  return id;
}

static void
check_cells (NhSheet *sheet, const Place *place)
{
  NhTable *table = nh_sheet_get_table (sheet);

  for (guint i = 0; i < G_N_ELEMENTS (place->cells) && place->cells[i].column != NULL; i++)
    {
      g_autofree char *found = NULL;

      for (guint column = 0; found == NULL && column < nh_table_get_n_columns (table); column++)
        {
          g_autofree char *title = nh_table_get_full_title (table, (int) column);

          if (g_str_equal (title, place->cells[i].column))
            found = nh_table_format_cell (table, 0, (int) column);
        }
      g_test_message ("%s", place->cells[i].column);
      g_assert_cmpstr (found, ==, place->cells[i].expected);
    }
}

static void
test_place (gconstpointer data)
{
  const Place *place = data;
  g_auto (NhFixture) fixture = { 0 };
  gint64 unit = settle (&fixture, place);
  g_autoptr (NhFigures) figures = NULL;
  g_autoptr (NhSheet) summary = NULL;
  g_autoptr (NhSheet) paragraph = NULL;
  g_autoptr (NhSheet) points = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (place->records) && place->records[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (place->records[i], " ", 2);

      nh_fixture_save (&fixture, words[0], unit, place->year, words[1]);
    }
  figures = nh_fixture_figures (&fixture, unit, place->year, place->as_of);
  for (guint i = 0; i < G_N_ELEMENTS (place->figures) && place->figures[i].indicator != NULL; i++)
    {
      g_autofree char *described = nh_fixture_describe (
          nh_figures_get (nh_figures_get_total (figures), place->figures[i].indicator));

      g_test_message ("%s", place->figures[i].indicator);
      g_assert_cmpstr (described, ==, place->figures[i].expected);
    }
  summary = nh_fixture_report (&fixture, "summary", unit, place->year, place->as_of);
  check_cells (summary, place);
  points = nh_fixture_report (&fixture, "points", unit, place->year, place->as_of);
  g_assert_nonnull (nh_sheet_get_table (points));
  paragraph = nh_fixture_report (&fixture, "paragraph", unit, place->year, place->as_of);
  text = nh_fixture_text (paragraph);
  for (guint i = 0; i < G_N_ELEMENTS (place->sentences) && place->sentences[i] != NULL; i++)
    if (strstr (text, place->sentences[i]) == NULL)
      g_error ("“%s” is not in:\n%s", place->sentences[i], text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reports/real/%s", places[i].name);

      g_test_add_data_func (path, &places[i], test_place);
    }
  return g_test_run ();
}
