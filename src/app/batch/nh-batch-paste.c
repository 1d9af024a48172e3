/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-paste.h"

#include <string.h>

#include "nh-book.h"
#include "nh-column.h"
#include "nh-record.h"

/* --- Columns --- */

static void
column_free (gpointer data)
{
  NhBlockColumn *column = data;

  g_free (column->heading);
  g_ptr_array_unref (column->cells);
  g_free (column);
}

static const char *
cell_of (const NhBlockColumn *column, guint row)
{
  return g_ptr_array_index (column->cells, row);
}

static gboolean
is_empty (const NhBlockColumn *column)
{
  for (guint i = 0; i < column->cells->len; i++)
    if (*cell_of (column, i) != '\0')
      return FALSE;
  return TRUE;
}

/* 1, 2, 3 …, or headed so. */
static gboolean
counts_lines (const NhBlockColumn *column)
{
  if (column->heading != NULL && nh_heading_counts_lines (column->heading))
    return TRUE;
  for (guint i = 0; i < column->cells->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (!g_str_equal (cell_of (column, i), number))
        return FALSE;
    }
  return column->cells->len > 1;
}

static NhBlockColumn *
add_column (GPtrArray *columns)
{
  NhBlockColumn *column = g_new0 (NhBlockColumn, 1);

  column->place = -1;
  column->number = columns->len + 1;
  column->cells = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (columns, column);
  return column;
}

/* Of NhBlockColumn, each with a cell for each line; no place is known yet. (transfer full) */
static GPtrArray *
split (const char *text)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (NhBook) book = nh_book_from_text (text, strlen (text), "", TRUE, NULL);
  g_autoptr (NhGrid) grid = book != NULL ? nh_book_read (book, 0, NULL, NULL) : NULL;
  guint n_rows = grid != NULL ? nh_grid_get_n_rows (grid) : 0;

  for (guint i = 0; grid != NULL && i < nh_grid_get_n_columns (grid); i++)
    {
      NhBlockColumn *column = add_column (columns);

      for (guint row = 0; row < n_rows; row++)
        {
          while (column->cells->len + 1 < nh_grid_get_number (grid, row)) /* empty lines */
            g_ptr_array_add (column->cells, g_strdup (""));
          g_ptr_array_add (column->cells, nh_grid_dup_text (grid, nh_grid_get (grid, row, i)));
        }
    }
  return columns;
}

/* --- With headings --- */

/* The column with that heading; -1: none. */
static int
find_column (NhBatchRow *row, const char *heading)
{
  NhFieldEditor *cell;

  for (int column = 0; *heading != '\0' && (cell = nh_batch_row_get_cell (row, column)) != NULL; column++)
    if (nh_field_is_called (nh_field_editor_get_field (cell), heading))
      return column;
  return -1;
}

/* FALSE: the first line has no headings. */
static gboolean
read_headings (NhBatchRow *row, GPtrArray *columns)
{
  gboolean found = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      NhBlockColumn *column = g_ptr_array_index (columns, i);

      column->place = find_column (row, cell_of (column, 0));
      found = found || column->place >= 0;
    }
  for (guint i = 0; found && i < columns->len; i++)
    {
      NhBlockColumn *column = g_ptr_array_index (columns, i);

      column->heading = g_strdup (cell_of (column, 0));
      g_ptr_array_remove_index (column->cells, 0);
    }
  return found;
}

/* --- By content --- */

static double
fit (NhBatchRow *row, int place, const NhBlockColumn *column)
{
  NhFieldEditor *cell = nh_batch_row_get_cell (row, place);
  NhRecord *draft = row->fields.context.draft;
  NhParseContext context = { row->fields.context.catalog, nh_record_get_day (draft),
                             nh_date_new (nh_record_get_info (draft)->year, 8, 1) };
  double sum = 0;
  guint n = 0;

  for (guint i = 0; cell != NULL && i < column->cells->len; i++)
    if (*cell_of (column, i) != '\0')
      {
        sum += nh_field_judge (nh_field_editor_get_field (cell), cell_of (column, i), &context);
        n++;
      }
  return n > 0 ? sum / n : 0;
}

/* One after the other, from @place on. FALSE: the content says otherwise. */
static gboolean
place_in_order (NhBatchRow *row, GPtrArray *columns, int place)
{
  gboolean good = TRUE;

  for (guint i = 0; i < columns->len; i++)
    {
      NhBlockColumn *column = g_ptr_array_index (columns, i);

      column->place = place + (int) i;
      good = good && (is_empty (column) || fit (row, column->place, column) >= NH_COLUMN_FITS);
    }
  return good;
}

static gboolean
is_free (GPtrArray *columns, guint n, int place)
{
  for (guint i = 0; i < n; i++)
    if (((const NhBlockColumn *) g_ptr_array_index (columns, i))->place == place)
      return FALSE;
  return TRUE;
}

/* Each where its content fits best; of like ones, the nearest after the column before it. */
static void
place_by_content (NhBatchRow *row, GPtrArray *columns, int next)
{
  for (guint i = 0; i < columns->len; i++)
    {
      NhBlockColumn *column = g_ptr_array_index (columns, i);
      double best = 0;

      column->place = -1;
      for (int place = 0; !is_empty (column) && nh_batch_row_get_cell (row, place) != NULL; place++)
        {
          double suits = fit (row, place, column);
          double worth = suits - 0.05 * ABS (place - next);

          if (suits < NH_COLUMN_FITS || worth <= best || !is_free (columns, i, place))
            continue;
          best = worth;
          column->place = place;
        }
      next = column->place >= 0 ? column->place + 1 : next + 1;
    }
}

GPtrArray *
nh_batch_paste_read (NhBatchRow *row, int column, const char *text)
{
  GPtrArray *columns = split (text);
  gboolean headed = columns->len > 0 && read_headings (row, columns);

  if (columns->len > 1 && counts_lines (g_ptr_array_index (columns, 0)) &&
      ((const NhBlockColumn *) g_ptr_array_index (columns, 0))->place < 0)
    g_ptr_array_remove_index (columns, 0);
  if (!headed && !place_in_order (row, columns, column))
    place_by_content (row, columns, column);
  /* Nothing to be asked about. */
  for (guint i = columns->len; i-- > 1;)
    if (((const NhBlockColumn *) g_ptr_array_index (columns, i))->place < 0 &&
        is_empty (g_ptr_array_index (columns, i)))
      g_ptr_array_remove_index (columns, i);
  return columns;
}

/* --- Undo --- */

typedef struct
{
  NhFieldEditor *cell; /* borrowed */
  char *before;        /* owned */
} Pasted;

static void
pasted_free (gpointer data)
{
  g_free (((Pasted *) data)->before);
  g_free (data);
}

GPtrArray *
nh_batch_pasted_new (void)
{
  return g_ptr_array_new_with_free_func (pasted_free);
}

void
nh_batch_pasted_type (GPtrArray *pasted, NhFieldEditor *cell, const char *text)
{
  Pasted *one = g_new0 (Pasted, 1);

  one->cell = cell;
  one->before = nh_field_editor_get_text (cell);
  g_ptr_array_add (pasted, one);
  nh_field_editor_type (cell, text);
  nh_field_editor_conclude (cell); /* the one that has the focus, too */
}

void
nh_batch_pasted_undo (GPtrArray *pasted)
{
  for (guint i = pasted->len; i-- > 0;)
    {
      const Pasted *one = g_ptr_array_index (pasted, i);

      nh_field_editor_type (one->cell, one->before);
    }
  g_ptr_array_set_size (pasted, 0);
}
