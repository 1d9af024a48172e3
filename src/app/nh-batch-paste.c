/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-private.h"

#include <string.h>

#include "nh-i18n.h"

#define COLUMNS_MAX 64

/* A cell as it was before. */
typedef struct
{
  NhFieldEditor *cell;   /* borrowed: forgotten when a row goes */
  char *before;
} Pasted;

void
nh_batch_pasted_free (gpointer data)
{
  Pasted *pasted = data;

  g_free (pasted->before);
  g_free (pasted);
}

gboolean
nh_batch_unpaste (NhBatch *self)
{
  g_autoptr (GPtrArray) pasted = NULL;

  if (self->pasted->len == 0)
    return FALSE;
  pasted = g_steal_pointer (&self->pasted);
  self->pasted = g_ptr_array_new_with_free_func (nh_batch_pasted_free);
  for (guint i = pasted->len; i-- > 0;)
    {
      const Pasted *one = g_ptr_array_index (pasted, i);

      nh_field_editor_type (one->cell, one->before);
    }
  nh_batch_check (self);
  return TRUE;
}

/* --- which column is which ------------------------------------------------------------------------------------------------ */

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

/* Fills @columns; FALSE: the first line is no line of headings. */
static gboolean
read_headings (NhBatchRow *row, const char *line, int *columns)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", COLUMNS_MAX);
  gboolean found = FALSE;

  for (guint i = 0; cells[i] != NULL && i < COLUMNS_MAX; i++)
    {
      columns[i] = find_column (row, g_strstrip (cells[i]));
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

/* --- filling -------------------------------------------------------------------------------------------------------------- */

static void
fill_row (NhBatch *self, NhBatchRow *row, const int *columns, char **cells)
{
  for (guint i = 0; cells[i] != NULL && i < COLUMNS_MAX; i++)
    {
      NhFieldEditor *cell = columns[i] >= 0 ? nh_batch_row_get_cell (row, columns[i]) : NULL;
      Pasted *pasted;

      if (cell == NULL)
        continue;
      pasted = g_new0 (Pasted, 1);
      pasted->cell = cell;
      pasted->before = nh_field_editor_get_text (cell);
      g_ptr_array_add (self->pasted, pasted);
      nh_field_editor_type (cell, g_strstrip (cells[i]));
    }
}

static void
spread (NhBatch *self, int index, int column, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines), n_left = 0, first;
  int columns[COLUMNS_MAX];

  while (n_lines > 0 && lines[n_lines - 1][strspn (lines[n_lines - 1], " \t\r")] == '\0')
    n_lines--;
  if (n_lines == 0)
    return;
  first = read_headings (nh_batch_get_row (self, (guint) index), lines[0], columns);
  for (int i = 0, skipped = counts_lines (lines, n_lines); first == 0 && i < COLUMNS_MAX; i++)
    columns[i] = i < skipped ? -1 : column + i - skipped;
  g_ptr_array_set_size (self->pasted, 0);
  self->pasting = TRUE;
  for (guint i = first; i < n_lines; i++)
    {
      NhBatchRow *row = nh_batch_get_row (self, (guint) index + i - first);
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      if (row != NULL)
        fill_row (self, row, columns, cells);
      else
        n_left++;
    }
  self->pasting = FALSE;
  nh_batch_check (self);
  if (n_left > 0)
    {
      g_autofree char *told = g_strdup_printf (ngettext ("%u of the copied rows did not fit here. Save these, then paste it.",
                                                         "%u of the copied rows did not fit here. Save these, then paste the rest.", n_left),
                                               n_left);
      nh_batch_say (self, told, TRUE);
    }
}

/* --- the clipboard -------------------------------------------------------------------------------------------------------- */

typedef struct
{
  NhBatch *batch;
  GtkWidget *window;    /* owned: the batch lives as long */
  int index, column;
} Pasting;

static void
on_pasted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pasting *pasting = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (pasting->window));

  if (text != NULL && gtk_widget_get_mapped (pasting->window))
    {
      if (pasting->index >= 0 && strpbrk (text, "\t\n") != NULL)
        spread (pasting->batch, pasting->index, pasting->column, text);
      else if (focus != NULL)
        gtk_widget_activate_action (focus, "clipboard.paste", NULL);
    }
  g_object_unref (pasting->window);
  g_free (pasting);
}

void
nh_batch_paste (NhBatch *self, int index, int column)
{
  Pasting *pasting = g_new0 (Pasting, 1);

  pasting->batch = self;
  pasting->window = g_object_ref (self->window);
  pasting->index = index;
  pasting->column = column;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->window), NULL, on_pasted, pasting);
}
