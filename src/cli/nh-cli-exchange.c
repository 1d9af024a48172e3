/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands of a province: invite, enrol, receive, board, accept, return. */

#include "nh-cli.h"

#include <string.h>

#include "nh-base32.h"
#include "nh-board.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-partner.h"
#include "nh-receive.h"
#include "nh-reception.h"
#include "nh-text.h"

/* Arguments of the functions on a worker. */
typedef struct
{
  const NhCliOptions *options;
  gint64 unit; /* 0: not given */
  int year;
  NhDate deadline;
  NhDate day; /* received on */
  const char *state;
  const char *reason;
  GPtrArray *rows; /* to print */
  guint n_for_person;
} Task;

/* Opens the ledger and reads year and unit. */
static NhLedger *
open_task (Task *task, const NhCliOptions *options, gboolean to_write, GError **error)
{
  g_autoptr (NhLedger) ledger = nh_cli_open (options, to_write, error);

  if (ledger == NULL)
    return NULL;
  task->options = options;
  task->year = nh_cli_year (ledger, options);
  if (options->unit != NULL &&
      (task->unit = nh_cli_find_unit (nh_ledger_get_catalog (ledger), options->unit, task->year, error)) == 0)
    return NULL;
  return g_steal_pointer (&ledger);
}

/* --- Inviting --- */

static gpointer
invite (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;

  return nh_invitation_make (connection, ledger, task->year, task->deadline, error);
}

static gpointer
load_keys (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_keys_load (connection, error);
}

gboolean
nh_cli_invite (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (NhKeys) keys = NULL;
  g_autofree char *code = NULL;
  Task task = { 0 };

  if (options->out == NULL || options->year == 0)
    return nh_cli_usage (error, _ ("“invite” needs --year YYYY and --out FILE."));
  if (!nh_cli_check_year (options->year, error) ||
      (options->deadline != NULL && !nh_cli_parse_day (options->deadline, &task.deadline, error)))
    return FALSE;
  ledger = open_task (&task, options, TRUE, error);
  if (ledger == NULL)
    return FALSE;
  file = nh_ledger_call (ledger, NH_ON_WRITER, invite, &task, NULL, error);
  if (file == NULL ||
      !nh_file_replace_contents (options->out, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), error))
    return FALSE;
  keys = nh_ledger_call (ledger, NH_ON_READER, load_keys, NULL, NULL, error);
  if (keys == NULL)
    return FALSE;
  code = nh_public_keys_get_code (nh_keys_get_public (keys));
  g_print ("%s\n", code);
  return TRUE;
}

/* A slip that was not used yet stays: it may have been handed out. */
static gboolean
enrol_unit (NhConnection *connection, const NhUnit *unit, GPtrArray *rows, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *code = nh_slip_get (connection, unit->id, &problem);
  g_autofree char *slip = NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (code != NULL)
    slip = nh_slip_show (code);
  else
    {
      slip = nh_slip_new ();
      code = nh_slip_read (slip);
      if (!nh_slip_set (connection, unit->id, code, error))
        return FALSE;
    }
  nh_cli_rows_add (rows, unit->code, unit->title, slip, NULL);
  return TRUE;
}

static gpointer
enrol (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autoptr (GPtrArray) units = NULL;
  gboolean done = TRUE;

  if (!nh_is_province (connection))
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("make the enrolment slips"),
                    _ ("this is the ledger of a commune. Only a province enrols units."));
      return NULL;
    }
  units = nh_catalog_get_below (catalog, nh_ledger_get_unit (ledger), NH_LEVEL_COMMUNE,
                                nh_catalog_season_day (task->year));
  if (!nh_connection_begin (connection, _ ("make the enrolment slips"), error))
    return NULL;
  if (task->unit != 0)
    done = enrol_unit (connection, nh_catalog_get_unit (catalog, task->unit), task->rows, error);
  for (guint i = 0; task->unit == 0 && done && i < units->len; i++)
    done = enrol_unit (connection, units->pdata[i], task->rows, error);
  return GINT_TO_POINTER (nh_connection_finish (connection, done, _ ("make the enrolment slips"), error));
}

gboolean
nh_cli_enrol (const NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "unit", "title", "slip", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  Task task = { .rows = rows };
  g_autoptr (NhLedger) ledger = open_task (&task, options, TRUE, error);

  if (ledger == NULL || nh_ledger_call (ledger, NH_ON_WRITER, enrol, &task, NULL, error) == NULL)
    return FALSE;
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

/* --- Receiving --- */

static void
print_figures (const NhReception *reception)
{
  for (guint i = 0; i < reception->figures->len; i++)
    {
      const NhFigureChange *change = reception->figures->pdata[i];

      g_print ("    %s: %s → %s\n", change->title, *change->before != '\0' ? change->before : "–",
               *change->after != '\0' ? change->after : "–");
    }
}

static void
print_field (NhCatalog *catalog, const NhDifference *difference, guint field)
{
  g_autofree char *before = nh_record_format (difference->before, field, catalog);
  g_autofree char *after = nh_record_format (difference->after, field, catalog);

  g_print ("      %s: %s → %s\n", _ (nh_record_get_record_type (difference->after)->fields[field].title), before,
           after);
}

static void
print_difference (NhCatalog *catalog, const NhDifference *difference)
{
  NhRecord *shown = difference->after != NULL ? difference->after : difference->before;
  g_autofree char *title = nh_record_get_title (shown, catalog);
  g_autoptr (GArray) fields = NULL;
  const NhRecordType *type = nh_record_get_record_type (shown);

  g_print ("    %c %s: %s\n",
           difference->before == NULL  ? '+'
           : difference->after == NULL ? '-'
                                       : '~',
           _ (type->title), title);
  if (difference->before == NULL || difference->after == NULL)
    return;
  fields = nh_record_diff (difference->before, difference->after);
  for (guint i = 0; i < fields->len; i++)
    if (g_array_index (fields, guint, i) < type->n_fields)
      print_field (catalog, difference, g_array_index (fields, guint, i));
}

static void
print_reception (const NhReception *reception, gpointer data)
{
  NhCatalog *catalog = nh_ledger_get_catalog (data);
  GPtrArray *differences = reception->records.differences;

  g_print ("%s: %s", reception->path, nh_verdict_get_title (reception->verdict));
  if (reception->version != 0)
    g_print (" · %s · %d · %d", reception->unit_name, reception->year, reception->version);
  if (*reception->reason != '\0')
    g_print (" (%s)", reception->reason);
  g_print ("\n");
  if (*reception->message != '\0')
    g_print ("    %s\n", reception->message);
  if (!reception->taken)
    return;
  g_print ("    +%u ~%u -%u\n", reception->records.added, reception->records.changed, reception->records.deleted);
  if (differences == NULL)
    return;
  print_figures (reception);
  for (guint i = 0; i < differences->len; i++)
    print_difference (catalog, differences->pdata[i]);
}

static void
add_reception (const NhReception *reception, gpointer rows)
{
  g_autofree char *year = g_strdup_printf ("%d", reception->year);
  g_autofree char *version = g_strdup_printf ("%d", reception->version);
  g_autofree char *added = g_strdup_printf ("%u", reception->records.added);
  g_autofree char *changed = g_strdup_printf ("%u", reception->records.changed);
  g_autofree char *deleted = g_strdup_printf ("%u", reception->records.deleted);

  nh_cli_rows_add (rows, reception->path, nh_verdict_get_name (reception->verdict), reception->taken ? "1" : "0",
                   reception->unit != NULL ? reception->unit->code : "", reception->unit_name, year, version, added,
                   changed, deleted, reception->code, reception->message, NULL);
}

static gpointer
receive (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  const NhCliOptions *options = task->options;
  gboolean table = task->rows != NULL;
  const NhReceiveOptions how = {
    .trial = options->dry_run != NULL,
    .code = options->code,
    .reason = task->reason,
    .day = task->day,
    .received = table ? add_reception : print_reception,
    .data = table ? (gpointer) task->rows : ledger,
  };

  return GINT_TO_POINTER (nh_receive (connection, ledger, (const char *const *) options->words + 1, &how,
                                      &task->n_for_person, cancellable, error));
}

gboolean
nh_cli_receive (const NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "file",  "verdict", "taken",   "unit", "title",   "year", "version",
                                 "added", "changed", "deleted", "code", "message", NULL };
  g_autoptr (GPtrArray) rows = g_strcmp0 (options->format, "tsv") == 0 ? nh_cli_rows_new () : NULL;
  g_autofree char *reason = options->reason != NULL ? nh_text_clean (options->reason) : NULL;
  Task task = { .rows = rows, .reason = reason };
  g_autoptr (NhLedger) ledger = NULL;
  gboolean done;

  if (options->at != NULL && !nh_cli_parse_day (options->at, &task.day, error))
    return FALSE;
  ledger = open_task (&task, options, TRUE, error);
  if (ledger == NULL)
    return FALSE;
  done = nh_ledger_call (ledger, NH_ON_WRITER, receive, &task, NULL, error) != NULL;
  if (rows != NULL)
    nh_cli_print_table (titles, rows, options->format);
  return done && task.n_for_person == 0;
}

/* --- States --- */

static gpointer
read_board (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_board_read (connection, ledger, ((Task *) data)->year, error);
}

static void
add_board_row (GPtrArray *rows, const NhBoardRow *row, gboolean for_person)
{
  g_autofree char *version = row->version != 0 ? g_strdup_printf ("%d", row->version) : g_strdup ("");
  g_autofree char *counted = row->counted != 0 ? g_strdup_printf ("%d", row->counted) : g_strdup ("");
  g_autofree char *day = nh_date_to_iso (row->day);

  nh_cli_rows_add (rows, row->unit->code, row->unit->title,
                   for_person ? nh_board_state_get_title (row->state) : nh_board_state_get_name (row->state),
                   row->late ? (for_person ? _ ("late") : "late") : "", version, counted, day, row->reason, NULL);
}

gboolean
nh_cli_board (const NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "unit", "title", "state", "late", "version", "counted", "day", "reason", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new (), board = NULL;
  Task task = { 0 };
  g_autoptr (NhLedger) ledger = open_task (&task, options, FALSE, error);

  if (ledger != NULL)
    board = nh_ledger_call (ledger, NH_ON_READER, read_board, &task, NULL, error);
  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < board->len; i++)
    add_board_row (rows, board->pdata[i], options->format == NULL || g_str_equal (options->format, "table"));
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

static gpointer
set_state (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;

  return GINT_TO_POINTER (
      nh_reception_set_state (connection, ledger, task->unit, task->year, task->state, task->reason, error));
}

static gpointer
set_day (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Task *task = data;

  return GINT_TO_POINTER (
      nh_reception_set_day (connection, ledger, task->unit, task->year, task->day, task->reason, error));
}

gboolean
nh_cli_received (const NhCliOptions *options, GError **error)
{
  g_autofree char *reason = options->reason != NULL ? nh_text_clean (options->reason) : NULL;
  Task task = { .reason = reason };
  g_autoptr (NhLedger) ledger = NULL;

  if (options->unit == NULL || options->at == NULL)
    return nh_cli_usage (error, _ ("“received” needs --unit CODE and --at DATE."));
  if (!nh_cli_parse_day (options->at, &task.day, error))
    return FALSE;
  ledger = open_task (&task, options, TRUE, error);
  return ledger != NULL && nh_ledger_call (ledger, NH_ON_WRITER, set_day, &task, NULL, error) != NULL;
}

static gboolean
change_state (const NhCliOptions *options, const char *state, GError **error)
{
  g_autofree char *reason = options->reason != NULL ? nh_text_clean (options->reason) : NULL;
  Task task = { .state = state, .reason = reason };
  g_autoptr (NhLedger) ledger = NULL;

  if (options->unit == NULL)
    return nh_cli_usage (error, _ ("This command needs --unit CODE."));
  ledger = open_task (&task, options, TRUE, error);
  return ledger != NULL && nh_ledger_call (ledger, NH_ON_WRITER, set_state, &task, NULL, error) != NULL;
}

gboolean
nh_cli_accept (const NhCliOptions *options, GError **error)
{
  return change_state (options, "accepted", error);
}

gboolean
nh_cli_return (const NhCliOptions *options, GError **error)
{
  return change_state (options, "returned", error);
}
