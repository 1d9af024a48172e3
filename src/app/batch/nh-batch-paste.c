/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-paste.h"

#include <string.h>

#define COLUMNS_MAX 64

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

/* Fills in @columns from a line of headings. FALSE: it is none. */
static gboolean
read_headings (NhBatchRow *row, const char *line, int *columns)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", COLUMNS_MAX);
  guint n = g_strv_length (cells);
  gboolean found = FALSE;

  for (guint i = 0; i < COLUMNS_MAX; i++)
    {
      columns[i] = i < n ? find_column (row, g_strstrip (cells[i])) : -1;
      found = found || columns[i] >= 0;
    }
  return found;
}

/* 1, 2, 3 … before the rest of each line. */
static gboolean
counts_lines (char **lines, guint n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u\t", i + 1);

      if (!g_str_has_prefix (lines[i], number))
        return FALSE;
    }
  return n_lines > 1;
}

guint
nh_batch_paste_read (NhBatchRow *row, int column, const char *text, NhBatchPasteFunc paste, gpointer data)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines), first;
  int columns[COLUMNS_MAX];

  while (n_lines > 0 && lines[n_lines - 1][strspn (lines[n_lines - 1], " \t\r")] == '\0')
    n_lines--;
  first = n_lines > 0 && read_headings (row, lines[0], columns);
  for (int i = 0, skipped = counts_lines (lines, n_lines); first == 0 && i < COLUMNS_MAX; i++)
    columns[i] = i < skipped ? -1 : column + i - skipped;
  for (guint i = first; i < n_lines; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      for (guint k = 0; cells[k] != NULL && k < COLUMNS_MAX; k++)
        if (columns[k] >= 0)
          paste (i - first, columns[k], g_strstrip (cells[k]), data);
    }
  return n_lines - first;
}

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
