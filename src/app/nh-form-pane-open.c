/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record the form is about: another one, a new one, a copy, a draft kept before; and what becomes of it when the ledger changes. */
#include "nh-form-pane-private.h"

#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-store.h"

/* --- another record ------------------------------------------------------------------------------------------------------- */

void
nh_form_pane_show (NhFormPane *self, NhRecord *draft, NhRecord *origin)
{
  gboolean was = self->dirty;
  gint64 before = nh_form_pane_get_id (self);

  nh_form_pane_stop_all (self);
  self->edits++;
  self->dirty = FALSE;
  self->warned = FALSE;
  self->refused = FALSE;
  nh_form_pane_forget_discarded (self);
  g_clear_object (&self->pending);
  g_clear_object (&self->origin);
  g_clear_object (&self->draft);
  self->draft = draft;
  if (draft != NULL)
    self->origin = origin != NULL ? g_object_ref (origin) : nh_record_seal (draft);
  nh_form_set_draft (self->form, draft);
  nh_form_pane_offer (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  nh_form_pane_update (self);
  if (was != self->dirty || before != nh_form_pane_get_id (self))
    g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_OPENED], 0, nh_form_pane_get_id (self));
}

void
nh_form_pane_focus_start (NhFormPane *self)
{
  /* The keyboard must not go where nobody looks: the page of another record type, a form that is hidden. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_form_focus_start (self->form);
}

/* Whether somebody typed into the form while another record was on its way into it: then it stays, and the list follows it. */
static gboolean
was_typed_in (NhFormPane *self, const NhAsked *asked)
{
  if (!self->dirty || asked->edits == self->edits)
    return FALSE;
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_OPENED], 0, nh_form_pane_get_id (self));
  return TRUE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhAsked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));
  NhSaving *saving;
  NhRecord *record;

  if (self->loading != asked->cancellable)
    return;
  g_clear_object (&self->loading);
  if (loaded == NULL)
    {
      if (error != NULL && notice != NULL)
        nh_notice_say (notice, NH_NOTICE_ERROR, error->message);
      return;
    }
  if (was_typed_in (self, asked))
    return;
  /* What is being saved overtakes what was read. */
  saving = nh_form_pane_find_saving (self, nh_record_get_info (loaded->record)->uuid);
  record = saving != NULL ? saving->sealed : loaded->record;
  nh_form_pane_show (self, nh_record_edit (record), record);
  nh_form_set_last_year (self->form, loaded->last_year);
  nh_form_pane_check (self);
}

void
nh_form_pane_load (NhFormPane *self, gint64 id)
{
  NhAsked *asked;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  asked = nh_form_pane_ask (self, &self->loading);
  nh_store_load_async (nh_session_get_ledger (self->session), self->type, id, self->loading, on_loaded, asked);
}

static NhRecord *
make_new (NhFormPane *self)
{
  NhRecord *draft = nh_record_new (self->type, nh_session_get_unit (self->session), nh_session_get_year (self->session));

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
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_form_focus_blank (self->form);
}

/* What the program had filled in follows from the rest; it is filled in anew when the copy has been changed. */
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

/* --- a draft kept before -------------------------------------------------------------------------------------------------- */

/* The record it edits is gone: what was typed becomes a new one. */
static NhRecord *
renew (NhFormPane *self, NhRecord *draft)
{
  const NhRecordInfo *info = nh_record_get_info (draft);
  NhRecord *other = nh_record_new (self->type, info->unit, info->year);

  for (guint i = 0; i < self->type->n_fields; i++)
    nh_record_set (other, i, nh_record_get (draft, i));
  nh_draft_keeper_forget (self->keeper, self->type, info->uuid);
  return other;
}

static void
show_restored (NhFormPane *self, NhRecord *draft, NhRecord *origin, GHashTable *typed)
{
  const NhRecordInfo *info = nh_record_get_info (draft);
  g_autoptr (NhRecord) begun = nh_record_new (self->type, info->unit, info->year);
  g_autoptr (NhRecord) sealed = NULL;

  if (info->id == 0)
    {
      NhRecordInfo *begun_info = nh_record_edit_info (begun);

      g_free (begun_info->uuid);
      begun_info->uuid = g_strdup (info->uuid);
    }
  sealed = nh_record_seal (begun);
  nh_form_pane_show (self, draft, origin != NULL ? origin : sealed);
  if (typed != NULL)
    nh_form_restore_typed (self->form, typed);
  nh_form_pane_update (self);
  nh_form_pane_check (self);
  nh_form_reveal_problems (self->form);
  nh_form_pane_focus_start (self);
}

void
nh_form_pane_renew (NhFormPane *self)
{
  g_autoptr (GHashTable) typed = nh_form_get_typed (self->form);

  show_restored (self, renew (self, self->draft), NULL, typed);
}

static void
on_origin_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhAsked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, NULL);
  GHashTable *typed = g_object_get_data (G_OBJECT (asked->draft), "typed");

  if (self->loading != asked->cancellable)
    return;
  g_clear_object (&self->loading);
  if (was_typed_in (self, asked))
    return;   /* it is offered the next time */
  if (loaded != NULL && !nh_record_get_info (loaded->record)->deleted)
    show_restored (self, g_object_ref (asked->draft), loaded->record, typed);
  else
    show_restored (self, renew (self, asked->draft), NULL, typed);
}

void
nh_form_pane_restore (NhFormPane *self, NhDraft *draft)
{
  NhAsked *asked;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (draft->base_id == 0)
    {
      show_restored (self, g_object_ref (draft->record), NULL, draft->typed);
      return;
    }
  nh_record_edit_info (draft->record)->id = draft->base_id;
  nh_record_edit_info (draft->record)->version = draft->base_version;
  asked = nh_form_pane_ask (self, &self->loading);
  asked->draft = g_object_ref (draft->record);
  if (draft->typed != NULL)
    g_object_set_data_full (G_OBJECT (asked->draft), "typed", g_hash_table_ref (draft->typed), (GDestroyNotify) g_hash_table_unref);
  nh_store_load_async (nh_session_get_ledger (self->session), self->type, draft->base_id, self->loading, on_origin_loaded, asked);
}

/* --- the ledger changes --------------------------------------------------------------------------------------------------- */

static gboolean
touches (GArray *ids, gint64 id)
{
  if (ids == NULL || ids->len == 0)
    return TRUE;
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id || g_array_index (ids, gint64, i) == 0)
      return TRUE;
  return FALSE;
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhAsked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);
  int field;

  if (self->loading != asked->cancellable)
    return;
  g_clear_object (&self->loading);
  if (self->dirty || asked->edits != self->edits || error != NULL)
    return;
  if (loaded == NULL || nh_record_get_info (loaded->record)->deleted)
    {
      nh_form_pane_show (self, make_new (self), NULL);   /* undone or deleted */
      return;
    }
  if (nh_record_get_info (loaded->record)->version == nh_record_get_info (self->draft)->version)
    return;
  field = nh_form_get_focus_field (self->form);
  nh_form_pane_show (self, nh_record_edit (loaded->record), loaded->record);
  nh_form_set_last_year (self->form, loaded->last_year);
  nh_form_pane_check (self);
  if (field >= 0)
    nh_form_focus_field (self->form, (guint) field);
}

void
nh_form_pane_follow_ledger (NhFormPane *self, const char *type, GArray *ids)
{
  gint64 id = nh_form_pane_get_id (self);
  NhAsked *asked;

  if (type != NULL && *type != '\0' && g_strcmp0 (type, self->type->name) != 0)
    return;
  if (id == 0 || self->dirty || self->loading != NULL || !touches (type != NULL && *type != '\0' ? ids : NULL, id)
      || nh_form_pane_find_saving (self, nh_record_get_info (self->draft)->uuid) != NULL)
    return;
  asked = nh_form_pane_ask (self, &self->loading);
  nh_store_load_async (nh_session_get_ledger (self->session), self->type, id, self->loading, on_reloaded, asked);
}
