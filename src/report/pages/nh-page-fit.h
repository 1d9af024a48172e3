/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nh-sheet-private.h"
#include "nh-typeset.h"

/* Lengths are points. */

#define NH_MM (72.0 / 25.4)
#define NH_CELL_PADDING 2.5  /* left and right of a cell's text */
#define NH_ROW_PADDING 1.5   /* above and below */
#define NH_LARGEST_SIZE 12.0 /* fonts of a table */
#define NH_SMALLEST_SIZE 8.0
#define NH_SIZE_STEP 0.5

/* Columns side by side: all of them, or the lead columns and some groups of a table that had to be split. */
typedef struct
{
  guint *columns;
  guint n_columns;
  double *widths;
  double width;
} NhSlice;

/* Paper, font size and column widths of a sheet. */
typedef struct
{
  NhPaper paper;
  double page_width, page_height;
  double top, bottom, left, right; /* margins */
  double width;                    /* between the margins */
  double size;                     /* font of the table */
  GPtrArray *slices;               /* of NhSlice; empty without a table */
} NhFit;

/* From @first up to, not including, @end. */
double nh_sum (const double *values, guint first, guint end);
double nh_slice_sum_widths (const NhSlice *self, guint first, guint end);
/* @largest: the first font size that is tried for the table. */
NhFit *nh_fit_new (NhSheet *sheet, NhTypeset *typeset, double largest);
void nh_fit_free (NhFit *self);
/* The style of a cell in a column of @width, padding included. */
void nh_fit_get_style (const NhFit *self, NhTable *table, guint row, guint column, double width, NhTextStyle *style);
/* Widens columns of text so that what is on one line still is in a program that sets it @slack times as wide. The table
 * gets at most
 * @slack times as wide as the paper. */
void nh_fit_ease (NhFit *self, NhTypeset *typeset, NhTable *table, double slack);
/* The style of a heading in a box of @width. */
void nh_fit_get_head_style (const NhFit *self, double width, NhTextStyle *style);
/* Height of each level of the headings. (transfer full): @n_levels values */
double *nh_fit_measure_heads (const NhFit *self, NhTypeset *typeset, const NhSlice *slice, GArray *heads,
                              guint n_levels, double slack);
/* @slack: how many times wider than measured another program may set the text. */
double nh_fit_measure_row (const NhFit *self, NhTypeset *typeset, NhTable *table, guint row, double slack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhFit, nh_fit_free)
