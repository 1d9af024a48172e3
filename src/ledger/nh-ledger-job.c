/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of nh-ledger.h that runs functions on the workers. */

#include "nh-ledger-private.h"

#include "nh-backup.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-async.h"

/* Without WAL: take the SHARED lock now, so that waiting for it happens here. */
#define BEGIN_LOCKED "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1"
#define BACKUP_RETRY (10 * 60 * G_USEC_PER_SEC)
/* Longer lists of ids are reported as "many". */
#define MAX_IDS 10000

/* --- Change notes --- */

/* What one write changed, gathered until it is told. */
struct _NhLedgerNotes
{
  GPtrArray *types; /* names of record types in the order they came; "": anything */
  GPtrArray *ids;   /* beside them: GArray of gint64; empty: many */
  gboolean catalog; /* units or codebooks, too */
};

static NhLedgerNotes *
notes_new (void)
{
  NhLedgerNotes *notes = g_new0 (NhLedgerNotes, 1);

  notes->types = g_ptr_array_new_with_free_func (g_free);
  notes->ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return notes;
}

static void
notes_free (NhLedgerNotes *notes)
{
  g_ptr_array_unref (notes->types);
  g_ptr_array_unref (notes->ids);
  g_free (notes);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLedgerNotes, notes_free)

void
nh_ledger_note_change (NhLedger *self, const NhRecordType *type, gint64 id)
{
  const char *name = type != NULL ? type->name : "";
  GArray *ids;
  guint at;

  g_return_if_fail (NH_IS_LEDGER (self));
  g_return_if_fail (nh_worker_is_current (self->writer) && self->notes != NULL);

  if (!g_ptr_array_find_with_equal_func (self->notes->types, name, g_str_equal, &at))
    {
      g_ptr_array_add (self->notes->types, g_strdup (name));
      g_ptr_array_add (self->notes->ids, g_array_new (FALSE, FALSE, sizeof (gint64)));
      if (id != 0)
        g_array_append_val ((GArray *) g_ptr_array_index (self->notes->ids, self->notes->ids->len - 1), id);
      return;
    }
  ids = g_ptr_array_index (self->notes->ids, at);
  if (ids->len == 0)
    return;
  if (id == 0 || ids->len >= MAX_IDS)
    g_array_set_size (ids, 0);
  else if (g_array_index (ids, gint64, ids->len - 1) != id)
    g_array_append_val (ids, id);
}

void
nh_ledger_note_catalog (NhLedger *self)
{
  g_return_if_fail (NH_IS_LEDGER (self));
  g_return_if_fail (nh_worker_is_current (self->writer) && self->notes != NULL);

  self->notes->catalog = TRUE;
}

static void
emit_notes (NhLedger *self, const NhLedgerNotes *notes)
{
  if (notes->catalog)
    g_signal_emit_by_name (self, "catalog-changed");
  for (guint i = 0; i < notes->types->len; i++)
    g_signal_emit_by_name (self, "changed", notes->types->pdata[i], notes->ids->pdata[i]);
}

/* --- Jobs --- */

typedef struct
{
  NhLedger *ledger; /* borrowed: kept by the task or the waiting caller */
  NhWorkerRole role;
  NhLedgerFunc func;
  gpointer data;
  GCancellable *cancellable; /* owned; nullable */
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask *task; /* owned; NULL: somebody waits */

  gpointer result;
  GError *error;
  NhLedgerNotes *notes; /* NULL: nothing to tell */
} Job;

static void
job_clear (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_pointer (&job->notes, notes_free);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
}

static void
remember_backup (NhLedger *self, const GError *problem)
{
  g_mutex_lock (&self->mutex);
  g_free (self->backup_problem);
  self->backup_problem = problem != NULL ? g_strdup (problem->message) : NULL;
  g_mutex_unlock (&self->mutex);
}

/* A failed backup does not prevent saving. An unchanged ledger needs none. */
static void
make_daily_backup (NhLedger *self, NhConnection *connection)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *path = NULL;
  NhDate today = nh_date_today ();

  if (self->backup_day == today || g_get_monotonic_time () < self->backup_retry)
    return;
  if (nh_connection_get_int (connection, "SELECT EXISTS (SELECT 1 FROM change)", 1) == 0)
    return;
  path = nh_backup_daily (connection, &problem);
  remember_backup (self, problem);
  if (problem == NULL)
    self->backup_day = today;
  else
    self->backup_retry = g_get_monotonic_time () + BACKUP_RETRY;
}

static void
on_stopped (GCancellable *stop, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* Runs in one read transaction, so that all statements see the same state. Closing the ledger also cancels work outside
 * SQL, such as page layout. */
static void
run_read (Job *job, NhConnection *connection)
{
  NhLedger *self = job->ledger;
  gboolean begun;
  gulong handler = job->cancellable != NULL
                       ? g_cancellable_connect (self->stop, G_CALLBACK (on_stopped), job->cancellable, NULL)
                       : 0;

  nh_connection_set_cancellable (connection, job->cancellable);
  begun = nh_connection_exec (connection, self->exclusive ? BEGIN_LOCKED : "BEGIN", _ ("read the ledger"), &job->error);
  if (begun)
    {
      g_atomic_int_inc (&self->reading);
      job->result = job->func (connection, self, job->data, job->cancellable, &job->error);
      nh_connection_tidy (connection);
    }
  nh_connection_set_cancellable (connection, NULL);
  nh_connection_rollback (connection);
  if (begun)
    g_atomic_int_add (&self->reading, -1);
  g_cancellable_disconnect (self->stop, handler);
}

static void
run_write (Job *job, NhConnection *connection)
{
  NhLedger *self = job->ledger;
  g_autoptr (NhLedgerNotes) notes = notes_new ();
  guint64 commits;

  make_daily_backup (self, connection);
  commits = nh_connection_get_commits (connection);
  self->notes = notes;
  job->result = job->func (connection, self, job->data, job->cancellable, &job->error);
  self->notes = NULL;

  if (nh_connection_in_transaction (connection))
    {
      if (job->error == NULL)
        {
          g_warning ("a write left its transaction open");
          nh_error_set (&job->error, NH_ERROR_FAILED, _ ("save the changes"),
                        _ ("internal error: a transaction was left open. Please report it."));
        }
      nh_connection_rollback (connection);
    }
  make_daily_backup (self, connection); /* a new ledger has nothing to back up before its first change */
  /* No signals if it failed before the first commit. */
  if ((notes->types->len == 0 && !notes->catalog) ||
      (job->error != NULL && nh_connection_get_commits (connection) == commits))
    return;
  if (notes->catalog && !nh_ledger_read_catalog (self, connection, job->error == NULL ? &job->error : NULL))
    notes->catalog = FALSE;
  job->notes = g_steal_pointer (&notes);
}

/* Runs in the caller's main context, so that nothing is finalized on a worker's thread. */
static gboolean
on_deliver (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  if (job->error == NULL && job->role != NH_ON_WRITER)
    g_cancellable_set_error_if_cancelled (job->cancellable, &job->error);
  if (job->error == NULL)
    g_task_return_pointer (task, job->result, job->free_result);
  else
    {
      if (job->result != NULL && job->free_result != NULL)
        job->free_result (job->result);
      g_task_return_error (task, g_steal_pointer (&job->error));
    }
  job_clear (job);
  g_free (job);
  return G_SOURCE_REMOVE;
}

static void
attach (GMainContext *context, GSourceFunc func, Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, job, NULL);
  g_source_attach (source, context);
}

/* Both have the same priority: in one context the signal comes before the callback. Otherwise the caller's callback is
 * scheduled after the signal. */
static gboolean
on_emit_then_deliver (gpointer user_data)
{
  Job *job = user_data;

  emit_notes (job->ledger, job->notes);
  attach (g_task_get_context (job->task), on_deliver, job);
  return G_SOURCE_REMOVE;
}

static void
finish_job (Job *job)
{
  if (job->task == NULL)
    return;
  if (job->notes == NULL)
    attach (g_task_get_context (job->task), on_deliver, job);
  else
    attach (job->ledger->context, on_emit_then_deliver, job);
}

static void
run_job (NhConnection *connection, gpointer data)
{
  Job *job = data;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    ;
  else if (job->role == NH_ON_WRITER)
    {
      g_atomic_int_set (&job->ledger->writing, 1);
      run_write (job, connection);
      g_atomic_int_set (&job->ledger->writing, 0);
    }
  else if (!g_cancellable_set_error_if_cancelled (job->ledger->stop, &job->error))
    run_read (job, connection);
  finish_job (job);
}

static NhWorker *
get_worker (NhLedger *self, NhWorkerRole role, GError **error)
{
  if (self->closing || self->reader == NULL)
    nh_error_set (error, NH_ERROR_FAILED, _ ("use the ledger"), _ ("it is closed."));
  else if (role == NH_ON_WRITER && self->writer == NULL)
    nh_error_set (error, NH_ERROR_READ_ONLY, _ ("save the changes"),
                  _ ("“%s” is open for reading only. Save a copy in a folder of your own and work on that."),
                  self->path);
  else if (role == NH_ON_WRITER)
    return self->writer;
  else
    return role == NH_ON_REPORTER ? self->reporter : role == NH_ON_LISTER ? self->lister : self->reader;
  return NULL;
}

void
nh_ledger_run (NhLedger *self, NhWorkerRole role, NhLedgerFunc func, gpointer data, GDestroyNotify free_data,
               GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  NhWorker *worker;
  Job *job;

  g_return_if_fail (NH_IS_LEDGER (self));
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->ledger = self;
  job->role = role;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  g_set_object (&job->cancellable, cancellable);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, func);
  g_task_set_name (job->task, "nh_ledger_run");
  g_task_set_check_cancellable (job->task, FALSE);

  worker = get_worker (self, role, &job->error);
  if (worker != NULL)
    nh_worker_push (worker, run_job, job);
  else
    attach (g_task_get_context (job->task), on_deliver, job);
}

gpointer
nh_ledger_run_finish (NhLedger *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
nh_ledger_call (NhLedger *self, NhWorkerRole role, NhLedgerFunc func, gpointer data, GCancellable *cancellable,
                GError **error)
{
  Job job = { .ledger = self, .role = role, .func = func, .data = data };
  NhWorker *worker;

  g_return_val_if_fail (NH_IS_LEDGER (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);
  worker = get_worker (self, role, error); /* while the ledger is closing the pointers below are not valid */
  if (worker == NULL)
    return NULL;
  g_assert (!nh_worker_is_current (self->writer) && !nh_worker_is_current (self->reader));
  g_assert (!nh_worker_is_current (self->lister) && !nh_worker_is_current (self->reporter));
  g_set_object (&job.cancellable, cancellable);
  nh_worker_call (worker, run_job, &job);
  if (job.notes != NULL)
    emit_notes (self, job.notes);
  if (job.error != NULL)
    g_propagate_error (error, g_steal_pointer (&job.error));
  job_clear (&job);
  return job.result;
}

/* --- Typed pairs --- */

void
nh_async_args_free (gpointer data)
{
  NhAsyncArgs *args = data;

  g_clear_pointer (&args->ids, g_array_unref);
  if (args->free_data != NULL)
    g_clear_pointer (&args->data, args->free_data);
  g_free (args);
}

const gint64 *
nh_async_args_get_ids (const NhAsyncArgs *args)
{
  return (const gint64 *) (gpointer) args->ids->data;
}
