/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-problem-row.h"

#include "nh-i18n.h"
#include "nh-widget-util.h"

#define ROW "nh-problem-row"

typedef struct
{
  char *rule;
  GtkWidget *box; /* its box: the line, then button or ask */
  GtkWidget *label;
  GtkWidget *button; /* nullable */
  GtkWidget *ask;    /* the entry of the reason and its button; NULL: not asked yet */
  GtkWidget *reason;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->rule);
  g_free (row);
}

const char *
nh_severity_get_icon (NhSeverity severity)
{
  return severity == NH_SEVERITY_BLOCK  ? "dialog-error-symbolic"
         : severity == NH_SEVERITY_WARN ? "dialog-warning-symbolic"
                                        : "dialog-information-symbolic";
}

const char *
nh_severity_get_css (NhSeverity severity)
{
  return severity == NH_SEVERITY_BLOCK ? "error" : severity == NH_SEVERITY_WARN ? "warning" : "note";
}

static const char *
get_word (NhSeverity severity)
{
  return severity == NH_SEVERITY_BLOCK  ? _ ("Error")
         : severity == NH_SEVERITY_WARN ? _ ("Warning")
                                        : C_ ("severity", "Note");
}

GtkWidget *
nh_problem_line_new (NhSeverity severity, const char *text, GtkWidget *named)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", nh_severity_get_icon (severity), "valign",
                                  GTK_ALIGN_START, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0, "max-width-chars", 20, "hexpand", TRUE, NULL);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", get_word (severity), text);

  if (named != NULL) /* a row has the class itself */
    gtk_widget_add_css_class (icon, nh_severity_get_css (severity));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  nh_widget_set_name (named != NULL ? named : label, spoken);
  return line;
}

/* --- Passing a warning --- */

/* The row may be replaced meanwhile. */
static void
waive (Row *row, const char *reason)
{
  g_autoptr (GtkWidget) box = g_object_ref (row->box);

  gtk_widget_activate_action (box, "form.waive", "(ss)", row->rule, reason);
}

static void
close_ask (Row *row)
{
  gboolean focused = gtk_widget_get_focus_child (row->box) == row->ask;

  gtk_widget_set_visible (row->ask, FALSE);
  gtk_widget_set_visible (row->button, TRUE);
  if (focused)
    gtk_widget_grab_focus (row->button);
}

static void
on_reason_given (Row *row)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->reason))));

  if (*reason != '\0')
    {
      waive (row, reason);
      return;
    }
  gtk_widget_error_bell (row->box);
  gtk_widget_grab_focus (row->reason);
}

static gboolean
on_reason_key (Row *row, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  close_ask (row);
  return TRUE;
}

static void
build_ask (Row *row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *done = gtk_button_new_with_label (_ ("Pass"));

  row->ask = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  row->reason = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _ ("The reason, for whoever receives it"),
                              "width-chars", 8, "hexpand", TRUE, "max-length", NH_REASON_MAX_LENGTH, NULL);
  nh_widget_set_name (row->reason, _ ("Reason for passing the warning"));
  gtk_box_append (GTK_BOX (row->ask), row->reason);
  gtk_box_append (GTK_BOX (row->ask), done);
  gtk_box_append (GTK_BOX (row->box), row->ask);

  g_signal_connect_swapped (row->reason, "activate", G_CALLBACK (on_reason_given), row);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (on_reason_given), row);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_reason_key), row);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (row->ask, keys);
}

static void
on_pass_clicked (Row *row)
{
  if (row->ask == NULL)
    build_ask (row);
  gtk_widget_set_visible (row->ask, TRUE);
  gtk_widget_set_visible (row->button, FALSE);
  gtk_widget_grab_focus (row->reason);
}

static void
on_back_clicked (Row *row)
{
  waive (row, "");
}

static void
build_button (Row *row, gboolean passed)
{
  row->button = g_object_new (GTK_TYPE_BUTTON, "label",
                              passed ? C_ ("a passed warning", "Take back") : _ ("Pass with a reason…"),
                              "focus-on-click", FALSE, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (row->button, "small");
  gtk_box_append (GTK_BOX (row->box), row->button);
  g_signal_connect_swapped (row->button, "clicked",
                            passed ? G_CALLBACK (on_back_clicked) : G_CALLBACK (on_pass_clicked), row);
}

/* --- Rows --- */

GtkWidget *
nh_problem_row_new (const NhProblem *problem)
{
  Row *row = g_new0 (Row, 1);
  gboolean passed = problem->reason != NULL;
  g_autofree char *text = passed ? g_strdup_printf (_ ("%s Passed: %s"), problem->text, problem->reason)
                                 : g_strdup (problem->text);
  GtkWidget *line = nh_problem_line_new (problem->severity, text, NULL);

  row->rule = g_strdup (problem->rule);
  row->label = gtk_widget_get_last_child (line);
  row->box = g_object_new (GTK_TYPE_BOX, "css-name", "problem", "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2,
                           NULL);
  g_object_set_data_full (G_OBJECT (row->box), ROW, row, row_free);
  gtk_box_append (GTK_BOX (row->box), line);
  gtk_widget_add_css_class (row->box, passed ? "note" : nh_severity_get_css (problem->severity));
  if (problem->severity == NH_SEVERITY_WARN)
    build_button (row, passed);
  return row->box;
}

GtkWidget *
nh_problem_row_get_label (GtkWidget *row)
{
  return ((Row *) g_object_get_data (G_OBJECT (row), ROW))->label;
}

GtkWidget *
nh_problem_row_get_button (GtkWidget *row)
{
  return ((Row *) g_object_get_data (G_OBJECT (row), ROW))->button;
}

gboolean
nh_problems_differ (char **shown, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (text, "%d\t%d\t%s\t%s\t%s\n", problem->field, problem->severity, problem->rule,
                              problem->text, problem->reason == NULL ? "" : problem->reason);
    }
  if (g_strcmp0 (text->str, *shown) == 0)
    return FALSE;
  g_free (*shown);
  *shown = g_strdup (text->str);
  return TRUE;
}
