/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-private.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-typed.h"

static gboolean
is_of_row (NhBatchRow *row, guint field)
{
  for (guint i = 0; i < row->editors->len; i++)
    if (nh_field_editor_get_index (g_ptr_array_index (row->editors, i)) == field)
      return TRUE;
  return FALSE;
}

/* A new row begins with what carries over from the one before: the kind of gift, if not to whom. */
static NhRecord *
make_draft (NhBatchRow *row)
{
  NhBatch *batch = row->batch;
  NhRecord *common = batch->context.draft;
  const NhRecordInfo *info = nh_record_get_info (common);
  NhRecord *draft = nh_record_new (batch->type, info->unit, info->year);

  nh_record_carry_over (draft, common);
  if (batch->rows->len > 0)
    nh_record_carry_over (draft, ((NhBatchRow *) g_ptr_array_index (batch->rows, batch->rows->len - 1))->context.draft);
  for (guint i = 0; i < batch->editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (batch->editors, i));

      nh_record_set (draft, field, nh_record_get (common, field));
    }
  return draft;
}

static void
refresh (NhBatchRow *row)
{
  for (guint i = 0; i < row->editors->len; i++)
    nh_field_editor_refresh (g_ptr_array_index (row->editors, i));
}

static void
on_changed (NhBatchRow *row)
{
  nh_batch_typed (row->batch, row);
}

static void
on_left (NhBatchRow *row)
{
  nh_batch_left (row->batch);
}

static void
on_remove (NhBatchRow *row)
{
  nh_batch_remove (row->batch, row);
}

static void
adopt (NhBatchRow *row, NhFieldEditor *editor, int column, int line)
{
  NhBatch *batch = row->batch;

  g_object_set (editor, "bare", TRUE, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (editor), gtk_widget_get_hexpand (GTK_WIDGET (editor)));   /* whatever the entry in it wants */
  gtk_grid_attach (batch->grid, GTK_WIDGET (editor), column, line, 1, 1);
  if (!nh_field_editor_attach (editor, batch->type, &row->context))
    {
      g_critical ("The grid of “%s” has a column for “%s”, which is no field to enter", batch->type->name, nh_field_editor_get_name (editor));
      return;
    }
  g_ptr_array_add (row->editors, editor);
  nh_field_editor_reset (editor);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (on_changed), row);
  g_signal_connect_swapped (editor, "left", G_CALLBACK (on_left), row);
}

static void
make_cells (NhBatchRow *row, int line)
{
  g_autoptr (GtkBuilder) builder = nh_batch_build (row->batch->type, "row");
  GtkWidget *box = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkWidget *child;
  int column = 1;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      g_object_ref (child);
      gtk_box_remove (GTK_BOX (box), child);
      adopt (row, NH_FIELD_EDITOR (child), column++, line);
      g_object_unref (child);
    }
  row->remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_button_set_has_frame (GTK_BUTTON (row->remove), FALSE);
  gtk_widget_set_tooltip_text (row->remove, _("Remove this row"));
  gtk_widget_set_focus_on_click (row->remove, FALSE);
  g_signal_connect_swapped (row->remove, "clicked", G_CALLBACK (on_remove), row);
  gtk_grid_attach (row->batch->grid, row->remove, column, line, 1, 1);
  gtk_grid_attach (row->batch->grid, row->problems, 1, line + 1, column - 1, 1);
}

NhBatchRow *
nh_batch_row_new (NhBatch *batch)
{
  NhBatchRow *row = g_new0 (NhBatchRow, 1);
  int line = 1 + 2 * (int) batch->rows->len;

  row->batch = batch;
  row->editors = g_ptr_array_new ();
  g_set_object (&row->context.catalog, batch->context.catalog);
  g_set_object (&row->context.season, batch->context.season);
  row->context.date_hint = batch->context.date_hint;
  row->context.draft = make_draft (row);
  row->begun = nh_record_seal (row->context.draft);
  row->number = gtk_label_new (NULL);
  gtk_widget_add_css_class (row->number, "dim-label");
  gtk_widget_add_css_class (row->number, "numeric");
  gtk_label_set_xalign (GTK_LABEL (row->number), 1);
  row->problems = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_xalign (GTK_LABEL (row->problems), 0);
  gtk_label_set_wrap (GTK_LABEL (row->problems), TRUE);
  gtk_widget_set_visible (row->problems, FALSE);
  gtk_widget_add_css_class (row->problems, "nh-trouble");
  gtk_grid_attach (batch->grid, row->number, 0, line, 1, 1);
  make_cells (row, line);
  nh_batch_row_place (row, batch->rows->len);
  g_ptr_array_add (batch->rows, row);
  return row;
}

void
nh_batch_row_free (NhBatchRow *row)
{
  g_ptr_array_unref (row->editors);
  g_clear_object (&row->context.catalog);
  g_clear_object (&row->context.season);
  g_clear_object (&row->context.draft);
  g_clear_object (&row->begun);
  g_free (row);
}

void
nh_batch_row_place (NhBatchRow *row, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  g_autofree char *removing = g_strdup_printf (_("Remove row %u"), index + 1);

  gtk_label_set_text (GTK_LABEL (row->number), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, removing, -1);
  for (guint i = 0; i < row->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (row->editors, i);
      g_autofree char *name = g_strdup_printf (_("%s, row %u"), nh_field_editor_get_title (editor), index + 1);

      gtk_accessible_update_property (GTK_ACCESSIBLE (nh_field_editor_get_target (editor)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

void
nh_batch_row_restore (NhBatchRow *row, NhDraft *draft)
{
  NhRecordInfo *info = nh_record_edit_info (row->context.draft);

  g_free (info->uuid);
  info->uuid = g_strdup (nh_record_get_info (draft->record)->uuid);
  for (guint i = 0; i < row->editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (row->editors, i));

      nh_record_set (row->context.draft, field, nh_record_get (draft->record, field));
    }
  refresh (row);
  nh_typed_restore (draft->typed, row->editors);
  row->kept = TRUE;
}

gboolean
nh_batch_row_is_blank (NhBatchRow *row)
{
  if (nh_typed_is_in (row->editors))
    return FALSE;
  for (guint i = 0; i < row->editors->len; i++)
    {
      guint field = nh_field_editor_get_index (g_ptr_array_index (row->editors, i));

      if (!nh_value_equal (nh_record_get (row->context.draft, field), nh_record_get (row->begun, field)))
        return FALSE;
    }
  return TRUE;
}

void
nh_batch_row_take (NhBatchRow *row, guint field)
{
  if (is_of_row (row, field))
    return;
  nh_record_set (row->context.draft, field, nh_record_get (row->batch->context.draft, field));
  refresh (row);
}

NhRecord *
nh_batch_row_seal (NhBatchRow *row)
{
  g_autoptr (NhRecord) draft = nh_record_edit (row->context.draft);

  nh_record_complete (draft, row->context.catalog);
  return nh_record_seal (draft);
}

void
nh_batch_row_set_problems (NhBatchRow *row, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (row->editors, i);
      GPtrArray *shown;

      nh_field_editor_set_problems (editor, problems);
      shown = nh_field_editor_get_problems (editor);
      for (guint k = 0; k < shown->len; k++)
        {
          const NhProblem *problem = g_ptr_array_index (shown, k);

          if (text->len > 0)
            g_string_append_c (text, '\n');
          if (strstr (problem->text, nh_field_editor_get_title (editor)) == NULL)
            g_string_append_printf (text, "%s: ", nh_field_editor_get_title (editor));
          g_string_append (text, problem->text);
        }
    }
  for (guint i = 0; row->context.whole && problems != NULL && i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field < 0 && problem->reason == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", problem->text);
    }
  gtk_label_set_text (GTK_LABEL (row->problems), text->str);
  gtk_widget_set_visible (row->problems, text->len > 0);
}

NhFieldEditor *
nh_batch_row_get_cell (NhBatchRow *row, int column)
{
  for (guint i = 0; i < row->editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (row->editors, i);

      if (gtk_widget_get_visible (GTK_WIDGET (editor)) && column-- == 0)
        return editor;
    }
  return NULL;
}

int
nh_batch_row_find_cell (NhBatchRow *row, NhFieldEditor *editor)
{
  int column = 0;

  for (guint i = 0; i < row->editors->len; i++)
    {
      if (g_ptr_array_index (row->editors, i) == editor)
        return column;
      column += gtk_widget_get_visible (g_ptr_array_index (row->editors, i));
    }
  return -1;
}
