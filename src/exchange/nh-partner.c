/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-partner.h"

#include <sodium.h>
#include <string.h>

#include "nh-base32.h"
#include "nh-i18n.h"
#include "nh-json.h"

#define PROOF_LENGTH 32

void
nh_unit_describe (GString *manifest, const NhUnit *unit)
{
  g_autofree char *from = nh_date_to_iso (unit->from);

  nh_json_append_member (manifest, "unit.code", unit->code);
  nh_json_append_member (manifest, "unit.from", from);
  nh_json_append_member (manifest, "unit.kind", unit->kind);
  nh_manifest_add (manifest, "unit.name", unit->title);
}

const NhUnit *
nh_unit_find_described (NhCatalog *catalog, const NhEnvelope *envelope)
{
  g_autoptr (GPtrArray) units = nh_catalog_search_units (catalog, "", NH_DATE_NONE, 0);
  NhDate from = nh_date_from_iso (nh_envelope_get (envelope, "unit.from"));

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *unit = units->pdata[i];

      if (unit->from == from && strcmp (unit->code, nh_envelope_get (envelope, "unit.code")) == 0 &&
          strcmp (unit->kind, nh_envelope_get (envelope, "unit.kind")) == 0)
        return unit;
    }
  return NULL;
}

gboolean
nh_is_province (NhConnection *connection)
{
  return nh_connection_get_int (connection, "SELECT role = 'province' FROM ledger", 0) != 0;
}

/* --- Keys --- */

gboolean
nh_partner_get (NhConnection *connection, gint64 unit, NhPublicKeys *keys, gboolean *found, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error, "SELECT sign_key, seal_key FROM partner WHERE unit = ?1 AND until IS NULL", "l", unit);
  int code = nh_connection_step (connection, statement, _ ("read the keys of the other offices"), error);

  *found = code == SQLITE_ROW && sqlite3_column_bytes (statement, 0) == NH_KEY_LENGTH &&
           sqlite3_column_bytes (statement, 1) == NH_KEY_LENGTH;
  if (*found)
    {
      memcpy (keys->sign, sqlite3_column_blob (statement, 0), NH_KEY_LENGTH);
      memcpy (keys->seal, sqlite3_column_blob (statement, 1), NH_KEY_LENGTH);
    }
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

gint64
nh_partner_get_province (NhConnection *connection)
{
  return nh_connection_get_int (connection, "SELECT unit FROM partner WHERE until IS NULL ORDER BY id DESC LIMIT 1", 0);
}

gboolean
nh_partner_set (NhConnection *connection, gint64 unit, const NhPublicKeys *keys, const char *how, GError **error)
{
  const char *action = _ ("keep the keys of the other office");
  g_autofree char *now = nh_time_now_iso ();
  g_autoptr (sqlite3_stmt) statement = NULL;
  NhPublicKeys kept;
  gboolean found;

  if (!nh_partner_get (connection, unit, &kept, &found, error))
    return FALSE;
  if (found && nh_public_keys_equal (&kept, keys))
    return TRUE;
  if (!nh_connection_run (connection, action, error, "UPDATE partner SET until = ?2 WHERE unit = ?1 AND until IS NULL",
                          "ls", unit, now))
    return FALSE;
  statement = nh_connection_query (
      connection, error, "INSERT INTO partner (unit, since, confirmed, sign_key, seal_key) VALUES (?1, ?2, ?3, ?4, ?5)",
      "lss", unit, now, how);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 4, keys->sign, NH_KEY_LENGTH, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 5, keys->seal, NH_KEY_LENGTH, SQLITE_STATIC);
  return nh_connection_step (connection, statement, action, error) == SQLITE_DONE;
}

/* --- Slips --- */

char *
nh_slip_get (NhConnection *connection, gint64 unit, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_query (
      connection, error, "SELECT code FROM slip WHERE unit = ?1 AND used_at IS NULL", "l", unit);

  /* Another length is none of ours, and would be read beyond its end. */
  return nh_connection_step (connection, statement, _ ("read the enrolment slips"), error) == SQLITE_ROW &&
                 strlen (nh_statement_get_text (statement, 0)) == NH_SLIP_LENGTH
             ? g_strdup (nh_statement_get_text (statement, 0))
             : NULL;
}

gboolean
nh_slip_set (NhConnection *connection, gint64 unit, const char *code, GError **error)
{
  g_autofree char *now = nh_time_now_iso ();

  return nh_connection_run (connection, _ ("keep the enrolment slip"), error,
                            "INSERT INTO slip (unit, code, made_at) VALUES (?1, ?2, ?3) ON CONFLICT (unit) DO UPDATE"
                            " SET code = excluded.code, made_at = excluded.made_at, used_at = NULL",
                            "lss", unit, code, now);
}

gboolean
nh_slip_use (NhConnection *connection, gint64 unit, GError **error)
{
  g_autofree char *now = nh_time_now_iso ();

  return nh_connection_run (connection, _ ("keep the enrolment slip"), error,
                            "UPDATE slip SET used_at = ?2 WHERE unit = ?1 AND used_at IS NULL", "ls", unit, now);
}

char *
nh_slip_prove (const char *code, const NhPublicKeys *keys, const NhUnit *unit)
{
  g_autofree char *from = nh_date_to_iso (unit->from);
  g_autofree char *name = g_strdup_printf ("%s %s %s", unit->code, from, unit->kind);
  char *text = g_malloc (PROOF_LENGTH * 2 + 1);
  guint8 proof[PROOF_LENGTH];
  crypto_generichash_state state;

  crypto_generichash_init (&state, (const guint8 *) code, NH_SLIP_LENGTH, sizeof proof);
  crypto_generichash_update (&state, (const guint8 *) keys, sizeof *keys);
  crypto_generichash_update (&state, (const guint8 *) name, strlen (name));
  crypto_generichash_final (&state, proof, sizeof proof);
  return sodium_bin2hex (text, PROOF_LENGTH * 2 + 1, proof, sizeof proof);
}
