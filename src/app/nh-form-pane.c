/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-pane-private.h"

#include "nh-batch.h"
#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-record-history.h"
#include "nh-settings.h"

enum { OPENED, SAVED, STATE_CHANGED, RELATED_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhFormPane, nh_form_pane, GTK_TYPE_WIDGET)

static void
stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

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

static gboolean
is_read_only (NhFormPane *self)
{
  return nh_ledger_is_read_only (nh_session_get_ledger (self->session));
}

static gboolean
compute_dirty (NhFormPane *self)
{
  g_autoptr (GArray) fields = NULL;

  if (self->draft == NULL || is_read_only (self))
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

  gtk_label_set_text (self->state, is_read_only (self)               ? _("Read only")
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
    g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* --- checking ------------------------------------------------------------------------------------------------------------- */

GPtrArray *
nh_form_pane_check_now (NhFormPane *self)
{
  NhCheckContext context = { nh_session_get_catalog (self->session), nh_date_today (), nh_session_get_season (self->session), NULL, NULL };
  g_autoptr (GPtrArray) found = nh_record_check (self->draft, &context);
  GPtrArray *problems = nh_form_get_unreadable (self->form);
  guint n_unreadable = problems->len;

  /* A text that cannot be read leaves its field blank; that it is missing would be beside the point. */
  for (guint i = found->len; i-- > 0;)
    {
      const NhProblem *problem = g_ptr_array_index (found, i);

      for (guint k = 0; k < n_unreadable; k++)
        if (problem->field >= 0 && problem->field == ((const NhProblem *) g_ptr_array_index (problems, k))->field)
          {
            g_ptr_array_remove_index (found, i);
            break;
          }
    }
  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&found));
  return problems;
}

/* A question that came back, and what it was about. */
typedef struct
{
  NhFormPane *pane;             /* owned */
  GCancellable *cancellable;    /* owned */
  guint edits;
  NhRecord *draft;              /* owned (nullable): to be restored */
} Asked;

static Asked *
asked_new (NhFormPane *self, GCancellable **slot)
{
  Asked *asked = g_new0 (Asked, 1);

  stop (slot);
  *slot = g_cancellable_new ();
  asked->pane = g_object_ref (self);
  asked->cancellable = g_object_ref (*slot);
  asked->edits = self->edits;
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_clear_object (&asked->draft);
  g_object_unref (asked->cancellable);
  g_object_unref (asked->pane);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (GPtrArray) problems = nh_ledger_run_finish (NH_LEDGER (source), result, NULL);

  if (self->checking != asked->cancellable)
    return;
  g_clear_object (&self->checking);
  /* A failed check is told of when it matters: on saving. */
  if (problems != NULL && asked->edits == self->edits && self->draft != NULL)
    nh_form_set_problems (self->form, problems);
}

void
nh_form_pane_check (NhFormPane *self)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (NhRecord) sealed = NULL;
  Asked *asked;

  if (self->draft == NULL)
    return;
  if (!self->dirty && nh_form_pane_get_id (self) == 0)
    {
      stop (&self->checking);
      nh_form_set_problems (self->form, NULL);   /* nothing was typed: nothing is wrong yet */
      return;
    }
  problems = nh_form_pane_check_now (self);
  nh_form_set_problems (self->form, problems);
  sealed = nh_record_seal (self->draft);
  asked = asked_new (self, &self->checking);
  nh_job_check (nh_session_get_ledger (self->session), sealed, self->checking, on_checked, asked);
}

/* --- last year's record --------------------------------------------------------------------------------------------------- */

static void
on_last_year (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (NhRecord) last_year = nh_ledger_run_finish (NH_LEDGER (source), result, NULL);

  if (self->comparing != asked->cancellable)
    return;
  g_clear_object (&self->comparing);
  nh_form_set_last_year (self->form, last_year);
}

static void
look_up_last_year (NhFormPane *self)
{
  g_autoptr (NhRecord) sealed = nh_record_seal (self->draft);
  Asked *asked = asked_new (self, &self->comparing);

  nh_job_last_year (nh_session_get_ledger (self->session), sealed, self->comparing, on_last_year, asked);
}

/* --- what the form tells -------------------------------------------------------------------------------------------------- */

static void
forget_discarded (NhFormPane *self)
{
  g_clear_object (&self->discarded);
  g_clear_object (&self->discarded_origin);
}

static void
on_changed (NhFormPane *self)
{
  self->edits++;
  forget_discarded (self);
  if (is_read_only (self) && !self->warned)
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
    look_up_last_year (self);
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
on_references (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (NhCatalog) catalog = nh_ledger_run_finish (NH_LEDGER (source), result, NULL);

  if (catalog != NULL && self->form != NULL)
    nh_form_set_context (self->form, catalog, nh_session_get_season (self->session));
}

/* The records that a reference offers are those of the unit and year that the form is about. */
static void
offer_references (NhFormPane *self)
{
  const NhRecordInfo *info = self->draft != NULL ? nh_record_get_info (self->draft) : NULL;

  if (info == NULL || !nh_record_type_refers (self->type))
    return;
  stop (&self->referring);
  self->referring = g_cancellable_new ();
  nh_job_references (nh_session_get_ledger (self->session), self->type, info->unit, info->year, self->referring, on_references,
                     g_object_ref (self));
}

static void
set_context (NhFormPane *self)
{
  nh_form_set_context (self->form, nh_session_get_catalog (self->session), nh_session_get_season (self->session));
  offer_references (self);
}

/* --- another record ------------------------------------------------------------------------------------------------------- */

void
nh_form_pane_show (NhFormPane *self, NhRecord *draft, NhRecord *origin)
{
  gboolean was = self->dirty;
  gint64 before = nh_form_pane_get_id (self);

  stop (&self->loading);
  stop (&self->checking);
  stop (&self->comparing);
  stop (&self->referring);
  self->edits++;
  self->dirty = FALSE;
  self->warned = FALSE;
  forget_discarded (self);
  g_clear_object (&self->pending);
  g_clear_object (&self->origin);
  g_clear_object (&self->draft);
  self->draft = draft;
  if (draft != NULL)
    self->origin = origin != NULL ? g_object_ref (origin) : nh_record_seal (draft);
  nh_form_set_draft (self->form, draft);
  offer_references (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  nh_form_pane_update (self);
  if (was != self->dirty || before != nh_form_pane_get_id (self))
    g_signal_emit (self, signals[STATE_CHANGED], 0);
  g_signal_emit (self, signals[OPENED], 0, nh_form_pane_get_id (self));
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
was_typed_in (NhFormPane *self, const Asked *asked)
{
  if (!self->dirty || asked->edits == self->edits)
    return FALSE;
  g_signal_emit (self, signals[OPENED], 0, nh_form_pane_get_id (self));
  return TRUE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_ledger_run_finish (NH_LEDGER (source), result, &error);
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
  Asked *asked;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  asked = asked_new (self, &self->loading);
  nh_job_load (nh_session_get_ledger (self->session), self->type, id, self->loading, on_loaded, asked);
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
  g_autoptr (Asked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (NhLoaded) loaded = nh_ledger_run_finish (NH_LEDGER (source), result, NULL);
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
  Asked *asked;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (draft->base_id == 0)
    {
      show_restored (self, g_object_ref (draft->record), NULL, draft->typed);
      return;
    }
  nh_record_edit_info (draft->record)->id = draft->base_id;
  nh_record_edit_info (draft->record)->version = draft->base_version;
  asked = asked_new (self, &self->loading);
  asked->draft = g_object_ref (draft->record);
  if (draft->typed != NULL)
    g_object_set_data_full (G_OBJECT (asked->draft), "typed", g_hash_table_ref (draft->typed), (GDestroyNotify) g_hash_table_unref);
  nh_job_load (nh_session_get_ledger (self->session), self->type, draft->base_id, self->loading, on_origin_loaded, asked);
}

/* --- leaving -------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  NhFormPane *pane;   /* owned */
  NhLeft left;
  gpointer data;
} Leaving;

static void
on_leave_answered (guint button, gpointer data)
{
  Leaving *leaving = data;
  gboolean may = FALSE;

  if (button == 0)
    may = nh_form_pane_save (leaving->pane, NH_AFTER_STAY);
  else if (button == 1)
    {
      nh_form_pane_discard (leaving->pane);
      may = TRUE;
    }
  leaving->left (may, leaving->data);
  g_object_unref (leaving->pane);
  g_free (leaving);
}

void
nh_form_pane_leave (NhFormPane *self, NhLeft left, gpointer data)
{
  const char *const buttons[] = { _("_Save"), _("_Discard"), _("_Cancel"), NULL };
  g_autofree char *title = NULL;
  g_autofree char *question = NULL;
  Leaving *leaving;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->draft != NULL)
    {
      nh_form_commit (self->form);
      nh_form_pane_update (self);
    }
  if (!self->dirty)
    {
      left (TRUE, data);
      return;
    }
  title = nh_record_get_name (self->draft, nh_session_get_catalog (self->session));
  question = *title != '\0' ? g_strdup_printf (_("Save the changes to “%s”?"), title) : g_strdup (_("Save what you typed?"));
  leaving = g_new0 (Leaving, 1);
  leaving->pane = g_object_ref (self);
  leaving->left = left;
  leaving->data = data;
  nh_dialog_ask (GTK_WIDGET (self), question, NULL, buttons, 0, on_leave_answered, leaving);
}

void
nh_form_pane_discard (NhFormPane *self)
{
  g_autoptr (NhRecord) origin = NULL;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->draft == NULL)
    return;
  origin = g_object_ref (self->pending != NULL ? self->pending : self->origin);
  nh_draft_keeper_forget (self->keeper, self->type, nh_record_get_info (self->draft)->uuid);
  nh_form_pane_show (self, nh_record_edit (origin), origin);
  nh_form_pane_check (self);
}

/* FALSE: there is nothing, or something else stands in the form by now. */
static gboolean
take_back_discarded (NhFormPane *self)
{
  g_autoptr (NhRecord) discarded = g_steal_pointer (&self->discarded);
  g_autoptr (NhRecord) origin = g_steal_pointer (&self->discarded_origin);

  if (discarded == NULL || self->dirty)
    return FALSE;
  nh_form_pane_show (self, nh_record_edit (discarded), origin);
  nh_form_pane_check (self);
  nh_form_focus_start (self->form);
  return TRUE;
}

static void
on_take_back (gpointer data)
{
  take_back_discarded (data);
}

void
nh_form_pane_escape (NhFormPane *self)
{
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));
  g_autoptr (NhRecord) discarded = NULL;
  g_autoptr (NhRecord) origin = NULL;
  int field;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (nh_form_restore_field (self->form) || !self->dirty)
    return;
  field = nh_form_get_focus_field (self->form);
  discarded = nh_record_seal (self->draft);
  origin = g_object_ref (self->pending != NULL ? self->pending : self->origin);
  nh_form_pane_discard (self);
  g_set_object (&self->discarded, discarded);
  g_set_object (&self->discarded_origin, origin);
  if (field < 0 || !nh_form_focus_field (self->form, (guint) field))
    nh_form_focus_start (self->form);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
  if (notice != NULL)
    nh_notice_offer (notice, NH_NOTICE_DONE, nh_form_pane_get_id (self) != 0 ? _("The form is as it was saved.") : _("The form is empty again."),
                     _("_Undo"), G_CALLBACK (on_take_back), g_object_ref (self), g_object_unref);
}

gboolean
nh_form_pane_can_undo (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  return self->dirty || self->discarded != NULL;
}

gboolean
nh_form_pane_undo_field (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  if (take_back_discarded (self))
    return TRUE;
  return self->draft != NULL && nh_form_get_focus_field (self->form) >= 0 && nh_form_restore_field (self->form);
}

void
nh_form_pane_copy_previous (NhFormPane *self)
{
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if ((self->last == NULL || !nh_form_copy_previous (self->form, self->last)) && notice != NULL)
    nh_notice_say (notice, NH_NOTICE_DONE, _("The record before has nothing in this field."));
}

void
nh_form_pane_keep (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->draft == NULL)
    return;
  nh_form_commit (self->form);
  nh_form_pane_update (self);
  nh_draft_keeper_flush (self->keeper);
}

void
nh_form_pane_finish (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  stop (&self->loading);
  stop (&self->checking);
  stop (&self->comparing);
  stop (&self->referring);
  nh_form_pane_cancel_saving (self);
  nh_draft_keeper_finish (self->keeper);
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
  g_autoptr (Asked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_ledger_run_finish (NH_LEDGER (source), result, &error);
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

static void
on_ledger_changed (NhFormPane *self, const char *type, GArray *ids)
{
  gint64 id = nh_form_pane_get_id (self);
  Asked *asked;

  if (type != NULL && *type != '\0' && g_strcmp0 (type, self->type->name) != 0)
    return;
  if (id == 0 || self->dirty || self->loading != NULL || !touches (type != NULL && *type != '\0' ? ids : NULL, id)
      || nh_form_pane_find_saving (self, nh_record_get_info (self->draft)->uuid) != NULL)
    return;
  asked = asked_new (self, &self->loading);
  nh_job_load (nh_session_get_ledger (self->session), self->type, id, self->loading, on_reloaded, asked);
}

/* --- what belongs to the record ------------------------------------------------------------------------------------------- */

static void
on_related_wanted (NhFormPane *self, gpointer type)
{
  g_signal_emit (self, signals[RELATED_WANTED], 0, type);
}

/* As many as one likes, all of this record: of its unit, and where they have a day of their own, not of a decision's, on its day. */
static void
on_related_add (NhFormPane *self, gpointer type)
{
  const NhRecordInfo *info = nh_record_get_info (self->origin);
  NhRecord *common = nh_record_new (type, info->unit, info->year);
  int field = nh_related_field (type, self->type);
  int day = nh_record_type_field (type, "date");
  g_auto (NhValue) value = NH_VALUE_INIT;

  nh_value_set_number (&value, info->id);
  value.text = nh_record_get_name (self->origin, nh_session_get_catalog (self->session));
  nh_record_set (common, (guint) field, &value);
  if (day >= 0 && self->type->date_field >= 0)
    nh_record_set (common, (guint) day, nh_record_get (self->origin, (guint) self->type->date_field));
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

  stop (&self->loading);
  stop (&self->checking);
  stop (&self->comparing);
  stop (&self->referring);
  nh_form_pane_cancel_saving (self);
  g_clear_object (&self->keeper);
  if (self->history_popover != NULL)
    gtk_popover_set_child (self->history_popover, NULL);   /* a popover that was open outlives its button for a while */
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_FORM_PANE);
  g_clear_object (&self->draft);
  g_clear_object (&self->origin);
  g_clear_object (&self->pending);
  forget_discarded (self);
  g_clear_object (&self->last);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_form_pane_parent_class)->dispose (object);
}

static void
nh_form_pane_class_init (NhFormPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_form_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/ngayhoi/app/ui/nh-form-pane.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, content);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, title);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, place);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, state);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, keys);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, buttons);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, related_box);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, history);
  gtk_widget_class_bind_template_child (widget_class, NhFormPane, history_popover);
  gtk_widget_class_bind_template_callback (widget_class, on_history_shown);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[RELATED_WANTED] = g_signal_new ("related-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
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
  g_signal_connect_object (ledger, "changed", G_CALLBACK (on_ledger_changed), self, G_CONNECT_SWAPPED);
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
