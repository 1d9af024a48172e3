/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "nh-backup.h"
#include "nh-error.h"
#include "nh-migrate.h"
#include "nh-store.h"

/* What a file's tables look like, whatever their SQL text: one line a column, index column and reference. */
#define DESCRIBE                                                                                                       \
  "SELECT group_concat (line, char (10)) FROM ("                                                                       \
  " SELECT line FROM ("                                                                                                \
  "  SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || coalesce (c.dflt_value, '-') "  \
  "|| ' ' || c.pk || ' ' || c.hidden AS line"                                                                          \
  "   FROM sqlite_schema t, pragma_table_xinfo (t.name) c WHERE t.type = 'table'"                                      \
  "  UNION ALL SELECT l.name || ' strict ' || l.strict || ' without rowid ' || l.wr FROM pragma_table_list l WHERE "   \
  "l.schema = 'main'"                                                                                                  \
  "  UNION ALL SELECT t.name || '/' || i.name || ' ' || i.\"unique\" || ' ' || i.partial || ' ' || x.seqno || ' ' || " \
  "coalesce (x.name, '-')"                                                                                             \
  "   FROM sqlite_schema t, pragma_index_list (t.name) i, pragma_index_xinfo (i.name) x WHERE t.type = 'table'"        \
  "  UNION ALL SELECT t.name || ' -> ' || f.\"table\" || ' ' || f.\"from\" || ' ' || coalesce (f.\"to\", '-')"         \
  "   FROM sqlite_schema t, pragma_foreign_key_list (t.name) f WHERE t.type = 'table'"                                 \
  " ) WHERE line NOT GLOB 'sqlite_*' ORDER BY line)"

typedef struct
{
  char *folder;
  char *path;
  NhConnection *connection;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (GPtrArray) of_the_day = NULL;
  g_autofree char *backups = NULL;
  g_autoptr (GError) error = NULL;
  NhLedger *ledger;

  self->folder = fixture_folder ();
  self->path = fixture_create (self->folder, "a.ngayhoi");
  ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_free (fixture_save_point (ledger, "Thôn 1"));
  fixture_close (ledger);
  of_the_day = nh_backup_list (self->path); /* only those of a migration are counted here */
  for (guint i = 0; i < of_the_day->len; i++)
    g_assert_cmpint (g_remove (of_the_day->pdata[i]), ==, 0);
  backups = nh_backup_get_folder (self->path);
  g_assert_cmpint (g_rmdir (backups), ==, 0);
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

static guint
count_backups (Fixture *self)
{
  g_autoptr (GPtrArray) backups = nh_backup_list (self->path);

  return backups->len;
}

/* Steps of formats that do not exist yet */

static gboolean
add_column (NhConnection *connection, GError **error)
{
  return nh_connection_exec (connection, "ALTER TABLE point ADD COLUMN weather TEXT; UPDATE point SET weather = 'nắng'",
                             "add a column", error);
}

/* The usual way to change a table: a new one under the old name. Its children must still find it. */
static gboolean
remake_table (NhConnection *connection, GError **error)
{
  return nh_connection_exec (
      connection,
      "CREATE TABLE new (id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL, why TEXT,"
      " undoes INTEGER REFERENCES change (id), hash TEXT NOT NULL) STRICT;"
      "INSERT INTO new SELECT * FROM change; DROP TABLE change; ALTER TABLE new RENAME TO change;",
      "remake a table", error);
}

static gboolean
orphan_rows (NhConnection *connection, GError **error)
{
  return nh_connection_exec (connection, "UPDATE point SET unit = 987654", "lose a unit", error);
}

static gboolean
fail_halfway (NhConnection *connection, GError **error)
{
  return nh_connection_exec (
      connection, "CREATE TABLE medal (id INTEGER); DELETE FROM point; INSERT INTO nowhere VALUES (1)", "go on", error);
}

/* The format after today's. */
#define NEXT (nh_migrate_newest () + 1)

static void
test_nothing_to_do (Fixture *self, gconstpointer unused)
{
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_migrations, ==, nh_migrate_newest ());
  for (guint i = 0; i < n_migrations; i++)
    {
      g_assert_cmpint (migrations[i].version, ==, (int) i + 1);
      g_assert_true (g_resources_get_info (migrations[i].resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL));
    }
  g_assert_true (nh_migrate (self->connection, migrations, n_migrations, &error));
  g_assert_cmpuint (count_backups (self), ==, 0);
}

static void
test_steps (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, add_column } };
  g_autofree char *weather = NULL, *before = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_migrate (self->connection, list, G_N_ELEMENTS (list), &error));
  g_assert_no_error (error);
  g_assert_cmpint (nh_migrate_version (self->connection, "try", NULL), ==, NEXT);
  weather = nh_connection_get_text (self->connection, "SELECT weather FROM point");
  g_assert_cmpstr (weather, ==, "nắng");

  /* The backup is the file as it was. */
  backups = nh_backup_list (self->path);
  g_assert_cmpuint (backups->len, ==, 1);
  before = fixture_sql_text (backups->pdata[0], "PRAGMA user_version");
  g_assert_cmpint (g_ascii_strtoll (before, NULL, 10), ==, nh_migrate_newest ());
}

/* For reading alone: the file stays as it is, and is read as if it were new. */
static void
test_copy (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, add_column }, { NEXT + 1, NULL, remake_table } };
  g_autofree char *weather = NULL, *in_file = NULL;
  g_autoptr (NhConnection) reading = NULL;
  g_autoptr (GError) error = NULL;

  /* While another one writes: the -wal belongs to what is read. */
  nh_connection_exec (self->connection, "UPDATE point SET note = 'mưa'", "write", &error);
  g_assert_no_error (error);
  reading = nh_connection_open (self->path, NH_CONNECTION_READ, &error);
  g_assert_no_error (error);
  g_assert_true (nh_migrate_copy (reading, list, G_N_ELEMENTS (list), &error));
  g_assert_no_error (error);

  g_assert_cmpint (nh_migrate_version (reading, "try", NULL), ==, NEXT + 1);
  weather = nh_connection_get_text (reading, "SELECT note || weather FROM point");
  g_assert_cmpstr (weather, ==, "mưanắng");
  g_assert_false (nh_connection_exec (reading, "DELETE FROM point", "write", &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (nh_connection_get_path (reading), ==, self->path);

  g_assert_cmpint (nh_migrate_version (self->connection, "try", NULL), ==, nh_migrate_newest ());
  in_file = nh_connection_get_text (self->connection,
                                    "SELECT name FROM pragma_table_info ('point') WHERE name = 'weather'");
  g_assert_null (in_file);
  g_assert_cmpuint (count_backups (self), ==, 0);
}

static void
test_copy_fails (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, fail_halfway } };
  g_autoptr (NhConnection) reading = nh_connection_open (self->path, NH_CONNECTION_READ, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_migrate_copy (reading, list, G_N_ELEMENTS (list), &error));
  fixture_assert_error (error, NH_ERROR_FAILED);
  g_assert_cmpint (nh_connection_get_int (self->connection, "SELECT count(*) FROM point", 0), ==, 1);
}

static void
test_remake (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, remake_table } };
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_migrate (self->connection, list, G_N_ELEMENTS (list), &error));
  g_assert_no_error (error);
  g_assert_cmpint (nh_connection_get_int (self->connection,
                                          "SELECT count(*) FROM change JOIN history ON history.change = change.id", 0),
                   ==, 1);
  g_assert_cmpint (nh_connection_get_int (self->connection, "PRAGMA foreign_keys", 0), ==, 1);
}

static void
assert_as_before (Fixture *self, int version)
{
  g_assert_false (nh_connection_in_transaction (self->connection));
  g_assert_cmpint (nh_migrate_version (self->connection, "try", NULL), ==, version);
  g_assert_cmpint (
      nh_connection_get_int (self->connection, "SELECT count(*) FROM point JOIN unit ON unit.id = point.unit", 0), ==,
      1);
  g_assert_cmpint (
      nh_connection_get_int (self->connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'medal'", -1), ==, 0);
  g_assert_cmpint (nh_connection_get_int (
                       self->connection, "SELECT count(*) FROM pragma_table_info ('point') WHERE name = 'weather'", -1),
                   ==, 0);
  g_assert_cmpint (nh_connection_get_int (self->connection, "PRAGMA foreign_keys", 0), ==, 1);
  g_assert_cmpuint (count_backups (self), ==, 1);
}

static void
test_half_finished (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, add_column },
                               { NEXT + 1, NULL, fail_halfway },
                               { NEXT + 2, NULL, remake_table } };
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_migrate (self->connection, list, G_N_ELEMENTS (list), &error));
  fixture_assert_error (error, NH_ERROR_FAILED);
  assert_as_before (self, nh_migrate_newest ());
}

static void
test_orphans (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, orphan_rows } };
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_migrate (self->connection, list, G_N_ELEMENTS (list), &error));
  fixture_assert_error (error, NH_ERROR_CORRUPT);
  assert_as_before (self, nh_migrate_newest ());
}

static void
test_missing_text (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, "/vn/ngayhoi/data/sql/9999.sql", NULL } };
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_migrate (self->connection, list, G_N_ELEMENTS (list), &error));
  g_assert_nonnull (error);
  assert_as_before (self, nh_migrate_newest ());
}

/* Without a backup nothing is done. */
static void
test_no_backup (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, add_column } };
  g_autofree char *folder = nh_backup_get_folder (self->path);
  g_autoptr (GError) error = NULL;

  fixture_write (folder, "", 0);
  g_assert_false (nh_migrate (self->connection, list, G_N_ELEMENTS (list), &error));
  g_assert_true (error->domain == NH_ERROR);
  g_assert_nonnull (strstr (error->message, "make the backup"));
  g_assert_cmpint (nh_migrate_version (self->connection, "try", NULL), ==, nh_migrate_newest ());
}

/* Killed in the middle of a step: after it the file is as it was before. */
static gboolean
die_halfway (NhConnection *connection, GError **error)
{
  nh_connection_exec (connection, "DELETE FROM point; CREATE TABLE medal (id INTEGER)", "go on", error);
  abort ();
}

static void
test_killed (Fixture *self, gconstpointer unused)
{
  const NhMigration list[] = { { NEXT, NULL, die_halfway } };
  const char *path = g_getenv ("NGAY_HOI_TEST_PATH");

  if (g_test_subprocess ())
    {
      NhConnection *connection = nh_connection_open (path, NH_CONNECTION_WRITE, NULL);

      nh_migrate (connection, list, G_N_ELEMENTS (list), NULL);
      return;
    }
  g_clear_pointer (&self->connection, nh_connection_close);
  g_setenv ("NGAY_HOI_TEST_PATH", self->path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  self->connection = nh_connection_open (self->path, NH_CONNECTION_WRITE, NULL);
  assert_as_before (self, nh_migrate_newest ());
}

/* A file of each released format opens, and ends equal to a new one. */
static char *
make_from_fixture (const char *folder, const char *name)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "old.ngayhoi", NULL);

  g_file_get_contents (file, &sql, NULL, &error);
  g_assert_no_error (error);
  fixture_sql (path, sql);
  return path;
}

static gpointer
find_total (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_store_get (connection, ledger, nh_record_type_find ("total"), 1, error);
}

static void
assert_same_lines (const char *found, const char *expected)
{
  g_auto (GStrv) a = g_strsplit (found, "\n", -1);
  g_auto (GStrv) b = g_strsplit (expected, "\n", -1);

  g_assert_cmpuint (g_strv_length (b), >, 100);
  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    g_assert_cmpstr (a[i], ==, b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
}

static void
test_released (gconstpointer data)
{
  char *folder = fixture_folder ();
  g_autofree char *old = make_from_fixture (folder, data);
  g_autofree char *new = fixture_create (folder, "new.ngayhoi");
  g_autofree char *old_tables = NULL, *new_tables = NULL, *before = NULL, *version = NULL, *amount = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) total = NULL;
  NhLedger *ledger;

  /* Read alone it stays as it is. */
  before = fixture_sql_text (old, "PRAGMA user_version");
  ledger = fixture_open (old, NH_OPEN_READ_ONLY);
  g_assert_cmpint (fixture_count_points (ledger), ==, 3);
  fixture_close (ledger);
  version = fixture_sql_text (old, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, before);
  g_clear_pointer (&version, g_free);

  ledger = fixture_open (old, NH_OPEN_DEFAULT);
  g_assert_cmpint (fixture_count_points (ledger), ==, 3);
  total = nh_ledger_call (ledger, NH_ON_READER, find_total, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (total);
  g_free (fixture_save_point (ledger, "Thôn 9"));
  fixture_close (ledger);
  g_assert_true (nh_backup_verify (old, &error));
  g_assert_no_error (error);

  version = fixture_sql_text (old, "PRAGMA user_version");
  g_assert_cmpint (g_ascii_strtoll (version, NULL, 10), ==, nh_migrate_newest ());
  amount = fixture_sql_text (old, "SELECT sum (amount) FROM funding WHERE type = 'point'");
  g_assert_cmpstr (amount, ==, "48000000");
  old_tables = fixture_sql_text (old, DESCRIBE);
  new_tables = fixture_sql_text (new, DESCRIBE);
  assert_same_lines (old_tables, new_tables);
  fixture_remove (folder);
}

static void
on_broken (NhLedger *ledger, const char *message, guint *n_broken)
{
  (*n_broken)++;
}

/* A break in the chain of the history stops no upgrade; it is reported by itself. */
static void
test_broken_history (void)
{
  char *folder = fixture_folder ();
  g_autofree char *old = make_from_fixture (folder, "schema-0001.ngayhoi.sql");
  g_autofree char *version = NULL, *kept = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  guint n_broken = 0;
  NhLedger *ledger;

  fixture_sql (old, "UPDATE change SET why = 'x' WHERE id = 1");
  ledger = fixture_open (old, NH_OPEN_DEFAULT);
  g_signal_connect (ledger, "history-broken", G_CALLBACK (on_broken), &n_broken);
  g_assert_cmpint (fixture_count_points (ledger), ==, 3);
  while (n_broken == 0)
    g_main_context_iteration (NULL, TRUE);
  fixture_close (ledger);
  g_assert_false (nh_backup_verify (old, &error));
  fixture_assert_error (error, NH_ERROR_CORRUPT);

  version = fixture_sql_text (old, "PRAGMA user_version");
  g_assert_cmpint (g_ascii_strtoll (version, NULL, 10), ==, nh_migrate_newest ());
  backups = nh_backup_list (old);
  g_assert_cmpuint (backups->len, ==, 1);
  kept = fixture_sql_text (backups->pdata[0], "PRAGMA user_version");
  g_assert_cmpstr (kept, ==, "1");
  fixture_remove (folder);
}

/* A file of each format that was released stands in tests/fixtures. The newest may still be on its way. */
static void
add_released (void)
{
  for (int version = 1; version <= nh_migrate_newest (); version++)
    {
      char *name = g_strdup_printf ("schema-%04d.ngayhoi.sql", version);
      g_autofree char *file = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
      g_autofree char *path = g_strdup_printf ("/migrate/released/%d", version);

      if (version < nh_migrate_newest () || g_file_test (file, G_FILE_TEST_EXISTS))
        g_test_add_data_func_full (path, name, test_released, g_free);
      else
        g_free (name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/migrate/nothing-to-do", Fixture, NULL, set_up, test_nothing_to_do, tear_down);
  g_test_add ("/migrate/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/migrate/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/migrate/copy-fails", Fixture, NULL, set_up, test_copy_fails, tear_down);
  g_test_add ("/migrate/remake", Fixture, NULL, set_up, test_remake, tear_down);
  g_test_add ("/migrate/half-finished", Fixture, NULL, set_up, test_half_finished, tear_down);
  g_test_add ("/migrate/orphans", Fixture, NULL, set_up, test_orphans, tear_down);
  g_test_add ("/migrate/missing-text", Fixture, NULL, set_up, test_missing_text, tear_down);
  g_test_add ("/migrate/no-backup", Fixture, NULL, set_up, test_no_backup, tear_down);
  g_test_add ("/migrate/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add_func ("/migrate/broken-history", test_broken_history);
  add_released ();
  return g_test_run ();
}
