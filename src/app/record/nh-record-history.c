/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-record-history.h"

#include "nh-change-card.h"
#include "nh-change.h"
#include "nh-i18n.h"
#include "nh-widget-util.h"

#define MOST_CHANGES 100 /* older ones are on the history page */
#define WIDTH 420
#define HEIGHT 420

struct _NhRecordHistory
{
  GtkWidget parent_instance;

  NhSession *session; /* owned */
  GtkWidget *scrolled, *box;
  GCancellable *reading; /* owned (nullable) */
};

G_DEFINE_FINAL_TYPE (NhRecordHistory, nh_record_history, GTK_TYPE_WIDGET)

static void
clear (NhRecordHistory *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

static void
add_text (NhRecordHistory *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
on_changes (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhRecordHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = nh_change_of_record_finish (NH_LEDGER (object), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  clear (self);
  if (error != NULL)
    add_text (self, error->message);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      if (i > 0)
        gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (self->box),
                      nh_change_card_new (changes->pdata[i], nh_session_get_catalog (self->session), FALSE));
    }
}

void
nh_record_history_show (NhRecordHistory *self, const NhRecordType *type, gint64 id)
{
  g_return_if_fail (NH_IS_RECORD_HISTORY (self));
  nh_cancel (&self->reading);
  clear (self);
  if (id == 0)
    {
      add_text (self, _ ("This record is not saved yet."));
      return;
    }
  self->reading = g_cancellable_new ();
  nh_change_of_record_async (nh_session_get_ledger (self->session), type, id, MOST_CHANGES, self->reading, on_changes,
                             g_object_ref (self));
}

static gboolean
nh_record_history_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NH_RECORD_HISTORY (widget)->scrolled);
}

static void
nh_record_history_dispose (GObject *object)
{
  NhRecordHistory *self = NH_RECORD_HISTORY (object);

  nh_cancel (&self->reading);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_record_history_parent_class)->dispose (object);
}

static void
nh_record_history_class_init (NhRecordHistoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_record_history_dispose;
  widget_class->grab_focus = nh_record_history_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
nh_record_history_init (NhRecordHistory *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
  gtk_widget_set_size_request (self->box, WIDTH, -1); /* measured for a narrower width, it would be too high */
  gtk_widget_set_focusable (self->scrolled, TRUE);
  nh_widget_set_name (self->scrolled, _ ("Who changed this record"));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
nh_record_history_new (NhSession *session)
{
  NhRecordHistory *self = g_object_new (NH_TYPE_RECORD_HISTORY, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
