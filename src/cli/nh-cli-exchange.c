/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands of a province: invite, enrol, receive, board, accept, return. */

#include "nh-cli.h"

#include "nh-base32.h"
#include "nh-board.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-partner.h"
#include "nh-receive-files.h"
#include "nh-reception.h"

/* --- Inviting --- */

gboolean
nh_cli_invite (NhCliOptions *options, GError **error)
{
  g_autoptr (GBytes) file = NULL;
  g_autoptr (NhKeys) keys = NULL;
  g_autofree char *code = NULL;
  NhDate deadline = NH_DATE_NONE;

  if (!nh_cli_check_year (options->year, error) ||
      (options->deadline != NULL && !nh_cli_parse_day (options->deadline, &deadline, error)))
    return FALSE;
  file = nh_invitation_make (options->connection, options->ledger, options->year, deadline, error);
  keys = nh_cli_write_file (options->out, file, error) ? nh_keys_load (options->connection, error) : NULL;
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

/* A slip for a unit that has a key is made only when it is named: it lets another key in. */
static gboolean
needs_slip (const NhCliOptions *options, const NhUnit *unit, gboolean *needs, GError **error)
{
  NhPublicKeys keys;
  gboolean found = FALSE;

  if (options->unit == NULL && !nh_partner_get (options->connection, unit->id, &keys, &found, error))
    return FALSE;
  *needs = !found;
  return TRUE;
}

/* The units to enrol. (transfer full); NULL with @error */
static GPtrArray *
list_units (const NhCliOptions *options, GError **error)
{
  gint64 unit = nh_cli_unit (options, error);
  GPtrArray *units;

  if (unit == 0)
    return NULL;
  if (options->unit == NULL)
    return nh_catalog_get_below (options->catalog, unit, NH_LEVEL_COMMUNE,
                                 nh_catalog_season_day (nh_cli_year (options)));
  units = g_ptr_array_new ();
  g_ptr_array_add (units, (gpointer) nh_catalog_get_unit (options->catalog, unit));
  return units;
}

gboolean
nh_cli_enrol (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "unit", "title", "slip", NULL };
  const char *action = _ ("make the enrolment slips");
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (GPtrArray) units = list_units (options, error);
  gboolean done = TRUE;

  if (units == NULL)
    return FALSE;
  if (!nh_is_province (options->connection))
    {
      nh_error_set (error, NH_ERROR_INVALID, action,
                    _ ("this is the ledger of a commune. Only a province enrols units."));
      return FALSE;
    }
  if (!nh_connection_begin (options->connection, action, error))
    return FALSE;
  for (guint i = 0; done && i < units->len; i++)
    {
      gboolean needs = FALSE;

      done = needs_slip (options, units->pdata[i], &needs, error) &&
             (!needs || enrol_unit (options->connection, units->pdata[i], rows, error));
    }
  if (!nh_connection_finish (options->connection, done, action, error))
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
print_answers (GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const NhRemark *answer = answers->pdata[i];
      g_autofree char *text = nh_remark_describe_answer (answer);

      g_print ("    %s %s %s: %s\n", answer->type->name, answer->uuid, answer->field, text != NULL ? text : "");
    }
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
  print_answers (reception->answers);
  if ((!reception->taken && differences == NULL) || reception->verdict == NH_VERDICT_WAITING)
    return; /* nothing was changed */
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

gboolean
nh_cli_receive (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "file",  "verdict", "taken",   "unit", "title",   "year", "version",
                                 "added", "changed", "deleted", "code", "message", NULL };
  g_autoptr (GPtrArray) rows = g_strcmp0 (options->format, "tsv") == 0 ? nh_cli_rows_new () : NULL;
  NhReceiveOptions how = {
    .trial = options->dry_run != NULL,
    .code = options->code,
    .reason = options->reason,
    .received = rows != NULL ? add_reception : print_reception,
    .data = rows != NULL ? (gpointer) rows : options->ledger,
  };
  g_auto (GStrv) paths = nh_receive_list_files ((const char *const *) options->words + 1);
  guint n_for_person = 0;
  gboolean done;

  if (options->at != NULL && !nh_cli_parse_day (options->at, &how.day, error))
    return FALSE;
  done = nh_receive (options->connection, options->ledger, (const char *const *) paths, &how, &n_for_person, NULL,
                     error);
  if (rows != NULL)
    nh_cli_print_table (titles, rows, options->format);
  return done && n_for_person == 0;
}

/* --- States --- */

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
nh_cli_board (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "unit", "title", "state", "late", "version", "counted", "day", "reason", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (GPtrArray) board = nh_board_read (options->connection, options->ledger, nh_cli_year (options), error);

  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < board->len; i++)
    add_board_row (rows, board->pdata[i], options->format == NULL || g_str_equal (options->format, "table"));
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

gboolean
nh_cli_received (NhCliOptions *options, GError **error)
{
  gint64 unit;
  NhDate day;

  if (!nh_cli_parse_day (options->at, &day, error) || (unit = nh_cli_unit (options, error)) == 0)
    return FALSE;
  return nh_reception_set_day (options->connection, options->ledger, unit, nh_cli_year (options), day, options->reason,
                               error);
}

static gboolean
change_state (const NhCliOptions *options, const char *state, GError **error)
{
  gint64 unit = nh_cli_unit (options, error);

  return unit != 0 && nh_reception_set_state (options->connection, options->ledger, unit, nh_cli_year (options), state,
                                              options->reason, error);
}

gboolean
nh_cli_accept (NhCliOptions *options, GError **error)
{
  return change_state (options, "accepted", error);
}

gboolean
nh_cli_return (NhCliOptions *options, GError **error)
{
  return change_state (options, "returned", error);
}
