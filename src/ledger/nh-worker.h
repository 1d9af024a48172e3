/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"

/* Private to the ledger floor: one thread, one connection that it opened itself, one queue. Jobs run in the order they
 * came. */
typedef struct _NhWorker NhWorker;

typedef void (*NhWorkerFunc) (NhConnection *connection, gpointer data);
/* TRUE: there is more to do, call again unless a job has come. */
typedef gboolean (*NhWorkerIdle) (NhConnection *connection, gpointer data);

/* Starts the thread and waits until its connection is open. @stop (nullable) cancels its reads. @idle (nullable) is
 * called after a few seconds without jobs. */
NhWorker *nh_worker_new (const char *name, const char *path, NhConnectionMode mode, GCancellable *stop,
                         NhWorkerIdle idle, gpointer idle_data, GError **error);
void nh_worker_push (NhWorker *self, NhWorkerFunc func, gpointer data);
void nh_worker_call (NhWorker *self, NhWorkerFunc func, gpointer data); /* and waits until it has run */
gboolean nh_worker_is_current (NhWorker *self);                         /* called on its own thread? */
/* Runs what is queued, closes the connection and ends the thread. NULL is allowed. */
void nh_worker_free (NhWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhWorker, nh_worker_free)
