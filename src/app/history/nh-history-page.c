/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-history-page.h"

#include "nh-change-card.h"
#include "nh-change.h"
#include "nh-history-undo.h"
#include "nh-i18n.h"
#include "nh-input.h"
#include "nh-key-view.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-pair-layout.h"
#include "nh-template.h"
#include "nh-type-choice.h"
#include "nh-widget-util.h"

#define DETAIL_RECORDS 50 /* records of one change that are shown in full */

struct _NhHistoryPage
{
  GtkWidget parent_instance;

  NhSession *session;            /* owned */
  NhKeyList *list;               /* owned */
  GtkSingleSelection *selection; /* owned */
  NhKeyView *view;
  GCancellable *reading; /* owned (nullable): the read for `shown` */
  NhChange *shown;       /* owned (nullable): the selected change in full */

  /* template */
  GtkWidget *content, *view_box, *buttons;
  GtkSearchEntry *search;
  GtkEntry *day;
  GtkDropDown *type;
  GtkLabel *count;
  GtkScrolledWindow *details;
  GtkButton *undo_change, *open_record;
};

G_DEFINE_FINAL_TYPE (NhHistoryPage, nh_history_page, GTK_TYPE_WIDGET)

/* --- The list --- */

/* An invalid text is marked, and all days are shown. */
static void
read_days (NhHistoryPage *self, NhDate *from, NhDate *to)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->day));

  nh_widget_set_invalid (self->day, *text != '\0' && !nh_date_parse_range (text, nh_date_today (), from, to, NULL));
}

static void
ask_keys (gpointer owner, guint limit, GArray *first, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer data)
{
  NhHistoryPage *self = owner;
  g_autofree char *search = nh_input_peek (GTK_EDITABLE (self->search));
  NhChangeQuery query = { .type = nh_type_choice_get (self->type) };

  read_days (self, &query.from, &query.to);
  query.search = *search != '\0' ? g_strdup (search) : NULL;
  nh_change_ids_async (nh_session_get_ledger (self->session), &query, cancellable, callback, data);
}

static void
ask_rows (gpointer owner, GArray *keys, GAsyncReadyCallback callback, gpointer data)
{
  nh_change_fetch_async (nh_session_get_ledger (NH_HISTORY_PAGE (owner)->session), keys, 1, NULL, callback, data);
}

static const NhKeySource source = { .ask_keys = ask_keys,
                                    .ask_rows = ask_rows,
                                    .free_value = (GDestroyNotify) nh_change_free };

static void
query_again (NhHistoryPage *self)
{
  g_autofree char *search = nh_input_peek (GTK_EDITABLE (self->search));
  gboolean filtered = *search != '\0' || *gtk_editable_get_text (GTK_EDITABLE (self->day)) != '\0' ||
                      nh_type_choice_get (self->type) != NULL;

  if (self->list == NULL)
    return;
  nh_key_view_set_empty (self->view, "nh-history-symbolic",
                         filtered ? _ ("Nothing found") : _ ("Nothing was changed yet"),
                         filtered ? _ ("Empty the search field and the day to see all again.")
                                  : _ ("Whatever is saved, deleted or restored is listed here."),
                         FALSE);
  nh_key_view_ask (self->view);
}

enum
{
  WHEN,
  WHO,
  WHAT,
  FIELDS
};

static char *
cell_text (gpointer owner, gpointer value, const NhKeyColumn *column)
{
  const NhChange *change = value;

  switch (column->field)
    {
    case WHEN:
      return nh_time_format (change->at);
    case WHO:
      return g_strdup (change->by);
    case WHAT:
      return change->undone && !change->is_undo ? g_strdup_printf (_ ("%s (taken back)"), change->text)
                                                : g_strdup (change->text);
    default:
      return nh_change_summary (change);
    }
}

static const NhKeyColumn columns[] = {
  { N_ ("When"), 16, cell_text, WHEN },
  { N_ ("Who"), 12, cell_text, WHO },
  { N_ ("What was done"), 0, cell_text, WHAT },
  { N_ ("Fields"), 0, cell_text, FIELDS },
};

/* --- The selected change --- */

/* The record that Enter opens: the first one of the change. (nullable) */
static const NhChangedRecord *
get_record (NhHistoryPage *self)
{
  const NhChangedRecord *record = self->shown != NULL && self->shown->records->len > 0
                                      ? g_ptr_array_index (self->shown->records, 0)
                                      : NULL;

  return record != NULL && record->type != NULL && record->year != 0 ? record : NULL;
}

static void
show_details (NhHistoryPage *self)
{
  const NhChangedRecord *record = get_record (self);
  gboolean writable = !nh_session_is_read_only (self->session);

  gtk_widget_set_visible (self->buttons, self->shown != NULL);
  gtk_scrolled_window_set_child (
      self->details,
      self->shown == NULL ? NULL : nh_change_card_new (self->shown, nh_session_get_catalog (self->session), TRUE));
  if (self->shown == NULL)
    return;
  gtk_button_set_label (self->undo_change, self->shown->is_undo ? _ ("_Do it again") : _ ("_Take this back"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo_change), writable && self->shown->can_undo);
  gtk_button_set_label (self->open_record,
                        record != NULL && record->deleted ? _ ("Open the _recycle bin") : _ ("Open the _record"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_record), record != NULL);
}

static void
on_details (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = nh_change_fetch_finish (NH_LEDGER (object), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->shown, nh_change_free);
  if (changes != NULL && changes->len == 1)
    self->shown = g_steal_pointer (&changes->pdata[0]);
  nh_notify_result (GTK_WIDGET (self), error, NULL);
  show_details (self);
}

static void
read_details (NhHistoryPage *self)
{
  NhRow *row = gtk_single_selection_get_selected_item (self->selection);
  GArray *ids;
  gint64 key;

  nh_cancel (&self->reading);
  if (row == NULL)
    {
      g_clear_pointer (&self->shown, nh_change_free);
      show_details (self);
      return;
    }
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  key = nh_row_get_key (row);
  g_array_append_val (ids, key);
  self->reading = g_cancellable_new ();
  nh_change_fetch_async (nh_session_get_ledger (self->session), ids, DETAIL_RECORDS, self->reading, on_details,
                         g_object_ref (self));
}

static void
on_settled (NhHistoryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *number = nh_number_format (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s change", "%s changes", n), number);

  gtk_label_set_text (self->count, text);
  read_details (self); /* it may have been undone */
}

static void
on_undone (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_history_undo_change_finish (NH_LEDGER (object), result, &error);

  nh_notify_result (GTK_WIDGET (self), error, text);
}

static void
on_undo_clicked (NhHistoryPage *self)
{
  if (self->shown != NULL)
    nh_history_undo_change_async (nh_session_get_ledger (self->session), self->shown->id, NULL, on_undone,
                                  g_object_ref (self));
}

static void
on_open_clicked (NhHistoryPage *self)
{
  const NhChangedRecord *record = get_record (self);

  if (record != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "workplace.open-record", "(sxxi)",
                                record->deleted ? "" : record->type->name, record->id, record->unit, record->year);
}

/* The change in full may still be being read. */
static void
on_activated (NhHistoryPage *self, gint64 key)
{
  if (self->shown != NULL && self->shown->id == key)
    on_open_clicked (self);
}

/* --- The widget --- */

static gboolean
nh_history_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_HISTORY_PAGE (widget)->search));
}

static void
nh_history_page_dispose (GObject *object)
{
  NhHistoryPage *self = NH_HISTORY_PAGE (object);

  if (self->list != NULL)
    nh_key_list_stop (self->list);
  nh_cancel (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_HISTORY_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_pointer (&self->shown, nh_change_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_history_page_parent_class)->dispose (object);
}

static void
nh_history_page_class_init (NhHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_history_page_dispose;
  widget_class->grab_focus = nh_history_page_grab_focus;
  g_type_ensure (NH_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-history-page.ui");
  NH_BIND_CHILDREN (widget_class, NhHistoryPage, content, view_box, buttons, search, day, type, count, details,
                    undo_change, open_record);
  NH_BIND_CALLBACKS (widget_class, query_again, on_undo_clicked, on_open_clicked);
}

static void
nh_history_page_init (NhHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_type_choice_fill (self->type);
}

GtkWidget *
nh_history_page_new (NhSession *session)
{
  NhHistoryPage *self = g_object_new (NH_TYPE_HISTORY_PAGE, NULL);

  g_return_val_if_fail (NH_IS_SESSION (session), GTK_WIDGET (self));
  self->session = g_object_ref (session);
  self->list = nh_key_list_new (&source, self);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  self->view = NH_KEY_VIEW (nh_key_view_new (self->list, GTK_SELECTION_MODEL (self->selection), _ ("History"), columns,
                                             G_N_ELEMENTS (columns), self));
  nh_key_view_follow_search (self->view, self->search);
  gtk_box_append (GTK_BOX (self->view_box), GTK_WIDGET (self->view));
  g_signal_connect_object (self->list, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (read_details), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_ledger (self->session), "changed", G_CALLBACK (query_again), self,
                           G_CONNECT_SWAPPED);
  show_details (self);
  query_again (self);
  return GTK_WIDGET (self);
}
