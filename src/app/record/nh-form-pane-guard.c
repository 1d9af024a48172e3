/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that a unit has handed in are its own: who changes them here is asked first. */
#include "nh-form-pane-private.h"

#include "nh-guard.h"
#include "nh-i18n.h"
#include "nh-remark-dialog.h"

/* Do the fields that are not in @kept (of guint) follow from those: left blank, are they worked out to what was typed?
 */
static gboolean
makes_draft (NhFormPane *self, GArray *changed, GArray *kept)
{
  NhCatalog *catalog = nh_session_get_catalog (self->session);
  g_autoptr (NhRecord) probe = nh_record_edit (self->draft), wanted = nh_record_edit (self->draft);

  nh_record_complete (wanted, catalog);
  for (guint i = 0; i < changed->len; i++)
    {
      guint field = g_array_index (changed, guint, i);
      gboolean keep = FALSE;

      if (field >= self->type->n_fields || !nh_value_is_set (nh_record_get (wanted, field)))
        return FALSE;
      for (guint j = 0; j < kept->len; j++)
        keep |= g_array_index (kept, guint, j) == field;
      if (!keep)
        nh_record_set_canonical (probe, self->type->fields[field].name, "", NULL);
    }
  nh_record_complete (probe, catalog);
  return nh_record_equal (probe, wanted);
}

/* What was typed last is not left out as what follows. */
static void
drop_following (NhFormPane *self, GArray *changed, GArray *kept)
{
  for (guint i = kept->len; i-- > 0;)
    {
      guint field = g_array_index (kept, guint, i);

      if ((int) field == self->typed_field && nh_value_is_set (nh_record_get (self->draft, field)))
        continue;
      g_array_remove_index (kept, i);
      if (!makes_draft (self, changed, kept))
        g_array_insert_val (kept, i, field);
    }
}

/* The fields that were changed, so that what was typed becomes what is proposed, without those that follow from others.
 * *@whole: they are all there is to propose. (transfer full) */
static GArray *
list_changed (NhFormPane *self, gboolean *whole)
{
  g_autoptr (GArray) changed = nh_record_diff (nh_form_pane_get_base (self), self->draft);
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < changed->len; i++)
    {
      guint field = g_array_index (changed, guint, i);

      if (field < self->type->n_fields && self->type->fields[field].kind != NH_KIND_REFERENCE)
        g_array_append_val (kept, field);
    }
  drop_following (self, changed, kept);
  *whole = kept->len > 0 && makes_draft (self, changed, kept);
  return kept;
}

/* The unit changes it, not this office. What else was typed comes back by Ctrl+Z; what was asked for is taken back by
 * it. */
static void
on_asked (GtkWidget *pane, gboolean proposed)
{
  NhFormPane *self = NH_FORM_PANE (pane);
  g_autoptr (GArray) fields = NULL;
  gboolean whole = FALSE;

  if (self->draft == NULL || !self->dirty)
    return;
  fields = list_changed (self, &whole);
  if (proposed && whole)
    {
      nh_form_pane_discard (self);
      return;
    }
  nh_form_pane_put_aside (self);
  nh_notify (
      pane, NH_NOTICE_DONE,
      _ ("Noted. Return the hand-in, or save the reply, so that the unit reads it. The form is as it was saved; Ctrl+Z "
         "brings back what was typed."));
}

static void
ask_unit (gpointer pane)
{
  NhFormPane *self = pane;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean whole;
  g_autoptr (GArray) fields = list_changed (self, &whole);

  g_ptr_array_add (records, g_object_ref (nh_form_pane_get_base (self)));
  nh_remark_dialog_show (GTK_WIDGET (self), nh_session_get_ledger (self->session), records, self->draft, fields,
                         on_asked);
}

/* Of the record in the form: the unit that it had, and the one that it gets. (transfer full) */
static GArray *
list_own_guarded (NhFormPane *self)
{
  NhRecord *records[] = { self->origin, self->draft };
  GArray *guarded = nh_guard_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (records[i] != NULL)
      nh_guard_add (self->session, guarded, self->type, nh_record_get_info (records[i])->unit,
                    nh_record_get_info (records[i])->year);
  return guarded;
}

gboolean
nh_form_pane_is_guarded (NhFormPane *self)
{
  g_autoptr (GArray) units = NULL;

  g_return_val_if_fail (NH_IS_FORM_PANE (self), FALSE);
  units = list_own_guarded (self);
  return units->len > 0;
}

void
nh_form_pane_ask_guard (NhFormPane *self, NhLeft then, gpointer data)
{
  g_return_if_fail (NH_IS_FORM_PANE (self));
  nh_guard_ask (GTK_WIDGET (self), self->session, list_own_guarded (self),
                nh_form_pane_get_id (self) != 0 /* known to the unit, too */ ? ask_unit : NULL, then, data);
}

void
nh_form_pane_ask_guard_of (NhFormPane *self, GArray *units, gboolean only, NhLeft then, gpointer data)
{
  GArray *guarded = nh_guard_list_new ();

  g_return_if_fail (NH_IS_FORM_PANE (self));
  for (guint i = 0; i < units->len; i++)
    nh_guard_add (self->session, guarded, self->type, g_array_index (units, gint64, i),
                  nh_session_get_year (self->session));
  nh_guard_ask (GTK_WIDGET (self), self->session, guarded, only ? ask_unit : NULL, then, data);
}
