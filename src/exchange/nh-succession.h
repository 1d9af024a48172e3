/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"
#include "nh-keys.h"

/* Who may go on in the name of another: a new key that the one before has signed, and the unit that others merged into.
 * On a worker's thread. */

/* Signs @keys with the ones before and keeps that for the packages that follow (setting "exchange.signed"). FALSE with
 * NH_ERROR_INVALID: they are the same. In a transaction of its own unless one is open. */
gboolean nh_succession_keep (NhConnection *connection, const NhKeys *before, const NhKeys *keys, GError **error);
/* The signature that is kept for @keys, 128 hexadecimal digits; NULL: none. (transfer full) (nullable) */
char *nh_succession_get (NhConnection *connection, const NhKeys *keys);
/* Is @word the signature of @before over @keys: Ed25519 of "vn.ngayhoi.khoa 1" LF and the public keys as text? */
gboolean nh_succession_proves (const char *word, const NhPublicKeys *before, const NhPublicKeys *keys);

/* Sets *@is: @keys are those in use for the unit that all of @unit is today. What a unit that is no more has left to
 * hand in comes from there. FALSE with @error. */
gboolean nh_succession_is_heir (NhConnection *connection, NhCatalog *catalog, gint64 unit, const NhPublicKeys *keys,
                                gboolean *is, GError **error);
/* The units of @day that went whole into @unit, which began later, with commas; NULL: none. (transfer full) (nullable)
 */
char *nh_succession_name_former (NhCatalog *catalog, gint64 unit, NhDate day);
/* "Since 01/07/2025 it is Xã Thiên Cầm.": what became of @unit by @day, step by step, a blank before each sentence; "":
 * nothing. (transfer full) */
char *nh_succession_name_later (NhCatalog *catalog, gint64 unit, NhDate day);
