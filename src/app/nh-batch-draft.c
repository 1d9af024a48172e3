/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in a window for many is kept as drafts, a row each. */
#include "nh-batch-private.h"

#include "nh-typed.h"

#define KEEP_MS 2000     /* as a form is */

GHashTable *
nh_batch_get_typed (gpointer data)
{
  NhBatch *self = data;
  GHashTable *typed = nh_typed_new ();

  nh_typed_collect (typed, self->editors);
  if (self->typed_in != NULL)
    nh_typed_collect (typed, self->typed_in->editors);
  return typed;
}

void
nh_batch_forget (NhBatch *self, NhBatchRow *row)
{
  if (self->typed_in == row)
    self->typed_in = NULL;
  if (row->kept)
    nh_draft_keeper_forget (self->keeper, self->type, nh_record_get_info (row->context.draft)->uuid);
  row->kept = FALSE;
}

void
nh_batch_keep (NhBatch *self, NhBatchRow *row)
{
  if (nh_batch_row_is_blank (row))
    {
      nh_batch_forget (self, row);
      return;
    }
  if (self->typed_in != row)
    nh_draft_keeper_flush (self->keeper);
  self->typed_in = row;
  row->kept = TRUE;
  nh_draft_keeper_touch (self->keeper, row->context.draft);
}

static gboolean
on_keep_again (gpointer data)
{
  NhBatch *self = data;

  self->keeping = 0;
  for (guint i = 0; i < self->rows->len; i++)
    if (((NhBatchRow *) g_ptr_array_index (self->rows, i))->kept)
      nh_batch_keep (self, g_ptr_array_index (self->rows, i));
  nh_draft_keeper_flush (self->keeper);
  return G_SOURCE_REMOVE;
}

/* The window goes, and its cells before it: what was just typed is kept while they can be asked. */
void
nh_batch_flush (NhBatch *self)
{
  if (self->keeping != 0)
    {
      g_clear_handle_id (&self->keeping, g_source_remove);
      on_keep_again (self);
    }
  nh_draft_keeper_flush (self->keeper);
}

/* What all have in common changed: the drafts that are kept lack it. */
void
nh_batch_keep_all (NhBatch *self)
{
  if (self->keeping == 0)
    self->keeping = g_timeout_add (KEEP_MS, on_keep_again, self);
}
