/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-private.h"

#include "nh-i18n.h"
#include "nh-problem-row.h"
#include "nh-widget-util.h"

#define FIELD "nh-field"

static void
on_line_clicked (GtkWidget *line, NhForm *self)
{
  nh_form_focus_field (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (line), FIELD)));
}

/* A line that focuses its field. */
static void
add_line (NhForm *self, NhFieldEditor *editor, const NhProblem *problem)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", nh_field_editor_get_title (editor), problem->text);
  GtkWidget *line = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (line), nh_problem_line_new (problem->severity, text, line));
  gtk_widget_add_css_class (line, "flat");
  gtk_widget_set_focus_on_click (line, FALSE);
  g_object_set_data (G_OBJECT (line), FIELD, GUINT_TO_POINTER (problem->field));
  g_signal_connect_object (line, "clicked", G_CALLBACK (on_line_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->problem_rows), line);
}

static gboolean
has_shown_editor (NhForm *self, const NhProblem *problem)
{
  NhFieldEditor *editor = nh_form_context_find (&self->context, problem->field);

  return editor != NULL && gtk_widget_get_visible (GTK_WIDGET (editor));
}

/* The problems listed at the bottom, in order: open ones that show under their fields, then those without a visible
 * field. */
static GPtrArray *
collect (NhForm *self)
{
  GPtrArray *problems = g_ptr_array_new ();

  for (guint i = 0; self->context.draft != NULL && i < self->context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->context.editors, i);
      GPtrArray *shown = nh_problem_box_get_shown (nh_field_editor_get_problem_box (editor));

      for (guint j = 0; gtk_widget_get_visible (GTK_WIDGET (editor)) && j < shown->len; j++)
        if (((const NhProblem *) g_ptr_array_index (shown, j))->reason == NULL)
          g_ptr_array_add (problems, g_ptr_array_index (shown, j));
    }
  for (guint i = 0; self->context.draft != NULL && self->problems != NULL && i < self->problems->len; i++)
    if (!has_shown_editor (self, g_ptr_array_index (self->problems, i)))
      g_ptr_array_add (problems, g_ptr_array_index (self->problems, i));
  return problems;
}

static void
add (NhForm *self, const NhProblem *problem)
{
  if (has_shown_editor (self, problem))
    {
      NhFieldEditor *editor = nh_form_context_find (&self->context, problem->field);

      add_line (self, editor, problem);
      nh_form_section_set_alert (nh_form_section_of (editor), problem->severity);
      return;
    }
  gtk_box_append (GTK_BOX (self->problem_rows), nh_problem_row_new (problem));
}

void
nh_form_update_problem_list (NhForm *self)
{
  g_autoptr (GPtrArray) problems = collect (self);
  g_autofree char *title = NULL;
  guint open = 0;

  if (!nh_problems_differ (&self->shown_problems, problems))
    return;
  nh_widget_clear (self->problem_rows);
  for (guint i = 0; i < self->sections->len; i++)
    nh_form_section_set_alert (g_ptr_array_index (self->sections, i), -1);
  for (guint i = 0; i < problems->len; i++)
    {
      add (self, g_ptr_array_index (problems, i));
      open += ((const NhProblem *) g_ptr_array_index (problems, i))->reason == NULL;
    }
  title = g_strdup_printf (ngettext ("%u problem (F8: next)", "%u problems (F8: next)", open), open);
  gtk_label_set_text (GTK_LABEL (self->problem_title), title);
  gtk_widget_set_visible (self->problem_title, open > 0);
  gtk_widget_set_visible (self->problem_list, problems->len > 0);
}

static void
apply (NhForm *self)
{
  for (guint i = 0; i < self->context.editors->len; i++)
    nh_field_editor_set_problems (g_ptr_array_index (self->context.editors, i), self->problems);
  nh_form_update_problem_list (self);
}

void
nh_form_set_problems (NhForm *self, GPtrArray *problems)
{
  g_return_if_fail (NH_IS_FORM (self));

  if (problems != NULL)
    g_ptr_array_ref (problems);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = problems;
  apply (self);
}

void
nh_form_reveal_problems (NhForm *self)
{
  g_return_if_fail (NH_IS_FORM (self));

  self->context.whole = TRUE;
  apply (self);
}

void
nh_form_clear_mended (NhForm *self)
{
  g_autoptr (GPtrArray) found = NULL;
  gboolean gone = FALSE;

  for (guint i = 0; i < self->context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->context.editors, i);

      if (nh_problem_box_get_shown (nh_field_editor_get_problem_box (editor))->len == 0)
        continue;
      if (found == NULL)
        found = nh_form_context_check (&self->context);
      gone |= nh_problem_box_retain (nh_field_editor_get_problem_box (editor), found);
    }
  if (gone)
    nh_form_update_problem_list (self);
}

void
nh_form_waive (NhForm *self, const char *rule, const char *reason)
{
  if (self->context.draft == NULL)
    return;
  nh_record_waive (self->context.draft, rule, reason);
  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    {
      NhProblem *problem = g_ptr_array_index (self->problems, i);

      if (g_strcmp0 (problem->rule, rule) != 0)
        continue;
      g_free (problem->reason);
      problem->reason = reason[0] == '\0' ? NULL : g_strdup (reason);
    }
  apply (self);
  g_signal_emit (self, nh_form_signals[NH_FORM_WAIVE], 0, rule, reason);
  g_signal_emit (self, nh_form_signals[NH_FORM_CHANGED], 0);
}

static gboolean
is_open_problem (NhFieldEditor *editor)
{
  GPtrArray *shown = nh_problem_box_get_shown (nh_field_editor_get_problem_box (editor));

  for (guint i = 0; i < shown->len; i++)
    if (((const NhProblem *) g_ptr_array_index (shown, i))->reason == NULL)
      return gtk_widget_get_visible (GTK_WIDGET (editor));
  return FALSE;
}

gboolean
nh_form_focus_next_problem (NhForm *self)
{
  NhFieldEditor *focus;
  guint start = self->context.editors->len - 1;

  g_return_val_if_fail (NH_IS_FORM (self), FALSE);

  focus = nh_form_get_focus_editor (self);
  if (focus != NULL)
    {
      /* Check what is being typed first. */
      nh_form_commit (self);
      g_ptr_array_find (self->context.editors, focus, &start);
    }
  for (guint i = 1; i <= self->context.editors->len; i++)
    {
      NhFieldEditor *editor = g_ptr_array_index (self->context.editors, (start + i) % self->context.editors->len);

      if (is_open_problem (editor))
        return nh_form_focus_field (self, nh_field_editor_get_index (editor));
    }
  return FALSE;
}
