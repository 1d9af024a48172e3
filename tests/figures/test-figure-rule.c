/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rule of totals and children by itself. */

#include "nh-fixture.h"
#include "nh-figure-rule.h"

static void
test_from_records (void)
{
  static const struct
  {
    NhRecordTally said;
    gboolean count;
    const char *expected;
  } cases[] = {
    /* held, settled, number, given, nil, unknown */
    { { 0, 0, 0, 0, 0, 0 }, FALSE, "nothing" },
    { { 3, 3, 3, 3, 0, 0 }, TRUE, "records 3" },
    { { 3, 3, 0, 3, 0, 0 }, TRUE, "records 0?" },       /* no leader at any of three points */
    { { 0, 1, 0, 0, 0, 0 }, TRUE, "records 0?" },       /* only a cancelled point */
    { { 3, 3, 120, 2, 0, 1 }, FALSE, "records ≥ 120" }, /* what is known is added */
    { { 2, 2, 0, 2, 0, 0 }, FALSE, "records 0" },       /* somebody wrote 0 */
    { { 2, 2, 0, 1, 0, 1 }, FALSE, "records unknown" }, /* "at least 0" says nothing */
    { { 2, 2, 0, 0, 2, 0 }, FALSE, "records none" },
    { { 2, 2, 0, 0, 0, 2 }, FALSE, "records unknown" },
    { { 2, 2, 0, 0, 1, 1 }, FALSE, "records unknown" },
    { { 2, 2, 0, 0, 1, 0 }, FALSE, "nothing" }, /* one said none, the other nothing */
    { { 2, 2, 0, 0, 0, 0 }, FALSE, "nothing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NhFigure figure = nh_figure_from_records (&cases[i].said, cases[i].count);
      g_autofree char *text = nh_fixture_describe (&figure);

      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

#define RECORDS(n)                                               \
  {                                                              \
    .from = NH_FROM_RECORDS, .state = NH_VALUE_SET, .value = (n) \
  }
#define IMPLIED                                                     \
  {                                                                 \
    .from = NH_FROM_RECORDS, .state = NH_VALUE_SET, .implied = TRUE \
  }
#define STATE(s)                                                              \
  {                                                                           \
    .from = NH_FROM_RECORDS, .state = (s), .unknown = (s) == NH_VALUE_UNKNOWN \
  }
#define OF_TOTAL(word, n)                                                            \
  {                                                                                  \
    .from = NH_FROM_TOTAL, .state = NH_VALUE_SET, .value = (n), .qualifiers = (word) \
  }

static void
test_add (void)
{
  static const struct
  {
    NhFigure parts[3];
    const char *expected;
  } cases[] = {
    { { { 0 } }, "nothing" },
    { { RECORDS (3), RECORDS (4) }, "sum 7" },
    { { RECORDS (3), OF_TOTAL (NH_QUALIFIER_OVER, 4) }, "sum trên 7~" },
    { { OF_TOTAL (NH_QUALIFIER_OVER, 3), RECORDS (1), OF_TOTAL (NH_QUALIFIER_OVER, 4) }, "sum trên 8~" },
    { { OF_TOTAL (NH_QUALIFIER_UNDER, 3), OF_TOTAL (NH_QUALIFIER_OVER, 4), RECORDS (1) }, "sum khoảng 8~" },
    { { OF_TOTAL (NH_QUALIFIER_MORE, 3), OF_TOTAL (NH_QUALIFIER_OVER, 4), OF_TOTAL (NH_QUALIFIER_MORE, 1) },
      "sum trên 8~" },
    { { OF_TOTAL (NH_QUALIFIER_UNDER, 3), STATE (NH_VALUE_UNKNOWN) }, "sum ít nhất khoảng 3~" },
    { { OF_TOTAL (NH_QUALIFIER_MORE, 250), OF_TOTAL (NH_QUALIFIER_UNDER, 100), STATE (NH_VALUE_UNKNOWN) },
      "sum ít nhất khoảng 350~" },
    { { OF_TOTAL (NH_QUALIFIER_ABOUT, 3), STATE (NH_VALUE_UNKNOWN) }, "sum ít nhất khoảng 3~" },
    { { OF_TOTAL (NH_QUALIFIER_LEAST, 3), RECORDS (4) }, "sum ít nhất 7~" },
    { { OF_TOTAL (NH_QUALIFIER_LEAST, 3), OF_TOTAL (NH_QUALIFIER_MORE, 4) }, "sum trên 7~" },
    { { OF_TOTAL (NH_QUALIFIER_LEAST, 3), OF_TOTAL (NH_QUALIFIER_ABOUT, 4) }, "sum khoảng 7~" },
    { { STATE (NH_VALUE_UNKNOWN), OF_TOTAL (NH_QUALIFIER_MORE, 3) }, "sum hơn 3~" },
    { { RECORDS (3), STATE (NH_VALUE_NIL), STATE (NH_VALUE_UNKNOWN) }, "sum ≥ 3" },
    { { RECORDS (0), STATE (NH_VALUE_UNKNOWN) }, "sum unknown" },
    { { OF_TOTAL (NH_QUALIFIER_OVER, 0), STATE (NH_VALUE_UNKNOWN) },
      "sum unknown~" }, /* nothing that could be “trên” */
    { { IMPLIED, STATE (NH_VALUE_UNKNOWN), IMPLIED }, "sum unknown" },
    { { STATE (NH_VALUE_NIL), STATE (NH_VALUE_NIL) }, "sum none" },
    { { STATE (NH_VALUE_NIL), STATE (NH_VALUE_UNKNOWN) }, "sum unknown" },
    { { STATE (NH_VALUE_UNKNOWN), STATE (NH_VALUE_NIL) }, "sum unknown" },
    { { IMPLIED, IMPLIED }, "sum 0?" },
    { { IMPLIED, RECORDS (0) }, "sum 0" },
    { { RECORDS (0), IMPLIED }, "sum 0" },
    { { STATE (NH_VALUE_UNKNOWN), IMPLIED, RECORDS (5) }, "sum ≥ 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NhFigure sum = { 0 };
      g_autofree char *text = NULL;

      for (guint p = 0; p < 3; p++)
        nh_figure_add (&sum, &cases[i].parts[p]);
      text = nh_fixture_describe (&sum);
      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_true (sum.state != NH_VALUE_UNKNOWN || sum.qualifier == NULL);
    }
}

static void
test_choose (void)
{
  static const struct
  {
    NhFigure derived;
    NhTotalTally total;
    const char *expected;
  } cases[] = {
    { { 0 }, { 0 }, "nothing" },
    { RECORDS (3), { 0 }, "records 3" },
    { { 0 }, { NH_VALUE_SET, 412, 0, FALSE }, "total 412" },
    { { 0 }, { NH_VALUE_SET, 84000, NH_QUALIFIER_OVER, FALSE }, "total trên 84000" },
    { { 0 }, { NH_VALUE_NIL, 0, 0, FALSE }, "total none" },
    { { 0 }, { NH_VALUE_UNKNOWN, 0, 0, FALSE }, "total unknown" },
    { RECORDS (128), { NH_VALUE_SET, 412, 0, FALSE }, "records 128 (412)!" },
    { RECORDS (128), { NH_VALUE_SET, 412, 0, TRUE }, "total 412 (128)!" },
    { RECORDS (412), { NH_VALUE_SET, 412, 0, FALSE }, "records 412 (412)" },
    { RECORDS (84213), { NH_VALUE_SET, 84000, NH_QUALIFIER_OVER, FALSE }, "records 84213 (trên 84000)" },
    { RECORDS (84213), { NH_VALUE_SET, 84000, NH_QUALIFIER_OVER, TRUE }, "total trên 84000 (84213)" },
    { RECORDS (83999), { NH_VALUE_SET, 84000, NH_QUALIFIER_OVER, FALSE }, "records 83999 (trên 84000)!" },
    { RECORDS (99000), { NH_VALUE_SET, 84000, NH_QUALIFIER_OVER, FALSE }, "records 99000 (trên 84000)!" },
    { RECORDS (178), { NH_VALUE_SET, 180, NH_QUALIFIER_UNDER, FALSE }, "records 178 (gần 180)" },
    { RECORDS (181), { NH_VALUE_SET, 180, NH_QUALIFIER_UNDER, FALSE }, "records 181 (gần 180)!" },
    { RECORDS (900), { NH_VALUE_SET, 100, NH_QUALIFIER_LEAST, FALSE }, "records 900 (ít nhất 100)" },
    { RECORDS (99), { NH_VALUE_SET, 100, NH_QUALIFIER_LEAST, FALSE }, "records 99 (ít nhất 100)!" },
    { RECORDS (99), { NH_VALUE_SET, 100, NH_QUALIFIER_ABOUT, FALSE }, "records 99 (khoảng 100)" },
    /* Records that say nothing leave the word to the total. */
    { IMPLIED, { NH_VALUE_SET, 15, 0, FALSE }, "total 15" },
    { STATE (NH_VALUE_UNKNOWN), { NH_VALUE_SET, 15, 0, FALSE }, "total 15" },
    /* But "không có" is a word. */
    { STATE (NH_VALUE_NIL), { NH_VALUE_SET, 15, 0, FALSE }, "records none (15)!" },
    { STATE (NH_VALUE_NIL), { NH_VALUE_NIL, 0, 0, FALSE }, "records none (0)" },
    { RECORDS (3), { NH_VALUE_UNKNOWN, 0, 0, TRUE }, "records 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NhFigure figure = nh_figure_choose (&cases[i].derived, &cases[i].total);
      g_autofree char *text = nh_fixture_describe (&figure);

      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* Whether a difference between two years may be told. */
static void
test_may_compare (void)
{
  static const struct
  {
    NhFigure figure;
    gboolean exact;
  } cases[] = {
    { RECORDS (12), TRUE },
    { RECORDS (0), TRUE },
    { STATE (NH_VALUE_NIL), TRUE }, /* "không có" is 0 */
    { IMPLIED, TRUE },
    { { 0 }, FALSE },
    { STATE (NH_VALUE_UNKNOWN), FALSE },
    { { NH_FROM_RECORDS, NH_VALUE_SET, 12, .wanted = 3, .missing = 1 }, FALSE },
    { { NH_FROM_RECORDS, NH_VALUE_SET, 12, .unknown = 1 }, FALSE },
    /* One of two says 0: there may be more. */
    { { NH_FROM_RECORDS, NH_VALUE_SET, 0, .wanted = 2, .missing = 1 }, FALSE },
    { { NH_FROM_TOTAL, NH_VALUE_SET, 84000, "trên" }, FALSE },
    /* A published "trên 84.000" beside them does not finish the records. */
    { { NH_FROM_RECORDS, NH_VALUE_SET, 84213, .missing = 1, .beside = TRUE, .other = 84000, .other_qualifier = "trên" },
      FALSE },
    { { NH_FROM_RECORDS, NH_VALUE_SET, 84213, .beside = TRUE, .other = 84000, .other_qualifier = "trên" }, TRUE },
  };
  NhFigure exact = RECORDS (10);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (nh_figure_may_compare (&cases[i].figure, &exact), ==, cases[i].exact);
      g_assert_cmpint (nh_figure_may_compare (&exact, &cases[i].figure), ==, cases[i].exact);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/rule/records", test_from_records);
  g_test_add_func ("/figures/rule/add", test_add);
  g_test_add_func ("/figures/rule/choose", test_choose);
  g_test_add_func ("/figures/rule/may-compare", test_may_compare);
  return g_test_run ();
}
