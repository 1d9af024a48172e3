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
