/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-history-jobs.h"

#define ID_BITS 48

gint64
nh_bin_key (const NhRecordRef *ref)
{
  const NhRecordType *const *types = nh_record_types ();
  gint64 index = 0;

  while (types[index] != ref->type && types[index] != NULL)
    index++;
  return index << ID_BITS | ref->id;
}

NhRecordRef
nh_bin_ref (gint64 key)
{
  return (NhRecordRef) { nh_record_types ()[key >> ID_BITS], key & ((G_GINT64_CONSTANT (1) << ID_BITS) - 1) };
}

/* What a job is given. Which members count follows from the job. */
typedef struct
{
  NhChangeQuery changes;
  NhBinQuery bin;
  GArray *ids;               /* owned (nullable) */
  guint limit;
  gint64 change;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  nh_change_query_clear (&job->changes);
  nh_bin_query_clear (&job->bin);
  g_clear_pointer (&job->ids, g_array_unref);
  g_free (job);
}

static void
free_array (gpointer data)
{
  g_array_unref (data);
}

static void
free_pointers (gpointer data)
{
  g_ptr_array_unref (data);
}

static const gint64 *
ids_of (const Job *job)
{
  return (const gint64 *) (gpointer) job->ids->data;
}

static NhRecordRef *
make_refs (const Job *job)
{
  NhRecordRef *refs = g_new0 (NhRecordRef, job->ids->len);

  for (guint i = 0; i < job->ids->len; i++)
    refs[i] = nh_bin_ref (ids_of (job)[i]);
  return refs;
}

/* --- changes -------------------------------------------------------------------------------------------------------------- */

static gpointer
run_change_ids (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nh_change_ids (connection, &job->changes, error);
}

void
nh_job_change_ids (NhLedger *ledger, NhChangeQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->changes = *query;
  nh_ledger_run (ledger, NH_ON_READER, run_change_ids, job, job_free, free_array, cancellable, callback, user_data);
}

static gpointer
run_changes (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nh_change_fetch (connection, ledger, ids_of (job), job->ids->len, job->limit, NULL, 0, error);
}

void
nh_job_changes (NhLedger *ledger, GArray *ids, guint n_records, GCancellable *cancellable,
                GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->ids = ids;
  job->limit = n_records;
  nh_ledger_run (ledger, NH_ON_READER, run_changes, job, job_free, free_pointers, cancellable, callback, user_data);
}

static gpointer
run_record_changes (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->ids = nh_change_ids (connection, &job->changes, error);
  if (job->ids == NULL)
    return NULL;
  return nh_change_fetch (connection, ledger, ids_of (job), MIN (job->ids->len, job->limit), 1, job->changes.type, job->changes.record, error);
}

void
nh_job_record_changes (NhLedger *ledger, const NhRecordType *type, gint64 id, guint limit, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->changes.type = type;
  job->changes.record = id;
  job->limit = limit;
  nh_ledger_run (ledger, NH_ON_READER, run_record_changes, job, job_free, free_pointers, cancellable, callback, user_data);
}

static gpointer
run_undo_change (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_history_undo_change (connection, ledger, ((Job *) data)->change, error);
}

void
nh_job_undo_change (NhLedger *ledger, gint64 change, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->change = change;
  nh_ledger_run (ledger, NH_ON_WRITER, run_undo_change, job, job_free, g_free, NULL, callback, user_data);
}

/* --- the recycle bin ------------------------------------------------------------------------------------------------------ */

static gpointer
run_bin_keys (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) refs = nh_bin_list (connection, ledger, &((Job *) data)->bin, error);
  GArray *keys;

  if (refs == NULL)
    return NULL;
  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), refs->len);
  for (guint i = 0; i < refs->len; i++)
    {
      gint64 key = nh_bin_key (&g_array_index (refs, NhRecordRef, i));

      g_array_append_val (keys, key);
    }
  return keys;
}

void
nh_job_bin_keys (NhLedger *ledger, NhBinQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->bin = *query;
  nh_ledger_run (ledger, NH_ON_READER, run_bin_keys, job, job_free, free_array, cancellable, callback, user_data);
}

static gpointer
run_bin (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autofree NhRecordRef *refs = make_refs (job);

  return nh_bin_fetch (connection, ledger, refs, job->ids->len, error);
}

void
nh_job_bin (NhLedger *ledger, GArray *keys, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->ids = keys;
  nh_ledger_run (ledger, NH_ON_READER, run_bin, job, job_free, free_pointers, cancellable, callback, user_data);
}

static gpointer
run_bin_restore (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autofree NhRecordRef *refs = make_refs (job);
  gint64 before = nh_history_newest (connection);
  gint64 change;

  if (!nh_store_restore_all (connection, ledger, refs, job->ids->len, NULL, error))
    return NULL;
  change = nh_history_newest (connection);
  if (change == before)
    change = 0;
  return g_memdup2 (&change, sizeof change);
}

void
nh_job_bin_restore (NhLedger *ledger, GArray *keys, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->ids = keys;
  nh_ledger_run (ledger, NH_ON_WRITER, run_bin_restore, job, job_free, g_free, NULL, callback, user_data);
}
