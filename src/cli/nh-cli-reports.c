/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on figures and reports: figures, reports, report, sample, demo. */

#include "nh-cli.h"

#include <glib/gstdio.h>
#include <string.h>

#include "nh-error.h"
#include "nh-figure-source.h"
#include "nh-figures.h"
#include "nh-help.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-report.h"
#include "nh-sample-packages.h"
#include "nh-sample.h"
#include "nh-sentence.h"
#include "nh-setting.h"
#include "nh-sheet-writer.h"
#include "nh-store.h"

static gboolean
read_request (const NhCliOptions *options, NhReportRequest *request, GError **error)
{
  request->year = nh_cli_year (options);
  request->unit = nh_cli_unit (options, error);
  return request->unit != 0 && (options->as_of == NULL || nh_cli_parse_day (options->as_of, &request->as_of, error));
}

static const char *
from_name (NhFigureFrom from)
{
  static const char *const names[] = {
    [NH_FROM_NOTHING] = "",
    [NH_FROM_RECORDS] = "records",
    [NH_FROM_TOTAL] = "total",
    [NH_FROM_SUM] = "sum",
  };

  return names[from];
}

static char *
figure_text (const NhFigure *figure, gboolean machine)
{
  if (!machine)
    return nh_figure_format (figure);
  if (figure->state == NH_VALUE_NIL)
    return g_strdup ("none");
  if (figure->state == NH_VALUE_UNKNOWN)
    return g_strdup ("unknown");
  return g_strdup_printf ("%" G_GINT64_FORMAT, figure->value);
}

static void
print_figures (NhFigures *figures, NhCatalog *catalog, const char *format)
{
  gboolean machine = format != NULL && !g_str_equal (format, "table");
  const char *const titles[] = { "indicator", "value", "measure", "from", machine ? "precision" : NULL, NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  const NhFigureRow *total = nh_figures_get_total (figures);
  guint n_indicators;
  const NhIndicator *indicators = nh_indicators (&n_indicators);

  for (guint i = 0; i < n_indicators; i++)
    {
      const NhFigure *figure = nh_figures_get (total, indicators[i].code);
      g_autofree char *text = figure_text (figure, machine);
      const char *precision = figure->qualifier != NULL ? figure->qualifier : "";

      if (!machine && figure->implied && figure->value == 0 && g_str_equal (indicators[i].group, "commendations"))
        continue; /* for people: not each form that nobody got */
      if (figure->from != NH_FROM_NOTHING && figure->state != NH_VALUE_BLANK)
        nh_cli_rows_add (rows, machine ? indicators[i].code : nh_indicator_get_title (&indicators[i], catalog), text,
                         indicators[i].measure, from_name (figure->from), nh_figure_is_least (figure) ? "≥" : precision,
                         NULL);
    }
  nh_cli_print_table (titles, rows, format);
}

/* (transfer full) */
static GStrv
source_cells (const NhUnit *unit, const NhFigureSource *source)
{
  g_autofree char *version = source->version > 0 ? g_strdup_printf ("%d", source->version) : g_strdup ("");
  g_autofree char *day = nh_date_format (source->day);
  g_autofree char *typed = g_strdup_printf ("%u", source->typed);
  g_autofree char *imported = g_strdup_printf ("%u", source->imported);
  g_autofree char *totals = g_strdup_printf ("%u", source->totals);
  g_autofree char *changed = g_strdup_printf ("%u", source->changed);
  const char *state = source->version == 0 ? "" : source->final ? "accepted" : "received";
  const char *const cells[] = { unit->code, unit->title, version, day, state, typed, imported, totals, changed, NULL };

  return g_strdupv ((char **) cells);
}

/* A row for each unit at or below the one that is asked for. */
static gboolean
print_sources (NhCliOptions *options, const NhReportRequest *request, GError **error)
{
  const char *const titles[] = { "code",  "unit",     "version", "day",     "state",
                                 "typed", "imported", "totals",  "changed", NULL };
  g_autoptr (GHashTable) sources = nh_figure_sources_read (options->connection, request->year, error);
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  const NhUnit *top = nh_catalog_get_unit (options->catalog, request->unit);
  g_autoptr (GPtrArray) units = NULL;

  if (sources == NULL || !nh_figure_sources_add_records (options->connection, sources, request->year, error) ||
      !nh_figure_sources_add_changed (options->connection, sources, 0, request->year, error))
    return FALSE;
  units = nh_figure_source_units (options->catalog, top, request->year);
  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = g_ptr_array_index (units, i);
      const NhFigureSource *source = g_hash_table_lookup (sources, &unit->id);

      if (source != NULL && (options->final == NULL || nh_figure_sources_is_final (sources, options->ledger, unit->id)))
        g_ptr_array_add (rows, source_cells (unit, source));
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

gboolean
nh_cli_figures (NhCliOptions *options, GError **error)
{
  NhReportRequest request = { 0 };
  g_autoptr (NhFigures) figures = NULL;

  if (!read_request (options, &request, error))
    return FALSE;
  if (options->sources != NULL)
    return print_sources (options, &request, error);
  figures = nh_figures_compute_where (options->connection, options->ledger, request.unit, request.year, request.as_of,
                                      options->final != NULL, error);
  if (figures != NULL)
    print_figures (figures, options->catalog, options->format);
  return figures != NULL;
}

gboolean
nh_cli_reports (NhCliOptions *options, GError **error G_GNUC_UNUSED)
{
  const char *const titles[] = { "name", "title", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  guint n_reports;
  const NhReport *reports = nh_reports (&n_reports);

  for (guint i = 0; i < n_reports; i++)
    nh_cli_rows_add (rows, reports[i].name, _ (reports[i].title), NULL);
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

static gboolean
write_report (NhConnection *connection, NhLedger *ledger, const NhReport *report, const NhReportRequest *request,
              const char *path, GError **error)
{
  g_autoptr (NhSheet) sheet = nh_report_build (report, connection, ledger, request, error);

  return sheet != NULL && nh_sheet_write (sheet, path, NULL, error);
}

gboolean
nh_cli_report (NhCliOptions *options, GError **error)
{
  const NhReport *report = nh_report_find (options->words[1]);
  NhReportRequest request = { 0 };
  g_autoptr (NhRecord) record = NULL;
  g_autoptr (GHashTable) frame = g_hash_table_new (g_str_hash, g_str_equal);

  if (report == NULL)
    return nh_cli_usage (error, _ ("There is no report “%s”. “ngay-hoi-cli reports” lists them."), options->words[1]);
  if (options->record != NULL && report->form_of == NULL)
    return nh_cli_usage (error, _ ("“--record” goes with the form of a record, such as “form-point”."));
  if (!read_request (options, &request, error))
    return FALSE;
  if (options->record != NULL)
    {
      record = nh_store_find (options->connection, options->ledger, report->form_of, options->record, error);
      if (record == NULL)
        return FALSE;
      request.record = nh_record_get_info (record)->id;
    }
  /* A script gets what it asks for, whatever the window remembers. */
  g_hash_table_insert (frame, (gpointer) "figures.final", (gpointer) (options->final != NULL ? "yes" : ""));
  g_hash_table_insert (frame, (gpointer) "note.sources", (gpointer) (options->sources != NULL ? "yes" : ""));
  request.frame = frame;
  return write_report (options->connection, options->ledger, report, &request, options->out, error);
}

/* Of a word PART=TEXT; NULL on error. */
static const NhReportPart *
find_part (const char *word, GError **error)
{
  guint n_parts;
  const NhReportPart *parts = nh_report_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (g_str_has_prefix (word, parts[i].name) && word[strlen (parts[i].name)] == '=')
      return &parts[i];
  nh_cli_usage (error, _ ("“%s” is not PART=TEXT. The parts are leading, remarks and proposals."), word);
  return NULL;
}

static gboolean
set_parts (NhCliOptions *options, const NhReportRequest *request, GError **error)
{
  for (guint i = 1; i < options->n_words; i++)
    if (find_part (options->words[i], error) == NULL)
      return FALSE;
  for (guint i = 1; i < options->n_words; i++)
    {
      const NhReportPart *part = find_part (options->words[i], NULL);
      g_autofree char *name = nh_report_part_setting (part, request->unit, request->year);

      if (!nh_setting_set (options->connection, name, strchr (options->words[i], '=') + 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Of the whole report: the parts that are typed. */
gboolean
nh_cli_parts (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "part", "text", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  NhReportRequest request = { 0 };
  guint n_parts;
  const NhReportPart *parts = nh_report_parts (&n_parts);

  if (!read_request (options, &request, error) || !set_parts (options, &request, error))
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *name = nh_report_part_setting (&parts[i], request.unit, request.year);
      g_autofree char *text = nh_setting_get (options->connection, name);

      nh_cli_rows_add (rows, parts[i].name, text, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

/* Checks a word SENTENCE=TEXT and, if @keep, keeps it. */
static gboolean
read_sentence (NhCliOptions *options, const char *word, gboolean keep, GError **error)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name = equals != NULL ? g_strndup (word, (gsize) (equals - word)) : NULL;
  const NhSentence *sentence = name != NULL ? nh_sentence_find (name) : NULL;
  g_autofree char *setting = sentence != NULL ? nh_sentence_setting (sentence) : NULL;
  g_autofree char *text = sentence != NULL ? nh_sentence_clean (sentence, equals + 1) : NULL;

  if (sentence == NULL)
    {
      nh_cli_usage (error, _ ("“%s” is not SENTENCE=TEXT. “sentences FILE” lists the sentences."), word);
      return FALSE;
    }
  return nh_sentence_check (sentence, text, error) &&
         (!keep || nh_setting_set (options->connection, setting, text, error));
}

/* The sentences of the short and the whole report as the office has them; an empty text is the standard one again. */
gboolean
nh_cli_sentences (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "sentence", "own", "text", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  guint n;
  const NhSentence *sentences = nh_sentences (&n);

  for (guint i = 1; i < options->n_words; i++)
    if (!read_sentence (options, options->words[i], FALSE, error))
      return FALSE;
  for (guint i = 1; i < options->n_words; i++)
    if (!read_sentence (options, options->words[i], TRUE, error))
      return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *setting = nh_sentence_setting (&sentences[i]);
      g_autofree char *own = nh_setting_get (options->connection, setting);

      nh_cli_rows_add (rows, sentences[i].name, *own != '\0' ? "x" : "", *own != '\0' ? own : sentences[i].text, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
  return TRUE;
}

/* An older sample is replaced; any other file of that name is kept. */
static gboolean
remove_old_sample (const char *path, GError **error)
{
  g_autoptr (NhLedger) ledger = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  ledger = nh_ledger_open (path, NH_OPEN_READ_ONLY, error);
  if (ledger == NULL)
    return FALSE;
  nh_ledger_close (ledger);
  if (!nh_ledger_is_sample (ledger))
    nh_error_set (error, NH_ERROR_EXISTS, _ ("make the sample season"),
                  _ ("%s is there already and is not the sample. Please choose another folder."), path);
  else if (g_unlink (path) == 0)
    return TRUE;
  else
    nh_error_set (error, NH_ERROR_IO, _ ("make the sample season"), _ ("the old sample %s cannot be removed."), path);
  return FALSE;
}

static gpointer
write_every_sheet (NhConnection *connection, NhLedger *ledger, gpointer folder, GCancellable *cancellable,
                   GError **error)
{
  static const char *const endings[] = { ".xlsx", ".pdf", ".txt" };
  const NhReportRequest request = { .unit = nh_ledger_get_unit (ledger), .year = NH_SAMPLE_YEAR };
  guint n_reports;
  const NhReport *reports = nh_reports (&n_reports);

  for (guint i = 0; i < n_reports; i++)
    {
      g_autofree char *name = nh_report_file_name (&reports[i], ledger, &request);

      for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
        {
          g_autofree char *file = g_strconcat (name, endings[e], NULL);
          g_autofree char *path = g_build_filename (folder, file, NULL);

          if (reports[i].text ? e == 0 : e == 2)
            continue;
          if (!write_report (connection, ledger, &reports[i], &request, path, error))
            return NULL;
          g_print ("%s\n", path);
        }
    }
  return GINT_TO_POINTER (TRUE);
}

/* The ledger, and the folder of packages that it can receive. The path of the ledger (transfer full); NULL with @error.
 */
static char *
make_sample (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, NH_SAMPLE_FILE_NAME, NULL);

  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      nh_error_set (error, NH_ERROR_IO, _ ("make the sample season"), _ ("the folder %s cannot be made."), folder);
      return NULL;
    }
  if (!remove_old_sample (path, error) || !nh_sample_make (path, error) || !nh_sample_packages_make (path, error))
    return NULL;
  return g_steal_pointer (&path);
}

gboolean
nh_cli_sample (NhCliOptions *options, GError **error)
{
  g_autofree char *path = make_sample (options->words[0], error);
  g_autofree char *packages = path != NULL ? nh_sample_packages_folder (path) : NULL;

  if (path != NULL)
    g_print ("%s\n%s\n", path, packages);
  return path != NULL;
}

gboolean
nh_cli_demo (NhCliOptions *options, GError **error)
{
  const char *folder = options->words[0];
  g_autofree char *path = make_sample (folder, error);
  g_autoptr (NhLedger) ledger = path != NULL ? nh_ledger_open (path, NH_OPEN_READ_ONLY, error) : NULL;

  if (ledger == NULL)
    return FALSE;
  g_print ("%s\n", path);
  return nh_ledger_call (ledger, NH_ON_READER, write_every_sheet, (gpointer) folder, NULL, error) != NULL;
}

gboolean
nh_cli_guide (NhCliOptions *options, GError **error)
{
  g_autoptr (NhSheet) guide = nh_help_make_sheet ();

  return nh_sheet_write (guide, options->out, NULL, error);
}
