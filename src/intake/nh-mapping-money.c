/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the money of a column is worth. */

#include "nh-mapping-private.h"

#include <math.h>
#include <string.h>

#include "nh-column.h"
#include "nh-row-words.h"
#include "nh-text.h"

#define MOST_MEASURE 16 /* characters */

/* --- A row of measures or hints --- */

/* @likely: (out) it may be a name, as "Đồng Tâm". */
static gboolean
is_measure (const char *text, gboolean *likely)
{
  static const char *const words[] = { "nguoi",      "diem",     "suat", "ho",   "cai",   "luot",
                                       "luot nguoi", "mo hinh",  "buoi", "lop",  "chiec", "giao uoc",
                                       "khach",      "so luong", "ban",  "ngay", "gio",   NULL };
  g_autofree char *folded = nh_text_fold (text);
  gsize length = strlen (folded);

  if (length > 2 && folded[0] == '(' && folded[length - 1] == ')')
    {
      folded[length - 1] = '\0';
      memmove (folded, folded + 1, length - 1);
    }
  *likely = !g_strv_contains (words, folded) && !nh_heading_is_scale (text);
  return !*likely || (nh_heading_find_scale (folded) != 0 && g_utf8_strlen (folded, -1) <= MOST_MEASURE);
}

gboolean
nh_mapping_is_of_measures (const NhMapping *self, NhGrid *grid, guint row)
{
  guint n = 0, n_asides = 0;
  gboolean likely, aside;

  for (guint i = 0; row < nh_grid_get_n_rows (grid) && i < self->n_columns; i++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, i);
      g_autofree char *text = NULL;

      if (cell == NULL || nh_grid_is_covered (grid, row, i))
        continue;
      text = nh_grid_dup_text (grid, cell);
      aside = nh_row_is_aside (text);
      if (cell->kind != NH_GRID_TEXT || (!is_measure (text, &likely) && !aside))
        return FALSE;
      n += !aside && !likely;
      n_asides += aside;
    }
  return n > 0 || n_asides >= 2;
}

void
nh_mapping_take_measures (NhMapping *self, NhGrid *grid, guint row)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *text = nh_grid_dup_text (grid, nh_grid_get (grid, row, i));
      char *heading = NULL;

      if (*text == '\0' || nh_grid_is_covered (grid, row, i))
        continue;
      heading = g_strconcat (self->columns[i].heading, " / ", text, NULL);
      g_free (self->columns[i].heading);
      self->columns[i].heading = heading;
    }
}

/* --- Money --- */

/* What the words over the table say of all its money: "Đơn vị tính: nghìn đồng". 0: nothing. */
static gint64
find_scale_above (const NhMapping *self, NhGrid *grid)
{
  for (guint row = 0; row < self->first_heading; row++)
    for (guint i = 0; i < self->n_columns; i++)
      {
        g_autofree char *text = nh_grid_dup_text (grid, nh_grid_get (grid, row, i));
        g_autofree char *folded = nh_text_fold (text);

        if (strstr (folded, "don vi tinh") != NULL || strstr (folded, "dvt") != NULL)
          return nh_heading_find_scale (text);
      }
  return 0;
}

/* "35", "1.500", "gần 35,5": the figure of a text that names no unit, after a word at most. 0: it is none. */
static double
find_figure (const char *text)
{
  GRegex *regex = nh_text_get_pattern ("^(?:\\p{L}+ +|[~≈<>+] *)?([0-9]{1,3}(?:\\.[0-9]{3})+|[0-9]+(?:,[0-9]+)?)$");
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) figure = NULL;
  g_autofree char *found = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return 0;
  found = g_match_info_fetch (match, 1);
  figure = g_string_new (found);
  g_string_replace (figure, ".", "", 0);
  g_string_replace (figure, ",", ".", 0);
  return g_ascii_strtod (figure->str, NULL);
}

/* What one of the figures seems to be worth: no office gives gifts of 300 đồng. 0: they are plain; 1: it cannot be
 * told. */
static gint64
guess_scale (const NhMapping *self, NhGrid *grid, guint column)
{
  double least = HUGE_VAL, most = 0;

  for (guint row = self->first_row; row < nh_grid_get_n_rows (grid); row++)
    {
      const NhGridCell *cell = nh_grid_get (grid, row, column);
      g_autofree char *text = cell != NULL && cell->kind == NH_GRID_TEXT ? nh_grid_dup_text (grid, cell) : NULL;
      double number = cell != NULL && cell->kind == NH_GRID_NUMBER && cell->flags == 0 ? cell->number : 0;

      if (text != NULL)
        number = find_figure (text);
      if (number <= 0)
        continue;
      least = MIN (least, number);
      most = MAX (most, number);
    }
  if (most == 0 || most >= 10000)
    return 0;
  if (most < 50)
    return 1000000;
  return least >= 50 ? 1000 : 1;
}

void
nh_mapping_find_scales (NhMapping *self, NhGrid *grid)
{
  gint64 above = find_scale_above (self, grid);
  gboolean own = nh_mapping_find (self, NH_MAP_UUID) >= 0; /* this program writes đồng */

  for (guint i = 0; i < self->n_columns; i++)
    {
      NhMapColumn *column = &self->columns[i];

      if (column->field < 0 || column->ordered ||
          (self->type->fields[column->field].kind != NH_KIND_MONEY &&
           (self->type->fields[column->field].kind != NH_KIND_AMOUNTS || column->choice == NULL)))
        continue;
      column->scale = nh_heading_find_scale (column->heading);
      if (column->scale == 0)
        column->scale = own ? 1 : above;
      column->guessed = column->scale == 0 ? guess_scale (self, grid, i) : 0;
    }
}
