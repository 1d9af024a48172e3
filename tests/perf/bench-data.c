/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-data.h"

#include "ledger-fixture.h"
#include "nh-point.h"
#include "nh-store.h"

#define PROVINCE "42"
#define BATCH 20000

static const char *const kinds[] = { "thon", "xom", "to_dan_pho", "khu_pho" };
static const char *const heads[] = { "Thôn", "Xóm", "Tổ dân phố", "Khu phố" };
static const char *const words[] = { "Đông", "Tiến",   "Hồng", "Sơn",   "Yên",  "Bình", "Tân", "Phúc",
                                     "Lộc",  "Thượng", "Hạ",   "Trung", "Hòa",  "Quý",  "Đức", "Thọ",
                                     "Mỹ",   "Kỳ",     "Liên", "Xuân",  "Ngọc", "Ưng",  "Ấp",  "Nghĩa" };

char *
bench_place (GRand *rand)
{
  const char *head = heads[g_rand_int_range (rand, 0, G_N_ELEMENTS (heads))];
  const char *one = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
  const char *two = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];

  return g_strdup_printf ("%s %s %s %d", head, one, two, g_rand_int_range (rand, 1, 30));
}

static void
fill_point (NhRecord *draft, GRand *rand, int year)
{
  g_autofree char *place = bench_place (rand);
  static const char *const leaders[] = { "", "commune", "province,commune", "commune", "" };
  NhValue code = NH_VALUE_INIT;
  g_autofree char *organisers = g_strdup_printf ("Chi bộ, Ban công tác Mặt trận %s", place);

  nh_record_set_text (draft, NH_POINT_PLACE, place);
  nh_record_set_text (draft, NH_POINT_ORGANISERS, organisers);
  nh_value_set_text (&code, kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))]);
  nh_record_set (draft, NH_POINT_PLACE_KIND, &code);
  nh_value_set_text (&code, "held");
  nh_record_set (draft, NH_POINT_STATUS, &code);
  nh_value_set_text (&code, leaders[g_rand_int_range (rand, 0, G_N_ELEMENTS (leaders))]);
  nh_record_set (draft, NH_POINT_LEADERS, &code);
  nh_value_clear (&code);
  nh_record_set_number (draft, NH_POINT_DATE_FROM, nh_date_new (year, 8, g_rand_int_range (rand, 1, 20)));
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, g_rand_int_range (rand, 60, 400));
  nh_record_set_number (draft, NH_POINT_HOUSEHOLDS, g_rand_int_range (rand, 40, 300));
  nh_record_set_number (draft, NH_POINT_PEOPLE, g_rand_int_range (rand, 150, 1200));
  nh_record_set_number (draft, NH_POINT_COST, g_rand_int_range (rand, 10, 200) * G_GINT64_CONSTANT (100000));
}

GPtrArray *
bench_points (NhCatalog *catalog, GRand *rand, guint n, int year)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  NhDate day = nh_catalog_season_day (year);
  gint64 province = nh_catalog_find_unit (catalog, PROVINCE, day)->id;
  g_autoptr (GPtrArray) communes = nh_catalog_get_below (catalog, province, NH_LEVEL_COMMUNE, day);

  for (guint i = 0; i < n; i++)
    {
      const NhUnit *unit = communes->pdata[g_rand_int_range (rand, 0, (int) communes->len)];
      NhRecord *draft = nh_record_new (&nh_point_type, unit->id, year);

      fill_point (draft, rand, year);
      g_ptr_array_add (drafts, draft);
    }
  return drafts;
}

static gpointer
save_all (NhConnection *connection, NhLedger *ledger, gpointer drafts, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_store_save_many (connection, ledger, drafts, "import", NULL, error));
}

char *
bench_province (const char *folder, const char *name, guint n, guint n_years)
{
  NhLedgerSpec spec = { .unit_code = PROVINCE, .unit_on = 20260819, .role = NH_ROLE_PROVINCE };
  g_autoptr (GRand) rand = g_rand_new_with_seed (19082026);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);
  NhLedger *ledger;

  nh_ledger_create (path, &spec, &error);
  g_assert_no_error (error);
  ledger = fixture_open (path, NH_OPEN_DEFAULT);
  for (guint i = 0; i < n_years; i++)
    for (guint done = 0; done < n / n_years; done += BATCH)
      {
        g_autoptr (GPtrArray)
            drafts = bench_points (nh_ledger_get_catalog (ledger), rand, MIN (BATCH, n / n_years - done),
                                   BENCH_LAST_YEAR - (int) (n_years - 1 - i));

        nh_ledger_call (ledger, NH_ON_WRITER, save_all, drafts, NULL, &error);
        g_assert_no_error (error);
      }
  fixture_close (ledger);
  return path;
}
