/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on single records that were handed in: duplicates, remark and reply at the province, read-reply and
 * proposals at a commune. */

#include "nh-cli.h"

#include <string.h>

#include "nh-board.h"
#include "nh-duplicate.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-remark.h"
#include "nh-reply.h"
#include "nh-store.h"
#include "nh-text.h"

/* Arguments of the functions on a worker. */
typedef struct
{
  const NhCliOptions *options;
  gint64 unit;
  int year;
  const char *reason;
  guint n_skipped;
  int n_taken;
} Task;

/* --- Reported by two units --- */

static gpointer
find_duplicates (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_duplicate_find (connection, ledger, ((Task *) data)->year, error);
}

gboolean
nh_cli_duplicates (const NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "type", "title", "first", "unit", "second", "unit", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new (), found = NULL;
  g_autoptr (NhLedger) ledger = nh_cli_open (options, FALSE, error);
  Task task = { .options = options };
  NhCatalog *catalog;

  if (ledger == NULL)
    return FALSE;
  task.year = nh_cli_year (ledger, options);
  found = nh_ledger_call (ledger, NH_ON_READER, find_duplicates, &task, NULL, error);
  if (found == NULL)
    return FALSE;
  catalog = nh_ledger_get_catalog (ledger);
  for (guint i = 0; i < found->len; i++)
    {
      const NhDuplicate *pair = found->pdata[i];
      const NhRecordInfo *first = nh_record_get_info (pair->first), *second = nh_record_get_info (pair->second);
      g_autofree char *title = nh_record_get_title (pair->first, catalog);

      nh_cli_rows_add (rows, nh_record_get_record_type (pair->first)->name, title, first->uuid,
                       nh_catalog_get_unit (catalog, first->unit)->title, second->uuid,
                       nh_catalog_get_unit (catalog, second->unit)->title, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

static gpointer
mark (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhCliOptions *options = ((Task *) data)->options;

  return GINT_TO_POINTER (nh_duplicate_mark (connection, ledger, options->record, options->of, error));
}

gboolean
nh_cli_duplicate (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = NULL;
  Task task = { .options = options };

  if (options->record == NULL)
    return nh_cli_usage (error, _ ("“duplicate” needs --record UUID."));
  ledger = nh_cli_open (options, TRUE, error);
  return ledger != NULL && nh_ledger_call (ledger, NH_ON_WRITER, mark, &task, NULL, error) != NULL;
}

/* --- At the province --- */

/* The typed value in the form in which it is kept. (transfer full) */
static char *
read_value (NhRecord *record, const char *field, const char *typed, NhCatalog *catalog, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  int index = nh_record_type_field (type, field);
  const NhParseContext context = { catalog, nh_record_get_day (record), nh_record_get_day (record) };
  g_auto (NhValue) value = NH_VALUE_INIT;

  if (index < 0)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("remark on the record"), _ ("there is no such field: “%s”."), field);
      return NULL;
    }
  if (!nh_kind_parse (&type->fields[index], typed, &context, &value, error))
    return NULL;
  return nh_kind_to_canonical (&type->fields[index], &value);
}

static gpointer
remark (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;
  const NhCliOptions *options = task->options;
  const char *word = options->n_words > 1 ? options->words[1] : NULL;
  const char *typed = word != NULL ? strchr (word, '=') : NULL;
  g_autofree char *field = word != NULL ? g_strndup (word, strcspn (word, "=")) : NULL;
  g_autofree char *value = NULL;

  for (const NhRecordType *const *type = nh_record_types (); typed != NULL && *type != NULL; type++)
    {
      g_autoptr (NhRecord) record = nh_store_find (connection, ledger, *type, options->record, NULL);

      if (record != NULL &&
          (value = read_value (record, field, typed + 1, nh_ledger_get_catalog (ledger), error)) == NULL)
        return NULL;
    }
  return GINT_TO_POINTER (nh_remark_add (connection, ledger, options->record, field, value, task->reason, error));
}

gboolean
nh_cli_remark (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = NULL;
  g_autofree char *reason = nh_text_clean (options->reason);
  Task task = { .options = options, .reason = reason };

  if (options->record == NULL)
    return nh_cli_usage (error, _ ("“remark” needs --record UUID and --reason TEXT."));
  ledger = nh_cli_open (options, TRUE, error);
  return ledger != NULL && nh_ledger_call (ledger, NH_ON_WRITER, remark, &task, NULL, error) != NULL;
}

static gpointer
read_board (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_board_read (connection, ledger, ((Task *) data)->year, error);
}

static gpointer
make_reply (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;

  return nh_reply_make (connection, ledger, task->unit, task->year, error);
}

/* "18676 Xã Thiên Cầm 2026 bản 2.ngayhoi-phieu" */
static gboolean
write_reply (NhLedger *ledger, Task *task, const NhBoardRow *row, GError **error)
{
  g_autoptr (GBytes) file = NULL;
  g_autofree char *name = g_strdup_printf ("%s %s %d-%d" NH_ENVELOPE_REPLY_SUFFIX, row->unit->code, row->unit->title,
                                           task->year, row->version);
  g_autofree char *path = g_build_filename (task->options->out, name, NULL);

  task->unit = row->unit->id;
  file = nh_ledger_call (ledger, NH_ON_WRITER, make_reply, task, NULL, error);
  if (file == NULL ||
      !nh_file_replace_contents (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), error))
    return FALSE;
  g_print ("%s\n", path);
  return TRUE;
}

gboolean
nh_cli_reply (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = NULL;
  g_autoptr (GPtrArray) board = NULL;
  Task task = { .options = options };
  gint64 wanted = 0;

  if (options->out == NULL)
    return nh_cli_usage (error, _ ("“reply” needs --out DIR."));
  ledger = nh_cli_open (options, TRUE, error);
  if (ledger == NULL)
    return FALSE;
  task.year = nh_cli_year (ledger, options);
  if (options->unit != NULL &&
      (wanted = nh_cli_find_unit (nh_ledger_get_catalog (ledger), options->unit, task.year, error)) == 0)
    return FALSE;
  board = nh_ledger_call (ledger, NH_ON_READER, read_board, &task, NULL, error);
  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < board->len; i++)
    {
      const NhBoardRow *row = board->pdata[i];

      if (row->version != 0 && (wanted == 0 || wanted == row->unit->id) && !write_reply (ledger, &task, row, error))
        return FALSE;
    }
  return TRUE;
}

/* --- At a commune --- */

static gpointer
read_reply (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_reply_read_file (connection, ledger, data, error);
}

static gpointer
list_remarks (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;

  return nh_remark_list_open (connection, task->unit, task->year, error);
}

static void
print_remarks (GPtrArray *remarks, const char *format)
{
  const char *const titles[] = { "type", "record", "field", "from", "to", "why", "answer", "reason", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();

  for (guint i = 0; i < remarks->len; i++)
    {
      const NhRemark *one = remarks->pdata[i];

      nh_cli_rows_add (rows, one->type->name, one->uuid, one->field, one->old != NULL ? one->old : "",
                       one->new != NULL ? one->new : "", one->why, one->answer, one->answer_why, NULL);
    }
  nh_cli_print_table (titles, rows, format);
}

gboolean
nh_cli_read_reply (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = nh_cli_open (options, TRUE, error);
  g_autoptr (NhReply) reply = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  Task task = { .options = options };

  if (ledger != NULL)
    reply = nh_ledger_call (ledger, NH_ON_WRITER, read_reply, options->words[1], NULL, error);
  if (reply == NULL)
    return FALSE;
  task.unit = reply->unit;
  task.year = reply->year;
  remarks = nh_ledger_call (ledger, NH_ON_READER, list_remarks, &task, NULL, error);
  if (remarks == NULL)
    return FALSE;
  g_print ("%d\t%d\t%s\t%s\t%s\n", reply->year, reply->version, reply->state, reply->received, reply->reason);
  if (!reply->is_last)
    g_print ("%s\n", _ ("It is about an earlier version than the last one. Nothing was changed."));
  if (reply->locked)
    g_print (_ ("The province has accepted the year %d: it is locked here.\n"), reply->year);
  for (guint i = 0; i < reply->figures->len; i++)
    g_print ("%s\n", (const char *) reply->figures->pdata[i]);
  print_remarks (remarks, "tsv");
  return TRUE;
}

static gpointer
take (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  const char *uuid = g_str_equal (task->options->take, "all") ? NULL : task->options->take;

  task->n_taken = nh_remark_take (connection, ledger, task->unit, task->year, uuid, &task->n_skipped, error);
  return GINT_TO_POINTER (task->n_taken >= 0);
}

static gpointer
decline (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;
  const char *uuid = g_str_equal (task->options->decline, "all") ? NULL : task->options->decline;

  return GINT_TO_POINTER (nh_remark_decline (connection, task->unit, task->year, uuid, task->reason, error));
}

gboolean
nh_cli_proposals (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = nh_cli_open (options, options->take != NULL || options->decline != NULL, error);
  g_autofree char *reason = nh_text_clean (options->reason);
  g_autoptr (GPtrArray) remarks = NULL;
  Task task = { .options = options, .reason = reason };

  if (ledger == NULL)
    return FALSE;
  task.year = nh_cli_year (ledger, options);
  task.unit = nh_ledger_get_unit (ledger);
  if (options->unit != NULL &&
      (task.unit = nh_cli_find_unit (nh_ledger_get_catalog (ledger), options->unit, task.year, error)) == 0)
    return FALSE;
  if (options->take != NULL && nh_ledger_call (ledger, NH_ON_WRITER, take, &task, NULL, error) == NULL)
    return FALSE;
  if (options->decline != NULL && nh_ledger_call (ledger, NH_ON_WRITER, decline, &task, NULL, error) == NULL)
    return FALSE;
  remarks = nh_ledger_call (ledger, NH_ON_READER, list_remarks, &task, NULL, error);
  if (remarks == NULL)
    return FALSE;
  print_remarks (remarks, options->format);
  if (task.n_skipped > 0)
    g_printerr (ngettext ("%u proposal was not set: the value is another one by now.\n",
                          "%u proposals were not set: the values are other ones by now.\n", task.n_skipped),
                task.n_skipped);
  return task.n_skipped == 0;
}
