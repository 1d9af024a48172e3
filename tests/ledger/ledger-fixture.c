/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger-fixture.h"

#include <stdio.h>
#include <string.h>
#include <glib/gstdio.h>

#include "nh-error.h"
#include "nh-platform.h"
#include "nh-point.h"
#include "nh-store.h"

char *
fixture_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ngay-hoi-test-XXXXXX", &error);

  g_assert_no_error (error);
  return nh_platform_real_path (folder); /* as paths are in messages */
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

void
fixture_remove (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

char *
fixture_create (const char *folder, const char *name)
{
  NhLedgerSpec spec = { .unit_code = "18073", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  nh_ledger_create (path, &spec, &error);
  g_assert_no_error (error);
  return path;
}

NhLedger *
fixture_open (const char *path, NhOpenFlags flags)
{
  g_autoptr (GError) error = NULL;
  NhLedger *ledger = nh_ledger_open (path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (ledger);
  return ledger;
}

void
fixture_close (NhLedger *ledger)
{
  nh_ledger_close (ledger);
  g_assert_finalize_object (ledger);
}

static gpointer
save_point (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhRecord) draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), 2026);
  g_autoptr (NhRecord) saved = NULL;

  nh_record_set_text (draft, NH_POINT_PLACE, data);
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, 185);
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  return saved != NULL ? g_strdup (nh_record_get_info (saved)->uuid) : NULL;
}

char *
fixture_try_save (NhLedger *ledger, const char *place, GError **error)
{
  return nh_ledger_call (ledger, NH_ON_WRITER, save_point, (gpointer) place, NULL, error);
}

char *
fixture_save_point (NhLedger *ledger, const char *place)
{
  g_autoptr (GError) error = NULL;
  char *uuid = fixture_try_save (ledger, place, &error);

  g_assert_no_error (error);
  g_assert_nonnull (uuid);
  return uuid;
}

static gpointer
count_points (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_connection_get_int (connection, "SELECT count(*) FROM point WHERE deleted = 0", -1));
}

gint64
fixture_count_points (NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gpointer count = nh_ledger_call (ledger, NH_ON_READER, count_points, NULL, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_INT (count);
}

void
fixture_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

char *
fixture_sql_text (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *text;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return text;
}

gboolean
fixture_open_files_stay (void)
{
#ifdef G_OS_WIN32
  g_test_skip ("the system keeps files that are open");
  return TRUE;
#else
  return FALSE;
#endif
}

void
fixture_write (const char *path, const char *contents, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

void
fixture_damage (const char *path, goffset offset, gsize length)
{
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) offset, SEEK_SET), ==, 0);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpint (fputc (0xa5, file), ==, 0xa5);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
fixture_copy (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  fixture_write (to, contents, (gssize) length);
}

gboolean
fixture_exists (const char *path, const char *suffix)
{
  g_autofree char *whole = g_strconcat (path, suffix, NULL);

  return g_file_test (whole, G_FILE_TEST_EXISTS);
}

guint
fixture_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static gboolean
run (const char *const *arguments)
{
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);

  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

char *
fixture_mount (const char *folder, const char *size)
{
  g_autofree char *mount = g_build_filename (folder, "disk", NULL);
  g_autofree char *options = g_strdup_printf ("size=%s", size);
  const char *arguments[] = { "mount", "-t", "tmpfs", "-o", options, "tmpfs", mount, NULL };

  g_assert_cmpint (g_mkdir (mount, 0700), ==, 0);
  return run (arguments) ? g_steal_pointer (&mount) : NULL;
}

gboolean
fixture_remount (const char *mount, const char *options)
{
  g_autofree char *whole = g_strdup_printf ("remount,%s", options);
  const char *arguments[] = { "mount", "-o", whole, mount, NULL };

  return run (arguments);
}

void
fixture_unmount (const char *mount)
{
  const char *arguments[] = { "umount", "-l", mount, NULL };

  g_assert_true (run (arguments));
}

static gpointer
run_body (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  (*(FixtureBody *) data) (connection, ledger);
  return NULL;
}

void
fixture_run (const char *name, FixtureBody body)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, name);
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_autoptr (GError) error = NULL;

  nh_ledger_call (ledger, NH_ON_WRITER, run_body, &body, NULL, &error);
  g_assert_no_error (error);
  fixture_close (ledger);
  fixture_remove (folder);
}
