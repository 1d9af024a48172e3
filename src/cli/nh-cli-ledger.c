/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on the whole file: new, units, add-unit, import-units, backup, restore, verify, history, undo. */

#include "nh-cli.h"

#include "nh-backup.h"
#include "nh-catalog-data.h"
#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-history-undo.h"
#include "nh-i18n.h"
#include "nh-store.h"
#include "nh-text.h"
#include "nh-unit-list.h"

static gboolean
read_list (const char *path, char **text, gsize *length, GError **error)
{
  if (nh_file_read (path, NH_CATALOG_FILE_MOST, text, length, error))
    return TRUE;
  nh_error_prefix (error, _ ("read the list of units"));
  return FALSE;
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

/* A unit that is in no list: kind and name are owned. */
typedef NhUnit TypedUnit;

static void
typed_unit_clear (TypedUnit *unit)
{
  g_free (unit->kind);
  g_free (unit->name);
  g_free (unit->title);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TypedUnit, typed_unit_clear)

/* Kind and name of "Thị trấn Phố Châu". FALSE: it begins with no kind of unit. */
static gboolean
read_typed_unit (const char *title, gboolean has_parent, TypedUnit *unit, GError **error)
{
  g_autofree char *clean = nh_text_clean (title);
  g_auto (GStrv) words = g_strsplit (clean, " ", -1);

  for (guint n = 1; n <= 2 && g_strv_length (words) > n; n++)
    {
      g_autofree char *kind = n == 1 ? g_strdup (words[0]) : g_strdup_printf ("%s %s", words[0], words[1]);
      gboolean known;

      unit->level = nh_unit_level (kind, has_parent, &known);
      if (!known)
        continue;
      unit->kind = g_utf8_strdown (kind, -1);
      unit->name = g_strjoinv (" ", words + n);
      unit->title = nh_text_capitalize (clean);
      return TRUE;
    }
  return nh_cli_usage (error, _ ("“%s” does not begin with a kind of unit. Type it like “Xã Cẩm Nhượng”."), clean);
}

gboolean
nh_cli_new (NhCliOptions *options, GError **error)
{
  NhLedgerSpec spec = { .unit_on = nh_catalog_season_day (options->year), .year = options->year };
  g_auto (TypedUnit) typed = { 0 };
  g_autofree char *list = NULL;
  gsize length = 0;
  g_autoptr (GBytes) more_units = NULL;
  g_autoptr (NhCatalog) catalog = NULL;
  const NhUnit *unit = NULL;

  if (!nh_cli_check_year (options->year, error))
    return FALSE;
  if ((options->unit != NULL) == (options->typed_unit != NULL))
    return nh_cli_usage (error, _ ("Give the unit either by “--unit CODE” or by “--typed-unit TITLE”."));
  if (options->units != NULL && !read_list (options->units, &list, &length, error))
    return FALSE;
  more_units = list != NULL ? g_bytes_new_take (g_steal_pointer (&list), length) : NULL;
  if (options->typed_unit == NULL)
    {
      catalog = nh_catalog_from_data (more_units, error);
      unit = catalog != NULL ? find_owner (catalog, options, error) : NULL;
      spec.unit_code = unit != NULL ? unit->code : NULL;
    }
  else if (read_typed_unit (options->typed_unit, FALSE, &typed, error))
    unit = spec.typed_unit = &typed;
  spec.more_units = more_units;
  if (unit == NULL || !read_role (options->role, unit, &spec.role, error) ||
      !nh_ledger_create (options->words[0], &spec, error))
    return FALSE;
  g_print ("%s\n", unit->title);
  return TRUE;
}

/* Under --unit, else under the ledger's own. */
gboolean
nh_cli_add_unit (NhCliOptions *options, GError **error)
{
  g_auto (TypedUnit) unit = { .parent = nh_cli_unit (options, error) };

  if (unit.parent == 0 || !read_typed_unit (options->words[1], TRUE, &unit, error) ||
      (options->from != NULL && !nh_cli_parse_day (options->from, &unit.from, error)) ||
      (options->to != NULL && !nh_cli_parse_day (options->to, &unit.to, error)))
    return FALSE;
  unit.code = (char *) options->code;
  if (nh_catalog_add_unit (options->connection, &unit, error) == 0)
    return FALSE;
  nh_ledger_note_catalog (options->ledger);
  g_print ("%s\n", unit.title);
  return TRUE;
}

/* May an office add choices of its own to it? */
static gboolean
is_open_list (const char *list)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    for (guint i = 0; i < (*type)->n_fields; i++)
      if (((*type)->fields[i].flags & NH_FIELD_OPEN) != 0 && g_str_equal ((*type)->fields[i].codebook, list))
        return TRUE;
  return FALSE;
}

gboolean
nh_cli_add_choice (NhCliOptions *options, GError **error)
{
  const char *list = options->words[1], *title = options->words[2], *like = options->words[3];
  g_autofree char *code = NULL;

  if (!is_open_list (list))
    {
      nh_error_set (error, NH_ERROR_USAGE, _ ("add the choice"), _ ("there is no list “%s” to add to."), list);
      return FALSE;
    }
  code = nh_catalog_add_code (options->connection, nh_ledger_get_catalog (options->ledger), list, title, like, error);
  if (code == NULL)
    return FALSE;
  nh_ledger_note_catalog (options->ledger);
  g_print ("%s\n", code);
  return TRUE;
}

gboolean
nh_cli_import_units (NhCliOptions *options, GError **error)
{
  g_autofree char *units = NULL, *mapping = NULL;
  gsize units_length, mapping_length = 0;
  guint n_units;

  if (!read_list (options->units, &units, &units_length, error) ||
      (options->mapping != NULL && !read_list (options->mapping, &mapping, &mapping_length, error)) ||
      !nh_catalog_import_units (options->connection, units, units_length, mapping, mapping_length, &n_units, error))
    return FALSE;
  nh_ledger_note_catalog (options->ledger);
  g_print ("%u\n", n_units);
  return TRUE;
}

gboolean
nh_cli_units (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "code", "title", "parent", "from", "to", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (GPtrArray) units = NULL;
  NhDate on = nh_date_today ();

  if (options->at != NULL && !nh_cli_parse_day (options->at, &on, error))
    return FALSE;
  units = nh_catalog_search_units (options->catalog, options->search != NULL ? options->search : "", on, 0);
  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];
      const NhUnit *parent = nh_catalog_get_unit (options->catalog, unit->parent);
      g_autofree char *from = nh_date_to_iso (unit->from);
      g_autofree char *to = nh_date_to_iso (unit->to);

      nh_cli_rows_add (rows, unit->code, unit->title, parent != NULL ? parent->title : "", from, to, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

gboolean
nh_cli_backup (NhCliOptions *options, GError **error)
{
  g_autofree char *path = nh_backup_make (options->connection, options->out, error);

  if (path != NULL)
    g_print ("%s\n", path);
  return path != NULL;
}

gboolean
nh_cli_restore (NhCliOptions *options, GError **error)
{
  g_autofree char *said = NULL;
  gboolean done = nh_backup_restore (options->words[0], options->from, &said, error);

  if (said != NULL)
    g_printerr ("%s\n", said);
  return done;
}

gboolean
nh_cli_verify (NhCliOptions *options, GError **error)
{
  if (!nh_backup_verify (options->words[0], error))
    return FALSE;
  g_print ("%s\n", _ ("The ledger is sound."));
  return TRUE;
}

gboolean
nh_cli_history (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "change", "at", "by", "action", "type", "record", "before", "after", "why", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (NhRecord) record = NULL;

  for (const NhRecordType *const *type = nh_record_types (); options->record != NULL && *type != NULL; type++)
    if (record == NULL)
      record = nh_store_find (options->connection, options->ledger, *type, options->record, NULL);
  if (options->record != NULL && record == NULL)
    {
      nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("read the history"), _ ("the ledger has no record %s."),
                    options->record);
      return FALSE;
    }
  entries = nh_history_list (options->connection, 0, record != NULL ? nh_record_get_record_type (record) : NULL,
                             record != NULL ? nh_record_get_info (record)->id : 0, 0, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const NhHistoryEntry *entry = entries->pdata[i];
      g_autofree char *change = g_strdup_printf ("%" G_GINT64_FORMAT, entry->change);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->record);

      nh_cli_rows_add (rows, change, entry->at, entry->by, entry->action, entry->type, id, entry->before, entry->after,
                       entry->why, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

gboolean
nh_cli_undo (NhCliOptions *options, GError **error)
{
  g_autofree char *sentence = nh_history_undo (options->connection, options->ledger, error);

  if (sentence != NULL)
    g_print ("%s\n", sentence);
  return sentence != NULL;
}
