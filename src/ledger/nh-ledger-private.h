/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-history.h"
#include "nh-ledger.h"
#include "nh-lock.h"
#include "nh-search-buffer.h"
#include "nh-worker.h"

typedef struct _NhLedgerNotes NhLedgerNotes; /* of nh-ledger-job.c */

/* Private to nh-ledger.c and nh-ledger-job.c, but for the search buffer. */
struct _NhLedger
{
  GObject parent_instance;

  /* Set when opened, then never changed. */
  char *path;
  char *uuid;
  gint64 unit;
  gboolean sample;
  gboolean read_only;
  char *put_aside;       /* see nh_ledger_get_put_aside() */
  gboolean exclusive;    /* no WAL: readers and writer exclude each other */
  GMainContext *context; /* of the opener: where signals are emitted */

  gboolean closing;   /* a thread ends the workers */
  NhLock *lock;       /* nullable */
  NhWorker *writer;   /* NULL: read only, or closed */
  NhWorker *reader;   /* NULL: closed */
  NhWorker *lister;   /* NULL: closed */
  NhWorker *reporter; /* NULL: closed */
  GCancellable *stop; /* ends the reads when the ledger closes */

  GHashTable *buffers; /* owned: NhRecordType → NhSearchBuffer, owned; of all types */

  GMutex mutex; /* guards the three below */
  NhCatalog *catalog;
  GPtrArray *retired; /* replaced catalogs that may still be in use */
  char *backup_problem;

  gint reading; /* atomic: read transactions that are open */
  gint writing; /* atomic: a job of the writer runs */

  /* Of the reporter's thread. */
  NhHistoryWalk walk;    /* how far the history was verified since opening */
  char *history_problem; /* set once, before it is announced; nullable */

  /* Of the writer's thread. */
  NhLedgerNotes *notes; /* of the running job; NULL: none is running */
  NhDate backup_day;    /* last day with a backup */
  gint64 backup_retry;  /* monotonic; not before */
};

/* Of the ledger, empty before the first search; any thread. */
NhSearchBuffer *nh_ledger_get_search_buffer (NhLedger *self, const NhRecordType *type);

/* Replaces the catalog by what is in the tables. */
gboolean nh_ledger_read_catalog (NhLedger *self, NhConnection *connection, GError **error);
