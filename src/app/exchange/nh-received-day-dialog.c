/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-received-day-dialog.h"

#include "nh-catalog.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-text.h"
#include "nh-widget-util.h"

#define LONGEST 500

typedef struct
{
  GtkWidget *window, *day, *reason;
  GtkLabel *problem;
  int year;
  NhDayGiven given;
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

static void
complain (Question *question, GtkWidget *entry, const char *text)
{
  nh_label_show (question->problem, text);
  nh_widget_set_invalid (entry, TRUE);
  gtk_widget_grab_focus (entry);
}

static void
give (Question *question)
{
  g_autofree char *reason = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (question->reason)));
  NhDate day = NH_DATE_NONE;

  if (!nh_date_parse (gtk_editable_get_text (GTK_EDITABLE (question->day)), nh_catalog_season_day (question->year),
                      &day, NULL) ||
      day == NH_DATE_NONE)
    complain (question, question->day, _ ("This is no date. Type it as 25/8/2026."));
  else if (day > nh_date_today ())
    complain (question, question->day, _ ("This day is still to come."));
  else if (nh_date_year (day) < question->year)
    complain (question, question->day, _ ("This day is before the year that is reported."));
  else if (*reason == '\0')
    complain (question, question->reason, _ ("Type the reason first: it stays in the history."));
  else
    {
      gtk_widget_set_visible (question->window, FALSE);
      question->given (day, reason, question->data);
      gtk_window_destroy (GTK_WINDOW (question->window));
    }
}

static void
on_typed (Question *question)
{
  nh_label_show (question->problem, NULL);
  nh_widget_set_invalid (question->day, FALSE);
  nh_widget_set_invalid (question->reason, FALSE);
}

static GtkWidget *
add_entry (Question *question, GtkWidget *box, const char *title, const char *text)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (title), *entry = gtk_entry_new ();

  g_object_set (label, "xalign", 0.0, "mnemonic-widget", entry, NULL);
  gtk_widget_add_css_class (label, "nh-question");
  gtk_entry_set_max_length (GTK_ENTRY (entry), LONGEST);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (give), question);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_typed), question);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static GtkWidget *
make_buttons (Question *question)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("C_hange the day"));
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, cancel, button, NULL);

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_top (box, 6);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (give), question);
  return box;
}

void
nh_received_day_ask (GtkWidget *parent, NhDate present, int year, NhDayGiven given, gpointer data,
                     GDestroyNotify free_data)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *day = nh_date_format (present);
  GtkWidget *about = nh_label_new (_ ("By this day the unit is late or not. The file may have come on a stick, or "
                                      "while this computer was off."),
                                   NULL, TRUE);
  GtkWidget *problem = nh_label_new (NULL, "nh-error", TRUE);
  GtkWidget *box = nh_box_new (GTK_ORIENTATION_VERTICAL, 8, about, NULL);

  *question = (Question){
    .problem = GTK_LABEL (problem), .year = year, .given = given, .data = data, .free_data = free_data
  };
  gtk_label_set_max_width_chars (GTK_LABEL (about), 60);
  question->day = add_entry (question, box, _ ("Received on the _day"), day);
  question->reason = add_entry (question, box, _ ("_Reason"), "");
  nh_label_show (question->problem, NULL);
  g_object_set (problem, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_box_append (GTK_BOX (box), problem);
  gtk_box_append (GTK_BOX (box), make_buttons (question));
  gtk_widget_add_css_class (box, "nh-reason");
  question->window = nh_dialog_window (parent, _ ("Day of receipt"), box);
  g_object_set_data_full (G_OBJECT (question->window), "question", question, question_free);
  gtk_window_present (GTK_WINDOW (question->window));
  gtk_widget_grab_focus (question->day);
}
