/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-paste.h"

#include <string.h>

#include "nh-kind.h"
#include "nh-record.h"
#include "nh-text.h"

#define COLUMNS_MAX 64
#define GOOD_FIT 0.5 /* of what the values of a column are worth in a cell, on average */
#define LEAST_YEAR 1900
#define MOST_YEAR 2100
#define LEAST_MONEY 1000

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
  static const char *const headings[] = { "stt", "tt", "số tt", "số thứ tự", NULL };

  for (guint i = 0; column->heading != NULL && headings[i] != NULL; i++)
    if (nh_text_same (column->heading, headings[i]))
      return TRUE;
  for (guint i = 0; i < column->cells->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (!g_str_equal (cell_of (column, i), number))
        return FALSE;
    }
  return column->cells->len > 1;
}

/* Of NhBlockColumn, each with a cell for each line; no place is known yet. (transfer full) */
static GPtrArray *
split (const char *text)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);

  while (n_lines > 0 && lines[n_lines - 1][strspn (lines[n_lines - 1], " \t\r")] == '\0')
    n_lines--;
  for (guint i = 0; i < n_lines; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", COLUMNS_MAX);
      guint n = g_strv_length (cells);

      while (columns->len < n)
        {
          NhBlockColumn *column = g_new0 (NhBlockColumn, 1);

          column->place = -1;
          column->number = columns->len + 1;
          column->cells = g_ptr_array_new_with_free_func (g_free);
          for (guint k = 0; k < i; k++)
            g_ptr_array_add (column->cells, g_strdup (""));
          g_ptr_array_add (columns, column);
        }
      for (guint k = 0; k < columns->len; k++)
        g_ptr_array_add (((NhBlockColumn *) g_ptr_array_index (columns, k))->cells,
                         g_strdup (k < n ? g_strstrip (cells[k]) : ""));
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

/* How sure it is that a text belongs in the field: 0 not at all, 3 nearly. */
static double
judge (const NhField *field, const char *text, const NhParseContext *context)
{
  g_auto (NhValue) value = NH_VALUE_INIT;
  gboolean digits = text[strspn (text, "0123456789")] == '\0';
  gboolean year;

  if (!nh_kind_parse (field, text, context, &value, NULL))
    return 0;
  year = digits && value.number >= LEAST_YEAR && value.number <= MOST_YEAR;
  switch (field->kind)
    {
    case NH_KIND_INTEGER:
      return (field->flags & NH_FIELD_YEAR) ? (year ? 3 : 0) : year ? 1.5 : 2;
    case NH_KIND_MONEY:
      return value.number >= LEAST_MONEY ? 2.5 : GOOD_FIT;
    case NH_KIND_DATE:
      return digits ? GOOD_FIT : 3;
    case NH_KIND_CHOICE:
      return 3;
    default:
      return digits ? 0.2 : 1;
    }
}

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
        sum += judge (nh_field_editor_get_field (cell), cell_of (column, i), &context);
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
      good = good && (is_empty (column) || fit (row, column->place, column) >= GOOD_FIT);
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

          if (suits < GOOD_FIT || worth <= best || !is_free (columns, i, place))
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
