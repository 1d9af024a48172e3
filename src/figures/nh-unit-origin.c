/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-unit-origin.h"

typedef struct
{
  NhCatalog *catalog;
  NhDate now, before;
  gboolean backwards; /* from @now to @before */
  GHashTable *seen;   /* in a damaged list units may go in a circle */
  GPtrArray *found;
} Walk;

static void
follow (Walk *walk, gint64 unit)
{
  g_autoptr (GPtrArray) steps = NULL;

  if (!g_hash_table_add (walk->seen, g_memdup2 (&unit, sizeof unit)))
    return;
  if (nh_catalog_unit_valid (walk->catalog, unit, walk->backwards ? walk->before : walk->now))
    g_ptr_array_add (walk->found, (gpointer) nh_catalog_get_unit (walk->catalog, unit));
  steps = nh_catalog_get_successions (walk->catalog, unit, walk->backwards);
  for (guint i = 0; i < steps->len; i++)
    {
      const NhSuccession *step = g_ptr_array_index (steps, i);

      if (step->effective > walk->before && step->effective <= walk->now)
        follow (walk, walk->backwards ? step->from : step->to);
    }
}

/* Units of the other day. (transfer container): of const NhUnit* */
static GPtrArray *
find_others (NhCatalog *catalog, gint64 unit, NhDate now, NhDate before, gboolean backwards)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Walk walk = { catalog, now, before, backwards, seen, g_ptr_array_new () };

  follow (&walk, unit);
  return walk.found;
}

/* NULL: it went to one unit. (transfer full) */
static char *
name_split (const NhUnit *origin, GPtrArray *heirs)
{
  GString *text;

  if (heirs->len <= 1)
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

GPtrArray *
nh_unit_origins (NhCatalog *catalog, gint64 unit, NhDate now, NhDate before, char **split)
{
  GPtrArray *origins;

  g_return_val_if_fail (NH_IS_CATALOG (catalog) && split != NULL, NULL);
  *split = NULL;
  origins = find_others (catalog, unit, now, before, TRUE);
  for (guint i = 0; i < origins->len && *split == NULL; i++)
    {
      const NhUnit *origin = g_ptr_array_index (origins, i);
      g_autoptr (GPtrArray) heirs = find_others (catalog, origin->id, now, before, FALSE);

      *split = name_split (origin, heirs);
    }
  if (*split != NULL)
    g_ptr_array_set_size (origins, 0);
  return origins;
}
