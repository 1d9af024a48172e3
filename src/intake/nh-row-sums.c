/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-sums.h"

#include <math.h>
#include <string.h>

#include "nh-number.h"

struct _NhRowSums
{
  const NhMapping *mapping;
  NhGrid *grid;
  double *all, *since; /* owned: by column; of all rows, and of those since the last sums */
};

NhRowSums *
nh_row_sums_new (const NhMapping *mapping, NhGrid *grid)
{
  NhRowSums *self = g_new0 (NhRowSums, 1);

  self->mapping = mapping;
  self->grid = grid;
  self->all = g_new0 (double, mapping->n_columns + 1);
  self->since = g_new0 (double, mapping->n_columns + 1);
  return self;
}

void
nh_row_sums_free (NhRowSums *self)
{
  if (self == NULL)
    return;
  g_free (self->all);
  g_free (self->since);
  g_free (self);
}

static gboolean
is_summed (const NhRowSums *self, guint column)
{
  int field = self->mapping->columns[column].field;
  NhKind kind = field >= 0 ? self->mapping->type->fields[field].kind : NH_KIND_TEXT;

  return kind == NH_KIND_INTEGER || kind == NH_KIND_MONEY;
}

static gboolean
get_number (const NhGridCell *cell, double *number)
{
  gint64 whole;

  if (cell->kind == NH_GRID_NUMBER)
    *number = cell->number;
  else if (cell->kind == NH_GRID_TEXT && nh_number_parse (cell->text, &whole, NULL))
    *number = (double) whole;
  else
    return FALSE;
  return TRUE;
}

void
nh_row_sums_add (NhRowSums *self, guint row)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      const NhGridCell *cell = is_summed (self, i) ? nh_grid_get (self->grid, row, i) : NULL;
      double number;

      if (cell == NULL || !get_number (cell, &number))
        continue;
      self->all[i] += number;
      self->since[i] += number;
    }
}

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) < 1e-6 * MAX (1, fabs (b));
}

gboolean
nh_row_sums_take (NhRowSums *self, guint row)
{
  guint n = 0;

  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      const NhGridCell *cell = nh_grid_get (self->grid, row, i);
      double number;

      if (cell == NULL)
        continue;
      if (!get_number (cell, &number))
        return FALSE;
      if (!is_summed (self, i))
        continue;
      if (number == 0 || (!is_same (number, self->all[i]) && !is_same (number, self->since[i])))
        return FALSE;
      n++;
    }
  if (n > 0)
    memset (self->since, 0, self->mapping->n_columns * sizeof *self->since);
  return n > 0;
}
