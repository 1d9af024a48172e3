/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-keys.h"

#include <sodium.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"

#define CONTEXT "ngayhoi1" /* crypto_kdf_CONTEXTBYTES */
#define CODE_DIGITS 20
#define CODE_SEPARATORS " .-" /* that people type between them */
#define CODE_HASH_LENGTH 16

G_STATIC_ASSERT (sizeof CONTEXT - 1 == crypto_kdf_CONTEXTBYTES);
G_STATIC_ASSERT (NH_KEY_LENGTH == crypto_kdf_KEYBYTES && NH_KEY_LENGTH == crypto_sign_SEEDBYTES &&
                 NH_KEY_LENGTH == crypto_box_SEEDBYTES && NH_KEY_LENGTH == crypto_sign_PUBLICKEYBYTES &&
                 NH_KEY_LENGTH == crypto_box_PUBLICKEYBYTES && NH_SIGNATURE_LENGTH == crypto_sign_BYTES);

struct _NhKeys
{
  NhPublicKeys public;
  guint8 sign[crypto_sign_SECRETKEYBYTES];
  guint8 seal[crypto_box_SECRETKEYBYTES];
};

/* Once for the process; any thread. */
static void
start (void)
{
  static gsize started;

  if (!g_once_init_enter (&started))
    return;
  if (sodium_init () < 0)
    g_error ("libsodium could not be started");
  g_once_init_leave (&started, 1);
}

/* --- Public keys --- */

/* The digits alone. */
static void
make_digits (const NhPublicKeys *keys, char digits[CODE_DIGITS + 1])
{
  guint8 hash[CODE_HASH_LENGTH];

  start ();
  crypto_generichash (hash, sizeof hash, (const guint8 *) keys, sizeof *keys, NULL, 0);
  digits[CODE_DIGITS] = '\0';
  for (int i = CODE_DIGITS - 1; i >= 0; i--)
    {
      guint rest = 0;

      for (guint j = 0; j < sizeof hash; j++)
        {
          rest = rest * 256 + hash[j];
          hash[j] = (guint8) (rest / 10);
          rest %= 10;
        }
      digits[i] = (char) ('0' + rest);
    }
}

char *
nh_public_keys_get_code (const NhPublicKeys *self)
{
  GString *code = g_string_new (NULL);
  char digits[CODE_DIGITS + 1];

  make_digits (self, digits);
  for (guint i = 0; i < CODE_DIGITS; i += 4)
    g_string_append_printf (code, "%s%.4s", i > 0 ? " " : "", digits + i);
  return g_string_free (code, FALSE);
}

static const char *
skip_separators (const char *text)
{
  while (*text != '\0' && strchr (CODE_SEPARATORS, *text) != NULL)
    text++;
  return text;
}

gboolean
nh_check_code_is (const char *code, const char *typed)
{
  code = skip_separators (code);
  for (typed = skip_separators (typed); *code != '\0' && *code == *typed; typed = skip_separators (typed + 1))
    code = skip_separators (code + 1);
  return *code == '\0' && *typed == '\0';
}

char *
nh_check_code_find_missing (const char *typed)
{
  guint n = 0;

  for (typed = skip_separators (typed); *typed != '\0'; typed = skip_separators (g_utf8_next_char (typed)))
    n++; /* a wrong one is typed, too */
  return n < CODE_DIGITS ? g_strdup_printf (_ ("Only %u of the %d digits are typed."), n, CODE_DIGITS) : NULL;
}

gboolean
nh_public_keys_has_code (const NhPublicKeys *self, const char *typed)
{
  g_autofree char *code = nh_public_keys_get_code (self);

  return nh_check_code_is (code, typed);
}

gboolean
nh_public_keys_equal (const NhPublicKeys *a, const NhPublicKeys *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

char *
nh_public_keys_to_text (const NhPublicKeys *self)
{
  char *text = g_malloc (sizeof *self * 2 + 1);

  return sodium_bin2hex (text, sizeof *self * 2 + 1, (const guint8 *) self, sizeof *self);
}

gboolean
nh_public_keys_from_text (NhPublicKeys *self, const char *text)
{
  NhPublicKeys read;
  g_autofree char *again = NULL;
  gsize length;

  if (strlen (text) != sizeof read * 2 ||
      sodium_hex2bin ((guint8 *) &read, sizeof read, text, sizeof read * 2, NULL, &length, NULL) != 0 ||
      length != sizeof read)
    return FALSE;
  again = nh_public_keys_to_text (&read);
  if (strcmp (again, text) != 0) /* capitals */
    return FALSE;
  *self = read;
  return TRUE;
}

gboolean
nh_public_keys_verify (const NhPublicKeys *self, gconstpointer data, gsize length,
                       const guint8 signature[NH_SIGNATURE_LENGTH])
{
  start ();
  return crypto_sign_verify_detached (signature, data, length, self->sign) == 0;
}

GBytes *
nh_public_keys_seal (const NhPublicKeys *self, gconstpointer data, gsize length)
{
  guint8 *sealed = g_malloc (length + crypto_box_SEALBYTES);

  start ();
  if (crypto_box_seal (sealed, data, length, self->seal) == 0)
    return g_bytes_new_take (sealed, length + crypto_box_SEALBYTES);
  g_free (sealed);
  return NULL;
}

gboolean
nh_public_keys_can_seal (const NhPublicKeys *self)
{
  g_autoptr (GBytes) sealed = nh_public_keys_seal (self, "", 0);

  return sealed != NULL;
}

/* crypto_box_seal() with a pair that is not random. */
GBytes *
nh_public_keys_seal_from (const NhPublicKeys *self, const guint8 seed[NH_KEY_LENGTH], gconstpointer data, gsize length)
{
  guint8 *sealed = g_malloc (length + crypto_box_SEALBYTES);
  guint8 secret[crypto_box_SECRETKEYBYTES], nonce[crypto_box_NONCEBYTES];
  crypto_generichash_state state;
  gboolean done;

  start ();
  crypto_box_seed_keypair (sealed, secret, seed);
  crypto_generichash_init (&state, NULL, 0, sizeof nonce);
  crypto_generichash_update (&state, sealed, crypto_box_PUBLICKEYBYTES);
  crypto_generichash_update (&state, self->seal, crypto_box_PUBLICKEYBYTES);
  crypto_generichash_final (&state, nonce, sizeof nonce);
  done = crypto_box_easy (sealed + crypto_box_PUBLICKEYBYTES, data, length, nonce, self->seal, secret) == 0;
  sodium_memzero (secret, sizeof secret);
  if (done)
    return g_bytes_new_take (sealed, length + crypto_box_SEALBYTES);
  g_free (sealed);
  return NULL;
}

/* --- Pairs --- */

NhKeys *
nh_keys_new (const guint8 seed[NH_KEY_LENGTH])
{
  NhKeys *self;
  guint8 subkey[NH_KEY_LENGTH];

  start ();
  self = sodium_malloc (sizeof *self);
  if (self == NULL)
    g_error ("There is no memory for the keys");
  crypto_kdf_derive_from_key (subkey, sizeof subkey, 1, CONTEXT, seed);
  crypto_sign_seed_keypair (self->public.sign, self->sign, subkey);
  crypto_kdf_derive_from_key (subkey, sizeof subkey, 2, CONTEXT, seed);
  crypto_box_seed_keypair (self->public.seal, self->seal, subkey);
  sodium_memzero (subkey, sizeof subkey);
  return self;
}

void
nh_keys_free (NhKeys *self)
{
  sodium_free (self); /* zeroes */
}

const NhPublicKeys *
nh_keys_get_public (const NhKeys *self)
{
  return &self->public;
}

void
nh_keys_sign (const NhKeys *self, gconstpointer data, gsize length, guint8 signature[NH_SIGNATURE_LENGTH])
{
  crypto_sign_detached (signature, NULL, data, length, self->sign);
}

GBytes *
nh_keys_unseal (const NhKeys *self, gconstpointer data, gsize length)
{
  guint8 *opened;

  if (length < crypto_box_SEALBYTES)
    return NULL;
  opened = g_malloc (length - crypto_box_SEALBYTES + 1);
  if (crypto_box_seal_open (opened, data, length, self->public.seal, self->seal) == 0)
    return g_bytes_new_take (opened, length - crypto_box_SEALBYTES);
  g_free (opened);
  return NULL;
}

/* --- In the ledger --- */

/* FALSE with @error; *@found FALSE: there is none. */
static gboolean
read_seed (NhConnection *connection, guint8 seed[NH_KEY_LENGTH], gboolean *found, GError **error)
{
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_prepare (connection, "SELECT seed FROM secret WHERE id = 1", error);
  int code = nh_connection_step (connection, statement, _ ("read the keys of the ledger"), error);

  *found = code == SQLITE_ROW && sqlite3_column_bytes (statement, 0) == NH_KEY_LENGTH;
  if (*found)
    memcpy (seed, sqlite3_column_blob (statement, 0), NH_KEY_LENGTH);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
write_seed (NhConnection *connection, const guint8 seed[NH_KEY_LENGTH], GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (
      connection, "INSERT INTO secret (id, seed) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET seed = excluded.seed",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 1, seed, NH_KEY_LENGTH, SQLITE_STATIC);
  return nh_connection_step (connection, statement, _ ("keep the keys of the ledger"), error) == SQLITE_DONE;
}

gboolean
nh_keys_get_seed (NhConnection *connection, guint8 seed[NH_KEY_LENGTH], GError **error)
{
  gboolean found;

  if (!read_seed (connection, seed, &found, error))
    return FALSE;
  if (!found)
    nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("read the keys of the ledger"),
                  _ ("it has none yet. They are made with its first invitation or its first hand-in."));
  return found;
}

gboolean
nh_keys_set_seed (NhConnection *connection, const guint8 seed[NH_KEY_LENGTH], GError **error)
{
  const char *action = _ ("keep the keys of the ledger");

  return nh_connection_begin (connection, action, error) &&
         nh_connection_finish (connection, write_seed (connection, seed, error), action, error);
}

NhKeys *
nh_keys_load (NhConnection *connection, GError **error)
{
  guint8 seed[NH_KEY_LENGTH];
  gboolean found;
  NhKeys *keys;

  if (!read_seed (connection, seed, &found, error) || !found)
    return NULL;
  keys = nh_keys_new (seed);
  sodium_memzero (seed, sizeof seed);
  return keys;
}

NhKeys *
nh_keys_ensure (NhConnection *connection, GError **error)
{
  guint8 seed[NH_KEY_LENGTH];
  g_autoptr (NhKeys) keys = NULL;
  gboolean found, kept;

  if (!read_seed (connection, seed, &found, error))
    return NULL;
  start ();
  if (!found)
    randombytes_buf (seed, sizeof seed);
  keys = nh_keys_new (seed);
  kept = found || (nh_connection_in_transaction (connection) ? write_seed (connection, seed, error)
                                                             : nh_keys_set_seed (connection, seed, error));
  sodium_memzero (seed, sizeof seed);
  return kept ? g_steal_pointer (&keys) : NULL;
}
