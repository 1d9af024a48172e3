/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#define NH_LEDGER_APPLICATION_ID 0x4e486f69 /* "NHoi" */
#define NH_LEDGER_SUFFIX ".ngayhoi"
/* Bytes of a text, and of a row, in a ledger; SQLite refuses longer ones when it reads and writes them
 * (NH_ERROR_CORRUPT). A record whose fields are all as long as nh_field_get_max_length() has less. */
#define NH_LEDGER_MAX_TEXT 1000000

/* One SQLite connection, owned by the thread that opened it (asserted in every function). Opens with the pragmas of
 * DESIGN §4: WAL, synchronous FULL on the writer, foreign_keys, temp_store MEMORY, trusted_schema OFF, defensive; a
 * progress handler that reads the cancellable of the running job. */
typedef struct _NhConnection NhConnection;

typedef enum
{
  NH_CONNECTION_WRITE,     /* read and write */
  NH_CONNECTION_READ,      /* read only */
  NH_CONNECTION_IMMUTABLE, /* the same on a read-only medium without a -wal beside it */
  NH_CONNECTION_CREATE, /* ":memory:", or an empty or new file under a temporary name: no checks, no durability before
                           nh_platform_sync_file() */
} NhConnectionMode;

/* NOT_FOUND, NOT_A_LEDGER (by its first bytes, before SQLite sees it), EXISTS (a -wal beside it that is not its own),
 * READ_ONLY, CORRUPT, BUSY, IO. Does not look at the format: a ledger is opened with nh_schema_check(). */
NhConnection *nh_connection_open (const char *path, NhConnectionMode mode, GError **error);
/* The same; @check (nullable) runs before anything is written to the file and may refuse it. */
typedef gboolean (*NhConnectionCheck) (NhConnection *self, GError **error);
NhConnection *nh_connection_open_checked (const char *path, NhConnectionMode mode, NhConnectionCheck check,
                                          GError **error);
/* READ, or IMMUTABLE where a read-only medium does not allow that and no -wal or -journal stands beside the file. A
 * transaction that a killed program left in the journal is rolled back first. @check: as above, nullable. */
NhConnection *nh_connection_open_read_only (const char *path, NhConnectionCheck check, GError **error);
/* The -wal or -journal that stands beside @path: SQLite would take it for the changes of any file that gets this name.
 * (transfer full) (nullable) */
char *nh_connection_find_journal (const char *path);
/* For READ and IMMUTABLE: from now on a copy in memory is used instead of the file; it can be written. The path
 * stays. */
gboolean nh_connection_use_copy (NhConnection *self, const char *action, GError **error);
/* Makes @copy what @source is: SQLITE_DONE, or the code of an error. */
int nh_connection_copy_pages (sqlite3 *source, sqlite3 *copy);
/* Lifts NH_LEDGER_MAX_TEXT, or sets it again: for the rows of the table content. */
void nh_connection_allow_large (NhConnection *self, gboolean allowed);
/* While many transactions follow each other, pages that all of them change are written to the ledger once for several.
 */
void nh_connection_expect_many (NhConnection *self, gboolean many);
/* Checks the file header only: NOT_FOUND, NOT_A_LEDGER. @foreign_wal (out) (transfer full) (nullable): the -wal beside
 * it with changes of another file; see nh_backup_put_wal_aside(). */
gboolean nh_connection_check_file (const char *path, char **foreign_wal, GError **error);
void nh_connection_close (NhConnection *self); /* NULL is allowed */
sqlite3 *nh_connection_get_db (NhConnection *self);
const char *nh_connection_get_path (NhConnection *self);
NhConnectionMode nh_connection_get_mode (NhConnection *self);
/* The cancellable that the progress handler reads; set around a job only. (nullable) */
void nh_connection_set_cancellable (NhConnection *self, GCancellable *cancellable);
/* Cancels all reads when the ledger closes. (nullable) */
void nh_connection_set_stop (NhConnection *self, GCancellable *stop);
/* Without WAL readers and writer exclude each other. While *@others (atomic) is above 0, other connections of this
 * ledger are at work, and the busy handler waits without limit, or until the job is cancelled. @others must outlive the
 * connection. */
void nh_connection_set_others (NhConnection *self, const gint *others);
gboolean nh_connection_is_wal (NhConnection *self); /* of a WRITE connection */
/* TRUE if one of the two was cancelled. SQLite stops by itself; long loops in C check here. */
gboolean nh_connection_is_cancelled (NhConnection *self);
guint64 nh_connection_get_commits (NhConnection *self); /* transactions committed so far */
/* Between jobs: resets running statements (with a warning) and frees an oversized cache. */
void nh_connection_tidy (NhConnection *self);

/* A prepared statement from the connection's cache, keyed by its text; reset and unbound. Borrowed until
 * nh_statement_done(), which resets it and clears its bindings. While one is running, the same text gives another. The
 * text must be one whole statement. NULL and @error otherwise. */
sqlite3_stmt *nh_connection_prepare (NhConnection *self, const char *sql, GError **error);
void nh_statement_done (sqlite3_stmt *statement);
/* A text column; "" for NULL, which a damaged file may hold in any column. Borrowed until the next step. */
const char *nh_statement_get_text (sqlite3_stmt *statement, int column);
/* Steps once: SQLITE_ROW, SQLITE_DONE; anything else sets @error by @action (a translated verb phrase) and is returned.
 * @statement NULL: SQLITE_ERROR; @error was set by whatever did not make it. */
int nh_connection_step (NhConnection *self, sqlite3_stmt *statement, const char *action, GError **error);
/* Runs SQL without results: for pragmas and DDL. */
gboolean nh_connection_exec (NhConnection *self, const char *sql, const char *action, GError **error);
/* nh_connection_prepare() with ?1 … bound from the arguments, one letter each in @types: s text (NULL: NULL), i int, l
 * gint64, r id of a row (gint64; 0: NULL), d NhDate (as ISO text; NH_DATE_NONE: NULL). */
sqlite3_stmt *nh_connection_query (NhConnection *self, GError **error, const char *sql, const char *types, ...);
/* Runs one statement to its end, with parameters as above. */
gboolean nh_connection_run (NhConnection *self, const char *action, GError **error, const char *sql, const char *types,
                            ...);
/* The first column of all rows of @statement (nullable, as nh_connection_step()), which it ends: of gint64. (transfer
 * full) */
GArray *nh_connection_read_ids (NhConnection *self, sqlite3_stmt *statement, const char *action, GError **error);
/* Calls @func for each member of a JSON object (nullable; "" has none) that is a text, until it fails. */
typedef gboolean (*NhMemberFunc) (gpointer data, const char *name, const char *text, GError **error);
gboolean nh_connection_read_members (NhConnection *self, const char *json, const char *action, NhMemberFunc func,
                                     gpointer data, GError **error);
gint64 nh_connection_get_int (NhConnection *self, const char *sql,
                              gint64 otherwise);                    /* first column of the first row */
char *nh_connection_get_text (NhConnection *self, const char *sql); /* (transfer full) (nullable) */
/* Converts an SQLite result code to an error. SQLITE_RANGE stands for a number above NH_NUMBER_MAX. */
void nh_connection_set_error (NhConnection *self, int code, const char *action, GError **error);

/* BEGIN IMMEDIATE. A nested transaction is a programming error (fatal, with both source locations). If the file was
 * deleted, moved or replaced, begin and commit fail with NH_ERROR_VANISHED. */
#define nh_connection_begin(self, action, error) nh_connection_begin_at ((self), (action), __FILE__, __LINE__, (error))
gboolean nh_connection_begin_at (NhConnection *self, const char *action, const char *file, int line, GError **error);
gboolean nh_connection_commit (NhConnection *self, const char *action, GError **error); /* rolls back when it fails */
/* Commits when @done, else rolls back. TRUE: committed. @error is not touched when @done is FALSE. */
gboolean nh_connection_finish (NhConnection *self, gboolean done, const char *action, GError **error);
void nh_connection_rollback (NhConnection *self); /* safe when none is open */
/* TRUE: the file was deleted, moved or replaced since it was opened. */
gboolean nh_connection_has_moved (NhConnection *self);
gboolean nh_connection_in_transaction (NhConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhConnection, nh_connection_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, nh_statement_done)
