/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"
#include "nh-envelope.h"
#include "nh-keys.h"

/* Who is on the other side: units in a manifest, their keys, and enrolment slips. On a worker's thread. */

/* "unit.code", "unit.from" (first day of its validity), "unit.kind" and, for people, "unit.name". */
void nh_unit_describe (GString *manifest, const NhUnit *unit);
/* By code, first day and kind; NULL: the ledger does not know it. (nullable) */
const NhUnit *nh_unit_find_described (NhCatalog *catalog, const NhEnvelope *envelope);
/* The owner of the ledger is the commune or the province? */
gboolean nh_is_province (NhConnection *connection);

/* The key in use for a unit. *@found FALSE: there is none. FALSE with @error. */
gboolean nh_partner_get (NhConnection *connection, gint64 unit, NhPublicKeys *keys, gboolean *found, GError **error);
/* The partner that is in use at a commune: its province. 0: the ledger has not joined any. */
gint64 nh_partner_get_province (NhConnection *connection);
/* Keeps @keys as those in use; the ones before stay with their last moment. @how: "code" or "slip". In the caller's
 * transaction. */
gboolean nh_partner_set (NhConnection *connection, gint64 unit, const NhPublicKeys *keys, const char *how,
                         GError **error);

/* The slip of a unit; NULL without an error: none, or used (@used FALSE). (transfer full) (nullable) */
char *nh_slip_get (NhConnection *connection, gint64 unit, GError **error);
/* Of a new one, which replaces a former one. @code: 16 characters. In a transaction of its own unless one is open. */
gboolean nh_slip_set (NhConnection *connection, gint64 unit, const char *code, GError **error);
/* It proves nothing any more; one that the unit never used, because its key was confirmed in another way, neither. */
gboolean nh_slip_use (NhConnection *connection, gint64 unit, GError **error);
/* What proves that the owner of @keys has the slip: 64 hexadecimal digits of the BLAKE2b hash (32 bytes), keyed by the
 * 16 characters, of both public keys, sign before seal, and "CODE FIRST-DAY KIND". (transfer full) */
char *nh_slip_prove (const char *code, const NhPublicKeys *keys, const NhUnit *unit);
