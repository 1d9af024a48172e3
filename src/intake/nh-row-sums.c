/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-row-sums.h"

#include <math.h>
#include <string.h>

#include "nh-number.h"

struct _NhRowSums
{
  const NhMapping *mapping;
  NhGrid *grid;
  double *all, *since;  /* owned: by column; of all rows, and of those since the last sums */
  guint n_all, n_since; /* records in these */
  double line;          /* the number of the last record's line; 0: it has none */
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

/* The number of the line: the row begins with it, in a column that is no field. FALSE: it has none. */
static gboolean
get_line (const NhRowSums *self, guint row, double *line)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    {
      const NhGridCell *cell = nh_grid_get (self->grid, row, i);

      if (cell != NULL)
        return self->mapping->columns[i].field == NH_MAP_NONE && get_number (cell, line);
    }
  return FALSE;
}

void
nh_row_sums_add (NhRowSums *self, guint row)
{
  get_line (self, row, &self->line);
  self->n_all++;
  self->n_since++;
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

/* Is it the sum of what two records have, or more? Of one alone, it may be a record that has as much. */
static gboolean
is_sum (const NhRowSums *self, guint column, double number)
{
  return number != 0 && ((self->n_all > 1 && is_same (number, self->all[column])) ||
                         (self->n_since > 1 && is_same (number, self->since[column])));
}

gboolean
nh_row_sums_take (NhRowSums *self, guint row)
{
  guint n = 0;
  double line;

  if (get_line (self, row, &line) && (line == 1 || line == self->line + 1)) /* sums are not numbered with the records */
    return FALSE;
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
      if (!is_sum (self, i, number))
        return FALSE;
      n++;
    }
  if (n == 0)
    return FALSE;
  memset (self->since, 0, self->mapping->n_columns * sizeof *self->since);
  self->n_since = 0;
  return TRUE;
}
