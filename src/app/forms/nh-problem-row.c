/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-problem-row.h"

#include "nh-i18n.h"

struct _NhProblemRow
{
  GtkWidget  parent;

  char      *rule;
  GtkWidget *line;       /* icon, text, button */
  GtkWidget *label;
  GtkWidget *button;     /* nullable */
  GtkWidget *ask;        /* the reason's entry and its button; NULL until it is wanted */
  GtkWidget *reason;
};

enum { WAIVE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhProblemRow, nh_problem_row, GTK_TYPE_WIDGET)

const char *
nh_severity_get_icon (NhSeverity severity)
{
  switch (severity)
    {
    case NH_SEVERITY_BLOCK:
      return "dialog-error-symbolic";
    case NH_SEVERITY_WARN:
      return "dialog-warning-symbolic";
    case NH_SEVERITY_NOTE:
    default:
      return "dialog-information-symbolic";
    }
}

const char *
nh_severity_get_css (NhSeverity severity)
{
  return severity == NH_SEVERITY_BLOCK ? "error" : severity == NH_SEVERITY_WARN ? "warning" : "note";
}

const char *
nh_severity_get_word (NhSeverity severity)
{
  return severity == NH_SEVERITY_BLOCK ? _("Error") : severity == NH_SEVERITY_WARN ? _("Warning") : C_("severity", "Note");
}

static void
close_ask (NhProblemRow *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->ask;

  gtk_widget_set_visible (self->ask, FALSE);
  gtk_widget_set_visible (self->button, TRUE);
  if (focused)
    gtk_widget_grab_focus (self->button);
}

static void
on_reason_given (NhProblemRow *self)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));

  g_strstrip (reason);
  if (reason[0] == '\0')
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      gtk_widget_grab_focus (self->reason);
      return;
    }
  g_signal_emit (self, signals[WAIVE], 0, self->rule, reason);
}

static gboolean
on_reason_key (NhProblemRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  close_ask (self);
  return TRUE;
}

static void
build_ask (NhProblemRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *done = gtk_button_new_with_label (_("Pass"));

  self->ask = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->reason = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _("The reason, for whoever receives it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reason for passing the warning"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->reason), 8);
  gtk_widget_set_hexpand (self->reason, TRUE);
  gtk_box_append (GTK_BOX (self->ask), self->reason);
  gtk_box_append (GTK_BOX (self->ask), done);
  gtk_widget_set_parent (self->ask, GTK_WIDGET (self));

  g_signal_connect_swapped (self->reason, "activate", G_CALLBACK (on_reason_given), self);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (on_reason_given), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_reason_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->ask, keys);
}

static void
on_pass_clicked (NhProblemRow *self)
{
  if (self->ask == NULL)
    build_ask (self);
  gtk_widget_set_visible (self->ask, TRUE);
  gtk_widget_set_visible (self->button, FALSE);
  gtk_widget_grab_focus (self->reason);
}

static void
on_back_clicked (NhProblemRow *self)
{
  g_signal_emit (self, signals[WAIVE], 0, self->rule, "");
}

static void
nh_problem_row_dispose (GObject *object)
{
  NhProblemRow *self = NH_PROBLEM_ROW (object);

  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->ask, gtk_widget_unparent);
  g_clear_pointer (&self->rule, g_free);
  G_OBJECT_CLASS (nh_problem_row_parent_class)->dispose (object);
}

static void
nh_problem_row_class_init (NhProblemRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = nh_problem_row_dispose;
  signals[WAIVE] = g_signal_new ("waive", NH_TYPE_PROBLEM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "problem");
}

static void
nh_problem_row_init (NhProblemRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
}

static void
build_button (NhProblemRow *self, gboolean passed)
{
  self->button = gtk_button_new_with_label (passed ? C_("a passed warning", "Take back") : _("Pass with a reason…"));
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "small");
  gtk_widget_set_focus_on_click (self->button, FALSE);
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", passed ? G_CALLBACK (on_back_clicked) : G_CALLBACK (on_pass_clicked), self);
}

GtkWidget *
nh_problem_row_new (const NhProblem *problem)
{
  NhProblemRow *self = g_object_new (NH_TYPE_PROBLEM_ROW, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (nh_severity_get_icon (problem->severity));
  gboolean passed = problem->reason != NULL;
  g_autofree char *text = NULL, *spoken = NULL;

  self->rule = g_strdup (problem->rule);
  text = passed ? g_strdup_printf (_("%s Passed: %s"), problem->text, problem->reason) : g_strdup (problem->text);
  self->label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 20);
  gtk_widget_set_hexpand (self->label, TRUE);
  spoken = g_strdup_printf ("%s: %s", nh_severity_get_word (problem->severity), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_box_append (GTK_BOX (self->line), icon);
  gtk_box_append (GTK_BOX (self->line), self->label);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), passed ? "note" : nh_severity_get_css (problem->severity));
  if (problem->severity == NH_SEVERITY_WARN)
    build_button (self, passed);
  return GTK_WIDGET (self);
}

GtkWidget *
nh_problem_row_get_label (NhProblemRow *self)
{
  g_return_val_if_fail (NH_IS_PROBLEM_ROW (self), NULL);

  return self->label;
}

GtkWidget *
nh_problem_row_get_button (NhProblemRow *self)
{
  g_return_val_if_fail (NH_IS_PROBLEM_ROW (self), NULL);

  return self->button;
}
