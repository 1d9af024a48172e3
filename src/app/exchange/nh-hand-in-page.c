/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-hand-in-page-private.h"

#include <string.h>

#include "nh-board.h"
#include "nh-dialog.h"
#include "nh-draft.h"
#include "nh-gap.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-pair-layout.h"
#include "nh-template.h"
#include "nh-unit-chooser.h"
#include "nh-widget-util.h"

G_DEFINE_FINAL_TYPE (NhHandInPage, nh_hand_in_page, GTK_TYPE_WIDGET)

/* --- What is shown --- */

/* How the deadline stands. (transfer full) */
static char *
left_text (const NhHandInState *state)
{
  const NhSubmission *last = nh_hand_in_state_get_last (state);
  int days = state->deadline != NH_DATE_NONE ? nh_date_days_between (nh_date_today (), state->deadline) : 0;
  g_autofree char *number = nh_number_format (ABS (days));

  if (last != NULL && (strcmp (last->state, "accepted") == 0 || strcmp (last->state, "reopened") == 0))
    return g_strdup (_ ("accepted"));
  if (last != NULL && nh_handed_in_stands (last->state))
    return g_strdup (_ ("handed in"));
  if (days > 0)
    return g_strdup_printf (ngettext ("%s day left", "%s days left", (gulong) days), number);
  if (days == 0)
    return g_strdup (_ ("today is the last day"));
  return g_strdup_printf (ngettext ("%s day late", "%s days late", (gulong) -days), number);
}

/* "to Tỉnh Hà Tĩnh, by 25/08/2026 (5 days left)" */
static void
show_subtitle (NhHandInPage *self)
{
  const NhHandInState *state = self->state;
  g_autofree char *police = state->province != NULL ? nh_unit_police_title (state->province) : NULL;
  g_autofree char *day = nh_date_format (state->deadline), *left = left_text (state);
  g_autofree char *text = NULL;

  if (police != NULL && state->deadline != NH_DATE_NONE)
    text = g_strdup_printf (_ ("To %s, by %s (%s)."), police, day, left);
  else if (police != NULL)
    text = g_strdup_printf (_ ("To %s."), police);
  nh_label_show (self->subtitle, state->invited ? text : NULL);
}

static void
show_state (NhHandInPage *self)
{
  gboolean joined = self->state->province != NULL && self->state->invited && !self->asking;

  show_subtitle (self);
  if (joined)
    nh_hand_in_page_show_work (self);
  else
    nh_hand_in_page_show_join (self);
  gtk_stack_set_visible_child_name (self->stage, joined ? "work" : "join");
}

/* --- The focus --- */

/* What the province asks for and nobody has answered or mended. (nullable) */
static GtkListBoxRow *
get_open_remark (NhHandInPage *self)
{
  for (guint i = 0; i < self->state->remarks->len; i++)
    if (*((const NhRemark *) self->state->remarks->pdata[i])->answer == '\0' && self->state->before->pdata[i] == NULL)
      return gtk_list_box_get_row_at_index (self->remarks, (int) i);
  return NULL;
}

/* What is to be done next. */
static GtkWidget *
get_first (NhHandInPage *self)
{
  GtkListBoxRow *remark = get_open_remark (self);

  if (self->state->province == NULL || !self->state->invited || self->asking)
    return self->asking ? GTK_WIDGET (self->code) : self->choose_invitation;
  if (remark != NULL)
    return GTK_WIDGET (remark);
  if (!gtk_widget_get_visible (self->hand_in_card) || nh_hand_in_page_is_unchanged (self))
    return self->read_reply;
  return gtk_widget_get_visible (self->reason_box) ? GTK_WIDGET (self->reason) : GTK_WIDGET (self->make);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* --- Reading --- */

/* Cancelled, or the page is gone. */
static gboolean
is_over (NhHandInPage *self, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL;
}

static void
on_state (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhHandInState) state = nh_hand_in_state_read_finish (NH_LEDGER (source), result, &error);
  g_autoptr (GtkWidget) first = NULL; /* a reference, so that no new row has its address */
  gboolean follows, reopening, locked = self->state != NULL && nh_hand_in_state_is_locked (self->state);

  if (is_over (self, error))
    return;
  if (state == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  if (self->state != NULL)
    g_set_object (&first, get_first (self));
  follows = first != NULL && has_focus (first);
  reopening = has_focus (self->reopen);
  g_clear_pointer (&self->state, nh_hand_in_state_free);
  self->state = g_steal_pointer (&state);
  show_state (self);
  /* What was to be done first is done: the keyboard goes on to what is now. */
  if (self->focus_wanted || (follows && get_first (self) != first) ||
      (reopening && locked != nh_hand_in_state_is_locked (self->state)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_overview (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhOverview) overview = nh_overview_finish (NH_LEDGER (source), result, &error);

  if (is_over (self, error))
    return;
  if (overview == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  g_clear_pointer (&self->overview, nh_overview_free);
  self->overview = g_steal_pointer (&overview);
  if (self->state != NULL)
    show_state (self);
}

static void
on_problems (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *counts = nh_outline_problems_finish (NH_LEDGER (source), result, &error);

  if (is_over (self, error))
    return;
  nh_notify_result (GTK_WIDGET (self), error, NULL);
  g_free (self->todo.problems);
  self->todo.problems = g_steal_pointer (&counts);
  nh_todo_fill (&self->todo);
}

static void
on_gaps (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nh_gap_list_finish (NH_LEDGER (source), result, &error);

  if (is_over (self, error))
    return;
  nh_notify_result (GTK_WIDGET (self), error, NULL);
  g_clear_pointer (&self->todo.gaps, g_ptr_array_unref);
  self->todo.gaps = g_steal_pointer (&gaps);
  nh_todo_fill (&self->todo);
}

static void
on_drafts (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHandInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = nh_draft_list_finish (NH_LEDGER (source), result, &error);

  if (is_over (self, error) || drafts == NULL)
    return;
  g_clear_pointer (&self->todo.drafts, g_ptr_array_unref);
  self->todo.drafts = g_steal_pointer (&drafts);
  nh_todo_fill (&self->todo);
}

void
nh_hand_in_page_read (NhHandInPage *self)
{
  NhLedger *ledger = nh_session_get_ledger (self->session);
  gint64 unit = nh_session_get_unit (self->session);
  int year = nh_session_get_year (self->session);
  g_autofree char *title = g_strdup_printf (_ ("Hand in the festival of %d"), year);

  self->stale = TRUE;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  gtk_label_set_text (self->title, title);
  nh_cancel_and_renew (&self->reading);
  nh_hand_in_state_read_async (ledger, year, self->reading, on_state, g_object_ref (self));
  nh_overview_async (ledger, unit, year, self->reading, on_overview, g_object_ref (self));
  nh_cancel_and_renew (&self->checking);
  nh_outline_problems_async (ledger, unit, year, self->checking, on_problems, g_object_ref (self));
  nh_gap_list_async (ledger, unit, year, self->checking, on_gaps, g_object_ref (self));
  if (!nh_session_is_read_only (self->session))
    nh_draft_list_async (ledger, self->checking, on_drafts, g_object_ref (self));
}

static void
on_view_changed (NhHandInPage *self)
{
  g_clear_pointer (&self->state, nh_hand_in_state_free);
  g_clear_pointer (&self->overview, nh_overview_free);
  g_clear_pointer (&self->todo.problems, g_free);
  g_clear_pointer (&self->todo.gaps, g_ptr_array_unref);
  nh_todo_fill (&self->todo);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_editable_set_text (GTK_EDITABLE (self->nil_reason), "");
  gtk_check_button_set_active (self->nil, FALSE);
  gtk_stack_set_visible_child_name (self->stage, "reading");
  nh_hand_in_page_read (self);
}

/* --- Files --- */

static void
on_file_chosen (const char *path, gpointer data)
{
  nh_hand_in_page_open_file (data, path);
}

static void
choose_invitation (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_dialog_open_file (widget, _ ("Choose the invitation file"), _ ("Invitations"), NH_ENVELOPE_INVITATION_SUFFIX,
                       on_file_chosen, g_object_ref (widget), g_object_unref);
}

static void
choose_reply (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_dialog_open_file (widget, _ ("Read the reply of the province"), _ ("Replies"), NH_ENVELOPE_REPLY_SUFFIX,
                       on_file_chosen, g_object_ref (widget), g_object_unref);
}

void
nh_hand_in_page_open_file (NhHandInPage *self, const char *path)
{
  g_autofree char *low = NULL;

  g_return_if_fail (NH_IS_HAND_IN_PAGE (self) && path != NULL);
  if (self->session == NULL)
    return;
  low = g_ascii_strdown (path, -1);
  if (g_str_has_suffix (low, NH_ENVELOPE_INVITATION_SUFFIX))
    nh_hand_in_page_open_invitation (self, path);
  else if (g_str_has_suffix (low, NH_ENVELOPE_REPLY_SUFFIX))
    nh_hand_in_page_open_reply (self, path);
  else if (!g_str_has_suffix (low, NH_ENVELOPE_PACKAGE_SUFFIX))
    nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
               _ ("This file is none that the program reads: it reads workbooks (.xlsx, .csv), invitations "
                  "(.ngayhoi-moi) and replies (.ngayhoi-phieu)."));
  else
    nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
               _ ("This file is for the province: only the province can open it. A commune reads invitations "
                  "(.ngayhoi-moi) and replies (.ngayhoi-phieu)."));
}

/* --- Actions --- */

static void
reopen (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_hand_in_page_reopen (NH_HAND_IN_PAGE (widget));
}

static void
open_folder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_hand_in_page_open_folder (NH_HAND_IN_PAGE (widget));
}

static void
take (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_hand_in_page_take (NH_HAND_IN_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
decline (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_hand_in_page_decline (NH_HAND_IN_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
take_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  nh_hand_in_page_take_back (NH_HAND_IN_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
make (NhHandInPage *self)
{
  nh_hand_in_page_make (self);
}

static void
join (NhHandInPage *self)
{
  nh_hand_in_page_join (self);
}

static void
show_form (NhHandInPage *self)
{
  if (self->state != NULL)
    nh_hand_in_page_show_form (self);
}

static void
on_join_typed (NhHandInPage *self)
{
  nh_hand_in_page_end_join_problem (self);
}

static void
on_code_activate (NhHandInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->slip));
}

static void
on_reason_typed (NhHandInPage *self)
{
  nh_label_show (self->problem, NULL);
  nh_widget_set_invalid (self->reason, FALSE);
  nh_widget_set_invalid (self->nil_reason, FALSE);
}

/* --- The widget --- */

static void
nh_hand_in_page_map (GtkWidget *widget)
{
  NhHandInPage *self = NH_HAND_IN_PAGE (widget);

  GTK_WIDGET_CLASS (nh_hand_in_page_parent_class)->map (widget);
  if (self->stale)
    nh_hand_in_page_read (self);
}

static void
nh_hand_in_page_unmap (GtkWidget *widget)
{
  NH_HAND_IN_PAGE (widget)->focus_wanted = FALSE;
  GTK_WIDGET_CLASS (nh_hand_in_page_parent_class)->unmap (widget);
}

static gboolean
nh_hand_in_page_grab_focus (GtkWidget *widget)
{
  NhHandInPage *self = NH_HAND_IN_PAGE (widget);

  self->focus_wanted = self->state == NULL;
  return self->state != NULL && gtk_widget_grab_focus (get_first (self));
}

static void
nh_hand_in_page_dispose (GObject *object)
{
  NhHandInPage *self = NH_HAND_IN_PAGE (object);

  nh_cancel (&self->reading);
  nh_cancel (&self->checking);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_HAND_IN_PAGE);
  g_clear_pointer (&self->state, nh_hand_in_state_free);
  g_clear_pointer (&self->overview, nh_overview_free);
  g_clear_pointer (&self->invitation, nh_invitation_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->todo.drafts, g_ptr_array_unref);
  g_clear_pointer (&self->todo.gaps, g_ptr_array_unref);
  g_clear_pointer (&self->todo.problems, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_hand_in_page_parent_class)->dispose (object);
}

static void
nh_hand_in_page_class_init (NhHandInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_hand_in_page_dispose;
  g_type_ensure (NH_TYPE_PAIR_LAYOUT);
  widget_class->map = nh_hand_in_page_map;
  widget_class->unmap = nh_hand_in_page_unmap;
  widget_class->grab_focus = nh_hand_in_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-hand-in-page.ui");
  NH_BIND_CHILDREN (widget_class, NhHandInPage, content, join_form, choose_invitation, join_button, read_reply,
                    open_folder, print, reopen, remarks_card, hand_in_card, reason_box, nil_box, figures_card);
  NH_BIND_CHILDREN (widget_class, NhHandInPage, stage, status_icon, title, subtitle, join_title, join_text,
                    join_problem, status, status_more, file, differs, version_code, hand_in_title);
  NH_BIND_CHILDREN (widget_class, NhHandInPage, unchanged, reason_label, problem, figures_title, no_figures, code, slip,
                    reason, nil_reason, remarks, figures, nil, make);
  NH_BIND_CHILDREN (widget_class, NhHandInPage, todo.list, todo.nothing, todo.checking);
  NH_BIND_CALLBACKS (widget_class, make, join, show_form, on_join_typed, on_code_activate, on_reason_typed);
  gtk_widget_class_install_action (widget_class, "hand-in.choose-invitation", NULL, choose_invitation);
  gtk_widget_class_install_action (widget_class, "hand-in.choose-reply", NULL, choose_reply);
  gtk_widget_class_install_action (widget_class, "hand-in.reopen", NULL, reopen);
  gtk_widget_class_install_action (widget_class, "hand-in.open-folder", NULL, open_folder);
  gtk_widget_class_install_action (widget_class, "hand-in.take", "s", take);
  gtk_widget_class_install_action (widget_class, "hand-in.decline", "s", decline);
  gtk_widget_class_install_action (widget_class, "hand-in.take-back", "s", take_back);
}

static void
nh_hand_in_page_init (NhHandInPage *self)
{
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nh_hand_in_page_new (NhSession *session)
{
  NhHandInPage *self = g_object_new (NH_TYPE_HAND_IN_PAGE, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  self->todo.session = session;
  self->todo.n_units = 1; /* the commune itself */
  g_signal_connect_object (session, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (nh_hand_in_page_read), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
