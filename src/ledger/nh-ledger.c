/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-ledger.h"

#include "nh-backup.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-ledger-private.h"
#include "nh-lock.h"
#include "nh-migrate.h"
#include "nh-platform.h"

/* Changes verified between two looks at the queue. */
#define VERIFIED_AT_ONCE 500

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
  g_free (self->put_aside);
  g_free (self->history_problem);
  nh_history_walk_clear (&self->walk);
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

  g_signal_new ("changed", NH_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                G_TYPE_ARRAY);
  g_signal_new ("catalog-changed", NH_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("history-broken", NH_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
nh_ledger_init (NhLedger *self)
{
  g_mutex_init (&self->mutex);
  self->retired = g_ptr_array_new_with_free_func (g_object_unref);
  self->buffers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) nh_search_buffer_free);
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    g_hash_table_insert (self->buffers, (gpointer) *type, nh_search_buffer_new (*type));
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

const char *
nh_ledger_get_put_aside (NhLedger *self)
{
  g_return_val_if_fail (NH_IS_LEDGER (self), NULL);

  return self->put_aside;
}

NhSearchBuffer *
nh_ledger_get_search_buffer (NhLedger *self, const NhRecordType *type)
{
  return g_hash_table_lookup (self->buffers, type);
}

gboolean
nh_ledger_read_catalog (NhLedger *self, NhConnection *connection, GError **error)
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

/* --- Opening --- */

static gboolean
read_ledger_row (NhLedger *self, NhConnection *connection, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (
      connection, "SELECT uuid, unit, sample FROM ledger WHERE id = 1 AND unit IN (SELECT id FROM unit)", error);
  int code = nh_connection_step (connection, statement, _ ("open the ledger"), error);

  self->uuid = g_strdup (nh_statement_get_text (statement, 0));
  self->unit = sqlite3_column_int64 (statement, 1);
  self->sample = sqlite3_column_int (statement, 2) != 0;
  if (code == SQLITE_DONE)
    nh_error_set (error, NH_ERROR_CORRUPT, _ ("open the ledger"),
                  _ ("“%s” does not say whose ledger it is. Restore a backup."), self->path);
  return code == SQLITE_ROW;
}

static gpointer
read_what_it_is (NhConnection *connection, NhLedger *self, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (read_ledger_row (self, connection, error) &&
                          nh_ledger_read_catalog (self, connection, error));
}

typedef struct
{
  NhLedger *ledger;
  GError *error;
} Preparation;

/* Runs a worker's first job and waits for it. Unlike nh_ledger_call(): no transaction, no daily backup. */
static gboolean
prepare (NhLedger *self, NhWorker *worker, NhWorkerFunc func, GError **error)
{
  Preparation preparation = { .ledger = self };

  nh_worker_call (worker, func, &preparation);
  if (preparation.error == NULL)
    return TRUE;
  g_propagate_error (error, preparation.error);
  return FALSE;
}

static void
prepare_writer (NhConnection *connection, gpointer data)
{
  Preparation *preparation = data;
  NhLedger *self = preparation->ledger;
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);

  self->exclusive = !nh_connection_is_wal (connection);
  if (self->exclusive)
    nh_connection_set_others (connection, &self->reading);
  if (nh_migrate (connection, migrations, n_migrations, &preparation->error) &&
      read_ledger_row (self, connection, &preparation->error) &&
      nh_catalog_update_codebooks (connection, &preparation->error))
    nh_ledger_read_catalog (self, connection, &preparation->error);
}

static void
prepare_reader (NhConnection *connection, gpointer data)
{
  Preparation *preparation = data;
  NhLedger *self = preparation->ledger;
  guint n_migrations;
  const NhMigration *migrations = nh_migrations (&n_migrations);

  if (self->read_only)
    nh_migrate_copy (connection, migrations, n_migrations, &preparation->error);
  else if (self->exclusive)
    nh_connection_set_others (connection, &self->writing);
}

/* Checkpoints while idle, so that a copy of the main file alone misses little. */
static gboolean
checkpoint (NhConnection *connection, gpointer data)
{
  sqlite3_wal_checkpoint_v2 (nh_connection_get_db (connection), "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return FALSE;
}

static gboolean
on_history_broken (gpointer user_data)
{
  g_autoptr (NhLedger) self = g_weak_ref_get (user_data);

  if (self != NULL && !self->closing)
    g_signal_emit_by_name (self, "history-broken", self->history_problem);
  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* On the reporter's thread, which must never drop the last reference. */
static void
announce_broken (NhLedger *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_source_set_callback (source, on_history_broken, weak, weak_ref_free);
  g_source_attach (source, self->context);
}

/* Verifies the chain of the history once after opening, while no report is asked for. */
static gboolean
verify_history (NhConnection *connection, gpointer data)
{
  NhLedger *self = data;
  g_autoptr (GError) error = NULL;

  if (self->walk.done || nh_history_verify_some (connection, &self->walk, VERIFIED_AT_ONCE, &error))
    return !self->walk.done;
  self->walk.done = TRUE;
  if (!g_error_matches (error, NH_ERROR, NH_ERROR_CORRUPT)) /* closing, or not to be read now */
    return FALSE;
  self->history_problem = g_strdup (error->message);
  g_message ("%s", error->message);
  announce_broken (self);
  return FALSE;
}

static gboolean
start_writer (NhLedger *self, GError **error)
{
  self->writer = nh_worker_new ("ledger-writer", self->path, NH_CONNECTION_WRITE, NULL, checkpoint, NULL, error);
  return self->writer != NULL && prepare (self, self->writer, prepare_writer, error);
}

/* READ, or IMMUTABLE if the medium requires it. */
static NhConnectionMode
choose_read_mode (const char *path, GError **error)
{
  g_autoptr (NhConnection) connection = nh_connection_open_read_only (path, NULL, error);

  return connection != NULL ? nh_connection_get_mode (connection) : NH_CONNECTION_READ;
}

/* @worker: where it is put. */
static gboolean
start_reader (NhLedger *self, const char *name, NhConnectionMode mode, NhWorkerIdle idle, NhWorker **worker,
              GError **error)
{
  *worker = nh_worker_new (name, self->path, mode, self->stop, idle, self, error);
  return *worker != NULL && prepare (self, *worker, prepare_reader, error);
}

static gboolean
start_readers (NhLedger *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  NhConnectionMode mode = NH_CONNECTION_READ;

  if (self->read_only)
    mode = choose_read_mode (self->path, &local_error);
  if (local_error == NULL && start_reader (self, "ledger-reader", mode, NULL, &self->reader, &local_error) &&
      start_reader (self, "ledger-lister", mode, NULL, &self->lister, &local_error) &&
      start_reader (self, "ledger-reporter", mode, verify_history, &self->reporter, &local_error) && self->read_only)
    nh_ledger_call (self, NH_ON_READER, read_what_it_is, NULL, NULL, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Temporary files of programs that were killed hold names of persons. */
static void
remove_leftovers (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *backups = nh_backup_get_folder (path);

  nh_file_remove_leftovers (folder);
  nh_file_remove_leftovers (backups);
}

NhLedger *
nh_ledger_open (const char *path, NhOpenFlags flags, GError **error)
{
  g_autoptr (NhLedger) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!nh_connection_check_file (path, NULL, error))
    return NULL;
  self = g_object_new (NH_TYPE_LEDGER, NULL);
  self->path = nh_platform_real_path (path);
  self->context = g_main_context_ref_thread_default ();
  self->read_only = (flags & NH_OPEN_READ_ONLY) != 0;
  if ((flags & NH_OPEN_NO_BACKUP) != 0)
    self->backup_retry = G_MAXINT64;

  if (!self->read_only && (flags & NH_OPEN_NO_LOCK) == 0)
    {
      self->lock = nh_lock_take (self->path, (flags & NH_OPEN_TAKE_OVER) != 0, error);
      if (self->lock == NULL)
        return NULL;
      remove_leftovers (self->path);
    }
  if ((self->read_only ||
       (nh_backup_put_wal_aside (self->path, &self->put_aside, error) && start_writer (self, error))) &&
      start_readers (self, error))
    return g_steal_pointer (&self);
  nh_error_append (error, self->put_aside);
  return NULL;
}

/* --- Closing --- */

/* The last job: checkpoints and leaves WAL mode, so that the ledger is a single file. If another program reads it, the
 * -wal stays. */
static void
settle (NhConnection *connection, gpointer data)
{
  sqlite3 *db = nh_connection_get_db (connection);

  /* SQLite deletes the -wal by name, which may belong to another file by now. */
  if (nh_connection_has_moved (connection))
    return;
  sqlite3_busy_timeout (db, 200);
  sqlite3_exec (db, "PRAGMA optimize; PRAGMA wal_checkpoint (TRUNCATE);", NULL, NULL, NULL);
  sqlite3_exec (db, "PRAGMA journal_mode = DELETE;", NULL, NULL, NULL);
}

/* The pointers stay set until the queues are empty: queued jobs use them. */
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
close_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  end_workers (source);
  g_task_return_boolean (task, TRUE);
}

void
nh_ledger_close_async (NhLedger *self, GAsyncReadyCallback callback, gpointer user_data)
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
