/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-envelope.h"

#include <locale.h>
#include <string.h>

#include "ledger-fixture.h"
#include "nh-error.h"
#include "nh-json.h"
#include "nh-verdict.h"

static const guint8 province_seed[NH_KEY_LENGTH] = { 1 }, commune_seed[NH_KEY_LENGTH] = { 2 };

typedef struct
{
  NhKeys *province, *commune;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->province = nh_keys_new (province_seed);
  self->commune = nh_keys_new (commune_seed);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  nh_keys_free (self->province);
  nh_keys_free (self->commune);
}

static char *
manifest_of (GBytes *content)
{
  GString *manifest = g_string_new ("{");

  nh_json_append_member (manifest, "unit", "Xã Cẩm Nhượng");
  nh_envelope_describe_content (manifest, content);
  g_string_append_c (manifest, '}');
  return g_string_free (manifest, FALSE);
}

static GByteArray *
make (Fixture *self, NhEnvelopeKind kind, const char *manifest, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  GBytes *file = nh_envelope_make (kind, manifest, content, self->commune,
                                   kind != NH_ENVELOPE_INVITATION ? nh_keys_get_public (self->province) : NULL, &error);

  g_assert_no_error (error);
  return g_bytes_unref_to_array (file);
}

static void
assert_refused (Fixture *self, NhEnvelopeKind kind, const guint8 *bytes, gsize length, NhVerdict verdict)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  g_autoptr (NhEnvelope)
      envelope = nh_envelope_open (kind, copy, length, kind != NH_ENVELOPE_INVITATION ? self->province : NULL, &error);
  g_autoptr (GBytes) content = NULL;

  if (envelope != NULL && nh_envelope_verify (envelope, nh_keys_get_public (self->commune)))
    content = nh_envelope_read_content (envelope, &error);
  else if (envelope != NULL)
    nh_verdict_refuse (&error, NH_VERDICT_BAD_SIGNATURE, "signature");
  g_assert_null (content);
  g_assert_error (error, NH_VERDICT_ERROR, (int) verdict);
}

static void
test_round_trip (Fixture *self, gconstpointer unused)
{
  for (NhEnvelopeKind kind = NH_ENVELOPE_PACKAGE; kind <= NH_ENVELOPE_INVITATION; kind++)
    {
      g_autoptr (GBytes) content = g_bytes_new ("một\nhai\n", strlen ("một\nhai\n")), found = NULL;
      g_autofree char *manifest = manifest_of (content);
      g_autoptr (GByteArray) file = make (self, kind, manifest, content);
      g_autoptr (GError) error = NULL;
      g_autoptr (NhEnvelope) envelope = nh_envelope_open (
          kind, file->data, file->len, kind != NH_ENVELOPE_INVITATION ? self->province : NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (envelope->manifest, ==, manifest);
      g_assert_cmpstr (nh_envelope_get (envelope, "unit"), ==, "Xã Cẩm Nhượng");
      g_assert_cmpstr (nh_envelope_get (envelope, "content.lines"), ==, "2");
      g_assert_cmpstr (nh_envelope_get (envelope, "none"), ==, "");
      g_assert_true (nh_envelope_verify (envelope, nh_keys_get_public (self->commune)));
      g_assert_false (nh_envelope_verify (envelope, nh_keys_get_public (self->province)));
      found = nh_envelope_read_content (envelope, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (found, content));
    }
}

/* Cut at every byte, and with every bit turned over. */
static void
test_damaged (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("một\n", strlen ("một\n"));
  g_autofree char *manifest = manifest_of (content);
  g_autoptr (GByteArray) file = make (self, NH_ENVELOPE_PACKAGE, manifest, content);
  gsize first = (gsize) ((guint8 *) memchr (file->data, '\n', file->len) - file->data) + 1;

  for (gsize length = 0; length < file->len; length++)
    assert_refused (self, NH_ENVELOPE_PACKAGE, file->data, length,
                    length < first ? NH_VERDICT_NOT_OURS : NH_VERDICT_DAMAGED);
  for (gsize bit = first * 8; bit < file->len * 8; bit++)
    {
      file->data[bit / 8] ^= (guint8) (1 << bit % 8);
      assert_refused (self, NH_ENVELOPE_PACKAGE, file->data, file->len, NH_VERDICT_DAMAGED);
      file->data[bit / 8] ^= (guint8) (1 << bit % 8);
    }
  g_byte_array_append (file, (const guint8 *) "\n", 1);
  assert_refused (self, NH_ENVELOPE_PACKAGE, file->data, file->len, NH_VERDICT_DAMAGED);
}

static void
test_first_line (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *line;
    NhVerdict verdict;
  } lines[] = {
    { "", NH_VERDICT_NOT_OURS },
    { "\n", NH_VERDICT_NOT_OURS },
    { "PK\003\004", NH_VERDICT_NOT_OURS },
    { "vn.ngayhoi.moi 1\n", NH_VERDICT_NOT_OURS },
    { "vn.ngayhoi.nopx 1\n", NH_VERDICT_NOT_OURS },
    { "vn.ngayhoi.nop 1\n", NH_VERDICT_OTHER_RECEIVER },
    { "vn.ngayhoi.nop 1 00\n", NH_VERDICT_OTHER_RECEIVER },
    { "vn.ngayhoi.nop 2 00\n", NH_VERDICT_NEWER },
    { "vn.ngayhoi.nop 10\n", NH_VERDICT_NEWER },
    { "vn.ngayhoi.nop \n", NH_VERDICT_NEWER },
  };
  g_autofree guint8 *zeros = g_malloc0 (NH_ENVELOPE_MOST + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_refused (self, NH_ENVELOPE_PACKAGE, (const guint8 *) lines[i].line, strlen (lines[i].line),
                    lines[i].verdict);
  assert_refused (self, NH_ENVELOPE_PACKAGE, zeros, NH_ENVELOPE_MOST, NH_VERDICT_NOT_OURS);
  assert_refused (self, NH_ENVELOPE_PACKAGE, zeros, NH_ENVELOPE_MOST + 1, NH_VERDICT_TOO_LARGE);
}

/* Sealed to another; signed as another kind of file. */
static void
test_other (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("", 0);
  g_autofree char *manifest = manifest_of (content);
  g_autoptr (GBytes) file = nh_envelope_make (NH_ENVELOPE_PACKAGE, manifest, content, self->commune,
                                              nh_keys_get_public (self->commune), NULL);
  g_autoptr (GByteArray) reply = make (self, NH_ENVELOPE_REPLY, manifest, content);
  g_autofree guint8 *forged = NULL;
  gsize length;

  assert_refused (self, NH_ENVELOPE_PACKAGE, g_bytes_get_data (file, &length), g_bytes_get_size (file),
                  NH_VERDICT_OTHER_RECEIVER);
  assert_refused (self, NH_ENVELOPE_PACKAGE, reply->data, reply->len, NH_VERDICT_NOT_OURS);
  length = reply->len - strlen ("phieu") + strlen ("nop");
  forged = g_malloc (length);
  memcpy (forged, "vn.ngayhoi.nop", 14);
  memcpy (forged + 14, reply->data + 16, reply->len - 16);
  assert_refused (self, NH_ENVELOPE_PACKAGE, forged, length, NH_VERDICT_BAD_SIGNATURE);
}

/* The content is more, less or other than what the manifest says of it. */
static void
test_content (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("một\n", strlen ("một\n")), large = NULL, other = NULL;
  g_autofree char *manifest = manifest_of (content);
  g_autofree char *zeros = g_malloc0 (1 << 20);
  const char *const sizes[] = { "", "x", "-1", "04", "5", "5.0", "67108865", "99999999999999999999" };
  g_autoptr (GByteArray) bomb = NULL, changed = NULL;

  large = g_bytes_new (zeros, 1 << 20);
  bomb = make (self, NH_ENVELOPE_PACKAGE, manifest, large);
  assert_refused (self, NH_ENVELOPE_PACKAGE, bomb->data, bomb->len, NH_VERDICT_DAMAGED);
  other = g_bytes_new_static ("hai!\n", strlen ("một\n"));
  changed = make (self, NH_ENVELOPE_PACKAGE, manifest, other);
  assert_refused (self, NH_ENVELOPE_PACKAGE, changed->data, changed->len, NH_VERDICT_DAMAGED);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = g_string_new ("{");
      g_autoptr (GByteArray) file = NULL;

      nh_json_append_member (text, "content.bytes", sizes[i]);
      g_string_append_c (text, '}');
      file = make (self, NH_ENVELOPE_PACKAGE, text->str, content);
      assert_refused (self, NH_ENVELOPE_PACKAGE, file->data, file->len,
                      strcmp (sizes[i], "67108865") == 0 ? NH_VERDICT_TOO_LARGE : NH_VERDICT_DAMAGED);
    }
}

static void
test_packed (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("một\n", strlen ("một\n"));
  g_autoptr (GBytes) packed = nh_envelope_pack (content), same = NULL, more = NULL;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (packed, &length);
  g_autofree guint8 *longer = g_malloc0 (length + 1);

  same = nh_envelope_unpack (packed, g_bytes_get_size (content));
  g_assert_true (g_bytes_equal (same, content));
  g_assert_null (nh_envelope_unpack (packed, g_bytes_get_size (content) + 1));
  g_assert_null (nh_envelope_unpack (packed, g_bytes_get_size (content) - 1));
  memcpy (longer, bytes, length);
  more = g_bytes_new (longer, length + 1);
  g_assert_null (nh_envelope_unpack (more, g_bytes_get_size (content)));
  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr (GBytes) less = g_bytes_new (bytes, cut);

      g_assert_null (nh_envelope_unpack (less, g_bytes_get_size (content)));
    }
}

/* Nothing is made when there is too much, or a key that cannot be sealed to. */
static void
test_not_made (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *manifest = g_strnfill (NH_ENVELOPE_HEAD_MOST, 'a');
  NhPublicKeys zero = { { 0 }, { 0 } };

  g_assert_null (nh_envelope_make (NH_ENVELOPE_PACKAGE, manifest, content, self->commune,
                                   nh_keys_get_public (self->province), &error));
  fixture_assert_error (error, NH_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (nh_envelope_make (NH_ENVELOPE_PACKAGE, "{}", content, self->commune, &zero, &error));
  fixture_assert_error (error, NH_ERROR_FAILED);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/envelope/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/envelope/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/envelope/first-line", Fixture, NULL, set_up, test_first_line, tear_down);
  g_test_add ("/envelope/other", Fixture, NULL, set_up, test_other, tear_down);
  g_test_add ("/envelope/content", Fixture, NULL, set_up, test_content, tear_down);
  g_test_add ("/envelope/packed", Fixture, NULL, set_up, test_packed, tear_down);
  g_test_add ("/envelope/not-made", Fixture, NULL, set_up, test_not_made, tear_down);
  return g_test_run ();
}
