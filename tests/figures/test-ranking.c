/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Units and points side by side: order, last year's figures across mergers, who has not reported. */

#include "nh-fixture.h"
#include "nh-ranking.h"

#define PROVINCE "42"
#define COMMUNE "18709"   /* xã Cẩm Nhượng */
#define NEIGHBOUR "18712" /* xã Nam Phúc Thăng */
#define FAR "18115"       /* phường Bắc Hồng, thị xã Hồng Lĩnh */
#define MERGED "18673"    /* xã Cẩm Xuyên of 2025 … */
#define TOWN "18673"      /* … of thị trấn Cẩm Xuyên, … */
#define PART "18697"      /* … xã Cẩm Quang and one more */
#define DIVIDED "18073"   /* phường Thành Sen of 2025, with a part of phường Đại Nài */

static NhFixture fixture;

static GPtrArray *
rank_units (int year, NhFigures **figures, NhFigures **before)
{
  *figures = nh_fixture_figures (&fixture, nh_fixture_unit (&fixture, PROVINCE, year), year, NH_DATE_NONE);
  *before = nh_fixture_figures (&fixture, nh_fixture_unit (&fixture, PROVINCE, year - 1), year - 1, NH_DATE_NONE);
  return nh_ranking_of_units (*figures, *before, nh_ledger_get_catalog (fixture.ledger));
}

static const NhRanked *
find_unit (GPtrArray *ranked, gint64 unit)
{
  for (guint i = 0; i < ranked->len; i++)
    if (((const NhRanked *) g_ptr_array_index (ranked, i))->unit->id == unit)
      return g_ptr_array_index (ranked, i);
  g_assert_not_reached ();
}

static void
assert_name (GPtrArray *sorted, guint place, const char *name)
{
  g_assert_cmpstr (((const NhRanked *) g_ptr_array_index (sorted, place))->name, ==, name);
}

static void
test_order (void)
{
  g_autoptr (NhFigures) figures = NULL, before = NULL;
  g_autoptr (GPtrArray) ranked = NULL, sorted = NULL, missing = NULL;
  guint attendance = nh_indicator_index ("attendance");
  const NhRanked *first;

  nh_fixture_empty (&fixture);
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, COMMUNE, 2022), 2022, "attendance=100");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, COMMUNE, 2021), 2021, "attendance=90");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, NEIGHBOUR, 2022), 2022, "attendance=none");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, FAR, 2022), 2022, "attendance=250");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, PROVINCE, 2022), 2022, "attendance=300");
  ranked = rank_units (2022, &figures, &before);
  g_assert_cmpuint (ranked->len, ==, 217); /* 216 communes and the province's own row, which stands first */
  assert_name (ranked, 0, "Cấp tỉnh");

  sorted = nh_ranking_sort (ranked, "attendance");
  g_assert_cmpuint (sorted->len, ==, 217);
  assert_name (sorted, 0, "Cấp tỉnh");
  assert_name (sorted, 1, "Phường Bắc Hồng");
  assert_name (sorted, 2, "Xã Cẩm Nhượng");
  assert_name (sorted, 3, "Xã Nam Phúc Thăng"); /* "không có" says more than nothing */
  first = g_ptr_array_index (sorted, 2);
  g_assert_cmpint (first->figures[attendance].value, ==, 100);
  g_assert_cmpint (first->before[attendance].value, ==, 90);
  g_assert_cmpstr (first->group->title, ==, "Huyện Cẩm Xuyên");
  g_assert_true (first->reported);
  g_assert_false (((const NhRanked *) g_ptr_array_index (sorted, 4))->reported);
  g_assert_true (((const NhRanked *) g_ptr_array_index (sorted, 4)) ==
                 g_ptr_array_index (ranked, 1)); /* among equals as on a sheet */

  missing = nh_ranking_missing (figures);
  g_assert_cmpuint (missing->len, ==, 213);
  for (guint i = 0; i < missing->len; i++)
    g_assert_cmpint (((const NhFigureRow *) g_ptr_array_index (missing, i))->unit->id, !=,
                     nh_fixture_unit (&fixture, COMMUNE, 2022));
}

/* DOMAIN §3: compared on the units of today; what was divided is not guessed. */
static void
test_mergers (void)
{
  g_autoptr (NhFigures) figures = NULL, before = NULL;
  g_autoptr (GPtrArray) ranked = NULL;
  guint attendance = nh_indicator_index ("attendance"), n_split = 0;
  const NhRanked *merged, *divided;

  nh_fixture_empty (&fixture);
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, TOWN, 2024), 2024, "attendance=40");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, PART, 2024), 2024, "attendance=2");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, DIVIDED, 2024), 2024, "attendance=7");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, MERGED, 2025), 2025, "attendance=50");
  ranked = rank_units (2025, &figures, &before);
  g_assert_cmpuint (ranked->len, ==, 69);

  merged = find_unit (ranked, nh_fixture_unit (&fixture, MERGED, 2025));
  g_assert_false (merged->split);
  g_assert_cmpint (merged->figures[attendance].value, ==, 50);
  g_assert_cmpint (merged->before[attendance].value, ==, 42);
  divided = find_unit (ranked, nh_fixture_unit (&fixture, DIVIDED, 2025));
  g_assert_true (divided->split);
  g_assert_cmpint (divided->before[attendance].state, ==, NH_VALUE_BLANK);
  for (guint i = 0; i < ranked->len; i++)
    n_split += ((const NhRanked *) g_ptr_array_index (ranked, i))->split != NULL;
  g_assert_cmpuint (n_split, ==, 5);
}

typedef struct
{
  gint64 unit;
  guint most;
} Question;

static gpointer
rank_points (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return nh_ranking_of_points (connection, ledger, question->unit, 2022, question->most, error);
}

static void
test_points (void)
{
  Question question = { nh_fixture_unit (&fixture, COMMUNE, 2022), 10 };
  guint attendance = nh_indicator_index ("attendance"), points = nh_indicator_index ("points");
  g_autoptr (GPtrArray) ranked = NULL, sorted = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  const NhRanked *first;
  gint64 id;

  nh_fixture_empty (&fixture);
  nh_fixture_save (&fixture, "point", question.unit, 2022, "place=Thôn 1|attendance=10");
  id = nh_fixture_save (&fixture, "point", question.unit, 2022, "place=Thôn Hoà Bình|attendance=30");
  nh_fixture_save (&fixture, "point", question.unit, 2022, "place=Thôn 3|status=planned|attendance=90");
  nh_fixture_save (&fixture, "point", question.unit, 2021, "place=Thôn Hòa Bình|attendance=25");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, NEIGHBOUR, 2022), 2022, "place=Thôn 9|attendance=99");
  for (int year = 2021; year <= 2022; year++)
    nh_fixture_save (&fixture, "gift", question.unit, year,
                     "category=ho_ngheo|kind=suat_qua|quantity=3"); /* no point's */
  ranked = nh_ledger_call (fixture.ledger, NH_ON_READER, rank_points, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ranked->len, ==, 2); /* held ones, of this unit */
  sorted = nh_ranking_sort (ranked, "attendance");
  first = g_ptr_array_index (sorted, 0);
  g_assert_cmpint (first->record, ==, id);
  g_assert_cmpstr (first->name, ==, "Thôn Hoà Bình");
  g_assert_cmpint (first->figures[attendance].value, ==, 30);
  g_assert_cmpint (first->before[attendance].value, ==, 25); /* the same place, its tone mark placed the other way */
  g_assert_cmpint (first->figures[points].state, ==, NH_VALUE_BLANK);

  question.most = 2;
  none = nh_ledger_call (fixture.ledger, NH_ON_READER, rank_points, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  const NhLedgerSpec spec = { .unit_code = PROVINCE, .unit_on = 20220819, .role = NH_ROLE_PROVINCE };
  int failed;

  nh_indicators_init ();
  g_test_init (&argc, &argv, NULL);
  nh_fixture_create (&fixture, &spec);
  g_test_add_func ("/ranking/order", test_order);
  g_test_add_func ("/ranking/mergers", test_mergers);
  g_test_add_func ("/ranking/points", test_points);
  failed = g_test_run ();
  nh_fixture_clear (&fixture);
  return failed;
}
