/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The made-up points of the sample: plausible places, days and numbers whose sums are the published ones. Everything
 * follows from the seed, so the same file comes out each time. */

#include "nh-sample-private.h"

#include "nh-point.h"

#define MIN_POINTS 3
#define MAX_POINTS 11

#define MIN_AREA_ATTENDANCE 30
#define MAX_AREA_ATTENDANCE 95

/* One point before it becomes a record. */
typedef struct
{
  const NhUnit *unit;
  gboolean first; /* the commune's main point */
  gboolean commune_wide;
  gboolean province_leader, district_leader, commune_leader;
  char *place; /* owned */
  const char *kind;
  const char *model_level;
  int areas;
  int day;
  gint64 attendance;
  guint64 dice; /* random state for the remaining fields */
} Plan;

static void
plan_clear (gpointer data)
{
  g_free (((Plan *) data)->place);
}

/* How many points each commune has: NH_SAMPLE_POINTS in all. */
static int *
share_points (guint n_communes, guint64 *dice)
{
  int *counts = g_new (int, n_communes);
  int sum = 0;

  for (guint i = 0; i < n_communes; i++)
    sum += counts[i] = nh_sample_roll_between (dice, MIN_POINTS, MAX_POINTS - 1);
  while (sum != NH_SAMPLE_POINTS)
    {
      guint i = (guint) (nh_sample_roll (dice) % n_communes);
      int step = sum < NH_SAMPLE_POINTS ? 1 : -1;

      if (counts[i] + step < MIN_POINTS || counts[i] + step > MAX_POINTS)
        continue;
      counts[i] += step;
      sum += step;
    }
  return counts;
}

/* Most festivals are at a week-end or close to 19/8. */
static int
roll_day (guint64 *dice)
{
  static const int days[] = { 5, 6, 6, 7, 10, 11, 12, 13, 13, 13, 14, 14, 15, 16, 17, 17, 18, 18, 18, 19, 19, 20 };

  return days[nh_sample_roll (dice) % G_N_ELEMENTS (days)];
}

static const char *const village_names[] = {
  "Đông Xuân", "Bình Minh", "Tân Tiến",   "Nam Sơn",    "Trung Thành", "Yên Bình",   "Hồng Phong", "Phú Hòa",
  "Liên Minh", "Đại Đồng",  "Xuân Thắng", "Thanh Bình", "Bắc Hải",     "Tân Thành",  "Vĩnh Phúc",  "Quyết Tiến",
  "Đoàn Kết",  "Hòa Bình",  "Mỹ Lộc",     "Kim Sơn",    "Tây Hồ",      "Hưng Thịnh", "Phúc Sơn",
};

static void
name_place (Plan *plan, gboolean named, guint offset, guint *number)
{
  gboolean urban = !g_str_equal (plan->unit->kind, "xã");
  const char *kind = urban ? "Tổ dân phố" : "Thôn";

  plan->kind = urban ? "to_dan_pho" : "thon";
  plan->areas = 1;
  if (plan->commune_wide)
    {
      plan->kind = urban ? "phuong" : "xa";
      plan->areas = 0;
      plan->place = g_strdup_printf ("Trung tâm %s %s", plan->unit->kind, plan->unit->name);
    }
  else if (named)
    {
      plan->place = g_strdup_printf ("%s %s", kind,
                                     village_names[(offset + *number * 7) % G_N_ELEMENTS (village_names)]);
      *number += 1;
    }
  else if (!urban && plan->dice % 16 == 0)
    {
      plan->kind = "lien_thon";
      plan->areas = 2;
      plan->place = g_strdup_printf ("Liên thôn %u, %u", *number + 1, *number + 2);
      *number += 2;
    }
  else
    {
      plan->place = g_strdup_printf ("%s %u", kind, *number + 1);
      *number += 1;
    }
}

static void
plan_commune (const NhUnit *unit, int n_points, GArray *plans, guint64 *dice)
{
  gboolean named = nh_sample_roll (dice) % 5 < 2;
  gboolean has_wide = !g_str_equal (unit->kind, "thị trấn") && nh_sample_roll (dice) % 10 < 3;
  guint offset = (guint) (nh_sample_roll (dice) % G_N_ELEMENTS (village_names));
  int days[2] = { roll_day (dice), roll_day (dice) };
  guint number = 0;

  for (int i = 0; i < n_points; i++)
    {
      Plan plan = { .unit = unit, .first = i == 0, .commune_wide = i == 0 && has_wide, .dice = nh_sample_roll (dice) };

      name_place (&plan, named, offset, &number);
      plan.day = days[i % 2];
      plan.commune_leader = plan.first || plan.dice % 5 < 3;
      plan.attendance = plan.commune_wide ? nh_sample_roll_between (dice, 110, 190)
                                          : nh_sample_roll_between (dice, 36, 78);
      g_array_append_val (plans, plan);
    }
}

/* Leaders go to the main points: provincial ones evenly over the communes, the district's to all but a few. */
static void
send_leaders (GArray *plans, guint n_communes)
{
  const NhUnit *district_model = NULL;
  guint commune = 0, n_province = 0, n_district = 0;

  for (guint i = 0; i < plans->len; i++)
    {
      Plan *plan = &g_array_index (plans, Plan, i);

      if (!plan->first)
        continue;
      if (n_province < NH_SAMPLE_PROVINCE_LEADERS &&
          commune == 4 + n_province * n_communes / NH_SAMPLE_PROVINCE_LEADERS)
        {
          plan->province_leader = TRUE;
          if (n_province++ % 7 == 0)
            plan->model_level = "province";
        }
      if (n_district < NH_SAMPLE_DISTRICT_LEADERS && commune % 31 != 5)
        {
          plan->district_leader = TRUE;
          n_district++;
          if (plan->model_level == NULL && (district_model == NULL || district_model->parent != plan->unit->parent))
            {
              plan->model_level = "district";
              district_model = plan->unit;
            }
        }
      commune++;
    }
  g_assert (n_province == NH_SAMPLE_PROVINCE_LEADERS && n_district == NH_SAMPLE_DISTRICT_LEADERS);
}

/* Adjusts residential points by one until the sum matches. */
static void
balance_attendance (GArray *plans)
{
  gint64 sum = 0;

  for (guint i = 0; i < plans->len; i++)
    sum += g_array_index (plans, Plan, i).attendance;
  for (guint i = 0; sum != NH_SAMPLE_ATTENDANCE; i = (i + 1) % plans->len)
    {
      Plan *plan = &g_array_index (plans, Plan, i);
      int step = sum < NH_SAMPLE_ATTENDANCE ? 1 : -1;

      if (plan->commune_wide || plan->attendance + step < MIN_AREA_ATTENDANCE ||
          plan->attendance + step > MAX_AREA_ATTENDANCE)
        continue;
      plan->attendance += step;
      sum += step;
    }
}

static void
set_leaders (NhRecord *draft, const Plan *plan)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  if (plan->province_leader)
    g_string_append (codes, "province,");
  if (plan->district_leader)
    g_string_append (codes, "district,");
  if (plan->commune_leader)
    g_string_append (codes, "commune,");
  if (codes->len > 0)
    g_string_truncate (codes, codes->len - 1);
  nh_record_set_text (draft, NH_POINT_LEADERS, codes->str);
}

static void
set_programme (NhRecord *draft, const Plan *plan)
{
  static const char *const festivities[] = { "van_nghe",         "the_thao", "van_nghe,the_thao",
                                             "van_hoa,van_nghe", "toa_dam",  "van_nghe,tham_hoi" };
  static const char *const models[] = { "Tổ liên gia tự quản", "Camera an ninh", "Tiếng kẻng an ninh",
                                        "Dòng họ tự quản về ANTT" };
  gboolean pact = plan->first || plan->dice / 5 % 4 == 0;
  gboolean model = plan->dice / 97 % 12 == 0;

  nh_record_set_text (draft, NH_POINT_CEREMONY,
                      pact ? "chao_co,dien_van,khen_thuong,ky_giao_uoc" : "chao_co,dien_van,khen_thuong");
  nh_record_set_text (draft, NH_POINT_FESTIVITIES, festivities[plan->dice / 11 % G_N_ELEMENTS (festivities)]);
  nh_record_set_number (draft, NH_POINT_PACTS, pact ? 1 : 0);
  nh_record_set_number (draft, NH_POINT_MODELS, model ? 1 : 0);
  if (model)
    nh_record_set_text (draft, NH_POINT_MODEL_NAMES, models[plan->dice / 1201 % G_N_ELEMENTS (models)]);
}

static NhRecord *
make_point (const Plan *plan, guint n)
{
  NhRecord *draft = nh_sample_draft_new (&nh_point_type, plan->unit->id, n);

  nh_record_set_text (draft, NH_POINT_PLACE, plan->place);
  nh_record_set_text (draft, NH_POINT_PLACE_KIND, plan->kind);
  if (plan->areas > 0)
    nh_record_set_number (draft, NH_POINT_AREAS, plan->areas);
  nh_record_set_text (draft, NH_POINT_STATUS, "held");
  nh_record_set_number (draft, NH_POINT_DATE_FROM, nh_date_new (NH_SAMPLE_YEAR, 8, plan->day));
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, plan->attendance);
  set_leaders (draft, plan);
  if (plan->model_level != NULL)
    nh_record_set_text (draft, NH_POINT_MODEL_LEVEL, plan->model_level);
  set_programme (draft, plan);
  nh_record_set_text (draft, NH_POINT_SOURCE, "Số liệu minh họa");
  return draft;
}

void
nh_sample_add_points (NhCatalog *catalog, gint64 province, GPtrArray *drafts)
{
  g_autoptr (GPtrArray)
      districts = nh_catalog_get_below (catalog, province, NH_LEVEL_DISTRICT, nh_catalog_season_day (NH_SAMPLE_YEAR));
  g_autoptr (GPtrArray) communes = g_ptr_array_new ();
  g_autoptr (GArray) plans = g_array_new (FALSE, TRUE, sizeof (Plan));
  g_autofree int *counts = NULL;
  guint64 dice = NH_SAMPLE_YEAR;

  g_array_set_clear_func (plans, plan_clear);
  for (guint i = 0; i < districts->len; i++)
    {
      const NhUnit *district = g_ptr_array_index (districts, i);
      g_autoptr (GPtrArray) below = nh_catalog_get_below (catalog, district->id, NH_LEVEL_COMMUNE,
                                                          nh_catalog_season_day (NH_SAMPLE_YEAR));

      g_ptr_array_extend (communes, below, NULL, NULL);
    }
  counts = share_points (communes->len, &dice);
  for (guint i = 0; i < communes->len; i++)
    plan_commune (g_ptr_array_index (communes, i), counts[i], plans, &dice);
  send_leaders (plans, communes->len);
  balance_attendance (plans);
  for (guint i = 0; i < plans->len; i++)
    g_ptr_array_add (drafts, make_point (&g_array_index (plans, Plan, i), i));
}
