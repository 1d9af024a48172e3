/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the ledger floor: what one write changed, gathered until it is told. */
typedef struct
{
  GPtrArray *types; /* names of record types in the order they came; "": anything */
  GPtrArray *ids;   /* beside them: GArray of gint64; empty: many */
  gboolean catalog; /* units or codebooks, too */
} NhLedgerNotes;

NhLedgerNotes *nh_ledger_notes_new (void);
void nh_ledger_notes_free (NhLedgerNotes *self);
/* @id 0: many. */
void nh_ledger_notes_add (NhLedgerNotes *self, const char *type, gint64 id);
gboolean nh_ledger_notes_is_empty (const NhLedgerNotes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLedgerNotes, nh_ledger_notes_free)

G_END_DECLS
