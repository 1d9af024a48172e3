/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving the workplace: forms with unsaved input ask one after another. */
#include "nh-workplace-private.h"

static void
end_leaving (NhWorkplace *self, gboolean may)
{
  NhLeaving *leaving = g_steal_pointer (&self->leaving);

  leaving->left (may, leaving->data);
  g_free (leaving);
}

void
nh_workplace_check_leaving (NhWorkplace *self)
{
  gboolean dirty = FALSE;

  if (self->leaving == NULL || !self->leaving->waiting)
    return;
  for (guint i = 0; i < self->pages->len; i++)
    {
      NhFormPane *pane = nh_record_page_get_pane (g_ptr_array_index (self->pages, i));

      if (nh_form_pane_is_saving (pane))
        return;
      dirty = dirty || nh_form_pane_is_dirty (pane);
    }
  end_leaving (self, !dirty || self->leaving->unasked);
}

static void ask_next (NhWorkplace *self);

static void
on_pane_left (gboolean may, gpointer data)
{
  g_autoptr (NhWorkplace) self = data;

  if (self->leaving == NULL)
    return;
  if (may)
    ask_next (self);
  else
    end_leaving (self, FALSE);
}

static void
ask_next (NhWorkplace *self)
{
  while (self->leaving->next < self->pages->len)
    {
      NhRecordPage *page = g_ptr_array_index (self->pages, self->leaving->next++);
      NhFormPane *pane = nh_record_page_get_pane (page);

      nh_form_pane_keep (pane);
      if (!nh_form_pane_is_dirty (pane) || self->leaving->unasked)
        continue;
      nh_workplace_show_page (self, nh_record_page_get_record_type (page)->name);
      nh_form_pane_leave (pane, on_pane_left, g_object_ref (self));
      return;
    }
  self->leaving->waiting = TRUE;
  nh_workplace_check_leaving (self);
}

void
nh_workplace_leave (NhWorkplace *self, NhLeft left, gpointer data)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  if (self->leaving != NULL)
    {
      left (FALSE, data); /* one question at a time */
      return;
    }
  self->leaving = g_new0 (NhLeaving, 1);
  self->leaving->left = left;
  self->leaving->data = data;
  ask_next (self);
}

void
nh_workplace_leave_unasked (NhWorkplace *self, NhLeft left, gpointer data)
{
  g_return_if_fail (NH_IS_WORKPLACE (self));
  if (self->leaving != NULL)
    end_leaving (self, FALSE);
  self->leaving = g_new0 (NhLeaving, 1);
  self->leaving->left = left;
  self->leaving->data = data;
  self->leaving->unasked = TRUE;
  ask_next (self);
}
