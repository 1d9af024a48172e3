/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-content.h"

/* Puts a content in the place of all records of a unit-year: by uuid, so that row ids and references stay; what is not
 * in it goes into the bin. References to records of other units (marks of this office: "reported twice") stay, and one
 * from another unit to a record that goes lapses. On the writer's thread, in the caller's transaction and change; only
 * the lapses have history rows. */

/* What happened to one record. */
typedef struct
{
  NhRecord *before; /* owned; NULL: added */
  NhRecord *after;  /* owned; NULL: deleted */
} NhDifference;

void nh_difference_free (NhDifference *self);

typedef struct
{
  guint added, changed, deleted;
  guint lapsed;           /* marks of other units that lapsed */
  GPtrArray *differences; /* owned: of NhDifference; NULL on input: not wanted */
  GHashTable *returned;   /* owned, nullable: the uuids of what nh_snapshot_return() moved back */
} NhSnapshotResult;

void nh_snapshot_result_clear (NhSnapshotResult *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhSnapshotResult, nh_snapshot_result_clear)

/* @change 0: lapses are counted only, for a trial. @error: NH_VERDICT_FOREIGN names a record of another unit. */
gboolean nh_snapshot_put (NhConnection *connection, NhLedger *ledger, const NhContent *content, gint64 unit, int year,
                          gint64 change, NhSnapshotResult *result, GError **error);
/* Moves records of the content back that this office moved to another unit or year after the change @since, as a change
 * of its own: what is put in place after that is undone alone. */
gboolean nh_snapshot_return (NhConnection *connection, NhLedger *ledger, const NhContent *content, gint64 unit,
                             int year, gint64 since, NhSnapshotResult *result, GError **error);
/* The figures of the unit-year as the unit itself counts them: without marks of this office. (transfer full) */
GStrv nh_snapshot_figures (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
/* The records as they now stand, kept (nh_content_keep()): their hash. (transfer full) */
char *nh_snapshot_keep (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
