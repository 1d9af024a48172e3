/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"

/* The keys of a ledger. One seed of 32 random bytes (table `secret`) gives both pairs, by libsodium's crypto_kdf with
 * the context "ngayhoi1": subkey 1 is the seed of an Ed25519 pair, subkey 2 that of an X25519 pair. */

#define NH_KEY_LENGTH 32
#define NH_SIGNATURE_LENGTH 64

typedef struct
{
  guint8 sign[NH_KEY_LENGTH]; /* verifies what its owner signed */
  guint8 seal[NH_KEY_LENGTH]; /* seals what only its owner can open */
} NhPublicKeys;

/* "4821 7730 …": 20 digits of the BLAKE2b hash (16 bytes) of both keys, sign before seal, as a big-endian number modulo
 * 10²⁰. Two offices compare them on paper or by telephone. (transfer full) */
char *nh_public_keys_get_code (const NhPublicKeys *self);
/* Are these the digits of that code? Blanks, dots and hyphens are skipped. */
gboolean nh_public_keys_has_code (const NhPublicKeys *self, const char *typed);
gboolean nh_check_code_is (const char *code, const char *typed); /* the same of the code of some keys */
/* Says how many digits of a code are typed; NULL: all. Translated. (transfer full) (nullable) */
char *nh_check_code_find_missing (const char *typed);
gboolean nh_public_keys_equal (const NhPublicKeys *a, const NhPublicKeys *b);
/* 128 hexadecimal digits, sign before seal. (transfer full) */
char *nh_public_keys_to_text (const NhPublicKeys *self);
gboolean nh_public_keys_from_text (NhPublicKeys *self, const char *text);
gboolean nh_public_keys_verify (const NhPublicKeys *self, gconstpointer data, gsize length,
                                const guint8 signature[NH_SIGNATURE_LENGTH]);
/* A point of low order gives the same secret with every key. */
gboolean nh_public_keys_can_seal (const NhPublicKeys *self);
/* NULL: the key is none that can be sealed to. (transfer full) (nullable) */
GBytes *nh_public_keys_seal (const NhPublicKeys *self, gconstpointer data, gsize length);
/* The same with the passing key pair of @seed instead of a random one: equal bytes each time, for the sample, whose
 * contents are made up. Whoever knows @seed can open it. */
GBytes *nh_public_keys_seal_from (const NhPublicKeys *self, const guint8 seed[NH_KEY_LENGTH], gconstpointer data,
                                  gsize length);

/* Both pairs with their secret halves, which are zeroed when freed. Immutable. */
typedef struct _NhKeys NhKeys;
NhKeys *nh_keys_new (const guint8 seed[NH_KEY_LENGTH]); /* (transfer full) */
void nh_keys_free (NhKeys *self);
const NhPublicKeys *nh_keys_get_public (const NhKeys *self);
void nh_keys_sign (const NhKeys *self, gconstpointer data, gsize length, guint8 signature[NH_SIGNATURE_LENGTH]);
/* NULL: sealed to another, or damaged. (transfer full) (nullable) */
GBytes *nh_keys_unseal (const NhKeys *self, gconstpointer data, gsize length);

/* Of the ledger; makes its seed when there is none, in the transaction that is open or one of its own. On the writer's
 * thread. (transfer full) */
NhKeys *nh_keys_ensure (NhConnection *connection, GError **error);
/* NULL without an error: it has none yet. (transfer full) (nullable) */
NhKeys *nh_keys_load (NhConnection *connection, GError **error);
/* The seed itself, for paper and key files: NH_ERROR_NOT_FOUND. The caller zeroes it. */
gboolean nh_keys_get_seed (NhConnection *connection, guint8 seed[NH_KEY_LENGTH], GError **error);
/* Puts a seed in the place of the ledger's, in a transaction of its own. */
gboolean nh_keys_set_seed (NhConnection *connection, const guint8 seed[NH_KEY_LENGTH], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhKeys, nh_keys_free)
