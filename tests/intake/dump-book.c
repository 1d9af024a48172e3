/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what the reader makes of a workbook, for test-book.py: a line a cell.
 * dump-book FILE [--copied | --expat] */
#include "nh-book.h"
#include "nh-i18n.h"
#include "nh-zip-part.h"

/* On one line. (transfer full) */
static char *
escape (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv ("|", lines);
}

static void
print_cell (NhGrid *grid, guint row, guint column)
{
  static const char *const kinds[] = { "text", "number", "date", "yes-no", "error", "formula" };
  const NhGridCell *cell = nh_grid_get (grid, row, column);
  g_autofree char *name = nh_grid_column_name (column);
  g_autofree char *text = nh_grid_dup_text (grid, cell);
  g_autofree char *shown = escape (text);
  const char *font = nh_grid_get_font (grid, cell);

  if (cell != NULL)
    g_print ("%s%u\t%s\t%s\t%s\t%s%s%s\n", name, nh_grid_get_number (grid, row), kinds[cell->kind], shown,
             font != NULL ? font : "", nh_grid_is_covered (grid, row, column) ? "covered " : "",
             cell->flags & NH_GRID_IN_THOUSANDS ? "thousands " : "",
             cell->flags & NH_GRID_IN_MILLIONS ? "millions " : "");
}

static void
print_sheet (NhBook *book, guint sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhGrid) grid = nh_book_read (book, sheet, NULL, &error);

  g_print ("sheet\t%s%s\n", nh_book_get_sheet_name (book, sheet),
           nh_book_is_sheet_hidden (book, sheet) ? "\thidden" : "");
  if (grid == NULL)
    {
      g_print ("refused\t%s\n", error->message);
      return;
    }
  for (guint column = 0; column < nh_grid_get_n_columns (grid); column++)
    if (nh_grid_is_column_hidden (grid, column))
      g_print ("hidden column\t%u\n", column + 1);
  for (guint row = 0; row < nh_grid_get_n_rows (grid); row++)
    {
      if (nh_grid_is_row_hidden (grid, row))
        g_print ("hidden row\t%u\n", nh_grid_get_number (grid, row));
      for (guint column = 0; column < nh_grid_get_n_columns (grid); column++)
        print_cell (grid, row, column);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhBook) book = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;

  nh_i18n_init (NH_LANGUAGE_ENGLISH);
  nh_zip_use_expat_alone (argc > 2 && g_str_equal (argv[2], "--expat"));
  if (argc > 2 && g_str_equal (argv[2], "--copied") && g_file_get_contents (argv[1], &data, &length, &error))
    book = nh_book_from_text (data, length, "clipboard", TRUE, &error);
  else if (error == NULL)
    book = nh_book_open (argv[1], &error);
  if (book == NULL)
    {
      g_print ("refused\t%s\n", error->message);
      return 0;
    }
  if (nh_book_get_encoding (book) != NULL)
    g_print ("text\t%s\t%d\n", nh_book_get_encoding (book), nh_book_get_separator (book));
  for (guint i = 0; i < nh_book_get_n_sheets (book); i++)
    print_sheet (book, i);
  return 0;
}
