/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-reason-dialog.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-text.h"
#include "nh-widget-util.h"

#define LONGEST 500

typedef struct
{
  GtkWidget *window;
  GtkEntry *entry;
  GtkLabel *problem;
  NhReasonCheck check; /* nullable */
  NhReasonGiven given;
  gpointer data;
  GDestroyNotify free_data;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->free_data != NULL)
    question->free_data (question->data);
  g_free (question);
}

/* (transfer full) (nullable) */
static char *
find_problem (const Question *question, const char *reason)
{
  if (question->check != NULL)
    return question->check (reason, question->data);
  return *reason == '\0' ? g_strdup (_ ("Type the reason first: it is kept and read by the other office.")) : NULL;
}

static void
give (Question *question)
{
  g_autofree char *reason = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (question->entry)));
  g_autofree char *problem = find_problem (question, reason);

  if (problem != NULL)
    {
      nh_label_show (question->problem, problem);
      nh_widget_set_invalid (question->entry, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (question->entry));
      return;
    }
  gtk_widget_set_visible (question->window, FALSE);
  question->given (reason, question->data);
  gtk_window_destroy (GTK_WINDOW (question->window));
}

static void
on_typed (Question *question)
{
  nh_label_show (question->problem, NULL);
  nh_widget_set_invalid (question->entry, FALSE);
}

static GtkWidget *
make_buttons (Question *question, const char *label)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, cancel, button, NULL);

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_top (box, 6);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (give), question);
  return box;
}

void
nh_reason_ask (GtkWidget *parent, const char *title, const char *text, const char *label, const char *button,
               NhReasonCheck check, NhReasonGiven given, gpointer data, GDestroyNotify free_data)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *head = nh_label_new (title, "nh-empty-title", TRUE), *about = nh_label_new (text, NULL, TRUE);
  GtkWidget *asked = gtk_label_new_with_mnemonic (label), *problem = nh_label_new (NULL, "nh-error", TRUE);
  GtkWidget *entry = gtk_entry_new (), *box;

  *question = (Question){ .entry = GTK_ENTRY (entry),
                          .problem = GTK_LABEL (problem),
                          .check = check,
                          .given = given,
                          .data = data,
                          .free_data = free_data };
  gtk_label_set_max_width_chars (GTK_LABEL (about), 60);
  g_object_set (asked, "xalign", 0.0, "mnemonic-widget", entry, NULL);
  gtk_widget_add_css_class (asked, "nh-question");
  gtk_entry_set_max_length (question->entry, LONGEST);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 56);
  nh_label_show (question->problem, NULL);
  g_object_set (problem, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (give), question);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_typed), question);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 8, head, about, asked, entry, problem, make_buttons (question, button),
                    NULL);
  gtk_widget_add_css_class (box, "nh-reason");
  question->window = nh_dialog_window (parent, title, box);
  /* The head says it, and is never cut. */
  gtk_header_bar_set_title_widget (GTK_HEADER_BAR (gtk_window_get_titlebar (GTK_WINDOW (question->window))),
                                   gtk_label_new (NULL));
  g_object_set_data_full (G_OBJECT (question->window), "question", question, question_free);
  gtk_window_present (GTK_WINDOW (question->window));
  gtk_widget_grab_focus (entry);
}
