/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-unit-finder.h"

#include <string.h>

#include "nh-i18n.h"
#include "nh-text.h"
#include "nh-unit-merger.h"

#define LEAST_LETTERS 4 /* of a name that is only likely */

typedef struct
{
  gint64 unit;
  char *reason; /* owned (nullable) */
  gboolean doubtful;
} Found;

struct _NhUnitFinder
{
  NhCatalog *catalog; /* owned */
  gint64 owner;
  NhDate on;
  GPtrArray *then, *ever; /* the units of that day, and of all days; owned, NULL: not asked for yet */
  GHashTable *known;      /* "text\ndistrict" → Found, owned */
};

static void
found_free (gpointer data)
{
  g_free (((Found *) data)->reason);
  g_free (data);
}

NhUnitFinder *
nh_unit_finder_new (NhCatalog *catalog, gint64 owner, NhDate on)
{
  NhUnitFinder *self = g_new0 (NhUnitFinder, 1);

  self->catalog = g_object_ref (catalog);
  self->owner = owner;
  self->on = on;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
  return self;
}

void
nh_unit_finder_free (NhUnitFinder *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->catalog);
  g_clear_pointer (&self->then, g_ptr_array_unref);
  g_clear_pointer (&self->ever, g_ptr_array_unref);
  g_hash_table_unref (self->known);
  g_free (self);
}

static gboolean
is_within (NhUnitFinder *self, const NhUnit *unit)
{
  return self->owner == 0 || nh_catalog_unit_is_within (self->catalog, unit->id, self->owner);
}

/* The name without the office in front of it and the kind in short: "CA P. Nam Hà" → "Nam Hà". (transfer full) */
static char *
strip_prefixes (const char *text)
{
  static const char *const prefixes[] = {
    "công an ", "ca ", "ubnd ", "ủy ban nhân dân ", "uỷ ban nhân dân ", "mttq ",   "x. ", "p. ", "tt. ", "x.",
    "p.",       "tt.", "xã ",   "phường ",          "thị trấn ",        "đơn vị ", NULL
  };
  char *name = nh_text_clean (text);
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *lower = g_utf8_strdown (name, -1);

      more = FALSE;
      for (guint i = 0; !more && prefixes[i] != NULL; i++)
        {
          gsize n = strlen (prefixes[i]);

          more = g_str_has_prefix (lower, prefixes[i]) && lower[n] != '\0' && strlen (lower) == strlen (name);
          if (more)
            memmove (name, name + n, strlen (name + n) + 1);
        }
      g_strstrip (name);
    }
  return name;
}

/* All units of the day. (transfer none) */
static GPtrArray *
list_units (NhUnitFinder *self, NhDate on)
{
  GPtrArray **units = on == NH_DATE_NONE ? &self->ever : &self->then;

  if (*units == NULL)
    *units = nh_catalog_search_units (self->catalog, "", on, 0);
  return *units;
}

/* Those that are called so exactly: communes before others. @passed: (out) (nullable) one that was passed over for
 * them. (transfer container) */
static GPtrArray *
find_exact (NhUnitFinder *self, const char *text, NhDate on, const NhUnit **passed)
{
  GPtrArray *all = list_units (self, on);
  g_autoptr (NhMatchQuery) query = nh_match_query_new (text);
  GPtrArray *exact = g_ptr_array_new ();
  gboolean communes = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const NhUnit *unit = all->pdata[i];

      if (!nh_match_is_exact (unit->match, query) || (on != NH_DATE_NONE && !is_within (self, unit)))
        continue;
      communes = communes || unit->level == NH_LEVEL_COMMUNE;
      g_ptr_array_add (exact, (gpointer) unit);
    }
  for (guint i = exact->len; communes && i-- > 0;)
    if (((const NhUnit *) exact->pdata[i])->level != NH_LEVEL_COMMUNE)
      {
        if (passed != NULL)
          *passed = exact->pdata[i];
        g_ptr_array_remove_index (exact, i);
      }
  return exact;
}

static void
keep_of_district (NhUnitFinder *self, GPtrArray *units, const char *district)
{
  g_autoptr (NhMatchQuery) query = nh_match_query_new (district);

  for (guint i = units->len; i-- > 0;)
    {
      const NhUnit *parent = nh_catalog_get_unit (self->catalog, ((const NhUnit *) units->pdata[i])->parent);

      if (parent == NULL || !nh_match_is_exact (parent->match, query))
        g_ptr_array_remove_index (units, i);
    }
}

static gboolean
take_one (Found *found, GPtrArray *units)
{
  if (units->len == 1)
    found->unit = ((const NhUnit *) units->pdata[0])->id;
  return units->len == 1;
}

/* By a name of another time. */
static gboolean
find_former (NhUnitFinder *self, Found *found, const char *text)
{
  g_autoptr (GPtrArray) units = find_exact (self, text, NH_DATE_NONE, NULL);
  gint64 unit = 0;

  for (guint i = 0; i < units->len; i++)
    {
      const NhUnit *to = nh_unit_heir (self->catalog, ((const NhUnit *) units->pdata[i])->id, self->on);

      if (to == NULL || !is_within (self, to))
        continue;
      if (unit != 0 && unit != to->id)
        return FALSE;
      unit = to->id;
    }
  if (unit == 0)
    return FALSE;
  found->unit = unit;
  found->reason = g_strdup_printf (_ ("“%s” is part of %s in that year."), text,
                                   nh_catalog_get_unit (self->catalog, unit)->title);
  return TRUE;
}

/* By the beginning of its name, or of its words. */
static gboolean
find_like (NhUnitFinder *self, Found *found, const char *text)
{
  g_autoptr (GPtrArray) units = nh_catalog_search_units (self->catalog, text, self->on, 0);
  g_autoptr (NhMatchQuery) query = nh_match_query_new (text);

  if (g_utf8_strlen (text, -1) < LEAST_LETTERS)
    return FALSE;
  for (guint i = units->len; i-- > 0;)
    if (!is_within (self, units->pdata[i]) ||
        nh_match_rank (((const NhUnit *) units->pdata[i])->match, query) > NH_MATCH_INITIALS)
      g_ptr_array_remove_index (units, i);
  if (!take_one (found, units))
    return FALSE;
  found->doubtful = TRUE;
  found->reason = g_strdup_printf (_ ("“%s” was taken for %s."), text,
                                   nh_catalog_get_unit (self->catalog, found->unit)->title);
  return TRUE;
}

/* "TT Thiên Cầm", "T.P Hà Tĩnh", "F. Thành Sen", "CAX Cẩm Xuyên (cũ)": with the kind in full, and without what stands
 * in brackets. (transfer full) */
static char *
write_out (const char *text)
{
  static const char *const kinds[][2] = {
    { "^(CAX|cax)[. ]+", "Xã " },
    { "^(CAP|cap)[. ]+", "Phường " },
    { "^[Tt]\\.? ?[Tt][. ]+", "Thị trấn " },
    { "^[Tt]\\.? ?[Pp][. ]+", "Thành phố " },
    { "^[Tt]\\.? ?[Xx][. ]+", "Thị xã " },
    { "^[FfPp][. ]+", "Phường " },
    { "^[Xx][. ]+", "Xã " },
    { "\\s*\\(.*$", "" },
  };
  char *all = nh_text_clean (text);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *before = all;

      all = g_regex_replace_literal (nh_text_get_pattern (kinds[i][0]), before, -1, 0, kinds[i][1], 0, NULL);
    }
  return all;
}

/* "chia vào Phường Thành Sen, Phường Hà Huy Tập". (transfer full) (nullable): it was not divided */
static char *
find_parts (NhUnitFinder *self, const char *text)
{
  g_autoptr (GPtrArray) units = find_exact (self, text, NH_DATE_NONE, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    {
      g_autoptr (GPtrArray)
          steps = nh_catalog_get_successions (self->catalog, ((const NhUnit *) units->pdata[i])->id, FALSE);

      for (guint k = 0; k < steps->len; k++)
        {
          const NhUnit *to = nh_catalog_get_unit (self->catalog, ((const NhSuccession *) steps->pdata[k])->to);

          if (to != NULL && nh_catalog_unit_valid (self->catalog, to->id, self->on) && is_within (self, to) &&
              strstr (names->str, to->title) == NULL)
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", to->title);
        }
    }
  return names->len > 0
             ? g_strdup_printf (_ ("“%s” was divided; its parts went to %s. Write which one it is."), text, names->str)
             : NULL;
}

static Found *look_for (NhUnitFinder *self, const char *text, const char *district);

/* Written otherwise: in short, with brackets, with its district behind a comma. NULL: there is no other way. */
static Found *
look_again (NhUnitFinder *self, const char *text, const char *district)
{
  g_autofree char *full = write_out (text);
  g_auto (GStrv) parts = g_strsplit (full, ",", 2);
  const char *behind = parts[0] != NULL && parts[1] != NULL ? g_strstrip (parts[1]) : district;

  return parts[0] != NULL && *g_strstrip (parts[0]) != '\0' && strcmp (parts[0], text) != 0
             ? look_for (self, parts[0], behind)
             : NULL;
}

static Found *
look_for (NhUnitFinder *self, const char *text, const char *district)
{
  Found *found = g_new0 (Found, 1), *again;
  g_autofree char *name = strip_prefixes (text);
  const NhUnit *passed = NULL;
  g_autoptr (GPtrArray) units = find_exact (self, text, self->on, &passed);

  if (units->len == 0)
    {
      g_ptr_array_unref (units);
      units = find_exact (self, name, self->on, &passed);
    }
  if (units->len > 1 && district != NULL && *district != '\0')
    keep_of_district (self, units, district);
  if (take_one (found, units))
    {
      g_autofree char *clean = nh_text_clean (text);

      found->doubtful = passed != NULL && strcmp (clean, name) == 0; /* a town and its district, without its kind */
      if (found->doubtful)
        found->reason = g_strdup_printf (_ ("“%s” was taken for %s. %s is called so, too."), text,
                                         ((const NhUnit *) units->pdata[0])->title, passed->title);
      return found;
    }
  if (units->len > 1)
    found->reason = g_strdup_printf (_ ("Several units are called “%s”. Add a column with the district, or use codes."),
                                     text);
  else if (!find_former (self, found, text) && !find_former (self, found, name))
    {
      again = look_again (self, text, district);
      if (again != NULL)
        {
          found_free (found);
          return again;
        }
      found->reason = find_parts (self, text);
      if (found->reason == NULL)
        found->reason = find_parts (self, name);
      if (found->reason == NULL && !find_like (self, found, name))
        found->reason = g_strdup_printf (_ ("“%s” is no unit that this ledger counts in that year."), text);
    }
  return found;
}

gint64
nh_unit_finder_find (NhUnitFinder *self, const char *text, const char *district, char **reason, gboolean *doubtful)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", text, district != NULL ? district : "");
  Found *found = g_hash_table_lookup (self->known, key);

  if (found == NULL)
    {
      found = look_for (self, text, district);
      g_hash_table_insert (self->known, g_steal_pointer (&key), found);
    }
  *reason = g_strdup (found->reason);
  *doubtful = found->doubtful;
  return found->unit;
}
