/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "nh-backup.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-lock.h"
#include "nh-platform.h"
#include "nh-point.h"
#include "nh-setting.h"

#define ENDLESS "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

typedef struct
{
  char *folder;
  char *path;
  NhLedger *ledger;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = fixture_folder ();
  self->path = fixture_create (self->folder, "Thành Sen.ngayhoi");
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  if (self->ledger != NULL)
    fixture_close (self->ledger);
  g_free (self->path);
  fixture_remove (self->folder);
}

/* Making and opening */

static void
test_create (Fixture *self, gconstpointer unused)
{
  GStatBuf info;
  const NhUnit *unit = nh_catalog_get_unit (nh_ledger_get_catalog (self->ledger), nh_ledger_get_unit (self->ledger));
  g_autofree char *role = fixture_sql_text (self->path, "SELECT role FROM ledger");

  g_assert_cmpstr (unit->title, ==, "Phường Thành Sen");
  g_assert_cmpstr (role, ==, "commune");
  g_assert_cmpuint (strlen (nh_ledger_get_uuid (self->ledger)), ==, 36);
  g_assert_cmpstr (nh_ledger_get_path (self->ledger), ==, self->path);
  g_assert_false (nh_ledger_is_sample (self->ledger));
  g_assert_false (nh_ledger_is_read_only (self->ledger));
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
#ifdef G_OS_UNIX
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
#endif
}

static void
test_create_refused (Fixture *self, gconstpointer unused)
{
  NhLedgerSpec spec = { .unit_code = "18073", .unit_on = 20260819 };
  g_autofree char *other = g_build_filename (self->folder, "other.ngayhoi", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "folder.ngayhoi", NULL);
  g_autofree char *wal = g_strconcat (other, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  guint files = fixture_count_files (self->folder);

  g_assert_false (nh_ledger_create (self->path, &spec, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (nh_ledger_create (nowhere, &spec, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* SQLite would carry out what a -wal of this name says. */
  fixture_write (wal, "x", 1);
  g_assert_false (nh_ledger_create (other, &spec, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (g_remove (wal), ==, 0);
  spec.unit_code = "99999";
  g_assert_false (nh_ledger_create (other, &spec, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "99999"));
  g_assert_cmpuint (fixture_count_files (self->folder), ==, files);
}

static void
test_create_typed_unit (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "a.ngayhoi", NULL);
  NhUnit unit = { .name = (char *) "Quế Lộc", .kind = (char *) "xã", .level = NH_LEVEL_COMMUNE, .from = 20200101 };
  NhLedgerSpec spec = {
    .typed_unit = &unit, .role = NH_ROLE_PROVINCE, .sample = TRUE, .year = 2024, .superior = "CÔNG AN TỈNH"
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *role = NULL, *year = NULL, *superior = NULL;
  NhLedger *ledger;

  nh_ledger_create (path, &spec, &error);
  g_assert_no_error (error);
  role = fixture_sql_text (path, "SELECT role FROM ledger");
  year = fixture_sql_text (path, "SELECT value FROM setting WHERE name = 'year'");
  superior = fixture_sql_text (path, "SELECT value FROM setting WHERE name = 'letterhead.superior'");
  g_assert_cmpstr (year, ==, "2024");
  g_assert_cmpstr (superior, ==, "CÔNG AN TỈNH");
  ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_assert_cmpstr (nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger))->title, ==,
                   "Xã Quế Lộc");
  g_assert_cmpstr (role, ==, "province");
  g_assert_true (nh_ledger_is_sample (ledger));
  fixture_close (ledger);
  fixture_remove (folder);
}

/* What killed programs left beside the ledger and its backups goes when it is opened to work in. */
static void
test_leftovers (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autofree char *backups = nh_backup_get_folder (path), *host = nh_platform_host_name ();
  g_autofree char *name = g_strdup_printf (".ngay-hoi-%08x-999999999-1234abcd.tmp-journal", g_str_hash (host));
  g_autofree char *beside = g_build_filename (folder, name, NULL);
  g_autofree char *in_backups = g_build_filename (backups, name, NULL);

  g_assert_cmpint (g_mkdir (backups, 0700), ==, 0);
  fixture_write (beside, "x", 1);
  fixture_write (in_backups, "x", 1);
  fixture_close (fixture_open (path, NH_OPEN_READ_ONLY));
  g_assert_true (fixture_exists (beside, ""));
  fixture_close (fixture_open (path, NH_OPEN_DEFAULT));
  g_assert_false (fixture_exists (beside, ""));
  g_assert_false (fixture_exists (in_backups, ""));
  fixture_remove (folder);
}

/* After a clean close one file is left, as sound as before. */
static void
test_close (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *mode = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (fixture_exists (self->path, "-wal"));
  g_assert_true (fixture_exists (self->path, ".lock"));
  nh_ledger_close (self->ledger);
  nh_ledger_close (self->ledger);
  g_assert_false (fixture_exists (self->path, "-wal"));
  g_assert_false (fixture_exists (self->path, "-shm"));
  g_assert_false (fixture_exists (self->path, ".lock"));
  mode = fixture_sql_text (self->path, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");

  g_assert_null (fixture_try_save (self->ledger, "Thôn 2", &error));
  fixture_assert_error (error, NH_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (nh_backup_verify (self->path, &error));
  g_clear_object (&self->ledger);

  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 1);
}

/* Locks */

static void
test_locked_here (Fixture *self, gconstpointer unused)
{
  g_autofree char *user = nh_platform_user_name ();
  g_autoptr (GError) error = NULL;

  g_assert_null (nh_ledger_open (self->path, NH_OPEN_DEFAULT, &error));
  fixture_assert_error (error, NH_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, user));
  g_assert_nonnull (strstr (error->message, "already open on this computer"));
  /* And the one who has it was not hurt. */
  g_free (fixture_save_point (self->ledger, "Thôn 1"));
}

typedef struct
{
  const char *name;
  const char *text; /* of the lock file; %s is this computer, %d this process */
  gint64 age;       /* seconds */
  gboolean in_use;  /* somebody has the ledger itself open */
  gboolean opens;
  const char *says;
} LockCase;

static const LockCase lock_cases[] = {
  { "dead", "[lock]\npid=2147480000\nhost=%s\nuser=lan\nsince=2026-08-19T07:32:05.123Z\n", 0, FALSE, TRUE, NULL },
  { "dead-but-read", "[lock]\npid=2147480000\nhost=%s\nuser=lan\nsince=2026-08-19T07:32:05.123Z\n", 0, TRUE, TRUE,
    NULL },
  { "starting", "[lock]\npid=%d\nhost=%s\nuser=lan\nsince=2026-08-19T07:32:05.123Z\n", 0, FALSE, FALSE,
    "delete the file" },
  { "number-taken", "[lock]\npid=%d\nhost=%s\nuser=lan\nsince=2026-08-19T07:32:05.123Z\n", 3600, FALSE, TRUE, NULL },
  { "at-work", "[lock]\npid=%d\nhost=%s\nuser=lan\nsince=2026-08-19T07:32:05.123Z\n", 3600, TRUE, FALSE,
    "already open on this computer" },
  { "elsewhere", "[lock]\npid=1\nhost=MAY-XA-02\nuser=lan\nsince=2026-08-19T07:32:05.123Z\n", 999999, FALSE, FALSE,
    "MAY-XA-02" },
  { "half-written", "[lo", 0, FALSE, TRUE, NULL },
  { "half-written-at-work", "[lo", 0, TRUE, FALSE, "another program has it open" },
  { "empty", "", 0, FALSE, TRUE, NULL },
  { "empty-at-work", "", 0, TRUE, FALSE, "another program has it open" },
};

static char *
lock_text (const LockCase *test)
{
  g_autofree char *host = nh_platform_host_name ();
  g_autofree char *pid = g_strdup_printf ("%d", (int) nh_platform_pid ());
  g_autoptr (GString) text = g_string_new (test->text);

  g_string_replace (text, "%s", host, 0);
  g_string_replace (text, "%d", pid, 0);
  return g_strdup (text->str);
}

static void
test_lock (gconstpointer data)
{
  const LockCase *test = data;
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autofree char *lock_path = nh_lock_get_path (path);
  g_autofree char *text = lock_text (test);
  g_autoptr (GFile) file = g_file_new_for_path (lock_path);
  g_autoptr (GError) error = NULL;
  NhConnection *other = NULL;
  NhLedger *ledger;

  if (test->in_use)
    {
      other = nh_connection_open (path, NH_CONNECTION_WRITE, NULL);
      g_assert_cmpint (nh_connection_get_int (other, "SELECT count(*) FROM point", -1), ==, 0);
    }
  fixture_write (lock_path, text, -1);
  g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                               (guint64) (g_get_real_time () / G_USEC_PER_SEC - test->age), G_FILE_QUERY_INFO_NONE,
                               NULL, &error);
  g_assert_no_error (error);

  ledger = nh_ledger_open (path, NH_OPEN_DEFAULT, &error);
  if (test->opens)
    {
      g_assert_no_error (error);
      fixture_close (ledger);
      g_assert_false (fixture_exists (path, ".lock"));
    }
  else
    {
      fixture_assert_error (error, NH_ERROR_LOCKED);
      g_assert_nonnull (strstr (error->message, test->says));
      g_assert_true (fixture_exists (path, ".lock"));
      fixture_close (fixture_open (path, NH_OPEN_TAKE_OVER));
      g_assert_false (fixture_exists (path, ".lock"));
    }
  nh_connection_close (other);
  fixture_remove (folder);
}

static void
test_lock_of_another_stays (Fixture *self, gconstpointer unused)
{
  g_autofree char *lock_path = nh_lock_get_path (self->path);

  fixture_write (lock_path, "[lock]\npid=1\nhost=MAY-XA-02\ntoken=other\n", -1);
  nh_ledger_close (self->ledger);
  g_assert_true (fixture_exists (self->path, ".lock"));
}

static void
test_no_lock_for_others (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);
  g_autoptr (GError) error = NULL;

  fixture_write (path, "a shopping list", -1);
  g_assert_null (nh_ledger_open (path, NH_OPEN_DEFAULT, &error));
  fixture_assert_error (error, NH_ERROR_NOT_A_LEDGER);
  g_assert_false (fixture_exists (path, ".lock"));
  fixture_remove (folder);
}

/* Reading only */

static void
test_read_only (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  NhLedger *reading = fixture_open (self->path, NH_OPEN_READ_ONLY);
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_ledger_is_read_only (reading));
  g_assert_cmpstr (nh_ledger_get_uuid (reading), ==, nh_ledger_get_uuid (self->ledger));
  g_assert_cmpint (fixture_count_points (reading), ==, 1);
  g_assert_null (fixture_try_save (reading, "Thôn 2", &error));
  fixture_assert_error (error, NH_ERROR_READ_ONLY);
  fixture_close (reading);
  g_free (fixture_save_point (self->ledger, "Thôn 2"));
}

static void
test_newer (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  NhLedger *ledger;
  g_autoptr (GError) error = NULL;

  fixture_sql (path,
               "PRAGMA user_version = 900; CREATE TABLE medal (id INTEGER); ALTER TABLE point ADD COLUMN weather TEXT");
  g_assert_null (nh_ledger_open (path, NH_OPEN_DEFAULT, &error));
  fixture_assert_error (error, NH_ERROR_NEWER);
  g_assert_false (fixture_exists (path, ".lock"));
  ledger = fixture_open (path, NH_OPEN_READ_ONLY);
  g_assert_cmpint (fixture_count_points (ledger), ==, 0);
  fixture_close (ledger);
  fixture_remove (folder);
}

static void
test_read_only_disk (void)
{
  char *folder = fixture_folder ();
  g_autofree char *mount = fixture_mount (folder, "2m");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  NhLedger *ledger;

  if (mount == NULL)
    {
      g_test_skip ("no file system of our own to protect");
      fixture_remove (folder);
      return;
    }
  path = fixture_create (mount, "a.ngayhoi");
  g_assert_true (fixture_remount (mount, "ro"));
  g_assert_null (nh_ledger_open (path, NH_OPEN_DEFAULT, &error));
  fixture_assert_error (error, NH_ERROR_READ_ONLY);
  ledger = fixture_open (path, NH_OPEN_READ_ONLY);
  g_assert_cmpint (fixture_count_points (ledger), ==, 0);
  fixture_close (ledger);
  fixture_unmount (mount);
  fixture_remove (folder);
}

/* Damage */

static void
test_damaged (void)
{
  char *folder = fixture_folder ();
  g_autofree char *whole = fixture_create (folder, "whole.ngayhoi");
  NhLedger *ledger = fixture_open (whole, NH_OPEN_DEFAULT);
  g_autofree char *path = g_build_filename (folder, "damaged.ngayhoi", NULL);
  GStatBuf info;
  guint found = 0, pages = 0;

  for (int i = 0; i < 20; i++)
    g_free (fixture_save_point (ledger, "Thôn Đông"));
  fixture_close (ledger);
  g_assert_cmpint (g_stat (whole, &info), ==, 0);

  /* Every page in turn: said when it is opened, or at the latest when it is verified; never a crash. */
  for (goffset at = 0; at < info.st_size; at += 4096)
    {
      g_autoptr (GError) error = NULL;

      fixture_copy (whole, path);
      fixture_damage (path, at, 400);
      pages++;
      ledger = nh_ledger_open (path, NH_OPEN_NO_LOCK, &error);
      if (ledger != NULL)
        {
          g_autofree char *uuid = fixture_try_save (ledger, "Thôn Đoài", NULL);

          fixture_close (ledger);
          nh_backup_verify (path, &error);
        }
      if (error == NULL)
        continue;
      g_assert_true (error->domain == NH_ERROR);
      g_assert_true (error->code == NH_ERROR_CORRUPT || error->code == NH_ERROR_NOT_A_LEDGER);
      found++;
    }
  g_assert_cmpuint (pages, >, 30);
  g_assert_cmpuint (found, ==, pages);
  fixture_remove (folder);
}

static void
test_vanished (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autoptr (GError) error = NULL;

  if (fixture_open_files_stay ())
    return;
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_null (fixture_try_save (self->ledger, "Thôn 2", &error));
  fixture_assert_error (error, NH_ERROR_VANISHED);
  /* What was read before can still be read. */
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 1);
}

/* Another ledger took the place of the open one, and somebody works with it: closing ours leaves it alone. */
static void
test_replaced (Fixture *self, gconstpointer unused)
{
  g_autofree char *other = fixture_create (self->folder, "other.ngayhoi");
  g_autofree char *lock_path = nh_lock_get_path (self->path);
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1"), *said = NULL;
  NhConnection *theirs = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture_open_files_stay ())
    return;
  g_assert_cmpint (g_rename (other, self->path), ==, 0);
  g_assert_null (fixture_try_save (self->ledger, "Thôn 2", &error));
  fixture_assert_error (error, NH_ERROR_VANISHED);
  g_clear_error (&error);

  fixture_write (lock_path, "[lock]\npid=1\nhost=MAY-XA-02\ntoken=other\n", -1);
  g_assert_true (nh_backup_put_wal_aside (self->path, &said, &error));
  g_assert_nonnull (said);
  theirs = nh_connection_open (self->path, NH_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  nh_connection_run (theirs, "try", &error, "INSERT INTO setting VALUES ('a', 'b')", "");
  g_assert_no_error (error);
  fixture_close (g_steal_pointer (&self->ledger));
  g_assert_true (fixture_exists (self->path, "-wal"));
  g_assert_cmpint (nh_connection_get_int (theirs, "SELECT count(*) FROM setting", -1), ==, 1);
  nh_connection_close (theirs);
}

/* Jobs */

static gpointer
append_setting (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *old = nh_setting_get (connection, "order");
  g_autofree char *new = g_strconcat (old, data, NULL);

  return GINT_TO_POINTER (nh_setting_set (connection, "order", new, error));
}

static gpointer
get_setting (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_setting_get (connection, data);
}

static void
assert_setting (NhLedger *ledger, const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = nh_ledger_call (ledger, NH_ON_READER, get_setting, (gpointer) name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

/* One run in the main loop, and what came of it. */
typedef struct
{
  GMainLoop *loop;
  gpointer result;
  GError *error;
  guint done;
} Run;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  g_clear_error (&run->error);
  run->result = nh_ledger_run_finish (NH_LEDGER (source), result, &run->error);
  run->done++;
  if (run->loop != NULL)
    g_main_loop_quit (run->loop);
}

static void
wait_until (const guint *count, guint wanted)
{
  while (*count < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_order (Fixture *self, gconstpointer unused)
{
  Run run = { 0 };

  for (int i = 0; i < 30; i++)
    nh_ledger_run (self->ledger, NH_ON_WRITER, append_setting, g_strdup_printf ("%d,", i), g_free, NULL, NULL, on_done,
                   &run);
  wait_until (&run.done, 30);
  g_assert_no_error (run.error);
  assert_setting (self->ledger, "order",
                  "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,");
}

static gpointer
give_text (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup ("text");
}

static gpointer
give_nothing (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
test_results (Fixture *self, gconstpointer unused)
{
  Run run = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_ledger_call (self->ledger, NH_ON_READER, give_text, NULL, NULL, &error);

  g_assert_cmpstr (text, ==, "text");
  g_assert_null (nh_ledger_call (self->ledger, NH_ON_WRITER, give_nothing, NULL, NULL, &error));
  g_assert_no_error (error);
  nh_ledger_run (self->ledger, NH_ON_READER, give_text, NULL, NULL, g_free, NULL, on_done, &run);
  wait_until (&run.done, 1);
  g_assert_cmpstr (run.result, ==, "text");
  g_free (run.result);
  /* Nobody listens: the result is freed all the same. */
  nh_ledger_run (self->ledger, NH_ON_READER, give_text, NULL, NULL, g_free, NULL, NULL, NULL);
  nh_ledger_run (self->ledger, NH_ON_READER, give_nothing, NULL, NULL, NULL, NULL, on_done, &run);
  wait_until (&run.done, 2);
}

static void
on_settings (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *done = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) settings = NULL;

  g_test_expect_message ("ngay-hoi", G_LOG_LEVEL_CRITICAL, "*g_async_result_is_tagged*");
  g_assert_false (nh_setting_set_all_finish (NH_LEDGER (source), result, &error));
  g_test_assert_expected_messages ();
  settings = nh_setting_all_finish (NH_LEDGER (source), result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (settings, "order"), ==, "first");
  (*done)++;
}

static void
on_set_all (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_setting_set_all_finish (NH_LEDGER (source), result, &error));
  g_assert_no_error (error);
  nh_setting_all_async (NH_LEDGER (source), NULL, on_settings, user_data);
}

/* A pair has a type, and another pair's result is refused. */
static void
test_pairs (Fixture *self, gconstpointer unused)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint done = 0;

  g_hash_table_insert (settings, g_strdup ("order"), g_strdup ("first"));
  nh_setting_set_all_async (self->ledger, g_steal_pointer (&settings), NULL, on_set_all, &done);
  wait_until (&done, 1);
}

/* The main loop turns while a write runs: the write waits for it to have done so. */
static gpointer
wait_for_ticks (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  while (g_atomic_int_get ((int *) data) < 5)
    g_usleep (1000);
  return NULL;
}

static gboolean
on_tick (gpointer data)
{
  return g_atomic_int_add ((int *) data, 1) < 100 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
test_loop_turns (Fixture *self, gconstpointer unused)
{
  Run run = { 0 };
  int ticks = 0;
  guint source = g_timeout_add (1, on_tick, &ticks);

  nh_ledger_run (self->ledger, NH_ON_WRITER, wait_for_ticks, &ticks, NULL, NULL, NULL, on_done, &run);
  nh_ledger_run (self->ledger, NH_ON_READER, wait_for_ticks, &ticks, NULL, NULL, NULL, on_done, &run);
  wait_until (&run.done, 2);
  g_assert_no_error (run.error);
  g_source_remove (source);
}

/* Cancelling */

static gpointer
read_for_ever (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection, ENDLESS, error);

  if (data != NULL)
    g_atomic_int_set ((int *) data, 1);
  nh_connection_step (connection, statement, "read", error);
  nh_statement_done (statement);
  return NULL;
}

static void
wait_for (int *flag)
{
  while (!g_atomic_int_get (flag))
    g_usleep (500);
}

static gpointer
count_points (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER ((int) nh_connection_get_int (connection, "SELECT count(*) FROM point", -1));
}

static const NhWorkerRole readers[] = { NH_ON_READER, NH_ON_LISTER, NH_ON_REPORTER };

static void
test_cancel_running (Fixture *self, gconstpointer role)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { 0 };
  int started = 0;

  nh_ledger_run (self->ledger, *(const NhWorkerRole *) role, read_for_ever, &started, NULL, NULL, cancellable, on_done,
                 &run);
  wait_for (&started);
  g_cancellable_cancel (cancellable);
  wait_until (&run.done, 1);
  g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&run.error);
  assert_setting (self->ledger, "order", "");
}

/* While a report is made, the screen is answered and records are saved. */
static void
test_report_beside (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run report = { 0 }, next = { 0 };
  int started = 0;

  nh_ledger_run (self->ledger, NH_ON_REPORTER, read_for_ever, &started, NULL, NULL, cancellable, on_done, &report);
  nh_ledger_run (self->ledger, NH_ON_REPORTER, give_text, NULL, NULL, g_free, NULL, on_done, &next);
  wait_for (&started);
  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 1);
  g_assert_cmpuint (report.done, ==, 0);
  g_cancellable_cancel (cancellable);
  wait_until (&report.done, 1);
  wait_until (&next.done, 1);
  g_assert_error (report.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&report.error);
  g_assert_no_error (next.error);
  g_free (next.result);
}

/* A report of a ledger that is only read, too. */
static void
test_report_read_only (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gpointer count;

  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  fixture_close (g_steal_pointer (&self->ledger));
  self->ledger = fixture_open (self->path, NH_OPEN_READ_ONLY);
  count = nh_ledger_call (self->ledger, NH_ON_REPORTER, count_points, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (count), ==, 1);
}

static void
test_cancel_queued (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { 0 }, write = { 0 };
  int ticks = 0;

  nh_ledger_run (self->ledger, NH_ON_WRITER, wait_for_ticks, &ticks, NULL, NULL, NULL, on_done, &run);
  nh_ledger_run (self->ledger, NH_ON_WRITER, append_setting, (gpointer) "no", NULL, NULL, cancellable, on_done, &write);
  nh_ledger_run (self->ledger, NH_ON_WRITER, append_setting, (gpointer) "yes", NULL, NULL, NULL, on_done, &run);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_cancellable_cancel (cancellable);
  g_atomic_int_set (&ticks, 100);
  wait_until (&run.done, 2);
  wait_until (&write.done, 1);
  g_assert_no_error (run.error);
  g_assert_error (write.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&write.error);
  assert_setting (self->ledger, "order", "yes");
}

/* A write that has begun is not stopped by its cancellable. */
static gpointer
cancel_then_write (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (cancellable);
  return append_setting (connection, ledger, (gpointer) "written", cancellable, error);
}

static void
test_cancel_writing (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run run = { 0 };

  nh_ledger_run (self->ledger, NH_ON_WRITER, cancel_then_write, NULL, NULL, NULL, cancellable, on_done, &run);
  wait_until (&run.done, 1);
  g_assert_no_error (run.error);
  assert_setting (self->ledger, "order", "written");
}

/* Work beside SQL, such as laying out pages. */
static gpointer
work_for_ever (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_atomic_int_set ((int *) data, 1);
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (500);
  return NULL;
}

static void
test_close_with_report (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run report = { 0 };
  int started = 0;

  nh_ledger_run (self->ledger, NH_ON_REPORTER, work_for_ever, &started, NULL, NULL, cancellable, on_done, &report);
  wait_for (&started);
  nh_ledger_close (self->ledger);
  wait_until (&report.done, 1);
  g_assert_error (report.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&report.error);
}

static void
test_close_with_work (Fixture *self, gconstpointer unused)
{
  Run reads = { 0 }, writes = { 0 };
  int started = 0;

  nh_ledger_run (self->ledger, NH_ON_READER, read_for_ever, &started, NULL, NULL, NULL, on_done, &reads);
  nh_ledger_run (self->ledger, NH_ON_READER, read_for_ever, NULL, NULL, NULL, NULL, on_done, &reads);
  nh_ledger_run (self->ledger, NH_ON_REPORTER, read_for_ever, NULL, NULL, NULL, NULL, on_done, &reads);
  for (int i = 0; i < 10; i++)
    nh_ledger_run (self->ledger, NH_ON_WRITER, append_setting, (gpointer) "x", NULL, NULL, NULL, on_done, &writes);
  wait_for (&started);
  nh_ledger_close (self->ledger);
  wait_until (&reads.done, 3);
  g_assert_error (reads.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&reads.error);
  wait_until (&writes.done, 10);
  g_assert_no_error (writes.error);
  g_clear_object (&self->ledger);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  assert_setting (self->ledger, "order", "xxxxxxxxxx");
}

/* Transactions */

static gpointer
write_then_fail (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  nh_connection_begin (connection, "try", NULL);
  nh_setting_set (connection, "order", "lost", NULL);
  nh_ledger_note_change (ledger, &nh_point_type, 5);
  if (data != NULL)
    nh_error_set (error, NH_ERROR_INVALID, "try", "it does not work");
  return NULL;
}

static void
count_signal (NhLedger *ledger, const char *type, GArray *ids, guint *count)
{
  (*count)++;
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Closing does not wait, nothing more is taken, what was queued is written, and opening again waits for the file. */
static void
test_close_async (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn Một");
  gboolean closed = FALSE;

  nh_ledger_close_async (self->ledger, on_closed, &closed);
  g_assert_null (fixture_try_save (self->ledger, "Thôn Hai", &error));
  g_assert_nonnull (error);
  nh_ledger_close (self->ledger); /* under way already */
  g_object_unref (self->ledger);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 1);
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_left_open (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_signal_connect (self->ledger, "changed", G_CALLBACK (count_signal), &count);
  nh_ledger_call (self->ledger, NH_ON_WRITER, write_then_fail, (gpointer) "fail", NULL, &error);
  fixture_assert_error (error, NH_ERROR_INVALID);
  g_clear_error (&error);
  assert_setting (self->ledger, "order", "");

  g_test_expect_message ("ngay-hoi", G_LOG_LEVEL_WARNING, "*left its transaction open*");
  nh_ledger_call (self->ledger, NH_ON_WRITER, write_then_fail, NULL, NULL, &error);
  g_test_assert_expected_messages ();
  fixture_assert_error (error, NH_ERROR_FAILED);
  assert_setting (self->ledger, "order", "");
  g_assert_cmpuint (count, ==, 0);
  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  g_assert_cmpuint (count, ==, 1);
}

/* A read sees one state from its first to its last statement, whatever is saved meanwhile. */
typedef struct
{
  int counted;
  int saved;
  gint64 before, after;
} Snapshot;

static gpointer
count_twice (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Snapshot *snapshot = data;

  snapshot->before = nh_connection_get_int (connection, "SELECT count(*) FROM point", -1);
  g_atomic_int_set (&snapshot->counted, 1);
  wait_for (&snapshot->saved);
  snapshot->after = nh_connection_get_int (connection, "SELECT count(*) FROM point", -1);
  return NULL;
}

static void
test_snapshot (Fixture *self, gconstpointer unused)
{
  Snapshot snapshot = { 0 };
  Run run = { 0 };

  nh_ledger_run (self->ledger, NH_ON_READER, count_twice, &snapshot, NULL, NULL, NULL, on_done, &run);
  wait_for (&snapshot.counted);
  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  g_atomic_int_set (&snapshot.saved, 1);
  wait_until (&run.done, 1);
  g_assert_cmpint (snapshot.before, ==, 0);
  g_assert_cmpint (snapshot.after, ==, 0);
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 1);
}

/* Signals */

typedef struct
{
  GString *log;
  GThread *thread;
} Log;

static void
log_changed (NhLedger *ledger, const char *type, GArray *ids, Log *log)
{
  g_assert_true (log->thread == g_thread_self ());
  g_string_append_printf (log->log, "changed %s", type);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (log->log, " %" G_GINT64_FORMAT, g_array_index (ids, gint64, i));
  g_string_append (log->log, "; ");
}

static void
log_catalog (NhLedger *ledger, Log *log)
{
  g_assert_true (log->thread == g_thread_self ());
  g_string_append (log->log, "catalog; ");
}

static void
log_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Log *log = user_data;
  g_autoptr (GError) error = NULL;

  nh_ledger_run_finish (NH_LEDGER (source), result, &error);
  g_assert_no_error (error);
  g_string_append (log->log, "done");
}

static gpointer
note_several (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!nh_setting_set (connection, "order", "noted", error))
    return NULL;
  nh_ledger_note_change (ledger, &nh_point_type, 5);
  nh_ledger_note_change (ledger, &nh_point_type, 7);
  nh_ledger_note_change (ledger, &nh_total_type, 2);
  nh_ledger_note_change (ledger, &nh_total_type, 0);
  nh_ledger_note_change (ledger, NULL, 0);
  return NULL;
}

static void
test_changed (Fixture *self, gconstpointer unused)
{
  static const char expected[] = "changed point 5 7; changed total; changed ; ";
  Log log = { g_string_new (NULL), g_thread_self () };
  g_autoptr (GError) error = NULL;

  g_signal_connect (self->ledger, "changed", G_CALLBACK (log_changed), &log);
  nh_ledger_call (self->ledger, NH_ON_WRITER, note_several, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (log.log->str, ==, expected);

  /* In the main loop the signal comes before the callback. */
  g_string_truncate (log.log, 0);
  nh_ledger_run (self->ledger, NH_ON_WRITER, note_several, NULL, NULL, NULL, NULL, log_done, &log);
  while (!g_str_has_suffix (log.log->str, "done"))
    g_main_context_iteration (NULL, TRUE);
  g_string_truncate (log.log, log.log->len - strlen ("done"));
  g_assert_cmpstr (log.log->str, ==, expected);
  g_string_free (log.log, TRUE);
}

static gpointer
add_unit (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  NhUnit unit = {
    .code = (char *) "T900", .name = (char *) "Mới", .kind = (char *) "xã", .level = NH_LEVEL_COMMUNE, .from = 20200101
  };
  gint64 id = 0;

  if (!nh_connection_begin (connection, "add the unit", error))
    return NULL;
  id = nh_catalog_add_unit (connection, &unit, error);
  if (id == 0 || !nh_connection_commit (connection, "add the unit", error))
    {
      nh_connection_rollback (connection);
      return NULL;
    }
  nh_ledger_note_catalog (ledger);
  return NULL;
}

static void
test_catalog_changed (Fixture *self, gconstpointer unused)
{
  Log log = { g_string_new (NULL), g_thread_self () };
  NhCatalog *before = nh_ledger_get_catalog (self->ledger), *after;
  g_autoptr (GError) error = NULL;

  g_signal_connect (self->ledger, "catalog-changed", G_CALLBACK (log_catalog), &log);
  nh_ledger_call (self->ledger, NH_ON_WRITER, add_unit, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (log.log->str, ==, "catalog; ");
  after = nh_ledger_get_catalog (self->ledger);
  g_assert_true (before != after);
  g_assert_nonnull (nh_catalog_find_unit (after, "T900", 20260819));
  /* Whoever still holds the old one may go on with it. */
  g_assert_null (nh_catalog_find_unit (before, "T900", 20260819));
  g_string_free (log.log, TRUE);
}

/* Many at once */

static gpointer
save_some (gpointer data)
{
  for (int i = 0; i < 20; i++)
    g_free (fixture_save_point (data, "Thôn"));
  return NULL;
}

static gpointer
read_some (gpointer data)
{
  gint64 last = 0;

  for (int i = 0; i < 100; i++)
    {
      gint64 count = fixture_count_points (data);

      g_assert_cmpint (count, >=, last);
      last = count;
    }
  return NULL;
}

static void
test_stress (Fixture *self, gconstpointer unused)
{
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("stress", i % 2 ? save_some : read_some, self->ledger);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 60);
}

/* The backup of the day */

static void
test_daily_backup (Fixture *self, gconstpointer unused)
{
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  for (int i = 0; i < 3; i++)
    g_free (fixture_save_point (self->ledger, "Thôn"));
  backups = nh_backup_list (self->path);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpint (nh_backup_get_day (backups->pdata[0]), ==, 20260820);
  problem = nh_ledger_get_backup_problem (self->ledger);
  g_assert_null (problem);
}

static void
test_backup_problem (Fixture *self, gconstpointer unused)
{
  g_autofree char *folder = nh_backup_get_folder (self->path);
  g_autofree char *problem = NULL;

  /* A file stands where the folder should be. */
  fixture_write (folder, "", 0);
  for (int i = 0; i < 3; i++)
    g_free (fixture_save_point (self->ledger, "Thôn"));
  problem = nh_ledger_get_backup_problem (self->ledger);
  g_assert_nonnull (strstr (problem, "Could not make the backup: "));
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 3);
}

static void
add_lock_tests (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lock_cases); i++)
    {
      g_autofree char *name = g_strconcat ("/ledger/lock/", lock_cases[i].name, NULL);

      g_test_add_data_func (name, &lock_cases[i], test_lock);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/ledger/create", Fixture, NULL, set_up, test_create, tear_down);
  g_test_add ("/ledger/create-refused", Fixture, NULL, set_up, test_create_refused, tear_down);
  g_test_add_func ("/ledger/create-typed-unit", test_create_typed_unit);
  g_test_add_func ("/ledger/leftovers", test_leftovers);
  g_test_add ("/ledger/close", Fixture, NULL, set_up, test_close, tear_down);
  g_test_add ("/ledger/locked-here", Fixture, NULL, set_up, test_locked_here, tear_down);
  add_lock_tests ();
  g_test_add ("/ledger/lock-of-another-stays", Fixture, NULL, set_up, test_lock_of_another_stays, tear_down);
  g_test_add_func ("/ledger/no-lock-for-others", test_no_lock_for_others);
  g_test_add ("/ledger/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add_func ("/ledger/newer", test_newer);
  g_test_add_func ("/ledger/read-only-disk", test_read_only_disk);
  g_test_add_func ("/ledger/damaged", test_damaged);
  g_test_add ("/ledger/vanished", Fixture, NULL, set_up, test_vanished, tear_down);
  g_test_add ("/ledger/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/ledger/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/ledger/results", Fixture, NULL, set_up, test_results, tear_down);
  g_test_add ("/ledger/loop-turns", Fixture, NULL, set_up, test_loop_turns, tear_down);
  g_test_add ("/ledger/cancel-running", Fixture, &readers[0], set_up, test_cancel_running, tear_down);
  g_test_add ("/ledger/cancel-list", Fixture, &readers[1], set_up, test_cancel_running, tear_down);
  g_test_add ("/ledger/cancel-report", Fixture, &readers[2], set_up, test_cancel_running, tear_down);
  g_test_add ("/ledger/report-beside", Fixture, NULL, set_up, test_report_beside, tear_down);
  g_test_add ("/ledger/report-read-only", Fixture, NULL, set_up, test_report_read_only, tear_down);
  g_test_add ("/ledger/pairs", Fixture, NULL, set_up, test_pairs, tear_down);
  g_test_add ("/ledger/cancel-queued", Fixture, NULL, set_up, test_cancel_queued, tear_down);
  g_test_add ("/ledger/cancel-writing", Fixture, NULL, set_up, test_cancel_writing, tear_down);
  g_test_add ("/ledger/close-with-work", Fixture, NULL, set_up, test_close_with_work, tear_down);
  g_test_add ("/ledger/close-with-report", Fixture, NULL, set_up, test_close_with_report, tear_down);
  g_test_add ("/ledger/close-async", Fixture, NULL, set_up, test_close_async, tear_down);
  g_test_add ("/ledger/left-open", Fixture, NULL, set_up, test_left_open, tear_down);
  g_test_add ("/ledger/snapshot", Fixture, NULL, set_up, test_snapshot, tear_down);
  g_test_add ("/ledger/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/ledger/catalog-changed", Fixture, NULL, set_up, test_catalog_changed, tear_down);
  g_test_add ("/ledger/stress", Fixture, NULL, set_up, test_stress, tear_down);
  g_test_add ("/ledger/daily-backup", Fixture, NULL, set_up, test_daily_backup, tear_down);
  g_test_add ("/ledger/backup-problem", Fixture, NULL, set_up, test_backup_problem, tear_down);
  return g_test_run ();
}
