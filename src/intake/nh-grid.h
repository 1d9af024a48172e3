/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-date.h"

/* One table of cells as a spreadsheet has it, in memory: rows and cells that have something. Immutable once it is read;
 * then any thread may use it. Rows are counted here from 0 among those that are there; the number they have in the
 * sheet is nh_grid_get_number(). Columns are counted from 0. */
typedef struct _NhGrid NhGrid;

typedef enum
{
  NH_GRID_TEXT,
  NH_GRID_NUMBER,
  NH_GRID_DATE,   /* a number that is formatted as a day */
  NH_GRID_YES_NO, /* TRUE, FALSE */
  NH_GRID_ERROR,  /* #N/A, #REF! … */
  NH_GRID_FORMULA /* whose result is not in the file */
} NhGridKind;

enum
{
  NH_GRID_IN_THOUSANDS = 1 << 0, /* shown divided by 1,000 */
  NH_GRID_IN_MILLIONS = 1 << 1,
};

typedef struct
{
  guint16 column;
  guint8 kind;  /* NhGridKind */
  guint8 flags; /* how the number is shown */
  guint16 font;
  union
  {
    double number;    /* NUMBER, YES_NO; DATE: an NhDate */
    const char *text; /* TEXT, ERROR: as it is in the file, not cleaned */
  };
} NhGridCell;

#define NH_GRID_MAX_ROWS 1048576
#define NH_GRID_MAX_COLUMNS 16384
#define NH_GRID_MAX_CELLS 4000000

/* --- For readers --- */

NhGrid *nh_grid_new (void);
NhGrid *nh_grid_ref (NhGrid *self);
void nh_grid_unref (NhGrid *self);
/* Texts and fonts of cells live in them. @strings (GStringChunk) and @fonts (of char*) are borrowed, and kept alive by
 * a reference to @owner, released with @unref. */
void nh_grid_borrow (NhGrid *self, GPtrArray *fonts, gpointer owner, GDestroyNotify unref);
/* @number: from 1; a row that goes back counts as the next one. FALSE: too many rows. */
gboolean nh_grid_begin_row (NhGrid *self, guint number, gboolean hidden);
gboolean nh_grid_is_begun (NhGrid *self); /* has it a row? */
/* Into the row begun last. @cell->text is borrowed from an owner, or from nh_grid_keep_text(). FALSE: too many. */
gboolean nh_grid_add (NhGrid *self, const NhGridCell *cell);
const char *nh_grid_keep_text (NhGrid *self, const char *text, gsize length);
void nh_grid_hide_columns (NhGrid *self, guint first, guint last);
/* Rows by number, from 1; inclusive. Too many are left out. */
void nh_grid_merge (NhGrid *self, guint first_row, guint first_column, guint last_row, guint last_column);
/* Once, after the last row. */
void nh_grid_end (NhGrid *self);

/* --- For all --- */

guint nh_grid_get_n_rows (NhGrid *self);
guint nh_grid_get_n_columns (NhGrid *self); /* up to the last that has something */
guint nh_grid_get_number (NhGrid *self, guint row);
gboolean nh_grid_is_row_hidden (NhGrid *self, guint row);
gboolean nh_grid_is_column_hidden (NhGrid *self, guint column);
/* The cell; one that is merged with another: that one. NULL: there is nothing. */
const NhGridCell *nh_grid_get (NhGrid *self, guint row, guint column);
/* Does it belong to a merged range without being its first one? */
gboolean nh_grid_is_covered (NhGrid *self, guint row, guint column);
/* How many columns the merged range of the cell has; 1: it is not merged. */
guint nh_grid_get_span (NhGrid *self, guint row, guint column);
const char *nh_grid_get_font (NhGrid *self, const NhGridCell *cell); /* (nullable) */
/* What a person reads there, in Unicode and cleaned: numbers as digits with a decimal comma, days as dd/mm/yyyy; "" for
 * NULL. (transfer full) */
char *nh_grid_dup_text (NhGrid *self, const NhGridCell *cell);
/* The same without reading a text as one in a font of the nineties. (transfer full) */
char *nh_grid_dup_unconverted (NhGrid *self, const NhGridCell *cell);
/* Is it a text in such a font? */
gboolean nh_grid_is_converted (NhGrid *self, const NhGridCell *cell);
/* 0 → "A", 26 → "AA". (transfer full) */
char *nh_grid_column_name (guint column);
/* "AB12": column and row, of which either may be missing (then 0; the row from 1). What comes after is returned; NULL:
 * it is no such name. */
const char *nh_grid_parse_name (const char *name, guint *column, guint *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhGrid, nh_grid_unref)
