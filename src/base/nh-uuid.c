/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-uuid.h"

#include <string.h>

G_LOCK_DEFINE_STATIC (last);

/* Time and counter of the last uuid. */
static guint64 last_stamp;

static char *
format (guint64 high, guint64 low)
{
  return g_strdup_printf ("%08x-%04x-%04x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (high >> 32),
                          (guint) (high >> 16 & 0xffff), (guint) (high & 0xffff), (guint) (low >> 48),
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

static guint64
random64 (void)
{
  return (guint64) g_random_int () << 32 | g_random_int ();
}

/* Version 7: 48 bits of milliseconds, version, a 12-bit counter (keeps the order within a millisecond), variant, 62
 * random bits. */
char *
nh_uuid_new (void)
{
  guint64 stamp = (guint64) (g_get_real_time () / 1000) << 12;
  guint64 low = (random64 () & G_GUINT64_CONSTANT (0x3fffffffffffffff)) | G_GUINT64_CONSTANT (0x8000000000000000);

  G_LOCK (last);
  /* Keeps order and uniqueness when the counter overflows or the clock is set back. */
  last_stamp = stamp = MAX (stamp, last_stamp + 1);
  G_UNLOCK (last);

  return format ((stamp >> 12) << 16 | 0x7000 | (stamp & 0xfff), low);
}

/* Version 8, free form: SHA-256 of seed and number. */
char *
nh_uuid_for (const char *seed, guint64 n)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *number = g_strdup_printf ("\n%" G_GUINT64_FORMAT, n);
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 high = 0;
  guint64 low = 0;

  g_checksum_update (sum, (const guint8 *) seed, (gssize) strlen (seed));
  g_checksum_update (sum, (const guint8 *) number, (gssize) strlen (number));
  g_checksum_get_digest (sum, digest, &size);
  for (int i = 0; i < 8; i++)
    {
      high = high << 8 | digest[i];
      low = low << 8 | digest[8 + i];
    }
  high = (high & ~G_GUINT64_CONSTANT (0xf000)) | 0x8000;
  low = (low & G_GUINT64_CONSTANT (0x3fffffffffffffff)) | G_GUINT64_CONSTANT (0x8000000000000000);
  return format (high, low);
}

gboolean
nh_uuid_is_valid (const char *text)
{
  return text != NULL && g_uuid_string_is_valid (text) && strpbrk (text, "ABCDEF") == NULL;
}
