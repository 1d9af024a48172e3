/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures from records and totals of a ledger: children, own records, own totals, cut-off, four kinds of nothing. */

#include <string.h>

#include "nh-figure-text.h"
#include "nh-fixture.h"

#define PROVINCE "42"
#define DISTRICT "446"    /* huyện Cẩm Xuyên */
#define COMMUNE "18709"   /* xã Cẩm Nhượng */
#define NEIGHBOUR "18712" /* xã Nam Phúc Thăng, of the same district */
#define FAR "18115"       /* phường Bắc Hồng, thị xã Hồng Lĩnh; another unit since 2025 */

/* Records as "type unit fields"; then the figures asked for as "unit indicator" and what they are. Unit "own:X" is the
 * row of X's own records. */
typedef struct
{
  const char *name;
  int year;
  NhDate as_of;
  const char *records[6];
  struct
  {
    const char *unit, *indicator, *expected;
  } asked[8];
} Case;

static const Case cases[] = {
  { "nothing", 2022, 0, { NULL }, { { PROVINCE, "points", "nothing" }, { COMMUNE, "points", "nothing" } } },
  { "children",
    2022,
    0,
    { "point " COMMUNE " attendance=100", "point " COMMUNE " attendance=50", "point " FAR " attendance=7" },
    { { COMMUNE, "points", "records 2" },
      { DISTRICT, "points", "sum 2" },
      { PROVINCE, "points", "sum 3" },
      { PROVINCE, "attendance", "sum 157" },
      { NEIGHBOUR, "points", "nothing" },
      { PROVINCE, "units.held", "sum 2" } } },
  { "a total of the province where no child has data",
    2022,
    0,
    { "point " COMMUNE " attendance=100", "total " PROVINCE " indicator=gifts.sets|value=412" },
    { { PROVINCE, "gifts.sets", "total 412" },
      { DISTRICT, "gifts.sets", "nothing" },
      { PROVINCE, "attendance", "sum 100" } } },
  { "children win over the province's total",
    2022,
    0,
    { "total " COMMUNE " indicator=gifts.sets|value=128", "total " PROVINCE " indicator=gifts.sets|value=412" },
    { { PROVINCE, "gifts.sets", "sum 128~ (412)!" },
      { DISTRICT, "gifts.sets", "sum 128~" },
      { COMMUNE, "gifts.sets", "total 128" } } },
  { "unless the office keeps the total",
    2022,
    0,
    { "total " COMMUNE " indicator=gifts.sets|value=128",
      "total " PROVINCE " indicator=gifts.sets|value=412|keep=total" },
    { { PROVINCE, "gifts.sets", "total 412 (128)!" }, { DISTRICT, "gifts.sets", "sum 128~" } } },
  { "a kept total of a district goes into the province's sum",
    2022,
    0,
    { "point " COMMUNE " ", "total " DISTRICT " indicator=points|value=30|keep=total", "point " FAR " " },
    { { DISTRICT, "points", "total 30 (1)!" }, { PROVINCE, "points", "sum 31~" } } },
  { "records of a commune beside its total",
    2022,
    0,
    { "point " COMMUNE " attendance=100", "total " COMMUNE " indicator=attendance|value=90" },
    { { COMMUNE, "attendance", "records 100 (90)!" }, { PROVINCE, "attendance", "sum 100" } } },
  { "records without the number leave it to the total",
    2022,
    0,
    { "point " COMMUNE " place=Thôn 1", "total " COMMUNE " indicator=attendance|value=1750|qualifier=tren" },
    { { COMMUNE, "attendance", "total trên 1750" },
      { PROVINCE, "attendance", "sum trên 1750~" },
      { COMMUNE, "points", "records 1" } } },
  { "own records of the province in a row of their own",
    2022,
    0,
    { "point " PROVINCE " attendance=300", "point " COMMUNE " attendance=100" },
    { { PROVINCE, "attendance", "sum 400" },
      { "own:" PROVINCE, "attendance", "records 300" },
      { PROVINCE, "units.held", "sum 1" },
      { "own:" PROVINCE, "units.held", "nothing" } } },
  { "own records only",
    2022,
    0,
    { "point " PROVINCE " attendance=300", "total " PROVINCE " indicator=attendance|value=500" },
    { { PROVINCE, "attendance", "records 300 (500)!" } } },
  { "own records of a district",
    2022,
    0,
    { "point " DISTRICT " attendance=30", "point " COMMUNE " attendance=100" },
    { { DISTRICT, "attendance", "sum 130" },
      { "own:" DISTRICT, "attendance", "records 30" },
      { PROVINCE, "attendance", "sum 130" } } },
  { "none, not known, nothing",
    2022,
    0,
    { "point " COMMUNE " attendance=none|weapons=unknown|pacts=0", "point " NEIGHBOUR " attendance=none" },
    { { COMMUNE, "attendance", "records none" },
      { COMMUNE, "weapons", "records unknown" },
      { COMMUNE, "pacts", "records 0" },
      { COMMUNE, "models", "nothing" },
      { PROVINCE, "attendance", "sum none" },
      { PROVINCE, "weapons", "sum unknown" } } },
  { "a nil total",
    2022,
    0,
    { "total " COMMUNE " indicator=gifts.sets|value=none" },
    { { COMMUNE, "gifts.sets", "total none" }, { PROVINCE, "gifts.sets", "sum none~" } } },
  { "a unit that held by its total",
    2022,
    0,
    { "total " COMMUNE " indicator=points|value=12" },
    { { COMMUNE, "points", "total 12" }, { COMMUNE, "units.held", "total 1" }, { PROVINCE, "units.held", "sum 1~" } } },
  { "cut-off",
    2022,
    20220816,
    { "point " COMMUNE " date_from=2022-08-06|attendance=10",
      "point " COMMUNE " date_from=2022-08-13|date_to=2022-08-18|attendance=20",
      "point " COMMUNE " date_from=2022-08-17|attendance=40", "point " COMMUNE " attendance=80" },
    { { COMMUNE, "points", "records 2" }, { COMMUNE, "attendance", "records 30" } } },
  { "without a date, at a cut-off on the day of the festival",
    2022,
    20220819,
    { "point " COMMUNE " attendance=80", "point " COMMUNE " date_from=2022-08-20|attendance=7" },
    { { COMMUNE, "points", "records 1" }, { COMMUNE, "attendance", "records 80" } } },
  { "planned, cancelled and twice reported",
    2022,
    0,
    { "point " COMMUNE " attendance=10", "point " COMMUNE " status=planned|attendance=20",
      "point " COMMUNE " status=cancelled|attendance=40", "point " COMMUNE " duplicate_of=1|attendance=80",
      "point " NEIGHBOUR " status=planned", "point " FAR " status=cancelled" },
    { { COMMUNE, "points", "records 1" },
      { COMMUNE, "attendance", "records 10" },
      { NEIGHBOUR, "points", "nothing" },
      { FAR, "points", "records 0?" } } },
  { "kinds of places",
    2022,
    0,
    { "point " COMMUNE " place_kind=thon", "point " COMMUNE " place_kind=lien_thon|areas=3",
      "point " COMMUNE " place_kind=xa", "point " COMMUNE " place_kind=truong", "point " COMMUNE " place_kind=khac" },
    { { COMMUNE, "points", "records 5" },
      { COMMUNE, "points.residential", "records 2" },
      { COMMUNE, "points.commune", "records 1" },
      { COMMUNE, "points.organisation", "records 2" } } },
  { "levels overlap",
    2022,
    0,
    { "point " COMMUNE " leaders=province,district,commune|model_level=district", "point " COMMUNE " leaders=commune",
      "point " COMMUNE " " },
    { { COMMUNE, "points", "records 3" },
      { COMMUNE, "leaders.province", "records 1" },
      { COMMUNE, "leaders.district", "records 1" },
      { COMMUNE, "leaders.commune", "records 2" },
      { COMMUNE, "leaders.central", "records 0?" },
      { COMMUNE, "model_points", "records 1" } } },
  { "a total of leaders where records tell of none",
    2022,
    0,
    { "point " COMMUNE " ", "total " PROVINCE " indicator=leaders.province|value=15" },
    { { PROVINCE, "leaders.province", "total 15" }, { COMMUNE, "leaders.province", "records 0?" } } },
  { "without districts",
    2025,
    0,
    { "point 18073 attendance=100", "point 18115 attendance=7" },
    { { PROVINCE, "attendance", "sum 107" }, { "18115", "attendance", "records 7" } } },
};

/* One ledger for all cases: making one takes longer than a case. */
static NhFixture fixture;

static void
save_case (const Case *test)
{
  for (guint i = 0; i < G_N_ELEMENTS (test->records) && test->records[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (test->records[i], " ", 3);
      const char *fields = *words[2] != '\0' ? words[2] : "note=-";

      nh_fixture_save (&fixture, words[0], nh_fixture_unit (&fixture, words[1], test->year), test->year, fields);
    }
}

static const NhFigureRow *
find_row (NhFigures *figures, gint64 unit, gboolean own)
{
  GPtrArray *rows = nh_figures_get_rows (figures);

  if (!own && nh_figures_get_total (figures)->unit->id == unit)
    return nh_figures_get_total (figures);
  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = g_ptr_array_index (rows, i);

      if (row->unit->id == unit && row->own == own)
        return row;
      if (!own && row->group != NULL && row->group->unit->id == unit)
        return row->group;
    }
  return NULL;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (NhFigures) figures = NULL;

  nh_fixture_empty (&fixture);
  save_case (test);
  figures = nh_fixture_figures (&fixture, nh_fixture_unit (&fixture, PROVINCE, test->year), test->year, test->as_of);
  for (guint i = 0; i < G_N_ELEMENTS (test->asked) && test->asked[i].unit != NULL; i++)
    {
      gboolean own = g_str_has_prefix (test->asked[i].unit, "own:");
      gint64 unit = nh_fixture_unit (&fixture, test->asked[i].unit + (own ? strlen ("own:") : 0), test->year);
      const NhFigureRow *row = find_row (figures, unit, own);
      g_autofree char *text = NULL;

      g_test_message ("%s %s", test->asked[i].unit, test->asked[i].indicator);
      g_assert_nonnull (row);
      text = nh_fixture_describe (nh_figures_get (row, test->asked[i].indicator));
      g_assert_cmpstr (text, ==, test->asked[i].expected);
      /* A unit asked for by itself gives the same as in the hierarchy. */
      if (!own)
        {
          g_autoptr (NhFigures) alone = nh_fixture_figures (&fixture, unit, test->year, test->as_of);
          g_autofree char *again = nh_fixture_describe (
              nh_figures_get (nh_figures_get_total (alone), test->asked[i].indicator));

          g_assert_cmpstr (again, ==, test->asked[i].expected);
        }
    }
}

static void
test_rows (void)
{
  static const struct
  {
    int year;
    guint n_rows, n_groups, n_reported;
  } years[] = { { 2022, 216, 13, 1 }, { 2025, 69, 0, 0 } };

  nh_fixture_empty (&fixture);
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, COMMUNE, 2022), 2022, "attendance=1");
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, NEIGHBOUR, 2022), 2022, "status=planned");
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (NhFigures) figures = nh_fixture_figures (&fixture, nh_fixture_unit (&fixture, PROVINCE, years[i].year),
                                                          years[i].year, 0);
      g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
      GPtrArray *rows = nh_figures_get_rows (figures);
      guint n_units;

      for (guint r = 0; r < rows->len; r++)
        if (((const NhFigureRow *) g_ptr_array_index (rows, r))->group != NULL)
          g_hash_table_add (groups, (gpointer) ((const NhFigureRow *) g_ptr_array_index (rows, r))->group);
      g_assert_cmpuint (rows->len, ==, years[i].n_rows);
      g_assert_cmpuint (g_hash_table_size (groups), ==, years[i].n_groups);
      g_assert_cmpuint (nh_figures_count_reported (figures, &n_units), ==, years[i].n_reported);
      g_assert_cmpuint (n_units, ==, years[i].n_rows);
      g_assert_cmpint (nh_figures_get_year (figures), ==, years[i].year);
    }
}

static void
test_dated_indicators (void)
{
  static const struct
  {
    int year;
    const char *season;
    gboolean district;
  } years[] = {
    { 2024, NULL, TRUE },
    { 2025, NULL, FALSE },
    { 2026, "window_from=2026-07-01|window_to=2026-08-19", FALSE },
    { 2023, "window_from=2023-08-01|window_to=2023-08-20", TRUE },
  };
  gint64 province;

  nh_fixture_empty (&fixture);
  province = nh_fixture_unit (&fixture, PROVINCE, 2022);
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (NhFigures) figures = NULL;

      if (years[i].season != NULL)
        nh_fixture_save (&fixture, "season", province, years[i].year, years[i].season);
      figures = nh_fixture_figures (&fixture, province, years[i].year, 0);
      g_assert_cmpint (nh_figures_has_indicator (figures, "leaders.district"), ==, years[i].district);
      g_assert_true (nh_figures_has_indicator (figures, "points"));
    }
  /* A window that began while there were districts shows them. */
  nh_fixture_save (&fixture, "season", province, 2025, "window_from=2025-06-15|window_to=2025-08-19");
  {
    g_autoptr (NhFigures) figures = nh_fixture_figures (&fixture, province, 2025, 0);

    g_assert_true (nh_figures_has_indicator (figures, "leaders.district"));
  }
}

static void
test_other_season (void)
{
  g_autoptr (NhFigures) figures = NULL;
  g_autofree char *text = NULL;
  gint64 commune;

  nh_fixture_empty (&fixture);
  commune = nh_fixture_unit (&fixture, COMMUNE, 2022);
  nh_fixture_save (&fixture, "point", commune, 2021, "attendance=5"); /* another season */
  figures = nh_fixture_figures (&fixture, commune, 2022, 0);
  text = nh_fixture_describe (nh_figures_get (nh_figures_get_total (figures), "points"));
  g_assert_cmpstr (text, ==, "nothing");
}

/* SQLite's plan for @sql, a line a step. */
static char *
explain (NhConnection *connection, const char *sql)
{
  g_autofree char *asked = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *statement = nh_connection_prepare (connection, asked, NULL);
  GString *plan = g_string_new (NULL);

  g_assert_nonnull (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", nh_statement_get_text (statement, 3));
  nh_statement_done (statement);
  return g_string_free (plan, FALSE);
}

static gpointer
look_at_plans (NhConnection *connection, NhLedger *ledger, gpointer unit, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhFigures) figures = nh_figures_compute (connection, ledger, *(gint64 *) unit, 2022, NH_DATE_NONE, error);
  g_autoptr (GHashTable)
      points = nh_figures_compute_points (connection, ledger, *(gint64 *) unit, 2022, NH_DATE_NONE, error);
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (figures != NULL && points != NULL);
  for (sqlite3_stmt *at = sqlite3_next_stmt (nh_connection_get_db (connection), NULL); at != NULL;
       at = sqlite3_next_stmt (nh_connection_get_db (connection), at))
    if (strstr (sqlite3_sql (at), "p.duplicate_of IS NULL") != NULL)
      g_ptr_array_add (queries, g_strdup (sqlite3_sql (at)));
  g_assert_cmpuint (queries->len, >=, 3 * 2 * 2); /* types; what counts and the rest; by unit and by point */
  for (guint i = 0; i < queries->len; i++)
    {
      g_autofree char *plan = explain (connection, queries->pdata[i]);

      g_test_message ("%s\n%s", (char *) queries->pdata[i], plan);
      g_assert_nonnull (strstr (plan, "SEARCH p USING COVERING INDEX"));
    }
  return NULL;
}

/* No record is looked up for them: all that they ask stands in an index of the year. */
static void
test_from_indexes (void)
{
  gint64 unit = nh_fixture_unit (&fixture, PROVINCE, 2022);
  g_autoptr (GError) error = NULL;

  nh_ledger_call (fixture.ledger, NH_ON_READER, look_at_plans, &unit, NULL, &error);
  g_assert_no_error (error);
}

/* What was handed in before the last format is not taken for changed. */
static void
test_same_text (void)
{
  g_assert_true (nh_figure_text_is_same ("", "0"));
  g_assert_true (nh_figure_text_is_same ("khoảng 100", "ít nhất khoảng 100"));
  g_assert_false (nh_figure_text_is_same ("khoảng 100", "ít nhất khoảng 101"));
  g_assert_false (nh_figure_text_is_same ("khoảng 100", "100"));
  g_assert_false (nh_figure_text_is_same ("khoảng 100", "ít nhất 100"));
}

int
main (int argc, char **argv)
{
  const NhLedgerSpec spec = { .unit_code = PROVINCE, .unit_on = 20220819, .role = NH_ROLE_PROVINCE };
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/figures/case/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/figures/rows", test_rows);
  g_test_add_func ("/figures/same-text", test_same_text);
  g_test_add_func ("/figures/dated-indicators", test_dated_indicators);
  g_test_add_func ("/figures/other-season", test_other_season);
  g_test_add_func ("/figures/from-indexes", test_from_indexes);
  nh_fixture_create (&fixture, &spec);
  result = g_test_run ();
  nh_fixture_clear (&fixture);
  return result;
}
