/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving the form, failed saves, leaving, discarding and its undo. */
#include "nh-form-pane-private.h"

#include "nh-dialog.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-store.h"

static gboolean
is_shown (NhFormPane *self, NhRecord *record)
{
  return self->draft != NULL && g_str_equal (nh_record_get_info (self->draft)->uuid, nh_record_get_info (record)->uuid);
}

static char *
title_of (NhFormPane *self, NhRecord *record)
{
  g_autofree char *title = nh_record_get_name (record, nh_session_get_catalog (self->session));

  return *title != '\0' ? g_steal_pointer (&title) : g_strdup (_ (self->type->title));
}

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

/* Shows the problems that prevent saving, and focuses the first. */
static void
refuse (NhFormPane *self, GPtrArray *problems)
{
  const NhProblem *block = first_of (problems, NH_SEVERITY_BLOCK);
  g_autofree char *text = NULL;

  nh_form_set_problems (self->form, problems);
  nh_form_reveal_problems (self->form);
  if (block == NULL)
    return;
  text = g_strdup_printf (_ ("Not saved yet: %s"), block->text);
  nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING, text);
  self->refused = TRUE;
  self->refused_field = block->field;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || block->field < 0 ||
      !nh_form_focus_field (self->form, (guint) block->field))
    nh_form_pane_focus_start (self);
}

static void
clear_refusal (NhFormPane *self)
{
  if (self->refused)
    nh_notice_hide (nh_notice_of (GTK_WIDGET (self)));
  self->refused = FALSE;
}

/* --- Saving --- */

static void
go_on (NhFormPane *self, NhAfterSave after)
{
  if (after == NH_AFTER_NEW && !nh_record_type_is_single (self->type))
    {
      g_set_object (&self->last, nh_form_pane_get_base (self));
      nh_form_pane_start_new (self);
    }
  else
    nh_form_pane_update (self);
}

static void
enqueue (NhFormPane *self)
{
  g_autoptr (NhRecord) sealed = NULL;

  /* Complete it as the ledger does, so that the form equals the saved record. */
  nh_record_complete (self->draft, nh_session_get_catalog (self->session));
  sealed = nh_record_seal (self->draft);
  clear_refusal (self);
  nh_form_accept_field (self->form); /* from now on Ctrl+Z undoes the save */
  nh_save_queue_push (self->queue, sealed, nh_form_pane_get_base (self));
}

static void
say_nothing_typed (NhFormPane *self)
{
  nh_notify (GTK_WIDGET (self), NH_NOTICE_WARNING, _ ("There is nothing to save yet: nothing was typed."));
}

static void
on_last_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);
  g_autofree char *title = NULL, *text = NULL;

  if (self->session == NULL)
    return;
  if (error != NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  if (loaded == NULL || nh_record_get_info (loaded->record)->deleted)
    {
      say_nothing_typed (self);
      return;
    }
  title = title_of (self, loaded->record);
  text = g_strdup_printf (_ ("“%s” is saved. This is a new, empty form: there is nothing more to save."), title);
  nh_notify (GTK_WIDGET (self), NH_NOTICE_DONE, text);
}

/* Enter on the last field saved a record and began the next: of that nothing is missing yet. The record may have been
 * taken back since. */
static void
say_last_saved (NhFormPane *self)
{
  nh_store_load_async (nh_session_get_ledger (self->session), self->type, nh_record_get_info (self->last)->id, NULL,
                       on_last_loaded, g_object_ref (self));
}

static void
on_may_save_and_stay (gboolean may, gpointer data)
{
  g_autoptr (NhFormPane) self = data;

  if (may)
    nh_form_pane_save (self, NH_AFTER_STAY);
}

static void
on_may_save_and_go_on (gboolean may, gpointer data)
{
  g_autoptr (NhFormPane) self = data;

  if (may)
    nh_form_pane_save (self, NH_AFTER_NEW);
}

gboolean
nh_form_pane_save (NhFormPane *self, NhAfterSave after)
{
  g_autoptr (GPtrArray) problems = NULL;

  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  if (self->draft == NULL)
    return FALSE;
  if (nh_session_is_read_only (self->session))
    {
      nh_form_pane_notify_read_only (self);
      return FALSE;
    }
  nh_form_commit (self->form);
  nh_form_pane_update (self);
  if (!self->dirty && (nh_form_pane_get_id (self) != 0 || nh_form_pane_get_base (self) != self->origin))
    {
      go_on (self, after); /* saved or being saved as it is */
      return TRUE;
    }
  if (!self->dirty && self->last != NULL && nh_save_queue_is_idle (self->queue))
    {
      say_last_saved (self);
      return FALSE;
    }
  problems = nh_form_context_check (nh_form_get_context (self->form));
  if (nh_problems_block (problems))
    {
      refuse (self, problems);
      return FALSE;
    }
  if (!self->dirty)
    {
      say_nothing_typed (self);
      return FALSE;
    }
  if (nh_form_pane_is_guarded (self))
    {
      nh_form_pane_ask_guard (self, after == NH_AFTER_NEW ? on_may_save_and_go_on : on_may_save_and_stay,
                              g_object_ref (self));
      return FALSE;
    }
  enqueue (self);
  go_on (self, after);
  return TRUE;
}

/* --- Failed saves --- */

static void
on_may_return (gboolean may, gpointer data)
{
  g_autoptr (NhFormPane) self = data;

  if (may && self->failed.sealed != NULL)
    nh_form_pane_show_unsaved (self, nh_record_edit (self->failed.sealed), self->failed.origin);
}

static void
on_return_clicked (gpointer data)
{
  nh_form_pane_leave (data, on_may_return, g_object_ref (data));
}

/* The form shows another record now. If that is dirty, it stays: the failed one is kept as a draft and offered. */
static void
bring_back (NhFormPane *self, const NhSave *save, const char *reason)
{
  g_autofree char *title = title_of (self, save->sealed);
  g_autofree char *text = g_strdup_printf (_ ("“%s” is not saved: %s"), title, reason);

  nh_draft_keeper_touch (self->keeper, save->sealed);
  nh_draft_keeper_flush (self->keeper);
  if (!self->dirty)
    {
      nh_form_pane_show_unsaved (self, nh_record_edit (save->sealed), save->origin);
      nh_notify_error (GTK_WIDGET (self), text);
      return;
    }
  nh_put_aside_set (&self->failed, save->sealed, save->origin);
  nh_notice_offer (nh_notice_of (GTK_WIDGET (self)), NH_NOTICE_ERROR, text, _ ("_Go back to it"),
                   G_CALLBACK (on_return_clicked), g_object_ref (self), g_object_unref);
}

static void
on_current_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhLoaded) loaded = nh_store_load_finish (NH_LEDGER (source), result, &error);

  if (error != NULL)
    {
      nh_notify_error (GTK_WIDGET (self), error->message);
      return;
    }
  if (self->draft == NULL || (loaded != NULL && nh_form_pane_get_id (self) != nh_record_get_info (loaded->record)->id))
    return;
  /* In the recycle bin, a saved record would stay there. */
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
    nh_store_load_async (nh_session_get_ledger (self->session), self->type, id, NULL, on_current_loaded,
                         g_object_ref (self));
  else if (button == 1)
    {
      nh_form_pane_discard (self);
      nh_form_pane_load (self, id);
    }
}

static void
ask_conflict (NhFormPane *self, NhRecord *sealed)
{
  const char *const buttons[] = { _ ("Save _mine"), _ ("Take the _other"), _ ("_Decide later"), NULL };
  g_autofree char *title = title_of (self, sealed);
  g_autofree char *question = g_strdup_printf (_ ("“%s” was changed elsewhere since you opened it."), title);

  nh_dialog_ask (
      GTK_WIDGET (self), question,
      _ ("Save what stands in the form over it, or discard the form and take the other? The history keeps both."),
      buttons, 2, on_conflict_answered, g_object_ref (self));
}

/* --- A save is done --- */

typedef struct
{
  NhFormPane *pane; /* owned */
  gint64 id;
} Viewing;

static Viewing *
viewing_new (NhFormPane *self, gint64 id)
{
  Viewing *viewing = g_new (Viewing, 1);

  viewing->pane = g_object_ref (self);
  viewing->id = id;
  return viewing;
}

static void
viewing_free (gpointer data)
{
  Viewing *viewing = data;

  g_object_unref (viewing->pane);
  g_free (viewing);
}

static void
on_view (const Viewing *viewing)
{
  NhSession *session = viewing->pane->session;

  if (session != NULL)
    gtk_widget_activate_action (GTK_WIDGET (viewing->pane), "workplace.open-record", "(sxxi)",
                                viewing->pane->type->name, viewing->id, nh_session_get_unit (session),
                                nh_session_get_year (session));
}

/* The form may show the next record already: then the first warning is shown in the notice. */
static void
show_warnings (NhFormPane *self, const NhSave *save)
{
  const NhProblem *warning = first_of (save->problems, NH_SEVERITY_WARN);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (is_shown (self, save->saved))
    {
      nh_form_set_problems (self->form, save->problems);
      nh_form_reveal_problems (self->form);
    }
  else if (warning != NULL)
    {
      title = title_of (self, save->saved);
      text = g_strdup_printf (_ ("“%s” is saved. Please look at it again: %s"), title, warning->text);
      nh_notice_offer (nh_notice_of (GTK_WIDGET (self)), NH_NOTICE_WARNING, text, _ ("_View"), G_CALLBACK (on_view),
                       viewing_new (self, nh_record_get_info (save->saved)->id), viewing_free);
    }
}

static void
on_saved (NhFormPane *self, const NhSave *save)
{
  const NhRecordInfo *info = nh_record_get_info (save->saved);
  gboolean shown = is_shown (self, save->saved);

  if (shown)
    {
      nh_record_edit_info (self->draft)->id = info->id;
      nh_record_edit_info (self->draft)->version = info->version;
      g_set_object (&self->origin, save->saved);
    }
  g_set_object (&self->last, save->saved);
  nh_draft_keeper_forget (self->keeper, save->saved);
  show_warnings (self, save);
  if (shown)
    nh_form_pane_update (self);
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_SAVED], 0, info->id, shown);
}

static void
on_failed (NhFormPane *self, const NhSave *save)
{
  g_autofree char *text = g_strdup_printf (_ ("%s What you typed is kept in the form."), save->error->message);

  nh_draft_keeper_flush (self->keeper);
  if (g_error_matches (save->error, NH_ERROR, NH_ERROR_CONFLICT))
    ask_conflict (self, save->sealed);
  else
    nh_notify_error (GTK_WIDGET (self), text);
}

static void
on_not_saved (NhFormPane *self, const NhSave *save)
{
  const NhProblem *block = save->error == NULL ? first_of (save->problems, NH_SEVERITY_BLOCK) : NULL;

  if (is_shown (self, save->sealed))
    {
      g_set_object (&self->origin, save->origin);
      nh_form_pane_update (self);
      if (save->error != NULL)
        on_failed (self, save);
    }
  else
    bring_back (self, save, block != NULL ? block->text : save->error->message);
  if (block != NULL && is_shown (self, save->sealed))
    refuse (self, save->problems);
}

void
nh_form_pane_on_save_done (NhFormPane *self, const NhSave *save)
{
  if (save->saved != NULL)
    on_saved (self, save);
  else
    on_not_saved (self, save);
}

/* --- Leaving --- */

typedef struct
{
  NhFormPane *pane; /* owned */
  NhLeft left;
  gpointer data;
  gboolean unfinished; /* it cannot be saved as it is */
} Leaving;

/* A draft that was left, for the notice. */
typedef struct
{
  NhFormPane *pane; /* owned */
  char *uuid;       /* owned */
} Unfinished;

static void
unfinished_free (gpointer data)
{
  Unfinished *unfinished = data;

  g_object_unref (unfinished->pane);
  g_free (unfinished->uuid);
  g_free (unfinished);
}

static void
on_go_on (gpointer data)
{
  Unfinished *unfinished = data;

  gtk_widget_activate_action (GTK_WIDGET (unfinished->pane), "workplace.open-draft", "(sss)",
                              unfinished->pane->type->name, unfinished->uuid, "");
}

/* What was typed stays as a draft; the form shows the record as saved, or a new one. */
static void
leave_unfinished (NhFormPane *self)
{
  Unfinished *unfinished = g_new0 (Unfinished, 1);
  g_autoptr (NhRecord) base = g_object_ref (nh_form_pane_get_base (self));
  g_autofree char *title = title_of (self, self->draft);
  g_autofree char *text = g_strdup_printf (_ ("“%s” is left unfinished. The overview has it, too."), title);

  unfinished->pane = g_object_ref (self);
  unfinished->uuid = g_strdup (nh_record_get_info (self->draft)->uuid);
  nh_draft_keeper_touch (self->keeper, self->draft);
  nh_draft_keeper_flush (self->keeper);
  if (nh_form_pane_get_id (self) != 0)
    nh_form_pane_show (self, nh_record_edit (base), base);
  else
    nh_form_pane_start_new (self);
  nh_notice_offer (nh_notice_of (GTK_WIDGET (self)), NH_NOTICE_DONE, text, _ ("_Go back to it"), G_CALLBACK (on_go_on),
                   unfinished, unfinished_free);
}

static void
on_may_save_and_leave (gboolean may, gpointer data)
{
  g_autofree Leaving *leaving = data;
  g_autoptr (NhFormPane) self = leaving->pane;

  leaving->left (may && nh_form_pane_save (self, NH_AFTER_STAY), leaving->data);
}

static void
on_leave_answered (guint button, gpointer data)
{
  Leaving *leaving = data;
  gboolean leave = button == 1 || (button == 3 && leaving->unfinished);

  if (button == 0 && !leaving->unfinished)
    {
      nh_form_pane_ask_guard (leaving->pane, on_may_save_and_leave, leaving);
      return;
    }
  if (button == 1)
    nh_form_pane_discard (leaving->pane);
  else if (leave)
    leave_unfinished (leaving->pane);
  else if (button == 0)
    leave = nh_form_pane_save (leaving->pane, NH_AFTER_STAY); /* or it says why not */
  leaving->left (leave, leaving->data);
  g_object_unref (leaving->pane);
  g_free (leaving);
}

void
nh_form_pane_leave (NhFormPane *self, NhLeft left, gpointer data)
{
  const char *buttons[] = { _ ("_Save"), _ ("_Discard"), _ ("_Cancel"), NULL, NULL };
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *title = NULL;
  g_autofree char *question = NULL;
  const NhProblem *block;
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
  question = *title != '\0' ? g_strdup_printf (_ ("Save the changes to “%s”?"), title)
                            : g_strdup (_ ("Save what you typed?"));
  problems = nh_form_context_check (nh_form_get_context (self->form));
  leaving = g_new0 (Leaving, 1);
  block = first_of (problems, NH_SEVERITY_BLOCK);
  leaving->unfinished = block != NULL;
  if (leaving->unfinished)
    buttons[3] = _ ("_Leave it unfinished");
  leaving->pane = g_object_ref (self);
  leaving->left = left;
  leaving->data = data;
  nh_dialog_ask (GTK_WIDGET (self), question, block != NULL ? block->text : NULL, buttons, block != NULL ? 3 : 0,
                 on_leave_answered, leaving);
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
  nh_form_pane_stop_queries (self);
  nh_save_queue_cancel (self->queue);
  nh_draft_keeper_finish (self->keeper);
}

/* --- Discarding, and taking that back --- */

void
nh_form_pane_discard (NhFormPane *self)
{
  g_autoptr (NhRecord) base = NULL;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->draft == NULL)
    return;
  base = g_object_ref (nh_form_pane_get_base (self));
  nh_draft_keeper_forget (self->keeper, self->draft);
  nh_form_pane_show (self, nh_record_edit (base), base);
  nh_form_pane_check (self);
}

/* FALSE: nothing was discarded, or the form is in use again. */
static gboolean
take_back_discarded (NhFormPane *self)
{
  g_autoptr (NhRecord) discarded = g_steal_pointer (&self->discarded.sealed);
  g_autoptr (NhRecord) origin = g_steal_pointer (&self->discarded.origin);

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
nh_form_pane_put_aside (NhFormPane *self)
{
  g_autoptr (NhRecord) discarded = nh_record_seal (self->draft);
  g_autoptr (NhRecord) base = g_object_ref (nh_form_pane_get_base (self));

  nh_form_pane_discard (self);
  nh_put_aside_set (&self->discarded, discarded, base);
}

static void
discard_by_key (NhFormPane *self)
{
  int field = nh_form_get_focus_field (self->form);

  nh_form_pane_put_aside (self);
  if (field < 0 || !nh_form_focus_field (self->form, (guint) field))
    nh_form_focus_start (self->form);
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
  nh_notice_offer (nh_notice_of (GTK_WIDGET (self)), NH_NOTICE_DONE,
                   nh_form_pane_get_id (self) != 0 ? _ ("The form is as it was saved.")
                                                   : _ ("The form is empty again."),
                   _ ("_Undo"), G_CALLBACK (on_take_back), g_object_ref (self), g_object_unref);
}

void
nh_form_pane_escape (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->refused)
    {
      clear_refusal (self);
      if (self->refused_field >= 0 && nh_form_get_focus_field (self->form) == self->refused_field)
        nh_form_revert_field (self->form, nh_form_pane_get_base (self));
      else
        nh_form_restore_field (self->form);
    }
  else if (!nh_form_restore_field (self->form) && self->dirty)
    discard_by_key (self);
}

gboolean
nh_form_pane_can_undo (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  return self->dirty || self->discarded.sealed != NULL;
}

gboolean
nh_form_pane_undo_field (NhFormPane *self)
{
  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  return take_back_discarded (self) ||
         (self->draft != NULL && nh_form_get_focus_field (self->form) >= 0 && nh_form_restore_field (self->form));
}

void
nh_form_pane_copy_previous (NhFormPane *self)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->last == NULL || !nh_form_copy_previous (self->form, self->last))
    nh_notify (GTK_WIDGET (self), NH_NOTICE_DONE, _ ("The record before has nothing in this field."));
}
