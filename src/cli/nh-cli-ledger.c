/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on the whole file: new, units, import-units, backup, restore, verify, history, undo. */

#include "nh-cli.h"

#include "nh-backup.h"
#include "nh-catalog-data.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-history-undo.h"
#include "nh-i18n.h"
#include "nh-store.h"

static GBytes *
read_list (const char *path, GError **error)
{
  char *text;
  gsize length;

  if (g_file_get_contents (path, &text, &length, error))
    return g_bytes_new_take (text, length);
  nh_error_prefix (error, _ ("read the list of units"));
  return NULL;
}

/* The owner of a new ledger. It must be a unit of the season, since only those can have records. NULL on error. */
static const NhUnit *
find_owner (NhCatalog *catalog, const NhCliOptions *options, GError **error)
{
  NhDate season = nh_catalog_season_day (options->year);
  gint64 id = nh_cli_find_unit (catalog, options->unit, options->year, error);
  const NhUnit *unit = id != 0 ? nh_catalog_get_unit (catalog, id) : NULL;
  g_autofree char *day = nh_date_format (season);

  if (unit == NULL || nh_catalog_unit_valid (catalog, id, season))
    return unit;
  nh_cli_usage (error,
                _ ("%s is not a unit of the season %d, whose units are those of %s. Choose the unit it was then."),
                unit->title, options->year, day);
  return NULL;
}

static gboolean
read_role (const char *text, const NhUnit *unit, NhRole *role, GError **error)
{
  *role = unit->level == NH_LEVEL_COMMUNE ? NH_ROLE_COMMUNE : NH_ROLE_PROVINCE;
  if (text == NULL)
    return TRUE;
  *role = g_str_equal (text, "commune") ? NH_ROLE_COMMUNE : NH_ROLE_PROVINCE;
  return *role == NH_ROLE_COMMUNE || g_str_equal (text, "province") ||
         nh_cli_usage (error, _ ("The role is “commune” or “province”, not “%s”."), text);
}

gboolean
nh_cli_new (const NhCliOptions *options, GError **error)
{
  NhLedgerSpec spec = { 0 };
  g_autoptr (GBytes) more_units = NULL;
  g_autoptr (NhCatalog) catalog = NULL;
  const NhUnit *unit;

  if (options->unit == NULL || options->year == 0)
    return nh_cli_usage (error, _ ("“new” needs --unit CODE and --year YYYY."));
  if (!nh_cli_check_year (options->year, error))
    return FALSE;
  if (options->units != NULL && (more_units = read_list (options->units, error)) == NULL)
    return FALSE;
  catalog = nh_catalog_from_data (more_units, error);
  unit = catalog != NULL ? find_owner (catalog, options, error) : NULL;
  if (unit == NULL || !read_role (options->role, unit, &spec.role, error))
    return FALSE;
  spec.unit_code = unit->code;
  spec.unit_on = nh_catalog_season_day (options->year);
  spec.more_units = more_units;
  spec.year = options->year;
  if (!nh_ledger_create (options->words[0], &spec, error))
    return FALSE;
  g_print ("%s\n", unit->title);
  return TRUE;
}

typedef struct
{
  GBytes *units, *mapping;
  guint n_units;
} Import;

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

gboolean
nh_cli_import_units (const NhCliOptions *options, GError **error)
{
  g_autoptr (GBytes) units = NULL;
  g_autoptr (GBytes) mapping = NULL;
  g_autoptr (NhLedger) ledger = NULL;
  Import import;

  if (options->units == NULL)
    return nh_cli_usage (error, _ ("“import-units” needs --units LIST.csv."));
  if ((units = read_list (options->units, error)) == NULL ||
      (options->mapping != NULL && (mapping = read_list (options->mapping, error)) == NULL) ||
      (ledger = nh_cli_open (options, TRUE, error)) == NULL)
    return FALSE;
  import = (Import){ units, mapping, 0 };
  if (nh_ledger_call (ledger, NH_ON_WRITER, import_units, &import, NULL, error) == NULL)
    return FALSE;
  g_print ("%u\n", import.n_units);
  return TRUE;
}

gboolean
nh_cli_units (const NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "code", "title", "parent", "from", "to", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (NhLedger) ledger = NULL;
  NhDate on = nh_date_today ();
  NhCatalog *catalog;

  if (options->at != NULL && !nh_cli_parse_day (options->at, &on, error))
    return FALSE;
  ledger = nh_cli_open (options, FALSE, error);
  if (ledger == NULL)
    return FALSE;
  catalog = nh_ledger_get_catalog (ledger);
  units = nh_catalog_search_units (catalog, options->search != NULL ? options->search : "", on, 0);
  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];
      const NhUnit *parent = nh_catalog_get_unit (catalog, unit->parent);
      g_autofree char *from = nh_date_to_iso (unit->from);
      g_autofree char *to = nh_date_to_iso (unit->to);

      nh_cli_rows_add (rows, unit->code, unit->title, parent != NULL ? parent->title : "", from, to, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

static gpointer
make_backup (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_backup_make (connection, data, error);
}

gboolean
nh_cli_backup (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = nh_cli_open (options, TRUE, error);
  g_autofree char *path = NULL;

  if (ledger != NULL)
    path = nh_ledger_call (ledger, NH_ON_REPORTER, make_backup, (gpointer) options->out, NULL, error);
  if (path != NULL)
    g_print ("%s\n", path);
  return path != NULL;
}

gboolean
nh_cli_restore (const NhCliOptions *options, GError **error)
{
  if (options->from == NULL)
    return nh_cli_usage (error, _ ("“restore” needs --from FILE, a backup of the ledger."));
  return nh_backup_restore (options->words[0], options->from, error);
}

gboolean
nh_cli_verify (const NhCliOptions *options, GError **error)
{
  if (!nh_backup_verify (options->words[0], error))
    return FALSE;
  g_print ("%s\n", _ ("The ledger is sound."));
  return TRUE;
}

/* Arguments of read_history(). */
typedef struct
{
  const char *uuid;
  const NhRecordType *type;
  gint64 id;
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
      nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("read the history"), _ ("the ledger has no record %s."),
                    question->uuid);
      return NULL;
    }
  return nh_history_list (connection, 0, question->type, question->id, 0, error);
}

gboolean
nh_cli_history (const NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "change", "at", "by", "action", "type", "record", "before", "after", "why", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  HistoryQuestion question = { .uuid = options->record };
  g_autoptr (NhLedger) ledger = nh_cli_open (options, FALSE, error);
  g_autoptr (GPtrArray) entries = NULL;

  if (ledger != NULL)
    entries = nh_ledger_call (ledger, NH_ON_READER, read_history, &question, NULL, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const NhHistoryEntry *entry = entries->pdata[i];
      g_autofree char *change = g_strdup_printf ("%" G_GINT64_FORMAT, entry->change);
      g_autofree char *record = g_strdup_printf ("%" G_GINT64_FORMAT, entry->record);

      nh_cli_rows_add (rows, change, entry->at, entry->by, entry->action, entry->type, record, entry->before,
                       entry->after, entry->why, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

static gpointer
undo (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_history_undo (connection, ledger, error);
}

gboolean
nh_cli_undo (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhLedger) ledger = nh_cli_open (options, TRUE, error);
  g_autofree char *sentence = ledger != NULL ? nh_ledger_call (ledger, NH_ON_WRITER, undo, NULL, NULL, error) : NULL;

  if (sentence != NULL)
    g_print ("%s\n", sentence);
  return sentence != NULL;
}
