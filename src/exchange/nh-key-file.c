/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-key-file.h"

#include <sodium.h>
#include <string.h>

#include "nh-base32.h"
#include "nh-error.h"
#include "nh-i18n.h"

#define FIRST_LINE "vn.ngayhoi.khoa 1\n"
#define ROUNDS 4
#define MEMORY (128u << 20)
#define CHECK_LENGTH 3

typedef struct
{
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 nonce[crypto_secretbox_NONCEBYTES];
  guint8 locked[crypto_secretbox_MACBYTES + NH_KEY_LENGTH];
} Locked;

/* However its marks were typed, the passphrase is the same. */
static gboolean
derive (const char *passphrase, const guint8 *salt, guint8 key[crypto_secretbox_KEYBYTES], GError **error)
{
  char *text = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  gboolean derived = text != NULL && sodium_init () >= 0 &&
                     crypto_pwhash (key, crypto_secretbox_KEYBYTES, text, strlen (text), salt, ROUNDS, MEMORY,
                                    crypto_pwhash_ALG_ARGON2ID13) == 0;

  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
  if (derived)
    return TRUE;
  nh_error_set (error, NH_ERROR_FAILED, _ ("lock the key file"),
                _ ("there is not enough free memory (128 MB). Close other programs and try again."));
  return FALSE;
}

char *
nh_key_file_write (const guint8 seed[NH_KEY_LENGTH], const char *passphrase, GError **error)
{
  guint8 key[crypto_secretbox_KEYBYTES];
  g_autofree char *text = NULL;
  Locked file;

  if (sodium_init () < 0)
    return NULL;
  randombytes_buf (file.salt, sizeof file.salt);
  randombytes_buf (file.nonce, sizeof file.nonce);
  if (!derive (passphrase, file.salt, key, error))
    return NULL;
  crypto_secretbox_easy (file.locked, seed, NH_KEY_LENGTH, file.nonce, key);
  sodium_memzero (key, sizeof key);
  text = g_base64_encode ((const guint8 *) &file, sizeof file);
  return g_strconcat (FIRST_LINE, text, "\n", NULL);
}

gboolean
nh_key_file_read (const char *text, const char *passphrase, guint8 seed[NH_KEY_LENGTH], GError **error)
{
  guint8 key[crypto_secretbox_KEYBYTES];
  g_autofree guint8 *bytes = NULL;
  gsize length = 0;
  Locked file;
  gboolean opened;

  if (g_str_has_prefix (text, FIRST_LINE))
    bytes = g_base64_decode (text + strlen (FIRST_LINE), &length);
  if (length != sizeof file)
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("open the key file"), _ ("it is no key file, or it is damaged."));
      return FALSE;
    }
  memcpy (&file, bytes, sizeof file);
  if (!derive (passphrase, file.salt, key, error))
    return FALSE;
  opened = crypto_secretbox_open_easy (seed, file.locked, sizeof file.locked, file.nonce, key) == 0;
  sodium_memzero (key, sizeof key);
  if (!opened)
    nh_error_set (error, NH_ERROR_INVALID, _ ("open the key file"),
                  _ ("the passphrase is another one, or the file was altered. Nothing was changed; try again."));
  return opened;
}

/* --- On paper --- */

typedef struct
{
  guint8 seed[NH_KEY_LENGTH];
  guint8 check[CHECK_LENGTH];
} Slip;

static void
make_check (Slip *slip)
{
  guint8 hash[crypto_generichash_BYTES_MIN];

  crypto_generichash (hash, sizeof hash, slip->seed, sizeof slip->seed, NULL, 0);
  memcpy (slip->check, hash, sizeof slip->check);
}

char *
nh_recovery_slip_write (const guint8 seed[NH_KEY_LENGTH])
{
  char *text;
  Slip slip;

  memcpy (slip.seed, seed, sizeof slip.seed);
  make_check (&slip);
  text = nh_base32_write ((const guint8 *) &slip, sizeof slip);
  sodium_memzero (&slip, sizeof slip);
  return text;
}

gboolean
nh_recovery_slip_read (const char *typed, guint8 seed[NH_KEY_LENGTH], GError **error)
{
  Slip slip, same;
  gboolean whole = nh_base32_read (typed, (guint8 *) &slip, sizeof slip);

  same = slip;
  make_check (&same);
  whole = whole && memcmp (&slip, &same, sizeof slip) == 0;
  if (whole)
    memcpy (seed, slip.seed, sizeof slip.seed);
  else
    nh_error_set (error, NH_ERROR_INVALID, _ ("read the recovery slip"),
                  _ ("some of its 56 characters are not those of a slip. Compare them group by group."));
  sodium_memzero (&slip, sizeof slip);
  sodium_memzero (&same, sizeof same);
  return whole;
}
