/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-unit-merger.h"

typedef struct
{
  NhCatalog *catalog;
  NhDate now, before; /* steps after the one and up to the other are followed */
  gboolean backwards; /* from @now to @before */
  gboolean in_part;   /* of one only a part went on, and where the rest is is not told */
  GHashTable *seen;   /* in a damaged list units may go in a circle */
  GPtrArray *found;
} Walk;

static void
follow (Walk *walk, gint64 unit)
{
  gboolean valid = nh_catalog_unit_valid (walk->catalog, unit, walk->backwards ? walk->before : walk->now);
  g_autoptr (GPtrArray) steps = NULL;

  if (!g_hash_table_add (walk->seen, g_memdup2 (&unit, sizeof unit)))
    return;
  if (valid)
    g_ptr_array_add (walk->found, (gpointer) nh_catalog_get_unit (walk->catalog, unit));
  steps = nh_catalog_get_successions (walk->catalog, unit, walk->backwards);
  walk->in_part |= !valid && steps->len == 1 && ((const NhSuccession *) steps->pdata[0])->part;
  for (guint i = 0; i < steps->len; i++)
    {
      const NhSuccession *step = g_ptr_array_index (steps, i);

      if (step->effective > walk->before && step->effective <= walk->now)
        follow (walk, walk->backwards ? step->from : step->to);
    }
}

/* Units of the other day. (transfer container): of const NhUnit* */
static GPtrArray *
find_others (NhCatalog *catalog, gint64 unit, NhDate now, NhDate before, gboolean backwards, gboolean *in_part)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Walk walk = { catalog, now, before, backwards, FALSE, seen, g_ptr_array_new () };

  follow (&walk, unit);
  *in_part = walk.in_part;
  return walk.found;
}

/* NULL: it went whole into one unit. (transfer full) */
static char *
name_split (NhCatalog *catalog, const NhUnit *origin, NhDate now, NhDate before)
{
  gboolean in_part;
  g_autoptr (GPtrArray) heirs = find_others (catalog, origin->id, now, before, FALSE, &in_part);
  GString *text;

  if (heirs->len == 1 && !in_part)
    return NULL;
  text = g_string_new (NULL);
  g_string_printf (text, "%s %s được chia cho", origin->kind, origin->name);
  for (guint i = 0; i < heirs->len; i++)
    {
      const NhUnit *heir = g_ptr_array_index (heirs, i);

      g_string_append_printf (text, "%s %s %s", i > 0 ? "," : "", heir->kind, heir->name);
    }
  return g_string_free (text, FALSE);
}

const NhUnit *
nh_unit_heir (NhCatalog *catalog, gint64 unit, NhDate on)
{
  gboolean in_part;
  g_autoptr (GPtrArray) heirs = NULL;

  g_return_val_if_fail (NH_IS_CATALOG (catalog), NULL);
  heirs = find_others (catalog, unit, on, NH_DATE_NONE, FALSE, &in_part);
  return heirs->len == 1 && !in_part ? g_ptr_array_index (heirs, 0) : NULL;
}

GPtrArray *
nh_unit_origins (NhCatalog *catalog, gint64 unit, NhDate now, NhDate before, char **split)
{
  g_autoptr (GPtrArray) origins = NULL;
  GPtrArray *whole = g_ptr_array_new ();
  gboolean in_part;

  g_return_val_if_fail (NH_IS_CATALOG (catalog) && split != NULL, whole);
  *split = NULL;
  origins = find_others (catalog, unit, now, before, TRUE, &in_part);
  for (guint i = 0; i < origins->len; i++)
    {
      g_autofree char *text = name_split (catalog, g_ptr_array_index (origins, i), now, before);

      if (text == NULL)
        g_ptr_array_add (whole, g_ptr_array_index (origins, i));
      else if (*split == NULL)
        *split = g_steal_pointer (&text);
    }
  return whole;
}
