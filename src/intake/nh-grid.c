/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-grid.h"

#include <math.h>
#include <string.h>

#include "nh-number.h"
#include "nh-text-legacy.h"
#include "nh-text.h"

#define MERGES_MAX 200000 /* rows of merged ranges in all */
#define MERGES_A_ROW 64

typedef struct
{
  guint number;
  guint first; /* of the cells */
  guint n;
  gboolean hidden;
} Row;

typedef struct
{
  guint row, column; /* the first one; the row by number */
  guint last_row, last_column;
} Merge;

struct _NhGrid
{
  gint refs;
  GArray *rows;
  GArray *cells;
  GStringChunk *texts;
  GPtrArray *fonts; /* borrowed (nullable) */
  gpointer owner;
  GDestroyNotify unref_owner;
  GHashTable *hidden; /* columns */
  GHashTable *merges; /* row number → GArray of Merge, owned */
  guint n_merges;
  guint n_columns;
};

NhGrid *
nh_grid_new (void)
{
  NhGrid *self = g_new0 (NhGrid, 1);

  self->refs = 1;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->cells = g_array_new (FALSE, FALSE, sizeof (NhGridCell));
  self->texts = g_string_chunk_new (4096);
  self->hidden = g_hash_table_new (NULL, NULL);
  self->merges = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  return self;
}

NhGrid *
nh_grid_ref (NhGrid *self)
{
  g_atomic_int_inc (&self->refs);
  return self;
}

void
nh_grid_unref (NhGrid *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->refs))
    return;
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->merges);
  if (self->unref_owner != NULL)
    self->unref_owner (self->owner);
  g_free (self);
}

void
nh_grid_borrow (NhGrid *self, GPtrArray *fonts, gpointer owner, GDestroyNotify unref)
{
  self->fonts = fonts;
  self->owner = owner;
  self->unref_owner = unref;
}

/* --- Filling --- */

static Row *
row_at (NhGrid *self, guint row)
{
  return &g_array_index (self->rows, Row, row);
}

static NhGridCell *
cell_at (NhGrid *self, guint cell)
{
  return &g_array_index (self->cells, NhGridCell, cell);
}

gboolean
nh_grid_is_begun (NhGrid *self)
{
  return self->rows->len > 0;
}

/* A row without cells is forgotten. */
static void
end_row (NhGrid *self)
{
  Row *row = self->rows->len > 0 ? row_at (self, self->rows->len - 1) : NULL;

  if (row != NULL && row->n == 0)
    g_array_set_size (self->rows, self->rows->len - 1);
}

gboolean
nh_grid_begin_row (NhGrid *self, guint number, gboolean hidden)
{
  guint last = self->rows->len > 0 ? row_at (self, self->rows->len - 1)->number : 0;
  Row row = { .number = number > last ? number : last + 1, .first = self->cells->len, .hidden = hidden };

  if (row.number > NH_GRID_MAX_ROWS)
    return FALSE;
  end_row (self);
  g_array_append_val (self->rows, row);
  return TRUE;
}

gboolean
nh_grid_add (NhGrid *self, const NhGridCell *cell)
{
  Row *row = row_at (self, self->rows->len - 1);
  guint at = row->n;

  if (cell->column >= NH_GRID_MAX_COLUMNS || self->cells->len >= NH_GRID_MAX_CELLS)
    return FALSE;
  if (at > 0 && cell_at (self, row->first + at - 1)->column >= cell->column)
    return TRUE; /* twice, or out of order: no program writes that */
  g_array_append_vals (self->cells, cell, 1);
  row->n++;
  self->n_columns = MAX (self->n_columns, cell->column + 1u);
  return TRUE;
}

const char *
nh_grid_keep_text (NhGrid *self, const char *text, gsize length)
{
  return g_string_chunk_insert_len (self->texts, text, (gssize) length);
}

void
nh_grid_hide_columns (NhGrid *self, guint first, guint last)
{
  /* "All columns to the right" are hidden, too. */
  for (guint i = first; i <= last && i < NH_GRID_MAX_COLUMNS; i++)
    g_hash_table_add (self->hidden, GUINT_TO_POINTER (i));
}

void
nh_grid_merge (NhGrid *self, guint first_row, guint first_column, guint last_row, guint last_column)
{
  Merge merge = { first_row, first_column, last_row, last_column };

  if (first_row > last_row || first_column > last_column)
    return;
  for (guint number = first_row; number <= last_row && self->n_merges < MERGES_MAX; number++)
    {
      GArray *of_row = g_hash_table_lookup (self->merges, GUINT_TO_POINTER (number));

      if (of_row == NULL)
        {
          of_row = g_array_new (FALSE, FALSE, sizeof (Merge));
          g_hash_table_insert (self->merges, GUINT_TO_POINTER (number), of_row);
        }
      self->n_merges++;
      if (of_row->len < MERGES_A_ROW)
        g_array_append_val (of_row, merge);
    }
}

void
nh_grid_end (NhGrid *self)
{
  end_row (self);
}

/* --- Reading --- */

guint
nh_grid_get_n_rows (NhGrid *self)
{
  return self->rows->len;
}

guint
nh_grid_get_n_columns (NhGrid *self)
{
  return self->n_columns;
}

guint
nh_grid_get_number (NhGrid *self, guint row)
{
  return row < self->rows->len ? row_at (self, row)->number : 0;
}

gboolean
nh_grid_is_row_hidden (NhGrid *self, guint row)
{
  return row < self->rows->len && row_at (self, row)->hidden;
}

gboolean
nh_grid_is_column_hidden (NhGrid *self, guint column)
{
  return g_hash_table_contains (self->hidden, GUINT_TO_POINTER (column));
}

/* (nullable) */
static const NhGridCell *
find_cell (NhGrid *self, guint row, guint column)
{
  const Row *at = row_at (self, row);
  guint low = 0, high = at->n;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const NhGridCell *cell = cell_at (self, at->first + middle);

      if (cell->column == column)
        return cell;
      if (cell->column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* (nullable) */
static const Merge *
find_merge (NhGrid *self, guint row, guint column)
{
  GArray *of_row = g_hash_table_size (self->merges) > 0
                       ? g_hash_table_lookup (self->merges, GUINT_TO_POINTER (row_at (self, row)->number))
                       : NULL;

  for (guint i = 0; of_row != NULL && i < of_row->len; i++)
    {
      const Merge *merge = &g_array_index (of_row, Merge, i);

      if (column >= merge->column && column <= merge->last_column)
        return merge;
    }
  return NULL;
}

/* The row with that number; -1: there is none. */
static int
find_row (NhGrid *self, guint number)
{
  guint low = 0, high = self->rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (row_at (self, middle)->number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->rows->len && row_at (self, low)->number == number ? (int) low : -1;
}

const NhGridCell *
nh_grid_get (NhGrid *self, guint row, guint column)
{
  const Merge *merge;
  const NhGridCell *cell;
  int first;

  if (row >= self->rows->len)
    return NULL;
  cell = find_cell (self, row, column);
  merge = cell == NULL ? find_merge (self, row, column) : NULL;
  if (merge == NULL)
    return cell;
  first = find_row (self, merge->row);
  return first >= 0 ? find_cell (self, (guint) first, merge->column) : NULL;
}

gboolean
nh_grid_is_covered (NhGrid *self, guint row, guint column)
{
  const Merge *merge = row < self->rows->len ? find_merge (self, row, column) : NULL;

  return merge != NULL && (merge->column != column || merge->row != row_at (self, row)->number);
}

guint
nh_grid_get_span (NhGrid *self, guint row, guint column)
{
  const Merge *merge = row < self->rows->len ? find_merge (self, row, column) : NULL;

  return merge != NULL ? merge->last_column - merge->column + 1 : 1;
}

const char *
nh_grid_get_font (NhGrid *self, const NhGridCell *cell)
{
  return self->fonts != NULL && cell != NULL && cell->font < self->fonts->len ? self->fonts->pdata[cell->font] : NULL;
}

char *
nh_grid_dup_text (NhGrid *self, const NhGridCell *cell)
{
  const char *font = nh_grid_get_font (self, cell);
  g_autofree char *text = NULL;

  if (cell == NULL || cell->kind == NH_GRID_FORMULA)
    return g_strdup ("");
  if (cell->kind == NH_GRID_DATE)
    return nh_date_format ((NhDate) cell->number);
  if (cell->kind == NH_GRID_YES_NO)
    return g_strdup (cell->number != 0 ? "Có" : "Không");
  if (cell->kind == NH_GRID_NUMBER && fabs (cell->number) < 1e15 && cell->number == floor (cell->number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) cell->number);
  if (cell->kind == NH_GRID_NUMBER)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (digits, sizeof digits, fabs (cell->number) < 1e15 ? "%.15g" : "%g", cell->number);
      return g_strdelimit (g_strdup (digits), ".", ',');
    }
  text = nh_text_decode (cell->text, nh_text_guess_encoding (cell->text, font), font);
  return nh_text_clean_lines (text);
}

char *
nh_grid_dup_unconverted (NhGrid *self, const NhGridCell *cell)
{
  return cell != NULL && cell->kind == NH_GRID_TEXT ? nh_text_clean_lines (cell->text) : nh_grid_dup_text (self, cell);
}

gboolean
nh_grid_is_converted (NhGrid *self, const NhGridCell *cell)
{
  return cell != NULL && cell->kind == NH_GRID_TEXT &&
         nh_text_guess_encoding (cell->text, nh_grid_get_font (self, cell)) != NH_ENCODING_UNICODE;
}

char *
nh_grid_column_name (guint column)
{
  GString *name = g_string_new (NULL);

  for (guint left = column + 1; left > 0; left = (left - 1) / 26)
    g_string_prepend_c (name, (char) ('A' + (left - 1) % 26));
  return g_string_free (name, FALSE);
}

const char *
nh_grid_parse_name (const char *name, guint *column, guint *row)
{
  const char *at = name;
  guint letters = 0;

  *column = *row = 0;
  for (; g_ascii_isupper (*at) && letters <= NH_GRID_MAX_COLUMNS; at++)
    letters = letters * 26 + (guint) (*at - 'A' + 1);
  for (; g_ascii_isdigit (*at) && *row <= NH_GRID_MAX_ROWS; at++)
    *row = *row * 10 + (guint) (*at - '0');
  if (at == name || letters > NH_GRID_MAX_COLUMNS || *row > NH_GRID_MAX_ROWS)
    return NULL;
  *column = letters > 0 ? letters - 1 : 0;
  return at;
}
