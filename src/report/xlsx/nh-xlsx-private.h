/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "nh-page-layout.h"

/* Screen fonts of other programs may be so much wider than ours on paper; less than MEASURE_SAFETY of nh-page-fit.c. */
#define NH_XLSX_SLACK 1.04

/* The style of a cell, in Times New Roman. */
typedef struct
{
  double size;
  gboolean bold, italic, underline, wrap, border, shaded;
  int align;          /* lxw_format_alignments, horizontal */
  const char *number; /* Excel's number format; nullable */
} NhXlsxLook;

/* The sheet that is being written. */
typedef struct
{
  lxw_workbook *workbook;
  lxw_worksheet *worksheet;
  GHashTable *formats; /* look as text → lxw_format */
  NhTypeset *typeset;
  lxw_error problem; /* the first error */
  NhSheet *sheet;
  NhFit *fit;
  guint n_columns;
  double *widths;     /* of each column, points */
  lxw_format **plain; /* of plain numbers by column; NULL: not made yet */
  guint n_front;      /* columns on the first page, from 0 */
  double width;       /* of these */
  guint start;        /* first column of texts: after those repeated on each part of a split table */
  guint row;          /* the next one */
  guint first_row;    /* of the table's rows */
  gboolean subtotals; /* sums are SUBTOTAL instead of SUM */
} NhXlsxTab;

lxw_format *nh_xlsx_format (NhXlsxTab *tab, const NhXlsxLook *look);
/* Records the first error. */
void nh_xlsx_check (NhXlsxTab *tab, lxw_error problem);
/* Writes a text over the columns from @first to @last, merged if there are several. */
void nh_xlsx_put_text (NhXlsxTab *tab, guint row, guint first, guint last, const char *text, const NhXlsxLook *look);
/* Writes a text over the whole width of the next row, and sets its height. */
void nh_xlsx_add_line (NhXlsxTab *tab, const char *text, const NhXlsxLook *look);
/* The same with a text that may be NULL or "". Returns the height that the row needs for it. */
double nh_xlsx_put_line (NhXlsxTab *tab, guint row, guint first, guint last, const char *text, const NhXlsxLook *look);
/* The same with a line under the middle of the text, as under the name of an office. */
double nh_xlsx_put_underlined (NhXlsxTab *tab, guint row, guint first, guint last, const char *text,
                               const NhXlsxLook *look);
void nh_xlsx_set_height (NhXlsxTab *tab, guint row, double height);

void nh_xlsx_add_letterhead (NhXlsxTab *tab);
void nh_xlsx_add_titles (NhXlsxTab *tab);
void nh_xlsx_add_signature (NhXlsxTab *tab);
void nh_xlsx_add_table (NhXlsxTab *tab);
/* The last tab of a book: each chart beside its numbers. */
void nh_xlsx_add_charts (NhXlsxTab *book);
/* Makes the rows of a book's table links to its parts, and to the charts. */
void nh_xlsx_link_parts (NhXlsxTab *book);
