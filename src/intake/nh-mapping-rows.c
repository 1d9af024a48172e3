/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows below the headings that are headings again. */

#include "nh-mapping-private.h"

#include <string.h>

#include "nh-column.h"

/* How many cells of the row have text, and how many of these are a name of a field: of the type, or of another one. */
typedef struct
{
  guint n_texts, n_own, n_others, n_numbers;
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

static void
count_names (const NhMapping *self, NhGrid *grid, guint row, Count *count)
{
  *count = (Count){ 0 };
  for (guint i = 0; i < self->n_columns; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);
      g_autofree char *text = NULL, *folded = NULL;

      if (cell == NULL || nh_grid_is_covered (grid, row, i))
        continue;
      count->n_numbers += cell->kind != NH_GRID_TEXT;
      if (cell->kind != NH_GRID_TEXT)
        continue;
      text = nh_grid_dup_text (grid, cell);
      folded = nh_heading_fold (text);
      count->n_texts++;
      if (g_hash_table_contains (self->names, folded) || nh_mapping_find_other (folded) != NH_MAP_NONE)
        count->n_own++;
      else if (g_hash_table_contains (self->other_names, folded))
        count->n_others++;
      if (count->n_texts >= 4 && count->n_own + count->n_others == 0)
        return;
    }
}

gboolean
nh_mapping_is_heading (const NhMapping *self, NhGrid *grid, guint row, gboolean *ends)
{
  Count count;

  *ends = FALSE;
  if (self->n_headings == 0)
    return FALSE;
  count_names (self, grid, row, &count);
  *ends = count.n_numbers == 0 && count.n_others > count.n_own && count.n_own + count.n_others >= 2 &&
          (count.n_own + count.n_others) * 2 >= count.n_texts;
  return count.n_own >= 2 && count.n_own * 2 >= count.n_texts;
}
