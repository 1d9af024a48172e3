/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nh-date.h"

/* A sheet is a document, not a file: its contents and their structure, without fonts, lengths or Excel. A report builds
 * it from top to bottom and does not change it afterwards; writers (nh-page-writer.h, nh-xlsx-writer.h,
 * nh-docx-writer.h, nh-text-writer.h; nh_sheet_write()) make pages, a workbook or text of it. It is independent of the
 * ledger and may be passed to other threads.
 *
 *    letterhead      superior / issuer / number            national name / motto / place and date
 *    titles          BÁO CÁO / <trích yếu> / <kỳ>           nh_sheet_add_title()
 *    annex           (Kèm theo Báo cáo số …)                nh_sheet_set_annex()
 *    subtitle        (Số liệu tính đến ngày …)              nh_sheet_set_subtitle()
 *    body            paragraphs and at most one table,     nh_sheet_add_paragraph(), nh_sheet_add_table()
 *                    or the entries of a form              nh_sheet_add_entry()
 *    notes           * Số liệu tổng …                       nh_sheet_add_note()
 *    signature       Nơi nhận | NGƯỜI LẬP BIỂU | signer     nh_sheet_set_signature()
 *
 * All texts are Vietnamese data and are copied. NULL and "" mean none. */
typedef struct _NhSheet NhSheet;
typedef struct _NhTable NhTable;

typedef enum
{
  NH_PAPER_A4,
  NH_PAPER_A3
} NhPaper;
typedef enum
{
  NH_PORTRAIT,
  NH_LANDSCAPE
} NhOrientation;

/* Document properties of the file. */
typedef struct
{
  const char *title; /* "Tổng hợp kết quả Ngày hội" */
  const char *unit;  /* "Tỉnh Hà Tĩnh" */
  int year;
  const char *created; /* ISO time of the last change shown, never now; "": a fixed day in 1980 */
} NhSheetProperties;

typedef struct
{
  const char *superior; /* "CÔNG AN TỈNH HÀ TĨNH" */
  const char *issuer;   /* "CÔNG AN XÃ CẨM XUYÊN": bold, with a rule under it */
  const char *symbol;   /* "BC-CAX": gives "Số:       /BC-CAX" */
  const char *number;   /* "15": gives "Số: 15/BC-CAX"; nullable */
  const char *place;    /* "Cẩm Xuyên" */
  NhDate date;          /* NH_DATE_NONE: blanks for day and month … */
  int year;             /* … of this year */
} NhLetterhead;

typedef struct
{
  const char *recipients; /* one a line, with or without a dash: "Bộ Công an (V05);\nLưu: VT." */
  gboolean with_preparer; /* "NGƯỜI LẬP BIỂU" */
  const char *preparer;   /* name under it */
  const char *authority; /* one a line: "KT. TRƯỞNG CÔNG AN XÃ\nPHÓ TRƯỞNG CÔNG AN XÃ"; "": no signer block */
  const char *signer;    /* rank before name: "Trung tá Nguyễn Văn An" */
} NhSignature;

/* A box to tick on a form. */
typedef struct
{
  const char *title;
  gboolean ticked;
} NhTick;

/* One entry of a form. */
typedef struct
{
  const char *label;   /* "1. Nơi tổ chức" */
  const char *value;   /* on dotted lines; "" leaves them empty; nullable */
  const char *pattern; /* shown instead of empty dotted lines: "..... / ..... / 20....."; nullable */
  guint n_lines;       /* dotted lines, at least; 0: only the label, above inset entries */
  gboolean half;       /* may share a line with another such entry */
  gboolean inset;      /* belongs to the entry above */
  const NhTick *ticks; /* boxes to tick instead of a line; nullable */
  guint n_ticks;
} NhEntry;

/* @tab: name in the workbook. Characters that Excel refuses are replaced, and it is cut at 31. (transfer full) */
NhSheet *nh_sheet_new (const char *tab);
NhSheet *nh_sheet_ref (NhSheet *self);
void nh_sheet_unref (NhSheet *self);
void nh_sheet_set_properties (NhSheet *self, const NhSheetProperties *properties);
/* A table too wide for A4 gets a smaller font down to 8 pt, then paper up to @largest, then is split between column
 * groups, with the lead columns repeated. Default: NH_PORTRAIT, NH_PAPER_A4. */
void nh_sheet_set_page (NhSheet *self, NhOrientation orientation, NhPaper largest);
void nh_sheet_set_letterhead (NhSheet *self, const NhLetterhead *letterhead);
void nh_sheet_add_title (NhSheet *self, const char *line);    /* bold, centred */
void nh_sheet_set_annex (NhSheet *self, const char *line);    /* the document it goes with: italic, centred */
void nh_sheet_set_subtitle (NhSheet *self, const char *line); /* italic, centred, with its brackets */
/* "(Số liệu tính đến ngày 25/08/2026; 66/69 đơn vị đã báo cáo)"; either part is optional (NH_DATE_NONE; @n_units 0).
 * @more: what is to be said of the units that have reported; "": nothing. */
void nh_sheet_set_cut_off (NhSheet *self, NhDate as_of, guint n_reported, guint n_units, const char *more);
/* Empty shaded cells are of units that are not final, whether they have reported or not. */
void nh_sheet_set_final_only (NhSheet *self);
void nh_sheet_add_section (NhSheet *self, const char *title); /* a bold line between paragraphs: "1. Kết quả" */
void nh_sheet_add_paragraph (NhSheet *self,
                             const char *text); /* justified, first line indented; \n starts another paragraph */
void nh_sheet_add_entry (NhSheet *self, const NhEntry *entry); /* copied */
NhTable *nh_sheet_add_table (NhSheet *self);                   /* once a sheet (transfer none) */
void nh_sheet_add_note (NhSheet *self, const char *text);      /* small, italic, under the body */
void nh_sheet_set_signature (NhSheet *self, const NhSignature *signature);

/* --- Books ---
 * A workbook holds the parts and the charts of a sheet, too: each part in a tab of its own, to which the row of its
 * number in the table is a link, and all charts in a last one, with their numbers. Other formats leave them out,
 * but pages show the charts of a sheet without parts in place of its table, which has the same numbers. */

typedef enum
{
  NH_CHART_BARS,    /* of names, one under the other */
  NH_CHART_COLUMNS, /* of days, side by side */
  NH_CHART_LINE     /* over the years */
} NhChartKind;
typedef struct _NhChart NhChart;

/* @label: "PHỤ LỤC I", a line above its titles. Keeps a reference. */
void nh_sheet_add_part (NhSheet *self, NhSheet *part, const char *label);
guint nh_sheet_get_n_parts (NhSheet *self);
guint nh_sheet_get_n_charts (NhSheet *self);
/* @title: "Số điểm ngày hội theo đơn vị"; @measure: "điểm". (transfer none) */
NhChart *nh_sheet_add_chart (NhSheet *self, NhChartKind kind, const char *title, const char *measure);
/* @word: "trên", "≥" before the number, of static storage; nullable. */
void nh_chart_add (NhChart *self, const char *name, gint64 value, const char *word);
#define NH_CHARTS_TAB "Biểu đồ"

const char *nh_sheet_get_subtitle (NhSheet *self);
NhTable *nh_sheet_get_table (NhSheet *self);     /* (nullable) (transfer none) */
guint nh_sheet_get_n_paragraphs (NhSheet *self); /* including sections */
const char *nh_sheet_get_paragraph (NhSheet *self, guint index);

/* --- The table ---
 *
 *    table = nh_sheet_add_table (sheet);
 *    nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);                    column 0
 *    nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT);                 column 1
 *    rewards = nh_table_add_heading (table, NH_TABLE_TOP, "Khen thưởng");
 *    ministry = nh_table_add_heading (table, rewards, "BK Bộ Công an");
 *    nh_table_add_column (table, ministry, "TT", NH_COLUMN_INTEGER);                      column 2
 *    nh_table_add_column (table, ministry, "CN", NH_COLUMN_INTEGER);                      column 3
 *
 *    total = nh_table_add_row (table, NH_ROW_TOTAL, NH_TABLE_TOP);
 *    nh_table_set_text (table, total, 1, "TỔNG CỘNG");
 *    nh_table_set_sum (table, total, 2, 8);
 *    row = nh_table_add_row (table, NH_ROW_DATA, total);                                  is summed up in `total`
 *    nh_table_set_number (table, row, 2, 8);
 */

#define NH_TABLE_TOP (-1) /* no heading above; not summed up in a row */

typedef enum
{
  NH_COLUMN_INDEX,   /* running number, centred */
  NH_COLUMN_TEXT,    /* wraps */
  NH_COLUMN_MARK,    /* short text, centred: "x", "Tỉnh" */
  NH_COLUMN_INTEGER, /* 0 shows as "–" */
  NH_COLUMN_MONEY,   /* đồng, shown as triệu đồng with as many decimals as the column needs, at least one */
  NH_COLUMN_PERCENT, /* in tenths of a percent: 125 is 12,5 on paper and 12.5% in Excel */
  NH_COLUMN_DATE,
} NhColumnKind;

typedef enum
{
  NH_ROW_DATA,
  NH_ROW_GROUP, /* bold: a district, a decision */
  NH_ROW_TOTAL, /* bold, the first row */
} NhRowKind;

typedef enum
{
  NH_CELL_EMPTY,
  NH_CELL_TEXT,
  NH_CELL_NUMBER,
  NH_CELL_DATE,
  NH_CELL_NOT_REPORTED, /* empty and shaded: "chưa báo cáo" */
} NhCellKind;

/* The columns of a heading must be added consecutively. Headings without columns are left out. */
int nh_table_add_heading (NhTable *self, int parent, const char *title); /* returns the id of the heading */
int nh_table_add_column (NhTable *self, int parent, const char *title,
                         NhColumnKind kind); /* returns the number of the column */
/* The lead columns identify a row: they are frozen in Excel, repeated on each part of a split table, and lettered A, B
 * … in the row of numbers. Default 2. */
void nh_table_set_n_lead (NhTable *self, guint n_columns);

/* @above: the row that sums it up, or NH_TABLE_TOP. Returns the number of the row, whose cells are empty. */
int nh_table_add_row (NhTable *self, NhRowKind kind, int above);
void nh_table_set_text (NhTable *self, int row, int column, const char *text); /* "" leaves the cell empty */
void nh_table_set_number (NhTable *self, int row, int column, gint64 value);   /* nil is 0 */
void nh_table_set_date (NhTable *self, int row, int column, NhDate date);
/* A number that is the sum of the same column of the rows whose @above is this row: a formula in Excel. If they do not
 * add up to @value (a total without records), it is a plain number, so that every format shows the same. */
void nh_table_set_sum (NhTable *self, int row, int column, gint64 value);
/* Sets the sums of the groups and totals of @column, from the numbers of the rows below them. @always: 0 where there
 * are none. */
void nh_table_add_up (NhTable *self, int column, gboolean always);
/* Removes a column; those behind it move up. */
void nh_table_drop_column (NhTable *self, int column);
void nh_table_set_not_reported (NhTable *self, int row, int column);
/* Makes a number italic with "*" behind it, which the sheet explains in a note. */
void nh_table_mark_from_total (NhTable *self, int row, int column);
void nh_table_set_qualifier (NhTable *self, int row, int column, const char *qualifier); /* "trên" before a number */
/* NhQualifier of the numbers that it adds up, which its own sum carries on: also where it is "≥" itself. */
void nh_table_add_qualifiers (NhTable *self, int row, int column, guint qualifiers);

/* Some of it is not known: a number over 0 becomes "≥ 9", and stays a number in Excel; else the cell shows "…" if
 * @unknown. nh_table_add_up() does the same to the rows that sum it up. */
void nh_table_set_open (NhTable *self, int row, int column, gboolean unknown);

guint nh_table_get_n_rows (NhTable *self);
guint nh_table_get_n_columns (NhTable *self);
NhRowKind nh_table_get_row_kind (NhTable *self, int row);
NhCellKind nh_table_get_cell_kind (NhTable *self, int row, int column);
gint64 nh_table_get_number (NhTable *self, int row, int column); /* 0 if the cell has none */
/* A number or a text. */
gboolean nh_table_has_values (NhTable *self, int column);
/* "Khen thưởng / BK Bộ Công an / TT". (transfer full) */
char *nh_table_get_full_title (NhTable *self, int column);
/* The text shown: "25.280", "136,5", "–", "trên 84.000*", "25/08/2026", "". (transfer full) */
char *nh_table_format_cell (NhTable *self, int row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSheet, nh_sheet_unref)
