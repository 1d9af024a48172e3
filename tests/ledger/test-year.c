/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ledger-fixture.h"
#include "nh-point.h"
#include "nh-setting.h"
#include "nh-store.h"
#include "nh-total.h"

static void
assert_years (NhConnection *connection, NhLedger *ledger, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) years = nh_year_list (connection, ledger, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < years->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", g_array_index (years, int, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static gint64
save (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, int year)
{
  g_autoptr (NhRecord) draft = nh_record_new (type, nh_ledger_get_unit (ledger), year);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) saved = nh_store_save (connection, ledger, draft, NULL, &error);

  g_assert_no_error (error);
  return nh_record_get_info (saved)->id;
}

static gpointer
check_years (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 old;

  g_assert_cmpint (nh_year_get (connection), ==, 2026); /* of today */
  assert_years (connection, ledger, "2026");

  save (connection, ledger, &nh_point_type, 2024);
  save (connection, ledger, &nh_point_type, 2024);
  save (connection, ledger, &nh_total_type, 2027);
  old = save (connection, ledger, &nh_point_type, 2019);
  assert_years (connection, ledger, "2019 2024 2026 2027");

  g_assert_true (nh_store_set_deleted (connection, ledger, &nh_point_type, &old, 1, TRUE, NULL, error));
  assert_years (connection, ledger, "2024 2026 2027");

  g_assert_true (nh_year_set (connection, 2024, error));
  g_assert_cmpint (nh_year_get (connection), ==, 2024);
  assert_years (connection, ledger, "2024 2027");
  g_assert_true (nh_year_set (connection, 2030, error));
  assert_years (connection, ledger, "2024 2027 2030");
  g_assert_true (nh_year_set (connection, 2010, error));
  assert_years (connection, ledger, "2010 2024 2027");

  /* What another program left there is no year. */
  g_assert_true (nh_setting_set (connection, "year", "năm nay", error));
  g_assert_cmpint (nh_year_get (connection), ==, 2026);
  g_assert_true (nh_year_set (connection, 2025, error));
  return NULL;
}

static gpointer
get_year (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_year_get (connection));
}

static void
test_year (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "year.ngayhoi");
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_autoptr (GError) error = NULL;

  nh_ledger_call (ledger, NH_ON_WRITER, check_years, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_close (ledger);

  ledger = fixture_open (path, NH_OPEN_READ_ONLY);
  g_assert_cmpint (GPOINTER_TO_INT (nh_ledger_call (ledger, NH_ON_READER, get_year, NULL, NULL, &error)), ==, 2025);
  g_assert_no_error (error);
  fixture_close (ledger);
  fixture_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/year/remembered-and-listed", test_year);

  return g_test_run ();
}
