/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-invite-dialog.h"

#include "nh-dialog.h"
#include "nh-envelope.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-notice.h"
#include "nh-season.h"
#include "nh-widget-util.h"

typedef struct
{
  GtkWidget *parent, *window; /* parent: owned */
  NhSession *session;         /* owned */
  GtkEditable *deadline;
  GtkLabel *problem, *differs;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->parent);
  g_object_unref (self->session);
  g_free (self);
}

/* --- What came of it --- */

static void
on_slips (GtkButton *button, GtkWidget *parent)
{
  g_autoptr (GtkWidget) kept = g_object_ref (parent);

  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))));
  gtk_widget_activate_action (parent, "win.report", "s", "slips");
}

static void
show_code (GtkWidget *parent, const char *code, const char *path)
{
  g_autofree char *written = g_strdup_printf (_ ("The invitation is written: %s"), path);
  GtkWidget *label = nh_label_new (code, "nh-code", FALSE);
  GtkWidget *slips = gtk_button_new_with_mnemonic (_ ("Show the enrolment _slips"));
  GtkWidget *close = gtk_button_new_with_mnemonic (_ ("_Close"));
  GtkWidget *buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, slips, close, NULL), *box, *text;

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (close, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  g_signal_connect_object (slips, "clicked", G_CALLBACK (on_slips), parent, 0);
  text = nh_label_new (
      _ ("Print this check code in the dispatch that orders the report, and send the file with it: the "
         "same file for all units. Each unit compares the code once."),
      NULL, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 60);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 10, nh_label_new (written, NULL, TRUE), text, label, buttons, NULL);
  gtk_widget_add_css_class (box, "nh-reason");
  gtk_window_present (GTK_WINDOW (nh_dialog_window (parent, _ ("Check code for the dispatch"), box)));
  gtk_widget_grab_focus (close);
}

typedef struct
{
  GtkWidget *parent; /* owned */
  char *path;        /* owned */
} Making;

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *making = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = nh_invitation_make_finish (NH_LEDGER (source), result, &error);

  if (code == NULL)
    nh_notify_error (making->parent, error->message);
  else if (gtk_widget_get_root (making->parent) != NULL)
    show_code (making->parent, code, making->path);
  g_object_unref (making->parent);
  g_free (making->path);
  g_free (making);
}

/* --- Making --- */

/* FALSE: it cannot be read. */
static gboolean
read_deadline (Dialog *self, NhDate *deadline)
{
  const char *typed = gtk_editable_get_text (self->deadline);

  *deadline = NH_DATE_NONE;
  return *typed == '\0' ||
         nh_date_parse (typed, nh_catalog_season_day (nh_session_get_year (self->session)), deadline, NULL);
}

static void
on_path (const char *path, gpointer data)
{
  Dialog *self = data;
  NhDate deadline;
  Making *making;

  if (!read_deadline (self, &deadline))
    return;
  making = g_new0 (Making, 1);
  making->parent = g_object_ref (self->parent);
  making->path = g_strdup (path);
  nh_invitation_make_async (nh_session_get_ledger (self->session), nh_session_get_year (self->session), deadline, path,
                            NULL, on_made, making);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* Keeps the dialog while the file is chosen. */
static void
make (Dialog *self)
{
  g_autofree char *name = g_strdup_printf ("moi-nop-bao-cao-%d" NH_ENVELOPE_INVITATION_SUFFIX,
                                           nh_session_get_year (self->session));
  NhDate deadline;

  if (!read_deadline (self, &deadline))
    {
      nh_label_show (self->problem, _ ("This is no date. Type it as 25/8/2026."));
      nh_widget_set_invalid (self->deadline, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->deadline));
      return;
    }
  nh_dialog_save_file (self->window, _ ("Save the invitation"), NULL, name, on_path, self, NULL);
}

/* The same day stands on the page of the season: a difference is told. */
static void
compare_deadlines (Dialog *self)
{
  NhRecord *season = nh_session_get_season (self->session);
  NhDate other = season != NULL ? nh_record_get_date (season, NH_SEASON_DEADLINE) : NH_DATE_NONE;
  g_autofree char *day = nh_date_format (other);
  g_autofree char *text = g_strdup_printf (
      _ ("The page “Season” says %s. What is late is told by the invitation; please "
         "make both the same."),
      day);
  NhDate deadline;
  gboolean differs = other != NH_DATE_NONE && read_deadline (self, &deadline) && deadline != other;

  nh_label_show (self->differs, differs ? text : NULL);
}

static void
on_typed (Dialog *self)
{
  nh_label_show (self->problem, NULL);
  nh_widget_set_invalid (self->deadline, FALSE);
  compare_deadlines (self);
}

static GtkWidget *
make_buttons (Dialog *self)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Save the invitation…"));
  GtkWidget *buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, cancel, button, NULL);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_top (buttons, 6);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (make), self);
  return buttons;
}

void
nh_invite_dialog_show (GtkWidget *parent, NhSession *session, NhDate deadline)
{
  Dialog *self = g_new0 (Dialog, 1);
  NhRecord *season = nh_session_get_season (session);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Reports are _due by")), *entry = gtk_entry_new (), *text, *box;
  g_autofree char *day = NULL;

  if (deadline == NH_DATE_NONE && season != NULL)
    deadline = nh_record_get_date (season, NH_SEASON_DEADLINE);
  day = nh_date_format (deadline);
  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->deadline = GTK_EDITABLE (entry);
  self->problem = GTK_LABEL (nh_label_new (NULL, "nh-error", TRUE));
  nh_label_show (self->problem, NULL);
  self->differs = GTK_LABEL (nh_label_new (NULL, "nh-conflict", TRUE));
  gtk_label_set_max_width_chars (self->differs, 60);
  gtk_editable_set_text (self->deadline, day);
  compare_deadlines (self);
  g_object_set (label, "xalign", 0.0, "mnemonic-widget", entry, NULL);
  gtk_widget_add_css_class (label, "nh-question");
  text = nh_label_new (_ ("One file for all units: it tells what is asked for and whom the answers are sealed to. An "
                          "enrolment slip is made for each unit that has none."),
                       NULL, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 60);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (make), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_typed), self);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 8, text, label, entry, GTK_WIDGET (self->problem),
                    GTK_WIDGET (self->differs), make_buttons (self), NULL);
  gtk_widget_add_css_class (box, "nh-reason");
  self->window = nh_dialog_window (parent, _ ("Invite units to hand in"), box);
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, dialog_free);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (entry);
}
