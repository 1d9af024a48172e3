/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-connection-private.h"

#include <glib/gstdio.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-platform.h"
#include "nh-sql-functions.h"

#ifndef W_OK
#define W_OK 2
#endif

/* Virtual machine instructions. Cancellation takes milliseconds; the handler has no measurable cost. */
#define INSTRUCTIONS_BETWEEN_LOOKS 1000
/* KiB of page cache. Long imports touch pages of all indexes and take a third longer with the smaller cache. The excess
 * is released after the job. */
#define CACHE_KEPT 8000
#define CACHE_OF_WRITER 32000
/* Pages in the -wal after which they are moved to the ledger: SQLite's own, and 64 MiB. */
#define PAGES_OF_ONE 1000
#define PAGES_OF_MANY 16000
#define MAX_CACHED_TEXTS 400
#define BUSY_TIMEOUT_MS 5000
#define BUSY_SLEEP_US 5000

/* --- Opening --- */

static int
on_progress (gpointer user_data)
{
  return nh_connection_is_cancelled (user_data);
}

static char *
make_absolute (const char *path)
{
  g_autofree char *folder = g_get_current_dir ();

  return g_path_is_absolute (path) ? g_strdup (path) : g_build_filename (folder, path, NULL);
}

static char *
make_uri (const char *path, const char *query)
{
  g_autofree char *slashed = g_strdelimit (g_strdup (path), G_DIR_SEPARATOR_S, '/');
  g_autofree char *escaped = g_uri_escape_string (slashed, "/:", TRUE);

  return g_strconcat (escaped[0] == '/' ? "file://" : "file:///", escaped, query, NULL);
}

/* SQLite takes ":memory:" and "file:…" for something else than a file of that name, but not an absolute path. Only a
 * database that is created can be one in memory. */
static int
open_file (const char *path, int flags, sqlite3 **db)
{
  gboolean in_memory = (flags & SQLITE_OPEN_CREATE) && g_str_equal (path, ":memory:");
  g_autofree char *absolute = in_memory ? g_strdup (path) : make_absolute (path);
  g_autofree char *name = flags & SQLITE_OPEN_URI ? make_uri (absolute, "?immutable=1") : g_strdup (absolute);

  return sqlite3_open_v2 (name, db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
}

static const int open_flags[] = {
  [NH_CONNECTION_WRITE] = SQLITE_OPEN_READWRITE,
  [NH_CONNECTION_READ] = SQLITE_OPEN_READONLY,
  [NH_CONNECTION_IMMUTABLE] = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
  [NH_CONNECTION_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
};

/* The schema of a foreign file is not trusted: no triggers, views or functions run. */
static void
harden (NhConnection *self)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

void
nh_connection_allow_large (NhConnection *self, gboolean allowed)
{
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, allowed ? G_MAXINT : NH_LEDGER_MAX_TEXT);
}

void
nh_connection_expect_many (NhConnection *self, gboolean many)
{
  sqlite3_wal_autocheckpoint (self->db, many ? PAGES_OF_MANY : PAGES_OF_ONE);
}

static void
prepare_database (NhConnection *self)
{
  harden (self);
  nh_connection_allow_large (self, FALSE);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->db, INSTRUCTIONS_BETWEEN_LOOKS, on_progress, self);
  nh_sql_functions_register (self->db);
}

static gboolean
set_pragmas (NhConnection *self, GError **error)
{
  /* temp_store: statement journals stay in memory, which keeps long imports fast. */
  static const char common[] = "PRAGMA foreign_keys = ON;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA cell_size_check = ON;";
  g_autofree char *cache = g_strdup_printf ("PRAGMA cache_size = -%d;",
                                            self->mode == NH_CONNECTION_WRITE ? CACHE_OF_WRITER : CACHE_KEPT);

  return nh_connection_exec (self, common, _ ("open the ledger"), error) &&
         nh_connection_exec (self, cache, _ ("open the ledger"), error);
}

/* WAL needs shared memory, which network shares do not have. With a rollback journal EXTRA also syncs the folder after
 * the journal is deleted. */
static gboolean
set_journal (NhConnection *self, GError **error)
{
  g_autofree char *mode = NULL;

  if (self->mode == NH_CONNECTION_CREATE)
    return nh_connection_exec (self, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;", _ ("create the ledger"),
                               error);
  if (self->mode != NH_CONNECTION_WRITE)
    return TRUE;
  if (nh_platform_is_network (self->path))
    return nh_connection_exec (self, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;", _ ("open the ledger"),
                               error);
  /* EXTRA: the journal of the change to WAL must not be back after a power cut. */
  if (!nh_connection_exec (self, "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
                           _ ("open the ledger"), error))
    return FALSE;
  mode = nh_connection_get_text (self, "PRAGMA journal_mode");
  self->wal = g_strcmp0 (mode, "wal") == 0;
  return TRUE;
}

static gboolean
check_contents (NhConnection *self, GError **error)
{
  sqlite3_stmt *statement;
  int code;

  if (self->mode == NH_CONNECTION_WRITE && sqlite3_db_readonly (self->db, "main") == 1)
    {
      nh_error_set (
          error, NH_ERROR_READ_ONLY, _ ("open the ledger"),
          _ ("“%s” can be read but not written. Open it for reading only, or copy it to a folder of your own."),
          self->path);
      return FALSE;
    }
  statement = nh_connection_prepare (self, "SELECT count(*) FROM sqlite_schema", error);
  if (statement == NULL)
    return FALSE;
  code = nh_connection_step (self, statement, _ ("open the ledger"), error);
  nh_statement_done (statement);
  return code == SQLITE_ROW;
}

/* Memory statistics are not used, and they take a global lock on each allocation. No effect if another library has
 * initialized SQLite before. */
static void
spare_counting (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

static NhConnection *
new_unopened (const char *path, NhConnectionMode mode)
{
  NhConnection *self = g_new0 (NhConnection, 1);

  spare_counting ();
  self->path = g_strdup (path);
  self->mode = mode;
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

NhConnection *
nh_connection_open (const char *path, NhConnectionMode mode, GError **error)
{
  return nh_connection_open_checked (path, mode, NULL, error);
}

NhConnection *
nh_connection_open_checked (const char *path, NhConnectionMode mode, NhConnectionCheck check, GError **error)
{
  g_autoptr (NhConnection) self = NULL;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  if (mode != NH_CONNECTION_CREATE && !nh_connection_check_path (path, mode, error))
    return NULL;

  self = new_unopened (path, mode);
  code = open_file (path, open_flags[mode], &self->db);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _ ("open the ledger"), error);
      return NULL;
    }
  if (mode != NH_CONNECTION_CREATE &&
      !(nh_connection_check_header (self, error) && nh_connection_check_wal (self, error)))
    return NULL;
  prepare_database (self);
  if (!set_pragmas (self, error) || (mode != NH_CONNECTION_CREATE && !check_contents (self, error)) ||
      (check != NULL && !check (self, error)) || !set_journal (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

int
nh_connection_copy_pages (sqlite3 *source, sqlite3 *copy)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", source, "main");
  int code = backup != NULL ? sqlite3_backup_step (backup, -1) : sqlite3_extended_errcode (copy);

  sqlite3_backup_finish (backup);
  return code;
}

gboolean
nh_connection_use_copy (NhConnection *self, const char *action, GError **error)
{
  sqlite3 *file = self->db;
  int code;

  assert_owner (self);
  g_return_val_if_fail (self->mode == NH_CONNECTION_READ || self->mode == NH_CONNECTION_IMMUTABLE, FALSE);
  g_return_val_if_fail (!nh_connection_in_transaction (self), FALSE);

  g_hash_table_remove_all (self->statements);
  code = sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                          NULL);
  if (code == SQLITE_OK)
    code = nh_connection_copy_pages (file, self->db);
  sqlite3_close (file);
  if (code != SQLITE_DONE)
    {
      nh_connection_set_error (self, code, action, error);
      return FALSE;
    }
  prepare_database (self);
  return set_pragmas (self, error);
}

/* A program that was killed left its journal: opening for writing rolls it back. */
static void
recover (const char *path)
{
  sqlite3 *db = NULL;

  if (open_file (path, SQLITE_OPEN_READWRITE, &db) == SQLITE_OK)
    {
      sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
      sqlite3_exec (db, "PRAGMA schema_version", NULL, NULL, NULL);
    }
  sqlite3_close (db);
}

char *
nh_connection_find_journal (const char *path)
{
  static const char *const parts[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *journal = g_strconcat (path, parts[i], NULL);

      if (g_file_test (journal, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&journal);
    }
  return NULL;
}

/* The -wal of a program that was killed needs a -shm beside it, which cannot be made here. */
static gboolean
is_stuck (const char *path, const char *wal_path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_file_test (wal_path, G_FILE_TEST_EXISTS) && g_access (folder, W_OK) != 0;
}

static gboolean
has_content (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_size > 0;
}

NhConnection *
nh_connection_open_read_only (const char *path, NhConnectionCheck check, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *wal_path = g_strconcat (path, "-wal", NULL);
  g_autofree char *journal_path = g_strconcat (path, "-journal", NULL);
  NhConnection *self;

  self = nh_connection_open_checked (path, NH_CONNECTION_READ, check, &local_error);
  if (self != NULL)
    return self;
  if (g_error_matches (local_error, NH_ERROR, NH_ERROR_READ_ONLY) && g_file_test (journal_path, G_FILE_TEST_EXISTS))
    {
      recover (path);
      return nh_connection_open_checked (path, NH_CONNECTION_READ, check, error);
    }
  /* In WAL mode even reading needs -wal and -shm, which cannot be made on a read-only medium or a full disk; there
   * SQLite leaves them empty. If the -wal has content, the main file alone is incomplete. */
  if ((g_error_matches (local_error, NH_ERROR, NH_ERROR_IO) || g_error_matches (local_error, NH_ERROR, NH_ERROR_FULL) ||
       g_error_matches (local_error, NH_ERROR, NH_ERROR_READ_ONLY)) &&
      !has_content (wal_path) && !has_content (journal_path))
    return nh_connection_open_checked (path, NH_CONNECTION_IMMUTABLE, check, error);
  if (g_error_matches (local_error, NH_ERROR, NH_ERROR_IO) && is_stuck (path, wal_path))
    nh_error_set (error, NH_ERROR_READ_ONLY, _ ("open the ledger"),
                  _ ("the last changes to “%s” were interrupted (a power cut, or the program was ended) and have to be "
                     "put in order first, but its folder is write-protected. Copy it together with the file “%s” into "
                     "a folder of your own and open it there."),
                  path, wal_path);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
nh_connection_check_file (const char *path, char **foreign_wal, GError **error)
{
  g_autoptr (NhConnection) self = NULL;
  int code;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!nh_connection_check_path (path, NH_CONNECTION_READ, error))
    return FALSE;
  self = new_unopened (path, NH_CONNECTION_READ);
  code = open_file (path, SQLITE_OPEN_READONLY, &self->db);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _ ("open the ledger"), error);
      return FALSE;
    }
  if (!nh_connection_check_header (self, error))
    return FALSE;
  if (foreign_wal != NULL)
    *foreign_wal = nh_connection_find_foreign_wal (self);
  return TRUE;
}

void
nh_connection_close (NhConnection *self)
{
  if (self == NULL)
    return;
  assert_owner (self);

  nh_connection_rollback (self);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->db) != SQLITE_OK)
    {
      g_warning ("a statement outlives its connection to %s: %s", self->path, sqlite3_errmsg (self->db));
      sqlite3_close_v2 (self->db);
    }
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stop);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
nh_connection_get_db (NhConnection *self)
{
  assert_owner (self);

  return self->db;
}

const char *
nh_connection_get_path (NhConnection *self)
{
  assert_owner (self);

  return self->path;
}

NhConnectionMode
nh_connection_get_mode (NhConnection *self)
{
  assert_owner (self);

  return self->mode;
}

void
nh_connection_set_cancellable (NhConnection *self, GCancellable *cancellable)
{
  assert_owner (self);

  g_set_object (&self->cancellable, cancellable);
}

void
nh_connection_set_stop (NhConnection *self, GCancellable *stop)
{
  assert_owner (self);

  g_set_object (&self->stop, stop);
}

/* Busy handler. Waits without limit for our own connections, and BUSY_TIMEOUT_MS for other programs. */
static int
on_busy (gpointer user_data, int n_calls)
{
  NhConnection *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (nh_connection_is_cancelled (self))
    return 0;
  if (n_calls == 0 || g_atomic_int_get (self->others) > 0)
    self->busy_since = now;
  if (now - self->busy_since > BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND)
    return 0;
  g_usleep (BUSY_SLEEP_US);
  return 1;
}

void
nh_connection_set_others (NhConnection *self, const gint *others)
{
  assert_owner (self);

  self->others = others;
  sqlite3_busy_handler (self->db, on_busy, self);
}

gboolean
nh_connection_is_wal (NhConnection *self)
{
  assert_owner (self);

  return self->wal;
}

gboolean
nh_connection_is_cancelled (NhConnection *self)
{
  assert_owner (self);

  return g_cancellable_is_cancelled (self->cancellable) || g_cancellable_is_cancelled (self->stop);
}

guint64
nh_connection_get_commits (NhConnection *self)
{
  assert_owner (self);

  return self->commits;
}

static int
cache_used (NhConnection *self)
{
  int used = 0, highest;

  sqlite3_db_status (self->db, SQLITE_DBSTATUS_CACHE_USED, &used, &highest, FALSE);
  return used;
}

void
nh_connection_tidy (NhConnection *self)
{
  sqlite3_stmt *statement;

  assert_owner (self);

  for (statement = sqlite3_next_stmt (self->db, NULL); statement != NULL;
       statement = sqlite3_next_stmt (self->db, statement))
    if (sqlite3_stmt_busy (statement))
      {
        g_warning ("a statement was left running: %s", sqlite3_sql (statement));
        nh_statement_done (statement);
      }
  if (g_hash_table_size (self->statements) > MAX_CACHED_TEXTS)
    g_hash_table_remove_all (self->statements);
  if (cache_used (self) / 1024 > 2 * CACHE_KEPT)
    sqlite3_db_release_memory (self->db);
}

/* --- Transactions --- */

gboolean
nh_connection_begin_at (NhConnection *self, const char *action, const char *file, int line, GError **error)
{
  assert_owner (self);

  if (self->begun_file != NULL)
    g_error ("a transaction begins at %s:%d inside that of %s:%d", file, line, self->begun_file, self->begun_line);
  if (self->mode == NH_CONNECTION_WRITE && nh_connection_has_moved (self))
    {
      nh_connection_set_vanished (self, action, error);
      return FALSE;
    }
  if (!nh_connection_exec (self, "BEGIN IMMEDIATE", action, error))
    return FALSE;
  self->begun_file = file;
  self->begun_line = line;
  return TRUE;
}

/* A deleted -wal exists only while we keep it open: checkpoint it into the ledger now. */
static void
rescue_wal (NhConnection *self)
{
  const char *path = sqlite3_filename_wal (sqlite3_db_filename (self->db, "main"));

  if (self->wal && !g_file_test (path, G_FILE_TEST_EXISTS))
    sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_FULL, NULL, NULL);
}

gboolean
nh_connection_commit (NhConnection *self, const char *action, GError **error)
{
  g_autoptr (GCancellable) cancellable = NULL;
  gboolean done;

  assert_owner (self);
  g_assert (self->begun_file != NULL);

  if (self->mode == NH_CONNECTION_WRITE && nh_connection_has_moved (self))
    {
      nh_connection_set_vanished (self, action, error);
      nh_connection_rollback (self);
      return FALSE;
    }
  /* A commit is not cancelled. */
  cancellable = g_steal_pointer (&self->cancellable);
  done = nh_connection_exec (self, "COMMIT", action, error);
  self->cancellable = g_steal_pointer (&cancellable);
  if (!done)
    {
      nh_connection_rollback (self);
      return FALSE;
    }
  self->begun_file = NULL;
  self->commits++;
  rescue_wal (self);
  return TRUE;
}

gboolean
nh_connection_finish (NhConnection *self, gboolean done, const char *action, GError **error)
{
  if (done)
    return nh_connection_commit (self, action, error);
  nh_connection_rollback (self);
  return FALSE;
}

void
nh_connection_rollback (NhConnection *self)
{
  assert_owner (self);

  /* SQLite rolls back by itself after a full disk or a failed read. */
  if (self->db != NULL && !sqlite3_get_autocommit (self->db))
    {
      g_autoptr (GCancellable) cancellable = g_steal_pointer (&self->cancellable);

      if (sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
        g_warning ("could not roll back: %s", sqlite3_errmsg (self->db));
      self->cancellable = g_steal_pointer (&cancellable);
    }
  self->begun_file = NULL;
}

gboolean
nh_connection_in_transaction (NhConnection *self)
{
  assert_owner (self);

  return self->begun_file != NULL || !sqlite3_get_autocommit (self->db);
}
