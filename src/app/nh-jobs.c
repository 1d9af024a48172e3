/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-jobs.h"

#include "nh-catalog-store.h"
#include "nh-draft.h"
#include "nh-error.h"
#include "nh-figures.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-ranking.h"
#include "nh-setting.h"
#include "nh-store.h"
#include "nh-year.h"

/* What a job is given. Which members count follows from the job. */
typedef struct
{
  const NhRecordType *type;
  NhQuery  *query;       /* owned */
  GArray   *ids;         /* owned */
  NhRecord *record;      /* owned, sealed */
  char     *name;        /* owned */
  NhValue   value;       /* owned */
  gint     *done;        /* owned: a box, counted up (nullable) */
  gint64    id;
  int       year;
  guint     limit;
  gboolean  redo;
  gboolean  deleted;
} Job;

static Job *
job_new (const NhRecordType *type)
{
  Job *job = g_new0 (Job, 1);

  job->type = type;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->query, nh_query_free);
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_object (&job->record);
  g_free (job->name);
  nh_value_clear (&job->value);
  g_clear_pointer (&job->done, g_atomic_rc_box_release);
  g_free (job);
}

void
nh_listed_free (NhListed *listed)
{
  if (listed == NULL)
    return;
  g_clear_pointer (&listed->ids, g_array_unref);
  g_clear_pointer (&listed->set, gtk_bitset_unref);
  g_free (listed);
}

void
nh_sums_free (NhSums *sums)
{
  if (sums == NULL)
    return;
  g_free (sums->sums);
  g_free (sums);
}

void
nh_loaded_free (NhLoaded *loaded)
{
  if (loaded == NULL)
    return;
  g_clear_object (&loaded->record);
  g_clear_object (&loaded->last_year);
  g_free (loaded);
}

void
nh_outline_free (NhOutline *outline)
{
  if (outline == NULL)
    return;
  g_free (outline->counts);
  g_clear_pointer (&outline->years, g_array_unref);
  g_clear_object (&outline->season);
  g_free (outline->saved_at);
  g_free (outline);
}

void
nh_overview_free (NhOverview *overview)
{
  if (overview == NULL)
    return;
  g_clear_pointer (&overview->ranked, g_ptr_array_unref);
  g_clear_pointer (&overview->figures, nh_figures_free);
  g_clear_pointer (&overview->last_year, nh_figures_free);
  g_free (overview);
}

static void
free_overview (gpointer data)
{
  nh_overview_free (data);
}

static void
free_listed (gpointer data)
{
  nh_listed_free (data);
}

static void
free_sums (gpointer data)
{
  nh_sums_free (data);
}

static void
free_loaded (gpointer data)
{
  nh_loaded_free (data);
}

static void
free_outline (gpointer data)
{
  nh_outline_free (data);
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

/* --- ids, rows, sums ------------------------------------------------------------------------------------------------------ */

static gpointer
run_first_ids (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nh_query_first (connection, ledger, job->query, job->limit, error);
}

void
nh_job_first_ids (NhLedger *ledger, NhQuery *query, guint limit, GCancellable *cancellable,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (query->type);

  job->query = query;
  job->limit = limit;
  nh_ledger_run (ledger, NH_ON_READER, run_first_ids, job, job_free, free_array, cancellable, callback, user_data);
}

GtkBitset *
nh_job_set_of_ids (GArray *ids)
{
  GtkBitset *set = gtk_bitset_new_empty ();

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (id > 0 && id <= G_MAXUINT)
        gtk_bitset_add (set, (guint) id);
    }
  return set;
}

static gpointer
run_ids (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  GArray *ids = job->limit > 0 ? nh_query_ids (connection, ledger, job->query, job->limit, error)
                               : nh_query_ids_from (connection, ledger, job->query, job->ids, error);
  NhListed *listed;

  if (ids == NULL)
    return NULL;
  listed = g_new0 (NhListed, 1);
  listed->ids = ids;
  listed->whole = job->limit == 0 || ids->len < job->limit;
  listed->set = nh_job_set_of_ids (ids);
  return listed;
}

void
nh_job_ids (NhLedger *ledger, NhQuery *query, guint limit, GArray *first, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (query->type);

  job->query = query;
  job->limit = limit;
  job->ids = first;
  nh_ledger_run (ledger, NH_ON_LISTER, run_ids, job, job_free, free_listed, cancellable, callback, user_data);
}

static gpointer
run_fetch (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nh_store_fetch (connection, ledger, job->type, (const gint64 *) (gpointer) job->ids->data, job->ids->len, error);
}

void
nh_job_fetch (NhLedger *ledger, const NhRecordType *type, GArray *ids, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (type);

  job->ids = ids;
  nh_ledger_run (ledger, NH_ON_READER, run_fetch, job, job_free, free_pointers, cancellable, callback, user_data);
}

static gpointer
run_sums (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (NhSums) sums = g_new0 (NhSums, 1);

  sums->sums = g_new0 (gint64, job->type->n_fields);
  if (!nh_query_sums (connection, ledger, job->query, &sums->count, &sums->uncounted, sums->sums, error))
    return NULL;
  return g_steal_pointer (&sums);
}

void
nh_job_sums (NhLedger *ledger, NhQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (query->type);

  job->query = query;
  nh_ledger_run (ledger, NH_ON_LISTER, run_sums, job, job_free, free_sums, cancellable, callback, user_data);
}

/* --- filters kept by name ------------------------------------------------------------------------------------------------- */

static gpointer
run_filters (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_filter_list (connection, ((Job *) data)->type, error);
}

void
nh_job_filters (NhLedger *ledger, const NhRecordType *type, GAsyncReadyCallback callback, gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_READER, run_filters, job_new (type), job_free, free_pointers, NULL, callback, user_data);
}

static gpointer
run_keep_filter (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return GINT_TO_POINTER (nh_filter_keep (connection, job->type, job->name, job->query->filter, error));
}

void
nh_job_keep_filter (NhLedger *ledger, const NhRecordType *type, const char *name, const NhFilter *filter,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (type);

  job->name = g_strdup (name);
  job->query = nh_query_new (type);
  job->query->filter = nh_filter_copy (filter);
  nh_ledger_run (ledger, NH_ON_WRITER, run_keep_filter, job, job_free, NULL, NULL, callback, user_data);
}

/* --- one record ----------------------------------------------------------------------------------------------------------- */

static gpointer
run_load (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (NhLoaded) loaded = g_new0 (NhLoaded, 1);
  g_autoptr (GError) reason = NULL;

  loaded->record = nh_store_get (connection, ledger, job->type, job->id, &reason);
  if (loaded->record == NULL)
    {
      if (reason != NULL && !g_error_matches (reason, NH_ERROR, NH_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  loaded->last_year = nh_store_get_last_year (connection, ledger, loaded->record, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  return g_steal_pointer (&loaded);
}

void
nh_job_load (NhLedger *ledger, const NhRecordType *type, gint64 id, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (type);

  job->id = id;
  nh_ledger_run (ledger, NH_ON_READER, run_load, job, job_free, free_loaded, cancellable, callback, user_data);
}

static gpointer
run_last_year (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nh_store_get_last_year (connection, ledger, job->record, error);
}

static void
run_sealed (NhLedger *ledger, NhWorkerRole role, NhLedgerFunc func, NhRecord *sealed, GDestroyNotify free_result,
            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (nh_record_get_record_type (sealed));

  job->record = g_object_ref (sealed);
  nh_ledger_run (ledger, role, func, job, job_free, free_result, cancellable, callback, user_data);
}

void
nh_job_last_year (NhLedger *ledger, NhRecord *sealed, GCancellable *cancellable,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  run_sealed (ledger, NH_ON_READER, run_last_year, sealed, g_object_unref, cancellable, callback, user_data);
}

static gpointer
run_check (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) problems = nh_store_check (connection, ledger, job->record, error);

  if (problems == NULL || !nh_figures_check (connection, ledger, job->record, problems, error))
    return NULL;
  return g_steal_pointer (&problems);
}

void
nh_job_check (NhLedger *ledger, NhRecord *sealed, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  run_sealed (ledger, NH_ON_READER, run_check, sealed, free_pointers, cancellable, callback, user_data);
}

static gpointer
run_save (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (NhRecord) draft = nh_record_edit (job->record);

  return nh_store_save (connection, ledger, draft, NULL, error);
}

void
nh_job_save (NhLedger *ledger, NhRecord *sealed, GAsyncReadyCallback callback, gpointer user_data)
{
  run_sealed (ledger, NH_ON_WRITER, run_save, sealed, g_object_unref, NULL, callback, user_data);
}

void
nh_added_free (NhAdded *added)
{
  g_ptr_array_unref (added->problems);
  g_free (added);
}

static void
free_added (gpointer data)
{
  nh_added_free (data);
}

static gboolean
check_each (NhConnection *connection, NhLedger *ledger, GPtrArray *records, NhAdded *added, GError **error)
{
  g_ptr_array_set_size (added->problems, 0);
  added->saved = TRUE;
  for (guint i = 0; i < records->len; i++)
    {
      GPtrArray *problems = nh_store_check (connection, ledger, g_ptr_array_index (records, i), error);

      if (problems == NULL)
        return FALSE;
      g_ptr_array_add (added->problems, problems);
      added->saved = added->saved && !nh_problems_block (problems);
    }
  return TRUE;
}

/* The records as they now stand: for the rules that look at what else the ledger has, the others of the many among it. */
static GPtrArray *
find_each (NhConnection *connection, NhLedger *ledger, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    {
      NhRecord *record = g_ptr_array_index (records, i);
      NhRecord *saved = nh_store_find (connection, ledger, nh_record_get_record_type (record), nh_record_get_info (record)->uuid, error);

      if (saved == NULL)
        return NULL;
      g_ptr_array_add (found, saved);
    }
  return g_steal_pointer (&found);
}

static gpointer
run_add_many (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *sealed = data;
  g_autoptr (NhAdded) added = g_new0 (NhAdded, 1);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) saved = NULL;

  added->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  if (!check_each (connection, ledger, sealed, added, error))
    return NULL;
  if (!added->saved)
    return g_steal_pointer (&added);
  for (guint i = 0; i < sealed->len; i++)
    g_ptr_array_add (drafts, nh_record_edit (g_ptr_array_index (sealed, i)));
  if (!nh_store_save_many (connection, ledger, drafts, "insert", NULL, error))
    return NULL;
  /* They are saved whatever this finds out. */
  saved = find_each (connection, ledger, sealed, NULL);
  if (saved != NULL && !check_each (connection, ledger, saved, added, NULL))
    g_ptr_array_set_size (added->problems, 0);
  added->saved = TRUE;
  return g_steal_pointer (&added);
}

void
nh_job_add_many (NhLedger *ledger, GPtrArray *sealed, GAsyncReadyCallback callback, gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_WRITER, run_add_many, g_ptr_array_ref (sealed), (GDestroyNotify) g_ptr_array_unref, free_added, NULL,
                 callback, user_data);
}

/* --- bin, undo ------------------------------------------------------------------------------------------------------------ */

static gpointer
run_set_deleted (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return GINT_TO_POINTER (nh_store_set_deleted (connection, ledger, job->type, (const gint64 *) (gpointer) job->ids->data, job->ids->len,
                                                job->deleted, NULL, error));
}

void
nh_job_set_deleted (NhLedger *ledger, const NhRecordType *type, GArray *ids, gboolean deleted, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (type);

  job->ids = ids;
  job->deleted = deleted;
  nh_ledger_run (ledger, NH_ON_WRITER, run_set_deleted, job, job_free, NULL, NULL, callback, user_data);
}

static gpointer
run_set_many (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autofree NhSetMany *result = g_new0 (NhSetMany, 1);

  if (!nh_store_set_many (connection, ledger, job->type, (const gint64 *) (gpointer) job->ids->data, job->ids->len, (guint) job->id,
                          &job->value, job->done, result, cancellable, error))
    return NULL;
  return g_steal_pointer (&result);
}

void
nh_job_set_many (NhLedger *ledger, const NhRecordType *type, GArray *ids, guint field, const NhValue *value, gint *done,
                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (type);

  job->ids = ids;
  job->id = field;
  job->done = g_atomic_rc_box_acquire (done);
  nh_value_copy (value, &job->value);
  nh_ledger_run (ledger, NH_ON_WRITER, run_set_many, job, job_free, g_free, cancellable, callback, user_data);
}

static gpointer
run_undo (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return job->redo ? nh_history_redo (connection, ledger, error) : nh_history_undo (connection, ledger, error);
}

void
nh_job_undo (NhLedger *ledger, gboolean redo, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (NULL);

  job->redo = redo;
  nh_ledger_run (ledger, NH_ON_WRITER, run_undo, job, job_free, g_free, NULL, callback, user_data);
}

/* --- the frame of the window ---------------------------------------------------------------------------------------------- */

static gboolean
count_types (NhConnection *connection, NhLedger *ledger, Job *job, NhOutline *outline, GError **error)
{
  const NhRecordType *const *types = nh_record_types ();
  guint n = 0;

  while (types[n] != NULL)
    n++;
  outline->counts = g_new0 (gint64, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NhQuery) query = nh_query_new (types[i]);

      query->unit = job->id;
      query->year = job->year;
      if (!nh_query_sums (connection, ledger, query, &outline->counts[i], NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
run_outline (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (NhOutline) outline = g_new0 (NhOutline, 1);
  g_autoptr (GError) reason = NULL;

  if (!count_types (connection, ledger, job, outline, error))
    return NULL;
  outline->years = nh_year_list (connection, ledger, error);
  if (outline->years == NULL)
    return NULL;
  outline->season = nh_store_get_season (connection, ledger, job->id, job->year, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  outline->saved_at = nh_connection_get_text (connection, "SELECT at FROM change ORDER BY id DESC LIMIT 1");
  if (outline->saved_at == NULL)
    outline->saved_at = g_strdup ("");
  outline->can_undo = !nh_ledger_is_read_only (ledger) && nh_history_can_undo (connection);
  outline->can_redo = !nh_ledger_is_read_only (ledger) && nh_history_can_redo (connection);
  return g_steal_pointer (&outline);
}

void
nh_job_outline (NhLedger *ledger, gint64 unit, int year, GCancellable *cancellable,
                GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (NULL);

  job->id = unit;
  job->year = year;
  nh_ledger_run (ledger, NH_ON_READER, run_outline, job, job_free, free_outline, cancellable, callback, user_data);
}

static gpointer
run_import_units (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  guint n = 0;

  if (!g_file_get_contents (data, &text, &length, error))
    {
      nh_error_prefix (error, _("read the list of units"));
      return NULL;
    }
  if (!nh_catalog_import_units (connection, text, length, NULL, 0, &n, error))
    return NULL;
  nh_ledger_note_catalog (ledger);
  return GUINT_TO_POINTER (n);
}

void
nh_job_import_units (NhLedger *ledger, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_WRITER, run_import_units, g_strdup (path), g_free, NULL, NULL, callback, user_data);
}

/* Units beside each other; where there is but one, its points. */
static GPtrArray *
rank (NhConnection *connection, NhLedger *ledger, Job *job, NhOverview *overview, GError **error)
{
  if (nh_figures_get_rows (overview->figures)->len > 0)
    return nh_ranking_of_units (overview->figures, overview->last_year, nh_ledger_get_catalog (ledger));
  return nh_ranking_of_points (connection, ledger, job->id, job->year, NH_OVERVIEW_POINTS, error);
}

static gpointer
run_overview (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (NhOverview) overview = g_new0 (NhOverview, 1);

  overview->figures = nh_figures_compute (connection, ledger, job->id, job->year, NH_DATE_NONE, error);
  if (overview->figures == NULL)
    return NULL;
  overview->last_year = nh_figures_compute (connection, ledger, job->id, job->year - 1, NH_DATE_NONE, error);
  overview->ranked = overview->last_year != NULL ? rank (connection, ledger, job, overview, error) : NULL;
  return overview->ranked != NULL ? g_steal_pointer (&overview) : NULL;
}

void
nh_job_overview (NhLedger *ledger, gint64 unit, int year, GCancellable *cancellable,
                 GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (NULL);

  job->id = unit;
  job->year = year;
  nh_ledger_run (ledger, NH_ON_READER, run_overview, job, job_free, free_overview, cancellable, callback, user_data);
}

static gpointer
run_problems (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  const NhRecordType *const *types = nh_record_types ();
  g_autofree gint64 *counts = NULL;
  guint n = 0;

  while (types[n] != NULL)
    n++;
  counts = g_new0 (gint64, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NhQuery) query = nh_query_new (types[i]);

      query->unit = job->id;
      query->year = job->year;
      query->filter = nh_filter_new (types[i]);
      query->filter->problems = TRUE;
      if (!nh_query_sums (connection, ledger, query, &counts[i], NULL, NULL, error))
        return NULL;
    }
  return g_steal_pointer (&counts);
}

void
nh_job_problems (NhLedger *ledger, gint64 unit, int year, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (NULL);

  job->id = unit;
  job->year = year;
  nh_ledger_run (ledger, NH_ON_REPORTER, run_problems, job, job_free, g_free, cancellable, callback, user_data);
}

static gpointer
run_drafts (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_draft_list (connection, ledger, error);
}

void
nh_job_drafts (NhLedger *ledger, GAsyncReadyCallback callback, gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_READER, run_drafts, NULL, NULL, free_pointers, NULL, callback, user_data);
}

/* --- reports -------------------------------------------------------------------------------------------------------------- */

static gpointer
run_settings (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_setting_all (connection, error);
}

static void
free_table (gpointer data)
{
  g_hash_table_unref (data);
}

void
nh_job_settings (NhLedger *ledger, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_READER, run_settings, NULL, NULL, free_table, cancellable, callback, user_data);
}

static gpointer
run_keep_settings (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  GHashTableIter iter;
  gpointer name, text;

  if (!nh_connection_begin (connection, _("keep the setting"), error))
    return NULL;
  g_hash_table_iter_init (&iter, data);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (!nh_setting_set (connection, name, text, error))
      {
        nh_connection_rollback (connection);
        return NULL;
      }
  return GINT_TO_POINTER (nh_connection_commit (connection, _("keep the setting"), error));
}

void
nh_job_keep_settings (NhLedger *ledger, GHashTable *settings, GAsyncReadyCallback callback, gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_WRITER, run_keep_settings, settings, free_table, NULL, NULL, callback, user_data);
}

/* What a report is made of. */
typedef struct
{
  const NhReport *report;
  NhReportRequest request;   /* with a frame of its own */
} ReportJob;

static void
report_job_free (gpointer data)
{
  ReportJob *job = data;

  g_clear_pointer (&job->request.frame, g_hash_table_unref);
  g_free (job);
}

void
nh_made_report_free (NhMadeReport *made)
{
  if (made == NULL)
    return;
  g_clear_pointer (&made->sheet, nh_sheet_unref);
  g_clear_pointer (&made->pages, nh_pages_unref);
  g_free (made);
}

static void
free_made_report (gpointer data)
{
  nh_made_report_free (data);
}

static gpointer
run_report (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  ReportJob *job = data;
  g_autoptr (NhMadeReport) made = g_new0 (NhMadeReport, 1);

  made->sheet = job->report->build (connection, ledger, &job->request, error);
  if (made->sheet == NULL)
    return NULL;
  made->pages = nh_pages_new (made->sheet, cancellable);
  return made->pages != NULL ? g_steal_pointer (&made) : NULL;
}

static GHashTable *
copy_table (GHashTable *table)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (text));
  return copy;
}

void
nh_job_report (NhLedger *ledger, const NhReport *report, const NhReportRequest *request, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  ReportJob *job = g_new0 (ReportJob, 1);

  job->report = report;
  job->request = *request;
  job->request.frame = request->frame != NULL ? copy_table (request->frame) : NULL;
  nh_ledger_run (ledger, NH_ON_REPORTER, run_report, job, report_job_free, free_made_report, cancellable, callback, user_data);
}

static gpointer
run_references (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nh_store_offer_references (connection, ledger, job->type, job->id, job->year, error);
}

void
nh_job_references (NhLedger *ledger, const NhRecordType *type, gint64 unit, int year, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (type);

  job->id = unit;
  job->year = year;
  nh_ledger_run (ledger, NH_ON_READER, run_references, job, job_free, g_object_unref, cancellable, callback, user_data);
}
