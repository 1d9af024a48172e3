/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bulk-edit.h"

#include "nh-access.h"
#include "nh-dialog.h"
#include "nh-field-editor.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-number.h"
#include "nh-store.h"

#define LOOK_MS 100      /* at how far it is */

typedef struct
{
  GtkWidget *window;
  GtkWidget *parent;            /* owned */
  NhSession *session;           /* owned */
  const NhRecordType *type;
  GArray *ids;                  /* owned */
  GArray *fields;               /* owned: guint, those in the drop-down */
  NhFormContext context;        /* its references are owned */
  NhFieldEditor *editor;
  GtkDropDown *field;
  GtkBox *place;                /* of the editor */
  GtkLabel *error;
  GtkProgressBar *progress;
  GtkWidget *change;
  GCancellable *running;        /* owned (nullable) */
  gint *done;                   /* owned: a box of a count, shared with the worker */
  guint look;
} Bulk;

static void
bulk_free (Bulk *self)
{
  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->running);
  g_clear_object (&self->context.catalog);
  g_clear_object (&self->context.season);
  g_clear_object (&self->context.draft);
  g_clear_object (&self->session);
  g_clear_object (&self->parent);
  g_array_unref (self->ids);
  g_array_unref (self->fields);
  g_atomic_rc_box_release (self->done);
  g_free (self);
}

static void
say_error (Bulk *self, const char *text)
{
  gtk_label_set_text (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
}

static guint
chosen (Bulk *self)
{
  return g_array_index (self->fields, guint, gtk_drop_down_get_selected (self->field));
}

static void
show_editor (Bulk *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->place));

  if (child != NULL)
    gtk_box_remove (self->place, child);
  g_clear_object (&self->context.draft);
  self->context.draft = nh_record_new (self->type, nh_session_get_unit (self->session), nh_session_get_year (self->session));
  self->editor = g_object_new (NH_TYPE_FIELD_EDITOR, "field", self->type->fields[chosen (self)].name, NULL);
  gtk_box_append (self->place, GTK_WIDGET (self->editor));
  nh_field_editor_attach (self->editor, self->type, &self->context);
  nh_field_editor_reset (self->editor);
  say_error (self, NULL);
}

/* --- changing ------------------------------------------------------------------------------------------------------------- */

static gboolean
on_look (gpointer data)
{
  Bulk *self = data;

  gtk_progress_bar_set_fraction (self->progress, (double) g_atomic_int_get (self->done) / MAX (self->ids->len, 1));
  return G_SOURCE_CONTINUE;
}

static void
set_running (Bulk *self, gboolean running)
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

/* Warnings do not stop anything; they can be seen one by one with the filter for records to look at again. */
static void
tell (Bulk *self, const NhSetMany *set)
{
  NhNotice *notice = nh_notice_of (self->parent);
  g_autofree char *number = nh_number_format (set->changed);
  g_autofree char *done = g_strdup_printf (ngettext ("%s record changed.", "%s records changed.", set->changed), number);
  g_autofree char *warned = nh_number_format (set->warned);
  g_autofree char *again = g_strdup_printf (ngettext ("%s of them should be looked at again: it has a new warning.",
                                                      "%s of them should be looked at again: they have a new warning.", set->warned), warned);
  g_autofree char *text = set->warned > 0 ? g_strdup_printf ("%s %s", done, again) : g_strdup (done);

  if (notice != NULL)
    nh_notice_say (notice, set->warned > 0 ? NH_NOTICE_WARNING : NH_NOTICE_DONE, text);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bulk *self = user_data;
  g_autoptr (GtkWidget) window = self->window;
  g_autoptr (GError) error = NULL;
  g_autofree NhSetMany *set = nh_store_set_many_finish (NH_LEDGER (source), result, &error);

  set_running (self, FALSE);
  if (error != NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say_error (self, error->message);
      return;
    }
  tell (self, set);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
change (Bulk *self)
{
  guint field = chosen (self);

  g_atomic_int_set (self->done, 0);
  self->running = g_cancellable_new ();
  set_running (self, TRUE);
  g_object_ref (self->window);
  nh_store_set_many_async (nh_session_get_ledger (self->session), self->type, g_array_copy (self->ids), field, nh_record_get (self->context.draft, field),
                   self->done, self->running, on_changed, self);
}

/* The dialog may be gone when it was not confirmed. */
static void
on_emptying (guint button, gpointer self)
{
  if (button == 0)
    change (self);
}

static void
ask_to_empty (Bulk *self)
{
  const char *const buttons[] = { C_("bulk", "_Empty the field"), _("_Cancel"), NULL };
  g_autofree char *number = nh_number_format (self->ids->len);
  g_autofree char *title = g_strdup_printf (ngettext ("Empty “%s” in %s record?", "Empty “%s” in %s records?", self->ids->len),
                                            _(self->type->fields[chosen (self)].title), number);

  nh_dialog_ask (self->window, title, _("What is written there now is removed. One Ctrl+Z takes it back."), buttons, 1, on_emptying, self);
}

static void
on_change (Bulk *self)
{
  nh_field_editor_conclude (self->editor);
  say_error (self, nh_field_editor_get_typed_error (self->editor));
  if (nh_field_editor_get_typed (self->editor) != NULL)
    return;
  if (nh_record_get (self->context.draft, chosen (self))->state == NH_VALUE_BLANK)
    ask_to_empty (self);
  else
    change (self);
}

/* While it runs, it stops that; the dialog stays with what was typed. */
static gboolean
on_close (Bulk *self)
{
  if (self->running == NULL)
    return FALSE;
  g_cancellable_cancel (self->running);
  return TRUE;
}

static void
on_cancel (Bulk *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
}

static gboolean
on_key (Bulk *self, guint keyval, guint keycode, GdkModifierType state)
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
        on_cancel (self);
      return TRUE;
    }
  return FALSE;
}

/* --- the dialog ----------------------------------------------------------------------------------------------------------- */

/* What tells one record from another is never the same for many. */
static GtkStringList *
make_titles (Bulk *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->type->n_fields; i++)
    if (!(self->type->fields[i].flags & (NH_FIELD_HIDDEN | NH_FIELD_IDENTITY)) && self->type->fields[i].kind != NH_KIND_REFERENCE)
      {
        gtk_string_list_append (titles, _(self->type->fields[i].title));
        g_array_append_val (self->fields, i);
      }
  return titles;
}

static GtkWidget *
make_buttons (Bulk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->change = gtk_button_new_with_mnemonic (C_("bulk", "_Change all"));
  gtk_widget_add_css_class (self->change, "suggested-action");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), self->change);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel), self);
  g_signal_connect_swapped (self->change, "clicked", G_CALLBACK (on_change), self);
  return box;
}

static GtkWidget *
make_content (Bulk *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *lead = gtk_label_new (_("The same value goes into all selected records. One Ctrl+Z takes it back."));

  self->field = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (make_titles (self)), NULL));
  self->place = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->error = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  nh_access_name_drop_down (self->field, _("Field"));
  gtk_label_set_wrap (GTK_LABEL (lead), TRUE);
  gtk_label_set_xalign (GTK_LABEL (lead), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (lead), 48);
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_label_set_max_width_chars (self->error, 48);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "nh-trouble");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_add_css_class (box, "nh-bulk");
  gtk_box_append (GTK_BOX (box), lead);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->field));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  return box;
}

static void
add_keys (Bulk *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->window, keys);
}

void
nh_bulk_edit_show (GtkWidget *parent, NhSession *session, const NhRecordType *type, GArray *ids)
{
  Bulk *self = g_new0 (Bulk, 1);
  g_autofree char *number = nh_number_format (ids->len);
  g_autofree char *title = g_strdup_printf (ngettext ("Change %s record", "Change %s records", ids->len), number);

  self->window = gtk_window_new ();
  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->type = type;
  self->ids = g_array_ref (ids);
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->done = g_atomic_rc_box_new0 (gint);
  self->context.catalog = g_object_ref (nh_session_get_catalog (session));
  self->context.whole = TRUE;
  g_set_object (&self->context.season, nh_session_get_season (session));
  gtk_window_set_title (GTK_WINDOW (self->window), title);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 420, -1);
  gtk_window_set_child (GTK_WINDOW (self->window), make_content (self));
  show_editor (self);
  add_keys (self);
  g_signal_connect_swapped (self->field, "notify::selected", G_CALLBACK (show_editor), self);
  g_signal_connect_swapped (self->window, "close-request", G_CALLBACK (on_close), self);
  g_object_weak_ref (G_OBJECT (self->window), (GWeakNotify) (GCallback) bulk_free, self);
  gtk_window_present (GTK_WINDOW (self->window));
}
