/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"

/* Private to the files nh-connection*.c. */
struct _NhConnection
{
  sqlite3 *db;
  char *path;
  NhConnectionMode mode;
  gboolean wal;           /* journal_mode is WAL */
  GThread *thread;        /* the owner */
  GHashTable *statements; /* SQL text → GPtrArray of sqlite3_stmt; several while statements of one text run at once */
  GCancellable *cancellable; /* of the running job; owned */
  GCancellable *stop;        /* cancels all jobs when the ledger closes; owned */
  guint64 commits;
  const gint *others; /* atomic, borrowed: see nh_connection_set_others(); nullable */
  gint64 busy_since;  /* monotonic; waiting for a lock of another program */

  const char *begun_file; /* source location of the open transaction; NULL: none */
  int begun_line;
};

#define assert_owner(self)                         \
  G_STMT_START                                     \
  {                                                \
    g_assert ((self) != NULL);                     \
    g_assert ((self)->thread == g_thread_self ()); \
  }                                                \
  G_STMT_END

void nh_connection_set_vanished (NhConnection *self, const char *action, GError **error);

/* nh-connection-file.c: before SQLite reads anything. */

/* NOT_FOUND, NOT_A_LEDGER; for WRITE READ_ONLY when it has a second name. */
gboolean nh_connection_check_path (const char *path, NhConnectionMode mode, GError **error);
gboolean nh_connection_check_header (NhConnection *self, GError **error); /* NOT_A_LEDGER, IO */
gboolean nh_connection_check_wal (NhConnection *self, GError **error);    /* EXISTS when a foreign one is there */
/* The -wal beside a ledger over which a backup was copied. SQLite would play it into that file, whose header tells that
 * it has none: ours says WAL on the disk before the first byte of a -wal, and until that is checkpointed. Looks twice,
 * because another program may change the mode meanwhile. (transfer full) (nullable) */
char *nh_connection_find_foreign_wal (NhConnection *self);
