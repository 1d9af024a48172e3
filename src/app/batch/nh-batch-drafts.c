/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drafts of a batch: those of its rows, and which batch is open. */
#include "nh-batch-private.h"

void
nh_batch_forget_drafts (NhBatch *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    nh_batch_row_forget (nh_batch_row_at (self, i), self->keeper);
}

gboolean
nh_batch_is_open (const char *batch)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (NH_IS_BATCH (window) &&
          g_str_equal (nh_record_get_info (NH_BATCH (window)->common.context.draft)->uuid, batch))
        return TRUE;
    }
  return FALSE;
}
