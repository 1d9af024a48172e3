/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-figures.h"
#include "nh-form-pane-private.h"

#include "nh-dialog.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-notice.h"
#include "nh-store.h"

static void run_next (NhFormPane *self);

static void
saving_free (NhSaving *saving)
{
  g_clear_object (&saving->sealed);
  g_clear_object (&saving->origin);
  g_clear_pointer (&saving->problems, g_ptr_array_unref);
  g_free (saving);
}

static const char *
uuid_of (NhRecord *record)
{
  return nh_record_get_info (record)->uuid;
}

static gboolean
is_shown (NhFormPane *self, NhRecord *sealed)
{
  return self->draft != NULL && g_str_equal (uuid_of (self->draft), uuid_of (sealed));
}

static char *
title_of (NhFormPane *self, NhRecord *record)
{
  g_autofree char *title = nh_record_get_name (record, nh_session_get_catalog (self->session));

  return *title != '\0' ? g_steal_pointer (&title) : g_strdup (_(self->type->title));
}

static void
say (NhFormPane *self, NhNoticeKind kind, const char *text)
{
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));

  if (notice != NULL)
    nh_notice_say (notice, kind, text);
}

void
nh_form_pane_tell_read_only (NhFormPane *self)
{
  say (self, NH_NOTICE_WARNING, _("This file is open for reading only: nothing can be saved in it."));
}

NhSaving *
nh_form_pane_find_saving (NhFormPane *self, const char *uuid)
{
  for (GList *link = self->savings.head; link != NULL; link = link->next)
    {
      NhSaving *saving = link->data;

      if (g_str_equal (uuid_of (saving->sealed), uuid))
        return saving;
    }
  return NULL;
}

static void
release_waiting (NhFormPane *self, gboolean may)
{
  NhWaiting *waiting;

  while ((waiting = g_queue_pop_head (&self->waiting)) != NULL)
    {
      waiting->then (may, waiting->data);
      g_free (waiting);
    }
}

void
nh_form_pane_wait (NhFormPane *self, NhLeft then, gpointer data)
{
  NhWaiting *waiting;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->savings.length == 0)
    {
      then (TRUE, data);
      return;
    }
  waiting = g_new (NhWaiting, 1);
  waiting->then = then;
  waiting->data = data;
  g_queue_push_tail (&self->waiting, waiting);
}

void
nh_form_pane_cancel_saving (NhFormPane *self)
{
  NhSaving *saving;

  while ((saving = g_queue_pop_head (&self->savings)) != NULL)
    saving_free (saving);
  release_waiting (self, FALSE);
}

/* --- problems ------------------------------------------------------------------------------------------------------------- */

static const NhProblem *
first_of (GPtrArray *problems, NhSeverity severity)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == severity && problem->reason == NULL)
        return problem;
    }
  return NULL;
}

void
nh_form_pane_clear_refusal (NhFormPane *self)
{
  if (self->refused && nh_notice_of (GTK_WIDGET (self)) != NULL)
    nh_notice_hide (nh_notice_of (GTK_WIDGET (self)));
  self->refused = FALSE;
}

/* Shows what stands in the way and goes there. */
static void
refuse (NhFormPane *self, GPtrArray *problems)
{
  const NhProblem *block = first_of (problems, NH_SEVERITY_BLOCK);
  g_autofree char *text = NULL;

  nh_form_set_problems (self->form, problems);
  nh_form_reveal_problems (self->form);
  if (block == NULL)
    return;
  text = g_strdup_printf (_("Not saved yet: %s"), block->text);
  say (self, NH_NOTICE_WARNING, text);
  self->refused = TRUE;
  self->refused_field = block->field;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || block->field < 0 || !nh_form_focus_field (self->form, (guint) block->field))
    nh_form_pane_focus_start (self);
}

/* --- coming back ---------------------------------------------------------------------------------------------------------- */

typedef struct
{
  NhFormPane *pane;     /* owned */
  NhRecord *sealed;     /* owned */
  NhRecord *origin;     /* owned */
} Returned;

static Returned *
returned_new (NhFormPane *self, NhRecord *sealed, NhRecord *origin)
{
  Returned *returned = g_new0 (Returned, 1);

  returned->pane = g_object_ref (self);
  returned->sealed = g_object_ref (sealed);
  returned->origin = g_object_ref (origin);
  return returned;
}

static void
returned_free (gpointer data)
{
  Returned *returned = data;

  g_object_unref (returned->pane);
  g_object_unref (returned->sealed);
  g_object_unref (returned->origin);
  g_free (returned);
}

static void
show_returned (NhFormPane *self, NhRecord *sealed, NhRecord *origin)
{
  nh_form_pane_show (self, nh_record_edit (sealed), origin);
  nh_form_pane_check (self);
  nh_form_reveal_problems (self->form);
  nh_form_pane_focus_start (self);
}

static void
on_may_return (gboolean may, gpointer data)
{
  Returned *returned = data;

  if (may)
    show_returned (returned->pane, returned->sealed, returned->origin);
  returned_free (returned);
}

static void
on_return_wanted (gpointer data)
{
  const Returned *from = data;

  nh_form_pane_leave (from->pane, on_may_return, returned_new (from->pane, from->sealed, from->origin));
}

/* A record that could not be saved after the form went on: back into the form when nothing stands there yet; else it is kept and
 * offered. */
static void
bring_back (NhFormPane *self, const NhSaving *saving, const char *reason)
{
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));
  g_autofree char *title = title_of (self, saving->sealed);
  g_autofree char *text = g_strdup_printf (_("“%s” is not saved: %s"), title, reason);

  nh_draft_keeper_keep (self->keeper, saving->sealed);
  if (!self->dirty)
    {
      show_returned (self, saving->sealed, saving->origin);
      say (self, NH_NOTICE_ERROR, text);
    }
  else if (notice != NULL)
    nh_notice_offer (notice, NH_NOTICE_ERROR, text, _("_Go back to it"), G_CALLBACK (on_return_wanted),
                     returned_new (self, saving->sealed, saving->origin), returned_free);
}

/* --- a conflict ----------------------------------------------------------------------------------------------------------- */

static void
on_current_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);

  if (error != NULL)
    {
      say (self, NH_NOTICE_ERROR, error->message);
      return;
    }
  if (self->draft == NULL || (loaded != NULL && nh_form_pane_get_id (self) != nh_record_get_info (loaded->record)->id))
    return;
  /* One in the bin would be saved there. */
  if (loaded == NULL || nh_record_get_info (loaded->record)->deleted)
    nh_form_pane_renew (self);
  else
    nh_record_edit_info (self->draft)->version = nh_record_get_info (loaded->record)->version;
  nh_form_pane_save (self, NH_AFTER_STAY);
}

static void
on_conflict_answered (guint button, gpointer data)
{
  g_autoptr (NhFormPane) self = data;
  gint64 id = nh_form_pane_get_id (self);

  if (button == 0)
    nh_store_load_async (nh_session_get_ledger (self->session), self->type, id, NULL, on_current_loaded, g_object_ref (self));
  else if (button == 1)
    {
      nh_form_pane_discard (self);
      nh_form_pane_load (self, id);
    }
}

static void
ask_conflict (NhFormPane *self, NhRecord *sealed)
{
  const char *const buttons[] = { _("Save _mine"), _("Take the _other"), _("_Decide later"), NULL };
  g_autofree char *title = title_of (self, sealed);
  g_autofree char *question = g_strdup_printf (_("“%s” was changed elsewhere since you opened it."), title);

  nh_dialog_ask (GTK_WIDGET (self), question,
                 _("Save what stands in the form over it, or discard the form and take the other? The history keeps both."),
                 buttons, 2, on_conflict_answered, g_object_ref (self));
}

/* --- the queue ------------------------------------------------------------------------------------------------------------ */

static void
finish (NhFormPane *self)
{
  NhSaving *saving = g_queue_pop_head (&self->savings);
  gboolean again = saving->again && is_shown (self, saving->sealed);
  NhAfterSave then = saving->then;

  saving_free (saving);
  nh_form_pane_update (self);
  if (again)
    nh_form_pane_save (self, then);
  run_next (self);
  if (self->savings.length > 0)
    return;
  release_waiting (self, TRUE);
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
}

/* The form still shows what was not saved. It may have been restored to that in the meantime. */
static void
take_back (NhFormPane *self, const NhSaving *saving)
{
  g_set_object (&self->origin, saving->origin);
  g_clear_object (&self->pending);
  nh_form_pane_update (self);
}

static void
on_failed (NhFormPane *self, const GError *error)
{
  NhSaving *saving = self->savings.head->data;

  saving->again = FALSE;
  if (!is_shown (self, saving->sealed))
    bring_back (self, saving, error->message);
  else
    {
      take_back (self, saving);
      nh_draft_keeper_flush (self->keeper);
      if (g_error_matches (error, NH_ERROR, NH_ERROR_CONFLICT))
        ask_conflict (self, saving->sealed);
      else
        {
          g_autofree char *text = g_strdup_printf (_("%s What you typed is kept in the form."), error->message);
          say (self, NH_NOTICE_ERROR, text);
        }
    }
  finish (self);
}

/* A warning never stops a save; it is told, since the form may show the next record already. */
static void
tell_warnings (NhFormPane *self, NhSaving *saving, NhRecord *saved)
{
  const NhProblem *warning = first_of (saving->problems, NH_SEVERITY_WARN);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (is_shown (self, saved))
    {
      nh_form_set_problems (self->form, saving->problems);
      nh_form_reveal_problems (self->form);
    }
  if (warning == NULL || is_shown (self, saved))
    return;
  title = title_of (self, saved);
  text = g_strdup_printf (_("“%s” is saved. Please look at it again: %s"), title, warning->text);
  say (self, NH_NOTICE_WARNING, text);
}

/* The form still shows the saved record; it may have been typed on in the meantime. */
static void
take_saved (NhFormPane *self, NhRecord *saved)
{
  NhRecordInfo *info = nh_record_edit_info (self->draft);

  info->id = nh_record_get_info (saved)->id;
  info->version = nh_record_get_info (saved)->version;
  g_set_object (&self->origin, saved);
  g_clear_object (&self->pending);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) saved = nh_store_save_finish (NH_LEDGER (source), result, &error);
  NhSaving *saving = g_queue_peek_head (&self->savings);
  gboolean shown;

  if (saving == NULL)
    return;   /* the pane went away */
  if (saved == NULL)
    {
      on_failed (self, error);
      return;
    }
  shown = is_shown (self, saved);
  if (shown)
    take_saved (self, saved);
  g_set_object (&self->last, saved);
  nh_draft_keeper_forget (self->keeper, self->type, uuid_of (saved));
  tell_warnings (self, saving, saved);
  if (shown)
    nh_form_pane_update (self);
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_SAVED], 0, nh_record_get_info (saved)->id, shown);
  finish (self);
}

static void
on_refused (NhFormPane *self, GPtrArray *problems)
{
  NhSaving *saving = self->savings.head->data;
  const NhProblem *block = first_of (problems, NH_SEVERITY_BLOCK);

  saving->again = FALSE;
  if (is_shown (self, saving->sealed))
    {
      take_back (self, saving);
      refuse (self, problems);
    }
  else
    {
      bring_back (self, saving, block->text);
      if (is_shown (self, saving->sealed))
        refuse (self, problems);
    }
  finish (self);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = nh_figures_check_all_finish (NH_LEDGER (source), result, &error);
  NhSaving *saving = g_queue_peek_head (&self->savings);

  if (saving == NULL)
    return;
  if (problems == NULL)
    {
      on_failed (self, error);
      return;
    }
  saving->problems = g_ptr_array_ref (problems);
  if (nh_problems_block (problems))
    on_refused (self, problems);
  else
    nh_store_save_async (NH_LEDGER (source), saving->sealed, NULL, on_saved, g_object_ref (self));
}

static void
run_next (NhFormPane *self)
{
  NhSaving *saving = g_queue_peek_head (&self->savings);

  if (saving == NULL || saving->begun)
    return;
  saving->begun = TRUE;
  nh_figures_check_all_async (nh_session_get_ledger (self->session), saving->sealed, NULL, on_checked, g_object_ref (self));
}

/* --- asked for ------------------------------------------------------------------------------------------------------------ */

static void
enqueue (NhFormPane *self, NhAfterSave after)
{
  NhSaving *saving = g_new0 (NhSaving, 1);

  saving->sealed = nh_record_seal (self->draft);
  saving->origin = g_object_ref (self->origin);
  g_set_object (&self->pending, saving->sealed);
  nh_form_pane_clear_refusal (self);
  nh_form_accept_field (self->form);   /* Ctrl+Z in it now takes the saving back */
  g_queue_push_tail (&self->savings, saving);
  if (self->savings.length == 1)
    run_next (self);
}

static void
go_on (NhFormPane *self, NhAfterSave after)
{
  NhRecord *saved = self->pending != NULL ? self->pending : self->origin;

  if (after == NH_AFTER_NEW)
    {
      g_set_object (&self->last, saved);
      nh_form_pane_start_new (self);
    }
  else
    nh_form_pane_update (self);
}

gboolean
nh_form_pane_save (NhFormPane *self, NhAfterSave after)
{
  g_autoptr (GPtrArray) problems = NULL;
  NhSaving *under_way;

  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  if (self->draft == NULL)
    return FALSE;
  if (nh_ledger_is_read_only (nh_session_get_ledger (self->session)))
    {
      nh_form_pane_tell_read_only (self);
      return FALSE;
    }
  nh_form_commit (self->form);
  nh_form_pane_update (self);
  if (!self->dirty && nh_form_pane_get_id (self) != 0)
    {
      go_on (self, after);
      return TRUE;
    }
  problems = nh_form_pane_check_now (self);
  if (nh_problems_block (problems))
    {
      refuse (self, problems);
      return FALSE;
    }
  under_way = nh_form_pane_find_saving (self, uuid_of (self->draft));
  if (under_way != NULL)
    {
      under_way->again = TRUE;   /* its version is not known before the first save is through */
      under_way->then = after;
      return TRUE;
    }
  if (!self->dirty)
    {
      say (self, NH_NOTICE_WARNING, _("There is nothing to save yet: nothing was typed."));
      return FALSE;
    }
  /* As the ledger will have it: else the form would differ from what is saved as soon as that is done. */
  nh_record_complete (self->draft, nh_session_get_catalog (self->session));
  enqueue (self, after);
  go_on (self, after);
  return TRUE;
}
