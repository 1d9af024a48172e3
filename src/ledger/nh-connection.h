/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One SQLite connection, owned by the thread that opened it (asserted in every function). Opens with the pragmas of DESIGN §4:
 * WAL, synchronous FULL on the writer, foreign_keys, temp_store MEMORY, trusted_schema OFF, defensive; a progress handler that
 * reads the cancellable of the running job. */
typedef struct _NhConnection NhConnection;

typedef enum
{
  NH_CONNECTION_WRITE,      /* read and write */
  NH_CONNECTION_READ,       /* read only */
  NH_CONNECTION_IMMUTABLE,  /* read-only medium without a -wal beside it */
} NhConnectionMode;

NhConnection *nh_connection_open         (const char *path, NhConnectionMode mode, GError **error);
void          nh_connection_close        (NhConnection *self);                     /* NULL is allowed */
sqlite3      *nh_connection_get_db       (NhConnection *self);
const char   *nh_connection_get_path     (NhConnection *self);
/* The cancellable that the progress handler reads; set around a job only. (nullable) */
void          nh_connection_set_cancellable (NhConnection *self, GCancellable *cancellable);

/* A prepared statement from the connection's cache, keyed by its text; reset and unbound. Borrowed until nh_statement_done(),
 * which resets it and clears its bindings. The text must be one whole statement. NULL and @error otherwise. */
sqlite3_stmt *nh_connection_prepare      (NhConnection *self, const char *sql, GError **error);
void          nh_statement_done          (sqlite3_stmt *statement);
/* Steps once: SQLITE_ROW, SQLITE_DONE; anything else sets @error by @action (a translated verb phrase) and is returned. */
int           nh_connection_step         (NhConnection *self, sqlite3_stmt *statement, const char *action, GError **error);
/* Runs SQL without results: for pragmas and DDL. */
gboolean      nh_connection_exec         (NhConnection *self, const char *sql, const char *action, GError **error);
/* Runs one statement with text parameters ?1 … (NULL-terminated list; a NULL text cannot be bound this way). */
gboolean      nh_connection_run          (NhConnection *self, const char *action, GError **error, const char *sql, ...) G_GNUC_NULL_TERMINATED;
gint64        nh_connection_get_int      (NhConnection *self, const char *sql, gint64 otherwise);   /* first column of the first row */
char         *nh_connection_get_text     (NhConnection *self, const char *sql);                     /* (transfer full) (nullable) */
/* The one place where SQLite's codes become our errors. */
void          nh_connection_set_error    (NhConnection *self, int code, const char *action, GError **error);

/* Transactions are counted and remember where they began; a begin inside another is a programming error (fatal). BEGIN IMMEDIATE. */
#define       nh_connection_begin(self, action, error) nh_connection_begin_at ((self), (action), __FILE__, __LINE__, (error))
gboolean      nh_connection_begin_at     (NhConnection *self, const char *action, const char *file, int line, GError **error);
gboolean      nh_connection_commit       (NhConnection *self, const char *action, GError **error);    /* rolls back when it fails */
void          nh_connection_rollback     (NhConnection *self);                                         /* safe when none is open */
gboolean      nh_connection_in_transaction (NhConnection *self);

G_END_DECLS
