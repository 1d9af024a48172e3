/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample season gives the published figures of Hà Tĩnh 2022, the same each time. */

#include "nh-fixture.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-sample.h"
#include "nh-store.h"

static NhFixture fixture;

static gpointer
read_role (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_connection_get_text (connection, "SELECT role FROM ledger");
}

static void
test_figures (void)
{
  static const struct
  {
    const char *indicator, *expected;
  } cases[] = {
    { "points", "sum 1407" },          { "leaders.province", "sum 15" },
    { "leaders.district", "sum 209" }, { "attendance", "sum 84213 (trên 84000)" },
    { "gifts.sets", "sum 412" },       { "units.held", "sum 216" },
  };
  g_autoptr (NhFigures) figures = NULL;
  g_autofree char *role = nh_ledger_call (fixture.ledger, NH_ON_READER, read_role, NULL, NULL, NULL);
  guint n_units;

  g_assert_true (nh_ledger_is_sample (fixture.ledger));
  g_assert_cmpstr (role, ==, "province");
  figures = nh_fixture_figures (&fixture, nh_ledger_get_unit (fixture.ledger), NH_SAMPLE_YEAR, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = nh_fixture_describe (nh_figures_get (nh_figures_get_total (figures), cases[i].indicator));

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
  g_assert_cmpuint (nh_figures_count_reported (figures, &n_units), ==, 216);
  g_assert_cmpuint (n_units, ==, 216);
}

/* Every record of the sample is one that the checks let pass. */
static void
check_type (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, guint least, gboolean check,
            GString *text, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_autoptr (GArray) ids = nh_query_ids (connection, ledger, query, 0, error);
  g_autoptr (GPtrArray)
      records = nh_store_fetch (connection, ledger, type, &g_array_index (ids, gint64, 0), ids->len, error);

  g_assert_cmpuint (records->len, >=, least);
  for (guint i = 0; i < records->len; i++)
    {
      NhRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GPtrArray) problems = check ? nh_store_check (connection, ledger, record, error) : g_ptr_array_new ();
      g_autofree char *json = nh_record_to_json (record, NULL);

      for (guint p = 0; p < problems->len; p++)
        {
          const NhProblem *problem = g_ptr_array_index (problems, p);

          if (problem->severity >= NH_SEVERITY_WARN)
            g_error ("%s: %s", json, problem->text);
        }
      g_string_append_printf (text, "%s %s\n", nh_record_get_info (record)->uuid, json);
    }
}

static gpointer
check_all (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *text = g_string_new (NULL);

  check_type (connection, ledger, &nh_point_type, NH_SAMPLE_POINTS, data != NULL, text, error);
  check_type (connection, ledger, &nh_gift_type, 80, data != NULL, text, error);
  check_type (connection, ledger, &nh_commendation_type, 200, data != NULL, text, error);
  return g_string_free (text, FALSE);
}

static char *
dump (NhFixture *of, gboolean check)
{
  g_autoptr (GError) error = NULL;
  char *text = nh_ledger_call (of->ledger, NH_ON_READER, check_all, GINT_TO_POINTER (check), NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_the_same_each_time (void)
{
  g_auto (NhFixture) second = { 0 };
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  nh_fixture_sample (&second);
  one = dump (&fixture, TRUE);
  other = dump (&second, FALSE);
  g_assert_cmpstr (one, ==, other);
}

static void
test_leaves_a_file_alone (void)
{
  GError *error = NULL;

  g_assert_false (nh_sample_make (fixture.path, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/published-figures", test_figures);
  g_test_add_func ("/sample/the-same-each-time", test_the_same_each_time);
  g_test_add_func ("/sample/leaves-a-file-alone", test_leaves_a_file_alone);
  nh_fixture_sample (&fixture);
  result = g_test_run ();
  nh_fixture_clear (&fixture);
  return result;
}
