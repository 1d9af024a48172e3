/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on records: add, set, delete, list, fields, check. */

#include "nh-cli.h"

#include <string.h>

#include "nh-catalog-data.h"
#include "nh-error.h"
#include "nh-figures.h"
#include "nh-i18n.h"
#include "nh-query.h"
#include "nh-store-again.h"
#include "nh-store.h"

/* Units were merged in several steps; a spoiled file may have a ring of them. */
#define MERGERS_MAX 6

static const char *
say_severity (NhSeverity severity)
{
  return g_dpgettext2 (NULL, "severity", nh_severity_get_name (severity));
}

static void
print_problem (const NhRecordType *type, const char *before, const NhProblem *problem)
{
  const char *field = problem->field >= 0 ? type->fields[problem->field].name : type->name;

  if (problem->reason != NULL)
    g_printerr ("%s%s: %s: %s (%s: %s)\n", before, field, say_severity (problem->severity), problem->text, _ ("passed"),
                problem->reason);
  else
    g_printerr ("%s%s: %s: %s\n", before, field, say_severity (problem->severity), problem->text);
}

/* Is @unit within @owner, when one of them (@follow_owner: which) is followed through its mergers? */
static gboolean
meet (NhCatalog *catalog, gint64 unit, gint64 owner, gboolean follow_owner, guint depth)
{
  g_autoptr (GPtrArray) steps = NULL;
  gboolean found = nh_catalog_unit_is_within (catalog, unit, owner);

  if (found || depth == 0)
    return found;
  steps = nh_catalog_get_successions (catalog, follow_owner ? owner : unit, FALSE);
  for (guint i = 0; i < steps->len && !found; i++)
    {
      gint64 next = ((const NhSuccession *) steps->pdata[i])->to;

      found = meet (catalog, follow_owner ? unit : next, follow_owner ? next : owner, follow_owner, depth - 1);
    }
  return found;
}

/* A ledger counts the units of its owner, of those before it and after it. */
static gboolean
check_unit (const NhCliOptions *options, gint64 unit, GError **error)
{
  gint64 owner = nh_ledger_get_unit (options->ledger);

  if (meet (options->catalog, unit, owner, FALSE, MERGERS_MAX) ||
      meet (options->catalog, unit, owner, TRUE, MERGERS_MAX))
    return TRUE;
  return nh_cli_usage (error, _ ("%s does not belong to %s, whose ledger this is."),
                       nh_catalog_get_unit (options->catalog, unit)->title,
                       nh_catalog_get_unit (options->catalog, owner)->title);
}

/* Reads “unit=” and “year=” before the other words, as they decide which choices are valid. @first: of the words
 * “field=value”. @unit, @year: what holds without them. */
static gboolean
read_unit_and_year (const NhCliOptions *options, guint first, gint64 *unit, int *year, GError **error)
{
  gint64 number = *year;

  for (guint i = first; i < options->n_words; i++)
    if (g_str_has_prefix (options->words[i], "year=") &&
        !g_ascii_string_to_signed (options->words[i] + strlen ("year="), 10, 1, 9999, &number, NULL))
      return nh_cli_usage (error, _ ("“%s” is not a year. Type it with four digits, like 2026."),
                           options->words[i] + strlen ("year="));
  if (!nh_cli_check_year ((int) number, error))
    return FALSE;
  *year = (int) number;
  for (guint i = first; i < options->n_words && *unit != 0; i++)
    if (g_str_has_prefix (options->words[i], "unit="))
      *unit = nh_cli_find_unit (options->catalog, options->words[i] + strlen ("unit="), *year, error);
  return *unit != 0 && check_unit (options, *unit, error);
}

static NhRecord *
begin_record (const NhCliOptions *options, GError **error)
{
  int year = nh_cli_year (options);
  gint64 unit = nh_ledger_get_unit (options->ledger);

  return read_unit_and_year (options, 2, &unit, &year, error) ? nh_record_new (options->type, unit, year) : NULL;
}

/* The codes of a choice, separated by blanks; "" of other fields. @on NH_DATE_NONE: those of all times. (transfer
 * full) */
static char *
list_choices (NhCatalog *catalog, const NhField *field, NhDate on)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) codes = NULL;

  if (field->codebook != NULL && field->kind != NH_KIND_REFERENCE)
    codes = nh_catalog_get_codes (catalog, field->codebook, on);
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((const NhCode *) codes->pdata[i])->code);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_hints (const NhField *field, NhCatalog *catalog, NhDate on)
{
  g_autofree char *choices = list_choices (catalog, field, on);

  if (*choices != '\0')
    g_printerr ("%s: %s: %s %s\n", field->name, say_severity (NH_SEVERITY_NOTE), _ ("The choices are:"), choices);
  if (field->kind == NH_KIND_REFERENCE)
    g_printerr (
        "%s: %s: %s\n", field->name, say_severity (NH_SEVERITY_NOTE),
        _ ("Records of one name are told apart by the day, as “Thôn 1@9/8”, or by the uuid, which “list --format "
           "csv” gives."));
}

/* Parses the value of a field. An unreadable value is printed and marked in @unreadable. */
static gboolean
set_field (const NhCliOptions *options, NhRecord *draft, guint field, const char *text, gboolean *unreadable,
           GError **error)
{
  const NhField *described = &options->type->fields[field];
  const NhRecordInfo *info = nh_record_get_info (draft);
  g_autoptr (NhCatalog) catalog = NULL;
  g_autoptr (GError) problem = NULL;
  g_auto (NhValue) reference = NH_VALUE_INIT;
  NhParseContext context;

  catalog = described->kind == NH_KIND_REFERENCE
                ? nh_store_offer_references (options->connection, options->ledger, options->type, info->unit,
                                             info->year, error)
                : g_object_ref (options->catalog);
  if (catalog == NULL)
    return FALSE;
  context = (NhParseContext){ .catalog = catalog,
                              .on = nh_record_get_day (draft),
                              .date_hint = nh_catalog_season_day (info->year) };
  if (described->kind == NH_KIND_REFERENCE &&
      nh_store_find_reference (options->connection, options->ledger, options->type, field, text, &context, &reference))
    {
      nh_record_set (draft, field, &reference);
      return TRUE;
    }
  if (nh_record_parse (draft, field, text, &context, &problem))
    return TRUE;
  unreadable[field] = TRUE;
  g_printerr ("%s: %s: %s\n", described->name, say_severity (NH_SEVERITY_BLOCK), problem->message);
  print_hints (described, catalog, context.on);
  return TRUE;
}

/* Handles a word "field=value" or "waive.RULE=reason". @field: -1 if it names no field. */
static gboolean
set_word (const NhCliOptions *options, NhRecord *draft, const char *word, int field, gboolean *unreadable,
          GError **error)
{
  const char *type = options->type->name;
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, equals - word) : NULL;

  if (name == NULL)
    return nh_cli_usage (error, _ ("“%s” is not of the form field=value."), word);
  if (field >= 0)
    return set_field (options, draft, (guint) field, equals + 1, unreadable, error);
  if (g_str_has_prefix (name, "waive.") && g_utf8_strlen (equals + 1, -1) > NH_REASON_MAX_LENGTH)
    return nh_cli_usage (error, _ ("The text is longer than the %u characters that fit here. Please shorten it."),
                         NH_REASON_MAX_LENGTH);
  if (g_str_has_prefix (name, "waive."))
    nh_record_waive (draft, name + strlen ("waive."), equals + 1);
  else if (!g_str_equal (name, "unit") && !g_str_equal (name, "year"))
    return nh_cli_usage (error, _ ("A %s has no field “%s”. “ngay-hoi-cli fields %s” lists them."), type, name, type);
  return TRUE;
}

/* A name given twice is ambiguous. */
static gboolean
check_twice (const NhCliOptions *options, guint first, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = first; i < options->n_words; i++)
    {
      char *name = g_strndup (options->words[i], strcspn (options->words[i], "="));

      if (!g_hash_table_add (names, name))
        return nh_cli_usage (error, _ ("“%s” is given twice. Leave one of the two out."), name);
    }
  return TRUE;
}

/* "hơn 10" set to 30 is 30: a word that stood with a number goes with it. */
static void
forget_qualifiers (const NhCliOptions *options, guint first, NhRecord *draft)
{
  NhValue blank = NH_VALUE_INIT;

  for (guint i = first; i < options->n_words; i++)
    {
      g_autofree char *name = g_strndup (options->words[i], strcspn (options->words[i], "="));
      int field = nh_record_type_field (options->type, name);
      int qualifier = field >= 0 ? nh_record_type_qualifier (options->type, (guint) field) : -1;

      if (qualifier >= 0)
        nh_record_set (draft, (guint) qualifier, &blank);
    }
}

/* Dates come first, as the day decides which codes are valid. */
static gboolean
set_words (const NhCliOptions *options, guint first, NhRecord *draft, gboolean *unreadable, GError **error)
{
  forget_qualifiers (options, first, draft);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = first; i < options->n_words; i++)
      {
        const char *word = options->words[i];
        g_autofree char *name = g_strndup (word, strcspn (word, "="));
        int field = nh_record_type_field (options->type, name);
        gboolean is_date = field >= 0 && options->type->fields[field].kind == NH_KIND_DATE;

        if (is_date == (pass == 0) && !set_word (options, draft, word, field, unreadable, error))
          return FALSE;
      }
  return TRUE;
}

/* Prints the problems, but not those of unreadable fields, which only follow from that. FALSE: the record cannot be
 * saved. */
static gboolean
print_problems (const NhRecordType *type, GPtrArray *problems, const gboolean *unreadable)
{
  gboolean blocked = FALSE;

  for (guint i = 0; i < type->n_fields; i++)
    blocked = blocked || unreadable[i];
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = problems->pdata[i];

      if (problem->field < 0 || !unreadable[problem->field])
        print_problem (type, "", problem);
    }
  return !blocked && !nh_problems_block (problems);
}

/* Sets the fields of @draft (transfer full) from the words, checks it and leaves it to nh_cli_save(). */
static gboolean
fill_record (NhCliOptions *options, guint first, NhRecord *draft, GError **error)
{
  g_autoptr (NhRecord) owned = draft;
  g_autofree gboolean *unreadable = g_new0 (gboolean, options->type->n_fields);
  g_autoptr (GPtrArray) problems = NULL;

  if (!set_words (options, first, draft, unreadable, error))
    return FALSE;
  nh_record_complete (draft, options->catalog);
  problems = nh_figures_check_all (options->connection, options->ledger, draft, error);
  if (problems == NULL)
    return FALSE;
  if (print_problems (options->type, problems, unreadable))
    {
      options->draft = g_steal_pointer (&owned);
      return TRUE;
    }
  g_printerr ("ngay-hoi-cli: %s\n", _ ("Nothing was saved."));
  return FALSE;
}

gboolean
nh_cli_add (NhCliOptions *options, GError **error)
{
  NhRecord *draft = check_twice (options, 2, error) ? begin_record (options, error) : NULL;

  return draft != NULL && fill_record (options, 2, draft, error);
}

/* The record of --record, of any type, but not one in the recycle bin. (transfer full); NULL on error. */
static NhRecord *
find_record (NhCliOptions *options, GError **error)
{
  g_autoptr (NhRecord) record = NULL;

  for (const NhRecordType *const *type = nh_record_types (); record == NULL && *type != NULL; type++)
    record = nh_store_find (options->connection, options->ledger, *type, options->record, NULL);
  if (record == NULL)
    nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("find the record"), _ ("the ledger has no record %s."),
                  options->record);
  else if (nh_record_get_info (record)->deleted)
    nh_error_set (error, NH_ERROR_CONFLICT, _ ("find the record"),
                  _ ("it was deleted. “ngay-hoi-cli undo” takes the last change back."));
  else
    return g_steal_pointer (&record);
  return NULL;
}

gboolean
nh_cli_set (NhCliOptions *options, GError **error)
{
  g_autoptr (NhRecord) record = check_twice (options, 1, error) ? find_record (options, error) : NULL;
  g_autoptr (NhRecord) draft = record != NULL ? nh_record_edit (record) : NULL;
  NhRecordInfo *info = draft != NULL ? nh_record_edit_info (draft) : NULL;

  if (info == NULL || !read_unit_and_year (options, 1, &info->unit, &info->year, error))
    return FALSE;
  options->type = nh_record_get_record_type (draft);
  return fill_record (options, 1, g_steal_pointer (&draft), error);
}

/* FALSE on error: the record has child records, and nobody said what becomes of them. */
static gboolean
check_children (const NhCliOptions *options, const NhRecord *record, GError **error)
{
  gint64 id = nh_record_get_info (record)->id;
  g_autoptr (GArray)
      children = nh_store_find_children (options->connection, nh_record_get_record_type (record), &id, 1, error);
  const char *choice = options->children;

  if (children == NULL)
    return FALSE;
  for (guint i = children->len; i-- > 0;)
    if (!nh_record_type_can_keep (g_array_index (children, NhRecordRef, i).type, nh_record_get_record_type (record)))
      g_array_remove_index (children, i);
  if (choice != NULL && !g_str_equal (choice, "keep") && !g_str_equal (choice, "delete"))
    return nh_cli_usage (error, _ ("“--children” is “keep” or “delete”, not “%s”."), choice);
  if (choice != NULL || children->len == 0)
    return TRUE;
  return nh_cli_usage (error,
                       ngettext ("%u gift or commendation refers to it: say “--children delete” or “--children keep”.",
                                 "%u gifts and commendations refer to it: say “--children delete” or "
                                 "“--children keep”.",
                                 children->len),
                       children->len);
}

gboolean
nh_cli_delete (NhCliOptions *options, GError **error)
{
  g_autoptr (NhRecord) record = find_record (options, error);
  gint64 id;

  if (record == NULL || !check_children (options, record, error))
    return FALSE;
  id = nh_record_get_info (record)->id;
  return nh_store_delete_parents (options->connection, options->ledger, nh_record_get_record_type (record), &id, 1,
                                  g_strcmp0 (options->children, "delete") == 0, error) != 0;
}

/* Is it asked for by its uuid, or as one of all? */
static gboolean
is_wanted (const NhCliOptions *options, const NhAgain *again)
{
  return options->record != NULL && (g_str_equal (options->record, "all") ||
                                     g_str_equal (options->record, nh_record_get_info (again->before)->uuid));
}

/* Lists what there was last year and is not there yet; with --record adds it as one change. */
gboolean
nh_cli_from_last_year (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "uuid", "name", NULL };
  int year = nh_cli_year (options);
  gint64 unit = nh_cli_unit (options, error);
  g_autoptr (GPtrArray)
      found = unit != 0 ? nh_store_find_again (options->connection, options->ledger, options->type, unit, year, error)
                        : NULL;
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const NhAgain *again = found->pdata[i];
      g_autofree char *name = nh_record_get_title (again->before, options->catalog);

      if (again->reason != NULL)
        {
          if (is_wanted (options, again) && !g_str_equal (options->record, "all"))
            {
              g_set_error (error, NH_ERROR, NH_ERROR_INVALID, "%s: %s", name, again->reason);
              return FALSE;
            }
          if (options->record == NULL || is_wanted (options, again))
            g_printerr ("%s: %s\n", name, again->reason);
          continue;
        }
      nh_cli_rows_add (rows, nh_record_get_info (again->before)->uuid, name, NULL);
      if (is_wanted (options, again))
        g_ptr_array_add (drafts, nh_record_edit (again->draft));
    }
  if (found == NULL)
    return FALSE;
  if (options->record == NULL)
    nh_cli_print_table (titles, rows, NULL);
  else if (drafts->len == 0)
    return nh_cli_usage (error, _ ("There is no “%s” of last year that is not there already."), options->record);
  else
    {
      if (!nh_store_save_many (options->connection, options->ledger, drafts, "insert", NULL, error))
        return FALSE;
      g_print ("%u\n", drafts->len);
    }
  return TRUE;
}

gboolean
nh_cli_save (NhCliOptions *options, GError **error)
{
  g_autoptr (NhRecord) saved = nh_store_save (options->connection, options->ledger, options->draft, NULL, error);

  if (saved != NULL)
    g_print ("%s\n", nh_record_get_info (saved)->uuid);
  return saved != NULL;
}

static GPtrArray *
read_records (const NhCliOptions *options, const NhQuery *query, GError **error)
{
  g_autoptr (GArray) ids = nh_query_ids (options->connection, options->ledger, query, 0, error);

  return ids != NULL ? nh_store_fetch (options->connection, options->ledger, query->type, (const gint64 *) ids->data,
                                       ids->len, error)
                     : NULL;
}

static gboolean
is_listed (const NhField *field, gboolean machine, gboolean personal)
{
  return nh_field_is_exported (field, personal) && (machine || field->flags & NH_FIELD_LISTED);
}

/* A table for people has the listed fields, formatted; the machine formats have all fields as canonical text. */
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
        g_autofree char *days = machine ? NULL : nh_record_format_span (record, i, FALSE);
        g_autofree char *text = machine ? nh_kind_to_canonical (&type->fields[i], nh_record_get (record, i))
                                        : nh_record_format (record, i, catalog);

        g_strv_builder_add (cells, days != NULL ? days : text);
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
      g_strv_builder_add (titles, machine ? type->fields[i].name : _ (type->fields[i].title));
  return g_strv_builder_end (titles);
}

NhQuery *
nh_cli_make_query (const NhCliOptions *options, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (options->type);

  query->year = options->year;
  query->search = g_strdup (options->search);
  query->filter = nh_filter_new (options->type);
  if (options->unit != NULL &&
      (query->unit = nh_cli_find_unit (options->catalog, options->unit, nh_cli_year (options), error)) == 0)
    return NULL;
  for (guint i = 0; i < options->filters->len; i++)
    if (!nh_filter_set_word (query->filter, options->filters->pdata[i], error))
      return NULL;
  return g_steal_pointer (&query);
}

gboolean
nh_cli_list (NhCliOptions *options, GError **error)
{
  gboolean machine = options->format != NULL && !g_str_equal (options->format, "table");
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (NhQuery) query = nh_cli_make_query (options, error);
  g_autoptr (GPtrArray) records = NULL;
  g_auto (GStrv) titles = NULL;

  if (query == NULL)
    return FALSE;
  records = read_records (options, query, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, list_row (options->catalog, records->pdata[i], machine, options->personal != NULL));
  titles = list_titles (options->type, machine, options->personal != NULL);
  nh_cli_print_table ((const char *const *) titles, rows, options->format);
  return TRUE;
}

gboolean
nh_cli_fields (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "name", "title", "kind", "required", "choices", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  const NhRecordType *type = options->type;
  g_autoptr (NhCatalog) catalog = nh_catalog_from_data (NULL, error);

  if (catalog == NULL)
    return FALSE;
  for (guint i = 0; i < type->n_fields; i++)
    {
      const NhField *field = &type->fields[i];
      g_autofree char *choices = list_choices (catalog, field, NH_DATE_NONE);

      if (!(field->flags & NH_FIELD_HIDDEN))
        nh_cli_rows_add (rows, field->name, _ (field->title), nh_kind_get_name (field->kind),
                         field->flags & NH_FIELD_REQUIRED ? "required" : "", choices, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

/* Checks the records of a type. FALSE: @error. @n_open: how many have a block or a warning that was not passed. */
static gboolean
check_type (const NhCliOptions *options, const NhRecordType *type, guint *n_open, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (type);
  g_autoptr (GPtrArray) records = NULL;

  query->year = options->year;
  records = read_records (options, query, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (GPtrArray)
          problems = nh_figures_check_all (options->connection, options->ledger, records->pdata[i], error);
      g_autofree char *before = g_strdup_printf ("%s %s: ", type->name, nh_record_get_info (records->pdata[i])->uuid);

      if (problems == NULL)
        return FALSE;
      for (guint p = 0; p < problems->len; p++)
        print_problem (type, before, problems->pdata[p]);
      *n_open += nh_problems_block (problems) || nh_problems_warn (problems);
    }
  return records != NULL;
}

gboolean
nh_cli_check (NhCliOptions *options, GError **error)
{
  guint n_open = 0;

  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if (!check_type (options, *type, &n_open, error))
      return FALSE;
  g_print (ngettext ("%u record has a problem to look at.\n", "%u records have a problem to look at.\n", n_open),
           n_open);
  return n_open == 0;
}
