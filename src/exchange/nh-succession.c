/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-succession.h"

#include <sodium.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-partner.h"
#include "nh-setting.h"
#include "nh-unit-merger.h"

#define SETTING "exchange.signed"

/* --- Keys --- */

/* (transfer full) */
static char *
signed_text (const NhPublicKeys *keys)
{
  g_autofree char *text = nh_public_keys_to_text (keys);

  return g_strconcat ("vn.ngayhoi.khoa 1\n", text, NULL);
}

gboolean
nh_succession_keep (NhConnection *connection, const NhKeys *before, const NhKeys *keys, GError **error)
{
  const NhPublicKeys *public = nh_keys_get_public (keys);
  g_autofree char *text = signed_text (public), *name = nh_public_keys_to_text (public), *kept = NULL;
  guint8 signature[NH_SIGNATURE_LENGTH];
  char word[NH_SIGNATURE_LENGTH * 2 + 1];

  if (nh_public_keys_equal (nh_keys_get_public (before), public))
    {
      nh_error_set (error, NH_ERROR_INVALID, _ ("sign the key"),
                    _ ("it is the key of this ledger itself. Name the file with the key before it."));
      return FALSE;
    }
  nh_keys_sign (before, text, strlen (text), signature);
  sodium_bin2hex (word, sizeof word, signature, sizeof signature);
  kept = g_strdup_printf ("%s %s", name, word);
  return nh_setting_set (connection, SETTING, kept, error);
}

char *
nh_succession_get (NhConnection *connection, const NhKeys *keys)
{
  g_autofree char *kept = nh_setting_get (connection, SETTING);
  g_autofree char *name = nh_public_keys_to_text (nh_keys_get_public (keys));

  return g_str_has_prefix (kept, name) && kept[strlen (name)] == ' ' ? g_strdup (kept + strlen (name) + 1) : NULL;
}

gboolean
nh_succession_proves (const char *word, const NhPublicKeys *before, const NhPublicKeys *keys)
{
  g_autofree char *text = signed_text (keys);
  guint8 signature[NH_SIGNATURE_LENGTH];
  gsize length = 0;

  return strlen (word) == sizeof signature * 2 &&
         sodium_hex2bin (signature, sizeof signature, word, strlen (word), NULL, &length, NULL) == 0 &&
         length == sizeof signature && nh_public_keys_verify (before, text, strlen (text), signature);
}

/* --- Units --- */

gboolean
nh_succession_is_heir (NhConnection *connection, NhCatalog *catalog, gint64 unit, const NhPublicKeys *keys,
                       gboolean *is, GError **error)
{
  const NhUnit *heir = nh_unit_heir (catalog, unit, nh_date_today ());
  NhPublicKeys kept;

  *is = FALSE;
  if (heir == NULL || heir->id == unit)
    return TRUE;
  if (!nh_partner_get (connection, heir->id, &kept, is, error))
    return FALSE;
  *is = *is && nh_public_keys_equal (&kept, keys);
  return TRUE;
}

char *
nh_succession_name_former (NhCatalog *catalog, gint64 unit, NhDate day)
{
  const NhUnit *now = nh_catalog_get_unit (catalog, unit);
  g_autofree char *split = NULL;
  g_autoptr (GPtrArray) origins = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (now == NULL || now->from <= day)
    return NULL;
  origins = nh_unit_origins (catalog, unit, now->from, day, &split);
  for (guint i = 0; i < origins->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const NhUnit *) origins->pdata[i])->title);
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* @seen: in a damaged list units may go in a circle. */
static void
add_later (NhCatalog *catalog, gint64 unit, NhDate on, GHashTable *seen, GString *text)
{
  g_autoptr (GPtrArray) steps = nh_catalog_get_successions (catalog, unit, FALSE);

  if (!g_hash_table_add (seen, g_memdup2 (&unit, sizeof unit)))
    return;
  for (guint i = 0; i < steps->len; i++)
    {
      const NhSuccession *step = steps->pdata[i];
      const NhUnit *to = nh_catalog_get_unit (catalog, step->to);
      g_autofree char *day = nh_date_format (step->effective);

      if (to != NULL && !nh_catalog_unit_valid (catalog, to->id, on))
        {
          add_later (catalog, to->id, on, seen, text);
          continue;
        }
      g_string_append_c (text, ' ');
      /* Translators: a day, and the unit that another one became on it. */
      g_string_append_printf (text, _ ("Since %s it is %s."), day, to != NULL ? to->title : "?");
    }
}

char *
nh_succession_name_later (NhCatalog *catalog, gint64 unit, NhDate day)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GString *text = g_string_new (NULL);

  add_later (catalog, unit, day, seen, text);
  return g_string_free (text, FALSE);
}
