/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nh-filter.h"
#include "nh-fixture.h"

static void
test_table (void)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      const NhIndicator *indicator = &indicators[i];

      g_assert_true (g_hash_table_add (codes, (gpointer) indicator->code));
      g_assert_true (g_hash_table_add (titles, (gpointer) indicator->title));
      g_assert_true (nh_indicator_find (indicator->code) == indicator);
      g_assert_cmpuint (nh_indicator_index (indicator->code), ==, i);
      /* What is summed is a field of the record, and a number. */
      if (indicator->field != NULL)
        {
          int field = nh_record_type_field (indicator->type, indicator->field);

          g_assert_cmpint (field, >=, 0);
          g_assert_true (nh_kind_is_numeric (indicator->type->fields[field].kind));
        }
    }
  g_assert_null (nh_indicator_find ("no.such"));
}

static void
test_dates (void)
{
  static const struct
  {
    const char *code;
    NhDate from, to;
    gboolean exists;
  } cases[] = {
    { "points", 20200819, 20200819, TRUE },
    { "leaders.district", 20240701, 20240819, TRUE },
    { "leaders.district", 20250630, 20250819, TRUE },
    { "leaders.district", 20250701, 20250819, FALSE },
    { "commendations.district.collective", 20250701, 20250819, FALSE },
    { "commendations.district_police.collective", 20250301, 20250301, FALSE },
    { "commendations.district_police.collective", 20250228, 20250301, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (nh_indicator_exists (nh_indicator_find (cases[i].code), cases[i].from, cases[i].to), ==,
                     cases[i].exists);
}

static void
test_is_a_choice (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "42", .unit_on = 20220819, .role = NH_ROLE_PROVINCE };
  NhCatalog *catalog;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *measure = NULL;

  nh_fixture_create (&fixture, &spec);
  catalog = nh_ledger_get_catalog (fixture.ledger);
  g_assert_cmpstr (nh_catalog_get_code_title (catalog, "indicator", "gifts.sets"), ==, "Số suất quà");
  g_assert_nonnull (nh_catalog_get_code (catalog, "indicator", "leaders.district", 20240819));
  g_assert_null (nh_catalog_get_code (catalog, "indicator", "leaders.district", 20250819));
  found = nh_catalog_search_codes (catalog, "indicator", "suat qua", 20220819, FALSE);
  g_assert_cmpuint (found->len, >=, 1);
  g_assert_cmpstr (((NhCode *) g_ptr_array_index (found, 0))->code, ==, "gifts.sets");
  measure = nh_code_get_attribute (nh_catalog_get_code (catalog, "indicator", "cost", NH_DATE_NONE), "measure");
  g_assert_cmpstr (measure, ==, "đồng"); /* so a total of money is checked as money */
}

/* What a list is asked for to show the records of a figure can be asked for. */
static void
test_filters (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "42", .unit_on = 20220819, .role = NH_ROLE_PROVINCE };
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  nh_fixture_create (&fixture, &spec);
  for (guint i = 0; i < n; i++)
    {
      const NhIndicator *indicator = &indicators[i];
      g_autoptr (NhFilter) filter = indicator->type != NULL ? nh_filter_new (indicator->type) : NULL;
      g_autoptr (GError) error = NULL;

      /* One that takes in not all records says which. */
      g_assert_cmpint (indicator->where != NULL || (indicator->type != NULL && indicator->field != NULL), ==,
                       indicator->choice != NULL || indicator->filter != NULL);
      if (indicator->filter != NULL && !nh_filter_set_word (filter, indicator->filter, &error))
        g_error ("%s: %s", indicator->code, error->message);
      if (indicator->choice != NULL)
        {
          g_auto (GStrv) parts = g_strsplit (indicator->choice, "=", 2);
          const NhField *field = &indicator->type->fields[indicator->type->counting->choice];
          g_autofree char *word = nh_filter_codes_word (nh_ledger_get_catalog (fixture.ledger), field, parts[0],
                                                        parts[1]);

          g_assert_false (g_str_has_suffix (word, "=")); /* some code has it */
          g_assert_true (nh_filter_set_word (filter, word, &error));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/indicators/table", test_table);
  g_test_add_func ("/figures/indicators/dates", test_dates);
  g_test_add_func ("/figures/indicators/choice", test_is_a_choice);
  g_test_add_func ("/figures/indicators/filters", test_filters);
  return g_test_run ();
}
