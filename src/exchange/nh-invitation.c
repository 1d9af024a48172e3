/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-invitation.h"

#include <string.h>

#include "nh-base32.h"
#include "nh-config.h"
#include "nh-content.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-json.h"
#include "nh-ledger-async.h"
#include "nh-partner.h"
#include "nh-platform.h"
#include "nh-season.h"
#include "nh-store.h"
#include "nh-verdict.h"

#define SEASON "season."

void
nh_manifest_add_maker (NhConnection *connection, GString *manifest, const char *at, const char *by)
{
  g_autofree char *schema = nh_connection_get_text (connection, "PRAGMA user_version");
  g_autofree char *now = nh_time_now_iso ();
  g_autofree char *user = nh_platform_user_name ();

  nh_json_append_member (manifest, "program", NH_VERSION);
  nh_json_append_member (manifest, "schema", schema != NULL ? schema : "");
  nh_json_append_member (manifest, "made_at", at != NULL ? at : now);
  nh_manifest_add (manifest, "made_by", by != NULL ? by : user);
}

/* --- Making --- */

static void
add_season (GString *manifest, NhRecord *season)
{
  const NhRecordType *type = &nh_season_type;

  for (guint i = 0; season != NULL && i < type->n_fields; i++)
    {
      g_autofree char *key = g_strconcat (SEASON, type->fields[i].name, NULL);
      g_autofree char *text = nh_kind_to_canonical (&type->fields[i], nh_record_get (season, i));

      if (*text != '\0' && i != NH_SEASON_NOTE)
        nh_manifest_add (manifest, key, text);
    }
}

/* The communes that shall report. (transfer full) */
static char *
list_units (NhLedger *ledger, int year)
{
  g_autoptr (GPtrArray) units = nh_catalog_get_below (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger),
                                                      NH_LEVEL_COMMUNE, nh_catalog_season_day (year));
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];
      g_autofree char *from = nh_date_to_iso (unit->from);

      g_string_append_printf (list, "%s%s %s %s", i > 0 ? "\n" : "", unit->code, from, unit->kind);
    }
  return g_string_free (list, FALSE);
}

static char *
make_manifest (NhConnection *connection, NhLedger *ledger, const NhKeys *keys, int year, NhDate deadline,
               NhRecord *season, GBytes *codes)
{
  GString *manifest = g_string_new ("{");
  g_autofree char *key = nh_public_keys_to_text (nh_keys_get_public (keys));
  g_autofree char *year_text = g_strdup_printf ("%d", year);
  g_autofree char *day = nh_date_to_iso (deadline);
  g_autofree char *units = list_units (ledger, year);

  nh_json_append_member (manifest, "format", "1");
  nh_json_append_member (manifest, "needs", "");
  nh_json_append_member (manifest, "key", key);
  nh_unit_describe (manifest, nh_catalog_get_unit (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger)));
  nh_json_append_member (manifest, "ledger", nh_ledger_get_uuid (ledger));
  nh_json_append_member (manifest, "year", year_text);
  nh_json_append_member (manifest, "deadline", day);
  add_season (manifest, season);
  nh_json_append_member (manifest, "units", units);
  nh_manifest_add_maker (connection, manifest, NULL, NULL);
  nh_envelope_describe_content (manifest, codes);
  g_string_append_c (manifest, '}');
  return g_string_free (manifest, FALSE);
}

static gboolean
keep_year (NhConnection *connection, int year, NhDate deadline, const char *manifest, GError **error)
{
  g_autofree char *now = nh_time_now_iso ();

  return nh_connection_run (connection, _ ("keep the invitation"), error,
                            "INSERT INTO invitation (year, at, deadline, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT"
                            " (year) DO UPDATE SET at = excluded.at, deadline = excluded.deadline,"
                            " body = excluded.body",
                            "isds", year, now, deadline, manifest);
}

static GBytes *
make (NhConnection *connection, NhLedger *ledger, int year, NhDate deadline, GError **error)
{
  g_autoptr (NhKeys) keys = nh_keys_ensure (connection, error);
  g_autoptr (NhContent) content = keys != NULL ? nh_content_load_codes (connection, error) : NULL;
  g_autoptr (NhRecord) season = NULL;
  g_autoptr (GBytes) codes = NULL;
  g_autofree char *manifest = NULL;

  if (content == NULL)
    return NULL;
  codes = nh_content_write (content);
  season = nh_store_get_season (connection, ledger, nh_ledger_get_unit (ledger), year, NULL);
  if (deadline == NH_DATE_NONE && season != NULL)
    deadline = nh_record_get_date (season, NH_SEASON_DEADLINE);
  manifest = make_manifest (connection, ledger, keys, year, deadline, season, codes);
  if (!keep_year (connection, year, deadline, manifest, error))
    return NULL;
  return nh_envelope_make (NH_ENVELOPE_INVITATION, manifest, codes, keys, NULL, error);
}

GBytes *
nh_invitation_make (NhConnection *connection, NhLedger *ledger, int year, NhDate deadline, GError **error)
{
  const char *action = _ ("make the invitation");
  g_autoptr (GBytes) file = NULL;

  if (!nh_is_province (connection))
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _ ("this is the ledger of a commune. Only a province invites."));
      return NULL;
    }
  if (!nh_connection_begin (connection, action, error))
    return NULL;
  file = make (connection, ledger, year, deadline, error);
  return nh_connection_finish (connection, file != NULL, action, error) ? g_steal_pointer (&file) : NULL;
}

/* --- Reading --- */

void
nh_invitation_free (NhInvitation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->envelope, nh_envelope_free);
  g_free (self);
}

static gboolean
is_field (const char *key)
{
  return g_str_has_prefix (key, SEASON) && nh_record_type_field (&nh_season_type, key + strlen (SEASON)) >= 0;
}

/* What it says is known here, with the fields of its season. */
static gboolean
knows_all (const NhEnvelope *envelope)
{
  static const char *const known[] = { "format",         "needs",         "key",           "unit.code", "unit.from",
                                       "unit.kind",      "unit.name",     "ledger",        "year",      "deadline",
                                       "units",          "program",       "schema",        "made_at",   "made_by",
                                       "content.sha256", "content.bytes", "content.lines", NULL };

  return nh_envelope_has_only (envelope, known, is_field);
}

NhInvitation *
nh_invitation_open_file (const char *path, GError **error)
{
  g_autoptr (NhInvitation) self = g_new0 (NhInvitation, 1);
  gint64 year;

  self->envelope = nh_envelope_open_file (NH_ENVELOPE_INVITATION, path, NULL, error);
  if (self->envelope == NULL)
    return NULL;
  if (strcmp (nh_envelope_get (self->envelope, "format"), "1") != 0 ||
      *nh_envelope_get (self->envelope, "needs") != '\0' || !knows_all (self->envelope))
    {
      nh_verdict_refuse (error, NH_VERDICT_NEWER,
                         _ ("The invitation was made by a newer version of the program (%s). Install that version."),
                         nh_envelope_get (self->envelope, "program"));
      return NULL;
    }
  if (!nh_public_keys_from_text (&self->keys, nh_envelope_get (self->envelope, "key")) ||
      !nh_envelope_read_number (nh_envelope_get (self->envelope, "year"), NH_SEASON_LAST, &year) ||
      year < NH_SEASON_FIRST)
    {
      nh_verdict_refuse (error, NH_VERDICT_DAMAGED, _ ("The invitation is damaged. Ask for it again."));
      return NULL;
    }
  if (!nh_envelope_verify (self->envelope, &self->keys))
    {
      nh_verdict_refuse (error, NH_VERDICT_BAD_SIGNATURE,
                         _ ("The invitation was altered after it was made. Ask for it again."));
      return NULL;
    }
  self->year = (int) year;
  self->deadline = nh_date_from_iso (nh_envelope_get (self->envelope, "deadline"));
  return g_steal_pointer (&self);
}

/* An old file that is opened once more does not take the place of a newer one without a word: the deadline may be
 * another. Who types its code has compared it. */
static gboolean
check_newest (NhConnection *connection, const NhInvitation *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT json_extract (body, '$.made_at') FROM invitation WHERE year = %d",
                                          self->year);
  g_autofree char *kept = nh_connection_get_text (connection, sql);

  if (kept == NULL || strcmp (kept, nh_envelope_get (self->envelope, "made_at")) <= 0)
    return TRUE;
  nh_error_set (
      error, NH_ERROR_CONFLICT, _ ("join the hand-in"),
      _ ("a newer invitation for %d is kept already. If this one is right all the same, type its check code."),
      self->year);
  return FALSE;
}

/* The first time, or with new keys, the code must have been compared. */
static gboolean
check_code (NhConnection *connection, const NhInvitation *self, gint64 province, const char *code, GError **error)
{
  NhPublicKeys kept;
  gboolean found;

  if (code != NULL && nh_public_keys_has_code (&self->keys, code))
    return TRUE;
  if (!nh_partner_get (connection, province, &kept, &found, error))
    return FALSE;
  if (code == NULL && found && nh_public_keys_equal (&kept, &self->keys))
    return check_newest (connection, self, error);
  nh_error_set (error, NH_ERROR_INVALID, _ ("join the hand-in"),
                _ ("the check code is not that of this invitation. Compare its 20 digits with the dispatch that orders "
                   "the report; if they are the same there, the file is not from your province."));
  return FALSE;
}

static gboolean
keep_slip (NhConnection *connection, NhLedger *ledger, const char *typed, GError **error)
{
  g_autofree char *slip = typed != NULL ? nh_slip_read (typed) : NULL;

  if (typed == NULL)
    return TRUE;
  if (slip != NULL)
    return nh_slip_set (connection, nh_ledger_get_unit (ledger), slip, error);
  nh_error_set (error, NH_ERROR_INVALID, _ ("join the hand-in"),
                _ ("one of the 16 characters of the slip is mistyped. Compare them group by group."));
  return FALSE;
}

static gboolean
keep_codes (NhConnection *connection, NhLedger *ledger, const NhInvitation *self, GError **error)
{
  g_autoptr (GBytes) text = nh_envelope_read_content (self->envelope, error);
  g_autoptr (NhContent) codes = NULL;
  guint n_added;

  if (text != NULL)
    codes = nh_content_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0, self->year, error);
  if (codes == NULL || !nh_content_put_codes (connection, codes, &n_added, error))
    return FALSE;
  if (n_added > 0)
    nh_ledger_note_catalog (ledger);
  return TRUE;
}

/* The season as the province has it, where the commune has none of its own. */
static gboolean
add_season_record (NhConnection *connection, NhLedger *ledger, const NhInvitation *self, GError **error)
{
  gint64 unit = nh_ledger_get_unit (ledger);
  g_autoptr (NhRecord) season = nh_store_get_season (connection, ledger, unit, self->year, NULL);
  g_autoptr (NhRecord) draft = nh_record_new (&nh_season_type, unit, self->year);
  g_autoptr (NhRecord) saved = NULL;
  gboolean some = FALSE;

  if (season != NULL ||
      !nh_catalog_unit_valid (nh_ledger_get_catalog (ledger), unit, nh_catalog_season_day (self->year)))
    return TRUE;
  for (guint i = 0; i < nh_season_type.n_fields; i++)
    {
      g_autofree char *key = g_strconcat (SEASON, nh_season_type.fields[i].name, NULL);
      const char *text = nh_envelope_get (self->envelope, key);

      some |= *text != '\0' && nh_record_set_canonical (draft, nh_season_type.fields[i].name, text, NULL);
    }
  if (self->deadline != NH_DATE_NONE)
    nh_record_set_number (draft, NH_SEASON_DEADLINE, self->deadline);
  if (!some && self->deadline == NH_DATE_NONE)
    return TRUE;
  saved = nh_store_save (connection, ledger, draft, _ ("from the invitation"), error);
  return saved != NULL;
}

gboolean
nh_invitation_join (NhConnection *connection, NhLedger *ledger, const NhInvitation *self, const char *code,
                    const char *slip, GError **error)
{
  const char *action = _ ("join the hand-in");
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  const NhUnit *province = nh_unit_find_described (catalog, self->envelope);
  gboolean done;

  if (nh_is_province (connection))
    {
      nh_error_set (error, NH_ERROR_INVALID, action, _ ("this is the ledger of a province. A commune joins."));
      return FALSE;
    }
  if (province == NULL || !nh_catalog_unit_is_within (catalog, nh_ledger_get_unit (ledger), province->id))
    return nh_verdict_refuse (error, NH_VERDICT_OTHER_PROVINCE,
                              _ ("The invitation is from %s, which is not the superior of this ledger's unit."),
                              nh_envelope_get (self->envelope, "unit.name"));
  if (!nh_connection_begin (connection, action, error))
    return FALSE;
  done = check_code (connection, self, province->id, code, error) &&
         nh_partner_set (connection, province->id, &self->keys, "code", error) &&
         keep_slip (connection, ledger, slip, error) &&
         keep_year (connection, self->year, self->deadline, self->envelope->manifest, error) &&
         keep_codes (connection, ledger, self, error);
  return nh_connection_finish (connection, done, action, error) && add_season_record (connection, ledger, self, error);
}

gboolean
nh_invitation_has_year (NhConnection *connection, int year)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM invitation WHERE year = %d", year);

  return nh_connection_get_int (connection, sql, 0) != 0;
}

/* --- From another thread --- */

NH_DEFINE_ASYNC (nh_invitation_open_file, NhInvitation *, nh_invitation_free, NH_ON_READER,
                 (NhLedger * ledger, const char *path), (NH_OWNED (g_strdup (path), g_free)),
                 nh_invitation_open_file (args->data, error))

/* @words: path, code, slip. */
static gboolean
join_file (NhConnection *connection, NhLedger *ledger, char **words, GError **error)
{
  g_autoptr (NhInvitation) invitation = nh_invitation_open_file (words[0], error);
  const char *code = *words[1] != '\0' ? words[1] : NULL, *slip = *words[2] != '\0' ? words[2] : NULL;

  if (invitation == NULL || !nh_invitation_join (connection, ledger, invitation, code, slip, error))
    return FALSE;
  nh_ledger_note_change (ledger, NULL, 0);
  return TRUE;
}

/* (transfer full) */
static GStrv
words_new (const char *path, const char *code, const char *slip)
{
  const char *const words[] = { path, code, slip, NULL };

  return g_strdupv ((char **) words);
}

NH_DEFINE_ASYNC (nh_invitation_join, gboolean, NULL, NH_ON_WRITER,
                 (NhLedger * ledger, const char *path, const char *code, const char *slip),
                 (NH_OWNED (words_new (path, code, slip), g_strfreev)),
                 join_file (connection, ledger, args->data, error))

/* A slip that was not used yet stays: it may have been handed out. A unit that has a key needs none. */
static gboolean
add_slip (NhConnection *connection, const NhUnit *unit, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM slip WHERE unit = %" G_GINT64_FORMAT
                                          " UNION SELECT 1 FROM partner WHERE unit = %" G_GINT64_FORMAT,
                                          unit->id, unit->id);
  g_autofree char *shown = NULL, *code = NULL;

  if (nh_connection_get_int (connection, sql, 0) != 0)
    return TRUE;
  shown = nh_slip_new ();
  code = nh_slip_read (shown);
  return nh_slip_set (connection, unit->id, code, error);
}

static gboolean
add_slips (NhConnection *connection, NhLedger *ledger, int year, GError **error)
{
  const char *action = _ ("make the enrolment slips");
  g_autoptr (GPtrArray) units = nh_catalog_get_below (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger),
                                                      NH_LEVEL_COMMUNE, nh_catalog_season_day (year));
  gboolean done = TRUE;

  if (!nh_connection_begin (connection, action, error))
    return FALSE;
  for (guint i = 0; done && i < units->len; i++)
    done = add_slip (connection, units->pdata[i], error);
  return nh_connection_finish (connection, done, action, error);
}

typedef struct
{
  int year;
  NhDate deadline;
  char *path; /* owned */
} Order;

static Order *
order_new (int year, NhDate deadline, const char *path)
{
  Order *order = g_new0 (Order, 1);

  order->year = year;
  order->deadline = deadline;
  order->path = g_strdup (path);
  return order;
}

static void
order_free (Order *order)
{
  g_free (order->path);
  g_free (order);
}

static char *
make_to_file (NhConnection *connection, NhLedger *ledger, const Order *order, GError **error)
{
  g_autoptr (GBytes) file = nh_invitation_make (connection, ledger, order->year, order->deadline, error);
  g_autoptr (NhKeys) keys = NULL;

  if (file == NULL || !add_slips (connection, ledger, order->year, error))
    return NULL;
  nh_ledger_note_change (ledger, NULL, 0);
  if (!nh_file_replace_bytes (order->path, file, NH_FILE_DOCUMENT, error))
    return NULL;
  keys = nh_keys_load (connection, error);
  return keys != NULL ? nh_public_keys_get_code (nh_keys_get_public (keys)) : NULL;
}

NH_DEFINE_ASYNC (nh_invitation_make, char *, g_free, NH_ON_WRITER,
                 (NhLedger * ledger, int year, NhDate deadline, const char *path),
                 (NH_OWNED (order_new (year, deadline, path), order_free)),
                 make_to_file (connection, ledger, args->data, error))
