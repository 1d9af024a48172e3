/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-envelope.h"
#include "nh-ledger.h"

/* The reply (*.ngayhoi-phieu): what became of the last version of a unit's year, signed by the province and sealed to
 * the unit.
 *
 * Manifest: "format" "1"; "needs" ""; "to" and "key", the public keys of the unit and the province; "unit.…"; "year";
 * "version" and "hash" of the package; "number", which grows with each change of the province's ledger; "received"
 * (day); "state" received, accepted or returned; "reason"; "figure.CODE", as the province counts the unit;
 * "program", "schema", "made_at", "made_by"; "content.…". The content is a line for each remark, an object of texts:
 * "@type", "@uuid", "field" ("": the record), "old" and "new" of a proposal, "why"; by type and uuid. A record that
 * the province does not count because another unit has reported it too is a remark on its field "duplicate_of". On a
 * worker's thread. */

/* At the province. NH_ERROR_NOT_FOUND: nothing was received of the unit, or its key is not kept. (transfer full) */
GBytes *nh_reply_make (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);

/* "18676 Xã Thiên Cầm 2026-2.ngayhoi-phieu" in @folder for each unit of the board that has handed in, or for one. Gives
 * their number. */
NH_DECLARE_ASYNC (nh_reply_write, guint, NhLedger *ledger, gint64 unit, int year, const char *folder);

/* Name of the setting that keeps NhReply.figures of a year, a line each. */
#define NH_REPLY_FIGURES "hand-in.differs.%d"

/* A reply that was read, at the commune. */
typedef struct
{
  NhEnvelope *envelope; /* owned: its texts are borrowed below */
  gint64 unit;
  int year, version;
  const char *state, *reason, *received;
  gboolean is_last;   /* of the last version that was sent: else it changed nothing */
  gboolean locked;    /* the year is locked now */
  GPtrArray *figures; /* owned: of char *, those that the province counts differently: "TITLE: OURS / THEIRS" */
} NhReply;

/* Reads, verifies by the province's key, and keeps state and remarks. NH_VERDICT_ERROR: for another, damaged, of an
 * unknown version, older than one that was read. (transfer full) */
NhReply *nh_reply_read_file (NhConnection *connection, NhLedger *ledger, const char *path, GError **error);
NH_DECLARE_ASYNC (nh_reply_read_file, NhReply *, NhLedger *ledger, const char *path);
void nh_reply_free (NhReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhReply, nh_reply_free)
