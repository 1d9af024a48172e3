/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-keys.h"

#include <locale.h>
#include <sodium.h>
#include <string.h>

#include "ledger-fixture.h"
#include "nh-base32.h"
#include "nh-error.h"
#include "nh-key-file.h"
#include "nh-partner.h"

static const guint8 seed[NH_KEY_LENGTH] = { 1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,
                                            17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32 };

/* The same seed gives the same keys for ever. What is expected comes from PyNaCl and Python's hashlib:
 *   sub = lambda n: hashlib.blake2b (digest_size=32, key=bytes (range (1, 33)), salt=struct.pack ('<QQ', n, 0),
 *                                    person=b'ngayhoi1' + bytes (8)).digest ()
 *   keys = bytes (SigningKey (sub (1)).verify_key) + bytes (PrivateKey.from_seed (sub (2)).public_key) */
#define KEYS                                                                                                           \
  "05fa305b822a015163dafb0e2cfc91daa38b129a21d78eed9553f2c4a4225de1472268056e960c634be8ca1ba7ed8cdf2fe17fb326b2e31daa" \
  "9a1fc48ca5f118"
#define CODE "3476 6871 1176 9020 6239"

static void
test_derived (void)
{
  g_autoptr (NhKeys) keys = nh_keys_new (seed);
  g_autofree char *text = nh_public_keys_to_text (nh_keys_get_public (keys));
  g_autofree char *code = nh_public_keys_get_code (nh_keys_get_public (keys));

  g_assert_cmpstr (text, ==, KEYS);
  g_assert_cmpstr (code, ==, CODE);
}

static void
test_code (void)
{
  g_autoptr (NhKeys) keys = nh_keys_new (seed);
  const NhPublicKeys *public = nh_keys_get_public (keys);
  g_autofree char *dotted = g_strdelimit (g_strdup (CODE), " ", '.');

  g_assert_true (nh_public_keys_has_code (public, CODE));
  g_assert_true (nh_public_keys_has_code (public, dotted));
  g_assert_false (nh_public_keys_has_code (public, ""));
  g_assert_false (nh_public_keys_has_code (public, CODE "1"));
  g_assert_false (nh_public_keys_has_code (public, dotted + 1));
  g_assert_false (nh_public_keys_has_code (public, "0000 0000 0000 0000 0000"));
}

static void
test_text (void)
{
  NhPublicKeys keys;
  g_autofree char *upper = g_ascii_strup (KEYS, -1);

  g_assert_true (nh_public_keys_from_text (&keys, KEYS));
  g_assert_false (nh_public_keys_from_text (&keys, upper));
  g_assert_false (nh_public_keys_from_text (&keys, KEYS "0"));
  g_assert_false (nh_public_keys_from_text (&keys, KEYS + 1));
  g_assert_false (nh_public_keys_from_text (&keys, ""));
}

static void
test_signature (void)
{
  g_autoptr (NhKeys) keys = nh_keys_new (seed), others = NULL;
  guint8 signature[NH_SIGNATURE_LENGTH], other_seed[NH_KEY_LENGTH] = { 9 };
  char text[] = "Xã Cẩm Nhượng";

  others = nh_keys_new (other_seed);
  nh_keys_sign (keys, text, sizeof text, signature);
  g_assert_true (nh_public_keys_verify (nh_keys_get_public (keys), text, sizeof text, signature));
  g_assert_false (nh_public_keys_verify (nh_keys_get_public (others), text, sizeof text, signature));
  for (guint bit = 0; bit < sizeof text * 8; bit++)
    {
      text[bit / 8] ^= (char) (1 << bit % 8);
      g_assert_false (nh_public_keys_verify (nh_keys_get_public (keys), text, sizeof text, signature));
      text[bit / 8] ^= (char) (1 << bit % 8);
    }
}

static void
test_seal (void)
{
  g_autoptr (NhKeys) keys = nh_keys_new (seed), others = NULL;
  guint8 other_seed[NH_KEY_LENGTH] = { 9 };
  const char text[] = "Xã Cẩm Nhượng";
  g_autoptr (GBytes) sealed = nh_public_keys_seal (nh_keys_get_public (keys), text, sizeof text);
  g_autoptr (GBytes) again = nh_public_keys_seal (nh_keys_get_public (keys), text, sizeof text);
  g_autoptr (GBytes) opened = NULL;
  gsize length;
  guint8 *bytes;

  others = nh_keys_new (other_seed);
  g_assert_false (g_bytes_equal (sealed, again));
  bytes = g_bytes_unref_to_data (g_steal_pointer (&sealed), &length);
  opened = nh_keys_unseal (keys, bytes, length);
  g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), text, sizeof text);
  g_assert_null (nh_keys_unseal (others, bytes, length));
  for (gsize cut = 0; cut < length; cut++)
    g_assert_null (nh_keys_unseal (keys, bytes, cut));
  for (gsize bit = 0; bit < length * 8; bit++)
    {
      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
      /* X25519 does not look at the highest bit of the sender's key, but the nonce is a hash of it. */
      g_assert_null (nh_keys_unseal (keys, bytes, length));
      bytes[bit / 8] ^= (guint8) (1 << bit % 8);
    }
  g_free (bytes);
}

static void
test_key_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_key_file_write (seed, "Đức Thọ 1930", &error);
  guint8 found[NH_KEY_LENGTH] = { 0 };

  g_assert_no_error (error);
  g_assert_true (nh_key_file_read (text, "Đức Thọ 1930", found, &error));
  g_assert_cmpmem (found, sizeof found, seed, sizeof seed);
  memset (found, 0, sizeof found);
  g_assert_true (nh_key_file_read (text,
                                   "Đu\xcc\x9b\xcc\x81"
                                   "c Tho\xcc\xa3 1930",
                                   found, &error)); /* NFD */
  g_assert_cmpmem (found, sizeof found, seed, sizeof seed);
  g_assert_false (nh_key_file_read (text, "Duc Tho 1930", found, &error));
  fixture_assert_error (error, NH_ERROR_INVALID);
  g_clear_error (&error);
  text[strlen (text) - 8] ^= 1;
  g_assert_false (nh_key_file_read (text, "Đức Thọ 1930", found, &error));
  fixture_assert_error (error, NH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (nh_key_file_read ("vn.ngayhoi.khoa 2\nAAAA\n", "", found, &error));
  fixture_assert_error (error, NH_ERROR_INVALID);
}

/* Any one character of the slip that is another is seen, but for one in 16 million. */
static void
test_recovery_slip (void)
{
  g_autofree char *slip = nh_recovery_slip_write (seed);
  g_autofree char *small = g_strdelimit (g_ascii_strdown (slip, -1), " ", '-');
  guint8 found[NH_KEY_LENGTH] = { 0 };

  g_assert_cmpuint (strlen (slip), ==, 56 + 13);
  g_assert_true (nh_recovery_slip_read (slip, found, NULL));
  g_assert_cmpmem (found, sizeof found, seed, sizeof seed);
  g_assert_true (nh_recovery_slip_read (small, found, NULL));
  for (char *at = slip; *at != '\0'; at++)
    {
      char kept = *at;
      g_autoptr (GError) error = NULL;

      if (kept == ' ')
        continue;
      *at = kept == '5' ? '6' : '5';
      g_assert_false (nh_recovery_slip_read (slip, found, &error));
      fixture_assert_error (error, NH_ERROR_INVALID);
      *at = kept;
    }
  g_assert_false (nh_recovery_slip_read ("", found, NULL));
}

static void
test_base32 (void)
{
  guint8 bytes[10], found[10];
  g_autofree char *fixed = nh_base32_write ((const guint8 *) "\x00\x44\x32\x14\xc7\x42\x54\xb6\x35\xcf", 10);

  g_assert_cmpstr (fixed, ==, "0123 4567 89AB CDEF"); /* the alphabet begins so */
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = NULL;

      randombytes_buf (bytes, sizeof bytes);
      text = nh_base32_write (bytes, sizeof bytes);
      g_assert_true (nh_base32_read (text, found, sizeof found));
      g_assert_cmpmem (found, sizeof found, bytes, sizeof bytes);
      g_assert_false (nh_base32_read (text + 1, found, sizeof found));
    }
}

static void
test_slip (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *slip = nh_slip_new ();
      g_autofree char *read = nh_slip_read (slip);

      g_assert_cmpuint (strlen (read), ==, NH_SLIP_LENGTH);
      for (guint at = 0; at + 1 < strlen (slip) - 1; at++)
        {
          char kept = slip[at];

          if (kept == ' ')
            continue;
          slip[at] = kept == '7' ? '8' : '7';
          g_assert_null (nh_slip_read (slip));
          slip[at] = kept;
        }
    }
  g_assert_null (nh_slip_read (""));
  g_assert_null (nh_slip_read ("ABCD"));
}

/* What is mistyped is typed: only a code that is short is said to be. */
static void
test_missing (void)
{
  g_autofree char *slip = nh_slip_find_missing ("7K3M 9QX2 7K3M 9QXU"),
                  *short_slip = nh_slip_find_missing ("7K3M-9QX2 Ư");
  g_autofree char *code = nh_check_code_find_missing ("1234 1234 1234 1234 123O");
  g_autofree char *short_code = nh_check_code_find_missing ("1234 1234 1234 1234 123");

  g_assert_null (slip);
  g_assert_cmpstr (short_slip, ==, "Only 9 of the 16 characters are typed.");
  g_assert_null (code);
  g_assert_cmpstr (short_code, ==, "Only 19 of the 20 digits are typed.");
}

static void
keep (NhConnection *connection, NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhKeys) none = nh_keys_load (connection, &error), made = NULL, again = NULL, restored = NULL;
  guint8 found[NH_KEY_LENGTH];

  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_false (nh_keys_get_seed (connection, found, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_clear_error (&error);

  made = nh_keys_ensure (connection, &error);
  g_assert_no_error (error);
  again = nh_keys_ensure (connection, &error);
  g_assert_true (nh_public_keys_equal (nh_keys_get_public (made), nh_keys_get_public (again)));

  g_assert_true (nh_keys_set_seed (connection, seed, &error));
  restored = nh_keys_load (connection, &error);
  g_assert_false (nh_public_keys_equal (nh_keys_get_public (made), nh_keys_get_public (restored)));
  g_assert_true (nh_keys_get_seed (connection, found, &error));
  g_assert_cmpmem (found, sizeof found, seed, sizeof seed);
}

/* A ledger that was altered: a slip is 16 characters, or none. */
static void
keep_slip (NhConnection *connection, NhLedger *ledger)
{
  gint64 unit = nh_ledger_get_unit (ledger);
  g_autoptr (GError) error = NULL;
  g_autofree char *slip = NULL, *none = NULL;

  g_assert_true (nh_slip_set (connection, unit, "0123456789ABCDEF", &error));
  slip = nh_slip_get (connection, unit, &error);
  g_assert_cmpstr (slip, ==, "0123456789ABCDEF");
  g_assert_true (nh_slip_set (connection, unit, "0123", &error));
  none = nh_slip_get (connection, unit, &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static void
test_kept_slip (void)
{
  fixture_run ("slip.ngayhoi", keep_slip);
}

static void
test_kept (void)
{
  fixture_run ("keys.ngayhoi", keep);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/derived", test_derived);
  g_test_add_func ("/keys/code", test_code);
  g_test_add_func ("/keys/text", test_text);
  g_test_add_func ("/keys/signature", test_signature);
  g_test_add_func ("/keys/seal", test_seal);
  g_test_add_func ("/keys/key-file", test_key_file);
  g_test_add_func ("/keys/recovery-slip", test_recovery_slip);
  g_test_add_func ("/keys/base32", test_base32);
  g_test_add_func ("/keys/slip", test_slip);
  g_test_add_func ("/keys/missing", test_missing);
  g_test_add_func ("/keys/kept", test_kept);
  g_test_add_func ("/keys/kept-slip", test_kept_slip);
  return g_test_run ();
}
