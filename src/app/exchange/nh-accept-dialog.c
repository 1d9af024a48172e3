/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-accept-dialog.h"

#include "nh-board-row.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-outline.h"
#include "nh-reception.h"
#include "nh-widget-util.h"

#define SEEN "nh-seen"
#define LIST_WIDTH 560
#define LIST_HEIGHT 320

typedef struct
{
  GtkWidget *parent, *window; /* parent: owned */
  NhSession *session;         /* owned */
  int year;
  GtkWidget *list, *accept;
  GCancellable *checking; /* owned */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_object_unref (self->parent);
  g_object_unref (self->session);
  nh_cancel (&self->checking);
  g_free (self);
}

gboolean
nh_accept_dialog_takes (const NhBoardRow *row)
{
  return row->version > 0 && row->open && row->counted == row->version;
}

/* Of NhSeenVersion. (transfer full) */
static GArray *
list_chosen (Dialog *self)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (NhSeenVersion));

  for (GtkWidget *one = gtk_widget_get_first_child (self->list); one != NULL; one = gtk_widget_get_next_sibling (one))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (one)))
      g_array_append_vals (chosen, g_object_get_data (G_OBJECT (one), SEEN), 1);
  return chosen;
}

static void
show_number (Dialog *self)
{
  g_autoptr (GArray) units = list_chosen (self);
  g_autofree char *number = nh_number_format (units->len);
  g_autofree char *label = g_strdup_printf (ngettext ("_Accept %s unit", "_Accept %s units", units->len), number);

  gtk_button_set_label (GTK_BUTTON (self->accept), label);
  gtk_widget_set_sensitive (self->accept, units->len > 0);
}

static void
save_replies (GtkWidget *parent)
{
  gtk_widget_activate_action (parent, "reception.save-replies", NULL);
}

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  guint n = nh_reception_accept_finish (NH_LEDGER (source), result, &error);
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s unit is accepted. Save its reply; Ctrl+Z takes it back.",
                "%s units are accepted. Save their replies; one Ctrl+Z takes all back.", n),
      number);

  if (error != NULL)
    nh_notify_error (parent, error->message);
  else if (n == 0)
    nh_notify (parent, NH_NOTICE_WARNING, _ ("None is accepted: other versions came since. Look at them first."));
  else
    nh_notice_offer (nh_notice_of (parent), NH_NOTICE_DONE, text, _ ("_Save all replies…"), G_CALLBACK (save_replies),
                     g_object_ref (parent), g_object_unref);
}

static void
accept (Dialog *self)
{
  nh_reception_accept_async (nh_session_get_ledger (self->session), list_chosen (self), self->year, NULL, on_accepted,
                             g_object_ref (self->parent));
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* What is to be known of a unit before it is accepted. (transfer full) */
static char *
label_text (const NhBoardRow *row)
{
  g_autofree char *day = nh_date_format (row->day);
  g_autofree char *label = g_strdup_printf (row->late ? _ ("%s: version %d, received on %s, late")
                                                      : _ ("%s: version %d, received on %s"),
                                            row->unit->title, row->version, day);
  g_autofree char *asked = nh_board_row_asked_text (row);
  g_autofree char *nil = row->state == NH_BOARD_NIL ? g_utf8_strdown (nh_board_state_get_title (row->state), -1) : NULL;

  return g_strconcat (label, nil != NULL ? ", " : "", nil != NULL ? nil : "", asked != NULL ? " – " : "", asked, NULL);
}

/* On a second line where it has to: the window keeps its size. */
static void
set_label (GtkCheckButton *button, const char *text)
{
  gtk_label_set_text (GTK_LABEL (gtk_check_button_get_child (button)), text);
  nh_widget_set_name (GTK_WIDGET (button), text);
}

/* Of all units that are listed, in their order. */
static void
on_problems (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) list = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = nh_outline_problems_of_finish (NH_LEDGER (source), result, &error);
  GtkWidget *button = gtk_widget_get_first_child (list);

  if (all == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_notify_error (list, error->message);
  for (guint i = 0; all != NULL && i < all->len && button != NULL; i++)
    {
      g_autofree char *text = nh_board_doubtful_text (all->pdata[i]);
      g_autofree char *label = NULL;

      if (text != NULL)
        {
          label = g_strdup_printf (
              "%s – %s", gtk_label_get_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (button)))), text);
          set_label (GTK_CHECK_BUTTON (button), label);
        }
      button = gtk_widget_get_next_sibling (button);
    }
}

/* A unit that is to correct something is accepted only by who says so. */
static void
add_unit (Dialog *self, const NhBoardRow *row)
{
  g_autofree char *label = label_text (row);
  const NhSeenVersion seen = { row->unit->id, row->version };
  GtkWidget *button = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), nh_label_new (NULL, NULL, TRUE));
  set_label (GTK_CHECK_BUTTON (button), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), row->asked == 0);
  g_object_set_data_full (G_OBJECT (button), SEEN, g_memdup2 (&seen, sizeof seen), g_free);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (show_number), self);
  gtk_box_append (GTK_BOX (self->list), button);
}

static void
add_units (Dialog *self, GPtrArray *rows)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    if (nh_accept_dialog_takes (rows->pdata[i]))
      {
        add_unit (self, rows->pdata[i]);
        g_array_append_val (units, ((NhBoardRow *) rows->pdata[i])->unit->id);
      }
  nh_outline_problems_of_async (nh_session_get_ledger (self->session), units, self->year, self->checking, on_problems,
                                g_object_ref (self->list));
}

static GtkWidget *
make_buttons (Dialog *self)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel")), *buttons;

  self->accept = gtk_button_new_with_mnemonic ("");
  gtk_widget_add_css_class (self->accept, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (accept), self);
  buttons = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, cancel, self->accept, NULL);
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_top (buttons, 6);
  return buttons;
}

void
nh_accept_dialog_show (GtkWidget *parent, NhSession *session, GPtrArray *rows)
{
  Dialog *self = g_new0 (Dialog, 1);
  GtkWidget *about = nh_label_new (_ ("Each unit’s year is locked once it reads its reply. A version that came "
                                      "after an accepted one is not in this list: open that unit to look at it."),
                                   NULL, TRUE);
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "max-content-height", LIST_HEIGHT,
                                      "width-request", LIST_WIDTH, NULL);
  GtkWidget *box;

  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->year = nh_session_get_year (session);
  self->checking = g_cancellable_new ();
  self->list = nh_box_new (GTK_ORIENTATION_VERTICAL, 2, NULL);
  nh_widget_set_one_stop (self->list);
  gtk_label_set_max_width_chars (GTK_LABEL (about), 60);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  box = nh_box_new (GTK_ORIENTATION_VERTICAL, 8, about, scrolled, make_buttons (self), NULL);
  gtk_widget_add_css_class (box, "nh-reason");
  add_units (self, rows);
  show_number (self);
  self->window = nh_dialog_window (parent, _ ("Accept all that is received"), box);
  g_object_set_data_full (G_OBJECT (self->window), "dialog", self, dialog_free);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (self->accept);
}
