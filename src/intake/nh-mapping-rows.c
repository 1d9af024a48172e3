/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows below the headings that are headings again. */

#include "nh-mapping-private.h"

#include <string.h>

#include "nh-column.h"

/* Whose fields a text names. */
enum
{
  NAMES_NONE,
  NAMES_OWN,
  NAMES_OTHERS,
  N_NAMES
};

/* How many cells of the row have text, and how many of these name a field. */
typedef struct
{
  guint n_texts, n_named[N_NAMES], n_numbers;
} Count;

GHashTable *
nh_mapping_list_other_names (const NhRecordType *type)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const NhRecordType *const *other = nh_record_types (); *other != NULL; other++)
    for (guint i = 0; i < (*other)->n_fields && *other != type; i++)
      {
        const char *const *names = nh_field_list_names (&(*other)->fields[i]);

        for (guint n = 0; names[n] != NULL && !((*other)->fields[i].flags & NH_FIELD_HIDDEN); n++)
          g_hash_table_add (found, g_strdup (names[n]));
      }
  return found;
}

/* Most texts of a list are there many times. */
static guint
find_names (NhMapping *self, NhGrid *grid, const NhGridCell *cell)
{
  gpointer found;
  guint names = NAMES_NONE;
  g_autofree char *text = NULL, *folded = NULL;

  if (g_hash_table_lookup_extended (self->named, cell->text, NULL, &found))
    return GPOINTER_TO_UINT (found);
  text = nh_grid_dup_text (grid, cell);
  folded = nh_heading_fold (text);
  if (g_hash_table_contains (self->names, folded) || nh_mapping_find_other (folded) != NH_MAP_NONE)
    names = NAMES_OWN;
  else if (g_hash_table_contains (self->other_names, folded))
    names = NAMES_OTHERS;
  g_hash_table_insert (self->named, g_strdup (cell->text), GUINT_TO_POINTER (names));
  return names;
}

static void
count_names (NhMapping *self, NhGrid *grid, guint row, Count *count)
{
  *count = (Count){ 0 };
  for (guint i = 0; i < self->n_columns; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);

      if (cell == NULL || nh_grid_is_covered (grid, row, i))
        continue;
      count->n_numbers += cell->kind != NH_GRID_TEXT;
      if (cell->kind != NH_GRID_TEXT)
        continue;
      count->n_texts++;
      count->n_named[find_names (self, grid, cell)]++;
      if (count->n_named[NAMES_NONE] == 4 && count->n_texts == 4)
        return;
    }
}

gboolean
nh_mapping_is_heading (NhMapping *self, NhGrid *grid, guint row, gboolean *ends)
{
  Count count;
  guint n_own, n_others;

  *ends = FALSE;
  if (self->n_headings == 0)
    return FALSE;
  count_names (self, grid, row, &count);
  n_own = count.n_named[NAMES_OWN];
  n_others = count.n_named[NAMES_OTHERS];
  *ends = count.n_numbers == 0 && n_others > n_own && n_own + n_others >= 2 && (n_own + n_others) * 2 >= count.n_texts;
  return n_own >= 2 && n_own * 2 >= count.n_texts;
}
