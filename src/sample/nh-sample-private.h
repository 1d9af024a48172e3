/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-sample.h"

/* The draft number @n of the sample; its uuid is the same each time. (transfer full) */
NhRecord *nh_sample_draft_new (const NhRecordType *type, gint64 unit, guint n);
/* The next of the numbers that @state gives, the same on every machine. */
guint64 nh_sample_roll (guint64 *state);
int nh_sample_roll_between (guint64 *state, int low, int high); /* both inclusive */
/* Adds drafts of the season's made-up points on the communes of @province to @drafts. */
void nh_sample_add_points (NhCatalog *catalog, gint64 province, GPtrArray *drafts);
/* Adds drafts of gifts and commendations, handed over at the first of the @points of a commune, which are saved
 * already. */
void nh_sample_add_gifts (GPtrArray *points, GPtrArray *drafts);
void nh_sample_add_commendations (NhCatalog *catalog, GPtrArray *points, GPtrArray *drafts);
/* Asks for the year of the sample's packages (nh-sample-packages.h), and keeps the keys of the communes. */
gboolean nh_sample_packages_invite (NhConnection *connection, NhLedger *ledger, GError **error);
