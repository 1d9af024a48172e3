/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-package.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-indicator.h"
#include "nh-invitation.h"
#include "nh-json.h"
#include "nh-partner.h"
#include "nh-season.h"
#include "nh-uuid.h"

#define COUNT "count."
#define FIGURE "figure."
#define HASH_LENGTH 64

static const char *const known[] = {
  "format",        "needs",     "to",      "key",     "unit.code",      "unit.from",
  "unit.kind",     "unit.name", "year",    "version", "previous",       "reason",
  "ledger",        "history",   "nil",     "proof",   "deleted",        "answers",
  "program",       "schema",    "made_at", "made_by", "content.sha256", "content.bytes",
  "content.lines", NULL
};

/* --- Writing --- */

static void
add_number (GString *manifest, const char *key, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  nh_json_append_member (manifest, key, text);
}

static void
add_keys (GString *manifest, const char *key, const NhPublicKeys *keys)
{
  g_autofree char *text = nh_public_keys_to_text (keys);

  nh_json_append_member (manifest, key, text);
}

static void
add_counts (GString *manifest, const NhContent *content)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autofree char *key = g_strconcat (COUNT, (*type)->name, NULL);

      if (!(*type)->beside)
        add_number (manifest, key, nh_content_count (content, *type));
    }
}

static void
add_figures (GString *manifest, char **figures)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strconcat (FIGURE, indicators[i].code, NULL);

      if (*figures[i] != '\0')
        nh_json_append_member (manifest, key, figures[i]);
    }
}

char *
nh_package_make_manifest (NhConnection *connection, const NhKeys *keys, const NhPackageFacts *facts,
                          const NhContent *content, GBytes *text)
{
  GString *manifest = g_string_new ("{");

  nh_manifest_add (manifest, "format", "1");
  nh_manifest_add (manifest, "needs", "");
  add_keys (manifest, "to", facts->to);
  add_keys (manifest, "key", nh_keys_get_public (keys));
  nh_unit_describe (manifest, facts->unit);
  add_number (manifest, "year", (guint) facts->year);
  add_number (manifest, "version", (guint) facts->version.version);
  nh_manifest_add (manifest, "previous", facts->version.previous);
  nh_manifest_add (manifest, "reason", facts->reason);
  nh_manifest_add (manifest, "ledger", facts->version.ledger);
  nh_manifest_add (manifest, "history", facts->history);
  nh_manifest_add (manifest, "nil", facts->nil);
  nh_manifest_add (manifest, "proof", facts->proof);
  nh_manifest_add (manifest, "deleted", facts->deleted);
  nh_manifest_add (manifest, "answers", facts->answers);
  add_counts (manifest, content);
  add_figures (manifest, facts->figures);
  nh_manifest_add_maker (connection, manifest, facts->made_at, facts->made_by);
  nh_envelope_describe_content (manifest, text);
  g_string_append_c (manifest, '}');
  return g_string_free (manifest, FALSE);
}

/* --- Reading --- */

static gboolean
refuse_newer (const NhEnvelope *envelope, GError **error)
{
  return nh_verdict_refuse (error, NH_VERDICT_NEWER,
                            _ ("The file was made by version %s of the program and says something that this version "
                               "does not know. Install that version to read it; nothing of it was taken over."),
                            nh_envelope_get (envelope, "program"));
}

static gboolean
is_number (const char *key)
{
  return g_str_has_prefix (key, FIGURE) ||
         (g_str_has_prefix (key, COUNT) && nh_record_type_find (key + strlen (COUNT)) != NULL);
}

static gboolean
check_known (const NhEnvelope *envelope, GError **error)
{
  return (strcmp (nh_envelope_get (envelope, "format"), "1") == 0 && *nh_envelope_get (envelope, "needs") == '\0' &&
          nh_envelope_has_only (envelope, known, is_number)) ||
         refuse_newer (envelope, error);
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_LENGTH && strspn (text, "0123456789abcdef") == HASH_LENGTH;
}

static gboolean
read_facts (NhPackage *self, GError **error)
{
  NhPublicKeys to;
  gint64 year, version;

  self->version.hash = self->envelope->hash;
  self->version.previous = nh_package_get (self, "previous");
  self->version.ledger = nh_package_get (self, "ledger");
  if (!nh_envelope_read_number (nh_package_get (self, "year"), NH_SEASON_LAST, &year) || year < NH_SEASON_FIRST ||
      !nh_envelope_read_number (nh_package_get (self, "version"), G_MAXINT32, &version) || version < 1 ||
      !nh_public_keys_from_text (&self->sender, nh_package_get (self, "key")) ||
      !nh_public_keys_from_text (&to, nh_package_get (self, "to")) || !nh_uuid_is_valid (self->version.ledger) ||
      !(*self->version.previous == '\0' || is_hash (self->version.previous)))
    return nh_verdict_refuse (error, NH_VERDICT_DAMAGED,
                              _ ("What the file says about itself cannot be read. Ask for it again."));
  self->year = (int) year;
  self->version.version = (int) version;
  return TRUE;
}

NhPackage *
nh_package_read (NhEnvelope *envelope, const NhPublicKeys *receiver, GError **error)
{
  g_autoptr (NhPackage) self = g_new0 (NhPackage, 1);
  g_autofree char *to = nh_public_keys_to_text (receiver);

  self->envelope = envelope;
  if (!check_known (envelope, error) || !read_facts (self, error))
    return NULL;
  if (strcmp (nh_package_get (self, "to"), to) == 0)
    return g_steal_pointer (&self);
  /* Somebody who could open it sealed it again. */
  nh_verdict_refuse (error, NH_VERDICT_OTHER_RECEIVER,
                     _ ("The file was made for another office. Its sender makes it anew with the invitation of this "
                        "office."));
  return NULL;
}

NhPackage *
nh_package_open_file (const char *path, const NhKeys *keys, GError **error)
{
  NhEnvelope *envelope = nh_envelope_open_file (NH_ENVELOPE_PACKAGE, path, keys, error);

  return envelope != NULL ? nh_package_read (envelope, nh_keys_get_public (keys), error) : NULL;
}

gboolean
nh_package_are_of_one_unit (const char *const *paths, const NhKeys *keys, const char *code)
{
  g_autofree char *first = NULL;

  for (; *paths != NULL; paths++)
    {
      g_autoptr (NhPackage) self = nh_package_open_file (*paths, keys, NULL);
      g_autofree char *unit = NULL;

      if (self == NULL || !nh_public_keys_has_code (&self->sender, code))
        continue;
      unit = g_strjoin (" ", nh_package_get (self, "unit.code"), nh_package_get (self, "unit.from"),
                        nh_package_get (self, "unit.kind"), NULL);
      if (first != NULL && strcmp (first, unit) != 0)
        return FALSE;
      g_free (first);
      first = g_steal_pointer (&unit);
    }
  return TRUE;
}

void
nh_package_free (NhPackage *self)
{
  if (self == NULL)
    return;
  nh_envelope_free (self->envelope);
  g_free (self);
}

const char *
nh_package_get (const NhPackage *self, const char *key)
{
  return nh_envelope_get (self->envelope, key);
}

static gboolean
counts_agree (const NhPackage *self, const NhContent *content, GBytes *text)
{
  const char *bytes = g_bytes_get_data (text, NULL);
  guint n_lines = 0;
  gint64 number;

  for (gsize i = 0; i < g_bytes_get_size (text); i++)
    n_lines += bytes[i] == '\n';
  if (!nh_envelope_read_number (nh_package_get (self, "content.lines"), G_MAXUINT32, &number) || number != n_lines)
    return FALSE;
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autofree char *key = g_strconcat (COUNT, (*type)->name, NULL);
      const char *claim = nh_package_get (self, key);

      if (*claim == '\0'
              ? nh_content_count (content, *type) > 0 /* an older program that does not have the type */
              : !nh_envelope_read_number (claim, G_MAXUINT32, &number) || number != nh_content_count (content, *type))
        return FALSE;
    }
  return TRUE;
}

NhContent *
nh_package_read_content (const NhPackage *self, gint64 unit, GBytes **text, GError **error)
{
  g_autoptr (GBytes) bytes = nh_envelope_read_content (self->envelope, error);
  g_autoptr (NhContent) content = NULL;

  if (bytes != NULL)
    content = nh_content_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), unit, self->year, error);
  if (content == NULL)
    return NULL;
  if (*nh_package_get (self, "nil") != '\0' && content->records->len > nh_content_count (content, &nh_season_type))
    {
      nh_verdict_refuse (error, NH_VERDICT_NOT_CANONICAL,
                         _ ("It says that there was no festival, and has records of one. It was not made by the "
                            "program."));
      return NULL;
    }
  if (!counts_agree (self, content, bytes))
    {
      nh_verdict_refuse (error, NH_VERDICT_DAMAGED,
                         _ ("The number of its records is not what the file says. It was not made by the program."));
      return NULL;
    }
  if (text != NULL)
    *text = g_steal_pointer (&bytes);
  return g_steal_pointer (&content);
}

const char *
nh_package_find_miscount (const NhPackage *self, char **figures)
{
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strconcat (FIGURE, indicators[i].code, NULL);

      if (strcmp (nh_package_get (self, key), figures[i]) != 0)
        return indicators[i].title;
    }
  for (guint i = 0; i < self->envelope->members->len; i++)
    {
      const NhJsonMember *member = &g_array_index (self->envelope->members, NhJsonMember, i);

      if (g_str_has_prefix (member->key, FIGURE) && *member->text != '\0' &&
          nh_indicator_find (member->key + strlen (FIGURE)) == NULL)
        return member->key + strlen (FIGURE);
    }
  return NULL;
}
