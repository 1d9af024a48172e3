/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks: read back by another program, the same bytes twice and in every locale, refusals. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "nh-error.h"
#include "nh-fixture.h"
#include "nh-sheet-writer.h"
#include "nh-xlsx-writer.h"
#include "sample-sheet.h"

static char *folder;

static char *
write_sheet (NhSheet *sheet, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gboolean written = nh_sheet_write (sheet, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (written);
  return g_steal_pointer (&path);
}

static void
write_both (NhSheet *sheet, const char *name)
{
  g_autofree char *workbook_name = g_strconcat (name, ".xlsx", NULL);
  g_autofree char *csv_name = g_strconcat (name, ".csv", NULL);
  g_autofree char *workbook = write_sheet (sheet, workbook_name);
  g_autofree char *csv = write_sheet (sheet, csv_name);

  nh_sheet_unref (sheet);
}

static void
test_read_back (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "report", "check-xlsx.py", NULL);
  const char *argv[] = { "/usr/bin/python3", script,   folder, "summary", "district", "a3", "split",
                         "commune",          "points", "many", NULL };
  g_autofree char *output = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  write_both (sample_summary (69, 0, 0, NH_PAPER_A4), "summary");
  write_both (sample_summary (40, 5, 0, NH_PAPER_A3), "district");
  write_both (sample_summary (30, 0, 5, NH_PAPER_A3), "a3");
  write_both (sample_summary (30, 0, 16, NH_PAPER_A4), "split");
  write_both (sample_summary (12, 0, 0, NH_PAPER_A4), "commune");
  write_both (sample_points (60), "points");
  write_both (sample_summary (80, 40, 0, NH_PAPER_A4), "many");

  if (!nh_fixture_has_python ())
    {
      g_test_skip ("Python is not here");
      return;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &problem, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s%s", output, problem);
}

static void
assert_same_bytes (const char *a, const char *b)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  gsize n_one, n_other;

  g_assert_true (g_file_get_contents (a, &one, &n_one, NULL));
  g_assert_true (g_file_get_contents (b, &other, &n_other, NULL));
  g_assert_cmpmem (one, n_one, other, n_other);
}

static void
test_same_bytes (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (25, 3, 0, NH_PAPER_A4);
  g_autoptr (NhSheet) again = sample_summary (25, 3, 0, NH_PAPER_A4);
  g_autofree char *first = write_sheet (sheet, "first.xlsx");
  g_autofree char *second = NULL;

  g_usleep (1100000); /* a workbook with the time of now would differ */
  second = write_sheet (again, "second.xlsx");
  assert_same_bytes (first, second);
}

static void
test_vietnamese_locale (void)
{
  g_autoptr (NhSheet) sheet = sample_points (5);
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autofree char *first = write_sheet (sheet, "C.xlsx");
  g_autofree char *second = NULL;

  if (setlocale (LC_ALL, "vi_VN.UTF-8") == NULL)
    {
      g_test_skip ("there is no locale vi_VN.UTF-8");
      return;
    }
  setlocale (LC_NUMERIC, "C");
  second = write_sheet (sheet, "vi.xlsx");
  setlocale (LC_ALL, before);
  assert_same_bytes (first, second);
}

static void
test_refusals (void)
{
  g_autoptr (NhSheet) text = sample_text (1);
  g_autoptr (NhSheet) table = sample_points (1);
  g_autofree char *path = g_build_filename (folder, "text.xlsx", NULL);
  g_autofree char *unknown = g_build_filename (folder, "text.ods", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no-such-folder", "a.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_sheet_write (text, path, NULL, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_USAGE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_false (nh_sheet_write (table, unknown, NULL, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_USAGE);
  g_clear_error (&error);

  g_assert_false (nh_sheet_write (table, nowhere, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == NH_ERROR);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_remove (child);
    }
  g_rmdir (path);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("Sổ Ngày hội-XXXXXX", NULL);
  g_assert_nonnull (folder);

  g_test_add_func ("/xlsx/read-back", test_read_back);
  g_test_add_func ("/xlsx/same-bytes", test_same_bytes);
  g_test_add_func ("/xlsx/vietnamese-locale", test_vietnamese_locale);
  g_test_add_func ("/xlsx/refusals", test_refusals);

  result = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return result;
}
