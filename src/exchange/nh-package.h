/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-content.h"
#include "nh-envelope.h"
#include "nh-verdict.h"

/* The package (*.ngayhoi-nop): one version of one unit's year, from the commune to the province.
 *
 * Manifest, in this order: "format" "1"; "needs", features that a reader must know, with blanks between; "to" and
 * "key", the public keys of receiver and sender; "unit.code", ".from", ".kind", ".name"; "year"; "version" from 1;
 * "previous", the hash of the manifest before, "" for the first; "reason" of the correction; "ledger", its uuid;
 * "history", the hash of its newest change; "nil", why there was no festival; "proof" of the enrolment slip; "deleted",
 * a line "TYPE UUID WHY" each since the last version; "answers" to the last reply, a line "TYPE UUID FIELD
 * taken|declined WHY" each (tabs between); "count.TYPE"; "figure.CODE" (nh-figure-text.h), blank ones left out;
 * "program", "schema", "made_at", "made_by"; "content.sha256", ".bytes", ".lines". A member that is missing is blank.
 */

/* What a version says beside its records. Borrowed texts; NULL: "". */
typedef struct
{
  const NhPublicKeys *to;
  const NhUnit *unit;
  int year;
  NhVersion version; /* the hash is not read */
  const char *reason, *history, *nil, *proof, *deleted, *answers;
  char **figures;                /* in the order of nh_indicators() */
  const char *made_at, *made_by; /* NULL: now, and the user */
} NhPackageFacts;

/* (transfer full) */
char *nh_package_make_manifest (NhConnection *connection, const NhKeys *keys, const NhPackageFacts *facts,
                                const NhContent *content, GBytes *text);

/* An opened package: its manifest is well formed and the program knows all of it, but nothing was verified. */
typedef struct
{
  NhEnvelope *envelope; /* owned */
  NhVersion version;    /* texts borrowed from the envelope */
  int year;
  NhPublicKeys sender;
} NhPackage;

/* Takes the envelope. NH_VERDICT_ERROR. */
NhPackage *nh_package_read (NhEnvelope *envelope, const NhPublicKeys *receiver, GError **error);
NhPackage *nh_package_open_file (const char *path, const NhKeys *keys, GError **error);
/* Are the files whose key has the check code @code all in the name of one unit? Those that cannot be read are none. */
gboolean nh_package_are_of_one_unit (const char *const *paths, const NhKeys *keys, const char *code);
void nh_package_free (NhPackage *self);
const char *nh_package_get (const NhPackage *self, const char *key); /* "" when it is not there */
/* The records, compared with hash, lines and counts. (transfer full) */
NhContent *nh_package_read_content (const NhPackage *self, gint64 unit, GBytes **text, GError **error);
/* The first indicator whose claimed figure is not the one of @figures; NULL: all are. Borrowed. */
const char *nh_package_find_miscount (const NhPackage *self, char **figures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPackage, nh_package_free)
