/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* Keeps the open form of a page while it differs from what is saved: two seconds after a change its texts stand in the user's data
 * folder (a vanished stick loses none) and in the ledger. The writing of mirrors is a queue of its own thread, so that a late
 * mirror never comes after its removal. */
#define NH_TYPE_DRAFT_KEEPER (nh_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (NhDraftKeeper, nh_draft_keeper, NH, DRAFT_KEEPER, GObject)

/* Gives the texts that cannot be read, name → text. (transfer full) (nullable) */
typedef GHashTable *(*NhDraftTyped) (gpointer data);

NhDraftKeeper *nh_draft_keeper_new      (NhLedger *ledger, NhDraftTyped typed, gpointer data);   /* (transfer full) */
/* All that is kept from now on was entered together, under the uuid @batch. */
void           nh_draft_keeper_set_batch (NhDraftKeeper *self, const char *batch);
void           nh_draft_keeper_touch    (NhDraftKeeper *self, NhRecord *draft);   /* it was changed: keep it in two seconds */
void           nh_draft_keeper_flush    (NhDraftKeeper *self);                    /* keep it now, if it was touched */
void           nh_draft_keeper_forget   (NhDraftKeeper *self, const NhRecordType *type, const char *uuid);   /* saved or discarded */
/* For a record that could not be saved and is no longer in a form. */
void           nh_draft_keeper_keep     (NhDraftKeeper *self, NhRecord *sealed);
/* Waits for the mirrors under way. */
void           nh_draft_keeper_finish   (NhDraftKeeper *self);

G_END_DECLS
