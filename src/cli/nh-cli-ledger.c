/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs on the file as a whole: new, units, backup, restore, verify, history, undo. */

#include "nh-cli.h"

#include "nh-backup.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-store.h"
#include "nh-year.h"

static gpointer
set_year (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_year_set (connection, GPOINTER_TO_INT (data), error));
}

static GBytes *
read_list (const char *path, GError **error)
{
  char *text;
  gsize length;

  if (g_file_get_contents (path, &text, &length, error))
    return g_bytes_new_take (text, length);
  nh_error_prefix (error, _("read the list of units"));
  return NULL;
}

static NhExit
create_ledger (const char *path, const NhUnit *unit, NhDate on, NhRole role, GBytes *more_units, int year)
{
  NhLedgerSpec spec = { .unit_code = unit->code, .unit_on = on, .role = role, .more_units = more_units };
  GError *error = NULL;
  NhLedger *ledger;

  if (!nh_ledger_create (path, &spec, &error))
    return nh_cli_fail (error);
  ledger = nh_ledger_open (path, NH_OPEN_DEFAULT, &error);
  if (ledger == NULL)
    return nh_cli_fail (error);
  nh_ledger_call (ledger, NH_ON_WRITER, set_year, GINT_TO_POINTER (year), NULL, &error);
  nh_cli_close (ledger);
  if (error != NULL)
    return nh_cli_fail (error);
  g_print ("%s\n", unit->title);
  return NH_EXIT_DONE;
}

NhExit
nh_cli_new (const NhCliOptions *options)
{
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GBytes) more_units = NULL;
  const NhUnit *unit;
  GError *error = NULL;
  NhRole role;
  gint64 id;

  if (options->unit == NULL || options->year == 0)
    return nh_cli_usage (_("“new” needs --unit CODE and --year YYYY."));
  if (options->year < 2005 || options->year > 2199)
    return nh_cli_usage (_("The year must be between 2005, when the festival began, and 2199."));
  if (options->units != NULL && (more_units = read_list (options->units, &error)) == NULL)
    return nh_cli_fail (error);
  catalog = nh_catalog_from_data (more_units, &error);
  if (catalog == NULL)
    return nh_cli_fail (error);
  id = nh_cli_find_unit (catalog, options->unit, options->year, &error);
  if (id == 0)
    return nh_cli_fail (error);
  unit = nh_catalog_get_unit (catalog, id);
  role = unit->level == NH_LEVEL_COMMUNE ? NH_ROLE_COMMUNE : NH_ROLE_PROVINCE;
  if (options->role != NULL && g_str_equal (options->role, "commune"))
    role = NH_ROLE_COMMUNE;
  else if (options->role != NULL && g_str_equal (options->role, "province"))
    role = NH_ROLE_PROVINCE;
  else if (options->role != NULL)
    return nh_cli_usage (_("The role is “commune” or “province”, not “%s”."), options->role);
  return create_ledger (options->words[0], unit,
                        nh_catalog_unit_valid (catalog, id, nh_catalog_season_day (options->year)) ? nh_catalog_season_day (options->year)
                                                                                                   : unit->from,
                        role, more_units, options->year);
}

typedef struct { GBytes *units, *mapping; guint n_units; } Import;

static gpointer
import_units (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *import = data;
  gsize units_length, mapping_length = 0;
  const char *units = g_bytes_get_data (import->units, &units_length);
  const char *mapping = import->mapping != NULL ? g_bytes_get_data (import->mapping, &mapping_length) : NULL;

  if (!nh_catalog_import_units (connection, units, units_length, mapping, mapping_length, &import->n_units, error))
    return NULL;
  nh_ledger_note_catalog (ledger);
  return GINT_TO_POINTER (TRUE);
}

NhExit
nh_cli_import_units (const NhCliOptions *options)
{
  g_autoptr (GBytes) units = NULL;
  g_autoptr (GBytes) mapping = NULL;
  GError *error = NULL;
  NhLedger *ledger;
  Import import;

  if (options->units == NULL)
    return nh_cli_usage (_("“import-units” needs --units LIST.csv."));
  if ((units = read_list (options->units, &error)) == NULL ||
      (options->mapping != NULL && (mapping = read_list (options->mapping, &error)) == NULL))
    return nh_cli_fail (error);
  ledger = nh_cli_open (options->words[0], TRUE, &error);
  if (ledger == NULL)
    return nh_cli_fail (error);
  import = (Import) { units, mapping, 0 };
  nh_ledger_call (ledger, NH_ON_WRITER, import_units, &import, NULL, &error);
  nh_cli_close (ledger);
  if (error != NULL)
    return nh_cli_fail (error);
  g_print ("%u\n", import.n_units);
  return NH_EXIT_DONE;
}

NhExit
nh_cli_units (const NhCliOptions *options)
{
  const char *const titles[] = { "code", "title", "parent", "from", "to", NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  NhDate on = nh_date_today ();
  GError *error = NULL;
  NhLedger *ledger;
  GPtrArray *units;

  if (!nh_cli_check_format (options->format, "table|csv|tsv", &error) ||
      (options->at != NULL && !nh_cli_parse_day (options->at, &on, &error)))
    return nh_cli_fail (error);
  ledger = nh_cli_open (options->words[0], FALSE, &error);
  if (ledger == NULL)
    return nh_cli_fail (error);

  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autoptr (GPtrArray) found = options->search != NULL ? nh_catalog_search_units (catalog, options->search, on, G_MAXUINT) : NULL;
  units = found != NULL ? found : nh_catalog_get_units (catalog);
  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];
      const NhUnit *parent = nh_catalog_get_unit (catalog, unit->parent);
      char **cells;

      if (!nh_catalog_unit_valid (catalog, unit->id, on))
        continue;
      cells = g_new0 (char *, 6);
      cells[0] = g_strdup (unit->code);
      cells[1] = g_strdup (unit->title);
      cells[2] = g_strdup (parent != NULL ? parent->title : "");
      cells[3] = nh_date_to_iso (unit->from);
      cells[4] = nh_date_to_iso (unit->to);
      g_ptr_array_add (rows, cells);
    }
  nh_cli_print_table (titles, rows, options->format);
  nh_cli_close (ledger);
  return NH_EXIT_DONE;
}

static gpointer
make_backup (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_backup_make (connection, data, error);
}

NhExit
nh_cli_backup (const NhCliOptions *options)
{
  GError *error = NULL;
  NhLedger *ledger = nh_cli_open (options->words[0], TRUE, &error);
  g_autofree char *path = NULL;

  if (ledger == NULL)
    return nh_cli_fail (error);
  path = nh_ledger_call (ledger, NH_ON_WRITER, make_backup, options->out, NULL, &error);
  nh_cli_close (ledger);
  if (path == NULL)
    return nh_cli_fail (error);
  g_print ("%s\n", path);
  return NH_EXIT_DONE;
}

NhExit
nh_cli_restore (const NhCliOptions *options)
{
  GError *error = NULL;

  if (options->from == NULL)
    return nh_cli_usage (_("“restore” needs --from FILE, a backup of the ledger."));
  if (!nh_backup_restore (options->words[0], options->from, &error))
    return nh_cli_fail (error);
  return NH_EXIT_DONE;
}

NhExit
nh_cli_verify (const NhCliOptions *options)
{
  GError *error = NULL;

  if (!nh_backup_verify (options->words[0], &error))
    return nh_cli_fail (error);
  g_print ("%s\n", _("The ledger is sound."));
  return NH_EXIT_DONE;
}

/* What `history` asks the reader for. */
typedef struct
{
  const char         *uuid;
  const NhRecordType *type;
  gint64              id;
} HistoryQuestion;

static gpointer
read_history (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  HistoryQuestion *question = data;

  for (const NhRecordType *const *type = nh_record_types (); question->uuid != NULL && *type != NULL; type++)
    {
      g_autoptr (NhRecord) record = nh_store_find (connection, ledger, *type, question->uuid, NULL);

      if (record == NULL)
        continue;
      question->type = *type;
      question->id = nh_record_get_info (record)->id;
    }
  if (question->uuid != NULL && question->type == NULL)
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _("read the history"), _("the ledger has no record %s."), question->uuid);
      return NULL;
    }
  return nh_history_list (connection, question->type, question->id, 0, error);
}

NhExit
nh_cli_history (const NhCliOptions *options)
{
  const char *const titles[] = { "change", "at", "by", "action", "type", "record", "before", "after", "why", NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  HistoryQuestion question = { .uuid = options->record };
  g_autoptr (GPtrArray) entries = NULL;
  GError *error = NULL;
  NhLedger *ledger;

  if (!nh_cli_check_format (options->format, "table|csv|tsv", &error))
    return nh_cli_fail (error);
  ledger = nh_cli_open (options->words[0], FALSE, &error);
  if (ledger == NULL)
    return nh_cli_fail (error);
  entries = nh_ledger_call (ledger, NH_ON_READER, read_history, &question, NULL, &error);
  nh_cli_close (ledger);
  if (entries == NULL)
    return nh_cli_fail (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const NhHistoryEntry *entry = entries->pdata[i];
      char **cells = g_new0 (char *, 10);

      cells[0] = g_strdup_printf ("%" G_GINT64_FORMAT, entry->change);
      cells[1] = g_strdup (entry->at);
      cells[2] = g_strdup (entry->by);
      cells[3] = g_strdup (entry->action);
      cells[4] = g_strdup (entry->type);
      cells[5] = g_strdup_printf ("%" G_GINT64_FORMAT, entry->record);
      cells[6] = g_strdup (entry->before);
      cells[7] = g_strdup (entry->after);
      cells[8] = g_strdup (entry->why);
      g_ptr_array_add (rows, cells);
    }
  nh_cli_print_table (titles, rows, options->format);
  return NH_EXIT_DONE;
}

static gpointer
undo (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_history_undo (connection, ledger, error);
}

NhExit
nh_cli_undo (const NhCliOptions *options)
{
  GError *error = NULL;
  NhLedger *ledger = nh_cli_open (options->words[0], TRUE, &error);
  g_autofree char *sentence = NULL;

  if (ledger == NULL)
    return nh_cli_fail (error);
  sentence = nh_ledger_call (ledger, NH_ON_WRITER, undo, NULL, NULL, &error);
  nh_cli_close (ledger);
  if (sentence == NULL)
    return nh_cli_fail (error);
  g_print ("%s\n", sentence);
  return NH_EXIT_DONE;
}
