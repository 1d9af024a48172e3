/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs on records: add, list, fields, check. */

#include "nh-cli.h"

#include <string.h>

#include "nh-catalog-store.h"
#include "nh-error.h"
#include "nh-figures.h"
#include "nh-i18n.h"
#include "nh-query.h"
#include "nh-store.h"

static const NhRecordType *
find_type (const char *name, GError **error)
{
  const NhRecordType *type = nh_record_type_find (name);
  g_autoptr (GString) names = NULL;

  if (type != NULL)
    return type;
  names = g_string_new (NULL);
  for (const NhRecordType *const *known = nh_record_types (); *known != NULL; known++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*known)->name);
  g_set_error (error, NH_ERROR, NH_ERROR_USAGE, _("There is no record type “%s”; there are: %s."), name, names->str);
  return NULL;
}

static void
print_problem (const NhRecordType *type, const char *before, const NhProblem *problem)
{
  const char *field = problem->field >= 0 ? type->fields[problem->field].name : type->name;

  if (problem->reason != NULL)
    g_printerr ("%s%s: %s: %s (%s: %s)\n", before, field, nh_severity_get_name (problem->severity), problem->text, _("passed"),
                problem->reason);
  else
    g_printerr ("%s%s: %s: %s\n", before, field, nh_severity_get_name (problem->severity), problem->text);
}

/* The unit and year of the words come first: they decide which choices there are. */
static NhRecord *
begin_record (NhLedger *ledger, const NhRecordType *type, const NhCliOptions *options, GError **error)
{
  int year = nh_cli_year (ledger, options);
  gint64 unit = nh_ledger_get_unit (ledger);

  for (guint i = 2; i < options->n_words; i++)
    if (g_str_has_prefix (options->words[i], "year="))
      year = (int) g_ascii_strtoll (options->words[i] + strlen ("year="), NULL, 10);
  if (year < 2005 || year > 2199)
    {
      g_set_error (error, NH_ERROR, NH_ERROR_USAGE, _("The year must be between 2005, when the festival began, and 2199."));
      return NULL;
    }
  for (guint i = 2; i < options->n_words && unit != 0; i++)
    if (g_str_has_prefix (options->words[i], "unit="))
      unit = nh_cli_find_unit (nh_ledger_get_catalog (ledger), options->words[i] + strlen ("unit="), year, error);
  return unit != 0 ? nh_record_new (type, unit, year) : NULL;
}

static gpointer
offer_references (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhRecordInfo *info = nh_record_get_info (data);

  return nh_store_offer_references (connection, ledger, nh_record_get_record_type (data), info->unit, info->year, error);
}

/* One word "field=value". FALSE with @error on wrong use; an unreadable value is printed as a problem and counted. */
static gboolean
set_word (NhLedger *ledger, NhRecord *draft, const char *word, guint *n_unreadable, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (draft);
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, equals - word) : NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhCatalog) catalog = NULL;
  NhParseContext context;
  int field;

  if (name == NULL)
    {
      g_set_error (error, NH_ERROR, NH_ERROR_USAGE, _("“%s” is not of the form field=value."), word);
      return FALSE;
    }
  if (g_str_equal (name, "unit") || g_str_equal (name, "year"))
    return TRUE;
  if (g_str_has_prefix (name, "waive."))
    {
      nh_record_waive (draft, name + strlen ("waive."), equals + 1);
      return TRUE;
    }
  field = nh_record_type_field (type, name);
  if (field < 0)
    {
      g_set_error (error, NH_ERROR, NH_ERROR_USAGE, _("A %s has no field “%s”. “ngay-hoi-cli fields %s” lists them."), type->name, name,
                   type->name);
      return FALSE;
    }
  catalog = type->fields[field].kind == NH_KIND_REFERENCE ? nh_ledger_call (ledger, NH_ON_READER, offer_references, draft, NULL, error)
                                                          : g_object_ref (nh_ledger_get_catalog (ledger));
  if (catalog == NULL)
    return FALSE;
  context = (NhParseContext) { .catalog = catalog, .on = nh_record_get_day (draft),
                               .date_hint = nh_catalog_season_day (nh_record_get_info (draft)->year) };
  if (nh_record_parse (draft, field, equals + 1, &context, &problem))
    return TRUE;
  g_printerr ("%s: %s: %s\n", name, nh_severity_get_name (NH_SEVERITY_BLOCK), problem->message);
  *n_unreadable += 1;
  return TRUE;
}

/* Dates are read before the rest, as the day decides which codes are valid. */
static gboolean
set_words (NhLedger *ledger, NhRecord *draft, const NhCliOptions *options, guint *n_unreadable, GError **error)
{
  const NhRecordType *type = nh_record_get_record_type (draft);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 2; i < options->n_words; i++)
      {
        const char *word = options->words[i];
        g_autofree char *name = g_strndup (word, strcspn (word, "="));
        int field = nh_record_type_field (type, name);
        gboolean is_date = field >= 0 && type->fields[field].kind == NH_KIND_DATE;

        if (is_date == (pass == 0) && !set_word (ledger, draft, word, n_unreadable, error))
          return FALSE;
      }
  return TRUE;
}

static gpointer
check_record (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = nh_store_check (connection, ledger, data, error);

  if (problems == NULL || !nh_figures_check (connection, ledger, data, problems, error))
    return NULL;
  return g_steal_pointer (&problems);
}

static gpointer
save_record (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_store_save (connection, ledger, data, NULL, error);
}

/* Checks, prints the problems, and saves when nothing blocks. */
static NhExit
add_record (NhLedger *ledger, NhRecord *draft, gboolean unreadable)
{
  const NhRecordType *type = nh_record_get_record_type (draft);
  g_autoptr (NhRecord) sealed = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (NhRecord) saved = NULL;
  GError *error = NULL;

  nh_record_complete (draft, nh_ledger_get_catalog (ledger));
  sealed = nh_record_seal (draft);
  problems = nh_ledger_call (ledger, NH_ON_READER, check_record, sealed, NULL, &error);
  if (problems == NULL)
    return nh_cli_fail (error);
  for (guint i = 0; i < problems->len; i++)
    print_problem (type, "", problems->pdata[i]);
  if (unreadable || nh_problems_block (problems))
    {
      g_printerr ("ngay-hoi-cli: %s\n", _("Nothing was saved."));
      return NH_EXIT_PROBLEM;
    }
  saved = nh_ledger_call (ledger, NH_ON_WRITER, save_record, draft, NULL, &error);
  if (saved == NULL)
    return nh_cli_fail (error);
  g_print ("%s\n", nh_record_get_info (saved)->uuid);
  return NH_EXIT_DONE;
}

NhExit
nh_cli_add (const NhCliOptions *options)
{
  GError *error = NULL;
  const NhRecordType *type = find_type (options->words[1], &error);
  NhLedger *ledger = type != NULL ? nh_cli_open (options->words[0], TRUE, &error) : NULL;
  g_autoptr (NhRecord) draft = NULL;
  guint n_unreadable = 0;
  NhExit result;

  if (ledger == NULL)
    return nh_cli_fail (error);
  draft = begin_record (ledger, type, options, &error);
  if (draft == NULL || !set_words (ledger, draft, options, &n_unreadable, &error))
    result = nh_cli_fail (error);
  else
    result = add_record (ledger, draft, n_unreadable > 0);
  nh_cli_close (ledger);
  return result;
}

static gpointer
read_records (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhQuery *query = data;
  g_autoptr (GArray) ids = nh_query_ids (connection, ledger, query, 0, error);

  if (ids == NULL)
    return NULL;
  return nh_store_fetch (connection, ledger, query->type, (const gint64 *) ids->data, ids->len, error);
}

static gboolean
is_listed (const NhField *field, gboolean machine, gboolean personal)
{
  return nh_field_is_exported (field, personal) && (machine || field->flags & NH_FIELD_LISTED);
}

/* For people the listed fields as they read them; for machines every field, as codes and plain numbers. Personal ones on request. */
static char **
list_row (NhCatalog *catalog, const NhRecord *record, gboolean machine, gboolean personal)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhUnit *unit = nh_catalog_get_unit (catalog, info->unit);
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  if (machine)
    {
      g_autofree char *year = g_strdup_printf ("%d", info->year);

      g_strv_builder_add (cells, info->uuid);
      g_strv_builder_add (cells, unit != NULL ? unit->code : "");
      g_strv_builder_add (cells, year);
    }
  for (guint i = 0; i < type->n_fields; i++)
    if (is_listed (&type->fields[i], machine, personal))
      {
        g_autofree char *text = machine ? nh_kind_to_canonical (&type->fields[i], nh_record_get (record, i))
                                        : nh_record_format (record, i, catalog);

        g_strv_builder_add (cells, text);
      }
  return g_strv_builder_end (cells);
}

static char **
list_titles (const NhRecordType *type, gboolean machine, gboolean personal)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  if (machine)
    g_strv_builder_add_many (titles, "uuid", "unit", "year", NULL);
  for (guint i = 0; i < type->n_fields; i++)
    if (is_listed (&type->fields[i], machine, personal))
      g_strv_builder_add (titles, machine ? type->fields[i].name : _(type->fields[i].title));
  return g_strv_builder_end (titles);
}

static NhExit
list_records (NhLedger *ledger, const NhRecordType *type, const NhCliOptions *options)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gboolean machine = options->format != NULL && !g_str_equal (options->format, "table");
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_auto (GStrv) titles = list_titles (type, machine, options->personal);
  g_autoptr (GPtrArray) records = NULL;
  GError *error = NULL;

  query->year = options->year;
  query->search = g_strdup (options->search);
  if (options->unit != NULL)
    query->unit = nh_cli_find_unit (nh_ledger_get_catalog (ledger), options->unit, nh_cli_year (ledger, options), &error);
  query->filter = nh_filter_new (type);
  for (guint i = 0; error == NULL && options->filter != NULL && options->filter[i] != NULL; i++)
    nh_filter_set_word (query->filter, options->filter[i], &error);
  if (error != NULL)
    return nh_cli_fail (error);
  records = nh_ledger_call (ledger, NH_ON_READER, read_records, query, NULL, &error);
  if (records == NULL)
    return nh_cli_fail (error);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, list_row (nh_ledger_get_catalog (ledger), records->pdata[i], machine, options->personal));
  nh_cli_print_table ((const char *const *) titles, rows, options->format);
  return NH_EXIT_DONE;
}

NhExit
nh_cli_list (const NhCliOptions *options)
{
  GError *error = NULL;
  const NhRecordType *type = find_type (options->words[1], &error);
  NhLedger *ledger;
  NhExit result;

  if (type == NULL || !nh_cli_check_format (options->format, "table|csv|tsv", &error))
    return nh_cli_fail (error);
  ledger = nh_cli_open (options->words[0], FALSE, &error);
  if (ledger == NULL)
    return nh_cli_fail (error);
  result = list_records (ledger, type, options);
  nh_cli_close (ledger);
  return result;
}

static char *
field_choices (NhCatalog *catalog, const NhField *field)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) codes = NULL;

  if (field->codebook == NULL || field->kind == NH_KIND_REFERENCE)
    return g_strdup ("");
  codes = nh_catalog_get_codes (catalog, field->codebook, NH_DATE_NONE);
  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((const NhCode *) codes->pdata[i])->code);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

NhExit
nh_cli_fields (const NhCliOptions *options)
{
  const char *const titles[] = { "name", "title", "kind", "required", "choices", NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GError *error = NULL;
  const NhRecordType *type = find_type (options->words[0], &error);
  g_autoptr (NhCatalog) catalog = type != NULL ? nh_catalog_from_data (NULL, &error) : NULL;

  if (catalog == NULL || !nh_cli_check_format (options->format, "table|csv|tsv", &error))
    return nh_cli_fail (error);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];
      char **cells;

      if (field->flags & NH_FIELD_HIDDEN)
        continue;
      cells = g_new0 (char *, 6);
      cells[0] = g_strdup (field->name);
      cells[1] = g_strdup (_(field->title));
      cells[2] = g_strdup (nh_kind_get_name (field->kind));
      cells[3] = g_strdup (field->flags & NH_FIELD_REQUIRED ? "required" : "");
      cells[4] = field_choices (catalog, field);
      g_ptr_array_add (rows, cells);
    }
  nh_cli_print_table (titles, rows, options->format);
  return NH_EXIT_DONE;
}

/* Counts what stands in the way of a report: blocks, and warnings nobody passed. */
static gpointer
check_all (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const NhQuery *query = data;
  g_autoptr (GPtrArray) records = read_records (connection, ledger, data, cancellable, error);
  guint n_open = 0;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (GPtrArray) problems = check_record (connection, ledger, records->pdata[i], cancellable, error);
      g_autofree char *before = g_strdup_printf ("%s %s: ", query->type->name, nh_record_get_info (records->pdata[i])->uuid);

      if (problems == NULL)
        return NULL;
      for (guint p = 0; p < problems->len; p++)
        print_problem (query->type, before, problems->pdata[p]);
      n_open += nh_problems_block (problems) || nh_problems_warn (problems);
    }
  return records != NULL ? GUINT_TO_POINTER (n_open) : NULL;
}

NhExit
nh_cli_check (const NhCliOptions *options)
{
  GError *error = NULL;
  NhLedger *ledger = nh_cli_open (options->words[0], FALSE, &error);
  guint n_open = 0;

  if (ledger == NULL)
    return nh_cli_fail (error);
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL && error == NULL; type++)
    {
      g_autoptr (NhQuery) query = nh_query_new (*type);

      query->year = options->year;
      n_open += GPOINTER_TO_UINT (nh_ledger_call (ledger, NH_ON_READER, check_all, query, NULL, &error));
    }
  nh_cli_close (ledger);
  if (error != NULL)
    return nh_cli_fail (error);
  g_print (ngettext ("%u record has a problem to look at.\n", "%u records have a problem to look at.\n", n_open), n_open);
  return n_open > 0 ? NH_EXIT_PROBLEM : NH_EXIT_DONE;
}
