/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A total beside records or a sum is told with both numbers. */

#include <string.h>

#include "nh-fixture.h"

static void
test_check (void)
{
  static const struct
  {
    const char *total;
    const char *expected[2];
  } cases[] = {
    { "indicator=attendance|value=90", { "warn total.conflict:", "100" } },
    { "indicator=attendance|value=100", { "note total.beside:", "100" } },
    { "indicator=attendance|value=99|qualifier=tren", { "note total.beside:", "99" } },
    { "indicator=attendance|value=none", { "warn total.conflict:", "100" } },
    { "indicator=attendance|value=unknown", { NULL } },
    { "indicator=gifts.sets|value=12", { NULL } },
    { "indicator=leaders.province|value=1", { NULL } }, /* the records tell of none */
  };
  static const char *const units[] = { "18709", "446", "42" };
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "42", .unit_on = 20220819, .role = NH_ROLE_PROVINCE };

  nh_fixture_create (&fixture, &spec);
  nh_fixture_save (&fixture, "point", nh_fixture_unit (&fixture, "18709", 2022), 2022, "attendance=100");
  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        gint64 unit = nh_fixture_unit (&fixture, units[u], 2022);
        g_autoptr (NhRecord) draft = nh_record_new (nh_record_type_find ("total"), unit, 2022);
        g_auto (GStrv) fields = g_strsplit (cases[i].total, "|", -1);
        g_autofree char *text = NULL;

        for (guint f = 0; fields[f] != NULL; f++)
          {
            char *value = strchr (fields[f], '=');

            *value++ = '\0';
            g_assert_true (nh_record_set_canonical (draft, fields[f], value, NULL));
          }
        text = nh_fixture_check (&fixture, draft);
        g_test_message ("%s %s: %s", units[u], cases[i].total, text);
        if (cases[i].expected[0] == NULL)
          g_assert_cmpstr (text, ==, "");
        for (guint e = 0; e < 2 && cases[i].expected[e] != NULL; e++)
          g_assert_nonnull (strstr (text, cases[i].expected[e]));
      }
}

static void
test_saved_total_is_not_beside_itself (void)
{
  g_auto (NhFixture) fixture = { 0 };
  NhLedgerSpec spec = { .unit_code = "42", .unit_on = 20220819, .role = NH_ROLE_PROVINCE };
  g_autoptr (NhRecord) total = NULL;
  g_autofree char *text = NULL;
  gint64 commune, id;

  nh_fixture_create (&fixture, &spec);
  commune = nh_fixture_unit (&fixture, "18709", 2022);
  id = nh_fixture_save (&fixture, "total", commune, 2022, "indicator=points|value=9");
  total = nh_fixture_record (&fixture, "total", id);
  text = nh_fixture_check (&fixture, total);
  g_assert_cmpstr (text, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/check/both-numbers", test_check);
  g_test_add_func ("/figures/check/not-itself", test_saved_total_is_not_beside_itself);
  return g_test_run ();
}
