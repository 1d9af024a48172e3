/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several at one ledger: who gets the lock, and readers and the writer in a journal mode without WAL, as on a network
 * share. */

#include <sqlite3.h>
#include <string.h>
#include <glib/gstdio.h>
#ifdef G_OS_UNIX
#include <unistd.h>
#endif

#include "ledger-fixture.h"
#include "nh-error.h"
#include "nh-lock.h"
#include "nh-platform.h"

#define STARTERS 8
#define ROUNDS 300

static gpointer
take_lock (gpointer path)
{
  return nh_lock_take (path, FALSE, NULL);
}

/* The text of the lock of a process that is gone. (transfer full) */
static char *
dup_stale (void)
{
  return g_strdup_printf ("[lock]\npid=%d\nhost=%s\nuser=x\nsince=2026-08-19T07:32:05.123Z\ntoken=x\n", G_MAXINT32 - 7,
                          g_get_host_name ());
}

/* Many start at once beside the lock of a process that is gone: one gets the ledger. */
static void
test_stale_lock (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autofree char *lock_path = nh_lock_get_path (path);
  g_autofree char *stale = dup_stale ();

  for (int round = 0; round < ROUNDS; round++)
    {
      GThread *threads[STARTERS];
      guint n_taken = 0;
      NhLock *lock = NULL;

      fixture_write (lock_path, stale, -1);
      for (int i = 0; i < STARTERS; i++)
        threads[i] = g_thread_new ("starter", take_lock, path);
      for (int i = 0; i < STARTERS; i++)
        {
          NhLock *taken = g_thread_join (threads[i]);

          n_taken += taken != NULL;
          lock = taken != NULL ? taken : lock;
        }
      g_assert_cmpuint (n_taken, ==, 1);
      g_assert_true (fixture_exists (path, ".lock"));
      nh_lock_release (lock);
      g_assert_false (fixture_exists (path, ".lock"));
    }
  fixture_remove (folder);
}

/* While another starter looks at a stale lock, none removes it: by then it may be the fresh one of that other. */
static void
test_guarded_lock (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autofree char *lock_path = nh_lock_get_path (path);
  g_autofree char *stale = dup_stale (), *found = NULL;
  gintptr guard;
  GThread *thread;
  NhLock *lock;

  fixture_write (lock_path, stale, -1);
  guard = nh_platform_guard_folder (lock_path);
  g_assert_cmpint (guard, >=, 0);
  thread = g_thread_new ("starter", take_lock, path);
  g_usleep (300000);
  g_assert_true (g_file_get_contents (lock_path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, stale);
  nh_platform_unguard (guard);
  lock = g_thread_join (thread);
  g_assert_nonnull (lock);
  nh_lock_release (lock);
  fixture_remove (folder);
}

#ifdef G_OS_UNIX
/* A folder where each may delete only what is theirs: the lock of another stays, and is named. */
static void
test_lock_of_another_user (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autofree char *lock_path = nh_lock_get_path (path);
  g_autofree char *stale = dup_stale ();
  g_autoptr (GError) error = NULL;
  gboolean reachable;
  GStatBuf info;
  NhLock *lock;

  fixture_write (lock_path, stale, -1);
  g_assert_cmpint (g_chmod (folder, 01777), ==, 0);
  if (geteuid () != 0 || seteuid (65534) != 0)
    {
      g_test_skip ("this is not root, who can be another");
      fixture_remove (folder);
      return;
    }
  reachable = g_stat (lock_path, &info) == 0; /* access () would ask for the real user */
  lock = reachable ? nh_lock_take (path, FALSE, &error) : NULL;
  g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_null (lock);
  if (!reachable)
    {
      g_test_skip ("temporary files are in a folder of root alone");
      fixture_remove (folder);
      return;
    }
  fixture_assert_error (error, NH_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, lock_path));
  g_assert_true (fixture_exists (path, ".lock"));
  fixture_remove (folder);
}
#endif

/* A file system without shared memory: SQLite's own, with methods of version 1. */

static sqlite3_vfs *real_vfs;
static sqlite3_io_methods methods;

static int
open_without_memory (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int code = real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  if (file->pMethods != NULL && (flags & SQLITE_OPEN_MAIN_DB) != 0)
    {
      static gsize copied = 0;

      if (g_once_init_enter (&copied))
        {
          methods = *file->pMethods;
          methods.iVersion = 1;
          g_once_init_leave (&copied, 1);
        }
      file->pMethods = &methods;
    }
  return code;
}

static void
use_share (void)
{
  static sqlite3_vfs share;

  real_vfs = sqlite3_vfs_find (NULL);
  share = *real_vfs;
  share.zName = "share";
  share.xOpen = open_without_memory;
  g_assert_cmpint (sqlite3_vfs_register (&share, 1), ==, SQLITE_OK);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean reading, stop, read, written;
  gint64 seconds;
  GError *error;
} Case;

static gpointer
read_long (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Case *self = data;
  gint64 before = nh_connection_get_int (connection, "SELECT count (*) FROM point", -1), end;

  g_mutex_lock (&self->mutex);
  self->reading = TRUE;
  g_cond_broadcast (&self->cond);
  end = g_get_monotonic_time () + self->seconds * G_USEC_PER_SEC;
  while (!self->stop && g_cond_wait_until (&self->cond, &self->mutex, end))
    ;
  g_mutex_unlock (&self->mutex);
  /* One state of the file from beginning to end. */
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count (*) FROM point", -1), ==, before);
  return GINT_TO_POINTER (TRUE);
}

static void
on_read (GObject *ledger, GAsyncResult *result, gpointer data)
{
  Case *self = data;

  nh_ledger_run_finish (NH_LEDGER (ledger), result, &self->error);
  self->read = TRUE;
}

static void
begin_reading (NhLedger *ledger, Case *self)
{
  nh_ledger_run (ledger, NH_ON_REPORTER, read_long, self, NULL, NULL, NULL, on_read, self);
  g_mutex_lock (&self->mutex);
  while (!self->reading)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static void
end_reading (Case *self)
{
  while (!self->read)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (self->error);
}

/* Our own report takes longer than SQLite waits for a lock; what is saved meanwhile is saved, and the screen goes on.
 */
static void
test_long_read (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_autofree char *mode = fixture_sql_text (path, "PRAGMA journal_mode");
  Case self = { .seconds = 7 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (mode, ==, "delete");
  g_free (fixture_save_point (ledger, "Thôn 1"));
  begin_reading (ledger, &self);
  g_free (fixture_try_save (ledger, "Thôn 2", &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count_points (ledger), ==, 2);
  end_reading (&self);
  fixture_close (ledger);
  fixture_remove (folder);
}

static gpointer
save (gpointer ledger)
{
  g_free (fixture_save_point (ledger, "Thôn 2"));
  return NULL;
}

/* While the writer waits for one reader, another one waits for the writer, and none fails. */
static void
test_reader_behind_writer (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  Case self = { .seconds = 7 };
  GThread *writer;

  begin_reading (ledger, &self);
  writer = g_thread_new ("save", save, ledger);
  g_usleep (200000);
  g_assert_cmpint (fixture_count_points (ledger), >=, 0);
  g_thread_join (writer);
  end_reading (&self);
  g_assert_cmpint (fixture_count_points (ledger), ==, 1);
  fixture_close (ledger);
  fixture_remove (folder);
}

/* Another program is still told of after a while. */
static void
test_other_program (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_free (fixture_save_point (ledger, "Thôn 1"));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN; SELECT count (*) FROM point", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (fixture_try_save (ledger, "Thôn 2", &error));
  fixture_assert_error (error, NH_ERROR_BUSY);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_free (fixture_save_point (ledger, "Thôn 2"));
  fixture_close (ledger);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_share ();

  g_test_add_func ("/share/stale-lock", test_stale_lock);
  g_test_add_func ("/share/guarded-lock", test_guarded_lock);
#ifdef G_OS_UNIX
  g_test_add_func ("/share/lock-of-another-user", test_lock_of_another_user);
#endif
  g_test_add_func ("/share/long-read", test_long_read);
  g_test_add_func ("/share/reader-behind-writer", test_reader_behind_writer);
  g_test_add_func ("/share/other-program", test_other_program);
  return g_test_run ();
}
