/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-connection.h"
#include "nh-query-private.h"

#include <errno.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger.h"
#include "nh-migrate.h"
#include "nh-platform.h"

/* A search that was cancelled ends within milliseconds, and counting to 1,000 is not seen in any measurement. */
#define INSTRUCTIONS_BETWEEN_LOOKS 1000
/* KiB of pages. A long import touches the pages of every index again and again: with the smaller cache it took a third longer. What is much
 * more than the smaller one is given back after the job. */
#define CACHE_KEPT 8000
#define CACHE_OF_WRITER 32000
#define MAX_CACHED_TEXTS 400
#define BUSY_TIMEOUT_MS 5000

struct _NhConnection
{
  sqlite3          *db;
  char             *path;
  NhConnectionMode  mode;
  gboolean          wal;          /* journal_mode is WAL */
  GThread          *thread;       /* the only one that may use it */
  GHashTable       *statements;   /* SQL text → GPtrArray of sqlite3_stmt: more than one only while the first is running */
  GCancellable     *cancellable;  /* of the running job; owned */
  GCancellable     *stop;         /* ends whatever runs, when the ledger closes; owned */
  guint64           commits;

  const char       *begun_file;   /* where the open transaction began; NULL: none is open */
  int               begun_line;
};

#define assert_owner(self) \
  G_STMT_START { g_assert ((self) != NULL); g_assert ((self)->thread == g_thread_self ()); } G_STMT_END

/* What a file is, by its first bytes. SQLite would fill a zero-length file anew and call anything else damaged, so we look first;
 * but through SQLite's own handle: closing a handle of ours would drop the POSIX locks of every connection of this process. */

#define HEADER_LENGTH 100
#define HEADER_APPLICATION_ID 68

static gboolean
check_path (const char *path,
            GError    **error)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _("open the ledger"), _("“%s” is a folder, not a ledger."), path);
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _("open the ledger"), _("there is no file “%s”."), path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_header (NhConnection *self,
              GError      **error)
{
  sqlite3_file *file = NULL;
  guint8 header[HEADER_LENGTH] = { 0 };
  sqlite3_int64 length = 0;
  guint32 application_id;
  int code;

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  code = file->pMethods->xFileSize (file, &length);
  if (code == SQLITE_OK && length >= HEADER_LENGTH)
    code = file->pMethods->xRead (file, header, HEADER_LENGTH, 0);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _("open the ledger"), error);
      return FALSE;
    }
  if (length == 0)
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _("open the ledger"), _("the file “%s” is empty."), self->path);
      return FALSE;
    }
  if (memcmp (header, "SQLite format 3", 16) != 0)
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _("open the ledger"),
                    _("“%s” is another kind of file, or its beginning is damaged."), self->path);
      return FALSE;
    }
  memcpy (&application_id, header + HEADER_APPLICATION_ID, sizeof application_id);
  if (GUINT32_FROM_BE (application_id) != NH_LEDGER_APPLICATION_ID)
    {
      nh_error_set (error, NH_ERROR_NOT_A_LEDGER, _("open the ledger"), _("“%s” is a database of another program."), self->path);
      return FALSE;
    }
  return TRUE;
}

/* Opening */

static int
on_progress (gpointer user_data)
{
  return nh_connection_is_cancelled (user_data);
}

static char *
make_uri (const char *path,
          const char *query)
{
  g_autofree char *slashed = g_strdelimit (g_canonicalize_filename (path, NULL), G_DIR_SEPARATOR_S, '/');
  g_autofree char *escaped = g_uri_escape_string (slashed, "/:", TRUE);

  return g_strconcat (escaped[0] == '/' ? "file://" : "file:///", escaped, query, NULL);
}

static int
open_flags (NhConnectionMode mode)
{
  switch (mode)
    {
    case NH_CONNECTION_WRITE:
      return SQLITE_OPEN_READWRITE;
    case NH_CONNECTION_CREATE:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case NH_CONNECTION_IMMUTABLE:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case NH_CONNECTION_READ:
    default:
      return SQLITE_OPEN_READONLY;
    }
}

/* A file from elsewhere may hold a schema made to do harm: nothing in it runs but tables and indexes. */
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

static void
prepare_database (NhConnection *self)
{
  harden (self);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->db, INSTRUCTIONS_BETWEEN_LOOKS, on_progress, self);
  nh_filter_register (self->db);
  nh_id_set_register (self->db);
}

static gboolean
set_pragmas (NhConnection *self,
             GError      **error)
{
  /* temp_store: with it statement journals stay in memory, and long imports do not slow down with every row. */
  static const char common[] =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cell_size_check = ON;";
  g_autofree char *cache = g_strdup_printf ("PRAGMA cache_size = -%d;", self->mode == NH_CONNECTION_WRITE ? CACHE_OF_WRITER : CACHE_KEPT);

  return nh_connection_exec (self, common, _("open the ledger"), error) && nh_connection_exec (self, cache, _("open the ledger"), error);
}

/* WAL needs shared memory, which a network share does not have. With a rollback journal EXTRA also makes sure of the journal's end. */
static gboolean
set_journal (NhConnection *self,
             GError      **error)
{
  g_autofree char *mode = NULL;

  if (self->mode == NH_CONNECTION_CREATE)
    return nh_connection_exec (self, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;", _("create the ledger"), error);
  if (self->mode != NH_CONNECTION_WRITE)
    return TRUE;
  if (nh_platform_is_network (self->path))
    return nh_connection_exec (self, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;", _("open the ledger"), error);
  if (!nh_connection_exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", _("open the ledger"), error))
    return FALSE;
  mode = nh_connection_get_text (self, "PRAGMA journal_mode");
  self->wal = g_strcmp0 (mode, "wal") == 0;
  return TRUE;
}

static gboolean
check_contents (NhConnection *self,
                GError      **error)
{
  sqlite3_stmt *statement;
  int version = 0, code;

  if (self->mode == NH_CONNECTION_CREATE)
    return TRUE;
  if (self->mode == NH_CONNECTION_WRITE && sqlite3_db_readonly (self->db, "main") == 1)
    {
      nh_error_set (error, NH_ERROR_READ_ONLY, _("open the ledger"),
                    _("“%s” can be read but not written. Open it for reading only, or copy it to a folder of your own."), self->path);
      return FALSE;
    }
  statement = nh_connection_prepare (self, "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version", error);
  if (statement == NULL)
    return FALSE;
  code = nh_connection_step (self, statement, _("open the ledger"), error);
  if (code == SQLITE_ROW)
    version = sqlite3_column_int (statement, 0);
  nh_statement_done (statement);
  if (code != SQLITE_ROW)
    return FALSE;

  if (self->mode == NH_CONNECTION_WRITE && version > nh_migrate_newest ())
    {
      nh_error_set (error, NH_ERROR_NEWER, _("open the ledger"),
                    _("“%s” was written by a newer version of the program, one that knows format %d; this one knows format %d. "
                      "Install the newer version, or open the file for reading only."),
                    self->path, version, nh_migrate_newest ());
      return FALSE;
    }
  return TRUE;
}

static void
free_statements (gpointer data)
{
  GPtrArray *statements = data;

  g_ptr_array_unref (statements);
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

/* Nobody asks SQLite how much memory it has, and counting it takes a lock that all threads share, at each piece. Where another library
 * has begun with SQLite before us it goes on counting. */
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
new_unopened (const char       *path,
              NhConnectionMode  mode)
{
  NhConnection *self = g_new0 (NhConnection, 1);

  spare_counting ();
  self->path = g_strdup (path);
  self->mode = mode;
  self->thread = g_thread_self ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statements);
  return self;
}

NhConnection *
nh_connection_open (const char       *path,
                    NhConnectionMode  mode,
                    GError          **error)
{
  g_autoptr (NhConnection) self = NULL;
  g_autofree char *uri = NULL;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  if (mode != NH_CONNECTION_CREATE && !check_path (path, error))
    return NULL;

  self = new_unopened (path, mode);
  if (mode == NH_CONNECTION_IMMUTABLE)
    uri = make_uri (path, "?immutable=1");

  code = sqlite3_open_v2 (uri ? uri : path, &self->db, open_flags (mode) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _("open the ledger"), error);
      return NULL;
    }
  if (mode != NH_CONNECTION_CREATE && !check_header (self, error))
    return NULL;
  prepare_database (self);
  if (!set_pragmas (self, error) || !check_contents (self, error) || !set_journal (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static int
copy_to (sqlite3 *source,
         sqlite3 *copy)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", source, "main");

  if (backup == NULL)
    return sqlite3_extended_errcode (copy);
  sqlite3_backup_step (backup, -1);
  return sqlite3_backup_finish (backup);
}

gboolean
nh_connection_use_copy (NhConnection *self,
                        const char   *action,
                        GError      **error)
{
  sqlite3 *file = self->db;
  int code;

  assert_owner (self);
  g_return_val_if_fail (self->mode == NH_CONNECTION_READ || self->mode == NH_CONNECTION_IMMUTABLE, FALSE);
  g_return_val_if_fail (!nh_connection_in_transaction (self), FALSE);

  g_hash_table_remove_all (self->statements);
  code = sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK)
    code = copy_to (file, self->db);
  sqlite3_close (file);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, action, error);
      return FALSE;
    }
  prepare_database (self);
  return set_pragmas (self, error);
}

char *
nh_connection_real_path (const char *path)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree char *real = g_malloc0 (vfs->mxPathname + 1);
  int code = vfs->xFullPathname (vfs, path, vfs->mxPathname + 1, real);

  /* A link that was followed is a warning, not an error. */
  if ((code & 0xff) != SQLITE_OK || *real == '\0')
    return g_canonicalize_filename (path, NULL);
  return g_steal_pointer (&real);
}

NhConnection *
nh_connection_open_read_only (const char *path,
                              GError    **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *wal_path = g_strconcat (path, "-wal", NULL);
  g_autofree char *journal_path = g_strconcat (path, "-journal", NULL);
  NhConnection *self;

  self = nh_connection_open (path, NH_CONNECTION_READ, &local_error);
  if (self != NULL)
    return self;
  /* A ledger in WAL mode needs files beside it even for reading, which a read-only medium refuses. Where such a file stands, the
   * ledger alone is not the whole truth. */
  if ((g_error_matches (local_error, NH_ERROR, NH_ERROR_IO) || g_error_matches (local_error, NH_ERROR, NH_ERROR_READ_ONLY))
      && !g_file_test (wal_path, G_FILE_TEST_EXISTS) && !g_file_test (journal_path, G_FILE_TEST_EXISTS))
    return nh_connection_open (path, NH_CONNECTION_IMMUTABLE, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
nh_connection_check_file (const char *path,
                          GError    **error)
{
  g_autoptr (NhConnection) self = NULL;
  int code;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!check_path (path, error))
    return FALSE;
  self = new_unopened (path, NH_CONNECTION_READ);
  code = sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _("open the ledger"), error);
      return FALSE;
    }
  return check_header (self, error);
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
nh_connection_set_cancellable (NhConnection *self,
                               GCancellable *cancellable)
{
  assert_owner (self);

  g_set_object (&self->cancellable, cancellable);
}

void
nh_connection_set_stop (NhConnection *self,
                        GCancellable *stop)
{
  assert_owner (self);

  g_set_object (&self->stop, stop);
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

  for (statement = sqlite3_next_stmt (self->db, NULL); statement != NULL; statement = sqlite3_next_stmt (self->db, statement))
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

/* Statements */

static gboolean
is_blank_sql (const char *text)
{
  while (*text == ';' || g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

static sqlite3_stmt *
prepare_anew (NhConnection *self,
              const char   *sql,
              GError      **error)
{
  sqlite3_stmt *statement = NULL;
  const char *tail = NULL;
  int code;

  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, &tail);
  if (code != SQLITE_OK)
    {
      nh_connection_set_error (self, code, _("read the ledger"), error);
      return NULL;
    }
  /* A second statement behind the first would silently not run. */
  if (statement == NULL || !is_blank_sql (tail))
    {
      sqlite3_finalize (statement);
      nh_error_set (error, NH_ERROR_FAILED, _("read the ledger"), "not one whole statement: %s", sql);
      return NULL;
    }
  return statement;
}

sqlite3_stmt *
nh_connection_prepare (NhConnection *self,
                       const char   *sql,
                       GError      **error)
{
  GPtrArray *statements;
  sqlite3_stmt *statement;

  assert_owner (self);
  g_return_val_if_fail (sql != NULL, NULL);

  statements = g_hash_table_lookup (self->statements, sql);
  for (guint i = 0; statements != NULL && i < statements->len; i++)
    if (!sqlite3_stmt_busy (statements->pdata[i]))
      {
        nh_statement_done (statements->pdata[i]);
        return statements->pdata[i];
      }

  statement = prepare_anew (self, sql, error);
  if (statement == NULL)
    return NULL;
  if (statements == NULL)
    {
      statements = g_ptr_array_new_with_free_func (finalize_statement);
      g_hash_table_insert (self->statements, g_strdup (sql), statements);
    }
  g_ptr_array_add (statements, statement);
  return statement;
}

void
nh_statement_done (sqlite3_stmt *statement)
{
  if (statement == NULL)
    return;
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

const char *
nh_statement_get_text (sqlite3_stmt *statement,
                       int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}

int
nh_connection_step (NhConnection *self,
                    sqlite3_stmt *statement,
                    const char   *action,
                    GError      **error)
{
  int code;

  assert_owner (self);

  code = sqlite3_step (statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    nh_connection_set_error (self, code, action, error);
  return code;
}

gboolean
nh_connection_exec (NhConnection *self,
                    const char   *sql,
                    const char   *action,
                    GError      **error)
{
  int code;

  assert_owner (self);

  code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  nh_connection_set_error (self, code, action, error);
  return FALSE;
}

gboolean
nh_connection_run (NhConnection *self,
                   const char   *action,
                   GError      **error,
                   const char   *sql,
                   ...)
{
  sqlite3_stmt *statement;
  const char *text;
  va_list texts;
  int code, position = 1;

  statement = nh_connection_prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;
  va_start (texts, sql);
  while ((text = va_arg (texts, const char *)) != NULL)
    sqlite3_bind_text (statement, position++, text, -1, SQLITE_TRANSIENT);
  va_end (texts);

  do
    code = nh_connection_step (self, statement, action, error);
  while (code == SQLITE_ROW);
  nh_statement_done (statement);
  return code == SQLITE_DONE;
}

gint64
nh_connection_get_int (NhConnection *self,
                       const char   *sql,
                       gint64        otherwise)
{
  sqlite3_stmt *statement = nh_connection_prepare (self, sql, NULL);
  gint64 number = otherwise;

  if (statement == NULL)
    return otherwise;
  if (sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  nh_statement_done (statement);
  return number;
}

char *
nh_connection_get_text (NhConnection *self,
                        const char   *sql)
{
  sqlite3_stmt *statement = nh_connection_prepare (self, sql, NULL);
  char *text = NULL;

  if (statement == NULL)
    return NULL;
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  nh_statement_done (statement);
  return text;
}

/* Errors */

static gboolean
has_moved (NhConnection *self)
{
  int moved = 0;

  if (self->db != NULL && sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved)
    return TRUE;
  return !g_file_test (self->path, G_FILE_TEST_EXISTS);
}

static void
set_vanished (NhConnection *self,
              const char   *action,
              GError      **error)
{
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    nh_error_set (error, NH_ERROR_VANISHED, action,
                  _("“%s” was replaced by another program while it was open. Nothing was written into the new file; close the ledger "
                    "and open it again. The open form is kept on this computer."), self->path);
  else
    nh_error_set (error, NH_ERROR_VANISHED, action,
                  _("“%s” is no longer there: it was moved or deleted, or its drive was pulled out. Bring it back and open the ledger "
                    "again. The open form is kept on this computer."), self->path);
}

/* What the system said last about the ledger or its -wal; 0 where there is no telling. */
static int
get_errno (NhConnection *self,
           int           which)
{
  sqlite3_file *file = NULL;
  int last = 0;

  sqlite3_file_control (self->db, "main", which, &file);
  if (file != NULL && file->pMethods != NULL)
    file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &last);
  return last;
}

/* Quotas and size limits come as plain write errors. */
static gboolean
is_disk_full (NhConnection *self,
              int           code)
{
  if ((code & 0xff) == SQLITE_FULL)
    return TRUE;
#ifdef G_OS_UNIX
  if (code == SQLITE_IOERR_WRITE && self->db != NULL)
    {
      int last[] = { get_errno (self, SQLITE_FCNTL_JOURNAL_POINTER), get_errno (self, SQLITE_FCNTL_FILE_POINTER) };

      for (gsize i = 0; i < G_N_ELEMENTS (last); i++)
        if (last[i] == ENOSPC || last[i] == EFBIG || last[i] == EDQUOT)
          return TRUE;
    }
#endif
  return FALSE;
}

static void
set_io_error (NhConnection *self,
              int           code,
              const char   *action,
              GError      **error)
{
  if (is_disk_full (self, code))
    nh_error_set (error, NH_ERROR_FULL, action,
                  _("the disk is full. This change was not written; everything saved before is safe, and the open form is kept. "
                    "Free some space and save again."));
  else if (self->mode != NH_CONNECTION_CREATE && has_moved (self))
    set_vanished (self, action, error);
  else if ((code & 0xff) == SQLITE_CANTOPEN)
    nh_error_set (error, self->mode == NH_CONNECTION_WRITE ? NH_ERROR_READ_ONLY : NH_ERROR_IO, action,
                  _("“%s” or a file beside it cannot be opened. Check that you may write into its folder."), self->path);
  else
    nh_error_set (error, NH_ERROR_IO, action,
                  _("the drive does not answer as it should (error %d). Everything saved before is safe; check the drive and try again."),
                  code);
}

static void
set_other_error (NhConnection *self,
                 int           code,
                 const char   *action,
                 GError      **error)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      nh_error_set (error, NH_ERROR_CORRUPT, action,
                    _("“%s” is damaged. Restore a backup; the damaged file is kept as it is."), self->path);
      break;
    case SQLITE_CONSTRAINT:
      nh_error_set (error, NH_ERROR_CONSTRAINT, action, _("the ledger does not allow these values (%s)."), sqlite3_errmsg (self->db));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      nh_error_set (error, NH_ERROR_BUSY, action,
                    _("another program keeps “%s” busy. Nothing was changed; wait a moment and try again."), self->path);
      break;
    default:
      nh_error_set (error, NH_ERROR_FAILED, action, "%s", self->db ? sqlite3_errmsg (self->db) : sqlite3_errstr (code));
      break;
    }
}

void
nh_connection_set_error (NhConnection *self,
                         int           code,
                         const char   *action,
                         GError      **error)
{
  assert_owner (self);

  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      break;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      set_io_error (self, code, action, error);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      if (code == SQLITE_READONLY_DBMOVED)
        set_vanished (self, action, error);
      else
        nh_error_set (error, NH_ERROR_READ_ONLY, action,
                      _("“%s” or its folder is write-protected. Take the protection off, or save a copy in a folder of your own."),
                      self->path);
      break;
    default:
      set_other_error (self, code, action, error);
      break;
    }
}

/* Transactions */

gboolean
nh_connection_begin_at (NhConnection *self,
                        const char   *action,
                        const char   *file,
                        int           line,
                        GError      **error)
{
  assert_owner (self);

  if (self->begun_file != NULL)
    g_error ("a transaction begins at %s:%d inside that of %s:%d", file, line, self->begun_file, self->begun_line);
  if (self->mode == NH_CONNECTION_WRITE && has_moved (self))
    {
      set_vanished (self, action, error);
      return FALSE;
    }
  if (!nh_connection_exec (self, "BEGIN IMMEDIATE", action, error))
    return FALSE;
  self->begun_file = file;
  self->begun_line = line;
  return TRUE;
}

/* A -wal that somebody took for rubbish and deleted lives on only while we hold it: what is in it goes to the ledger itself now. */
static void
rescue_wal (NhConnection *self)
{
  const char *path = sqlite3_filename_wal (sqlite3_db_filename (self->db, "main"));

  if (self->wal && !g_file_test (path, G_FILE_TEST_EXISTS))
    sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_FULL, NULL, NULL);
}

gboolean
nh_connection_commit (NhConnection *self,
                      const char   *action,
                      GError      **error)
{
  g_autoptr (GCancellable) cancellable = NULL;
  gboolean done;

  assert_owner (self);
  g_assert (self->begun_file != NULL);

  if (self->mode == NH_CONNECTION_WRITE && has_moved (self))
    {
      set_vanished (self, action, error);
      nh_connection_rollback (self);
      return FALSE;
    }
  /* Nothing stops a commit halfway. */
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

void
nh_connection_rollback (NhConnection *self)
{
  assert_owner (self);

  /* After a full disk or a failed read SQLite has rolled back by itself. */
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
nh_connection_is_in_place (NhConnection *self)
{
  assert_owner (self);

  return !has_moved (self);
}

gboolean
nh_connection_in_transaction (NhConnection *self)
{
  assert_owner (self);

  return self->begun_file != NULL || !sqlite3_get_autocommit (self->db);
}
