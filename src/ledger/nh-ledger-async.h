/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* The definition of the pairs that NH_DECLARE_ASYNC() declares: VERB_async() queues a call with its arguments by
 * nh_ledger_run(). */

/* The arguments of a queued call. A verb uses the members it needs. */
typedef struct
{
  const NhRecordType *type;
  gint64 id;     /* of a record, a unit or a change */
  guint number;  /* a year, a limit, a field or a flag */
  GArray *ids;   /* owned, nullable: of gint64 */
  gpointer data; /* owned, nullable: see NH_OWNED() */
  GDestroyNotify free_data;
} NhAsyncArgs;

#define NH_OWNED(pointer, free_func) .data = (pointer), .free_data = (GDestroyNotify) (free_func)
#define NH_UNWRAP(...) __VA_ARGS__

void nh_async_args_free (gpointer args);
const gint64 *nh_async_args_get_ids (const NhAsyncArgs *args);

/* @Result: a pointer, freed by @free_result if nobody takes it, or a boolean or a number, with NULL.
 * @parameters: of VERB_async() before the cancellable, in parentheses, beginning with NhLedger *ledger.
 * @members: initializers of NhAsyncArgs, in parentheses.
 * @call: an expression that runs on the worker's thread with connection, ledger, args, cancellable and error. */
#define NH_DEFINE_ASYNC(verb, Result, free_result, role, parameters, members, call)                                 \
  static gpointer verb##_run (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, \
                              GError **error)                                                                       \
  {                                                                                                                 \
    G_GNUC_UNUSED const NhAsyncArgs *args = data;                                                                   \
                                                                                                                    \
    return (gpointer) (gintptr) (call);                                                                             \
  }                                                                                                                 \
                                                                                                                    \
  void verb##_async (NH_UNWRAP parameters, GCancellable *cancellable, GAsyncReadyCallback callback,                 \
                     gpointer user_data)                                                                            \
  {                                                                                                                 \
    NhAsyncArgs args = { NH_UNWRAP members };                                                                       \
                                                                                                                    \
    nh_ledger_run (ledger, role, verb##_run, g_memdup2 (&args, sizeof args), nh_async_args_free,                    \
                   (GDestroyNotify) (free_result), cancellable, callback, user_data);                               \
  }                                                                                                                 \
                                                                                                                    \
  Result verb##_finish (NhLedger *ledger, GAsyncResult *result, GError **error)                                     \
  {                                                                                                                 \
    g_return_val_if_fail (g_async_result_is_tagged (result, verb##_run), (Result) 0);                               \
                                                                                                                    \
    return (Result) (gintptr) nh_ledger_run_finish (ledger, result, error);                                         \
  }
