/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-ledger-notes.h"

/* Longer lists of ids are reported as "many". */
#define MAX_IDS 10000

NhLedgerNotes *
nh_ledger_notes_new (void)
{
  NhLedgerNotes *self = g_new0 (NhLedgerNotes, 1);

  self->types = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
nh_ledger_notes_free (NhLedgerNotes *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->types);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

void
nh_ledger_notes_add (NhLedgerNotes *self, const char *type, gint64 id)
{
  GArray *ids;
  guint at;

  if (!g_ptr_array_find_with_equal_func (self->types, type, g_str_equal, &at))
    {
      at = self->types->len;
      g_ptr_array_add (self->types, g_strdup (type));
      g_ptr_array_add (self->ids, g_array_new (FALSE, FALSE, sizeof (gint64)));
      if (id != 0)
        g_array_append_val ((GArray *) self->ids->pdata[at], id);
      return;
    }
  ids = self->ids->pdata[at];
  if (ids->len == 0)
    return;
  if (id == 0 || ids->len >= MAX_IDS)
    g_array_set_size (ids, 0);
  else if (g_array_index (ids, gint64, ids->len - 1) != id)
    g_array_append_val (ids, id);
}

gboolean
nh_ledger_notes_is_empty (const NhLedgerNotes *self)
{
  return self->types->len == 0 && !self->catalog;
}
