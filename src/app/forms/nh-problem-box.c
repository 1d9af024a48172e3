/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-problem-box.h"

#include "nh-problem-row.h"

struct _NhProblemBox
{
  GtkWidget  parent;

  GtkWidget *target;       /* borrowed */
  int        field;
  GPtrArray *found;        /* owned copies of the field's problems */
  NhProblem  unreadable;   /* rule and text owned; text NULL: readable */
  GPtrArray *shown;        /* into found, or unreadable */
  char      *rows;         /* what the rows say: they are made anew only when that changes, since one may have the focus */
};

enum { WAIVE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhProblemBox, nh_problem_box, GTK_TYPE_WIDGET)

static NhProblem *
problem_copy (const NhProblem *problem)
{
  NhProblem *copy = g_new0 (NhProblem, 1);

  copy->field = problem->field;
  copy->severity = problem->severity;
  copy->rule = g_strdup (problem->rule);
  copy->text = g_strdup (problem->text);
  copy->reason = g_strdup (problem->reason);
  return copy;
}

static void
on_row_waive (NhProblemBox *self, const char *rule, const char *reason)
{
  /* The row goes when the problems are set anew, which is while its signal still runs. */
  g_autofree char *own_rule = g_strdup (rule), *own_reason = g_strdup (reason);

  g_signal_emit (self, signals[WAIVE], 0, own_rule, own_reason);
}

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

static char *
describe (NhProblemBox *self)
{
  GString *rows = g_string_new (NULL);

  for (guint i = 0; i < self->shown->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (self->shown, i);

      g_string_append_printf (rows, "%d\t%s\t%s\t%s\n", problem->severity, problem->rule, problem->text,
                              problem->reason == NULL ? "" : problem->reason);
    }
  return g_string_free (rows, FALSE);
}

static void
show (NhProblemBox *self)
{
  GtkWidget *child, *message = NULL;
  g_autofree char *rows = describe (self);
  int worst = -1;

  if (g_strcmp0 (rows, self->rows) == 0)
    return;
  g_free (self->rows);
  self->rows = g_steal_pointer (&rows);
  /* The relation first: its label goes. */
  mark_target (self, -1, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < self->shown->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (self->shown, i);
      GtkWidget *row = nh_problem_row_new (problem);

      g_signal_connect_object (row, "waive", G_CALLBACK (on_row_waive), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (row, GTK_WIDGET (self));
      if (problem->reason == NULL && (int) problem->severity > worst)
        {
          worst = problem->severity;
          message = nh_problem_row_get_label (NH_PROBLEM_ROW (row));
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->shown->len > 0);
  mark_target (self, worst, message);
}

static void
nh_problem_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nh_problem_box_parent_class)->dispose (object);
}

static void
nh_problem_box_finalize (GObject *object)
{
  NhProblemBox *self = NH_PROBLEM_BOX (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->found);
  g_free (self->rows);
  g_free (self->unreadable.rule);
  g_free (self->unreadable.text);
  G_OBJECT_CLASS (nh_problem_box_parent_class)->finalize (object);
}

static void
nh_problem_box_class_init (NhProblemBoxClass *class)
{
  G_OBJECT_CLASS (class)->dispose = nh_problem_box_dispose;
  G_OBJECT_CLASS (class)->finalize = nh_problem_box_finalize;
  signals[WAIVE] = g_signal_new ("waive", NH_TYPE_PROBLEM_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
nh_problem_box_init (NhProblemBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_problem_free);
  self->shown = g_ptr_array_new ();
  self->unreadable.severity = NH_SEVERITY_BLOCK;
}

GtkWidget *
nh_problem_box_new (void)
{
  return g_object_new (NH_TYPE_PROBLEM_BOX, NULL);
}

void
nh_problem_box_set_target (NhProblemBox *self, GtkWidget *target, guint field, const char *rule)
{
  g_return_if_fail (NH_IS_PROBLEM_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (target));

  self->target = target;
  self->field = field;
  self->unreadable.field = field;
  self->unreadable.rule = g_strdup (rule);
}

void
nh_problem_box_set_problems (NhProblemBox *self, GPtrArray *problems)
{
  g_return_if_fail (NH_IS_PROBLEM_BOX (self));

  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->found, 0);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field == self->field)
        g_ptr_array_add (self->found, problem_copy (problem));
    }
}

void
nh_problem_box_set_unreadable (NhProblemBox *self, const char *reason)
{
  g_return_if_fail (NH_IS_PROBLEM_BOX (self));

  g_free (self->unreadable.text);
  self->unreadable.text = g_strdup (reason);
}

void
nh_problem_box_update (NhProblemBox *self, gboolean may)
{
  g_return_if_fail (NH_IS_PROBLEM_BOX (self));

  g_ptr_array_set_size (self->shown, 0);
  if (may && self->unreadable.text != NULL)
    g_ptr_array_add (self->shown, &self->unreadable);
  for (guint i = 0; may && self->unreadable.text == NULL && i < self->found->len; i++)
    g_ptr_array_add (self->shown, g_ptr_array_index (self->found, i));
  show (self);
}

static gboolean
has_rule (GPtrArray *problems, const NhProblem *problem)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *other = g_ptr_array_index (problems, i);

      if (other->field == problem->field && g_strcmp0 (other->rule, problem->rule) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
nh_problem_box_retain (NhProblemBox *self, GPtrArray *found)
{
  guint before;

  g_return_val_if_fail (NH_IS_PROBLEM_BOX (self), FALSE);

  before = self->shown->len;
  for (guint i = self->shown->len; i > 0; i--)
    {
      const NhProblem *problem = g_ptr_array_index (self->shown, i - 1);
      gboolean stays = problem == &self->unreadable ? problem->text != NULL : has_rule (found, problem);

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
  g_return_val_if_fail (NH_IS_PROBLEM_BOX (self), NULL);

  return self->shown;
}

GtkWidget *
nh_problem_box_get_button (NhProblemBox *self)
{
  g_return_val_if_fail (NH_IS_PROBLEM_BOX (self), NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *button = nh_problem_row_get_button (NH_PROBLEM_ROW (row));

      if (button != NULL && gtk_widget_get_mapped (button))
        return button;
    }
  return NULL;
}
