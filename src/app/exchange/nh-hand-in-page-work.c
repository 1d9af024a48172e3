/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the hand-in once the ledger has joined: what it shows, and handing in. */
#include "nh-hand-in-page-private.h"

#include <string.h>

#include "nh-board.h"
#include "nh-dialog.h"
#include "nh-figure-table.h"
#include "nh-hand-in.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-reason-dialog.h"
#include "nh-remark-rows.h"
#include "nh-reply.h"
#include "nh-supplement.h"
#include "nh-text.h"
#include "nh-widget-util.h"

/* --- The state --- */

/* What the province has said of the last version. */
static const struct
{
  const char *state, *icon, *title, *more;
} texts[] = {
  { "sent", "mail-send-symbolic", N_ ("handed in; no reply was read yet"),
    N_ ("Give the file to the province. When its reply (.ngayhoi-phieu) comes, read it here or drop it on this "
        "window.") },
  { "received", "emblem-ok-symbolic", N_ ("the province has received it"),
    N_ ("Nothing is to be done until the province accepts or returns it.") },
  { "returned", "dialog-warning-symbolic", N_ ("the province has returned it"),
    N_ ("Mend what it asks for, then hand in the next version.") },
  { "accepted", "changes-prevent-symbolic", N_ ("the province has accepted it"),
    N_ ("The year is locked here. If something has to be added, open it with “Supplement…” and give the reason.") },
  { "reopened", "changes-allow-symbolic", N_ ("accepted; a supplement is under way"),
    N_ ("Hand in the next version when all is entered.") },
};

/* The code of the version, and that of the unit, which the province may ask for by telephone. */
static void
show_codes (NhHandInPage *self, const NhSubmission *last)
{
  g_autofree char *version = last != NULL ? nh_version_code (last->version.hash) : NULL;
  g_autofree char *text = NULL;

  if (version != NULL)
    text = g_strdup_printf (_ ("Code of this version: %s. Check code of the unit: %s."), version, self->state->code);
  nh_label_show (self->version_code, text);
}

/* When it was made, and where its file is. */
static void
show_file (NhHandInPage *self, const NhSubmission *last)
{
  g_autofree char *day = last != NULL ? nh_date_format (nh_date_from_iso (last->day)) : NULL;
  g_autofree char *path = self->state->file != NULL ? g_filename_display_name (self->state->file) : NULL;
  g_autofree char *text = NULL;

  if (path != NULL)
    text = g_strdup_printf (_ ("Made on %s: %s"), day, path);
  else if (last != NULL)
    text = g_strdup_printf (_ ("Made on %s"), day);
  nh_label_show (self->file, text);
  gtk_widget_set_visible (self->open_folder, path != NULL);
}

static void
show_differs (NhHandInPage *self)
{
  g_autofree char *text = g_strdup_printf (_ ("The province counts otherwise (ours / theirs); ask it why:\n%s"),
                                           self->state->differs);

  nh_label_show (self->differs, *self->state->differs != '\0' ? text : NULL);
}

/* What is to be done now. (transfer full) */
static char *
next_text (NhHandInPage *self, const NhSubmission *last, const char *usual)
{
  if (nh_hand_in_state_is_locked (self->state) && self->state->edited)
    return g_strdup_printf (_ ("Records were changed here after version %d, and not handed in: open the year with "
                               "“Supplement…” to hand them in."),
                            last->version.version);
  return g_strdup (usual);
}

static gboolean
is_under_way (const NhSubmission *last)
{
  return last != NULL && strcmp (last->state, "reopened") == 0;
}

/* It can be begun, and given up until something is changed. */
static void
show_supplement (NhHandInPage *self, const NhSubmission *last)
{
  gboolean begun = is_under_way (last);

  gtk_button_set_label (GTK_BUTTON (self->reopen), begun ? _ ("Give _up the supplement") : _ ("S_upplement…"));
  gtk_widget_set_tooltip_text (self->reopen, begun ? _ ("Locks the year again, as it was accepted")
                                                   : _ ("Opens the year again, with a reason, to hand in more"));
  gtk_widget_set_visible (self->reopen, nh_hand_in_state_is_locked (self->state) || (begun && !self->state->edited));
}

static void
show_status (NhHandInPage *self)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self->state);
  g_autofree char *title = NULL, *more = NULL;

  for (guint i = 0; last != NULL && i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].state, last->state) == 0)
      {
        const char *reason = last->reason;
        g_autofree char *next = next_text (self, last, _ (texts[i].more));

        title = g_strdup_printf (_ ("Version %d: %s"), last->version.version, _ (texts[i].title));
        more = *reason != '\0' && strcmp (last->state, "sent") != 0
                   ? g_strdup_printf (_ ("Reason: %s. %s"), reason, next)
                   : g_steal_pointer (&next);
        gtk_image_set_from_icon_name (self->status_icon, texts[i].icon);
      }
  if (title == NULL)
    gtk_image_set_from_icon_name (self->status_icon, "document-edit-symbolic");
  if (more == NULL && self->state->former != NULL)
    more = g_strdup_printf (_ ("%s is not a unit of the season %d. Then it was %s: that year is handed in for each of "
                               "them."),
                            self->state->unit->title, nh_session_get_year (self->session), self->state->former);
  gtk_label_set_text (self->status, title != NULL ? title : _ ("Nothing was handed in yet"));
  nh_label_show (self->status_more, more != NULL ? more : _ ("Check the figures on the right, then make the file."));
  show_file (self, last);
  show_differs (self);
  show_codes (self, last);
  gtk_widget_set_visible (self->read_reply, last != NULL);
  gtk_widget_set_visible (self->print, last != NULL);
  show_supplement (self, last);
}

/* --- The figures --- */

/* What the first column says. */
static const char *
figures_title (const NhHandInState *state)
{
  if (!state->edited)
    return _ ("2. Figures handed in");
  return nh_hand_in_state_is_locked (state) ? _ ("2. Figures of the ledger") : _ ("2. Figures to hand in");
}

static void
show_figures (NhHandInPage *self)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self->state);
  g_autofree char *version = last != NULL ? g_strdup_printf (_ ("Version %d"), last->version.version) : NULL;
  const NhFiguresSent sent = { version, self->state->figures };
  gboolean any;

  if (self->overview == NULL)
    return;
  any = nh_figure_table_fill (self->figures, self->overview, self->state->figures != NULL ? &sent : NULL,
                              nh_session_get_catalog (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->figures), any);
  gtk_widget_set_visible (GTK_WIDGET (self->no_figures), !any);
}

/* --- The form --- */

gboolean
nh_hand_in_page_is_unchanged (NhHandInPage *self)
{
  return !self->state->changed && gtk_check_button_get_active (self->nil) == (*self->state->nil != '\0');
}

void
nh_hand_in_page_show_form (NhHandInPage *self)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self->state);
  int version = last != NULL ? last->version.version : 0;
  gboolean nil = gtk_check_button_get_active (self->nil), unchanged = nh_hand_in_page_is_unchanged (self);
  g_autofree char *title = g_strdup_printf (_ ("3. Hand in version %d"), unchanged ? version : version + 1);
  g_autofree char *text = unchanged ? g_strdup_printf (_ ("Nothing has changed since version %d."), version) : NULL;
  g_autofree char *again = g_strdup_printf (_ ("_Save the file of version %d again…"), version);

  gtk_label_set_text (self->hand_in_title, title);
  nh_label_show (self->unchanged, text);
  gtk_widget_set_visible (GTK_WIDGET (self->nil), self->state->n_records == 0);
  gtk_widget_set_visible (self->nil_box, nil && !unchanged);
  gtk_widget_set_visible (self->reason_box, version > 0 && !unchanged);
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->reason_label), _ ("Reason of the correc_tion"));
  gtk_button_set_label (self->make, unchanged ? again : _ ("_Make the file to hand in…"));
  nh_widget_set_css_class (self->make, "suggested-action", !unchanged);
}

/* Whoever opened the year again has said why already; given up, the reason is forgotten. */
static void
offer_reason (NhHandInPage *self)
{
  const NhSubmission *last = nh_hand_in_state_get_last (self->state);

  if (nh_hand_in_state_is_locked (self->state))
    gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  else if (is_under_way (last) && *gtk_editable_get_text (GTK_EDITABLE (self->reason)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->reason), last->reason);
}

void
nh_hand_in_page_show_work (NhHandInPage *self)
{
  gboolean read_only = nh_session_is_read_only (self->session);

  show_status (self);
  nh_remark_rows_fill (self->remarks, self->state, nh_session_get_catalog (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), self->state->remarks->len > 0);
  gtk_widget_set_visible (self->remarks_card, self->state->remarks->len > 0);
  gtk_label_set_text (self->figures_title, figures_title (self->state));
  show_figures (self);
  gtk_widget_set_visible (self->hand_in_card, self->state->in_season && !nh_hand_in_state_is_locked (self->state));
  gtk_widget_set_sensitive (self->hand_in_card, !read_only);
  gtk_widget_set_sensitive (self->read_reply, !read_only);
  if (self->state->n_records > 0)
    gtk_check_button_set_active (self->nil, FALSE);
  else if (!self->state->changed && *self->state->nil != '\0')
    gtk_check_button_set_active (self->nil, TRUE);
  offer_reason (self);
  nh_hand_in_page_show_form (self);
}

/* --- Handing in --- */

/* What is to be shown when it is done. */
typedef struct
{
  NhHandInPage *page; /* owned */
  char *path;         /* owned */
} Making;

static void
making_free (Making *making)
{
  g_object_unref (making->page);
  g_free (making->path);
  g_free (making);
}

static void
show_folder (NhHandInPage *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  nh_dialog_show_place (GTK_WIDGET (self), folder);
}

static void
open_folder (const Making *making)
{
  show_folder (making->page, making->path);
}

void
nh_hand_in_page_open_folder (NhHandInPage *self)
{
  if (self->state != NULL && self->state->file != NULL)
    show_folder (self, self->state->file);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *making = user_data;
  NhHandInPage *self = making->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhHandIn) made = nh_hand_in_finish (NH_LEDGER (source), result, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL)
    {
      making_free (making);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->make), TRUE);
  if (made == NULL)
    {
      nh_label_show (self->problem, error->message);
      making_free (making);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  text = g_strdup_printf (_ ("Version %d is written: %s"), made->version, making->path);
  nh_notice_offer (nh_notice_of (GTK_WIDGET (self)), NH_NOTICE_DONE, text, _ ("Open the _folder"),
                   G_CALLBACK (open_folder), making, (GDestroyNotify) making_free);
  self->focus_wanted = TRUE; /* once the state is read again */
  nh_hand_in_page_read (self);
}

static void
on_path (const char *path, gpointer data)
{
  NhHandInPage *self = data;
  g_autofree char *reason = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  g_autofree char *nil = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->nil_reason)));
  gboolean unchanged;
  NhHandInRequest request = { 0 };
  Making *making;

  if (self->session == NULL || self->state == NULL)
    return;
  unchanged = nh_hand_in_page_is_unchanged (self);
  request.year = nh_session_get_year (self->session);
  request.reason = *reason != '\0' ? reason : NULL;
  if (gtk_check_button_get_active (self->nil))
    request.nil = unchanged ? self->state->nil : nil;
  making = g_new0 (Making, 1);
  making->page = g_object_ref (self);
  making->path = g_strdup (path);
  gtk_widget_set_sensitive (GTK_WIDGET (self->make), FALSE);
  nh_hand_in_async (nh_session_get_ledger (self->session), &request, path, NULL, on_made, making);
}

/* FALSE: the entry is wanted, and empty. */
static gboolean
has_text (NhHandInPage *self, GtkWidget *box, GtkEntry *entry, const char *problem)
{
  g_autofree char *text = nh_text_clean (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (!gtk_widget_get_visible (box) || *text != '\0')
    return TRUE;
  nh_label_show (self->problem, problem);
  nh_widget_set_invalid (entry, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  return FALSE;
}

void
nh_hand_in_page_make (NhHandInPage *self)
{
  const NhSubmission *last;
  int version;
  g_autofree char *name = NULL;

  if (self->state == NULL || self->session == NULL ||
      !has_text (self, self->reason_box, self->reason, _ ("Say why this is handed in again: the province reads it.")) ||
      !has_text (self, self->nil_box, self->nil_reason, _ ("Say why the festival was not held.")))
    return;
  last = nh_hand_in_state_get_last (self->state);
  version = (last != NULL ? last->version.version : 0) + !nh_hand_in_page_is_unchanged (self);
  name = g_strdup_printf ("%s %s %d-%d" NH_ENVELOPE_PACKAGE_SUFFIX, self->state->unit->code, self->state->unit->title,
                          nh_session_get_year (self->session), version);
  g_strdelimit (name, "/\\:*?\"<>|", '-');
  nh_label_show (self->problem, NULL);
  nh_dialog_save_file (GTK_WIDGET (self), _ ("Make the file to hand in"), NULL, name, on_path, g_object_ref (self),
                       g_object_unref);
}

/* --- The reply --- */

/* (transfer full) */
static char *
reply_text (const NhReply *reply)
{
  if (!reply->is_last)
    return g_strdup (_ ("This reply is about an earlier version than the last one. Nothing was changed."));
  if (strcmp (reply->state, "accepted") == 0 && reply->locked)
    return g_strdup_printf (_ ("The province has accepted version %d: the year %d is locked here."), reply->version,
                            reply->year);
  if (strcmp (reply->state, "returned") == 0)
    return g_strdup_printf (_ ("The province has returned version %d: %s"), reply->version, reply->reason);
  return g_strdup_printf (_ ("The province has received version %d."), reply->version);
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhReply) reply = nh_reply_read_file_finish (NH_LEDGER (source), result, &error);
  g_autofree char *text = NULL, *whole = NULL;

  if (self->session == NULL)
    return;
  if (reply == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  text = reply_text (reply);
  if (reply->figures->len > 0)
    whole = g_strdup_printf (_ ("%s It counts differently (ours / theirs): %s."), text,
                             (const char *) reply->figures->pdata[0]);
  nh_notify (GTK_WIDGET (self),
             strcmp (reply->state, "returned") == 0 || !reply->is_last || whole != NULL ? NH_NOTICE_WARNING
                                                                                        : NH_NOTICE_DONE,
             whole != NULL ? whole : text);
  gtk_widget_activate_action (GTK_WIDGET (self), "workplace.show-year", "i", reply->year);
  self->focus_wanted = TRUE; /* once the state is read again */
}

void
nh_hand_in_page_open_reply (NhHandInPage *self, const char *path)
{
  nh_reply_read_file_async (nh_session_get_ledger (self->session), path, NULL, on_reply, g_object_ref (self));
}

/* --- Proposals --- */

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_skipped = nh_remark_take_finish (NH_LEDGER (source), result, &error);

  if (error != NULL)
    nh_notify_error (GTK_WIDGET (self), error->message);
  else if (n_skipped > 0)
    nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
               _ ("The value is another one by now than the province saw: nothing was set. Open the record and look."));
  else
    nh_notify (GTK_WIDGET (self), NH_NOTICE_DONE, _ ("The proposal is applied. Ctrl+Z takes it back."));
}

void
nh_hand_in_page_take (NhHandInPage *self, const char *uuid)
{
  if (self->state != NULL)
    nh_remark_take_async (nh_session_get_ledger (self->session), self->state->unit->id,
                          nh_session_get_year (self->session), uuid, NULL, on_taken, g_object_ref (self));
}

/* A reason for one record. */
typedef struct
{
  NhHandInPage *page; /* owned */
  char *uuid;         /* owned */
} Asking;

static Asking *
asking_new (NhHandInPage *self, const char *uuid)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (self);
  asking->uuid = g_strdup (uuid);
  return asking;
}

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->page);
  g_free (asking->uuid);
  g_free (asking);
}

static void
on_declined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_remark_decline_finish (NH_LEDGER (source), result, &error);
  nh_notify_result (GTK_WIDGET (self), error, _ ("Not applied. The next version tells the province why."));
}

static void
on_decline_reason (const char *reason, gpointer data)
{
  const Asking *asking = data;
  NhHandInPage *self = asking->page;

  if (self->session != NULL && self->state != NULL)
    nh_remark_decline_async (nh_session_get_ledger (self->session), self->state->unit->id,
                             nh_session_get_year (self->session), asking->uuid, reason, NULL, on_declined,
                             g_object_ref (self));
}

void
nh_hand_in_page_decline (NhHandInPage *self, const char *uuid)
{
  nh_reason_ask (GTK_WIDGET (self), _ ("Do not apply the proposal"),
                 _ ("The record stays as it is. The reason goes to the province with the next version."), _ ("_Reason"),
                 _ ("_Do not apply"), NULL, on_decline_reason, asking_new (self, uuid), asking_free);
}

static void
on_taken_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_remark_take_back_finish (NH_LEDGER (source), result, &error);
  nh_notify_result (GTK_WIDGET (self), error, _ ("The proposal waits for an answer again."));
}

void
nh_hand_in_page_take_back (NhHandInPage *self, const char *uuid)
{
  if (self->state != NULL)
    nh_remark_take_back_async (nh_session_get_ledger (self->session), self->state->unit->id,
                               nh_session_get_year (self->session), uuid, NULL, on_taken_back, g_object_ref (self));
}

void
nh_hand_in_page_reopen (NhHandInPage *self)
{
  if (self->state != NULL && is_under_way (nh_hand_in_state_get_last (self->state)))
    nh_supplement_give_up (GTK_WIDGET (self), self->session);
  else
    nh_supplement_ask (GTK_WIDGET (self), self->session);
}
