/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-batch-row.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-kind.h"
#include "nh-widget-util.h"

/* Of the row's cells; the line under it has its problems. The first line has the headings. */
static int
line_of (guint index)
{
  return 1 + 2 * (int) index;
}

/* Numbers stand to the right, as in lists. */
static gboolean
is_numeric (NhFieldEditor *cell)
{
  const NhField *field = nh_field_editor_get_field (cell);

  return nh_kind_is_numeric (field->kind);
}

static void
add_cell (NhBatchRow *self, GtkGrid *grid, GtkWidget *editor, int column, int line)
{
  g_object_set (editor, "bare", TRUE, NULL);
  /* Keep the value of the ui file: the entry inside would override it. */
  gtk_widget_set_hexpand (editor, gtk_widget_get_hexpand (editor));
  gtk_grid_attach (grid, editor, column, line, 1, 1);
  nh_form_context_add (&self->fields.context, nh_record_get_record_type (self->fields.context.draft), editor);
  if (is_numeric (NH_FIELD_EDITOR (editor)) && GTK_IS_EDITABLE (nh_field_editor_get_target (NH_FIELD_EDITOR (editor))))
    gtk_editable_set_alignment (GTK_EDITABLE (nh_field_editor_get_target (NH_FIELD_EDITOR (editor))), 1);
}

static void
attach (NhBatchRow *self, GtkGrid *grid, GtkBox *cells, int line)
{
  GtkWidget *child;
  int column = 1;

  gtk_grid_attach (grid, self->number, 0, line, 1, 1);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (cells))) != NULL)
    {
      g_autoptr (GtkWidget) cell = g_object_ref (child);

      gtk_box_remove (cells, child);
      add_cell (self, grid, cell, column++, line);
    }
  gtk_grid_attach (grid, self->remove, column, line, 1, 1);
  gtk_grid_attach (grid, self->problems, 1, line + 1, column - 1, 1);
}

NhBatchRow *
nh_batch_row_new (GtkGrid *grid, guint index, GtkBox *cells, const NhFormContext *context, NhRecord *draft)
{
  NhBatchRow *self = g_new0 (NhBatchRow, 1);

  nh_batch_fields_init (&self->fields, context->catalog, context->season, draft);
  self->fields.context.date_hint = context->date_hint;
  self->number = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, NULL);
  gtk_widget_add_css_class (self->number, "dim-label");
  gtk_widget_add_css_class (self->number, "numeric");
  self->problems = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "xalign", 0.0, "wrap",
                                 TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->problems, "nh-error");
  self->remove = g_object_new (GTK_TYPE_BUTTON, "icon-name", "window-close-symbolic", "has-frame", FALSE,
                               "focus-on-click", FALSE, "tooltip-text", _ ("Remove this row"), NULL);
  attach (self, grid, cells, line_of (index));
  g_signal_connect_swapped (draft, "changed", G_CALLBACK (nh_form_context_refresh), &self->fields.context);
  nh_batch_row_set_index (self, index);
  return self;
}

void
nh_batch_row_free (NhBatchRow *self)
{
  g_signal_handlers_disconnect_by_data (self->fields.context.draft, &self->fields.context);
  nh_batch_fields_clear (&self->fields);
  g_free (self);
}

void
nh_batch_row_detach (NhBatchRow *self, GtkGrid *grid, guint index)
{
  /* Removing the focused cell would emit "left". */
  for (guint i = 0; i < self->fields.context.editors->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->fields.context.editors, i), self);
  gtk_grid_remove_row (grid, line_of (index));
  gtk_grid_remove_row (grid, line_of (index));
}

void
nh_batch_row_set_index (NhBatchRow *self, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  g_autofree char *removing = g_strdup_printf (_ ("Remove row %u"), index + 1);

  gtk_label_set_text (GTK_LABEL (self->number), number);
  nh_widget_set_name (self->remove, removing);
  for (guint i = 0; i < self->fields.context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->fields.context.editors, i);
      g_autofree char *name = g_strdup_printf (_ ("%s, row %u"), nh_field_editor_get_title (editor), index + 1);

      nh_widget_set_name (nh_field_editor_get_target (editor), name);
    }
}

NhRecord *
nh_batch_row_seal (NhBatchRow *self)
{
  g_autoptr (NhRecord) draft = nh_record_edit (self->fields.context.draft);

  nh_record_complete (draft, self->fields.context.catalog);
  return nh_record_seal (draft);
}

gint64
nh_batch_row_get_number (NhBatchRow *self, guint field)
{
  g_autoptr (NhRecord) record = nh_batch_row_seal (self);

  return nh_record_applies (record, field) ? nh_record_get_number (record, field, 0) : 0;
}

/* --- Problems --- */

static void
append_problem (GString *text, NhFieldEditor *editor, const NhProblem *problem)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (editor != NULL && strstr (problem->text, nh_field_editor_get_title (editor)) == NULL)
    g_string_append_printf (text, "%s: ", nh_field_editor_get_title (editor));
  g_string_append (text, problem->text);
}

void
nh_batch_row_set_problems (NhBatchRow *self, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->fields.context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->fields.context.editors, i);
      GPtrArray *shown;

      nh_field_editor_set_problems (editor, problems);
      shown = nh_problem_box_get_shown (nh_field_editor_get_problem_box (editor));
      for (guint k = 0; k < shown->len; k++)
        append_problem (text, editor, g_ptr_array_index (shown, k));
    }
  for (guint i = 0; self->fields.context.whole && problems != NULL && i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field < 0 && problem->reason == NULL)
        append_problem (text, NULL, problem);
    }
  gtk_label_set_text (GTK_LABEL (self->problems), text->str);
  gtk_widget_set_visible (self->problems, text->len > 0);
}

gboolean
nh_batch_row_check (NhBatchRow *self, gboolean whole)
{
  g_autoptr (GPtrArray)
      problems = nh_batch_fields_are_blank (&self->fields) ? NULL : nh_form_context_check (&self->fields.context);

  self->fields.context.whole |= whole;
  nh_batch_row_set_problems (self, problems);
  return problems == NULL || !nh_problems_block (problems);
}

/* --- Cells --- */

NhFieldEditor *
nh_batch_row_get_cell (NhBatchRow *self, int column)
{
  for (guint i = 0; i < self->fields.context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->fields.context.editors, i);

      if (gtk_widget_get_visible (GTK_WIDGET (editor)) && column-- == 0)
        return editor;
    }
  return NULL;
}

int
nh_batch_row_find_cell (NhBatchRow *self, NhFieldEditor *editor)
{
  int column = 0;

  for (guint i = 0; i < self->fields.context.editors->len; i++)
    {
      if (g_ptr_array_index (self->fields.context.editors, i) == editor)
        return column;
      column += gtk_widget_get_visible (g_ptr_array_index (self->fields.context.editors, i));
    }
  return -1;
}

/* --- Headings --- */

GPtrArray *
nh_batch_row_add_headings (NhBatchRow *self, GtkGrid *grid)
{
  GPtrArray *headings = g_ptr_array_new ();

  for (guint i = 0; i < self->fields.context.editors->len; i++)
    {
      const NhField *field = nh_field_editor_get_field (g_ptr_array_index (self->fields.context.editors, i));
      gboolean numeric = is_numeric (g_ptr_array_index (self->fields.context.editors, i));
      g_autofree char *text = g_strconcat (_ (field->title), (field->flags & NH_FIELD_REQUIRED) ? "\u00a0*" : "", NULL);
      GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", numeric ? 1.0 : 0.0, "yalign", 1.0,
                                         "justify", numeric ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT, "wrap", TRUE,
                                         "width-chars", 6, "tooltip-text", field->hint != NULL ? _ (field->hint) : NULL,
                                         NULL);

      gtk_widget_add_css_class (heading, "nh-heading");
      gtk_grid_attach (grid, heading, 1 + (int) i, 0, 1, 1);
      g_ptr_array_add (headings, heading);
    }
  nh_batch_row_show_headings (self, headings);
  return headings;
}

void
nh_batch_row_show_headings (NhBatchRow *self, GPtrArray *headings)
{
  for (guint i = 0; i < headings->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (headings, i),
                            gtk_widget_get_visible (g_ptr_array_index (self->fields.context.editors, i)));
}

/* --- Drafts --- */

void
nh_batch_row_forget (NhBatchRow *self, NhDraftKeeper *keeper)
{
  if (self->kept)
    nh_draft_keeper_forget (keeper, self->fields.context.draft);
  self->kept = FALSE;
}

void
nh_batch_row_keep (NhBatchRow *self, NhDraftKeeper *keeper)
{
  if (nh_batch_fields_are_blank (&self->fields))
    {
      nh_batch_row_forget (self, keeper);
      return;
    }
  self->kept = TRUE;
  nh_draft_keeper_touch (keeper, self->fields.context.draft);
}

void
nh_batch_row_restore (NhBatchRow *self, const NhDraft *draft)
{
  NhRecord *record = self->fields.context.draft;

  nh_record_set_uuid (record, nh_record_get_info (draft->record)->uuid);
  for (guint i = 0; i < nh_record_get_record_type (record)->n_fields; i++) /* a pasted column may have no cell */
    if (!(nh_record_get_record_type (record)->fields[i].flags & NH_FIELD_HIDDEN))
      nh_record_set (record, i, nh_record_get (draft->record, i));
  nh_form_context_refresh (&self->fields.context);
  nh_form_context_restore_typed (&self->fields.context, draft->typed);
  self->kept = TRUE;
}
