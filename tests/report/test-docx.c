/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Word documents: read back by another program, the same bytes twice and in every locale, hostile texts, cancelling. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "nh-docx-writer.h"
#include "nh-error.h"
#include "nh-fixture.h"
#include "nh-sheet-writer.h"
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

/* With what it must hold: the table, or the text. */
static void
write_both (NhSheet *sheet, const char *name)
{
  g_autofree char *document_name = g_strconcat (name, ".docx", NULL);
  g_autofree char *other_name = g_strconcat (name, nh_sheet_get_table (sheet) != NULL ? ".csv" : ".txt", NULL);
  g_autofree char *document = write_sheet (sheet, document_name);
  g_autofree char *other = write_sheet (sheet, other_name);

  nh_sheet_unref (sheet);
}

static NhSheet *
make_hostile (void)
{
  NhSheet *sheet = sample_text (1);

  nh_sheet_add_paragraph (sheet, "Thôn “Mỹ & Sơn” <1> ]]> &amp;");
  nh_sheet_add_section (sheet, "</w:t>");
  nh_sheet_set_properties (sheet, &(NhSheetProperties){ .title = "<&>", .unit = "\"'&", .created = "hôm nay" });
  return sheet;
}

static NhSheet *
make_table_of_marks (void)
{
  NhSheet *sheet = nh_sheet_new ("Lạ");
  NhTable *table = nh_sheet_add_table (sheet);
  int row;

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Tên <&>", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Số", NH_COLUMN_INTEGER);
  row = nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
  nh_table_set_text (table, row, 1, "a\001b\nc\x0b<d>\xef\xbf\xbf\tđ");
  nh_table_set_not_reported (table, row, 2);
  return sheet;
}

static void
test_read_back (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "report", "check-docx.py", NULL);
  const char *argv[] = { "/usr/bin/python3", script, folder,    "summary", "district", "a3", "split",
                         "points",           "text", "hostile", "marks",   NULL };
  g_autofree char *output = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  write_both (sample_summary (69, 0, 0, NH_PAPER_A4), "summary");
  write_both (sample_summary (40, 5, 0, NH_PAPER_A3), "district");
  write_both (sample_summary (30, 0, 5, NH_PAPER_A3), "a3");
  write_both (sample_summary (30, 0, 16, NH_PAPER_A4), "split");
  write_both (sample_points (60), "points");
  write_both (sample_text (5), "text");
  write_both (make_hostile (), "hostile");
  write_both (make_table_of_marks (), "marks");

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
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autofree char *first = write_sheet (sheet, "first.docx");
  g_autofree char *second = NULL, *third = NULL;

  g_usleep (1100000); /* with the time of now it would differ */
  second = write_sheet (again, "second.docx");
  assert_same_bytes (first, second);
  if (setlocale (LC_ALL, "vi_VN.UTF-8") == NULL)
    return;
  third = write_sheet (sheet, "third.docx"); /* with a decimal comma, too */
  setlocale (LC_ALL, before);
  setlocale (LC_NUMERIC, "C");
  assert_same_bytes (first, third);
}

static void
test_refusals (void)
{
  g_autoptr (NhSheet) table = sample_points (200);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (folder, "cancelled.docx", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no-such-folder", "a.docx", NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (nh_sheet_write (table, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
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

  g_test_add_func ("/docx/read-back", test_read_back);
  g_test_add_func ("/docx/same-bytes", test_same_bytes);
  g_test_add_func ("/docx/refusals", test_refusals);

  result = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return result;
}
