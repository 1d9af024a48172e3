/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* Keeps drafts of a form or a batch while they differ from what is saved. Two seconds after a change a draft is
 * written twice: into the ledger, and as a mirror into the user's data folder, in case the ledger is on a stick
 * that is pulled out. Mirrors are written and removed by a thread, in order. */
#define NH_TYPE_DRAFT_KEEPER (nh_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (NhDraftKeeper, nh_draft_keeper, NH, DRAFT_KEEPER, GObject)

/* The unreadable texts of the editors of @draft, name → text. (transfer full) (nullable) */
typedef GHashTable *(*NhDraftTyped) (NhRecord *draft, gpointer data);

/* @batch: the uuid shared by all drafts; NULL: independent drafts. @typed: nullable. (transfer full) */
NhDraftKeeper *nh_draft_keeper_new (NhLedger *ledger, const char *batch, NhDraftTyped typed, gpointer data);
/* It was changed: write it in two seconds. A reference is kept until then. */
void nh_draft_keeper_touch (NhDraftKeeper *self, NhRecord *draft);
/* Writes pending drafts now. */
void nh_draft_keeper_flush (NhDraftKeeper *self);
/* Removes the draft of a record that was saved or discarded. */
void nh_draft_keeper_forget (NhDraftKeeper *self, NhRecord *draft);
/* Waits until all mirrors are written. */
void nh_draft_keeper_finish (NhDraftKeeper *self);
