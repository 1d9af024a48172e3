/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-mapping.h"

/* Which rows of a table the ledger has already, so that a table can be read twice without doubling anything. Rows are
 * alike when they have the same unit, year and values of all fields that the table gives. */
typedef struct _NhHeld NhHeld;

typedef enum
{
  NH_HELD_NOT,
  NH_HELD_HERE,  /* it is in the ledger */
  NH_HELD_LIKE,  /* the table has another one like it, which may be right */
  NH_HELD_OTHER, /* not to be saved: see @reason */
} NhHeldAnswer;

NhHeld *nh_held_new (NhConnection *connection, NhLedger *ledger, const NhMapping *mapping);
void nh_held_free (NhHeld *self);
/* Once for each row, in their order. @number: of the row in its sheet. @reason: (out) (transfer full) (nullable).
 * FALSE:
 * @error. */
gboolean nh_held_ask (NhHeld *self, const NhRecord *record, guint number, NhHeldAnswer *answer, char **reason,
                      GError **error);
/* The record in the ledger that the last answer NH_HELD_HERE meant. */
gint64 nh_held_get_here (NhHeld *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhHeld, nh_held_free)
