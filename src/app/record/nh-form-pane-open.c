/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record is in the form: a saved one, a new one, a copy, a draft; and how it follows changes in the ledger. */
#include "nh-form-pane-private.h"

#include "nh-store.h"

void
nh_form_pane_show (NhFormPane *self, NhRecord *draft, NhRecord *origin)
{
  gboolean was = self->dirty;
  gint64 before = nh_form_pane_get_id (self);

  nh_form_pane_stop_queries (self);
  self->dirty = FALSE;
  self->typed_field = -1;
  self->warned = FALSE;
  self->refused = FALSE;
  nh_put_aside_set (&self->discarded, NULL, NULL);
  g_clear_object (&self->origin);
  g_clear_object (&self->home);
  g_clear_object (&self->checked);
  g_clear_object (&self->draft);
  self->draft = draft;
  self->origin = origin != NULL ? g_object_ref (origin) : nh_record_seal (draft);
  nh_form_set_draft (self->form, draft);
  nh_form_pane_read_references (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  nh_form_pane_update (self);
  if (was != self->dirty || before != nh_form_pane_get_id (self))
    g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_OPENED], 0, nh_form_pane_get_id (self));
}

void
nh_form_pane_show_unsaved (NhFormPane *self, NhRecord *draft, NhRecord *origin)
{
  nh_form_pane_show (self, draft, origin);
  nh_form_pane_check (self);
  nh_form_reveal_problems (self->form);
  nh_form_pane_focus_start (self);
}

void
nh_form_pane_focus_start (NhFormPane *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_form_focus_start (self->form);
}

/* --- Saved records --- */

static void
show_loaded (NhFormPane *self, NhRecord *record, NhRecord *last_year)
{
  nh_form_pane_show (self, nh_record_edit (record), record);
  nh_form_set_last_year (self->form, last_year);
  nh_form_pane_check (self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);
  NhRecord *saving;

  if (!nh_form_pane_end_query (self, NH_PANE_LOAD, error))
    return;
  if (error != NULL)
    nh_notify_error (GTK_WIDGET (self), error->message);
  if (loaded == NULL)
    return;
  /* A pending save is newer than the record read. */
  saving = nh_save_queue_find (self->queue, nh_record_get_info (loaded->record)->uuid);
  show_loaded (self, saving != NULL ? saving : loaded->record, loaded->last_year);
}

static void
load (NhFormPane *self, gint64 id, GAsyncReadyCallback callback, gpointer data)
{
  nh_store_load_async (nh_session_get_ledger (self->session), self->type, id,
                       nh_form_pane_start_query (self, NH_PANE_LOAD), callback, data);
}

void
nh_form_pane_load (NhFormPane *self, gint64 id)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  load (self, id, on_loaded, g_object_ref (self));
}

/* --- New records --- */

/* Several records of a unit are mostly entered one after the other. */
static gint64
get_new_unit (NhFormPane *self)
{
  gint64 unit = nh_session_get_unit (self->session);
  gint64 last = self->last != NULL ? nh_record_get_info (self->last)->unit : 0;

  return last != 0 && nh_catalog_unit_is_within (nh_session_get_catalog (self->session), last, unit) &&
                 nh_catalog_unit_valid (nh_session_get_catalog (self->session), last,
                                        nh_catalog_season_day (nh_session_get_year (self->session)))
             ? last
             : unit;
}

static NhRecord *
make_new (NhFormPane *self)
{
  NhRecord *draft = nh_record_new (self->type, get_new_unit (self), nh_session_get_year (self->session));

  if (self->last != NULL)
    nh_record_carry_over (draft, self->last);
  return draft;
}

NhRecord *
nh_form_pane_make_alike (NhFormPane *self)
{
  NhRecord *from;
  NhRecord *draft;

  g_return_val_if_fail (NH_IS_FORM_PANE (self), NULL);
  nh_form_commit (self->form);
  from = self->draft != NULL ? self->draft : self->last;
  if (from == NULL)
    return make_new (self);
  draft = nh_record_new (self->type, nh_record_get_info (from)->unit, nh_record_get_info (from)->year);
  nh_record_carry_over (draft, from);
  return draft;
}

void
nh_form_pane_start_new (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  nh_form_pane_show (self, make_new (self), NULL);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (self->unit_field)) &&
      nh_record_get_info (self->draft)->unit == nh_session_get_unit (self->session))
    gtk_widget_grab_focus (GTK_WIDGET (self->unit_field)); /* no unit below is chosen yet */
  else
    nh_form_focus_blank (self->form);
}

void
nh_form_pane_put_away (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (nh_form_pane_get_id (self) != 0 && !self->dirty)
    nh_form_pane_show (self, make_new (self), NULL);
}

NhRecord *
nh_form_pane_get_last (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), NULL);
  return self->last;
}

void
nh_form_pane_set_last (NhFormPane *self, NhRecord *last)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  g_set_object (&self->last, last);
}

/* Blanks derived fields; they are completed again from the changed copy. */
static void
blank_derived (const NhRecordType *type, NhRecord *draft, NhCatalog *catalog)
{
  for (guint i = 0; type->complete != NULL && i < type->n_fields; i++)
    {
      static const NhValue blank = NH_VALUE_INIT;
      g_autoptr (NhRecord) probe = nh_record_edit (draft);

      nh_record_set (probe, i, &blank);
      nh_record_complete (probe, catalog);
      if (nh_value_equal (nh_record_get (probe, i), nh_record_get (draft, i)))
        nh_record_set (draft, i, &blank);
    }
}

void
nh_form_pane_start_copy (NhFormPane *self)
{
  g_autoptr (NhRecord) begun = NULL;
  NhRecord *draft;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->last == NULL)
    {
      nh_form_pane_start_new (self);
      return;
    }
  draft = make_new (self);
  begun = nh_record_seal (draft);
  for (guint i = 0; i < self->type->n_fields; i++)
    if (!(self->type->fields[i].flags & NH_FIELD_HIDDEN))
      nh_record_set (draft, i, nh_record_get (self->last, i));
  blank_derived (self->type, draft, nh_session_get_catalog (self->session));
  nh_form_pane_show (self, draft, begun);
  nh_form_pane_check (self);
  nh_form_pane_focus_start (self);
}

/* --- Drafts --- */

/* To the field that was being typed, to go on behind what is there. */
static void
focus_typed (NhFormPane *self, int field)
{
  GtkWidget *focus;

  if (field < 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)) || !nh_form_focus_field (self->form, (guint) field))
    {
      nh_form_pane_focus_start (self);
      return;
    }
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (GTK_IS_EDITABLE (focus))
    gtk_editable_set_position (GTK_EDITABLE (focus), -1);
}

static void
show_restored (NhFormPane *self, NhRecord *draft, NhRecord *origin, GHashTable *typed, int field)
{
  const NhRecordInfo *info = nh_record_get_info (draft);
  g_autoptr (NhRecord) begun = nh_record_new (self->type, info->unit, info->year);

  if (info->id == 0)
    nh_record_set_uuid (begun, info->uuid);
  if (origin == NULL)
    origin = begun;
  nh_form_pane_show (self, draft, origin);
  nh_form_context_restore_typed (nh_form_get_context (self->form), typed);
  nh_form_pane_update (self);
  nh_form_pane_check (self);
  nh_form_reveal_problems (self->form);
  focus_typed (self, field);
}

/* Shows @draft as a new record: its record was deleted from the ledger. */
static void
show_renewed (NhFormPane *self, NhRecord *draft, GHashTable *typed, int field)
{
  const NhRecordInfo *info = nh_record_get_info (draft);
  NhRecord *other = nh_record_new (self->type, info->unit, info->year);

  for (guint i = 0; i < self->type->n_fields; i++)
    nh_record_set (other, i, nh_record_get (draft, i));
  nh_draft_keeper_forget (self->keeper, draft);
  show_restored (self, other, NULL, typed, field);
}

void
nh_form_pane_renew (NhFormPane *self)
{
  g_autoptr (GHashTable) typed = nh_form_context_collect_typed (nh_form_get_context (self->form), NULL);

  show_renewed (self, self->draft, typed, -1);
}

static void
on_origin_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);
  const NhDraft *draft = self->restoring;

  if (!nh_form_pane_end_query (self, NH_PANE_LOAD, error))
    return; /* something was typed: the draft stays, and is offered the next time */
  if (loaded != NULL && !nh_record_get_info (loaded->record)->deleted)
    show_restored (self, g_object_ref (draft->record), loaded->record, draft->typed, draft->focus);
  else
    show_renewed (self, draft->record, draft->typed, draft->focus);
}

void
nh_form_pane_restore (NhFormPane *self, NhDraft *draft)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  g_clear_pointer (&self->restoring, nh_draft_free);
  self->restoring = draft;
  if (draft->base_id == 0)
    {
      show_restored (self, g_object_ref (draft->record), NULL, draft->typed, draft->focus);
      return;
    }
  nh_record_edit_info (draft->record)->id = draft->base_id;
  nh_record_edit_info (draft->record)->version = draft->base_version;
  load (self, draft->base_id, on_origin_loaded, g_object_ref (self));
}

/* --- Changes in the ledger --- */

/* @ids: 0, or none at all, means all records. */
static gboolean
touches (GArray *ids, gint64 id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id || g_array_index (ids, gint64, i) == 0)
      return TRUE;
  return ids == NULL || ids->len == 0;
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);
  int field;

  if (!nh_form_pane_end_query (self, NH_PANE_LOAD, error) || self->dirty || error != NULL)
    return;
  if (loaded == NULL || nh_record_get_info (loaded->record)->deleted)
    nh_form_pane_show (self, make_new (self), NULL); /* deleted, or its creation was undone */
  else if (nh_record_get_info (loaded->record)->version != nh_record_get_info (self->draft)->version)
    {
      field = nh_form_get_focus_field (self->form);
      show_loaded (self, loaded->record, loaded->last_year);
      if (field >= 0)
        nh_form_focus_field (self->form, (guint) field);
    }
  else
    nh_form_pane_check (self); /* what the province asked of it may be handed in by now */
}

void
nh_form_pane_follow_ledger (NhFormPane *self, const char *type, GArray *ids)
{
  gint64 id = nh_form_pane_get_id (self);
  gboolean all = type == NULL || *type == '\0';

  if ((!all && !g_str_equal (type, self->type->name)) || id == 0 || self->dirty ||
      self->queries[NH_PANE_LOAD] != NULL || !touches (all ? NULL : ids, id) ||
      nh_form_pane_get_base (self) != self->origin)
    return;
  load (self, id, on_reloaded, g_object_ref (self));
}
