/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on workbook forms: workbook-form, take-forms. */

#include "nh-cli.h"

#include "nh-form-files.h"
#include "nh-form-reader.h"
#include "nh-i18n.h"
#include "nh-workbook-form.h"

gboolean
nh_cli_workbook_form (NhCliOptions *options, GError **error)
{
  int year = nh_cli_year (options);
  gint64 unit = nh_cli_check_year (year, error) ? nh_cli_unit (options, error) : 0;
  const NhUnit *described = nh_catalog_get_unit (options->catalog, unit);
  guint n = 0, n_kept = 0;

  if (described == NULL)
    return FALSE;
  if (g_file_test (options->out, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *kept = NULL;

      if (!nh_workbook_form_write_below (options->ledger, unit, year, options->out, &n, &n_kept, NULL, error))
        return FALSE;
      g_print ("%u\n", n);
      kept = nh_workbook_form_describe_kept (n_kept);
      if (n_kept > 0)
        g_printerr ("%s\n", kept);
      return TRUE;
    }
  if (described->level != NH_LEVEL_COMMUNE)
    return nh_cli_usage (error, _ ("A form is of one commune: name it with --unit, or give a folder with --out."));
  return nh_workbook_form_write (options->ledger, described, year, NULL, options->out, error);
}

static void
add_row (GPtrArray *rows, const NhFormReading *reading)
{
  g_autofree char *name = g_path_get_basename (reading->path);
  g_autofree char *added = g_strdup_printf ("%u", reading->counts[NH_ROW_NEW]);
  g_autofree char *changed = g_strdup_printf ("%u", reading->counts[NH_ROW_CHANGED]);
  g_autofree char *removed = g_strdup_printf ("%u", reading->n_gone);
  g_autofree char *doubtful = g_strdup_printf ("%u", reading->n_doubtful);
  g_autofree char *held = g_strdup_printf ("%u", reading->counts[NH_ROW_HELD]);
  g_autofree char *refused = g_strdup_printf ("%u", reading->counts[NH_ROW_REFUSED]);

  nh_cli_rows_add (rows, name, reading->unit != NULL ? reading->unit->code : "",
                   reading->unit != NULL ? reading->unit->title : "", added, changed, removed, doubtful, held, refused,
                   reading->problem != NULL ? reading->problem : "", NULL);
  for (guint i = 0; i < reading->notes->len; i++)
    nh_cli_rows_add (rows, name, "", "", "", "", "", "", "", "", (const char *) reading->notes->pdata[i], NULL);
}

gboolean
nh_cli_take_forms (NhCliOptions *options, GError **error)
{
  const char *const titles[] = { "file",     "unit", "title",   "new",  "changed", "removed",
                                 "doubtful", "held", "refused", "note", NULL };
  g_autoptr (GPtrArray) files = nh_form_list_files ((const char *const *) &options->words[1]);
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();
  g_autoptr (GPtrArray) readings = nh_form_read_all (options->connection, options->ledger, files,
                                                     options->dry_run != NULL, options->rejected, NULL, NULL, error);
  gboolean good = readings != NULL;

  for (guint i = 0; readings != NULL && i < readings->len; i++)
    {
      const NhFormReading *reading = readings->pdata[i];

      add_row (rows, reading);
      good = good && reading->problem == NULL && reading->counts[NH_ROW_REFUSED] == 0;
    }
  if (readings != NULL)
    nh_cli_print_table (titles, rows, options->format);
  return good;
}
