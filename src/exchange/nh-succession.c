/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-succession.h"

#include <sodium.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-partner.h"
#include "nh-setting.h"

#define SETTING "exchange.signed"
#define STEPS_MOST 8 /* of mergers: more are a circle in a list that was imported */

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

/* The only unit that all of @unit went into; 0: none. */
static gint64
find_heir (NhCatalog *catalog, gint64 unit)
{
  g_autoptr (GPtrArray) steps = nh_catalog_get_successions (catalog, unit, FALSE);
  const NhSuccession *step = steps->len == 1 ? steps->pdata[0] : NULL;

  return step != NULL && !step->part ? step->to : 0;
}

gboolean
nh_succession_is_heir (NhConnection *connection, NhCatalog *catalog, gint64 unit, const NhPublicKeys *keys,
                       gboolean *is, GError **error)
{
  gint64 heir = find_heir (catalog, unit);

  *is = FALSE;
  for (guint i = 0; heir != 0 && i < STEPS_MOST && !*is; i++)
    {
      NhPublicKeys kept;
      gboolean found;

      if (!nh_partner_get (connection, heir, &kept, &found, error))
        return FALSE;
      *is = found && nh_public_keys_equal (&kept, keys);
      heir = find_heir (catalog, heir);
    }
  return TRUE;
}

static void
add_former (NhCatalog *catalog, gint64 unit, NhDate day, guint depth, GString *names)
{
  g_autoptr (GPtrArray) steps = nh_catalog_get_successions (catalog, unit, TRUE);

  for (guint i = 0; i < steps->len; i++)
    {
      const NhUnit *from = nh_catalog_get_unit (catalog, ((const NhSuccession *) steps->pdata[i])->from);

      if (from == NULL || depth == 0)
        continue;
      if (nh_catalog_unit_valid (catalog, from->id, day))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", from->title);
      else
        add_former (catalog, from->id, day, depth - 1, names);
    }
}

char *
nh_succession_name_former (NhCatalog *catalog, gint64 unit, NhDate day)
{
  g_autoptr (GString) names = g_string_new (NULL);

  add_former (catalog, unit, day, STEPS_MOST, names);
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
add_later (NhCatalog *catalog, gint64 unit, NhDate on, guint depth, GString *text)
{
  g_autoptr (GPtrArray) steps = nh_catalog_get_successions (catalog, unit, FALSE);

  for (guint i = 0; i < steps->len; i++)
    {
      const NhSuccession *step = steps->pdata[i];
      const NhUnit *to = nh_catalog_get_unit (catalog, step->to);
      g_autofree char *day = nh_date_format (step->effective);

      if (to != NULL && depth > 0 && !nh_catalog_unit_valid (catalog, to->id, on))
        {
          add_later (catalog, to->id, on, depth - 1, text);
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
  GString *text = g_string_new (NULL);

  add_later (catalog, unit, day, STEPS_MOST, text);
  return g_string_free (text, FALSE);
}
