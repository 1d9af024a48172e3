/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies beside a ledger: the -wal of another file, a second name, its lock, its backups. */

#include <string.h>
#include <glib/gstdio.h>
#ifdef G_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

#include "ledger-fixture.h"
#include "nh-backup.h"
#include "nh-error.h"
#include "nh-lock.h"
#include "nh-platform.h"

#define LEFT "SELECT count(*) FROM setting WHERE name = 'left'"

typedef struct
{
  char *folder;
  char *path;
  char *backups;
  char *wal;
  char *before; /* the ledger with one point, closed */
} Fixture;

/* A crash: what was written last is in the -wal only. */
static void
crash (Fixture *self)
{
  g_autofree char *main_copy = g_strconcat (self->path, ".crashed", NULL);
  g_autofree char *wal_copy = g_strconcat (self->wal, ".crashed", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA journal_mode = WAL; INSERT INTO setting VALUES ('left', '1')", NULL, NULL, NULL), ==,
      SQLITE_OK);
  fixture_copy (self->path, main_copy);
  fixture_copy (self->wal, wal_copy);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_cmpint (g_rename (main_copy, self->path), ==, 0);
  g_assert_cmpint (g_rename (wal_copy, self->wal), ==, 0);
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  NhLedger *ledger;

  self->folder = fixture_folder ();
  self->path = fixture_create (self->folder, "a.ngayhoi");
  self->backups = nh_backup_get_folder (self->path);
  self->wal = g_strconcat (self->path, "-wal", NULL);
  self->before = g_build_filename (self->folder, "yesterday.ngayhoi", NULL);
  ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_free (fixture_save_point (ledger, "Thôn 1"));
  fixture_close (ledger);
  fixture_copy (self->path, self->before);
  crash (self);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_free (self->path);
  g_free (self->backups);
  g_free (self->wal);
  g_free (self->before);
  fixture_remove (self->folder);
}

static void
assert_same (const char *path, const char *expected, gsize length)
{
  g_autofree char *contents = NULL;
  gsize found = 0;

  g_assert_true (g_file_get_contents (path, &contents, &found, NULL));
  g_assert_cmpmem (contents, found, expected, length);
}

/* A lock left by the same crash, whose process id is in use again. */
static void
leave_lock (Fixture *self)
{
  g_autofree char *lock_path = nh_lock_get_path (self->path);
  g_autofree char *text = g_strdup_printf ("[lock]\npid=%d\nhost=%s\nuser=lan\n", (int) nh_platform_pid (),
                                           g_get_host_name ());
  g_autoptr (GFile) file = g_file_new_for_path (lock_path);

  fixture_write (lock_path, text, -1);
  g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                               (guint64) (g_get_real_time () / G_USEC_PER_SEC - 3600), G_FILE_QUERY_INFO_NONE, NULL,
                               NULL);
}

static char *
find_left_behind (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->backups, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".left-behind-wal"))
      return g_build_filename (self->backups, name, NULL);
  return NULL;
}

/* The -wal of the crash is still there when the backup is copied over the ledger. */
static void
test_wal_of_another (Fixture *self, gconstpointer unused)
{
  g_autofree char *wal = NULL, *copy = NULL, *left = NULL;
  gsize wal_length, copy_length;
  g_autoptr (GError) error = NULL;
  NhLedger *ledger;

  fixture_copy (self->before, self->path);
  g_file_get_contents (self->wal, &wal, &wal_length, NULL);
  g_file_get_contents (self->path, &copy, &copy_length, NULL);

  /* For reading nothing is changed. */
  g_assert_null (nh_ledger_open (self->path, NH_OPEN_READ_ONLY, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, self->wal));
  g_assert_false (nh_backup_verify (self->path, NULL));
  assert_same (self->wal, wal, wal_length);
  assert_same (self->path, copy, copy_length);

  leave_lock (self);
  ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  left = find_left_behind (self);
  g_assert_nonnull (left);
  assert_same (left, wal, wal_length);
  g_assert_nonnull (strstr (nh_ledger_get_put_aside (ledger), left));
  g_assert_cmpint (fixture_count_points (ledger), ==, 1);
  g_free (fixture_save_point (ledger, "Thôn 2"));
  fixture_close (ledger);

  g_clear_error (&error);
  g_assert_true (nh_backup_verify (self->path, &error));
  g_assert_no_error (error);
  ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_assert_null (nh_ledger_get_put_aside (ledger));
  g_assert_cmpint (fixture_count_points (ledger), ==, 2);
  fixture_close (ledger);
}

/* Where it cannot be put aside, nothing is opened. */
static void
test_wal_that_stays (Fixture *self, gconstpointer unused)
{
  g_autofree char *wal = NULL;
  gsize wal_length;
  g_autoptr (GError) error = NULL;
  g_autofree char *away = g_strconcat (self->backups, ".away", NULL);

  fixture_copy (self->before, self->path);
  g_file_get_contents (self->wal, &wal, &wal_length, NULL);
  g_assert_cmpint (g_rename (self->backups, away), ==, 0);
  fixture_write (self->backups, "", 0);
  g_assert_null (nh_ledger_open (self->path, NH_OPEN_DEFAULT, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, self->wal));
  assert_same (self->wal, wal, wal_length);
  g_assert_false (fixture_exists (self->path, ".lock"));
}

static void
test_restore_beside_wal_of_another (Fixture *self, gconstpointer unused)
{
  g_autofree char *left = NULL, *said = NULL;
  g_autoptr (GError) error = NULL;

  fixture_copy (self->before, self->path);
  g_assert_true (nh_backup_restore (self->path, self->before, &said, &error));
  g_assert_no_error (error);
  g_assert_false (fixture_exists (self->path, "-wal"));
  left = find_left_behind (self);
  g_assert_nonnull (left);
  g_assert_nonnull (strstr (said, left));
  g_assert_true (nh_backup_verify (self->path, &error));
}

/* What was put aside is told, even when what follows fails. */
static void
test_told_all_the_same (Fixture *self, gconstpointer unused)
{
  fixture_sql (self->before, "PRAGMA user_version = 999");
  for (int restoring = 0; restoring < 2; restoring++)
    {
      g_autofree char *left = NULL, *said = NULL;
      g_autoptr (GError) error = NULL;

      fixture_copy (self->before, self->path);
      fixture_write (self->wal, "x", -1);
      if (restoring)
        g_assert_false (nh_backup_restore (self->path, self->folder, &said, &error));
      else
        g_assert_null (nh_ledger_open (self->path, NH_OPEN_DEFAULT, &error));
      g_assert_null (said);
      left = find_left_behind (self);
      g_assert_nonnull (left);
      g_assert_cmpint (error->code, ==, restoring ? NH_ERROR_NOT_A_LEDGER : NH_ERROR_NEWER);
      g_assert_nonnull (strstr (error->message, left));
      g_assert_cmpint (g_remove (left), ==, 0);
    }
}

/* Its own -wal belongs to a ledger. */
static void
test_own_wal (Fixture *self, gconstpointer flags)
{
  NhLedger *ledger = fixture_open (self->path, GPOINTER_TO_UINT (flags));
  g_autofree char *left = NULL;

  g_assert_null (nh_ledger_get_put_aside (ledger));
  g_assert_cmpint (fixture_count_points (ledger), ==, 1);
  fixture_close (ledger);
  left = fixture_sql_text (self->path, LEFT);
  g_assert_cmpstr (left, ==, "1");
}

#ifdef G_OS_UNIX
static void
test_second_name (Fixture *self, gconstpointer unused)
{
  g_autofree char *name = g_build_filename (self->folder, "b.ngayhoi", NULL);
  g_autoptr (GError) error = NULL;

  fixture_close (fixture_open (self->path, NH_OPEN_DEFAULT));
  if (link (self->path, name) != 0)
    {
      g_test_skip ("no hard links here");
      return;
    }
  g_assert_null (nh_ledger_open (name, NH_OPEN_DEFAULT, &error));
  fixture_assert_error (error, NH_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "second name"));
  g_assert_false (fixture_exists (name, ".lock"));
  fixture_close (fixture_open (name, NH_OPEN_READ_ONLY));
  g_assert_cmpint (g_remove (name), ==, 0);
  fixture_close (fixture_open (self->path, NH_OPEN_DEFAULT));
}

/* Others must be able to read who works with it. */
static void
test_lock_is_readable (Fixture *self, gconstpointer unused)
{
  g_autofree char *lock_path = nh_lock_get_path (self->path);
  mode_t mask = umask (022);
  NhLedger *ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  GStatBuf info;

  umask (mask);
  g_assert_cmpint (g_stat (lock_path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0644);
  fixture_close (ledger);
}
#endif

/* A lock that is not to be read is held. Root may read everything, so that one too large to be read stands for it. */
static void
test_lock_not_to_be_read (Fixture *self, gconstpointer unused)
{
  g_autofree char *lock_path = nh_lock_get_path (self->path);
  g_autofree char *text = g_strnfill (70000, '#');
  g_autoptr (GError) error = NULL;

  fixture_write (lock_path, text, -1);
  g_assert_null (nh_ledger_open (self->path, NH_OPEN_DEFAULT, &error));
  fixture_assert_error (error, NH_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, lock_path));
  g_assert_true (fixture_exists (self->path, ".lock"));
}

/* What lies beside a ledger has a longer name. */
static void
test_long_name (Fixture *self, gconstpointer unused)
{
  NhLedgerSpec spec = { .unit_code = "18073", .unit_on = 20260819, .role = NH_ROLE_COMMUNE };

  for (guint length = 200; length <= 201; length++)
    {
      g_autofree char *letters = g_strnfill (length - strlen (NH_LEDGER_SUFFIX), 'x');
      g_autofree char *name = g_strconcat (letters, NH_LEDGER_SUFFIX, NULL);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *problem = NULL;
      g_autoptr (GError) error = NULL;
      NhLedger *ledger;

      nh_ledger_create (path, &spec, &error);
      if (length > 200)
        {
          fixture_assert_error (error, NH_ERROR_INVALID);
          g_assert_false (fixture_exists (path, ""));
          return;
        }
      g_assert_no_error (error);
      ledger = fixture_open (path, NH_OPEN_DEFAULT);
      g_free (fixture_save_point (ledger, "Thôn 1"));
      problem = nh_ledger_get_backup_problem (ledger);
      g_assert_null (problem);
      fixture_close (ledger);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/beside/wal-of-another", Fixture, NULL, set_up, test_wal_of_another, tear_down);
  g_test_add ("/beside/wal-that-stays", Fixture, NULL, set_up, test_wal_that_stays, tear_down);
  g_test_add ("/beside/restore", Fixture, NULL, set_up, test_restore_beside_wal_of_another, tear_down);
  g_test_add ("/beside/told-all-the-same", Fixture, NULL, set_up, test_told_all_the_same, tear_down);
  g_test_add ("/beside/own-wal", Fixture, GUINT_TO_POINTER (NH_OPEN_DEFAULT), set_up, test_own_wal, tear_down);
  g_test_add ("/beside/own-wal-read", Fixture, GUINT_TO_POINTER (NH_OPEN_READ_ONLY), set_up, test_own_wal, tear_down);
#ifdef G_OS_UNIX
  g_test_add ("/beside/second-name", Fixture, NULL, set_up, test_second_name, tear_down);
  g_test_add ("/beside/lock-is-readable", Fixture, NULL, set_up, test_lock_is_readable, tear_down);
#endif
  g_test_add ("/beside/lock-not-to-be-read", Fixture, NULL, set_up, test_lock_not_to_be_read, tear_down);
  g_test_add ("/beside/long-name", Fixture, NULL, set_up, test_long_name, tear_down);
  return g_test_run ();
}
