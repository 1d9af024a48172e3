/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-worker.h"

#include "nh-schema-check.h"

#define IDLE_AFTER (3 * G_USEC_PER_SEC)

typedef struct
{
  NhWorkerFunc func; /* NULL: ends the thread */
  gpointer data;
} Job;

struct _NhWorker
{
  GThread *thread;
  GAsyncQueue *queue; /* of Job */
  char *path;
  NhConnectionMode mode;
  GCancellable *stop; /* owned; nullable */
  NhWorkerIdle idle;
  gpointer idle_data;

  GMutex mutex; /* guards the two below until the connection is open */
  GCond cond;
  gboolean opened; /* TRUE after the attempt; see error */
  GError *error;
};

static Job *
job_new (NhWorkerFunc func, gpointer data)
{
  Job *job = g_new (Job, 1);

  job->func = func;
  job->data = data;
  return job;
}

static NhConnection *
open_connection (NhWorker *self)
{
  NhConnection *connection;
  g_autoptr (GError) error = NULL;

  connection = nh_connection_open_checked (self->path, self->mode, nh_schema_check, &error);
  if (connection != NULL)
    nh_connection_set_stop (connection, self->stop);

  g_mutex_lock (&self->mutex);
  self->opened = TRUE;
  self->error = g_steal_pointer (&error);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  return connection;
}

/* The next job; runs the idle function when none comes for a while. */
static Job *
next_job (NhWorker *self, NhConnection *connection)
{
  Job *job;

  if (self->idle == NULL)
    return g_async_queue_pop (self->queue);
  job = g_async_queue_timeout_pop (self->queue, IDLE_AFTER);
  while (job == NULL && self->idle (connection, self->idle_data))
    job = g_async_queue_try_pop (self->queue);
  return job != NULL ? job : g_async_queue_pop (self->queue);
}

static gpointer
work (gpointer user_data)
{
  NhWorker *self = user_data;
  NhConnection *connection = open_connection (self);

  while (connection != NULL)
    {
      g_autofree Job *job = next_job (self, connection);

      if (job->func == NULL)
        break;
      job->func (connection, job->data);
      nh_connection_tidy (connection);
    }
  nh_connection_close (connection);
  return NULL;
}

NhWorker *
nh_worker_new (const char *name, const char *path, NhConnectionMode mode, GCancellable *stop, NhWorkerIdle idle,
               gpointer idle_data, GError **error)
{
  g_autoptr (NhWorker) self = g_new0 (NhWorker, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->queue = g_async_queue_new_full (g_free);
  self->path = g_strdup (path);
  self->mode = mode;
  g_set_object (&self->stop, stop);
  self->idle = idle;
  self->idle_data = idle_data;
  self->thread = g_thread_new (name, work, self);

  g_mutex_lock (&self->mutex);
  while (!self->opened)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
nh_worker_push (NhWorker *self, NhWorkerFunc func, gpointer data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  g_async_queue_push (self->queue, job_new (func, data));
}

/* A job that somebody waits for. */
typedef struct
{
  NhWorkerFunc func;
  gpointer data;
  GMutex mutex;
  GCond cond;
  gboolean done;
} Call;

static void
run_call (NhConnection *connection, gpointer data)
{
  Call *call = data;

  call->func (connection, call->data);
  g_mutex_lock (&call->mutex);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);
}

void
nh_worker_call (NhWorker *self, NhWorkerFunc func, gpointer data)
{
  Call call = { .func = func, .data = data };

  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);
  nh_worker_push (self, run_call, &call);

  g_mutex_lock (&call.mutex);
  while (!call.done)
    g_cond_wait (&call.cond, &call.mutex);
  g_mutex_unlock (&call.mutex);
  g_mutex_clear (&call.mutex);
  g_cond_clear (&call.cond);
}

gboolean
nh_worker_is_current (NhWorker *self)
{
  return self != NULL && self->thread == g_thread_self ();
}

void
nh_worker_free (NhWorker *self)
{
  if (self == NULL)
    return;
  g_assert (!nh_worker_is_current (self));

  g_async_queue_push (self->queue, job_new (NULL, NULL));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_clear_error (&self->error);
  g_clear_object (&self->stop);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->path);
  g_free (self);
}
