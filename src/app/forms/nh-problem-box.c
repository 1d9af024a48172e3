/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-problem-box.h"

#include "nh-problem-row.h"
#include "nh-widget-util.h"

struct _NhProblemBox
{
  GtkWidget *box;
  GtkWidget *target;           /* borrowed */
  const NhProblem *unreadable; /* borrowed */
  GPtrArray *found;            /* owned (nullable): of NhProblem, other fields' too */
  GPtrArray *shown;            /* into found, or unreadable */
  char *rows;                  /* what the rows show (nh_problems_differ) */
};

/* @worst: an NhSeverity, -1 for none; @message: its label. */
static void
mark_target (NhProblemBox *self, int worst, GtkWidget *message)
{
  GtkAccessible *target = GTK_ACCESSIBLE (self->target);

  gtk_widget_remove_css_class (self->target, "error");
  gtk_widget_remove_css_class (self->target, "warning");
  if (worst >= NH_SEVERITY_WARN)
    gtk_widget_add_css_class (self->target, nh_severity_get_css (worst));
  if (worst == NH_SEVERITY_BLOCK)
    gtk_accessible_update_state (target, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  else
    gtk_accessible_reset_state (target, GTK_ACCESSIBLE_STATE_INVALID);
  if (message != NULL)
    gtk_accessible_update_relation (target, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message, -1);
  else
    gtk_accessible_reset_relation (target, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}

static void
show (NhProblemBox *self)
{
  GtkWidget *message = NULL;
  int worst = -1;

  if (!nh_problems_differ (&self->rows, self->shown))
    return;
  /* Reset the relation before its label is removed. */
  mark_target (self, -1, NULL);
  nh_widget_clear (self->box);
  for (guint i = 0; i < self->shown->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (self->shown, i);
      GtkWidget *row = nh_problem_row_new (problem);

      gtk_box_append (GTK_BOX (self->box), row);
      if (problem->reason == NULL && (int) problem->severity > worst)
        {
          worst = problem->severity;
          message = nh_problem_row_get_label (row);
        }
    }
  gtk_widget_set_visible (self->box, self->shown->len > 0);
  mark_target (self, worst, message);
}

NhProblemBox *
nh_problem_box_new (GtkWidget *target, const NhProblem *unreadable)
{
  NhProblemBox *self = g_new0 (NhProblemBox, 1);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_visible (self->box, FALSE);
  self->target = target;
  self->unreadable = unreadable;
  self->shown = g_ptr_array_new ();
  return self;
}

void
nh_problem_box_free (NhProblemBox *self)
{
  g_ptr_array_unref (self->shown);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self->rows);
  g_free (self);
}

GtkWidget *
nh_problem_box_get_widget (NhProblemBox *self)
{
  return self->box;
}

void
nh_problem_box_set_problems (NhProblemBox *self, GPtrArray *problems)
{
  g_ptr_array_set_size (self->shown, 0);
  if (problems != NULL)
    g_ptr_array_ref (problems);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = problems;
}

void
nh_problem_box_update (NhProblemBox *self, gboolean may)
{
  g_ptr_array_set_size (self->shown, 0);
  if (may && self->unreadable->text != NULL)
    g_ptr_array_add (self->shown, (gpointer) self->unreadable);
  else if (may && self->found != NULL)
    for (guint i = 0; i < self->found->len; i++)
      if (((const NhProblem *) g_ptr_array_index (self->found, i))->field == self->unreadable->field)
        g_ptr_array_add (self->shown, g_ptr_array_index (self->found, i));
  show (self);
}

static gboolean
is_same (gconstpointer one, gconstpointer other)
{
  const NhProblem *a = one, *b = other;

  return a->field == b->field && g_strcmp0 (a->rule, b->rule) == 0;
}

gboolean
nh_problem_box_retain (NhProblemBox *self, GPtrArray *found)
{
  guint before = self->shown->len;

  for (guint i = self->shown->len; i > 0; i--)
    {
      const NhProblem *problem = g_ptr_array_index (self->shown, i - 1);
      gboolean stays = problem == self->unreadable ? problem->text != NULL
                                                   : g_ptr_array_find_with_equal_func (found, problem, is_same, NULL);

      if (!stays)
        g_ptr_array_remove_index (self->shown, i - 1);
    }
  if (self->shown->len == before)
    return FALSE;
  show (self);
  return TRUE;
}

GPtrArray *
nh_problem_box_get_shown (NhProblemBox *self)
{
  return self->shown;
}

GtkWidget *
nh_problem_box_get_button (NhProblemBox *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->box); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *button = nh_problem_row_get_button (row);

      if (button != NULL && gtk_widget_get_mapped (button))
        return button;
    }
  return NULL;
}
