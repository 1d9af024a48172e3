/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-unit-pane.h"

#include <string.h>

#include "nh-changed-rows.h"
#include "nh-dialog.h"
#include "nh-figure-text.h"
#include "nh-i18n.h"
#include "nh-board-row.h"
#include "nh-notice.h"
#include "nh-outline.h"
#include "nh-point.h"
#include "nh-reason-dialog.h"
#include "nh-received-day-dialog.h"
#include "nh-received-state.h"
#include "nh-reception.h"
#include "nh-remark-dialog.h"
#include "nh-remark-rows.h"
#include "nh-reply.h"
#include "nh-widget-util.h"

#define MOST_FIGURES 30
#define MOST_SAID 12
#define WIDTH 320 /* where there is room */

struct _NhUnitPane
{
  GtkWidget parent_instance;

  NhSession *session; /* owned */
  NhBoardRow row;     /* its reason is not kept */
  gboolean invited;
  NhReceivedState *state; /* owned, nullable: being read */
  GCancellable *reading;  /* owned, nullable */

  GtkWidget *scrolled, *box;
  GtkWidget *accept;  /* nullable */
  GtkLabel *doubtful; /* nullable */
};

G_DEFINE_FINAL_TYPE (NhUnitPane, nh_unit_pane, GTK_TYPE_WIDGET)

static NhLedger *
ledger_of (NhUnitPane *self)
{
  return nh_session_get_ledger (self->session);
}

/* --- Parts --- */

static void
add (NhUnitPane *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->box), widget);
}

static void
add_text (NhUnitPane *self, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    add (self, nh_label_new (text, style, TRUE));
}

static void
add_heading (NhUnitPane *self, const char *text)
{
  GtkWidget *label = nh_label_new (text, "nh-question", TRUE);

  gtk_widget_set_margin_top (label, 8);
  g_object_set (label, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  add (self, label);
}

/* "Reason: the attendance is wrong" */
static void
add_said (NhUnitPane *self, const char *title, const char *text)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", title, text);

  if (*text != '\0')
    add_text (self, line, NULL);
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* --- What is shown --- */

static void
add_buttons (NhUnitPane *self)
{
  gboolean accepted = strcmp (nh_received_state_get_last (self->state)->state, "accepted") == 0;
  gboolean read_only = nh_session_is_read_only (self->session);
  GtkWidget *back = make_button (_ ("Re_turn…"), "unit.return"),
            *reply = make_button (_ ("Save the _reply…"), "unit.reply");
  GtkWidget *box;

  self->accept = make_button (_ ("_Accept"), "unit.accept");
  gtk_widget_set_tooltip_text (self->accept,
                               _ ("This version counts, and the unit’s year is locked once it reads the reply"));
  nh_widget_set_css_class (self->accept, "suggested-action", !accepted);
  gtk_widget_set_visible (self->accept, !accepted);
  gtk_widget_set_sensitive (self->accept, !read_only);
  gtk_widget_set_sensitive (back, !read_only);
  gtk_widget_set_sensitive (reply, !read_only);
  box = nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, reply, back, self->accept, NULL); /* what goes moves no other */
  gtk_widget_set_margin_top (box, 4);
  add (self, box);
}

static void
add_figures (NhUnitPane *self)
{
  if (self->state->figures->len == 0)
    return;
  add_heading (self, _ ("Figures that differ from the version before"));
  for (guint i = 0; i < MIN (self->state->figures->len, MOST_FIGURES); i++)
    {
      const NhFigureChange *change = self->state->figures->pdata[i];
      g_autofree char *before = nh_figure_text_format (change->before), *after = nh_figure_text_format (change->after);
      g_autofree char *line = g_strdup_printf ("%s: %s → %s", change->title, *before != '\0' ? before : "–",
                                               *after != '\0' ? after : "–");

      add_text (self, line, NULL);
    }
}

/* What is accepted is looked at first. */
static void
add_said_figures (NhUnitPane *self)
{
  if (self->state->said->len > 0)
    add_heading (self, _ ("Figures of this version"));
  for (guint i = 0; i < MIN (self->state->said->len, MOST_SAID); i++)
    {
      const NhFigureChange *figure = self->state->said->pdata[i];
      g_autofree char *number = nh_figure_text_format (figure->after);

      add_said (self, figure->title, number);
    }
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhUnitPane) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_remark_remove_finish (NH_LEDGER (source), result, &error);
  nh_notify_result (GTK_WIDGET (self), error, _ ("The request is taken back; Ctrl+Z puts it there again."));
}

static void
remove_remark (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhUnitPane *self = NH_UNIT_PANE (widget);

  nh_remark_remove_async (ledger_of (self), g_variant_get_int64 (parameter), NULL, on_removed, g_object_ref (self));
}

static void
add_remark (NhUnitPane *self, const NhRemark *remark)
{
  NhRecord *record = nh_received_state_find_record (self->state, remark->uuid);
  int field = nh_record_type_field (remark->type, remark->field);
  g_autofree char *name = record != NULL ? nh_record_get_title (record, nh_session_get_catalog (self->session))
                                         : g_strdup (remark->uuid);
  g_autofree char *title = field >= 0 ? g_strdup_printf ("%s – %s", name, _ (remark->type->fields[field].title))
                                      : g_strdup (name);
  g_autofree char *proposed = nh_remark_proposal_text (remark, record, nh_session_get_catalog (self->session));
  GtkWidget *texts = nh_box_new (GTK_ORIENTATION_VERTICAL, 1, nh_label_new (title, NULL, TRUE), NULL);
  GtkWidget *remove = nh_icon_button_new ("list-remove-symbolic", _ ("Take this request back"));

  if (proposed != NULL)
    gtk_box_append (GTK_BOX (texts), nh_label_new (proposed, NULL, TRUE));
  gtk_box_append (GTK_BOX (texts), nh_label_new (remark->why, "nh-more", TRUE));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "x", remark->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "unit.remove-remark");
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  add (self, nh_box_new (GTK_ORIENTATION_HORIZONTAL, 8, texts, remove, NULL));
}

/* "Thôn Mỹ Sơn – Lượt người dự: Không áp dụng: đã đếm lại" */
static void
add_answers (NhUnitPane *self)
{
  NhCatalog *catalog = nh_session_get_catalog (self->session);

  if (self->state->answers->len > 0)
    add_heading (self, _ ("What the unit answers"));
  for (guint i = 0; i < self->state->answers->len; i++)
    {
      const NhRemark *answer = self->state->answers->pdata[i];
      NhRecord *record = nh_received_state_find_record (self->state, answer->uuid);
      g_autofree char *title = nh_remark_row_title (answer, record, catalog);
      g_autofree char *text = nh_remark_describe_answer (answer);

      add_said (self, title, text != NULL ? text : "");
    }
}

static void
add_remarks (NhUnitPane *self)
{
  GtkWidget *button = make_button (_ ("Ask for a _change of a record…"), "unit.remark");

  add_heading (self, _ ("What is asked of the unit"));
  for (guint i = 0; i < self->state->remarks->len; i++)
    add_remark (self, self->state->remarks->pdata[i]);
  if (self->state->remarks->len == 0)
    add_text (self, _ ("Nothing yet. A request on a record or a field goes to the unit with the reply."), "nh-more");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_sensitive (button, self->state->records->len > 0 && !nh_session_is_read_only (self->session));
  add (self, button);
}

static const char *
state_word (const char *state)
{
  if (strcmp (state, "accepted") == 0)
    return nh_board_state_get_title (NH_BOARD_ACCEPTED);
  return nh_board_state_get_title (strcmp (state, "returned") == 0 ? NH_BOARD_RETURNED : NH_BOARD_RECEIVED);
}

static void
add_versions (NhUnitPane *self)
{
  GtkWidget *day_button = make_button (_ ("Day of recei_pt…"), "unit.set-day");

  add_heading (self, _ ("Versions"));
  for (guint i = self->state->versions->len; i-- > 0;)
    {
      const NhSubmission *version = self->state->versions->pdata[i];
      g_autofree char *day = nh_date_format (nh_date_from_iso (version->day));
      g_autofree char *code = nh_version_code (version->version.hash);
      g_autofree char *line = g_strdup_printf (_ ("Version %d, %s: %s"), version->version.version, day,
                                               state_word (version->state));
      g_autofree char *more = g_strdup_printf (_ ("Code %s"), code);

      add_text (self, line, NULL);
      add_text (self, more, "nh-more");
    }
  gtk_widget_set_halign (day_button, GTK_ALIGN_START);
  gtk_widget_set_sensitive (day_button, !nh_session_is_read_only (self->session));
  gtk_widget_set_tooltip_text (day_button, _ ("Corrects the day on which the first version was received"));
  add (self, day_button);
}

static void
show_missing (NhUnitPane *self)
{
  g_autofree char *left = nh_board_row_left_text (&self->row);
  const char *missing = nh_board_state_get_title (NH_BOARD_MISSING);
  g_autofree char *state = self->row.late ? g_strdup_printf (_ ("%s, late"), missing) : g_strdup (missing);

  if (self->row.form)
    {
      g_autofree char *day = nh_date_format (self->row.day);
      g_autofree char *text = g_strdup_printf (_ ("Received by a workbook form on %s, not as a package"), day);

      add_text (self, text, "nh-state");
      return;
    }
  add_text (self, state, "nh-state");
  add_text (self, left, "nh-conflict");
  add_text (self,
            self->invited
                ? _ ("Nothing was received of this unit. Drop its file on this window, or enter its totals by hand.")
                : _ ("This year is not asked for yet."),
            NULL);
}

/* The figures below are those that the unit says: on a sheet there are fewer. */
static void
add_elsewhere (NhUnitPane *self)
{
  if (self->state->elsewhere->len > 0)
    add_heading (self, _ ("Counted at another unit"));
  for (guint i = 0; i < self->state->elsewhere->len; i++)
    add_text (self, self->state->elsewhere->pdata[i], NULL);
  if (self->state->elsewhere->len > 0)
    add_text (self, _ ("As was chosen here; it stays so when the unit hands in again."), "nh-more");
}

/* Of all records of the unit, once they are checked. */
static void
on_problems (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhUnitPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *counts = nh_outline_problems_finish (NH_LEDGER (source), result, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL || self->doubtful == NULL || counts == NULL)
    return;
  text = nh_board_doubtful_text (counts);
  nh_label_show (self->doubtful, text);
}

/* A place for it. */
static void
add_doubtful (NhUnitPane *self)
{
  self->doubtful = GTK_LABEL (nh_label_new (NULL, "nh-conflict", TRUE));
  nh_label_show (self->doubtful, NULL);
  add (self, GTK_WIDGET (self->doubtful));
  nh_outline_problems_async (ledger_of (self), self->state->unit->id, nh_session_get_year (self->session),
                             self->reading, on_problems, g_object_ref (self));
}

static void
show_received (NhUnitPane *self)
{
  const NhSubmission *last = nh_received_state_get_last (self->state);
  g_autofree char *left = nh_board_row_left_text (&self->row);
  g_autofree char *day = nh_date_format (self->row.day);
  g_autofree char *state = g_strdup_printf (self->row.late ? _ ("%s: version %d, received on %s, late")
                                                           : _ ("%s: version %d, received on %s"),
                                            state_word (last->state), last->version.version, day);

  add_buttons (self); /* first: the lines below differ from unit to unit */
  add_text (self, state, "nh-state");
  if (self->row.counted != 0 && self->row.counted != last->version.version)
    {
      g_autofree char *counted = g_strdup_printf (
          strcmp (last->state, "received") == 0
              ? _ ("It waits to be accepted: version %d goes on counting until then.")
              : _ ("Version %d counts: this one was returned before it was accepted."),
          self->row.counted);

      add_text (self, counted, "nh-conflict");
    }
  add_said (self, strcmp (last->state, "returned") == 0 ? _ ("Returned because") : _ ("Reason"), last->reason);
  add_said (self, _ ("Handed in again because"), self->state->why);
  add_said (self, _ ("Festival not held"), self->state->nil);
  add_doubtful (self);
  add_text (self, left, "nh-conflict");
  nh_changed_rows_add (GTK_BOX (self->box), self->state, nh_session_get_catalog (self->session));
  add_elsewhere (self);
  add_figures (self);
  add_said_figures (self);
  add_answers (self);
  add_remarks (self);
  add_versions (self);
  add_said (self, _ ("Check code of the unit"), self->state->code);
}

static void
show (NhUnitPane *self)
{
  GtkWidget *records = make_button (_ ("Records of the _unit"), "workplace.show-records"), *title;

  nh_widget_clear (self->box);
  self->accept = NULL;
  self->doubtful = NULL;
  title = nh_label_new (self->row.unit->title, "nh-title", TRUE);
  g_object_set (title, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  add (self, title);
  if (self->state->versions->len > 0)
    show_received (self);
  else
    show_missing (self);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (records), "(xs)", self->row.unit->id, nh_point_type.name);
  gtk_widget_set_halign (records, GTK_ALIGN_START);
  gtk_widget_set_margin_top (records, 8);
  add (self, records);
}

static void
on_state (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhUnitPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhReceivedState) state = nh_received_state_read_finish (NH_LEDGER (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (state == NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  g_clear_pointer (&self->state, nh_received_state_free);
  self->state = g_steal_pointer (&state);
  show (self);
}

void
nh_unit_pane_show (NhUnitPane *self, const NhBoardRow *row, gboolean invited)
{
  g_return_if_fail (NH_IS_UNIT_PANE (self) && self->session != NULL);
  nh_cancel_and_renew (&self->reading);
  self->invited = invited;
  if (row == NULL)
    {
      g_clear_pointer (&self->state, nh_received_state_free);
      nh_widget_clear (self->box);
      self->accept = NULL;
      self->doubtful = NULL;
      add_text (self, _ ("Choose a unit on the left."), "dim-label");
      return;
    }
  if (self->row.unit != row->unit) /* from its name on */
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  self->row = *row;
  self->row.reason = NULL;
  nh_received_state_read_async (ledger_of (self), row->unit->id, nh_session_get_year (self->session), self->reading,
                                on_state, g_object_ref (self));
}

/* --- The reply --- */

/* For the unit that was shown when it was asked for: another one may be shown since. */
typedef struct
{
  NhUnitPane *pane; /* owned */
  gint64 unit;
  char *name; /* owned: of the unit */
  int year;
  int version;
  gboolean returned;
  char *folder; /* owned, nullable: where it is written to */
} Reply;

static Reply *
reply_new (NhUnitPane *pane, gint64 unit, const char *name, int year)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->pane = g_object_ref (pane);
  reply->unit = unit;
  reply->name = g_strdup (name);
  reply->year = year;
  return reply;
}

static Reply *
reply_of_shown (NhUnitPane *self)
{
  const NhUnit *unit = self->state->unit;

  return reply_new (self, unit->id, unit->title, nh_session_get_year (self->session));
}

static void
reply_free (gpointer data)
{
  Reply *reply = data;

  g_object_unref (reply->pane);
  g_free (reply->name);
  g_free (reply->folder);
  g_free (reply);
}

static void
open_folder (const Reply *reply)
{
  nh_dialog_show_place (GTK_WIDGET (reply->pane), reply->folder);
}

static void
on_reply_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reply *reply = user_data;
  GtkWidget *pane = GTK_WIDGET (reply->pane);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *path = NULL, *shown = NULL, *text = NULL;

  names = nh_reply_write_finish (NH_LEDGER (source), result, &error);
  if (names == NULL || names->len == 0)
    {
      nh_notify_result (pane, error, NULL);
      reply_free (reply);
      return;
    }
  path = g_build_filename (reply->folder, names->pdata[0], NULL);
  shown = g_filename_display_name (path);
  text = g_strdup_printf (_ ("The reply is written. Send it to the unit: %s"), shown);
  nh_notice_offer (nh_notice_of (pane), NH_NOTICE_DONE, text, _ ("Open the _folder"), G_CALLBACK (open_folder), reply,
                   reply_free);
}

static void
on_reply_folder (const char *path, gpointer data)
{
  const Reply *asked = data;
  Reply *reply;

  if (asked->pane->session == NULL)
    return;
  reply = reply_new (asked->pane, asked->unit, asked->name, asked->year);
  reply->folder = g_strdup (path);
  nh_reply_write_async (ledger_of (asked->pane), asked->unit, asked->year, path, NULL, on_reply_written, reply);
}

static void
ask_folder (const Reply *reply)
{
  if (reply->pane->session != NULL)
    nh_dialog_choose_folder (GTK_WIDGET (reply->pane), _ ("Folder for the reply"), on_reply_folder,
                             reply_new (reply->pane, reply->unit, reply->name, reply->year), reply_free);
}

static void
save_reply (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhUnitPane *self = NH_UNIT_PANE (widget);
  Reply *reply = self->session != NULL && self->state != NULL ? reply_of_shown (self) : NULL;

  if (reply == NULL)
    return;
  ask_folder (reply);
  reply_free (reply);
}

/* --- Accepting and returning --- */

static void
on_state_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reply *reply = user_data;
  GtkWidget *pane = GTK_WIDGET (reply->pane);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  nh_reception_set_state_finish (NH_LEDGER (source), result, &error);
  if (error != NULL || reply->pane->session == NULL)
    {
      nh_notify_result (pane, error, NULL);
      reply_free (reply);
      return;
    }
  text = g_strdup_printf (
      reply->returned ? _ ("Version %d of %s is returned. Save the reply so that the unit reads it; Ctrl+Z takes "
                           "it back.")
                      : _ ("Version %d of %s is accepted. Save the reply so that the unit reads it; Ctrl+Z "
                           "takes it back."),
      reply->version, reply->name);
  nh_notice_offer (nh_notice_of (pane), NH_NOTICE_DONE, text, _ ("Save its reply…"), G_CALLBACK (ask_folder), reply,
                   reply_free);
}

static void
set_state (NhUnitPane *self, const char *state, const char *reason)
{
  Reply *reply;

  if (self->session == NULL || self->state == NULL)
    return;
  reply = reply_of_shown (self);
  reply->version = nh_received_state_get_last (self->state)->version.version;
  reply->returned = strcmp (state, "returned") == 0;
  nh_reception_set_state_async (ledger_of (self), reply->unit, reply->year, state, reason, NULL, on_state_set, reply);
}

static void
accept (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_state (NH_UNIT_PANE (widget), "accepted", "");
}

static void
on_return_reason (const char *reason, gpointer data)
{
  set_state (data, "returned", reason);
}

static void
give_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhUnitPane *self = NH_UNIT_PANE (widget);
  const NhSubmission *last = self->state != NULL ? nh_received_state_get_last (self->state) : NULL;
  g_autofree char *title = NULL;

  if (last == NULL)
    return;
  title = g_strdup_printf (_ ("Return version %d of %s, %d"), last->version.version, self->state->unit->title,
                           last->year);
  nh_reason_ask (
      widget, title,
      _ ("The unit reads the reason in the reply. Until it hands in again, the figures of this version go on "
         "counting."),
      _ ("_Reason"), _ ("Re_turn"), NULL, on_return_reason, g_object_ref (widget), g_object_unref);
}

/* --- The day --- */

static void
on_day_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhUnitPane) self = user_data;
  g_autoptr (GError) error = NULL;

  nh_reception_set_day_finish (NH_LEDGER (source), result, &error);
  nh_notify_result (GTK_WIDGET (self), error, _ ("The day of receipt is changed; Ctrl+Z takes it back."));
}

static void
on_day_given (NhDate day, const char *reason, gpointer data)
{
  NhUnitPane *self = data;

  if (self->session != NULL && self->state != NULL)
    nh_reception_set_day_async (ledger_of (self), self->state->unit->id, nh_session_get_year (self->session), day,
                                reason, NULL, on_day_set, g_object_ref (self));
}

static void
set_day (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhUnitPane *self = NH_UNIT_PANE (widget);
  const NhSubmission *first = self->state != NULL && self->state->versions->len > 0 ? self->state->versions->pdata[0]
                                                                                    : NULL;

  if (first != NULL)
    nh_received_day_ask (widget, nh_date_from_iso (first->day), nh_session_get_year (self->session), on_day_given,
                         g_object_ref (widget), g_object_unref);
}

static void
remark (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhUnitPane *self = NH_UNIT_PANE (widget);

  if (self->state != NULL && self->state->records->len > 0)
    nh_remark_dialog_show (widget, ledger_of (self), self->state->records, NULL, NULL, NULL);
}

/* --- The widget --- */

static gboolean
nh_unit_pane_grab_focus (GtkWidget *widget)
{
  NhUnitPane *self = NH_UNIT_PANE (widget);

  if (self->accept != NULL && gtk_widget_get_visible (self->accept))
    return gtk_widget_grab_focus (self->accept);
  return gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD);
}

static void
nh_unit_pane_dispose (GObject *object)
{
  NhUnitPane *self = NH_UNIT_PANE (object);

  nh_cancel (&self->reading);
  nh_widget_unparent_children (self);
  g_clear_pointer (&self->state, nh_received_state_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_unit_pane_parent_class)->dispose (object);
}

static void
nh_unit_pane_class_init (NhUnitPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_unit_pane_dispose;
  widget_class->grab_focus = nh_unit_pane_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "unit.accept", NULL, accept);
  gtk_widget_class_install_action (widget_class, "unit.return", NULL, give_back);
  gtk_widget_class_install_action (widget_class, "unit.set-day", NULL, set_day);
  gtk_widget_class_install_action (widget_class, "unit.reply", NULL, save_reply);
  gtk_widget_class_install_action (widget_class, "unit.remark", NULL, remark);
  gtk_widget_class_install_action (widget_class, "unit.remove-remark", "x", remove_remark);
}

static void
nh_unit_pane_init (NhUnitPane *self)
{
  self->box = nh_box_new (GTK_ORIENTATION_VERTICAL, 4, NULL);
  gtk_widget_add_css_class (self->box, "nh-unit-pane");
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "child", self->box,
                                 "propagate-natural-width", TRUE, "max-content-width", WIDTH, NULL);
  gtk_widget_add_css_class (self->scrolled, "nh-pane");
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

void
nh_unit_pane_set_session (NhUnitPane *self, NhSession *session)
{
  g_return_if_fail (NH_IS_UNIT_PANE (self));
  g_set_object (&self->session, session);
}
