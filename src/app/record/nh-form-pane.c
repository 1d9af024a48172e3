/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-pane-private.h"

#include "nh-figures.h"
#include "nh-choice-adder.h"
#include "nh-i18n.h"
#include "nh-pair-layout.h"
#include "nh-change-card.h"
#include "nh-settings.h"
#include "nh-store.h"
#include "nh-template.h"
#include "nh-widget-util.h"

#define MOST_CHANGES 100 /* older ones are on the history page */

guint nh_form_pane_signals[NH_FORM_PANE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhFormPane, nh_form_pane, GTK_TYPE_WIDGET)

void
nh_form_pane_notify_read_only (NhFormPane *self)
{
  nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING,
             _ ("This file is open for reading only: nothing can be saved in it."));
}

/* --- Title and state --- */

static NhRecord *
find_saving (NhFormPane *self)
{
  return self->draft != NULL ? nh_save_queue_find (self->queue, nh_record_get_info (self->draft)->uuid) : NULL;
}

static void
add_kept (GString *kept, const char *title)
{
  g_string_append_printf (kept, "%s%s", kept->len > 0 ? ", " : "", title);
}

/* What a new record has from the one before, as "Unit, Source". (transfer full) */
static char *
describe_kept (NhFormPane *self)
{
  GString *kept = g_string_new (NULL);
  const NhRecordInfo *info = nh_record_get_info (self->draft);

  if (info->unit == nh_record_get_info (self->last)->unit && info->unit != nh_session_get_unit (self->session))
    add_kept (kept, _ ("Unit"));
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const NhField *field = &self->type->fields[i];
      const NhValue *value = nh_record_get (self->draft, i);
      g_autofree char *text = nh_kind_to_canonical (field, value);

      if ((field->flags & NH_FIELD_STICKY) && *text != '\0' && g_strcmp0 (text, field->initial) != 0 &&
          nh_value_equal (value, nh_record_get (self->last, i)))
        add_kept (kept, _ (field->title));
    }
  return g_string_free (kept, FALSE);
}

/* Below the title: the unit of a record that cannot be changed; what a new one was begun with. */
static void
show_place (NhFormPane *self, const NhUnit *unit, gboolean chosen)
{
  gboolean is_new = chosen && self->draft != NULL && self->last != NULL && nh_form_pane_get_id (self) == 0 &&
                    find_saving (self) == NULL;
  g_autofree char *kept = is_new ? describe_kept (self) : g_strdup ("");
  g_autofree char *text = *kept != '\0' ? g_strdup_printf (_ ("Kept from the record before: %s"), kept)
                          : unit != NULL && !chosen && nh_session_has_below (self->session) ? g_strdup (unit->title)
                                                                                            : NULL;

  nh_label_show (self->place, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place), text);
}

static void
show_title (NhFormPane *self)
{
  NhCatalog *catalog = nh_session_get_catalog (self->session);
  g_autofree char *title = self->draft != NULL ? nh_record_get_name (self->draft, catalog) : g_strdup ("");
  const NhUnit *unit = self->draft != NULL ? nh_catalog_get_unit (catalog, nh_record_get_info (self->draft)->unit)
                                           : NULL;
  gboolean has_below = nh_session_has_below (self->session);
  gboolean chosen = !nh_record_type_is_single (self->type) && !nh_session_is_read_only (self->session);

  gtk_label_set_text (self->title, *title != '\0'                    ? title
                                   : nh_form_pane_get_id (self) != 0 ? _ (self->type->title)
                                                                     : _ (self->type->new_title));
  nh_widget_set_css_class (self->title, "dim-label", *title == '\0');
  show_place (self, unit, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->unit_field), has_below && unit != NULL && chosen);
  if (has_below && unit != NULL && chosen)
    nh_unit_field_show (self->unit_field, self->session, unit->id);
}

/* A point of the unit before is no place for what belongs to another; back there, it is what it was. */
static void
move_to_unit (NhFormPane *self, gint64 unit)
{
  static const NhValue none = NH_VALUE_INIT;
  NhRecord *base = nh_form_pane_get_base (self);
  gint64 home = nh_record_get_info (base)->unit;
  gboolean back = home == unit;

  if (nh_record_get_info (self->draft)->unit == home)
    {
      g_clear_object (&self->home);
      self->home = nh_record_seal (self->draft);
    }
  else if (back && self->home != NULL)
    base = self->home;
  nh_record_edit_info (self->draft)->unit = unit;

  for (const NhRecordType *const *parent = nh_record_types (); *parent != NULL; parent++)
    {
      int field = nh_record_type_child_field (self->type, *parent);

      if (field >= 0)
        nh_record_set (self->draft, (guint) field, back ? nh_record_get (base, (guint) field) : &none);
    }
}

/* What a new record began with: that alone is nothing to be saved. */
static void
set_origin (NhFormPane *self, NhRecord *draft)
{
  g_clear_object (&self->origin);
  self->origin = nh_record_seal (draft);
}

static void
set_unit_of_new (NhFormPane *self, gint64 unit)
{
  g_autoptr (NhRecord) origin = nh_record_edit (self->origin);

  nh_record_edit_info (origin)->unit = unit;
  set_origin (self, origin);
}

static void
on_unit_chosen (NhFormPane *self, gint64 unit)
{
  if (self->draft == NULL || self->origin == NULL)
    return;
  if (nh_form_pane_get_id (self) == 0 && find_saving (self) == NULL)
    {
      nh_record_edit_info (self->draft)->unit = unit;
      set_unit_of_new (self, unit);
    }
  else
    move_to_unit (self, unit);
  nh_form_pane_read_references (self);
  nh_form_pane_update (self);
  nh_form_pane_check (self);
}

static void
on_unit_entered (NhFormPane *self)
{
  nh_form_focus_start (self->form);
}

NhRecord *
nh_form_pane_get_base (NhFormPane *self)
{
  NhRecord *saving = find_saving (self);

  return saving != NULL ? saving : self->origin;
}

static gboolean
compute_dirty (NhFormPane *self)
{
  g_autoptr (GArray) fields = NULL;

  if (self->draft == NULL || nh_session_is_read_only (self->session))
    return FALSE; /* read-only: input cannot be saved, so never ask about it */
  if (nh_form_context_has_typed (nh_form_get_context (self->form)))
    return TRUE;
  fields = nh_record_diff (self->draft, nh_form_pane_get_base (self));
  return fields->len > 0;
}

static void
show_state (NhFormPane *self)
{
  gboolean read_only = !nh_session_is_open (self->session, self->type);

  gtk_label_set_text (self->state, read_only                         ? _ ("Read only")
                                   : self->dirty                     ? _ ("Not saved")
                                   : find_saving (self) != NULL      ? _ ("Saving…")
                                   : nh_form_pane_get_id (self) != 0 ? _ ("Saved")
                                                                     : "");
  gtk_widget_set_visible (GTK_WIDGET (self->history), nh_form_pane_get_id (self) != 0);
  nh_widget_set_css_class (self->state, "unsaved", self->dirty);
}

void
nh_form_pane_update (NhFormPane *self)
{
  gboolean was = self->dirty;

  self->dirty = compute_dirty (self);
  if (self->dirty)
    nh_draft_keeper_touch (self->keeper, self->draft);
  else if (was && self->draft != NULL && find_saving (self) == NULL)
    nh_draft_keeper_forget (self->keeper, self->draft);
  show_title (self);
  show_state (self);
  nh_child_records_show (self->child_records, nh_form_pane_get_id (self) != 0 ? self->origin : NULL);
  if (was != self->dirty)
    g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
}

static void
on_changes (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = nh_change_of_record_finish (NH_LEDGER (source), result, &error);

  if (!nh_form_pane_end_query (self, NH_PANE_HISTORY, error))
    return;
  if (error != NULL)
    gtk_box_append (self->changes, g_object_new (GTK_TYPE_LABEL, "label", error->message, "wrap", TRUE, NULL));
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      if (i > 0)
        gtk_box_append (self->changes, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (self->changes,
                      nh_change_card_new (changes->pdata[i], nh_session_get_catalog (self->session), FALSE));
    }
}

/* The changes of the record, newest first. */
static void
on_history_shown (NhFormPane *self)
{
  nh_widget_clear (self->changes);
  nh_change_of_record_async (nh_session_get_ledger (self->session), self->type, nh_form_pane_get_id (self),
                             MOST_CHANGES, nh_form_pane_start_query (self, NH_PANE_HISTORY), on_changes,
                             g_object_ref (self));
  gtk_widget_grab_focus (self->history_scrolled);
}

void
nh_form_pane_show_history (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self->history)))
    gtk_menu_button_popup (self->history);
}

void
nh_put_aside_set (NhPutAside *aside, NhRecord *sealed, NhRecord *origin)
{
  g_set_object (&aside->sealed, sealed);
  g_set_object (&aside->origin, origin);
}

/* --- Queries --- */

void
nh_form_pane_stop_queries (NhFormPane *self)
{
  for (guint i = 0; i < NH_PANE_N_QUERIES; i++)
    nh_cancel (&self->queries[i]);
}

GCancellable *
nh_form_pane_start_query (NhFormPane *self, NhPaneQuery query)
{
  return nh_cancel_and_renew (&self->queries[query]);
}

gboolean
nh_form_pane_end_query (NhFormPane *self, NhPaneQuery query, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_clear_object (&self->queries[query]);
  return TRUE;
}

/* --- Rules --- */

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = nh_figures_check_all_finish (NH_LEDGER (source), result, &error);

  /* An error of this check is reported when the record is saved. */
  if (nh_form_pane_end_query (self, NH_PANE_CHECK, error) && problems != NULL)
    nh_form_set_problems (self->form, problems);
}

void
nh_form_pane_check (NhFormPane *self)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (NhRecord) sealed = NULL;

  if (self->draft == NULL)
    return;
  if (!self->dirty && nh_form_pane_get_id (self) == 0)
    {
      nh_cancel (&self->queries[NH_PANE_CHECK]);
      nh_form_set_problems (self->form, NULL); /* a new record without input */
      return;
    }
  sealed = nh_record_seal (self->draft);
  /* What the ledger's rules said of the same draft stays until they answer: one may be clicking on it. */
  if (self->checked == NULL || !nh_record_equal (self->checked, sealed))
    {
      problems = nh_form_context_check (nh_form_get_context (self->form));
      nh_form_set_problems (self->form, problems);
    }
  g_set_object (&self->checked, sealed);
  nh_figures_check_all_async (nh_session_get_ledger (self->session), sealed,
                              nh_form_pane_start_query (self, NH_PANE_CHECK), on_checked, g_object_ref (self));
}

/* --- Last year's record, references --- */

static void
on_last_year (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) last_year = nh_store_get_last_year_finish (NH_LEDGER (source), result, &error);

  if (nh_form_pane_end_query (self, NH_PANE_LAST_YEAR, error))
    nh_form_set_last_year (self->form, last_year);
}

static void
read_last_year (NhFormPane *self)
{
  g_autoptr (NhRecord) sealed = nh_record_seal (self->draft);

  nh_store_get_last_year_async (nh_session_get_ledger (self->session), sealed,
                                nh_form_pane_start_query (self, NH_PANE_LAST_YEAR), on_last_year, g_object_ref (self));
}

/* A new record keeps no point that was deleted meanwhile. */
static void
drop_gone (NhFormPane *self, NhCatalog *catalog)
{
  static const NhValue none = NH_VALUE_INIT;
  g_autoptr (NhRecord) origin = NULL;

  if (nh_form_pane_get_id (self) != 0 || find_saving (self) != NULL)
    return;
  origin = nh_record_edit (self->origin);
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const NhField *field = &self->type->fields[i];
      const NhValue *value = nh_record_get (self->draft, i);
      g_autofree char *code = nh_kind_to_canonical (field, value);

      if (field->kind != NH_KIND_REFERENCE || (field->flags & NH_FIELD_HIDDEN) || !nh_value_is_set (value) ||
          nh_catalog_get_code (catalog, field->codebook, code, NH_DATE_NONE) != NULL)
        continue;
      if (nh_value_equal (value, nh_record_get (origin, i)))
        nh_record_set (origin, i, &none);
      nh_record_set (self->draft, i, &none);
    }
  set_origin (self, origin);
}

static void
on_references (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhCatalog) catalog = nh_store_offer_references_finish (NH_LEDGER (source), result, &error);

  if (!nh_form_pane_end_query (self, NH_PANE_REFERENCES, error) || catalog == NULL)
    return;
  nh_form_set_context (self->form, catalog, nh_session_get_season (self->session));
  if (self->draft == NULL || self->origin == NULL)
    return;
  drop_gone (self, catalog);
  nh_form_pane_update (self);
}

void
nh_form_pane_read_references (NhFormPane *self)
{
  const NhRecordInfo *info = self->draft != NULL ? nh_record_get_info (self->draft) : NULL;

  if (info != NULL && nh_record_type_refers (self->type))
    nh_store_offer_references_async (nh_session_get_ledger (self->session), self->type, info->unit, info->year,
                                     nh_form_pane_start_query (self, NH_PANE_REFERENCES), on_references,
                                     g_object_ref (self));
}

/* --- Signals of the form --- */

/* Typing cancels a record being loaded; the list then selects the record in the form. */
static void
on_changed (NhFormPane *self)
{
  nh_cancel (&self->queries[NH_PANE_CHECK]);
  if (self->queries[NH_PANE_LOAD] != NULL)
    {
      nh_cancel (&self->queries[NH_PANE_LOAD]);
      g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_OPENED], 0, nh_form_pane_get_id (self));
    }
  nh_put_aside_set (&self->discarded, NULL, NULL);
  if (nh_session_is_read_only (self->session) && !self->warned)
    {
      self->warned = TRUE;
      nh_form_pane_notify_read_only (self);
    }
  nh_form_pane_update (self);
}

static void
on_field_left (NhFormPane *self, guint field)
{
  self->typed_field = (int) field;
  nh_form_pane_update (self);
  nh_form_pane_check (self);
  if ((int) field == nh_record_type_identity (self->type))
    read_last_year (self);
}

/* Enter on the last field. */
static void
on_accept (NhFormPane *self)
{
  nh_form_pane_save (self, NH_AFTER_NEW);
}

static void
on_waive (NhFormPane *self)
{
  on_changed (self);
  nh_form_pane_check (self);
}

static void
on_folded (NhFormPane *self)
{
  g_autofree char *folded = nh_form_get_folded (self->form);

  nh_settings_set_of_type (NH_SETTINGS_FOLDED, self->type->name, folded);
}

static void
set_context (NhFormPane *self)
{
  nh_form_set_context (self->form, nh_session_get_catalog (self->session), nh_session_get_season (self->session));
  nh_form_pane_read_references (self);
}

/* The fields of a locked year are read: the strip above the page says why. */
static void
show_lock (NhFormPane *self)
{
  gboolean open = !nh_session_is_locked (self->session, self->type);

  nh_form_set_open (self->form, open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit_field), open);
  gtk_widget_set_visible (self->buttons, nh_session_is_open (self->session, self->type));
  show_state (self);
}

static void
follow_session (NhFormPane *self)
{
  set_context (self);
  show_lock (self);
}

/* --- Choices of the office itself --- */

typedef struct
{
  NhFormPane *pane; /* owned */
  guint field;
} NewChoice;

static void
new_choice_free (gpointer data)
{
  g_object_unref (((NewChoice *) data)->pane);
  g_free (data);
}

/* The field takes it, as from a record before. */
static void
on_choice_added (const char *code, gpointer data)
{
  const NewChoice *choice = data;
  NhFormPane *self = choice->pane;
  g_autoptr (NhRecord) taken = NULL;

  if (self->draft == NULL)
    return;
  taken = nh_record_edit (self->draft);
  nh_record_set_text (taken, choice->field, code);
  set_context (self);
  nh_form_copy_field (self->form, choice->field, taken);
  nh_form_focus_field (self->form, choice->field);
}

/* "pane.add-choice" (list, title) */
static void
add_choice (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NhFormPane *self = NH_FORM_PANE (widget);
  int field = nh_form_get_focus_field (self->form);
  NewChoice *choice;
  const char *list, *title;

  if (field < 0 || nh_session_is_read_only (self->session))
    return;
  g_variant_get (parameter, "(&s&s)", &list, &title);
  choice = g_new0 (NewChoice, 1);
  choice->pane = g_object_ref (self);
  choice->field = (guint) field;
  nh_choice_adder_ask (widget, nh_session_get_ledger (self->session), list, title, on_choice_added, choice,
                       new_choice_free);
}

static void
on_idle (NhFormPane *self)
{
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
}

/* --- The widget --- */

static GHashTable *
get_typed (NhRecord *draft, gpointer data)
{
  NhFormPane *self = NH_FORM_PANE (data);
  int field = nh_form_get_focus_field (self->form);
  GHashTable *typed;

  if (draft != self->draft)
    return NULL;
  typed = nh_form_context_collect_typed (nh_form_get_context (self->form), NULL);
  if (field < 0)
    field = self->typed_field;
  if (field >= 0)
    g_hash_table_insert (typed, g_strdup (NH_DRAFT_FOCUS), g_strdup (self->type->fields[field].name));
  return typed;
}

static void
nh_form_pane_dispose (GObject *object)
{
  NhFormPane *self = NH_FORM_PANE (object);

  nh_form_pane_stop_queries (self);
  if (self->queue != NULL)
    nh_save_queue_cancel (self->queue);
  g_clear_object (&self->keeper);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_FORM_PANE);
  g_clear_object (&self->queue);
  g_clear_object (&self->draft);
  g_clear_object (&self->origin);
  g_clear_object (&self->home);
  g_clear_object (&self->checked);
  nh_put_aside_set (&self->discarded, NULL, NULL);
  nh_put_aside_set (&self->failed, NULL, NULL);
  g_clear_object (&self->last);
  g_clear_pointer (&self->restoring, nh_draft_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_form_pane_parent_class)->dispose (object);
}

static void
nh_form_pane_class_init (NhFormPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_form_pane_dispose;
  gtk_widget_class_install_action (widget_class, "pane.add-choice", "(ss)", add_choice);
  g_type_ensure (NH_TYPE_PAIR_LAYOUT);
  g_type_ensure (NH_TYPE_UNIT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-form-pane.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  NH_BIND_CHILDREN (widget_class, NhFormPane, content, title, place, state, unit_field, scrolled, buttons, save_next,
                    remove, child_records_box, history, history_scrolled, changes);
  NH_BIND_CALLBACKS (widget_class, on_history_shown, on_unit_chosen, on_unit_entered);
  nh_form_pane_signals[NH_FORM_PANE_OPENED] = NH_SIGNAL ("opened", NH_TYPE_FORM_PANE, 1, G_TYPE_INT64);
  nh_form_pane_signals[NH_FORM_PANE_SAVED] = NH_SIGNAL ("saved", NH_TYPE_FORM_PANE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED] = NH_SIGNAL ("state-changed", NH_TYPE_FORM_PANE, 0);
}

static void
nh_form_pane_init (NhFormPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_form (NhFormPane *self)
{
  g_autofree char *folded = nh_settings_get_of_type (NH_SETTINGS_FOLDED, self->type->name);

  self->form = NH_FORM (nh_form_new (self->type));
  set_context (self);
  if (folded != NULL)
    nh_form_set_folded (self->form, folded);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->form));
  nh_form_set_before (self->form, GTK_WIDGET (self->unit_field));
  g_signal_connect_object (self->form, "folded", G_CALLBACK (on_folded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "accept", G_CALLBACK (on_accept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "field-left", G_CALLBACK (on_field_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "waive", G_CALLBACK (on_waive), self, G_CONNECT_SWAPPED);
}

GtkWidget *
nh_form_pane_new (NhSession *session, const NhRecordType *type)
{
  NhFormPane *self = g_object_new (NH_TYPE_FORM_PANE, NULL);
  NhLedger *ledger = nh_session_get_ledger (session);

  self->session = g_object_ref (session);
  self->type = type;
  self->keeper = nh_draft_keeper_new (ledger, NULL, get_typed, self);
  self->queue = nh_save_queue_new (ledger);
  self->child_records = NH_CHILD_RECORDS (nh_child_records_new (session, type));
  gtk_box_append (GTK_BOX (self->child_records_box), GTK_WIDGET (self->child_records));
  make_form (self);
  gtk_widget_set_visible (self->save_next, !nh_record_type_is_single (type));
  gtk_widget_set_visible (self->remove, nh_record_type_is_single (type)); /* there is no list to do it in */
  g_signal_connect_object (self->queue, "done", G_CALLBACK (nh_form_pane_on_save_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "idle", G_CALLBACK (on_idle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (follow_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "outline-changed", G_CALLBACK (follow_session), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "catalog-changed", G_CALLBACK (set_context), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (nh_form_pane_follow_ledger), self, G_CONNECT_SWAPPED);
  show_lock (self);
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
  return self->queue != NULL && !nh_save_queue_is_idle (self->queue);
}

void
nh_form_pane_wait (NhFormPane *self, NhLeft then, gpointer data)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  nh_save_queue_wait (self->queue, then, data);
}
