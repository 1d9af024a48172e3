/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the form asks the ledger about its record: the rules, last year's record, and what references may mean. */
#include "nh-figures.h"
#include "nh-form-pane-private.h"
#include "nh-store.h"

void
nh_form_pane_stop (GCancellable **slot)
{
  if (*slot != NULL)
    g_cancellable_cancel (*slot);
  g_clear_object (slot);
}

void
nh_form_pane_stop_all (NhFormPane *self)
{
  nh_form_pane_stop (&self->loading);
  nh_form_pane_stop (&self->checking);
  nh_form_pane_stop (&self->comparing);
  nh_form_pane_stop (&self->referring);
}

NhAsked *
nh_form_pane_ask (NhFormPane *self, GCancellable **slot)
{
  NhAsked *asked = g_new0 (NhAsked, 1);

  nh_form_pane_stop (slot);
  *slot = g_cancellable_new ();
  asked->pane = g_object_ref (self);
  asked->cancellable = g_object_ref (*slot);
  asked->edits = self->edits;
  return asked;
}

void
nh_asked_free (NhAsked *asked)
{
  g_clear_object (&asked->draft);
  g_object_unref (asked->cancellable);
  g_object_unref (asked->pane);
  g_free (asked);
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

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhAsked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (GPtrArray) problems = nh_figures_check_all_finish (NH_LEDGER (source), result, NULL);

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
  NhAsked *asked;

  if (self->draft == NULL)
    return;
  if (!self->dirty && nh_form_pane_get_id (self) == 0)
    {
      nh_form_pane_stop (&self->checking);
      nh_form_set_problems (self->form, NULL);   /* nothing was typed: nothing is wrong yet */
      return;
    }
  problems = nh_form_pane_check_now (self);
  nh_form_set_problems (self->form, problems);
  sealed = nh_record_seal (self->draft);
  asked = nh_form_pane_ask (self, &self->checking);
  nh_figures_check_all_async (nh_session_get_ledger (self->session), sealed, self->checking, on_checked, asked);
}

/* --- last year's record --------------------------------------------------------------------------------------------------- */

static void
on_last_year (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhAsked) asked = user_data;
  NhFormPane *self = asked->pane;
  g_autoptr (NhRecord) last_year = nh_store_get_last_year_finish (NH_LEDGER (source), result, NULL);

  if (self->comparing != asked->cancellable)
    return;
  g_clear_object (&self->comparing);
  nh_form_set_last_year (self->form, last_year);
}

void
nh_form_pane_look_back (NhFormPane *self)
{
  g_autoptr (NhRecord) sealed = nh_record_seal (self->draft);
  NhAsked *asked = nh_form_pane_ask (self, &self->comparing);

  nh_store_get_last_year_async (nh_session_get_ledger (self->session), sealed, self->comparing, on_last_year, asked);
}

/* --- what references may mean --------------------------------------------------------------------------------------------- */

static void
on_references (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhFormPane) self = user_data;
  g_autoptr (NhCatalog) catalog = nh_store_offer_references_finish (NH_LEDGER (source), result, NULL);

  if (catalog != NULL && self->form != NULL)
    nh_form_set_context (self->form, catalog, nh_session_get_season (self->session));
}

/* The records that a reference offers are those of the unit and year that the form is about. */
void
nh_form_pane_offer (NhFormPane *self)
{
  const NhRecordInfo *info = self->draft != NULL ? nh_record_get_info (self->draft) : NULL;

  if (info == NULL || !nh_record_type_refers (self->type))
    return;
  nh_form_pane_stop (&self->referring);
  self->referring = g_cancellable_new ();
  nh_store_offer_references_async (nh_session_get_ledger (self->session), self->type, info->unit, info->year, self->referring, on_references,
                     g_object_ref (self));
}
