/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A drive on which reading fails, at the first, second … last read of the ledger and from then on: that is told, and
 * never taken for a damaged or an old ledger. */

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include "ledger-fixture.h"
#include "nh-backup.h"
#include "nh-error.h"
#include "nh-migrate.h"

#ifdef G_OS_WIN32
#include <windows.h>
#define UNREADABLE ERROR_IO_DEVICE
#else
#define UNREADABLE EIO
#endif

#define MOST_READS 5000

/* SQLite's own file system, which fails as it does where the system cannot read. */
static sqlite3_vfs *real_vfs;
static sqlite3_io_methods methods;
static const sqlite3_io_methods *real_methods;
static gint n_reads, fails_at; /* atomic; 0: none fails */

static int
read_or_fail (sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset)
{
  gint at = g_atomic_int_get (&fails_at);

  if (g_atomic_int_add (&n_reads, 1) + 1 >= at && at > 0)
    return SQLITE_IOERR_CORRUPTFS;
  return real_methods->xRead (file, buffer, length, offset);
}

static int
control (sqlite3_file *file, int what, void *argument)
{
  int code = real_methods->xFileControl (file, what, argument);

  if (what == SQLITE_FCNTL_LAST_ERRNO && g_atomic_int_get (&fails_at) > 0)
    *(int *) argument = UNREADABLE;
  return code;
}

static int
open_failing (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int code = real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  if (file->pMethods != NULL && (flags & SQLITE_OPEN_MAIN_DB) != 0)
    {
      static gsize copied = 0;

      if (g_once_init_enter (&copied))
        {
          real_methods = file->pMethods;
          methods = *real_methods;
          methods.xRead = read_or_fail;
          methods.xFileControl = control;
          g_once_init_leave (&copied, 1);
        }
      file->pMethods = &methods;
    }
  return code;
}

static void
fail_from (gint at)
{
  g_atomic_int_set (&n_reads, 0);
  g_atomic_int_set (&fails_at, at);
}

/* TRUE when no read failed. */
static gboolean
try_one (const char *path, gint at, gboolean (*use) (const char *path, GError **error))
{
  g_autoptr (GError) error = NULL;
  gboolean done, failed;

  fail_from (at);
  done = use (path, &error);
  failed = g_atomic_int_get (&n_reads) >= at;
  fail_from (0);
  g_test_message ("%d: %s", at, error != NULL ? error->message : "done");
  if (!failed)
    {
      g_assert_no_error (error);
      g_assert_true (done);
      return TRUE;
    }
  g_assert_false (done);
  fixture_assert_error (error, NH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "the drive does not answer"));
  return FALSE;
}

static void
try_all (gboolean (*use) (const char *path, GError **error))
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  int at = 1;

  while (!try_one (path, at, use) && at < MOST_READS)
    at++;
  g_assert_cmpint (at, >, 3);
  g_assert_cmpint (at, <, MOST_READS);
  fixture_remove (folder);
}

static void
test_verify (void)
{
  try_all (nh_backup_verify);
}

static gboolean
migrate (const char *path, GError **error)
{
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);
  g_autoptr (NhConnection) connection = nh_connection_open (path, NH_CONNECTION_WRITE, error);

  return connection != NULL && nh_migrate (connection, migrations, n_migrations, error);
}

/* Not being able to read the format is no old format. */
static void
test_migrate (void)
{
  try_all (migrate);
}

int
main (int argc, char **argv)
{
  static sqlite3_vfs failing;

  g_test_init (&argc, &argv, NULL);
  real_vfs = sqlite3_vfs_find (NULL);
  failing = *real_vfs;
  failing.zName = "failing";
  failing.xOpen = open_failing;
  g_assert_cmpint (sqlite3_vfs_register (&failing, 1), ==, SQLITE_OK);

  g_test_add_func ("/read-error/verify", test_verify);
  g_test_add_func ("/read-error/migrate", test_migrate);
  return g_test_run ();
}
