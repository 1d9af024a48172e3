/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-envelope.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-text.h"
#include "nh-verdict.h"

#define FORMAT 1
#define FIRST_LINE_MOST 128
#define CHUNK (64u << 10)

static const char *const names[] = {
  [NH_ENVELOPE_PACKAGE] = "vn.ngayhoi.nop",
  [NH_ENVELOPE_REPLY] = "vn.ngayhoi.phieu",
  [NH_ENVELOPE_INVITATION] = "vn.ngayhoi.moi",
};

char *
nh_envelope_hash (gconstpointer data, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
}

/* --- Texts --- */

void
nh_manifest_add (GString *manifest, const char *key, const char *text)
{
  g_autofree char *clean = nh_text_clean_parts (text);

  nh_json_append_member (manifest, key, clean);
}

static gboolean
is_clean (const char *text)
{
  g_autofree char *clean = nh_text_clean_parts (text);

  return strcmp (clean, text) == 0;
}

gboolean
nh_manifest_is_clean (GArray *members)
{
  for (guint i = 0; i < members->len; i++)
    if (!is_clean (g_array_index (members, NhJsonMember, i).key) ||
        !is_clean (g_array_index (members, NhJsonMember, i).text))
      return FALSE;
  return TRUE;
}

/* --- zlib --- */

/* Runs to the end of the stream, as long as it gives at most @most bytes. FALSE also when something stands behind. */
static gboolean
convert (GConverter *converter, const guint8 *from, gsize length, gsize most, GByteArray *to)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (converter, from, length, chunk, CHUNK, G_CONVERTER_INPUT_AT_END, &n_read,
                                    &n_written, NULL);
      if (result == G_CONVERTER_ERROR || n_written > most - to->len)
        return FALSE;
      g_byte_array_append (to, chunk, (guint) n_written);
      from += n_read;
      length -= n_read;
    }
  return length == 0;
}

GBytes *
nh_envelope_pack (GBytes *content)
{
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  GByteArray *packed = g_byte_array_new ();
  gsize length;
  const guint8 *bytes = g_bytes_get_data (content, &length);

  if (!convert (zlib, bytes, length, G_MAXUINT32, packed))
    g_error ("zlib failed");
  return g_byte_array_free_to_bytes (packed);
}

static GBytes *
unpack (GBytes *packed, gsize most)
{
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GByteArray) content = g_byte_array_new ();
  gsize n_packed;
  const guint8 *bytes = g_bytes_get_data (packed, &n_packed);

  return convert (zlib, bytes, n_packed, most, content) ? g_byte_array_free_to_bytes (g_steal_pointer (&content))
                                                        : NULL;
}

GBytes *
nh_envelope_unpack_all (GBytes *packed)
{
  return unpack (packed, NH_ENVELOPE_MOST);
}

GBytes *
nh_envelope_unpack (GBytes *packed, gsize length)
{
  g_autoptr (GBytes) content = unpack (packed, length);

  return content != NULL && g_bytes_get_size (content) == length ? g_steal_pointer (&content) : NULL;
}

/* --- Making --- */

void
nh_envelope_describe_content (GString *manifest, GBytes *content)
{
  gsize length;
  const char *bytes = g_bytes_get_data (content, &length);
  g_autofree char *hash = nh_envelope_hash (bytes, length);
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, length);
  g_autofree char *n_lines = NULL;
  guint lines = 0;

  for (gsize i = 0; i < length; i++)
    lines += bytes[i] == '\n';
  n_lines = g_strdup_printf ("%u", lines);
  nh_json_append_member (manifest, "content.sha256", hash);
  nh_json_append_member (manifest, "content.bytes", size);
  nh_json_append_member (manifest, "content.lines", n_lines);
}

/* What is signed: the kind of file and its format belong to it. (transfer full) */
static char *
signed_text (NhEnvelopeKind kind, const char *manifest)
{
  return g_strdup_printf ("%s %d\n%s", names[kind], FORMAT, manifest);
}

static GByteArray *
make_inner (NhEnvelopeKind kind, const char *manifest, GBytes *content, const NhKeys *sender)
{
  GByteArray *inner = g_byte_array_new ();
  g_autofree char *text = signed_text (kind, manifest);
  g_autofree char *line = NULL;
  g_autoptr (GBytes) packed = nh_envelope_pack (content);
  guint8 signature[NH_SIGNATURE_LENGTH];

  nh_keys_sign (sender, text, strlen (text), signature);
  line = g_base64_encode (signature, sizeof signature);
  g_byte_array_append (inner, (const guint8 *) line, (guint) strlen (line));
  g_byte_array_append (inner, (const guint8 *) "\n", 1);
  g_byte_array_append (inner, (const guint8 *) manifest, (guint) strlen (manifest));
  g_byte_array_append (inner, (const guint8 *) "\n", 1);
  g_byte_array_append (inner, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  return inner;
}

/* With its line break. (transfer full) */
static char *
make_first_line (NhEnvelopeKind kind, const guint8 *seal_key)
{
  char hex[NH_KEY_LENGTH * 2 + 1];

  if (seal_key == NULL)
    return g_strdup_printf ("%s %d\n", names[kind], FORMAT);
  sodium_bin2hex (hex, sizeof hex, seal_key, NH_KEY_LENGTH);
  return g_strdup_printf ("%s %d %s\n", names[kind], FORMAT, hex);
}

/* @seed: of the sample; NULL: random. */
static GBytes *
seal (const NhPublicKeys *receiver, const guint8 *seed, const GByteArray *inner)
{
  return seed != NULL ? nh_public_keys_seal_from (receiver, seed, inner->data, inner->len)
                      : nh_public_keys_seal (receiver, inner->data, inner->len);
}

static GBytes *
make (NhEnvelopeKind kind, const char *manifest, GBytes *content, const NhKeys *sender, const NhPublicKeys *receiver,
      const guint8 *seed, GError **error)
{
  g_autoptr (GByteArray) inner = NULL;
  g_autofree char *first = make_first_line (kind, receiver != NULL ? receiver->seal : NULL);
  g_autoptr (GBytes) sealed = NULL;
  GByteArray *file;

  if (strlen (manifest) + NH_SIGNATURE_LENGTH * 2 > NH_ENVELOPE_HEAD_MOST ||
      g_bytes_get_size (content) > NH_ENVELOPE_MOST)
    {
      nh_error_set (error, NH_ERROR_FAILED, _ ("make the file"), _ ("there is too much in it. Nothing was written."));
      return NULL;
    }
  inner = make_inner (kind, manifest, content, sender);
  sealed = receiver != NULL ? seal (receiver, seed, inner) : g_bytes_new (inner->data, inner->len);
  if (sealed == NULL)
    {
      nh_error_set (error, NH_ERROR_FAILED, _ ("make the file"),
                    _ ("it cannot be sealed to the key of the receiver. Nothing was written."));
      return NULL;
    }
  file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) first, (guint) strlen (first));
  g_byte_array_append (file, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  return g_byte_array_free_to_bytes (file);
}

GBytes *
nh_envelope_make (NhEnvelopeKind kind, const char *manifest, GBytes *content, const NhKeys *sender,
                  const NhPublicKeys *receiver, GError **error)
{
  return make (kind, manifest, content, sender, receiver, NULL, error);
}

GBytes *
nh_envelope_make_sample (NhEnvelopeKind kind, const char *manifest, GBytes *content, const NhKeys *sender,
                         const NhPublicKeys *receiver, GError **error)
{
  guint8 seed[NH_KEY_LENGTH];

  crypto_generichash (seed, sizeof seed, (const guint8 *) manifest, strlen (manifest), NULL, 0);
  return make (kind, manifest, content, sender, receiver, seed, error);
}

/* --- Opening --- */

/* Steps over the first line; FALSE: not this kind of file, or of another format or receiver. */
static gboolean
read_first_line (NhEnvelopeKind kind, const char **at, gsize *length, const NhKeys *receiver, GError **error)
{
  const char *end = *length > 0 ? memchr (*at, '\n', MIN (*length, FIRST_LINE_MOST)) : NULL;
  g_autofree char *line = end != NULL ? g_strndup (*at, (gsize) (end - *at) + 1) : NULL;
  g_autofree char *mine = make_first_line (kind, receiver != NULL ? nh_keys_get_public (receiver)->seal : NULL);
  g_autofree char *begin = make_first_line (kind, NULL);
  const char *format;

  begin[strlen (begin) - 1] = '\0';
  if (line == NULL || !g_str_has_prefix (line, names[kind]) || line[strlen (names[kind])] != ' ')
    return nh_verdict_refuse (error, NH_VERDICT_NOT_OURS,
                              _ ("This is another kind of file, or its beginning is damaged."));
  format = line + strlen (names[kind]) + 1;
  if (!g_str_has_prefix (line, begin) || strchr (" \n", line[strlen (begin)]) == NULL)
    return nh_verdict_refuse (
        error, NH_VERDICT_NEWER,
        _ ("The file has format %.*s, which a newer version of the program writes. Install that version to read it."),
        (int) strcspn (format, " \n"), format);
  if (strcmp (line, mine) != 0 && kind == NH_ENVELOPE_REPLY)
    return nh_verdict_refuse (error, NH_VERDICT_OTHER_RECEIVER,
                              _ ("The reply is for another unit, or for an earlier key of this one. Nothing was "
                                 "changed. Ask the province for the reply to this unit."));
  if (strcmp (line, mine) != 0)
    return nh_verdict_refuse (
        error, NH_VERDICT_OTHER_RECEIVER,
        _ ("The file is sealed to another office, or to an earlier key of this one. Its sender makes it anew with the "
           "invitation of this office."));
  *length -= (gsize) (end + 1 - *at);
  *at = end + 1;
  return TRUE;
}

static gboolean
damaged (GError **error)
{
  return nh_verdict_refuse (error, NH_VERDICT_DAMAGED,
                            _ ("The file was damaged or altered on its way. Ask for it again."));
}

/* Base64 in its one form. */
static gboolean
read_signature (const char *line, gsize length, guint8 signature[NH_SIGNATURE_LENGTH])
{
  g_autofree char *text = g_strndup (line, length);
  g_autofree char *again = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize n;

  if (length == 0)
    return FALSE;
  bytes = g_base64_decode (text, &n);
  again = g_base64_encode (bytes, n);
  if (n != NH_SIGNATURE_LENGTH || strcmp (text, again) != 0)
    return FALSE;
  memcpy (signature, bytes, n);
  return TRUE;
}

/* The two lines, and what is behind them. */
static gboolean
read_inner (NhEnvelope *self, const char *inner, gsize length, GError **error)
{
  gsize head = MIN (length, NH_ENVELOPE_HEAD_MOST);
  const char *first = head > 0 ? memchr (inner, '\n', head) : NULL;
  const char *manifest = first != NULL ? first + 1 : NULL;
  const char *second = manifest != NULL ? memchr (manifest, '\n', head - (gsize) (manifest - inner)) : NULL;
  gsize size;

  if (second == NULL || !read_signature (inner, (gsize) (first - inner), self->signature))
    return damaged (error);
  size = (gsize) (second - manifest);
  self->members = nh_json_read_object (manifest, size, NH_ENVELOPE_MEMBERS_MOST, NULL);
  if (self->members == NULL)
    return damaged (error);
  if (!nh_manifest_is_clean (self->members))
    return nh_verdict_refuse (error, NH_VERDICT_NOT_CANONICAL,
                              _ ("What the file says about itself is not as the program writes it. It was made by "
                                 "something else."));
  self->manifest = g_strndup (manifest, size);
  self->hash = nh_envelope_hash (manifest, size);
  self->packed = g_bytes_new (second + 1, length - (gsize) (second + 1 - inner));
  return TRUE;
}

NhEnvelope *
nh_envelope_open (NhEnvelopeKind kind, gconstpointer bytes, gsize length, const NhKeys *receiver, GError **error)
{
  g_autoptr (NhEnvelope) self = g_new0 (NhEnvelope, 1);
  g_autoptr (GBytes) opened = NULL;
  const char *at = bytes;

  self->kind = kind;
  if (length > NH_ENVELOPE_MOST)
    {
      nh_verdict_refuse (error, NH_VERDICT_TOO_LARGE, _ ("The file is larger than any that the program makes."));
      return NULL;
    }
  if (!read_first_line (kind, &at, &length, receiver, error))
    return NULL;
  opened = receiver != NULL ? nh_keys_unseal (receiver, at, length) : g_bytes_new (at, length);
  if (opened == NULL)
    {
      damaged (error);
      return NULL;
    }
  if (!read_inner (self, g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), error))
    return NULL;
  return g_steal_pointer (&self);
}

NhEnvelope *
nh_envelope_open_file (NhEnvelopeKind kind, const char *path, const NhKeys *receiver, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > (goffset) NH_ENVELOPE_MOST)
    {
      nh_verdict_refuse (error, NH_VERDICT_TOO_LARGE, _ ("The file is larger than any that the program makes."));
      return NULL;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      nh_verdict_refuse (error, NH_VERDICT_NOT_OURS, _ ("This is not a file."));
      return NULL;
    }
  if (!g_file_get_contents (path, &bytes, &length, error))
    {
      nh_error_prefix (error, _ ("read the file"));
      return NULL;
    }
  return nh_envelope_open (kind, bytes, length, receiver, error);
}

void
nh_envelope_free (NhEnvelope *self)
{
  g_free (self->manifest);
  g_clear_pointer (&self->members, g_array_unref);
  g_free (self->hash);
  g_clear_pointer (&self->packed, g_bytes_unref);
  g_free (self);
}

const char *
nh_envelope_get (const NhEnvelope *self, const char *key)
{
  const char *text = nh_json_get (self->members, key);

  return text != NULL ? text : "";
}

gboolean
nh_envelope_has_only (const NhEnvelope *self, const char *const *known, gboolean (*more) (const char *key))
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const char *key = g_array_index (self->members, NhJsonMember, i).key;

      if (!g_strv_contains (known, key) && !more (key))
        return FALSE;
    }
  return TRUE;
}

gboolean
nh_envelope_verify (const NhEnvelope *self, const NhPublicKeys *signer)
{
  g_autofree char *text = signed_text (self->kind, self->manifest);

  return nh_public_keys_verify (signer, text, strlen (text), self->signature);
}

gboolean
nh_envelope_read_number (const char *text, gint64 most, gint64 *number)
{
  return (*text != '0' || text[1] == '\0') && g_ascii_isdigit (*text) &&
         g_ascii_string_to_signed (text, 10, 0, most, number, NULL);
}

GBytes *
nh_envelope_read_content (const NhEnvelope *self, GError **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autofree char *hash = NULL;
  gint64 size;

  if (!nh_envelope_read_number (nh_envelope_get (self, "content.bytes"), G_MAXINT64, &size))
    {
      damaged (error);
      return NULL;
    }
  if (size > NH_ENVELOPE_MOST)
    {
      nh_verdict_refuse (error, NH_VERDICT_TOO_LARGE, _ ("Its content is larger than any that the program makes."));
      return NULL;
    }
  content = nh_envelope_unpack (self->packed, (gsize) size);
  if (content != NULL)
    hash = nh_envelope_hash (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  if (g_strcmp0 (hash, nh_envelope_get (self, "content.sha256")) == 0)
    return g_steal_pointer (&content);
  damaged (error);
  return NULL;
}
