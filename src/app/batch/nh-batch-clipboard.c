/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pasting into the grid: the cells of a block, and the columns that have no place there. */
#include "nh-batch-private.h"

#include <string.h>

#include "nh-batch-paste.h"
#include "nh-batch-unplaced.h"
#include "nh-i18n.h"

/* Typed by the program: the paste stays the last thing that was done. */
static void
type_cell (NhBatch *self, NhFieldEditor *cell, const char *text)
{
  self->pasting = TRUE;
  nh_batch_pasted_type (self->pasted, cell, text);
  self->pasting = FALSE;
}

static void
fill_in (NhBatch *self, const NhBlockColumn *column)
{
  for (guint i = 0; i < column->cells->len; i++)
    {
      NhBatchRow *row = nh_batch_get_row (self, (guint) self->paste_row + i);
      NhFieldEditor *cell = row != NULL ? nh_batch_row_get_cell (row, column->place) : NULL;

      if (cell != NULL)
        type_cell (self, cell, g_ptr_array_index (column->cells, i));
    }
}

/* --- Columns without a place --- */

/* A column of persons makes the recipients persons. */
static void
meet_condition (NhBatch *self, guint field)
{
  const char *code;
  int other = nh_record_type_condition (self->type, field, &code);

  if (other >= 0 && nh_form_context_find (&self->common.context, other) != NULL)
    nh_record_set_text (self->common.context.draft, (guint) other, code);
}

/* A field without a cell, such as the note. */
static void
append_text (NhRecord *draft, guint field, const char *text)
{
  const char *before = nh_record_get_text (draft, field);
  g_autofree char *joined = *before != '\0' ? g_strdup_printf ("%s; %s", before, text) : g_strdup (text);

  if (*text != '\0')
    nh_record_set_text (draft, field, joined);
}

static void
on_placed (const NhBlockColumn *column, int field, gpointer data)
{
  NhBatch *self = data;

  if (field < 0)
    return;
  meet_condition (self, (guint) field);
  for (guint i = 0; i < column->cells->len && (guint) column->row + i < self->rows->len; i++)
    {
      NhBatchRow *row = nh_batch_row_at (self, (guint) column->row + i);
      NhFieldEditor *cell = nh_form_context_find (&row->fields.context, field);

      if (cell != NULL)
        type_cell (self, cell, g_ptr_array_index (column->cells, i));
      else
        append_text (row->fields.context.draft, (guint) field, g_ptr_array_index (column->cells, i));
      nh_batch_row_keep (row, self->keeper);
    }
  nh_batch_check (self, FALSE);
}

static gboolean
is_taken (NhBatch *self, GPtrArray *columns, guint field)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const NhBlockColumn *column = g_ptr_array_index (columns, i);
      NhFieldEditor *cell = nh_batch_row_get_cell (nh_batch_row_at (self, 0), column->place);

      if (column->place >= 0 && cell != NULL && nh_field_editor_get_index (cell) == field)
        return TRUE;
    }
  return nh_form_context_find (&self->common.context, (int) field) != NULL;
}

/* The cells that the block leaves free, then other fields that take any text. (transfer full) */
static GArray *
find_free_fields (NhBatch *self, GPtrArray *columns)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (int));

  for (int with_cell = 1; with_cell >= 0; with_cell--)
    for (guint i = 0; i < self->type->n_fields; i++)
      {
        const NhField *field = &self->type->fields[i];
        gboolean has_cell = nh_form_context_find (&nh_batch_row_at (self, 0)->fields.context, (int) i) != NULL;
        gboolean text = field->kind == NH_KIND_TEXT || field->kind == NH_KIND_LINES || field->kind == NH_KIND_NAME;

        if (has_cell == with_cell && (has_cell || text) && !(field->flags & NH_FIELD_HIDDEN) &&
            !is_taken (self, columns, i))
          g_array_append_val (fields, i);
      }
  return fields;
}

/* --- Pasting --- */

void
nh_batch_paste_text (NhBatch *self, int index, int column, const char *text)
{
  g_autoptr (GPtrArray) columns = nh_batch_paste_read (nh_batch_row_at (self, 0), column, text);
  g_autoptr (GArray) fields = find_free_fields (self, columns);
  guint n_rows = columns->len > 0 ? ((const NhBlockColumn *) g_ptr_array_index (columns, 0))->cells->len : 0;
  guint n_left = n_rows - MIN (n_rows, NH_BATCH_ROWS - (guint) index);
  g_autofree char *left = NULL;

  self->paste_row = index;
  self->paste_rows = n_rows;
  g_ptr_array_set_size (self->pasted, 0);
  nh_batch_unplaced_clear (self->unplaced);
  for (guint i = 0; i < columns->len; i++)
    {
      NhBlockColumn *one = g_ptr_array_index (columns, i);

      one->row = index;
      if (one->place >= 0)
        fill_in (self, one);
      else
        nh_batch_unplaced_add (self->unplaced, self->type, self->common.context.catalog, one, fields, on_placed, self);
    }
  nh_batch_check (self, FALSE);
  if (n_left == 0)
    return;
  left = g_strdup_printf (ngettext ("%u of the copied rows did not fit here. Save these, then paste it.",
                                    "%u of the copied rows did not fit here. Save these, then paste the rest.", n_left),
                          n_left);
  nh_batch_show_message (self, left, TRUE);
}

static void
on_clipboard_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhBatch) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (text == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (strpbrk (text, "\t\n") != NULL)
    nh_batch_paste_text (self, self->paste_row, self->paste_column, text);
  else if (focus != NULL)
    gtk_widget_activate_action (focus, "clipboard.paste", NULL);
}

void
nh_batch_paste (NhBatch *self, int index, int column)
{
  self->paste_row = index;
  self->paste_column = column;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_clipboard_read,
                                 g_object_ref (self));
}

/* Fields without a cell, which only a paste fills in. */
static void
blank_appended (NhBatch *self)
{
  for (guint i = (guint) self->paste_row; i < self->rows->len && i < (guint) self->paste_row + self->paste_rows; i++)
    {
      NhBatchFields *fields = &nh_batch_row_at (self, i)->fields;

      for (guint field = 0; field < self->type->n_fields; field++)
        if (nh_form_context_find (&fields->context, (int) field) == NULL &&
            nh_form_context_find (&self->common.context, (int) field) == NULL)
          nh_record_set (fields->context.draft, field, nh_record_get (fields->begun, field));
    }
}

gboolean
nh_batch_undo_paste (NhBatch *self)
{
  if (self->pasted->len == 0)
    return FALSE;
  self->pasting = TRUE;
  nh_batch_pasted_undo (self->pasted);
  self->pasting = FALSE;
  blank_appended (self);
  nh_batch_unplaced_clear (self->unplaced);
  nh_batch_check (self, FALSE);
  return TRUE;
}
