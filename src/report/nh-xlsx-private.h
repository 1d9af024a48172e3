/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "nh-page-layout.h"

G_BEGIN_DECLS

/* Another program's screen fonts may be this much wider than ours on paper; less than what nh-page-fit.c allows for. */
#define NH_XLSX_SLACK 1.04

/* What a cell looks like; all in Times New Roman. */
typedef struct
{
  double      size;
  gboolean    bold, italic, underline, wrap, border, shaded;
  int         align;         /* lxw_format_alignments, horizontal */
  const char *number;        /* Excel's number format; nullable */
} NhXlsxLook;

typedef struct
{
  lxw_workbook *workbook;
  GHashTable   *formats;     /* look as text → lxw_format */
  GHashTable   *tabs;        /* names taken, folded */
  NhTypeset    *typeset;
  lxw_error     problem;     /* the first one */
} NhXlsxBook;

/* A sheet while it is written. */
typedef struct
{
  NhXlsxBook    *book;
  lxw_worksheet *worksheet;
  NhSheet       *sheet;
  NhFit         *fit;
  guint          n_columns;
  double        *widths;     /* of each column, points */
  lxw_format   **plain;      /* of the plain numbers in each column; NULL: not made yet */
  guint          n_front;    /* columns on the first page, one after the other from 0 */
  double         width;      /* of these */
  guint          start;      /* where texts begin: after the columns that are printed again on each part of a split */
  guint          row;        /* the next one */
  gboolean       subtotals;  /* the table's sums are SUBTOTAL, not SUM */
} NhXlsxTab;

lxw_format *nh_xlsx_format      (NhXlsxBook *book, const NhXlsxLook *look);
/* Remembers the first problem. */
void        nh_xlsx_check       (NhXlsxBook *book, lxw_error problem);
/* A text over the columns from @first to @last; one cell is not merged. */
void        nh_xlsx_put_text    (NhXlsxTab *tab, guint row, guint first, guint last, const char *text, const NhXlsxLook *look);
/* A text over the whole width in the next row, which is made as high as the text. */
void        nh_xlsx_add_line    (NhXlsxTab *tab, const char *text, const NhXlsxLook *look);
/* Height of @text over these columns. */
double      nh_xlsx_measure     (NhXlsxTab *tab, guint first, guint last, const char *text, const NhXlsxLook *look);
void        nh_xlsx_set_height  (NhXlsxTab *tab, guint row, double height);

void        nh_xlsx_add_letterhead (NhXlsxTab *tab);
void        nh_xlsx_add_titles     (NhXlsxTab *tab);
void        nh_xlsx_add_signature  (NhXlsxTab *tab);
void        nh_xlsx_add_table      (NhXlsxTab *tab);

G_END_DECLS
