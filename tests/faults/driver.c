/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does with a disk, without a screen: driver VERB FOLDER works on a.ngayhoi there, as a page of the
 * window does. The exit status is 0 when it was told that all is done, 1 with the message that the user would read.
 * test-disk.py runs it on a disk that fails. */
#include <stdio.h>
#include <string.h>

#include "nh-backup.h"
#include "nh-date.h"
#include "nh-draft-keeper.h"
#include "nh-draft.h"
#include "nh-history-undo.h"
#include "nh-indicator.h"
#include "nh-point.h"
#include "nh-report.h"
#include "nh-sample.h"
#include "nh-save-queue.h"
#include "nh-setting.h"
#include "nh-settings.h"
#include "nh-sheet-writer.h"
#include "nh-store.h"

#define YEAR 2024
#define DRAFT_UUID "0191f3a0-0000-7000-8000-000000000001"

static const char *folder;

static char *
inside (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* As the main loop of the window does. */
static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static gpointer
read_ids (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = nh_connection_prepare (connection, "SELECT id FROM point WHERE deleted = 0", error);

  while (statement != NULL && nh_connection_step (connection, statement, "read", error) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  nh_statement_done (statement);
  return ids;
}

/* NULL with @error. */
static GArray *
get_ids (NhLedger *ledger, GError **error)
{
  return nh_ledger_call (ledger, NH_ON_READER, read_ids, NULL, NULL, error);
}

static NhRecord *
new_point (NhLedger *ledger, const char *place)
{
  NhRecord *draft = nh_record_new (&nh_point_type, nh_ledger_get_unit (ledger), YEAR);

  nh_record_set_text (draft, NH_POINT_PLACE, place);
  nh_record_set_text (draft, NH_POINT_PLACE_KIND, "thon");
  nh_record_set_text (draft, NH_POINT_STATUS, "held");
  nh_record_set_number (draft, NH_POINT_DATE_FROM, nh_date_new (YEAR, 8, 10));
  nh_record_set_number (draft, NH_POINT_ATTENDANCE, 77);
  return draft;
}

/* --- Verbs: TRUE when done --- */

/* F2 on all points. */
static gboolean
bulk_edit (NhLedger *ledger, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree NhSetMany *set = NULL;
  GArray *ids = get_ids (ledger, error);
  NhValue value = { .state = NH_VALUE_SET, .number = 555 };
  gint *done;

  if (ids == NULL)
    return FALSE;
  done = g_atomic_rc_box_new0 (gint);
  nh_store_set_many_async (ledger, &nh_point_type, ids, NH_POINT_ATTENDANCE, &value, NULL, done, NULL, on_result,
                           &result);
  set = nh_store_set_many_finish (ledger, wait_for (&result), error);
  g_atomic_rc_box_release (done);
  return set != NULL;
}

static gboolean
set_deleted (NhLedger *ledger, gboolean deleted, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GArray *ids = get_ids (ledger, error);

  if (ids == NULL)
    return FALSE;
  nh_store_set_deleted_async (ledger, &nh_point_type, ids, deleted, NULL, on_result, &result);
  return nh_store_set_deleted_finish (ledger, wait_for (&result), error);
}

static gboolean
delete_all (NhLedger *ledger, GError **error)
{
  return set_deleted (ledger, TRUE, error);
}

static gboolean
undo (NhLedger *ledger, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sentence = NULL;

  nh_history_undo_async (ledger, FALSE, NULL, on_result, &result);
  sentence = nh_history_undo_finish (ledger, wait_for (&result), error);
  return sentence != NULL;
}

static gboolean
redo (NhLedger *ledger, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sentence = NULL;

  nh_history_undo_async (ledger, TRUE, NULL, on_result, &result);
  sentence = nh_history_undo_finish (ledger, wait_for (&result), error);
  return sentence != NULL;
}

/* A card of the history page. */
static gboolean
undo_first (NhLedger *ledger, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sentence = NULL;

  nh_history_undo_change_async (ledger, 1, NULL, on_result, &result);
  sentence = nh_history_undo_change_finish (ledger, wait_for (&result), error);
  return sentence != NULL;
}

static void
on_saved (NhSaveQueue *queue, const NhSave *save, gpointer data)
{
  if (save->error != NULL)
    g_propagate_error (data, g_error_copy (save->error));
}

/* A form: what is typed is kept as a draft, then saved, and the draft removed. */
static gboolean
enter (NhLedger *ledger, GError **error)
{
  g_autoptr (NhDraftKeeper) keeper = nh_draft_keeper_new (ledger, NULL, NULL, NULL);
  g_autoptr (NhSaveQueue) queue = nh_save_queue_new (ledger);
  g_autoptr (NhRecord) draft = new_point (ledger, "Thôn Ba");
  g_autoptr (NhRecord) sealed = nh_record_seal (draft);
  g_autoptr (GError) problem = NULL;

  g_signal_connect (queue, "done", G_CALLBACK (on_saved), &problem);
  nh_draft_keeper_touch (keeper, draft);
  nh_draft_keeper_flush (keeper);
  nh_save_queue_push (queue, sealed, sealed);
  while (!nh_save_queue_is_idle (queue))
    g_main_context_iteration (NULL, TRUE);
  if (problem == NULL)
    nh_draft_keeper_forget (keeper, draft);
  nh_draft_keeper_finish (keeper);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The grid: several points as one change. */
static gboolean
enter_many (NhLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) sealed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (NhAdded) added = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *place = g_strdup_printf ("Thôn Lưới %d", i);
      g_autoptr (NhRecord) draft = new_point (ledger, place);

      g_ptr_array_add (sealed, nh_record_seal (draft));
    }
  nh_store_add_many_async (ledger, sealed, NULL, on_result, &result);
  added = nh_store_add_many_finish (ledger, wait_for (&result), error);
  g_assert (added == NULL || added->saved);
  return added != NULL;
}

static gpointer
keep_draft (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (
      nh_draft_keep (connection, "point", DRAFT_UUID, 0, 0, nh_ledger_get_unit (ledger), YEAR, data, error));
}

static gboolean
draft_in_ledger (NhLedger *ledger, GError **error)
{
  g_autoptr (NhRecord) draft = new_point (ledger, "Xóm Dở");
  g_autofree char *json = nh_draft_to_json (draft, NULL, NULL);

  return nh_ledger_call (ledger, NH_ON_WRITER, keep_draft, json, NULL, error) != NULL;
}

static gboolean
draft_mirrored (NhLedger *ledger, GError **error)
{
  g_autoptr (NhRecord) draft = new_point (ledger, "Xóm Dở");
  g_autofree char *json = nh_draft_to_json (draft, NULL, NULL);

  return nh_draft_mirror (nh_ledger_get_uuid (ledger), "point", DRAFT_UUID, 0, 0, nh_ledger_get_unit (ledger), YEAR,
                          json, error);
}

/* The letterhead's dialog. */
static gboolean
letterhead (NhLedger *ledger, GError **error)
{
  GHashTable *settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GAsyncResult) result = NULL;

  g_hash_table_insert (settings, g_strdup ("signer.name"), g_strdup ("Trần Văn Ký"));
  g_hash_table_insert (settings, g_strdup ("place"), g_strdup ("Cẩm Bình"));
  nh_setting_set_all_async (ledger, settings, NULL, on_result, &result);
  return nh_setting_set_all_finish (ledger, wait_for (&result), error);
}

static gboolean
year (NhLedger *ledger, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  nh_year_set_async (ledger, YEAR - 1, NULL, on_result, &result);
  return nh_year_set_finish (ledger, wait_for (&result), error);
}

static gpointer
write_copy (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_backup_make_copy (connection, data, error);
}

/* As nh-export.c does it. */
static gboolean
send_copy (NhLedger *ledger, GError **error)
{
  g_autofree char *path = inside ("copy.ngayhoi");
  g_autofree char *made = nh_ledger_call (ledger, NH_ON_REPORTER, write_copy, path, NULL, error);

  return made != NULL;
}

typedef struct
{
  NhSheet *sheet;
  char *path;
} Export;

static gpointer
write_sheet (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Export *export = data;

  return GINT_TO_POINTER (nh_sheet_write (export->sheet, export->path, cancellable, error));
}

/* The page of reports: made for the preview, then written as nh-export.c does it. */
static gboolean
export_as (NhLedger *ledger, const char *name, GError **error)
{
  const NhReportRequest request = { .unit = nh_ledger_get_unit (ledger), .year = YEAR };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (NhMadeReport) made = NULL;
  g_autofree char *path = inside (name);
  Export export;

  nh_report_make_async (ledger, nh_report_find ("points"), &request, NULL, on_result, &result);
  made = nh_report_make_finish (ledger, wait_for (&result), error);
  if (made == NULL)
    return FALSE;
  export = (Export){ made->sheet, path };
  return nh_ledger_call (ledger, NH_ON_REPORTER, write_sheet, &export, NULL, error) != NULL;
}

static gboolean
export_xlsx (NhLedger *ledger, GError **error)
{
  return export_as (ledger, "out.xlsx", error);
}

static gboolean
export_pdf (NhLedger *ledger, GError **error)
{
  return export_as (ledger, "out.pdf", error);
}

/* What a start sees: the drafts, and the settings. */
static gboolean
look (NhLedger *ledger, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_auto (GStrv) recent = nh_settings_get_recent ();

  nh_draft_list_async (ledger, NULL, on_result, &result);
  drafts = nh_draft_list_finish (ledger, wait_for (&result), error);
  if (drafts == NULL)
    return FALSE;
  printf ("%u drafts, %u ledgers\n", drafts->len, g_strv_length (recent));
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*run) (NhLedger *ledger, GError **error);
} verbs[] = {
  { "bulk-edit", bulk_edit },
  { "delete", delete_all },
  { "undo", undo },
  { "redo", redo },
  { "undo-first", undo_first },
  { "enter", enter },
  { "enter-many", enter_many },
  { "draft", draft_in_ledger },
  { "mirror", draft_mirrored },
  { "letterhead", letterhead },
  { "year", year },
  { "send-copy", send_copy },
  { "export-xlsx", export_xlsx },
  { "export-pdf", export_pdf },
  { "look", look },
};

/* Nothing is promised of the settings: a write that fails is tried again with the next change. */
static gboolean
settings (const char *path)
{
  nh_settings_add_recent (path);
  nh_settings_set_text_size (120);
  nh_settings_flush ();
  return TRUE;
}

static gboolean
run (const char *verb, const char *path, GError **error)
{
  g_autoptr (NhLedger) ledger = NULL;
  gboolean done = FALSE;

  if (g_str_equal (verb, "settings"))
    return settings (path);
  if (g_str_equal (verb, "sample"))
    return nh_sample_make (path, error);
  ledger = nh_ledger_open (path, NH_OPEN_DEFAULT, error);
  if (ledger == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verb, verbs[i].name))
      done = verbs[i].run (ledger, error);
  nh_ledger_close (ledger);
  return done;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_assert (argc == 3);
  nh_i18n_init (NH_LANGUAGE_ENGLISH);
  nh_indicators_init ();
  folder = argv[2];
  path = inside ("a.ngayhoi");
  if (run (argv[1], path, &error))
    return 0;
  fprintf (stderr, "%s\n", error != NULL ? error->message : "failed without an error");
  return 1;
}
