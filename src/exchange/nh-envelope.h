/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-keys.h"

/* The form that the three files of the hand-in share. What is refused is an NH_VERDICT_ERROR.
 *
 *   vn.ngayhoi.nop 1 RECEIVER LF      kind, format and the receiver's sealing key (64 hexadecimal digits)
 *   crypto_box_seal to that key, over
 *     SIGNATURE LF                    Ed25519, base64, over "vn.ngayhoi.nop 1" LF MANIFEST
 *     MANIFEST LF                     one JSON object of texts (nh-json.h); its SHA-256 is the name of the version
 *     zlib of the content             "content.bytes" and "content.sha256" of the manifest say what it must be
 *
 * An invitation is not sealed: its first line ends behind the format, and the rest follows as it is. */
typedef enum
{
  NH_ENVELOPE_PACKAGE,    /* *.ngayhoi-nop, "vn.ngayhoi.nop" */
  NH_ENVELOPE_REPLY,      /* *.ngayhoi-phieu, "vn.ngayhoi.phieu" */
  NH_ENVELOPE_INVITATION, /* *.ngayhoi-moi, "vn.ngayhoi.moi" */
} NhEnvelopeKind;

#define NH_ENVELOPE_MOST (64u << 20)      /* bytes of a file, and of its content */
#define NH_ENVELOPE_HEAD_MOST (64u << 10) /* bytes of the two lines */
#define NH_ENVELOPE_MEMBERS_MOST 1000     /* of a manifest */
#define NH_ENVELOPE_PACKAGE_SUFFIX ".ngayhoi-nop"
#define NH_ENVELOPE_REPLY_SUFFIX ".ngayhoi-phieu"
#define NH_ENVELOPE_INVITATION_SUFFIX ".ngayhoi-moi"

/* An opened file. Nothing of it is true before nh_envelope_verify(). */
typedef struct
{
  NhEnvelopeKind kind;
  char *manifest;  /* owned */
  GArray *members; /* owned: of NhJsonMember */
  char *hash;      /* owned: SHA-256 of the manifest, hexadecimal */
  guint8 signature[NH_SIGNATURE_LENGTH];
  GBytes *packed; /* owned: the content */
} NhEnvelope;

/* SHA-256, hexadecimal. (transfer full) */
char *nh_envelope_hash (gconstpointer data, gsize length);
/* Adds a member, with @text (nullable) as nh_text_clean_parts() leaves it: any other is refused by who reads it. */
void nh_manifest_add (GString *manifest, const char *key, const char *text);
/* Are all of @members (of NhJsonMember) such? */
gboolean nh_manifest_is_clean (GArray *members);
/* Adds "content.sha256", "content.bytes" and "content.lines" to a manifest, which begins with "{". */
void nh_envelope_describe_content (GString *manifest, GBytes *content);
GBytes *nh_envelope_pack (GBytes *content); /* zlib (transfer full) */
/* Gives at most NH_ENVELOPE_MOST bytes, or NULL: damaged, more, or something behind. (transfer full) (nullable) */
GBytes *nh_envelope_unpack_all (GBytes *packed);
/* Gives just @length bytes, or NULL: damaged, more or fewer, or something behind. (transfer full) (nullable) */
GBytes *nh_envelope_unpack (GBytes *packed, gsize length);

/* The whole file. @manifest: without a line break, with the description of @content. @receiver NULL: not sealed.
 * (transfer full); NULL with @error, and then there is nothing to write. */
GBytes *nh_envelope_make (NhEnvelopeKind kind, const char *manifest, GBytes *content, const NhKeys *sender,
                          const NhPublicKeys *receiver, GError **error);
/* The same bytes each time: nh_public_keys_seal_from(), with a seed of the manifest alone. */
GBytes *nh_envelope_make_sample (NhEnvelopeKind kind, const char *manifest, GBytes *content, const NhKeys *sender,
                                 const NhPublicKeys *receiver, GError **error);
/* Reads a file as far as its manifest. @receiver: nullable for an invitation. (transfer full) */
NhEnvelope *nh_envelope_open (NhEnvelopeKind kind, gconstpointer bytes, gsize length, const NhKeys *receiver,
                              GError **error);
/* The same of a file on the disk; what is larger than NH_ENVELOPE_MOST is not read. @error: NH_ERROR too. */
NhEnvelope *nh_envelope_open_file (NhEnvelopeKind kind, const char *path, const NhKeys *receiver, GError **error);
void nh_envelope_free (NhEnvelope *self);
const char *nh_envelope_get (const NhEnvelope *self, const char *key); /* "" when it is not there */
/* No member but those of @known (NULL-terminated), and those of which @more says so. */
gboolean nh_envelope_has_only (const NhEnvelope *self, const char *const *known, gboolean (*more) (const char *key));
gboolean nh_envelope_verify (const NhEnvelope *self, const NhPublicKeys *signer);
/* What the manifest describes, by bytes and hash. (transfer full) */
GBytes *nh_envelope_read_content (const NhEnvelope *self, GError **error);
/* A whole number from 0 to @most, without signs or zeros before it. */
gboolean nh_envelope_read_number (const char *text, gint64 most, gint64 *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhEnvelope, nh_envelope_free)
