/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The made-up gifts and commendations of the sample. The gifts are as many suất as were published. */

#include "nh-sample-private.h"

#include <string.h>

#include "nh-commendation.h"
#include "nh-gift.h"
#include "nh-kind.h"
#include "nh-point.h"

#define SOURCE "Số liệu minh họa"
#define EVERY_GIFT 2      /* every so many communes, suất quà were given */
#define SETS_A_COMMUNE 4  /* about so many */
#define FIRST_GIFT 200000 /* numbers of the uuids */
#define FIRST_AWARD 300000
#define NAME_STEP 389 /* shares no divisor with the number of names */

/* The first points of the communes. (transfer container) */
static GPtrArray *
list_first_points (GPtrArray *points)
{
  GPtrArray *first = g_ptr_array_new ();
  gint64 before = 0;

  for (guint i = 0; i < points->len; i++)
    {
      gint64 unit = nh_record_get_info (points->pdata[i])->unit;

      if (unit != before)
        g_ptr_array_add (first, points->pdata[i]);
      before = unit;
    }
  return first;
}

static const char *
unit_name (NhCatalog *catalog, const NhRecord *point)
{
  return nh_catalog_get_unit (catalog, nh_record_get_info (point)->unit)->title;
}

/* --- Gifts --- */

/* Who gives, and out of which money. */
static const struct
{
  const char *giver, *funding;
  gint64 each;
} givers[] = {
  { "Ủy ban MTTQ Việt Nam các cấp", "quy_vi_nguoi_ngheo", 300000 },
  { "Công an tỉnh Hà Tĩnh", "ngan_sach", 500000 },
  { "UBND xã, phường", "ngan_sach", 300000 },
  { "các doanh nghiệp trên địa bàn", "xa_hoi_hoa", 500000 },
};

static NhRecord *
make_gift (const NhRecord *point, guint n, int sets, guint64 dice)
{
  static const char *const categories[] = { "chinh_sach", "ho_ngheo", "hoan_canh_kho_khan", "hoc_sinh",
                                            "nguoi_co_uy_tin" };
  NhRecord *gift = nh_sample_draft_new (&nh_gift_type, nh_record_get_info (point)->unit, FIRST_GIFT + n);
  guint by = dice / 7 % G_N_ELEMENTS (givers);
  g_autofree char *funding = g_strdup_printf ("%s:%" G_GINT64_FORMAT, givers[by].funding, givers[by].each * sets);

  nh_record_set_text (gift, NH_GIFT_CATEGORY, categories[dice % G_N_ELEMENTS (categories)]);
  nh_record_set_text (gift, NH_GIFT_KIND, "suat_qua");
  nh_record_set_number (gift, NH_GIFT_QUANTITY, sets);
  nh_record_set_number (gift, NH_GIFT_UNIT_VALUE, givers[by].each);
  nh_record_set_number (gift, NH_GIFT_VALUE, givers[by].each * sets);
  nh_record_set_number (gift, NH_GIFT_DATE, nh_record_get_date (point, NH_POINT_DATE_FROM));
  nh_record_set_number (gift, NH_GIFT_POINT, nh_record_get_info (point)->id);
  nh_record_set_text (gift, NH_GIFT_GIVER, givers[by].giver);
  nh_record_set_text (gift, NH_GIFT_FUNDING, funding);
  nh_record_set_text (gift, NH_GIFT_SOURCE, SOURCE);
  return gift;
}

void
nh_sample_add_gifts (GPtrArray *points, GPtrArray *drafts)
{
  g_autoptr (GPtrArray) first = list_first_points (points);
  guint64 dice = NH_SAMPLE_YEAR + 1;
  int left = NH_SAMPLE_GIFTS;
  guint n = 0;

  for (guint i = 0; i < first->len && left > 0; i += EVERY_GIFT)
    {
      gboolean last = i + EVERY_GIFT >= first->len;
      int sets = last ? left : MIN (nh_sample_roll_between (&dice, SETS_A_COMMUNE - 1, SETS_A_COMMUNE), left);

      g_ptr_array_add (drafts, make_gift (first->pdata[i], n++, sets, nh_sample_roll (&dice)));
      left -= sets;
    }
  g_assert (left == 0);
}

/* --- Commendations --- */

/* A decision: for a body and a person of every @every communes from @from on; of several the first. */
static const struct
{
  const char *form, *number; /* %d: the district, which decides for itself */
  int day;
  guint every, from;
} decisions[] = {
  { "bang_khen_bo", "5120/QĐ-BCA", 1, 54, 7 },
  { "bang_khen_tinh", "1611/QĐ-UBND", 2, 18, 5 },
  { "giay_khen_ca_tinh", "842/QĐ-CAT", 2, 9, 3 },
  { "giay_khen_huyen", "%d/QĐ-UBND", 3, 2, 0 },
};

/* Made up of usual names, another one for each @n. (transfer full) */
static char *
make_name (guint n)
{
  static const char *const families[] = { "Nguyễn", "Trần", "Lê", "Phan", "Hoàng", "Võ", "Đặng", "Bùi", "Hồ", "Dương" };
  static const char *const middle[] = { "Văn", "Đình", "Xuân", "Thị", "Hữu", "Quang", "Thị Thu", "Đức", "Trọng" };
  static const char *const given[] = { "An",  "Bình",  "Dũng", "Hà",   "Hùng", "Lâm",   "Minh", "Nga",  "Phúc",
                                       "Sơn", "Thành", "Tuấn", "Vinh", "Yến",  "Cường", "Hiền", "Long", "Thủy" };
  guint n_names = G_N_ELEMENTS (families) * G_N_ELEMENTS (middle) * G_N_ELEMENTS (given);
  guint at = n * NAME_STEP % n_names;

  return g_strjoin (" ", families[at % G_N_ELEMENTS (families)],
                    middle[at / G_N_ELEMENTS (families) % G_N_ELEMENTS (middle)],
                    given[at / G_N_ELEMENTS (families) / G_N_ELEMENTS (middle)], NULL);
}

/* @name: of a person; NULL: the people of the place. */
static NhRecord *
make_commendation (NhCatalog *catalog, const NhRecord *point, guint n, guint decision, int district, const char *name)
{
  gint64 unit = nh_record_get_info (point)->unit;
  NhRecord *award = nh_sample_draft_new (&nh_commendation_type, unit, FIRST_AWARD + n);
  const char *place = nh_record_get_text (point, NH_POINT_PLACE);
  g_autofree char *body = g_strdup_printf ("Nhân dân và cán bộ %s, %s", place, unit_name (catalog, point));
  g_autofree char *where = g_strjoin (", ", place, unit_name (catalog, point), NULL);
  const char *mark = strstr (decisions[decision].number, "%d");
  g_autofree char *number = mark != NULL ? g_strdup_printf ("%d%s", 1900 + 41 * district, mark + 2)
                                         : g_strdup (decisions[decision].number);

  nh_record_set_text (award, NH_COMMENDATION_FORM, decisions[decision].form);
  nh_record_set_text (award, NH_COMMENDATION_DECISION_NUMBER, number);
  nh_record_set_number (award, NH_COMMENDATION_DECISION_DATE, nh_date_new (NH_SAMPLE_YEAR, 8, decisions[decision].day));
  nh_record_set_text (award, NH_COMMENDATION_RECIPIENT_KIND, name != NULL ? "ca_nhan" : "tap_the");
  nh_record_set_text (award, NH_COMMENDATION_RECIPIENT, name != NULL ? name : body);
  nh_record_set_text (award, NH_COMMENDATION_WORKPLACE, name != NULL ? where : unit_name (catalog, point));
  nh_record_set_number (award, NH_COMMENDATION_QUANTITY, 1);
  nh_record_set_text (award, NH_COMMENDATION_ACHIEVEMENT,
                      "Thành tích xuất sắc trong phong trào Toàn dân bảo vệ an ninh Tổ quốc");
  nh_record_set_text (award, NH_COMMENDATION_STATE, "presented");
  nh_record_set_number (award, NH_COMMENDATION_POINT, nh_record_get_info (point)->id);
  nh_record_set_text (award, NH_COMMENDATION_SOURCE, SOURCE);
  return award;
}

void
nh_sample_add_commendations (NhCatalog *catalog, GPtrArray *points, GPtrArray *drafts)
{
  g_autoptr (GPtrArray) first = list_first_points (points);
  gint64 before = 0;
  int district = 0;
  guint n = 0;

  for (guint i = 0; i < first->len; i++)
    {
      const NhRecord *point = first->pdata[i];
      gint64 above = nh_catalog_get_unit (catalog, nh_record_get_info (point)->unit)->parent;
      g_autofree char *name = make_name (i);
      guint d = 0;

      district += above != before;
      before = above;
      while (d < G_N_ELEMENTS (decisions) && i % decisions[d].every != decisions[d].from)
        d++;
      if (d == G_N_ELEMENTS (decisions))
        continue;
      g_ptr_array_add (drafts, make_commendation (catalog, point, n++, d, district, NULL));
      g_ptr_array_add (drafts, make_commendation (catalog, point, n++, d, district, name));
    }
}
