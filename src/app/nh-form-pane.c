/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-pane-private.h"

#include "nh-batch.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-record-history.h"
#include "nh-settings.h"
#include "nh-pair-layout.h"

guint nh_form_pane_signals[NH_FORM_PANE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhFormPane, nh_form_pane, GTK_TYPE_WIDGET)

/* --- what stands around the form ------------------------------------------------------------------------------------------ */

static void
show_title (NhFormPane *self)
{
  g_autofree char *title = NULL;
  const NhUnit *unit = NULL;
  gboolean named;

  if (self->draft != NULL)
    {
      title = nh_record_get_name (self->draft, nh_session_get_catalog (self->session));
      unit = nh_catalog_get_unit (nh_session_get_catalog (self->session), nh_record_get_info (self->draft)->unit);
    }
  named = title != NULL && *title != '\0';
  gtk_label_set_text (self->title, named ? title : _(self->type->title));
  if (named)
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->place), nh_session_has_below (self->session) && unit != NULL);
  if (unit != NULL)
    gtk_label_set_text (self->place, unit->title);
}

gboolean
nh_form_pane_is_read_only (NhFormPane *self)
{
  return nh_ledger_is_read_only (nh_session_get_ledger (self->session));
}

static gboolean
compute_dirty (NhFormPane *self)
{
  g_autoptr (GArray) fields = NULL;

  if (self->draft == NULL || nh_form_pane_is_read_only (self))
    return FALSE;   /* what is typed into a file for reading only has nowhere to go: not to be asked about, nor kept */
  if (nh_form_has_unreadable (self->form))
    return TRUE;
  fields = nh_record_diff (self->draft, self->pending != NULL ? self->pending : self->origin);
  return fields->len > 0;
}

static void
show_state (NhFormPane *self)
{
  gboolean saving = self->draft != NULL && nh_form_pane_find_saving (self, nh_record_get_info (self->draft)->uuid) != NULL;

  gtk_label_set_text (self->state, nh_form_pane_is_read_only (self)  ? _("Read only")
                                   : self->dirty                     ? _("Not saved")
                                   : saving                          ? _("Saving…")
                                   : nh_form_pane_get_id (self) != 0 ? _("Saved")
                                                                     : "");
  gtk_widget_set_visible (GTK_WIDGET (self->history), nh_form_pane_get_id (self) != 0);
  if (self->dirty)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "unsaved");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "unsaved");
}

static void
on_history_shown (NhFormPane *self)
{
  GtkWidget *history = gtk_popover_get_child (self->history_popover);

  nh_record_history_show (NH_RECORD_HISTORY (history), self->type, nh_form_pane_get_id (self));
  gtk_widget_grab_focus (history);
}

void
nh_form_pane_show_history (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self->history)))
    gtk_menu_button_popup (self->history);
}

void
nh_form_pane_update (NhFormPane *self)
{
  gboolean was = self->dirty;

  self->dirty = compute_dirty (self);
  if (self->dirty)
    nh_draft_keeper_touch (self->keeper, self->draft);
  else if (was && self->draft != NULL && self->pending == NULL)
    nh_draft_keeper_forget (self->keeper, self->type, nh_record_get_info (self->draft)->uuid);
  show_title (self);
  show_state (self);
  nh_related_show (self->related, nh_form_pane_get_id (self) != 0 ? self->origin : NULL);
  if (was != self->dirty)
    g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
}

/* --- what the form tells -------------------------------------------------------------------------------------------------- */

void
nh_form_pane_forget_discarded (NhFormPane *self)
{
  g_clear_object (&self->discarded);
  g_clear_object (&self->discarded_origin);
}

static void
on_changed (NhFormPane *self)
{
  self->edits++;
  nh_form_pane_forget_discarded (self);
  if (nh_form_pane_is_read_only (self) && !self->warned)
    {
      self->warned = TRUE;
      nh_form_pane_tell_read_only (self);
    }
  nh_form_pane_update (self);
}

static void
on_field_left (NhFormPane *self, guint field)
{
  nh_form_pane_update (self);
  nh_form_pane_check (self);
  if ((int) field == nh_record_type_identity (self->type))
    nh_form_pane_look_back (self);
}

static void
on_accept (NhFormPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.save-next", NULL);
}

static void
on_waive (NhFormPane *self)
{
  on_changed (self);
  nh_form_pane_check (self);
}

/* What is folded is so the next time, too. */
static void
on_folded (NhFormPane *self)
{
  g_autofree char *folded = NULL;

  g_object_get (self->form, "folded", &folded, NULL);
  nh_settings_set_folded (self->type->name, folded);
}

static void
set_context (NhFormPane *self)
{
  nh_form_set_context (self->form, nh_session_get_catalog (self->session), nh_session_get_season (self->session));
  nh_form_pane_offer (self);
}

/* --- what belongs to the record ------------------------------------------------------------------------------------------- */

static void
on_related_wanted (NhFormPane *self, gpointer type)
{
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_RELATED_WANTED], 0, type);
}

/* As many as one likes, all of this record: of its unit, and where that is so on its day. */
static void
on_related_add (NhFormPane *self, gpointer type)
{
  const NhRecordInfo *info = nh_record_get_info (self->origin);
  NhRecord *common = nh_record_new (type, info->unit, info->year);
  int field = nh_related_field (type, self->type);
  g_auto (NhValue) value = NH_VALUE_INIT;

  nh_value_set_number (&value, info->id);
  value.text = nh_record_get_name (self->origin, nh_session_get_catalog (self->session));
  nh_record_set (common, (guint) field, &value);
  for (guint i = 0; i < nh_record_get_record_type (common)->n_fields; i++)
    if ((nh_record_get_record_type (common)->fields[i].flags & NH_FIELD_SAME_DAY) && self->type->date_field >= 0)
      nh_record_set (common, i, nh_record_get (self->origin, (guint) self->type->date_field));
  nh_batch_show (GTK_WIDGET (self), self->session, common);
}

/* --- the widget ----------------------------------------------------------------------------------------------------------- */

static GHashTable *
get_typed (gpointer data)
{
  return nh_form_get_typed (NH_FORM_PANE (data)->form);
}

static void
nh_form_pane_dispose (GObject *object)
{
  NhFormPane *self = NH_FORM_PANE (object);

  nh_form_pane_stop_all (self);
  nh_form_pane_cancel_saving (self);
  g_clear_object (&self->keeper);
  if (self->history_popover != NULL)
    gtk_popover_set_child (self->history_popover, NULL);   /* a popover that was open outlives its button for a while */
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_FORM_PANE);
  g_clear_object (&self->draft);
  g_clear_object (&self->origin);
  g_clear_object (&self->pending);
  nh_form_pane_forget_discarded (self);
  g_clear_object (&self->last);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_form_pane_parent_class)->dispose (object);
}

static void
nh_form_pane_class_init (NhFormPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_form_pane_dispose;
  g_type_ensure (NH_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-form-pane.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, content);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, title);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, place);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, state);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, related_box);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, history);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, history_popover);
  gtk_widget_class_bind_template_callback (widget_class, on_history_shown);
  nh_form_pane_signals[NH_FORM_PANE_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  nh_form_pane_signals[NH_FORM_PANE_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  nh_form_pane_signals[NH_FORM_PANE_RELATED_WANTED] = g_signal_new ("related-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
nh_form_pane_init (NhFormPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->savings);
  g_queue_init (&self->waiting);
}

GtkWidget *
nh_form_pane_new (NhSession *session, const NhRecordType *type)
{
  NhFormPane *self = g_object_new (NH_TYPE_FORM_PANE, NULL);
  NhLedger *ledger = nh_session_get_ledger (session);
  g_autofree char *folded = NULL;

  self->session = g_object_ref (session);
  self->type = type;
  gtk_popover_set_child (self->history_popover, nh_record_history_new (session));
  self->related = NH_RELATED (nh_related_new (session, type));
  gtk_box_append (GTK_BOX (self->related_box), GTK_WIDGET (self->related));
  g_signal_connect_object (self->related, "show-list", G_CALLBACK (on_related_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->related, "add", G_CALLBACK (on_related_add), self, G_CONNECT_SWAPPED);
  self->keeper = nh_draft_keeper_new (ledger, get_typed, self);
  self->form = NH_FORM (nh_form_new (type));
  set_context (self);
  folded = nh_settings_get_folded (type->name);
  if (folded != NULL)
    g_object_set (self->form, "folded", folded, NULL);
  g_signal_connect_object (self->form, "notify::folded", G_CALLBACK (on_folded), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->form));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "accept", G_CALLBACK (on_accept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "field-left", G_CALLBACK (on_field_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "waive", G_CALLBACK (on_waive), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (set_context), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "catalog-changed", G_CALLBACK (set_context), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (nh_form_pane_follow_ledger), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->buttons, !nh_ledger_is_read_only (ledger));
  return GTK_WIDGET (self);
}

NhForm *
nh_form_pane_get_form (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), NULL);
  return self->form;
}

gint64
nh_form_pane_get_id (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), 0);
  return self->draft != NULL ? nh_record_get_info (self->draft)->id : 0;
}

gboolean
nh_form_pane_is_dirty (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  return self->dirty;
}

gboolean
nh_form_pane_is_saving (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  return self->savings.length > 0;
}
