/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the hand-in: reading the invitation and joining. */
#include "nh-hand-in-page-private.h"

#include "nh-base32.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-keys.h"
#include "nh-notice.h"
#include "nh-text.h"
#include "nh-widget-util.h"

/* What the page says before an invitation was read. */
static void
explain (NhHandInPage *self)
{
  int year = nh_session_get_year (self->session);
  g_autofree char *title = NULL;

  if (self->state->province == NULL)
    {
      gtk_label_set_text (self->join_title, _ ("Read the invitation of the province first"));
      gtk_label_set_text (
          self->join_text,
          _ ("With the dispatch that orders the report, the province sends a file whose name ends with "
             ".ngayhoi-moi. Choose it here, or drop it on this window. You then type the 20 digits that "
             "are printed in the dispatch. This is done once on this computer."));
    }
  else
    {
      title = g_strdup_printf (_ ("The invitation for %d was not read yet"), year);
      gtk_label_set_text (self->join_title, title);
      gtk_label_set_text (self->join_text, _ ("Choose the file of this year (.ngayhoi-moi) that the province sent, or "
                                              "drop it on this window."));
    }
  gtk_button_set_label (GTK_BUTTON (self->choose_invitation), _ ("_Choose the invitation file…"));
}

static void
explain_invitation (NhHandInPage *self)
{
  const NhInvitation *invitation = self->invitation;
  const char *from = nh_envelope_get (invitation->envelope, "unit.name");
  g_autofree char *title = g_strdup_printf (_ ("%s asks for the report of %d"), from, invitation->year);
  g_autofree char *day = nh_date_format (invitation->deadline);
  g_autofree char *text = invitation->deadline != NH_DATE_NONE
                              ? g_strdup_printf (_ ("Due by %s. Type the check code of the dispatch below, this once."),
                                                 day)
                              : g_strdup (_ ("Type the check code of the dispatch below, this once."));

  gtk_label_set_text (self->join_title, title);
  gtk_label_set_text (self->join_text, text);
  gtk_button_set_label (GTK_BUTTON (self->choose_invitation), _ ("_Choose another file…"));
}

void
nh_hand_in_page_show_join (NhHandInPage *self)
{
  gboolean read_only = nh_session_is_read_only (self->session);

  if (self->asking)
    explain_invitation (self);
  else
    explain (self);
  gtk_widget_set_visible (self->join_form, self->asking);
  gtk_widget_set_sensitive (self->choose_invitation, !read_only);
  nh_widget_set_css_class (self->choose_invitation, "suggested-action", !self->asking);
}

void
nh_hand_in_page_forget_invitation (NhHandInPage *self)
{
  g_clear_pointer (&self->invitation, nh_invitation_free);
  self->asking = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  gtk_editable_set_text (GTK_EDITABLE (self->slip), "");
}

/* --- Joining --- */

static void
show_problem (NhHandInPage *self, GtkEntry *entry, const char *message)
{
  nh_label_show (self->join_problem, message);
  nh_widget_set_invalid (entry, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
}

void
nh_hand_in_page_end_join_problem (NhHandInPage *self)
{
  nh_label_show (self->join_problem, NULL);
  nh_widget_set_invalid (self->code, FALSE);
  nh_widget_set_invalid (self->slip, FALSE);
}

/* FALSE: digits are missing. */
static gboolean
check_code (NhHandInPage *self)
{
  g_autofree char *missing = nh_check_code_find_missing (gtk_editable_get_text (GTK_EDITABLE (self->code)));

  if (missing != NULL)
    show_problem (self, self->code, missing);
  return missing == NULL;
}

/* FALSE: there is one, mistyped. */
static gboolean
check_slip (NhHandInPage *self, const char *typed)
{
  g_autofree char *slip = nh_slip_read (typed);
  g_autofree char *missing = nh_slip_find_missing (typed);

  if (*typed == '\0' || slip != NULL)
    return TRUE;
  show_problem (self, self->slip,
                missing != NULL ? missing
                                : _ ("One of the 16 characters of the slip is mistyped. Compare them group by group."));
  return FALSE;
}

/* A ledger that has joined before may have handed in that year, too, or be locked. */
static void
say_joined (NhHandInPage *self)
{
  int year = self->invitation->year;
  g_autofree char *first = g_strdup_printf (_ ("The invitation for %d is kept: this ledger can hand in now."), year);
  g_autofree char *again = g_strdup_printf (_ ("The invitation for %d is kept."), year);

  nh_notify (GTK_WIDGET (self), NH_NOTICE_DONE, self->asking ? first : again);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean joined = nh_invitation_join_finish (NH_LEDGER (source), result, &error);
  int year;

  if (self->session == NULL || self->invitation == NULL)
    return;
  gtk_widget_set_sensitive (self->join_button, TRUE);
  if (!joined)
    {
      show_problem (self, self->code, error->message);
      return;
    }
  say_joined (self);
  year = self->invitation->year;
  nh_hand_in_page_forget_invitation (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "workplace.show-year", "i", year);
  self->focus_wanted = TRUE; /* once the state is read again */
  nh_hand_in_page_read (self);
}

void
nh_hand_in_page_join (NhHandInPage *self)
{
  g_autofree char *slip = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->slip)));

  if (self->invitation == NULL || !gtk_widget_get_sensitive (self->join_button) || !check_code (self) ||
      !check_slip (self, slip))
    return;
  gtk_widget_set_sensitive (self->join_button, FALSE);
  nh_invitation_join_async (nh_session_get_ledger (self->session), self->path,
                            gtk_editable_get_text (GTK_EDITABLE (self->code)), slip, NULL, on_joined,
                            g_object_ref (self));
}

/* --- Reading --- */

/* With keys that are kept already, nothing needs to be compared. */
static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean joined = nh_invitation_join_finish (NH_LEDGER (source), result, &error);
  int year;

  if (self->session == NULL || self->invitation == NULL)
    return;
  if (!joined)
    {
      self->asking = TRUE;
      nh_hand_in_page_show_join (self);
      if (g_error_matches (error, NH_ERROR, NH_ERROR_CONFLICT)) /* an older one */
        nh_label_show (self->join_problem, error->message);
      gtk_stack_set_visible_child_name (self->stage, "join");
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
      return;
    }
  say_joined (self);
  year = self->invitation->year;
  nh_hand_in_page_forget_invitation (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "workplace.show-year", "i", year);
  nh_hand_in_page_read (self);
}

static void
on_invitation (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhInvitation) invitation = nh_invitation_open_file_finish (NH_LEDGER (source), result, &error);

  if (self->session == NULL)
    return;
  if (invitation == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  /* The code that was typed stays: the same file may be chosen twice. */
  g_clear_pointer (&self->invitation, nh_invitation_free);
  self->asking = FALSE;
  self->invitation = g_steal_pointer (&invitation);
  nh_invitation_join_async (NH_LEDGER (source), self->path, "", "", NULL, on_tried, g_object_ref (self));
}

void
nh_hand_in_page_open_invitation (NhHandInPage *self, const char *path)
{
  if (nh_session_is_read_only (self->session))
    {
      nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING, _ ("This ledger is open for reading only: it cannot join."));
      return;
    }
  g_free (self->path);
  self->path = g_strdup (path);
  nh_hand_in_page_end_join_problem (self);
  nh_invitation_open_file_async (nh_session_get_ledger (self->session), path, NULL, on_invitation, g_object_ref (self));
}
