/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-keys.h"

/* The seed of a ledger outside of it. Who has it signs and opens as this office. */

/* A key file, locked by a passphrase: a line "vn.ngayhoi.khoa 1", a line of base64 with salt (16 bytes), nonce (24) and
 * crypto_secretbox of the seed, whose key is crypto_pwhash (Argon2id, 4 rounds, 128 MiB) of the passphrase in UTF-8 and
 * NFC. (transfer full) */
char *nh_key_file_write (const guint8 seed[NH_KEY_LENGTH], const char *passphrase, GError **error);
/* NH_ERROR_INVALID: another file, or another passphrase. */
gboolean nh_key_file_read (const char *text, const char *passphrase, guint8 seed[NH_KEY_LENGTH], GError **error);

/* The recovery slip: 56 characters of base 32 (nh-base32.h) of the seed and the first three bytes of its BLAKE2b hash.
 * (transfer full) */
char *nh_recovery_slip_write (const guint8 seed[NH_KEY_LENGTH]);
/* NH_ERROR_INVALID: mistyped. */
gboolean nh_recovery_slip_read (const char *typed, guint8 seed[NH_KEY_LENGTH], GError **error);
