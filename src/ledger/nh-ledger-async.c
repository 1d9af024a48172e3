/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-ledger-async.h"

NhAsyncArgs *
nh_async_args_new (const NhAsyncArgs *args)
{
  return g_memdup2 (args, sizeof *args);
}

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
