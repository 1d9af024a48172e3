/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving what was typed, throwing it away, and having it back. */
#include "nh-form-pane-private.h"

#include "nh-dialog.h"
#include "nh-i18n.h"
#include "nh-notice.h"

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

/* What a refused save had to say is put away, and the field that it stopped at is as before. The rest of what was typed stays. */
static void
give_up_saving (NhFormPane *self)
{
  nh_form_pane_clear_refusal (self);
  if (self->refused_field >= 0 && nh_form_get_focus_field (self->form) == self->refused_field)
    nh_form_revert_field (self->form, self->pending != NULL ? self->pending : self->origin);
  else
    nh_form_restore_field (self->form);
}

void
nh_form_pane_escape (NhFormPane *self)
{
  NhNotice *notice = nh_notice_of (GTK_WIDGET (self));
  g_autoptr (NhRecord) discarded = NULL;
  g_autoptr (NhRecord) origin = NULL;
  int field;

  g_return_if_fail (NH_IS_FORM_PANE (self));
  if (self->refused)
    {
      give_up_saving (self);
      return;
    }
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
  g_signal_emit (self, nh_form_pane_signals[NH_FORM_PANE_STATE_CHANGED], 0);
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
  nh_form_pane_stop_all (self);
  nh_form_pane_cancel_saving (self);
  nh_draft_keeper_finish (self->keeper);
}
