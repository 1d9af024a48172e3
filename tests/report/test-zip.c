/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of a workbook edited in place: what another reader finds in them, wherever the change is. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "nh-error.h"
#include "nh-fixture.h"
#include "nh-sheet-writer.h"
#include "nh-xlsx-writer.h"
#include "nh-zip-edit.h"
#include "sample-sheet.h"

#define PART "xl/worksheets/sheet1.xml"
#define ROUNDS 12

static char *folder, *path;

static char *
keep (const char *text, gpointer data)
{
  *(char **) data = g_strdup (text);
  return g_strdup (text);
}

/* As Python reads it, which checks lengths and sums; where it is not, as the program does. */
static char *
read_part (void)
{
  static const char script[] = "import sys, zipfile; z = zipfile.ZipFile (sys.argv[1]); assert z.testzip () is None;"
                               " sys.stdout.buffer.write (z.read (sys.argv[2]))";
  const char *argv[] = { "/usr/bin/python3", "-c", script, path, PART, NULL };
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status;

  if (!nh_fixture_has_python ())
    {
      g_assert_true (nh_zip_edit (path, PART, keep, &text, &error));
      return text;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, &problem, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s", problem);
  return text;
}

static char *
replace_all (const char *text, gpointer data)
{
  return g_strdup (data);
}

/* What was written is what is read, or nothing is. */
static char *
compare (const char *text, gpointer data)
{
  g_assert_cmpstr (text, ==, data);
  return g_strdup ("x");
}

static void
assert_becomes (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_assert_true (nh_zip_edit (path, PART, replace_all, (gpointer) text, &error));
  g_assert_no_error (error);
  found = read_part ();
  g_assert_cmpstr (found, ==, text);
}

static void
write_workbook (void)
{
  g_autoptr (NhSheet) sheet = sample_points (2000);
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_sheet_write (sheet, path, NULL, &error));
  g_assert_no_error (error);
}

static void
test_anywhere (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (30);
  g_autofree char *whole = NULL;
  gsize length;

  write_workbook ();
  whole = read_part ();
  length = strlen (whole);
  g_assert_cmpuint (length, >, 500000); /* many blocks */
  for (guint i = 0; i < ROUNDS; i++)
    {
      gsize at = i == 0 ? 0 : i == 1 ? length : (gsize) (g_rand_double (rand) * (double) length);
      GString *edited = g_string_new (whole);

      g_string_insert (edited, (gssize) at, "<!-- Ngày hội -->");
      if (i % 4 == 3)
        g_string_truncate (edited, at + 9);
      assert_becomes (edited->str);
      if (i % 2) /* what was edited is edited again: parts in other blocks */
        assert_becomes (whole);
      g_string_free (edited, TRUE);
    }
}

static void
test_nothing_and_all (void)
{
  g_autofree char *whole = NULL;

  write_workbook ();
  whole = read_part ();
  assert_becomes (whole);
  assert_becomes ("");
  assert_becomes ("x");
  assert_becomes (whole);
}

/* A byte of the packed part is changed: told, or what was read is still what was written. */
static void
test_damaged (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  g_autofree char *contents = NULL, *written = NULL;
  gsize length;

  write_workbook ();
  written = read_part ();
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint i = 0; i < ROUNDS; i++)
    {
      gsize at = (gsize) (g_rand_double (rand) * (double) length);
      char before = contents[at];
      g_autoptr (GError) error = NULL;

      contents[at] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
      if (!nh_zip_edit (path, PART, compare, written, &error))
        g_assert_error (error, NH_ERROR, NH_ERROR_CORRUPT);
      contents[at] = before;
    }
  for (gsize cut = 0; cut < length; cut += 1 + length / ROUNDS)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, contents, (gssize) cut, NULL));
      g_assert_false (nh_zip_edit (path, PART, replace_all, (gpointer) "x", &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_CORRUPT);
    }
}

/* The disk refuses the copy: that is not a damaged workbook. */
static void
test_no_room (void)
{
  g_autofree char *copy = g_strconcat (path, ".edited", NULL);
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;

  write_workbook ();
  written = read_part ();
  g_assert_cmpint (g_mkdir (copy, 0700), ==, 0);
  g_assert_false (nh_zip_edit (path, PART, compare, written, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_FILE_ERROR); /* that it is a folder, or as Windows says: no permission */
  g_rmdir (copy);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("Sổ Ngày hội-XXXXXX", NULL);
  g_assert_nonnull (folder);
  path = g_build_filename (folder, "sổ.xlsx", NULL);
  g_test_add_func ("/zip/anywhere", test_anywhere);
  g_test_add_func ("/zip/nothing-and-all", test_nothing_and_all);
  g_test_add_func ("/zip/damaged", test_damaged);
  g_test_add_func ("/zip/no-room", test_no_room);
  result = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  g_free (path);
  g_free (folder);
  return result;
}
