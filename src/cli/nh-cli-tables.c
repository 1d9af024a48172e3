/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands on tables of spreadsheets: export, import. */

#include "nh-cli.h"

#include "nh-criteria.h"

#include <string.h>
#include "nh-i18n.h"
#include "nh-intake.h"
#include "nh-raw-export.h"

gboolean
nh_cli_export (NhCliOptions *options, GError **error)
{
  g_autoptr (NhQuery) query = nh_cli_make_query (options, error);

  return query != NULL && nh_raw_export (options->connection, options->ledger, query, options->personal != NULL,
                                         options->out, NULL, NULL, error);
}

/* --- Import --- */

/* The sheet that --map sheet=NAME or a number names; -1: none is named; -2: there is none. */
static int
find_sheet (const NhCliOptions *options, NhBook *book, GError **error)
{
  for (guint i = 0; i < options->maps->len; i++)
    {
      const char *word = options->maps->pdata[i];
      const char *name = g_str_has_prefix (word, "sheet=") ? word + strlen ("sheet=") : NULL;

      for (guint n = 0; name != NULL && n < nh_book_get_n_sheets (book); n++)
        {
          g_autofree char *number = g_strdup_printf ("%u", n + 1);

          if (g_str_equal (name, number) || g_str_equal (name, nh_book_get_sheet_name (book, n)))
            return (int) n;
        }
      if (name == NULL)
        continue;
      nh_cli_usage (error, _ ("There is no sheet “%s” in the file."), name);
      return -2;
    }
  return -1;
}

static NhMapping *
make_mapping (const NhCliOptions *options, NhBook *book, NhGrid **grid, GError **error)
{
  int year = nh_cli_year (options), sheet = find_sheet (options, book, error);
  g_autoptr (NhMapping) mapping = NULL;

  if (sheet == -2)
    return NULL;
  if (sheet >= 0)
    {
      *grid = nh_book_read (book, (guint) sheet, NULL, error);
      mapping = *grid != NULL ? nh_mapping_guess (options->type, *grid, options->catalog, year) : NULL;
      if (mapping != NULL)
        mapping->sheet = (guint) sheet;
    }
  else
    mapping = nh_mapping_guess_sheet (options->type, book, options->catalog, year, grid, NULL, error);
  for (guint i = 0; mapping != NULL && i < options->maps->len; i++)
    if (!g_str_has_prefix (options->maps->pdata[i], "sheet=") &&
        !nh_mapping_set_word (mapping, *grid, options->catalog, options->maps->pdata[i], error))
      return NULL;
  return g_steal_pointer (&mapping);
}

/* "sheet", "encoding", then a line a column. */
static void
print_mapping (const NhCliOptions *options, NhBook *book, NhGrid *grid, const NhMapping *mapping)
{
  const char *const titles[] = { "column", "heading", "field", "note", NULL };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();

  g_print ("sheet: %s\n", nh_book_get_sheet_name (book, mapping->sheet));
  if (nh_book_get_encoding (book) != NULL)
    g_print ("encoding: %s\nseparator: %s\n", nh_book_get_encoding (book),
             nh_book_get_separator (book) == '\t'  ? "tab"
             : nh_book_get_separator (book) == ';' ? ";"
                                                   : ",");
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const NhMapColumn *column = &mapping->columns[i];
      g_autofree char *name = nh_grid_column_name (i);
      g_autofree char *scale = column->scale > 1     ? g_strdup_printf ("x %" G_GINT64_FORMAT, column->scale)
                               : column->guessed > 1 ? g_strdup_printf ("x %" G_GINT64_FORMAT "?", column->guessed)
                                                     : g_strdup ("");
      const char *title = column->field >= 0             ? mapping->type->fields[column->field].name
                          : column->field == NH_MAP_UNIT ? "unit"
                          : column->field != NH_MAP_NONE ? nh_mapping_get_title (mapping, i)
                                                         : "";
      g_autofree char *note = g_strjoin (column->likely && *scale != '\0' ? " " : "", column->likely ? "?" : "", scale,
                                         NULL);

      if (column->field != NH_MAP_NONE || *column->heading != '\0')
        nh_cli_rows_add (rows, name, column->heading, title, note, NULL);
    }
  nh_cli_print_table (titles, rows, options->format);
}

static const char *
name_verdict (const NhRowNote *note)
{
  return note->refused ? "refused" : note->doubtful ? "doubtful" : "corrected";
}

static void
print_notes (const NhCliOptions *options, const NhIntake *intake)
{
  const char *const titles[] = { "row", "column", "verdict", "note", NULL };
  static const char *const verdicts[] = { "new", "changed", "held", "left-out", "refused" };
  g_autoptr (GPtrArray) rows = nh_cli_rows_new ();

  for (guint i = 0; i < intake->rows->len; i++)
    {
      const NhIntakeRow *row = intake->rows->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", nh_grid_get_number (intake->grid, row->row));

      if (row->notes->len == 0 && row->verdict != NH_ROW_NEW)
        nh_cli_rows_add (rows, number, "", verdicts[row->verdict], "", NULL);
      for (guint n = 0; n < row->notes->len; n++)
        {
          const NhRowNote *note = row->notes->pdata[n];
          g_autofree char *column = note->column >= 0 ? nh_grid_column_name ((guint) note->column) : g_strdup ("");

          nh_cli_rows_add (rows, number, column, name_verdict (note), note->text, NULL);
        }
    }
  nh_cli_print_table (titles, rows, options->format);
}

/* Last: what is told as new is in the ledger. */
static void
print_counts (const NhIntake *intake)
{
  g_print ("new: %u\ndoubtful: %u\nheld: %u\nleft out: %u\nrefused: %u\n", intake->counts[NH_ROW_NEW],
           intake->n_doubtful, intake->counts[NH_ROW_HELD], intake->counts[NH_ROW_LEFT_OUT],
           intake->counts[NH_ROW_REFUSED]);
}

/* The unit of rows that do not say theirs: a commune's own; a province's rows must say it. */
static gboolean
find_default_unit (const NhCliOptions *options, const NhMapping *mapping, int year, gint64 *unit, GError **error)
{
  const char *code = mapping->unit_code != NULL ? mapping->unit_code : options->unit;
  const NhUnit *owner = nh_catalog_get_unit (options->catalog, nh_ledger_get_unit (options->ledger));

  *unit = owner != NULL && owner->level == NH_LEVEL_COMMUNE ? owner->id : 0;
  if (code != NULL)
    *unit = nh_cli_find_unit (options->catalog, code, year, error);
  return code == NULL || *unit != 0;
}

static gboolean
save (const NhCliOptions *options, NhIntake *intake, GError **error)
{
  g_autofree char *name = g_path_get_basename (options->from);

  if (options->dry_run == NULL && !nh_intake_save (intake, options->connection, options->ledger, name, error))
    return FALSE;
  return options->rejected == NULL || intake->counts[NH_ROW_REFUSED] == 0 ||
         nh_intake_write_refused (intake, options->catalog, options->rejected, error);
}

gboolean
nh_cli_import (NhCliOptions *options, GError **error)
{
  g_autoptr (NhBook) book = nh_book_open (options->from, error);
  g_autoptr (NhGrid) grid = NULL;
  g_autoptr (NhMapping) mapping = book != NULL ? make_mapping (options, book, &grid, error) : NULL;
  g_autoptr (NhIntake) intake = NULL;
  gint64 unit = 0;
  int year;

  if (mapping == NULL)
    return FALSE;
  year = mapping->year != 0 ? mapping->year : nh_cli_year (options);
  if (!nh_cli_check_year (year, error) || !find_default_unit (options, mapping, year, &unit, error))
    return FALSE;
  intake = nh_intake_read (options->connection, options->ledger, grid, mapping, unit, year, NULL, NULL, NULL, error);
  if (intake == NULL)
    return FALSE;
  print_mapping (options, book, grid, mapping);
  print_notes (options, intake);
  if (!save (options, intake, error))
    return FALSE;
  print_counts (intake);
  if (options->dry_run == NULL && intake->counts[NH_ROW_NEW] > 0 && intake->counts[NH_ROW_REFUSED] > 0)
    g_printerr (_ ("ngay-hoi-cli: The new rows are saved (%u). Only the refused ones are not (%u); the reasons stand "
                   "above.\n"),
                intake->counts[NH_ROW_NEW], intake->counts[NH_ROW_REFUSED]);
  return intake->counts[NH_ROW_REFUSED] == 0;
}

gboolean
nh_cli_import_criteria (NhCliOptions *options, GError **error)
{
  guint n = nh_criteria_import (options->connection, options->ledger, options->from,
                                options->n_words > 1 ? options->words[1] : NULL, error);

  if (n == 0)
    return FALSE;
  g_print ("%u\n", n);
  return TRUE;
}
