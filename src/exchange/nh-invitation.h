/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-envelope.h"
#include "nh-ledger.h"

/* The invitation (*.ngayhoi-moi): one file of the province for all its units, signed, not sealed.
 *
 * Manifest: "format" "1"; "needs" ""; "key" (both public keys, nh_public_keys_to_text()); the province as "unit.…"
 * (nh-partner.h); "ledger" its uuid; "year"; "deadline" (ISO); "season.FIELD" of the province's season; "units", a line
 * "CODE FIRST-DAY KIND" each; "program", "made_at", "made_by"; "content.…". The content is the codes that the province
 * added (nh-content.h). On a worker's thread. */

/* Makes it, and remembers that the year was asked for. @deadline NH_DATE_NONE: that of the province's season. (transfer
 * full) */
GBytes *nh_invitation_make (NhConnection *connection, NhLedger *ledger, int year, NhDate deadline, GError **error);

/* The same to a file, and an enrolment slip for each unit of the season that has neither a slip nor a key; gives the
 * check code for the dispatch (transfer full). */
NH_DECLARE_ASYNC (nh_invitation_make, char *, NhLedger *ledger, int year, NhDate deadline, const char *path);

/* A read invitation. */
typedef struct
{
  NhEnvelope *envelope; /* owned */
  NhPublicKeys keys;
  int year;
  NhDate deadline;
} NhInvitation;

/* Whole, and signed with the key in it; who that is only the check code tells. NH_VERDICT_ERROR. */
NhInvitation *nh_invitation_open_file (const char *path, GError **error);
void nh_invitation_free (NhInvitation *self);
NH_DECLARE_ASYNC (nh_invitation_open_file, NhInvitation *, NhLedger *ledger, const char *path);
/* Keeps the province's keys, the year, its season and its codes. @code: the check code as typed from the dispatch; it
 * may be NULL where these keys are kept already. @slip: the enrolment slip as typed; nullable. @error:
 * NH_ERROR_INVALID (mistyped), NH_VERDICT_ERROR. */
gboolean nh_invitation_join (NhConnection *connection, NhLedger *ledger, const NhInvitation *self, const char *code,
                             const char *slip, GError **error);
/* Of the invitation at @path. */
NH_DECLARE_ASYNC (nh_invitation_join, gboolean, NhLedger *ledger, const char *path, const char *code, const char *slip);

/* The year was asked for (at the province), or this ledger has joined it. */
gboolean nh_invitation_has_year (NhConnection *connection, int year);

/* Appends "program", "schema", "made_at", "made_by". @at, @by NULL: now, and the user. */
void nh_manifest_add_maker (NhConnection *connection, GString *manifest, const char *at, const char *by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhInvitation, nh_invitation_free)
