/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>
#include <glib/gstdio.h>
#ifdef G_OS_UNIX
#include <signal.h>
#include <sys/resource.h>
#endif

#include "ledger-fixture.h"
#include "nh-error.h"
#include "nh-migrate.h"
#include "nh-schema-check.h"

#define ENDLESS "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

typedef struct
{
  char *folder;
  char *path;
  NhConnection *connection;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->folder = fixture_folder ();
#ifdef G_OS_UNIX
  self->path = fixture_create (self->folder, "Sổ % thử #1?.ngayhoi");
#else /* no name has a question mark */
  self->path = fixture_create (self->folder, "Sổ % thử #1.ngayhoi");
#endif
  self->connection = nh_connection_open (self->path, NH_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  nh_connection_close (self->connection);
  g_free (self->path);
  fixture_remove (self->folder);
}

/* What is no ledger */

static void
make_missing (const char *path)
{
  g_remove (path);
}

static void
make_folder (const char *path)
{
  g_remove (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
make_empty (const char *path)
{
  fixture_write (path, "", 0);
}

static void
make_text (const char *path)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  fixture_write (path, text, -1);
}

static void
make_short (const char *path)
{
  fixture_write (path, "SQLite format 3", 16);
}

static void
make_foreign (const char *path)
{
  g_remove (path);
  fixture_sql (path, "CREATE TABLE t (a); INSERT INTO t VALUES (1); PRAGMA user_version = 1;");
}

static void
make_garbled (const char *path)
{
  fixture_damage (path, 0, 16);
}

static void
make_newer (const char *path)
{
  fixture_sql (path, "PRAGMA user_version = 77");
}

static void
make_truncated (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  fixture_write (path, contents, (gssize) (length - 5 * 4096));
}

static void
make_bad_schema (const char *path)
{
  fixture_damage (path, 100, 300);
}

static const struct
{
  const char *name;
  void (*make) (const char *path);
  NhError code;
  const char *says;
} not_ledgers[] = {
  { "missing", make_missing, NH_ERROR_NOT_FOUND, "there is no file" },
  { "folder", make_folder, NH_ERROR_NOT_A_LEDGER, "is a folder" },
  { "empty", make_empty, NH_ERROR_NOT_A_LEDGER, "is empty" },
  { "text", make_text, NH_ERROR_NOT_A_LEDGER, "another kind of file" },
  { "short", make_short, NH_ERROR_NOT_A_LEDGER, "another kind of file" },
  { "foreign", make_foreign, NH_ERROR_NOT_A_LEDGER, "of another program" },
  { "garbled", make_garbled, NH_ERROR_NOT_A_LEDGER, "its beginning is damaged" },
  { "newer", make_newer, NH_ERROR_NEWER, "knows format 77" },
  { "truncated", make_truncated, NH_ERROR_CORRUPT, "Restore a backup" },
  { "schema", make_bad_schema, NH_ERROR_CORRUPT, "Restore a backup" },
};

static void
test_not_a_ledger (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize before_length = 0, after_length = 0;

  not_ledgers[i].make (path);
  g_file_get_contents (path, &before, &before_length, NULL);
  g_assert_null (nh_connection_open_checked (path, NH_CONNECTION_WRITE, nh_schema_check, &error));
  fixture_assert_error (error, not_ledgers[i].code);
  g_assert_nonnull (strstr (error->message, not_ledgers[i].says));
  g_assert_nonnull (strstr (error->message, path));

  /* And nothing was done to it. */
  g_file_get_contents (path, &after, &after_length, NULL);
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_false (fixture_exists (path, "-wal"));
  fixture_remove (folder);
}

static void
test_newer_is_read (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autoptr (NhConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  make_newer (path);
  connection = nh_connection_open (path, NH_CONNECTION_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count(*) FROM ledger", 0), ==, 1);
  fixture_remove (folder);
}

/* Safeguards */

static void
test_pragmas (Fixture *self, gconstpointer unused)
{
  const struct
  {
    const char *pragma;
    gint64 value;
  } expected[] = {
    { "PRAGMA synchronous", 2 },
    { "PRAGMA foreign_keys", 1 },
    { "PRAGMA temp_store", 2 },
    { "PRAGMA trusted_schema", 0 },
    { "PRAGMA cell_size_check", 1 },
    { "PRAGMA cache_size", -32000 },
    { "PRAGMA busy_timeout", 5000 },
    { "PRAGMA application_id", NH_LEDGER_APPLICATION_ID },
    { "PRAGMA user_version", nh_migrate_newest () },
  };
  g_autofree char *mode = nh_connection_get_text (self->connection, "PRAGMA journal_mode");

  g_assert_cmpstr (mode, ==, "wal");
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (nh_connection_get_int (self->connection, expected[i].pragma, -1), ==, expected[i].value);
}

static void
test_defensive (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  nh_connection_exec (self->connection, "PRAGMA writable_schema = ON", "try", NULL);
  g_assert_false (nh_connection_exec (self->connection, "UPDATE sqlite_schema SET sql = 'x'", "try", &error));
  g_assert_nonnull (error);
}

/* A file that comes from elsewhere brings no code along. */
static void
test_hostile_schema (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = fixture_create (folder, "a.ngayhoi");
  g_autoptr (NhConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  fixture_sql (path, "CREATE TRIGGER evil AFTER INSERT ON setting BEGIN DELETE FROM unit; END;"
                     "CREATE VIEW seen AS SELECT * FROM ledger;");
  connection = nh_connection_open (path, NH_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (nh_connection_run (connection, "try", &error, "INSERT INTO setting VALUES (?1, ?2)", "ss", "a", "b"));
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count(*) FROM unit", 0), >, 0);
  g_assert_null (nh_connection_prepare (connection, "SELECT * FROM seen", NULL));
  fixture_remove (folder);
}

/* Statements */

static void
test_statements (Fixture *self, gconstpointer unused)
{
  static const char sql[] = "SELECT ?1 UNION ALL SELECT 2";
  static const char *const bad[] = { "", "  ;", "SELECT 1; SELECT 2", "SELECT 1 garbage (", "-- nothing" };
  sqlite3_stmt *first, *second;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) refused = NULL;

      g_assert_null (nh_connection_prepare (self->connection, bad[i], &refused));
      fixture_assert_error (refused, NH_ERROR_FAILED);
    }

  first = nh_connection_prepare (self->connection, sql, &error);
  g_assert_no_error (error);
  sqlite3_bind_int (first, 1, 7);
  g_assert_cmpint (nh_connection_step (self->connection, first, "try", &error), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (first, 0), ==, 7);

  /* While it runs the same text gives another. */
  second = nh_connection_prepare (self->connection, sql, &error);
  g_assert_true (second != first);
  g_assert_cmpint (nh_connection_step (self->connection, second, "try", &error), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_type (second, 0), ==, SQLITE_NULL);
  nh_statement_done (second);
  g_assert_cmpint (nh_connection_step (self->connection, first, "try", &error), ==, SQLITE_ROW);
  nh_statement_done (first);

  /* Afterwards it comes from the cache, without what was bound. */
  g_assert_true (nh_connection_prepare (self->connection, sql, &error) == first);
  g_assert_cmpint (nh_connection_step (self->connection, first, "try", &error), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_type (first, 0), ==, SQLITE_NULL);
  nh_statement_done (first);
  g_assert_true (nh_connection_prepare (self->connection, "SELECT 1 ; \n", &error) != NULL);
}

static void
test_left_running (Fixture *self, gconstpointer unused)
{
  sqlite3_stmt *statement = nh_connection_prepare (self->connection, "SELECT 1 UNION ALL SELECT 2", NULL);

  nh_connection_step (self->connection, statement, "try", NULL);
  g_test_expect_message ("ngay-hoi", G_LOG_LEVEL_WARNING, "*left running: SELECT 1 UNION*");
  nh_connection_tidy (self->connection);
  g_test_assert_expected_messages ();
  g_assert_false (sqlite3_stmt_busy (statement));
}

static void
test_large_cache (Fixture *self, gconstpointer unused)
{
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %d", i);

      g_assert_cmpint (nh_connection_get_int (self->connection, sql, -1), ==, i);
      if (i % 50 == 0)
        nh_connection_tidy (self->connection);
    }
}

static void
test_constraint (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      nh_connection_run (self->connection, "try it", &error, "INSERT INTO setting VALUES (?1, NULL)", "s", "a"));
  fixture_assert_error (error, NH_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "Could not try it: "));
  g_assert_null (strstr (error->message, "setting")); /* SQLite's own words are no message to a clerk */
  g_clear_error (&error);
  g_assert_false (nh_connection_run (self->connection, "try", &error, "UPDATE ledger SET unit = 99999", ""));
  fixture_assert_error (error, NH_ERROR_CONSTRAINT);
}

/* Transactions */

static void
set_value (NhConnection *connection, const char *value)
{
  g_autoptr (GError) error = NULL;

  nh_connection_run (connection, "try", &error, "INSERT OR REPLACE INTO setting VALUES ('v', ?1)", "s", value);
  g_assert_no_error (error);
}

static void
assert_value (NhConnection *connection, const char *expected)
{
  g_autofree char *value = nh_connection_get_text (connection, "SELECT value FROM setting WHERE name = 'v'");

  g_assert_cmpstr (value, ==, expected);
}

static void
test_transaction (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  nh_connection_rollback (self->connection);
  g_assert_true (nh_connection_begin (self->connection, "try", &error));
  g_assert_true (nh_connection_in_transaction (self->connection));
  set_value (self->connection, "one");
  g_assert_true (nh_connection_commit (self->connection, "try", &error));
  g_assert_cmpuint (nh_connection_get_commits (self->connection), ==, 1);
  g_assert_false (nh_connection_in_transaction (self->connection));

  g_assert_true (nh_connection_begin (self->connection, "try", &error));
  set_value (self->connection, "two");
  nh_connection_rollback (self->connection);
  g_assert_false (nh_connection_in_transaction (self->connection));
  assert_value (self->connection, "one");
  g_assert_cmpuint (nh_connection_get_commits (self->connection), ==, 1);
}

static void
test_failed_commit (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_value (self->connection, "one");
  g_assert_true (nh_connection_begin (self->connection, "try", &error));
  g_assert_true (nh_connection_exec (self->connection, "PRAGMA defer_foreign_keys = ON", "try", &error));
  set_value (self->connection, "two");
  g_assert_true (nh_connection_exec (self->connection, "UPDATE ledger SET unit = 99999", "try", &error));
  g_assert_false (nh_connection_commit (self->connection, "save it", &error));
  fixture_assert_error (error, NH_ERROR_CONSTRAINT);
  g_assert_false (nh_connection_in_transaction (self->connection));
  assert_value (self->connection, "one");
}

static void
test_nested_is_fatal (Fixture *self, gconstpointer unused)
{
  if (g_test_subprocess ())
    {
      nh_connection_begin (self->connection, "try", NULL);
      nh_connection_begin (self->connection, "try", NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*begins at*test-connection.c:*inside that of*test-connection.c:*");
}

static gpointer
use_elsewhere (gpointer data)
{
  nh_connection_get_int (data, "SELECT 1", 0);
  return NULL;
}

static void
test_other_thread_is_fatal (Fixture *self, gconstpointer unused)
{
  if (g_test_subprocess ())
    {
      g_thread_join (g_thread_new ("elsewhere", use_elsewhere, self->connection));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*g_thread_self*");
}

static void
test_busy (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (nh_connection_get_db (self->connection), 20);
  g_assert_false (nh_connection_begin (self->connection, "save it", &error));
  fixture_assert_error (error, NH_ERROR_BUSY);
  g_assert_false (nh_connection_in_transaction (self->connection));
  sqlite3_close (other);
  g_clear_error (&error);
  g_assert_true (nh_connection_begin (self->connection, "save it", &error));
}

/* Cancelling */

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (Fixture *self, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = nh_connection_prepare (self->connection, ENDLESS, &error);
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  nh_connection_set_cancellable (self->connection, cancellable);
  g_assert_cmpint (nh_connection_step (self->connection, statement, "try", &error), !=, SQLITE_ROW);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nh_statement_done (statement);
  g_thread_join (thread);

  /* A commit is not stopped, and the next job not touched. */
  g_clear_error (&error);
  nh_connection_set_cancellable (self->connection, NULL);
  g_assert_true (nh_connection_begin (self->connection, "try", &error));
  set_value (self->connection, "one");
  nh_connection_set_cancellable (self->connection, cancellable);
  g_assert_true (nh_connection_commit (self->connection, "try", &error));
  nh_connection_set_cancellable (self->connection, NULL);
  assert_value (self->connection, "one");
}

/* Files that go away */

static void
assert_vanished (Fixture *self, gboolean in_transaction)
{
  g_autoptr (GError) error = NULL;

  if (in_transaction)
    g_assert_false (nh_connection_commit (self->connection, "save it", &error));
  else
    g_assert_false (nh_connection_begin (self->connection, "save it", &error));
  fixture_assert_error (error, NH_ERROR_VANISHED);
  g_assert_nonnull (strstr (error->message, self->path));
  g_assert_false (nh_connection_in_transaction (self->connection));
}

static void
test_vanished (Fixture *self, gconstpointer unused)
{
  if (fixture_open_files_stay ())
    return;
  g_assert_cmpint (g_remove (self->path), ==, 0);
  assert_vanished (self, FALSE);
}

static void
test_vanished_halfway (Fixture *self, gconstpointer unused)
{
  if (fixture_open_files_stay ())
    return;
  g_assert_true (nh_connection_begin (self->connection, "try", NULL));
  set_value (self->connection, "one");
  g_assert_cmpint (g_remove (self->path), ==, 0);
  assert_vanished (self, TRUE);
}

static void
test_replaced (Fixture *self, gconstpointer unused)
{
  g_autofree char *other = fixture_create (self->folder, "other.ngayhoi");
  g_autofree char *before = fixture_sql_text (other, "SELECT uuid FROM ledger");
  g_autofree char *after = NULL;

  if (fixture_open_files_stay ())
    return;
  g_assert_cmpint (g_rename (other, self->path), ==, 0);
  assert_vanished (self, FALSE);
  g_clear_pointer (&self->connection, nh_connection_close);
  after = fixture_sql_text (self->path, "SELECT uuid FROM ledger");
  g_assert_cmpstr (before, ==, after);
}

/* Somebody tidies up the folder while the ledger is open. */
static void
test_wal_deleted (Fixture *self, gconstpointer unused)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (self->folder, "copy", NULL);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture_open_files_stay ())
    return;
  set_value (self->connection, "one");
  g_assert_cmpint (g_remove (wal), ==, 0);
  g_assert_true (nh_connection_begin (self->connection, "try", &error));
  set_value (self->connection, "two");
  g_assert_true (nh_connection_commit (self->connection, "try", &error));
  fixture_copy (self->path, copy);
  value = fixture_sql_text (copy, "SELECT value FROM setting WHERE name = 'v'");
  g_assert_cmpstr (value, ==, "two");
}

/* Media that do not take it */

static void
fill_up (const char *path)
{
  g_autoptr (NhConnection) connection = NULL;
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;

  connection = nh_connection_open (path, NH_CONNECTION_WRITE, &error);
  g_assert_no_error (error);
  for (int i = 0; error == NULL && i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%d", i);

      if (nh_connection_begin (connection, "save it", &error) &&
          nh_connection_run (connection, "save it", &error, "INSERT INTO setting VALUES (?1, ?2)", "ss", name, text) &&
          nh_connection_commit (connection, "save it", &error))
        continue;
      nh_connection_rollback (connection);
    }
  fixture_assert_error (error, NH_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  g_assert_nonnull (strstr (error->message, "everything saved before is safe"));
  g_assert_false (nh_connection_in_transaction (connection));
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count(*) FROM setting", 0), >, 0);
}

/* A text of another program that is longer than any of ours is neither read nor written. */
static void
test_long_text (Fixture *self, gconstpointer unused)
{
  g_autofree char *text = g_strnfill (NH_LEDGER_MAX_TEXT + 1, 'x');
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement;

  fixture_sql (self->path, "INSERT INTO setting VALUES ('long', printf ('%.*c', 1000001, 'x'))");
  statement = nh_connection_prepare (self->connection, "SELECT value FROM setting WHERE name = 'long'", &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_step (self->connection, statement, "read", &error), ==, SQLITE_TOOBIG);
  fixture_assert_error (error, NH_ERROR_CORRUPT);
  g_clear_error (&error);
  nh_statement_done (statement);

  g_assert_false (nh_connection_run (self->connection, "write", &error,
                                     "UPDATE setting SET value = ?1 WHERE name = 'long'", "s", text));
  fixture_assert_error (error, NH_ERROR_CORRUPT);
}

static void
test_size_limit (void)
{
#ifdef G_OS_UNIX
  if (g_test_subprocess ())
    {
      char *folder = fixture_folder ();
      g_autofree char *path = fixture_create (folder, "a.ngayhoi");
      struct rlimit limit = { 900000, 900000 };

      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      fill_up (path);
      fixture_remove (folder);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
#else
  g_test_skip ("no limits here");
#endif
}

static void
test_full_disk (void)
{
  char *folder = fixture_folder ();
  g_autofree char *mount = fixture_mount (folder, "1200k");
  g_autofree char *path = NULL;

  if (mount != NULL)
    {
      path = fixture_create (mount, "a.ngayhoi");
      fill_up (path);
      fixture_unmount (mount);
    }
  else
    g_test_skip ("no file system of our own to fill; the size limit is tested");
  fixture_remove (folder);
}

static void
test_read_only_disk (void)
{
  char *folder = fixture_folder ();
  g_autofree char *mount = fixture_mount (folder, "2m");
  g_autofree char *path = NULL;
  g_autoptr (NhConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (mount == NULL)
    {
      g_test_skip ("no file system of our own to protect");
      fixture_remove (folder);
      return;
    }
  path = fixture_create (mount, "a.ngayhoi");
  /* As after a crash: the file says WAL, but no -wal is there. */
  fixture_sql (path, "PRAGMA journal_mode = WAL");
  g_assert_true (fixture_remount (mount, "ro"));

  g_assert_null (nh_connection_open (path, NH_CONNECTION_WRITE, &error));
  fixture_assert_error (error, NH_ERROR_READ_ONLY);
  g_clear_error (&error);
  connection = nh_connection_open_read_only (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_mode (connection), ==, NH_CONNECTION_IMMUTABLE);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count(*) FROM ledger", 0), ==, 1);
  g_clear_pointer (&connection, nh_connection_close);
  fixture_unmount (mount);
  fixture_remove (folder);
}

/* A ledger as a program leaves it that is killed while it writes: half of a change in the file, the rest of it in the
 * journal. */
static char *
make_interrupted (const char *folder)
{
  g_autofree char *original = fixture_create (folder, "a.ngayhoi");
  g_autofree char *from = g_strconcat (original, "-journal", NULL), *to = NULL;
  char *path = g_build_filename (folder, "interrupted.ngayhoi", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (original, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA cache_size = 1; BEGIN; UPDATE unit SET name = 'x' || name;"
                                 " UPDATE ledger SET role = 'province'",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  to = g_strconcat (path, "-journal", NULL);
  fixture_copy (original, path);
  fixture_copy (from, to);
  sqlite3_close (db);
  return path;
}

static void
test_interrupted (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = make_interrupted (folder);
  g_autoptr (NhConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (nh_connection_open (path, NH_CONNECTION_READ, NULL));
  connection = nh_connection_open_read_only (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_mode (connection), ==, NH_CONNECTION_READ);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count(*) FROM unit WHERE name GLOB 'x*'", -1), ==, 0);
  g_assert_false (fixture_exists (path, "-journal"));
  g_clear_pointer (&connection, nh_connection_close);
  fixture_remove (folder);
}

/* Where it cannot be put in order, the message says so. */
static void
test_interrupted_on_read_only_disk (void)
{
  char *folder = fixture_folder ();
  g_autofree char *mount = fixture_mount (folder, "20m");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (mount == NULL)
    {
      g_test_skip ("no file system of our own to protect");
      fixture_remove (folder);
      return;
    }
  path = make_interrupted (mount);
  g_assert_true (fixture_remount (mount, "ro"));
  g_assert_null (nh_connection_open_read_only (path, NULL, &error));
  fixture_assert_error (error, NH_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "was interrupted"));
  fixture_unmount (mount);
  fixture_remove (folder);
}

/* The same with a -wal, whose -shm was not copied. */
static void
test_interrupted_wal_on_read_only_disk (void)
{
  char *folder = fixture_folder ();
  g_autofree char *mount = fixture_mount (folder, "20m");
  g_autofree char *original = NULL, *wal = NULL, *path = NULL, *copied = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  if (mount == NULL)
    {
      g_test_skip ("no file system of our own to protect");
      fixture_remove (folder);
      return;
    }
  original = fixture_create (folder, "a.ngayhoi");
  wal = g_strconcat (original, "-wal", NULL);
  path = g_build_filename (mount, "a.ngayhoi", NULL);
  copied = g_strconcat (path, "-wal", NULL);
  g_assert_cmpint (sqlite3_open (original, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA journal_mode = WAL; UPDATE ledger SET role = 'province'", NULL, NULL, NULL), ==,
      SQLITE_OK);
  fixture_copy (original, path);
  fixture_copy (wal, copied);
  sqlite3_close (db);
  g_assert_true (fixture_remount (mount, "ro"));
  g_assert_null (nh_connection_open_read_only (path, NULL, &error));
  fixture_assert_error (error, NH_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, copied));
  fixture_unmount (mount);
  fixture_remove (folder);
}

static void
test_immutable_name (Fixture *self, gconstpointer unused)
{
  g_autoptr (NhConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  connection = nh_connection_open (self->path, NH_CONNECTION_IMMUTABLE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_int (connection, "SELECT count(*) FROM ledger", 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (not_ledgers); i++)
    {
      g_autofree char *name = g_strconcat ("/connection/not-a-ledger/", not_ledgers[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_not_a_ledger);
    }
  g_test_add_func ("/connection/newer-is-read", test_newer_is_read);
  g_test_add ("/connection/pragmas", Fixture, NULL, set_up, test_pragmas, tear_down);
  g_test_add ("/connection/defensive", Fixture, NULL, set_up, test_defensive, tear_down);
  g_test_add_func ("/connection/hostile-schema", test_hostile_schema);
  g_test_add ("/connection/statements", Fixture, NULL, set_up, test_statements, tear_down);
  g_test_add ("/connection/left-running", Fixture, NULL, set_up, test_left_running, tear_down);
  g_test_add ("/connection/large-cache", Fixture, NULL, set_up, test_large_cache, tear_down);
  g_test_add ("/connection/constraint", Fixture, NULL, set_up, test_constraint, tear_down);
  g_test_add ("/connection/transaction", Fixture, NULL, set_up, test_transaction, tear_down);
  g_test_add ("/connection/failed-commit", Fixture, NULL, set_up, test_failed_commit, tear_down);
  g_test_add ("/connection/nested-is-fatal", Fixture, NULL, set_up, test_nested_is_fatal, tear_down);
  g_test_add ("/connection/other-thread-is-fatal", Fixture, NULL, set_up, test_other_thread_is_fatal, tear_down);
  g_test_add ("/connection/busy", Fixture, NULL, set_up, test_busy, tear_down);
  g_test_add ("/connection/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/connection/vanished", Fixture, NULL, set_up, test_vanished, tear_down);
  g_test_add ("/connection/vanished-halfway", Fixture, NULL, set_up, test_vanished_halfway, tear_down);
  g_test_add ("/connection/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/connection/wal-deleted", Fixture, NULL, set_up, test_wal_deleted, tear_down);
  g_test_add ("/connection/long-text", Fixture, NULL, set_up, test_long_text, tear_down);
  g_test_add_func ("/connection/size-limit", test_size_limit);
  g_test_add_func ("/connection/full-disk", test_full_disk);
  g_test_add_func ("/connection/read-only-disk", test_read_only_disk);
  g_test_add_func ("/connection/interrupted", test_interrupted);
  g_test_add_func ("/connection/interrupted-on-read-only-disk", test_interrupted_on_read_only_disk);
  g_test_add_func ("/connection/interrupted-wal-on-read-only-disk", test_interrupted_wal_on_read_only_disk);
  g_test_add ("/connection/immutable-name", Fixture, NULL, set_up, test_immutable_name, tear_down);
  return g_test_run ();
}
