/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* What the ledger remembers for the office. Names: "letterhead.superior", "letterhead.body", "place",
 * "signer.authority"
 * ("TRƯỞNG CÔNG AN XÃ"), "signer.deputy" ("yes": "KT." and the deputy of that authority; or the title of another),
 * "signer.rank", "signer.name", "signers" (those who sign, a line each: "head" or "deputy", rank, name, with tabs
 * between), "preparer.name", "preparer.none" ("yes": nobody beside the signer), "recipients" (a line each),
 * "document.symbol" ("BC-CAX"), "note.unreported" ("yes": who has not reported is named), "note.sources" ("yes": where
 * each unit's numbers came from), "figures.final" ("yes": only accepted packages count, on the overview too). Of one
 * sheet only, never kept: "document.number", "document.date" (ISO). */
#define NH_SETTING_MAX_LENGTH 4000                                     /* characters */
char *nh_setting_get (NhConnection *connection, const char *name);     /* "" when not set (transfer full) */
GHashTable *nh_setting_all (NhConnection *connection, GError **error); /* name → text (transfer full) */
/* NULL or "" forgets it. In a transaction of its own unless one is open; not a change (no history). */
gboolean nh_setting_set (NhConnection *connection, const char *name, const char *value, GError **error);

NH_DECLARE_ASYNC (nh_setting_all, GHashTable *, NhLedger *ledger);
/* In one transaction. Takes @settings (name → text, "" forgets) over. */
NH_DECLARE_ASYNC (nh_setting_set_all, gboolean, NhLedger *ledger, GHashTable *settings);

/* The year the office works on, setting "year"; that of today when none is remembered. */
int nh_year_get (NhConnection *connection);
/* On the writer's thread; not a change that can be undone. */
gboolean nh_year_set (NhConnection *connection, int year, GError **error);
/* Years that have any record, and the current one; ascending: GArray of int. (transfer full) */
GArray *nh_year_list (NhConnection *connection, NhLedger *ledger, GError **error);

NH_DECLARE_ASYNC (nh_year_set, gboolean, NhLedger *ledger, int year);
