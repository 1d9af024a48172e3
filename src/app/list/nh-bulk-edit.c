/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bulk-edit.h"

#include "nh-a11y-labels.h"
#include "nh-dialog.h"
#include "nh-field-editor.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-store.h"
#include "nh-pair-layout.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define LOOK_MS 100 /* between two looks at the progress */

#define NH_TYPE_BULK_EDIT (nh_bulk_edit_get_type ())
G_DECLARE_FINAL_TYPE (NhBulkEdit, nh_bulk_edit, NH, BULK_EDIT, GtkWindow)

struct _NhBulkEdit
{
  GtkWindow parent_instance;

  NhSession *session; /* owned */
  const NhRecordType *type;
  GArray *ids;           /* owned */
  GArray *fields;        /* owned: of guint, those in the drop-down */
  NhFormContext context; /* its references are owned */
  NhFieldEditor *editor;
  GCancellable *running; /* owned (nullable) */
  gint *done;            /* owned: how many are changed; a g_atomic_rc_box() that the worker has too */
  guint look;            /* source */

  /* template */
  GtkDropDown *field;
  GtkBox *place; /* of the editor */
  GtkLabel *error;
  GtkProgressBar *progress;
  GtkWidget *change;
};

G_DEFINE_FINAL_TYPE (NhBulkEdit, nh_bulk_edit, GTK_TYPE_WINDOW)

static guint
chosen (NhBulkEdit *self)
{
  return g_array_index (self->fields, guint, gtk_drop_down_get_selected (self->field));
}

static void
show_editor (NhBulkEdit *self)
{
  nh_widget_clear (self->place); /* the editor, and its problems below it */
  g_clear_object (&self->context.draft);
  self->context.draft = nh_record_new (self->type, nh_session_get_unit (self->session),
                                       nh_session_get_year (self->session));
  self->editor = g_object_new (NH_TYPE_FIELD_EDITOR, "field", self->type->fields[chosen (self)].name, NULL);
  nh_pair_layout_set_wide (GTK_WIDGET (self->editor), TRUE);
  gtk_box_append (self->place, GTK_WIDGET (self->editor));
  nh_field_editor_attach (self->editor, self->type, &self->context);
  nh_field_editor_reset (self->editor);
  nh_label_show (self->error, NULL);
}

/* --- Changing --- */

static gboolean
on_look (gpointer data)
{
  NhBulkEdit *self = data;

  gtk_progress_bar_set_fraction (self->progress, (double) g_atomic_int_get (self->done) / MAX (self->ids->len, 1));
  return G_SOURCE_CONTINUE;
}

static void
set_running (NhBulkEdit *self, gboolean running)
{
  g_clear_handle_id (&self->look, g_source_remove);
  if (running)
    self->look = g_timeout_add (LOOK_MS, on_look, self);
  else
    g_clear_object (&self->running);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_sensitive (self->change, !running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->field), !running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->place), !running);
}

/* The records with new warnings are found by the filter for warnings. */
static void
notify_changed (NhBulkEdit *self, const NhSetMany *set)
{
  g_autofree char *number = nh_number_format (set->changed);
  g_autofree char *warned = nh_number_format (set->warned);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%s record changed.", "%s records changed.", set->changed), number);
  if (set->warned > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%s of them should be looked at again: it has a new warning.",
                                        "%s of them should be looked at again: they have a new warning.", set->warned),
                              warned);
    }
  nh_notice_offer_undo (nh_notice_of (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)))),
                        set->warned > 0 ? NH_NOTICE_WARNING : NH_NOTICE_DONE, text->str, set->change);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhBulkEdit) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree NhSetMany *set = nh_store_set_many_finish (NH_LEDGER (source), result, &error);

  set_running (self, FALSE);
  if (error == NULL)
    {
      notify_changed (self, set);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nh_label_show (self->error, error->message);
}

static void
change_all (NhBulkEdit *self)
{
  guint field = chosen (self);
  int qualifier = nh_record_type_qualifier (self->type, field);

  g_atomic_int_set (self->done, 0);
  self->running = g_cancellable_new ();
  set_running (self, TRUE);
  nh_store_set_many_async (nh_session_get_ledger (self->session), self->type, g_array_copy (self->ids), field,
                           nh_record_get (self->context.draft, field),
                           qualifier >= 0 ? nh_record_get (self->context.draft, (guint) qualifier) : NULL, self->done,
                           self->running, on_changed, g_object_ref (self));
}

static void
on_emptying (guint button, gpointer data)
{
  g_autoptr (NhBulkEdit) self = data;

  if (button == 0)
    change_all (self);
}

static void
ask_to_empty (NhBulkEdit *self)
{
  const char *const buttons[] = { C_ ("bulk", "_Empty the field"), _ ("_Cancel"), NULL };
  g_autofree char *number = nh_number_format (self->ids->len);
  g_autofree char *title = g_strdup_printf (
      ngettext ("Empty “%s” in %s record?", "Empty “%s” in %s records?", self->ids->len),
      _ (self->type->fields[chosen (self)].title), number);

  nh_dialog_ask (GTK_WIDGET (self), title, _ ("What is written there now is removed. One Ctrl+Z takes it back."),
                 buttons, 1, on_emptying, g_object_ref (self));
}

static void
on_change (NhBulkEdit *self)
{
  nh_field_editor_conclude (self->editor);
  nh_label_show (self->error, nh_field_editor_get_field_text (self->editor)->unreadable.text);
  if (nh_field_editor_get_field_text (self->editor)->typed != NULL)
    return;
  if (nh_record_get (self->context.draft, chosen (self))->state == NH_VALUE_BLANK)
    ask_to_empty (self);
  else
    change_all (self);
}

/* Cancels a running change; the dialog stays open with its input. */
static gboolean
nh_bulk_edit_close_request (GtkWindow *window)
{
  NhBulkEdit *self = NH_BULK_EDIT (window);

  g_cancellable_cancel (self->running);
  return self->running != NULL;
}

static gboolean
on_key (NhBulkEdit *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (self->running == NULL && nh_field_editor_has_focus (self->editor))
    {
      if (nh_field_editor_handle_key (self->editor, keyval, state))
        return TRUE;
      if (enter && state == 0 && !nh_field_editor_keeps_enter (self->editor))
        {
          on_change (self);
          return TRUE;
        }
    }
  if (keyval == GDK_KEY_Escape && state == 0)
    {
      if (!nh_field_editor_restore (self->editor))
        gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  return FALSE;
}

/* --- The dialog --- */

/* Fields that identify a record cannot be the same for many. */
static GtkStringList *
make_titles (NhBulkEdit *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->type->n_fields; i++)
    if (!(self->type->fields[i].flags & NH_FIELD_IDENTITY) &&
        nh_record_type_offers (self->type, i, self->context.catalog, nh_session_get_year (self->session)) &&
        self->type->fields[i].kind != NH_KIND_REFERENCE)
      {
        gtk_string_list_append (titles, _ (self->type->fields[i].title));
        g_array_append_val (self->fields, i);
      }
  return titles;
}

static void
nh_bulk_edit_finalize (GObject *object)
{
  NhBulkEdit *self = NH_BULK_EDIT (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->running);
  g_clear_object (&self->context.catalog);
  g_clear_object (&self->context.season);
  g_clear_object (&self->context.draft);
  g_clear_object (&self->session);
  g_clear_pointer (&self->ids, g_array_unref);
  g_array_unref (self->fields);
  g_atomic_rc_box_release (self->done);
  G_OBJECT_CLASS (nh_bulk_edit_parent_class)->finalize (object);
}

static void
nh_bulk_edit_class_init (NhBulkEditClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nh_bulk_edit_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nh_bulk_edit_close_request;
  g_type_ensure (NH_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-bulk-edit.ui");
  NH_BIND_CHILDREN (widget_class, NhBulkEdit, field, place, error, progress, change);
  NH_BIND_CALLBACKS (widget_class, on_key, on_change);
}

static void
nh_bulk_edit_init (NhBulkEdit *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nh_a11y_name_drop_down (self->field, _ ("Field"));
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->done = g_atomic_rc_box_new0 (gint);
  self->context.whole = TRUE;
}

void
nh_bulk_edit_show (GtkWidget *parent, NhSession *session, const NhRecordType *type, GArray *ids)
{
  g_autofree char *number = nh_number_format (ids->len);
  g_autofree char *title = g_strdup_printf (ngettext ("Change %s record", "Change %s records", ids->len), number);
  NhBulkEdit *self = g_object_new (NH_TYPE_BULK_EDIT, "title", title, "transient-for", gtk_widget_get_root (parent),
                                   NULL);
  g_autoptr (GtkStringList) titles = NULL;

  self->session = g_object_ref (session);
  self->type = type;
  self->ids = g_array_ref (ids);
  self->context.catalog = g_object_ref (nh_session_get_catalog (session));
  g_set_object (&self->context.season, nh_session_get_season (session));
  titles = make_titles (self);
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (titles));
  show_editor (self);
  g_signal_connect_object (self->field, "notify::selected", G_CALLBACK (show_editor), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}
