/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nh-connection.h"
#include "nh-record.h"

/* A ledger file (*.ngayhoi) that is open: four workers, each a thread with its own connection and a queue. One writes,
 * one reads what the screen waits for; one reads whole lists and adds them up, one reads for reports, both of which may
 * take seconds.
 *
 *    GTK thread / CLI ──run/call──▶ queue ▶ [writer thread, connection RW]───┐
 *                     ◀──result──  queue ▶ [reader thread, connection RO]   ├── file, -wal
 *                                  queue ▶ [lister thread, connection RO]   │
 *                                  queue ▶ [reporter thread, connection RO]─┘
 *
 * Nothing of SQLite leaves a worker's thread; results are immutable values.
 *
 * Signals, on the main context of the thread that opened it:
 *   "changed" (const char *type, GArray *ids of gint64)
 *       after each commit; type "" when anything may have changed (restore, undo)
 *   "history-broken" (const char *message)
 *       once, some seconds after opening, when the chain of the history does not verify; backups and upgrades go on
 *   "catalog-changed" ()
 *       units or codebooks were changed; nh_ledger_get_catalog() is a new object */
#define NH_TYPE_LEDGER (nh_ledger_get_type ())
G_DECLARE_FINAL_TYPE (NhLedger, nh_ledger, NH, LEDGER, GObject)

typedef enum
{
  NH_ROLE_COMMUNE,
  NH_ROLE_PROVINCE
} NhRole;

typedef enum
{
  NH_OPEN_DEFAULT = 0,
  NH_OPEN_READ_ONLY = 1 << 0, /* no lock, no writer; older files as a copy in memory; newer ones too, as far as their
                                 tables are known */
  NH_OPEN_NO_LOCK = 1 << 1,   /* for tests */
  NH_OPEN_TAKE_OVER = 1 << 2, /* takes the lock of another computer, after the user has been asked */
  NH_OPEN_NO_BACKUP = 1 << 3, /* no daily backup: for a file that is still being made */
} NhOpenFlags;

/* Content of a new ledger. */
typedef struct
{
  const char *unit_code; /* owner, resolved in our own unit lists on unit_on */
  NhDate unit_on;
  NhUnit *typed_unit; /* instead of unit_code: a unit typed in by hand (its parent too when not known: see
                         nh-catalog-store.h); nullable */
  GBytes *
      more_units; /* a unit list beside our own (data/units/README.md), in which unit_code is looked up too; nullable */
  NhRole role;
  int year;             /* the season to begin with; 0: that of today */
  const char *superior; /* the superior unit of the letterhead; nullable */
  const char *preparer; /* who makes its sheets; nullable */
  gboolean sample;
} NhLedgerSpec;

/* Makes a new file; NH_ERROR_EXISTS when there is one. Written to a temporary name, verified, and moved into place: the
 * whole ledger is there, or none. */
gboolean nh_ledger_create (const char *path, const NhLedgerSpec *spec, GError **error);
/* Its two steps, for a ledger that gets more content before it has its name: NH_ERROR_EXISTS when there is a file at
 * @path, INVALID when its name leaves no room for those of its backups; and the NhFileWrite (nh-file.h); @spec: an
 * NhLedgerSpec. */
gboolean nh_ledger_check_new (const char *path, GError **error);
gboolean nh_ledger_write_new (const char *temporary, gpointer spec, GError **error);
/* Opens, locks, migrates (after a verified backup) and starts the workers. A file that can be read but not written, or
 * that is newer than the program, is an error unless NH_OPEN_READ_ONLY; a stale lock opens by itself; NH_ERROR_LOCKED
 * names who has it. */
NhLedger *nh_ledger_open (const char *path, NhOpenFlags flags, GError **error);
/* Waits for pending writes, checkpoints, puts the file into journal_mode DELETE, ends the workers, unlocks. Idempotent.
 */
void nh_ledger_close (NhLedger *self);
/* Closes in a thread that keeps a reference; no further jobs are accepted. Opening the file again waits for it.
 * @callback (nullable) is called with the ledger as its source. */
void nh_ledger_close_async (NhLedger *self, GAsyncReadyCallback callback, gpointer user_data);

const char *nh_ledger_get_path (NhLedger *self);
const char *nh_ledger_get_uuid (NhLedger *self);
gboolean nh_ledger_is_read_only (NhLedger *self);
gboolean nh_ledger_is_sample (NhLedger *self);
gint64 nh_ledger_get_unit (NhLedger *self);        /* owner */
NhCatalog *nh_ledger_get_catalog (NhLedger *self); /* borrowed; immutable */

/* What opening put aside, and where: changes of another copy of the ledger that lay beside it. (nullable) */
const char *nh_ledger_get_put_aside (NhLedger *self);
/* The message of a failed daily backup, which is retried every ten minutes; NULL: none failed. (transfer full)
 * (nullable) */
char *nh_ledger_get_backup_problem (NhLedger *self);

/* Work on a worker's thread. @func returns a new value (or GINT_TO_POINTER) or sets @error.
 * Reads see the ledger as it was when they began, and may be cancelled at any moment; writes only while queued, though
 * a long write may look at @cancellable itself and roll back. A write @func begins and commits its own transactions;
 * one that it leaves open is rolled back. It reports what it did by nh_ledger_note_change(); the signal follows its
 * commit. Before the first write of a day the backup of the day is made. */
typedef gpointer (*NhLedgerFunc) (NhConnection *connection, NhLedger *self, gpointer data, GCancellable *cancellable,
                                  GError **error);
typedef enum
{
  NH_ON_READER,
  NH_ON_WRITER,
  NH_ON_LISTER,
  NH_ON_REPORTER
} NhWorkerRole;

void nh_ledger_run (NhLedger *self, NhWorkerRole role, NhLedgerFunc func, gpointer data, GDestroyNotify free_data,
                    GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data);
/* The value (transfer full) or NULL with @error. A func may give NULL without an error. "changed" has been emitted
 * before, when caller and opener have the same main context. @data is freed there, too. The result is tagged with
 * @func. */
gpointer nh_ledger_run_finish (NhLedger *self, GAsyncResult *result, GError **error);
/* Runs and waits, for the command line and tests. Needs no main loop; signals are emitted in the calling thread before
 * it returns. Never from a worker's thread (deadlock). */
gpointer nh_ledger_call (NhLedger *self, NhWorkerRole role, NhLedgerFunc func, gpointer data, GCancellable *cancellable,
                         GError **error);
/* For write funcs. @type NULL: anything. @id 0: many. */
void nh_ledger_note_change (NhLedger *self, const NhRecordType *type, gint64 id);
/* For write funcs that changed units or codebooks: reloads the catalog after the commit. */
void nh_ledger_note_catalog (NhLedger *self);

/* A typed pair that runs a verb on a worker's thread, declared beside the verb and defined by NH_DEFINE_ASYNC()
 * (nh-ledger-async.h):
 *   void VERB_async (NhLedger *ledger, …, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
 *   Result VERB_finish (NhLedger *ledger, GAsyncResult *result, GError **error)
 * VERB_finish() returns what the verb returns (transfer full). Plain arguments are copied, objects are referenced; the
 * comment says which are taken over. */
#define NH_DECLARE_ASYNC(verb, Result, ...)                                                                     \
  void verb##_async (__VA_ARGS__, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data); \
  Result verb##_finish (NhLedger *ledger, GAsyncResult *result, GError **error)
