/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-reply.h"

#include <string.h>

#include "nh-board.h"
#include "nh-error.h"
#include "nh-figure-text.h"
#include "nh-file.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-invitation.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-partner.h"
#include "nh-remark.h"
#include "nh-setting.h"
#include "nh-store.h"
#include "nh-submission.h"
#include "nh-uuid.h"
#include "nh-verdict.h"

#define FIGURE "figure."

static const char *const known[] = { "format",        "needs",         "to",        "key",     "unit.code",
                                     "unit.from",     "unit.kind",     "unit.name", "year",    "version",
                                     "hash",          "number",        "received",  "state",   "reason",
                                     "program",       "schema",        "made_at",   "made_by", "content.sha256",
                                     "content.bytes", "content.lines", NULL };

void
nh_reply_free (NhReply *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->envelope, nh_envelope_free);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_free (self);
}

/* --- Making --- */

static void
add_line (GPtrArray *lines, const char *type, const char *uuid, const char *field, const char *old, const char *new,
          const char *why)
{
  g_autoptr (GString) line = g_string_new ("{");

  nh_json_append_member (line, "@type", type);
  nh_json_append_member (line, "@uuid", uuid);
  nh_json_append_member (line, "field", field);
  if (old != NULL && new != NULL)
    {
      nh_json_append_member (line, "old", old);
      nh_json_append_member (line, "new", new);
    }
  nh_manifest_add (line, "why", why);
  g_string_append (line, "}\n");
  g_ptr_array_add (lines, g_string_free (g_steal_pointer (&line), FALSE));
}

/* Records of the type that count with another unit. */
static gboolean
add_duplicates_of_type (NhConnection *connection, NhLedger *ledger, const NhRecordType *type, gint64 unit, int year,
                        GPtrArray *lines, GError **error)
{
  const char *mark = type->fields[type->counting->duplicate].name;
  g_autofree char *sql = g_strdup_printf (
      "SELECT m.uuid, o.unit FROM %s AS m JOIN %s AS o ON o.id = m.%s WHERE m.unit = ?1 AND"
      " m.year = ?2 AND m.deleted = 0 AND (o.unit <> ?1 OR o.year <> ?2)",
      type->name, type->name, mark);
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (connection, error, sql, "li", unit, year);
  int code;

  while ((code = nh_connection_step (connection, statement, _ ("make the reply"), error)) == SQLITE_ROW)
    {
      const NhUnit *other = nh_catalog_get_unit (nh_ledger_get_catalog (ledger), sqlite3_column_int64 (statement, 1));
      g_autofree char *why = g_strdup_printf (_ ("Counted once, with the record of %s."),
                                              other != NULL ? other->title : "?");

      add_line (lines, type->name, nh_statement_get_text (statement, 0), mark, NULL, NULL, why);
    }
  return code == SQLITE_DONE;
}

static gboolean
add_duplicates (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GPtrArray *lines, GError **error)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    if ((*type)->counting != NULL && (*type)->counting->duplicate >= 0 &&
        !add_duplicates_of_type (connection, ledger, *type, unit, year, lines, error))
      return FALSE;
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GBytes *
make_content (NhConnection *connection, NhLedger *ledger, const NhSubmission *last, GError **error)
{
  g_autoptr (GPtrArray) remarks = nh_remark_list (connection, last->id, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text;

  if (remarks == NULL || !add_duplicates (connection, ledger, last->unit, last->year, lines, error))
    return NULL;
  for (guint i = 0; i < remarks->len; i++)
    {
      const NhRemark *remark = remarks->pdata[i];

      add_line (lines, remark->type->name, remark->uuid, remark->field, remark->old, remark->new, remark->why);
    }
  g_ptr_array_sort (lines, compare_lines);
  text = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
  return g_string_free_to_bytes (text);
}

static void
add_keys (GString *manifest, const char *key, const NhPublicKeys *keys)
{
  g_autofree char *text = nh_public_keys_to_text (keys);

  nh_json_append_member (manifest, key, text);
}

static void
add_number (GString *manifest, const char *key, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  nh_json_append_member (manifest, key, text);
}

static char *
make_manifest (NhConnection *connection, NhLedger *ledger, const NhKeys *keys, const NhPublicKeys *to,
               const NhSubmission *last, char **figures, GBytes *content)
{
  GString *manifest = g_string_new ("{");
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  nh_json_append_member (manifest, "format", "1");
  nh_json_append_member (manifest, "needs", "");
  add_keys (manifest, "to", to);
  add_keys (manifest, "key", nh_keys_get_public (keys));
  nh_unit_describe (manifest, nh_catalog_get_unit (nh_ledger_get_catalog (ledger), last->unit));
  add_number (manifest, "year", last->year);
  add_number (manifest, "version", last->version.version);
  nh_json_append_member (manifest, "hash", last->version.hash);
  add_number (manifest, "number", nh_history_newest (connection));
  nh_json_append_member (manifest, "received", last->day);
  nh_json_append_member (manifest, "state", last->state);
  nh_manifest_add (manifest, "reason", last->reason);
  for (guint i = 0; i < n && figures[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat (FIGURE, indicators[i].code, NULL);

      if (*figures[i] != '\0')
        nh_json_append_member (manifest, key, figures[i]);
    }
  nh_manifest_add_maker (connection, manifest, NULL, NULL);
  nh_envelope_describe_content (manifest, content);
  g_string_append_c (manifest, '}');
  return g_string_free (manifest, FALSE);
}

static gboolean
find_last (NhConnection *connection, gint64 unit, int year, GPtrArray **received, NhPublicKeys *to, GError **error)
{
  gboolean found;

  *received = nh_submission_list (connection, NH_SIDE_RECEIVED, unit, year, error);
  if (*received == NULL || !nh_partner_get (connection, unit, to, &found, error))
    return FALSE;
  if (found && (*received)->len > 0)
    return TRUE;
  nh_error_set (error, NH_ERROR_NOT_FOUND, _ ("make the reply"),
                _ ("nothing was received from this unit for the year %d."), year);
  return FALSE;
}

GBytes *
nh_reply_make (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error)
{
  g_autoptr (GPtrArray) received = NULL;
  g_autoptr (NhKeys) keys = nh_keys_ensure (connection, error);
  g_auto (GStrv) figures = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *manifest = NULL;
  const NhSubmission *last;
  NhPublicKeys to;

  if (keys == NULL || !find_last (connection, unit, year, &received, &to, error))
    return NULL;
  last = received->pdata[received->len - 1];
  /* While another version goes on counting, this one was not counted here. */
  figures = last->change != 0 ? nh_figure_texts (connection, ledger, unit, year, error) : g_new0 (char *, 1);
  content = figures != NULL ? make_content (connection, ledger, last, error) : NULL;
  if (content == NULL)
    return NULL;
  manifest = make_manifest (connection, ledger, keys, &to, last, figures, content);
  return nh_envelope_make (NH_ENVELOPE_REPLY, manifest, content, keys, &to, error);
}

/* --- Reading --- */

static gboolean
refuse (GError **error, NhVerdict verdict, const char *text)
{
  return nh_verdict_refuse (error, verdict, "%s", text);
}

static gboolean
refuse_newer (GError **error)
{
  return refuse (error, NH_VERDICT_NEWER,
                 _ ("The reply was made by a newer version of the program. Install that version to read it."));
}

static gboolean
refuse_odd (GError **error)
{
  return refuse (error, NH_VERDICT_NOT_CANONICAL, _ ("The reply is not as the program writes it."));
}

static gboolean
is_figure (const char *key)
{
  return g_str_has_prefix (key, FIGURE);
}

/* Opened, signed by the province that this ledger has joined, and for this ledger. */
static gboolean
open_reply (NhConnection *connection, NhReply *self, const char *path, GError **error)
{
  g_autoptr (NhKeys) keys = nh_keys_ensure (connection, error); /* new ones open nothing, and say so */
  g_autofree char *to = NULL;
  NhPublicKeys province;
  gboolean found = FALSE;

  if (keys == NULL || !nh_partner_get (connection, nh_partner_get_province (connection), &province, &found, error))
    return FALSE;
  self->envelope = nh_envelope_open_file (NH_ENVELOPE_REPLY, path, keys, error);
  if (self->envelope == NULL)
    return FALSE;
  if (!found || !nh_envelope_verify (self->envelope, &province))
    return refuse (error, NH_VERDICT_BAD_SIGNATURE,
                   _ ("The reply is not signed by the province whose invitation was read, or it was altered."));
  if (strcmp (nh_envelope_get (self->envelope, "format"), "1") != 0 ||
      *nh_envelope_get (self->envelope, "needs") != '\0' || !nh_envelope_has_only (self->envelope, known, is_figure))
    return refuse_newer (error);
  to = nh_public_keys_to_text (nh_keys_get_public (keys));
  return strcmp (nh_envelope_get (self->envelope, "to"), to) == 0 ||
         refuse (error, NH_VERDICT_OTHER_RECEIVER, _ ("The reply is for another unit."));
}

/* @sent: those of its unit and year. */
static const NhSubmission *
find_version (const NhReply *self, GPtrArray *sent)
{
  for (guint i = 0; i < sent->len; i++)
    if (strcmp (((NhSubmission *) sent->pdata[i])->version.hash, nh_envelope_get (self->envelope, "hash")) == 0)
      return sent->pdata[i];
  return NULL;
}

/* A value is proposed of a field of the record, and says what it was. "@unit" is none: a reply moves no record. */
static gboolean
check_field (const NhRemark *remark, GError **error)
{
  int field = nh_record_type_field (remark->type, remark->field);

  if ((remark->old == NULL) != (remark->new == NULL) || *remark->field == '@')
    return refuse_odd (error);
  if (field < 0 && *remark->field != '\0')
    return refuse_newer (error);
  return remark->new == NULL || (field >= 0 && remark->type->fields[field].kind != NH_KIND_REFERENCE) ||
         refuse_odd (error);
}

static gboolean
read_remark (NhConnection *connection, gint64 submission, const char *line, gsize length, GError **error)
{
  static const char *const keys[] = { "@type", "@uuid", "field", "old", "new", "why", NULL };
  g_autoptr (GArray) members = nh_json_read_object (line, length, 16, NULL);
  NhRemark remark = { 0 };

  for (guint i = 0; members != NULL && i < members->len; i++)
    if (!g_strv_contains (keys, g_array_index (members, NhJsonMember, i).key))
      return refuse_newer (error);
  if (members != NULL && nh_json_get (members, "@type") != NULL)
    remark.type = nh_record_type_find (nh_json_get (members, "@type"));
  if (remark.type == NULL || !nh_manifest_is_clean (members) || !nh_uuid_is_valid (nh_json_get (members, "@uuid")) ||
      nh_json_get (members, "field") == NULL || nh_json_get (members, "why") == NULL)
    return refuse_odd (error);
  remark.uuid = (char *) nh_json_get (members, "@uuid");
  remark.field = (char *) nh_json_get (members, "field");
  remark.old = (char *) nh_json_get (members, "old");
  remark.new = (char *) nh_json_get (members, "new");
  remark.why = (char *) nh_json_get (members, "why");
  return check_field (&remark, error) && nh_remark_put (connection, submission, &remark, error);
}

/* Those of an earlier reply that nobody answered go. */
static gboolean
read_remarks (NhConnection *connection, const NhReply *self, gint64 submission, GError **error)
{
  g_autoptr (GBytes) content = nh_envelope_read_content (self->envelope, error);
  const char *at, *end, *line_end;
  gsize length;

  if (content == NULL ||
      !nh_connection_run (connection, _ ("read the reply"), error,
                          "DELETE FROM remark WHERE submission = ?1 AND answer = ''", "l", submission))
    return FALSE;
  at = g_bytes_get_data (content, &length);
  for (end = at + length; at < end; at = line_end + 1)
    {
      line_end = memchr (at, '\n', (gsize) (end - at));
      if (line_end == NULL)
        return refuse_odd (error);
      if (!read_remark (connection, submission, at, (gsize) (line_end - at), error))
        return FALSE;
    }
  return TRUE;
}

static gint64
get_reply_number (NhConnection *connection, gint64 submission)
{
  g_autofree char *sql = g_strdup_printf ("SELECT reply FROM submission WHERE id = %" G_GINT64_FORMAT, submission);

  return nh_connection_get_int (connection, sql, 0);
}

/* What the office reopened stays open: it is going to hand in more. */
static gboolean
keep_state (NhConnection *connection, NhReply *self, const NhSubmission *version, GError **error)
{
  gboolean reopened = strcmp (version->state, "reopened") == 0 && strcmp (self->state, "accepted") == 0;
  gint64 number;

  if (!nh_envelope_read_number (nh_envelope_get (self->envelope, "number"), G_MAXINT64, &number) ||
      !(strcmp (self->state, "received") == 0 || strcmp (self->state, "accepted") == 0 ||
        strcmp (self->state, "returned") == 0))
    return refuse_odd (error);
  if (number < get_reply_number (connection, version->id))
    return refuse (error, NH_VERDICT_OLDER, _ ("A later reply to this version was read already. Nothing was changed."));
  self->locked = strcmp (self->state, "accepted") == 0 && !reopened;
  return nh_connection_run (connection, _ ("read the reply"), error, "UPDATE submission SET reply = ?2 WHERE id = ?1",
                            "ll", version->id, number) &&
         (reopened || nh_submission_set_state (connection, version->id, self->state, self->reason, error)) &&
         read_remarks (connection, self, version->id, error);
}

/* What the page shows until the next reply, a line each: as many as a setting can hold, and "…" for the others. */
static gboolean
keep_figures (NhConnection *connection, const NhReply *self, GError **error)
{
  g_autofree char *name = g_strdup_printf (NH_REPLY_FIGURES, self->year);
  g_autoptr (GString) lines = g_string_new (NULL);
  glong length = 0;

  for (guint i = 0; i < self->figures->len; i++)
    {
      const char *line = self->figures->pdata[i];

      length += g_utf8_strlen (line, -1) + 1;
      if (length + 2 > NH_SETTING_MAX_LENGTH)
        line = "…";
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
      if (length + 2 > NH_SETTING_MAX_LENGTH)
        break;
    }
  return nh_setting_set (connection, name, lines->str, error);
}

static gboolean
has_figures (const NhReply *self)
{
  for (guint i = 0; i < self->envelope->members->len; i++)
    if (is_figure (g_array_index (self->envelope->members, NhJsonMember, i).key))
      return TRUE;
  return FALSE;
}

/* With what the version said that the reply is to: since then records may have changed here. */
static gboolean
compare_figures (NhConnection *connection, NhReply *self, const NhSubmission *version, GError **error)
{
  g_autoptr (GArray)
      said = nh_json_read_object (version->manifest, strlen (version->manifest), NH_ENVELOPE_MEMBERS_MOST, NULL);
  guint n;
  const NhIndicator *indicators = nh_indicators (&n);

  for (guint i = 0; said != NULL && has_figures (self) && i < n; i++)
    {
      g_autofree char *key = g_strconcat (FIGURE, indicators[i].code, NULL);
      const char *ours = nh_json_get (said, key), *theirs = nh_envelope_get (self->envelope, key);
      g_autofree char *our = nh_figure_text_format (ours != NULL ? ours : ""), *their = nh_figure_text_format (theirs);

      if (!nh_figure_text_is_same (theirs, ours != NULL ? ours : ""))
        g_ptr_array_add (self->figures, g_strdup_printf ("%s: %s / %s", indicators[i].title, *our != '\0' ? our : "–",
                                                         *their != '\0' ? their : "–"));
    }
  return keep_figures (connection, self, error);
}

static gboolean
read_reply (NhConnection *connection, NhLedger *ledger, NhReply *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) sent = NULL;
  const NhSubmission *version;
  const NhUnit *unit;

  if (!open_reply (connection, self, path, error))
    return FALSE;
  unit = nh_unit_find_described (nh_ledger_get_catalog (ledger), self->envelope);
  self->unit = unit != NULL ? unit->id : -1;
  self->year = (int) g_ascii_strtoll (nh_envelope_get (self->envelope, "year"), NULL, 10);
  self->state = nh_envelope_get (self->envelope, "state");
  self->reason = nh_envelope_get (self->envelope, "reason");
  self->received = nh_envelope_get (self->envelope, "received");
  sent = nh_submission_list (connection, NH_SIDE_SENT, self->unit, self->year, error);
  if (sent == NULL)
    return FALSE;
  version = find_version (self, sent);
  if (version == NULL)
    return refuse (error, NH_VERDICT_FORK,
                   _ ("The reply is to a version that this ledger does not have: it may have been put back from an old "
                      "backup, or another computer of the unit handed in."));
  self->version = version->version.version;
  self->is_last = version == sent->pdata[sent->len - 1];
  return !self->is_last ||
         (keep_state (connection, self, version, error) && compare_figures (connection, self, version, error));
}

NhReply *
nh_reply_read_file (NhConnection *connection, NhLedger *ledger, const char *path, GError **error)
{
  const char *action = _ ("read the reply");
  g_autoptr (NhReply) self = g_new0 (NhReply, 1);

  self->figures = g_ptr_array_new_with_free_func (g_free);
  if (!nh_connection_begin (connection, action, error) ||
      !nh_connection_finish (connection, read_reply (connection, ledger, self, path, error), action, error))
    return NULL;
  nh_ledger_note_change (ledger, NULL, 0);
  return g_steal_pointer (&self);
}

NH_DEFINE_ASYNC (nh_reply_read_file, NhReply *, nh_reply_free, NH_ON_WRITER, (NhLedger * ledger, const char *path),
                 (NH_OWNED (g_strdup (path), g_free)), nh_reply_read_file (connection, ledger, args->data, error))

char *
nh_reply_name (const NhBoardRow *row, int year)
{
  const char *state = row->state == NH_BOARD_RETURNED ? " trả lại" : row->open ? "" : " đã chốt";
  char *name = g_strdup_printf ("%s %s %d-%d%s" NH_ENVELOPE_REPLY_SUFFIX, row->unit->code, row->unit->title, year,
                                row->version, state);

  return g_strdelimit (name, "/\\:*?\"<>|", '-');
}

/* Gives its name. (transfer full) */
static char *
write_one (NhConnection *connection, NhLedger *ledger, const NhBoardRow *row, int year, const char *folder,
           GError **error)
{
  g_autoptr (GBytes) file = nh_reply_make (connection, ledger, row->unit->id, year, error);
  g_autofree char *name = nh_reply_name (row, year);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return file != NULL && nh_file_replace_bytes (path, file, NH_FILE_DOCUMENT, error) ? g_steal_pointer (&name) : NULL;
}

static GPtrArray *
write_replies (NhConnection *connection, NhLedger *ledger, const NhAsyncArgs *args, GCancellable *cancellable,
               GError **error)
{
  int year = (int) args->number;
  g_autoptr (GPtrArray) board = nh_board_read (connection, ledger, year, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (board == NULL)
    return NULL;
  for (guint i = 0; i < board->len; i++)
    {
      const NhBoardRow *row = board->pdata[i];
      char *name;

      if (row->version == 0 || (args->id != 0 && args->id != row->unit->id))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (name = write_one (connection, ledger, row, year, args->data, error)) == NULL)
        return NULL;
      g_ptr_array_add (names, name);
    }
  return g_steal_pointer (&names);
}

NH_DEFINE_ASYNC (nh_reply_write, GPtrArray *, g_ptr_array_unref, NH_ON_WRITER,
                 (NhLedger * ledger, gint64 unit, int year, const char *folder),
                 (.id = unit, .number = (guint) year, NH_OWNED (g_strdup (folder), g_free)),
                 write_replies (connection, ledger, args, cancellable, error))
