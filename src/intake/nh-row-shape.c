/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-shape.h"

#include <string.h>

#include "nh-row-words.h"

/* How many fields the cell stands over. */
static guint
count_fields (const NhMapping *mapping, NhGrid *grid, guint row, guint column)
{
  guint n = 0;

  for (guint i = column; i < MIN (column + nh_grid_get_span (grid, row, column), mapping->n_columns); i++)
    n += mapping->columns[i].field != NH_MAP_NONE;
  return n;
}

void
nh_row_shape_look (NhRowShape *self, const NhMapping *mapping, NhGrid *grid, guint row)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);
      gboolean mapped = mapping->columns[i].field != NH_MAP_NONE, first = !mapped && self->n_cells == 0;
      g_autofree char *text = NULL;

      if (cell == NULL || nh_grid_is_covered (grid, row, i))
        continue;
      if (first || (self->text == NULL && cell->kind == NH_GRID_TEXT))
        text = nh_grid_dup_text (grid, cell);
      if (first && nh_row_is_line_number (text))
        {
          self->counted = TRUE;
          self->lettered = g_ascii_isalpha (text[strspn (text, "(")]);
          continue;
        }
      self->n_cells++;
      self->n_mapped += mapped;
      if (self->text != NULL || cell->kind != NH_GRID_TEXT)
        continue;
      self->text = g_steal_pointer (&text);
      self->stretched = count_fields (mapping, grid, row, i) > 1;
    }
  if (self->text == NULL)
    self->text = g_strdup ("");
}

void
nh_row_shape_clear (NhRowShape *self)
{
  g_clear_pointer (&self->text, g_free);
}
