/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-ledger.h"

#include "nh-backup.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-ledger-notes.h"
#include "nh-ledger-private.h"
#include "nh-lock.h"
#include "nh-migrate.h"
#include "nh-worker.h"

#define BACKUP_RETRY (10 * 60 * G_USEC_PER_SEC)

struct _NhLedger
{
  GObject       parent_instance;

  /* Set when opened, then never changed. */
  char         *path;
  char         *uuid;
  NhRole        role;
  gint64        unit;
  gboolean      sample;
  gboolean      read_only;
  GMainContext *context;       /* of the opener: where signals are emitted */

  gboolean      closing;       /* a thread ends the workers */
  NhLock       *lock;          /* nullable */
  NhWorker     *writer;        /* NULL: read only, or closed */
  NhWorker     *reader;        /* NULL: closed */
  NhWorker     *lister;        /* NULL: closed */
  NhWorker     *reporter;      /* NULL: closed */
  GCancellable *stop;          /* ends the reads when the ledger closes */

  GMutex        mutex;         /* guards the four below */
  NhCatalog    *catalog;
  GPtrArray    *retired;       /* catalogs of before, kept for those who borrowed them */
  char         *backup_problem;
  GHashTable   *buffers;       /* owned: NhRecordType → NhSearchBuffer, owned */

  /* Of the writer's thread. */
  NhLedgerNotes *notes;        /* of the running job; NULL: none is running */
  NhDate         backup_day;   /* last day with a backup */
  gint64         backup_retry; /* monotonic; not before */
};

enum { CHANGED, CATALOG_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhLedger, nh_ledger, G_TYPE_OBJECT)

static void
nh_ledger_dispose (GObject *object)
{
  nh_ledger_close (NH_LEDGER (object));
  G_OBJECT_CLASS (nh_ledger_parent_class)->dispose (object);
}

static void
nh_ledger_finalize (GObject *object)
{
  NhLedger *self = NH_LEDGER (object);

  g_free (self->path);
  g_free (self->uuid);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->stop);
  g_clear_object (&self->catalog);
  g_ptr_array_unref (self->retired);
  g_free (self->backup_problem);
  g_hash_table_unref (self->buffers);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (nh_ledger_parent_class)->finalize (object);
}

static void
nh_ledger_class_init (NhLedgerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = nh_ledger_dispose;
  object_class->finalize = nh_ledger_finalize;

  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_STRING, G_TYPE_ARRAY);
  signals[CATALOG_CHANGED] = g_signal_new ("catalog-changed", NH_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
free_buffer (gpointer data)
{
  nh_search_buffer_free (data);
}

static void
nh_ledger_init (NhLedger *self)
{
  g_mutex_init (&self->mutex);
  self->retired = g_ptr_array_new_with_free_func (g_object_unref);
  self->buffers = g_hash_table_new_full (NULL, NULL, NULL, free_buffer);
  self->stop = g_cancellable_new ();
}

const char *
nh_ledger_get_path (NhLedger *self)
{
  g_return_val_if_fail (NH_IS_LEDGER (self), NULL);

  return self->path;
}

const char *
nh_ledger_get_uuid (NhLedger *self)
{
  g_return_val_if_fail (NH_IS_LEDGER (self), NULL);

  return self->uuid;
}

gboolean
nh_ledger_is_read_only (NhLedger *self)
{
  g_return_val_if_fail (NH_IS_LEDGER (self), TRUE);

  return self->read_only;
}

gboolean
nh_ledger_is_sample (NhLedger *self)
{
  g_return_val_if_fail (NH_IS_LEDGER (self), FALSE);

  return self->sample;
}

NhRole
nh_ledger_get_role (NhLedger *self)
{
  g_return_val_if_fail (NH_IS_LEDGER (self), NH_ROLE_COMMUNE);

  return self->role;
}

gint64
nh_ledger_get_unit (NhLedger *self)
{
  g_return_val_if_fail (NH_IS_LEDGER (self), 0);

  return self->unit;
}

NhCatalog *
nh_ledger_get_catalog (NhLedger *self)
{
  NhCatalog *catalog;

  g_return_val_if_fail (NH_IS_LEDGER (self), NULL);

  g_mutex_lock (&self->mutex);
  catalog = self->catalog;
  g_mutex_unlock (&self->mutex);
  return catalog;
}

char *
nh_ledger_get_backup_problem (NhLedger *self)
{
  char *problem;

  g_return_val_if_fail (NH_IS_LEDGER (self), NULL);

  g_mutex_lock (&self->mutex);
  problem = g_strdup (self->backup_problem);
  g_mutex_unlock (&self->mutex);
  return problem;
}

NhSearchBuffer *
nh_ledger_get_search_buffer (NhLedger           *self,
                             const NhRecordType *type)
{
  NhSearchBuffer *buffer;

  g_mutex_lock (&self->mutex);
  buffer = g_hash_table_lookup (self->buffers, type);
  if (buffer == NULL)
    {
      buffer = nh_search_buffer_new (type);
      g_hash_table_insert (self->buffers, (gpointer) type, buffer);
    }
  g_mutex_unlock (&self->mutex);
  return buffer;
}

/* What a write did */

void
nh_ledger_note_change (NhLedger           *self,
                       const NhRecordType *type,
                       gint64              id)
{
  g_return_if_fail (NH_IS_LEDGER (self));
  g_return_if_fail (nh_worker_is_current (self->writer) && self->notes != NULL);

  nh_ledger_notes_add (self->notes, type != NULL ? type->name : "", id);
}

void
nh_ledger_note_catalog (NhLedger *self)
{
  g_return_if_fail (NH_IS_LEDGER (self));
  g_return_if_fail (nh_worker_is_current (self->writer) && self->notes != NULL);

  self->notes->catalog = TRUE;
}

static gboolean
read_catalog (NhLedger     *self,
              NhConnection *connection,
              GError      **error)
{
  NhCatalog *catalog = nh_catalog_load (connection, error);

  if (catalog == NULL)
    return FALSE;
  g_mutex_lock (&self->mutex);
  if (self->catalog != NULL)
    g_ptr_array_add (self->retired, self->catalog);
  self->catalog = catalog;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static void
emit_notes (NhLedger            *self,
            const NhLedgerNotes *notes)
{
  if (notes->catalog)
    g_signal_emit (self, signals[CATALOG_CHANGED], 0);
  for (guint i = 0; i < notes->types->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, notes->types->pdata[i], notes->ids->pdata[i]);
}

/* Jobs */

typedef struct
{
  NhLedger       *ledger;        /* borrowed: the task or the waiting caller has it */
  NhWorkerRole    role;
  NhLedgerFunc    func;
  gpointer        data;
  GCancellable   *cancellable;   /* owned; nullable */
  GDestroyNotify  free_data;
  GDestroyNotify  free_result;
  GTask          *task;          /* owned; NULL: somebody waits */

  gpointer        result;
  GError         *error;
  NhLedgerNotes  *notes;         /* NULL: nothing to tell */

  GMutex          mutex;         /* for the one who waits */
  GCond           cond;
  gboolean        done;
} Job;

static void
job_clear (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_pointer (&job->notes, nh_ledger_notes_free);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
}

static void
remember_backup (NhLedger     *self,
                 const GError *problem)
{
  g_mutex_lock (&self->mutex);
  g_free (self->backup_problem);
  self->backup_problem = problem != NULL ? g_strdup (problem->message) : NULL;
  g_mutex_unlock (&self->mutex);
}

/* A clerk who cannot be given a backup can still save. A ledger that nothing was saved in yet has nothing to lose. */
static void
make_daily_backup (NhLedger     *self,
                   NhConnection *connection)
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
on_stopped (GCancellable *stop,
            gpointer      cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* In one read transaction, so that all its statements see the same state. What a job does beside SQL, such as laying out pages, ends
 * with the ledger, too. */
static void
run_read (Job          *job,
          NhConnection *connection)
{
  gulong handler = job->cancellable != NULL ? g_cancellable_connect (job->ledger->stop, G_CALLBACK (on_stopped), job->cancellable, NULL) : 0;

  if (nh_connection_exec (connection, "BEGIN", _("read the ledger"), &job->error))
    {
      nh_connection_set_cancellable (connection, job->cancellable);
      job->result = job->func (connection, job->ledger, job->data, job->cancellable, &job->error);
      nh_connection_set_cancellable (connection, NULL);
      nh_connection_tidy (connection);
      nh_connection_rollback (connection);
    }
  g_cancellable_disconnect (job->ledger->stop, handler);
}

static void
run_write (Job          *job,
           NhConnection *connection)
{
  NhLedger *self = job->ledger;
  g_autoptr (NhLedgerNotes) notes = nh_ledger_notes_new ();
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
          g_warning ("a write ended inside its transaction");
          nh_error_set (&job->error, NH_ERROR_FAILED, _("save the changes"), _("the program forgot to finish them. Please report this error."));
        }
      nh_connection_rollback (connection);
    }
  make_daily_backup (self, connection);   /* a new ledger had nothing to keep before its first change */
  /* What failed before any commit changed nothing; what failed after one did. */
  if (nh_ledger_notes_is_empty (notes) || (job->error != NULL && nh_connection_get_commits (connection) == commits))
    return;
  if (notes->catalog && !read_catalog (self, connection, job->error == NULL ? &job->error : NULL))
    notes->catalog = FALSE;
  job->notes = g_steal_pointer (&notes);
}

static gboolean
on_emit (gpointer user_data)
{
  Job *job = user_data;

  emit_notes (job->ledger, job->notes);
  return G_SOURCE_REMOVE;
}

/* In the caller's main context: all that the job holds is let go there, never on a worker's thread. */
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
attach (GMainContext *context,
        GSourceFunc   func,
        Job          *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, job, NULL);
  g_source_attach (source, context);
}

/* Both at the same priority, so in one context the signal comes before the callback. A caller of another context gets the job after
 * the opener's has done with it. */
static gboolean
on_emit_then_deliver (gpointer user_data)
{
  Job *job = user_data;

  on_emit (job);
  attach (g_task_get_context (job->task), on_deliver, job);
  return G_SOURCE_REMOVE;
}

static void
finish_job (Job *job)
{
  GMainContext *caller;

  if (job->task == NULL)
    {
      g_mutex_lock (&job->mutex);
      job->done = TRUE;
      g_cond_signal (&job->cond);
      g_mutex_unlock (&job->mutex);
      return;
    }
  caller = g_task_get_context (job->task);
  if (job->notes == NULL)
    attach (caller, on_deliver, job);
  else
    attach (job->ledger->context, on_emit_then_deliver, job);
}

static void
run_job (NhConnection *connection,
         gpointer      data)
{
  Job *job = data;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    ;
  else if (job->role == NH_ON_WRITER)
    run_write (job, connection);
  else if (!g_cancellable_set_error_if_cancelled (job->ledger->stop, &job->error))
    run_read (job, connection);
  finish_job (job);
}

static NhWorker *
get_worker (NhLedger     *self,
            NhWorkerRole  role,
            GError      **error)
{
  if (self->closing || self->reader == NULL)
    nh_error_set (error, NH_ERROR_FAILED, _("use the ledger"), _("it is closed."));
  else if (role == NH_ON_WRITER && self->writer == NULL)
    nh_error_set (error, NH_ERROR_READ_ONLY, _("save the changes"),
                  _("“%s” is open for reading only. Save a copy in a folder of your own and work on that."), self->path);
  else if (role == NH_ON_WRITER)
    return self->writer;
  else
    return role == NH_ON_REPORTER ? self->reporter : role == NH_ON_LISTER ? self->lister : self->reader;
  return NULL;
}

void
nh_ledger_run (NhLedger            *self,
               NhWorkerRole         role,
               NhLedgerFunc         func,
               gpointer             data,
               GDestroyNotify       free_data,
               GDestroyNotify       free_result,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
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
nh_ledger_run_finish (NhLedger      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
nh_ledger_call (NhLedger      *self,
                NhWorkerRole   role,
                NhLedgerFunc   func,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Job job = { .ledger = self, .role = role, .func = func, .data = data };
  NhWorker *worker;

  g_return_val_if_fail (NH_IS_LEDGER (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);
  g_assert (!nh_worker_is_current (self->writer) && !nh_worker_is_current (self->reader));
  g_assert (!nh_worker_is_current (self->lister) && !nh_worker_is_current (self->reporter));

  worker = get_worker (self, role, error);
  if (worker == NULL)
    return NULL;
  g_set_object (&job.cancellable, cancellable);
  g_mutex_init (&job.mutex);
  g_cond_init (&job.cond);
  nh_worker_push (worker, run_job, &job);

  g_mutex_lock (&job.mutex);
  while (!job.done)
    g_cond_wait (&job.cond, &job.mutex);
  g_mutex_unlock (&job.mutex);
  g_mutex_clear (&job.mutex);
  g_cond_clear (&job.cond);

  if (job.notes != NULL)
    emit_notes (self, job.notes);
  if (job.error != NULL)
    g_propagate_error (error, g_steal_pointer (&job.error));
  job_clear (&job);
  return job.result;
}

/* Opening */

static gboolean
read_ledger_row (NhLedger     *self,
                 NhConnection *connection,
                 GError      **error)
{
  sqlite3_stmt *statement;
  int code;

  statement = nh_connection_prepare (connection, "SELECT uuid, unit, role, sample FROM ledger WHERE id = 1", error);
  if (statement == NULL)
    return FALSE;
  code = nh_connection_step (connection, statement, _("open the ledger"), error);
  if (code == SQLITE_ROW)
    {
      self->uuid = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      self->unit = sqlite3_column_int64 (statement, 1);
      self->role = g_strcmp0 ((const char *) sqlite3_column_text (statement, 2), "province") == 0 ? NH_ROLE_PROVINCE : NH_ROLE_COMMUNE;
      self->sample = sqlite3_column_int (statement, 3) != 0;
    }
  nh_statement_done (statement);
  if (code == SQLITE_DONE)
    nh_error_set (error, NH_ERROR_CORRUPT, _("open the ledger"), _("“%s” does not say whose ledger it is. Restore a backup."), self->path);
  return code == SQLITE_ROW;
}

static gpointer
read_what_it_is (NhConnection  *connection,
                 NhLedger      *self,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return GINT_TO_POINTER (read_ledger_row (self, connection, error) && read_catalog (self, connection, error));
}

typedef struct
{
  NhLedger *ledger;
  GError   *error;
  gboolean  done;
  GMutex    mutex;
  GCond     cond;
} Preparation;

static void
preparation_end (Preparation *preparation)
{
  g_mutex_lock (&preparation->mutex);
  preparation->done = TRUE;
  g_cond_signal (&preparation->cond);
  g_mutex_unlock (&preparation->mutex);
}

/* Runs the first job of a worker and waits for it. Not one of nh_ledger_call(): it begins its own transactions, and no backup of the
 * day comes before it. */
static gboolean
prepare (NhLedger     *self,
         NhWorker     *worker,
         NhWorkerFunc  func,
         GError      **error)
{
  Preparation preparation = { .ledger = self };

  g_mutex_init (&preparation.mutex);
  g_cond_init (&preparation.cond);
  nh_worker_push (worker, func, &preparation);

  g_mutex_lock (&preparation.mutex);
  while (!preparation.done)
    g_cond_wait (&preparation.cond, &preparation.mutex);
  g_mutex_unlock (&preparation.mutex);
  g_mutex_clear (&preparation.mutex);
  g_cond_clear (&preparation.cond);

  if (preparation.error == NULL)
    return TRUE;
  g_propagate_error (error, preparation.error);
  return FALSE;
}

static void
prepare_writer (NhConnection *connection,
                gpointer      data)
{
  Preparation *preparation = data;
  NhLedger *self = preparation->ledger;
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);

  if (nh_migrate (connection, migrations, n_migrations, &preparation->error) && read_ledger_row (self, connection, &preparation->error) &&
      nh_catalog_update_codebooks (connection, &preparation->error))
    read_catalog (self, connection, &preparation->error);
  preparation_end (preparation);
}

/* Of a ledger that is read only. */
static void
prepare_reader (NhConnection *connection,
                gpointer      data)
{
  Preparation *preparation = data;
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);

  nh_migrate_copy (connection, migrations, n_migrations, &preparation->error);
  preparation_end (preparation);
}

/* What was written goes from the -wal to the ledger while nobody types, so that a copy of the file alone misses little. */
static void
checkpoint (NhConnection *connection,
            gpointer      data)
{
  sqlite3_wal_checkpoint_v2 (nh_connection_get_db (connection), "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static gboolean
start_writer (NhLedger *self,
              GError  **error)
{
  self->writer = nh_worker_new ("ledger-writer", self->path, NH_CONNECTION_WRITE, NULL, checkpoint, NULL, error);
  return self->writer != NULL && prepare (self, self->writer, prepare_writer, error);
}

/* A ledger that is read only tells by itself which way it can be read. */
static NhConnectionMode
choose_read_mode (const char *path,
                  GError    **error)
{
  g_autoptr (NhConnection) connection = nh_connection_open_read_only (path, error);

  return connection != NULL ? nh_connection_get_mode (connection) : NH_CONNECTION_READ;
}

/* @worker: where it is put. */
static gboolean
start_reader (NhLedger          *self,
              const char        *name,
              NhConnectionMode   mode,
              NhWorker         **worker,
              GError           **error)
{
  *worker = nh_worker_new (name, self->path, mode, self->stop, NULL, NULL, error);
  return *worker != NULL && (!self->read_only || prepare (self, *worker, prepare_reader, error));
}

static gboolean
start_readers (NhLedger *self,
               GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  NhConnectionMode mode = NH_CONNECTION_READ;

  if (self->read_only)
    mode = choose_read_mode (self->path, &local_error);
  if (local_error == NULL && start_reader (self, "ledger-reader", mode, &self->reader, &local_error)
      && start_reader (self, "ledger-lister", mode, &self->lister, &local_error)
      && start_reader (self, "ledger-reporter", mode, &self->reporter, &local_error) && self->read_only)
    nh_ledger_call (self, NH_ON_READER, read_what_it_is, NULL, NULL, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

NhLedger *
nh_ledger_open (const char   *path,
                NhOpenFlags   flags,
                GError      **error)
{
  g_autoptr (NhLedger) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!nh_connection_check_file (path, error))
    return NULL;
  self = g_object_new (NH_TYPE_LEDGER, NULL);
  self->path = nh_connection_real_path (path);
  self->context = g_main_context_ref_thread_default ();
  self->read_only = (flags & NH_OPEN_READ_ONLY) != 0;

  if (!self->read_only && (flags & NH_OPEN_NO_LOCK) == 0)
    {
      self->lock = nh_lock_take (self->path, (flags & NH_OPEN_TAKE_OVER) != 0, error);
      if (self->lock == NULL)
        return NULL;
    }
  if (!self->read_only && !start_writer (self, error))
    return NULL;
  if (!start_readers (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Closing */

/* The last job: the ledger is one file again. Where another program still reads it, the -wal stays: that is sound, too. */
static void
settle (NhConnection *connection,
        gpointer      data)
{
  sqlite3 *db = nh_connection_get_db (connection);

  /* SQLite would delete the -wal by its name, which may be that of another file by now. */
  if (!nh_connection_is_in_place (connection))
    return;
  sqlite3_busy_timeout (db, 200);
  sqlite3_exec (db, "PRAGMA optimize; PRAGMA wal_checkpoint (TRUNCATE);", NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA journal_mode = DELETE;", NULL, NULL, NULL);
}

/* The pointers stay until the queues are empty: what is still in them asks for its worker. */
static void
end_workers (NhLedger *self)
{
  nh_worker_free (self->reader);
  self->reader = NULL;
  nh_worker_free (self->lister);
  self->lister = NULL;
  nh_worker_free (self->reporter);
  self->reporter = NULL;
  if (self->writer != NULL)
    nh_worker_push (self->writer, settle, NULL);
  nh_worker_free (self->writer);
  self->writer = NULL;
  g_clear_pointer (&self->lock, nh_lock_release);
}

void
nh_ledger_close (NhLedger *self)
{
  g_return_if_fail (NH_IS_LEDGER (self));

  if (self->closing)
    return;
  g_cancellable_cancel (self->stop);
  end_workers (self);
}

static void
close_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  end_workers (source);
  g_task_return_boolean (task, TRUE);
}

void
nh_ledger_close_async (NhLedger            *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (NH_IS_LEDGER (self));

  task = g_task_new (self, NULL, callback, user_data);
  if (self->closing)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->closing = TRUE;
  g_cancellable_cancel (self->stop);
  nh_lock_announce (self->lock);
  g_task_run_in_thread (task, close_in_thread);
}
