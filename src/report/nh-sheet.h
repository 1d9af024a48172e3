/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "nh-date.h"

G_BEGIN_DECLS

/* A sheet is a document, not a file: what is on it and how it belongs together, with nothing about fonts, millimetres or Excel.
 * A report builds it from top to bottom, then it is not changed any more; writers (nh-page-writer.h, nh-xlsx-writer.h,
 * nh-text-writer.h) turn it into pages, a workbook or text. It knows nothing of the ledger and may cross threads.
 *
 *    letterhead      superior / issuer / number            national name / motto / place and date
 *    titles          BÁO CÁO / <trích yếu> / <kỳ>           nh_sheet_add_title()
 *    subtitle        (Số liệu tính đến ngày …)              nh_sheet_set_subtitle()
 *    body            paragraphs and at most one table,     nh_sheet_add_paragraph(), nh_sheet_add_table()
 *                    or the entries of a form              nh_sheet_add_entry()
 *    notes           * Số liệu tổng …                       nh_sheet_add_note()
 *    signature       Nơi nhận | NGƯỜI LẬP BIỂU | signer     nh_sheet_set_signature()
 *
 * All texts are Vietnamese data and are copied. NULL and "" mean: not there. */
typedef struct _NhSheet NhSheet;
typedef struct _NhTable NhTable;

typedef enum { NH_PAPER_A4, NH_PAPER_A3 } NhPaper;
typedef enum { NH_PORTRAIT, NH_LANDSCAPE } NhOrientation;

/* What the file says about itself. */
typedef struct
{
  const char *title;       /* "Tổng hợp kết quả Ngày hội" */
  const char *unit;        /* whose figures they are: "Tỉnh Hà Tĩnh" */
  int         year;
  int         version;     /* of the unit-year as submitted; 0: none */
  const char *created;     /* ISO moment of the last change shown, never now; "": a fixed day in 1980 */
} NhSheetProperties;

typedef struct
{
  const char *superior;    /* "CÔNG AN TỈNH HÀ TĨNH" */
  const char *issuer;      /* "CÔNG AN XÃ CẨM XUYÊN": bold, with a rule of its own */
  const char *symbol;      /* "BC-CAX": gives "Số:       /BC-CAX" */
  const char *number;      /* "15": gives "Số: 15/BC-CAX"; nullable */
  const char *place;       /* "Cẩm Xuyên" */
  NhDate      date;        /* NH_DATE_NONE: blanks for day and month … */
  int         year;        /* … of this year */
} NhLetterhead;

typedef struct
{
  const char *recipients;      /* a line each, with or without a leading dash: "Bộ Công an (V05);\nLưu: VT." */
  gboolean    with_preparer;   /* "NGƯỜI LẬP BIỂU" */
  const char *preparer;        /* name under it */
  const char *authority;       /* a line each: "KT. TRƯỞNG CÔNG AN XÃ\nPHÓ TRƯỞNG CÔNG AN XÃ"; "": no signer block */
  const char *signer;          /* rank before name: "Trung tá Nguyễn Văn An" */
} NhSignature;

/* @tab: name in the workbook; what Excel refuses in it is replaced, and it is cut at 31 characters. */
/* What is to be ticked on a form. */
typedef struct
{
  const char *title;
  gboolean    ticked;
} NhTick;

/* One entry of a form that is written in by hand, or filled in. */
typedef struct
{
  const char   *label;     /* "1. Nơi tổ chức" */
  const char   *value;     /* what is filled in, on dotted lines; "" leaves them to a pen; nullable */
  const char   *pattern;   /* instead of dotted lines where there is no value: "..... / ..... / 20....."; nullable */
  guint         n_lines;   /* dotted lines at least; 0: the label stands alone, over entries that are inset */
  gboolean      half;      /* two such stand side by side where there is room */
  gboolean      inset;     /* part of the entry above */
  const NhTick *ticks;     /* boxes to tick instead of a line; nullable */
  guint         n_ticks;
} NhEntry;

NhSheet    *nh_sheet_new             (const char *tab);
NhSheet    *nh_sheet_ref             (NhSheet *self);
void        nh_sheet_unref           (NhSheet *self);
void        nh_sheet_set_properties  (NhSheet *self, const NhSheetProperties *properties);
/* A4 in @orientation. A table too wide for it gets a smaller font down to 8 pt, then paper up to @largest, then is split between
 * column groups, with the first columns repeated. Default: NH_PORTRAIT, NH_PAPER_A4. */
void        nh_sheet_set_page        (NhSheet *self, NhOrientation orientation, NhPaper largest);
void        nh_sheet_set_letterhead  (NhSheet *self, const NhLetterhead *letterhead);
void        nh_sheet_add_title       (NhSheet *self, const char *line);       /* bold, centred */
void        nh_sheet_set_subtitle    (NhSheet *self, const char *line);       /* italic, centred, brackets and all */
/* "(Số liệu tính đến ngày 25/08/2026; 66/69 đơn vị đã báo cáo)"; either part may be missing (NH_DATE_NONE; n_units 0). */
void        nh_sheet_set_cut_off     (NhSheet *self, NhDate as_of, guint n_reported, guint n_units);
void        nh_sheet_add_section     (NhSheet *self, const char *title);      /* a bold line between paragraphs: "1. Kết quả" */
void        nh_sheet_add_paragraph   (NhSheet *self, const char *text);       /* justified, first line indented; \n starts another one */
void        nh_sheet_add_entry       (NhSheet *self, const NhEntry *entry);   /* copied */
NhTable    *nh_sheet_add_table       (NhSheet *self);                         /* borrowed; once a sheet */
void        nh_sheet_add_note        (NhSheet *self, const char *text);       /* small, italic, under the body */
void        nh_sheet_set_signature   (NhSheet *self, const NhSignature *signature);

const char *nh_sheet_get_tab         (NhSheet *self);
const char *nh_sheet_get_subtitle    (NhSheet *self);
NhTable    *nh_sheet_get_table       (NhSheet *self);                         /* (nullable) */
guint       nh_sheet_get_n_paragraphs (NhSheet *self);                        /* sections are counted too */
const char *nh_sheet_get_paragraph   (NhSheet *self, guint index);

/* ---- The table ---------------------------------------------------------------------------------------------------------------
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

#define NH_TABLE_TOP (-1)   /* no heading above; no row it is summed up in */

typedef enum
{
  NH_COLUMN_INDEX,     /* running number: centred */
  NH_COLUMN_TEXT,      /* wraps */
  NH_COLUMN_MARK,      /* short centred text: "x", "Tỉnh" */
  NH_COLUMN_INTEGER,   /* 0 shows as "–" */
  NH_COLUMN_MONEY,     /* whole đồng, shown as triệu đồng with as many decimals as the column needs (one at least) */
  NH_COLUMN_DATE,
} NhColumnKind;

typedef enum
{
  NH_ROW_DATA,
  NH_ROW_GROUP,        /* bold: a district, a decision */
  NH_ROW_TOTAL,        /* bold, first of all */
} NhRowKind;

typedef enum
{
  NH_CELL_EMPTY,
  NH_CELL_TEXT,
  NH_CELL_NUMBER,
  NH_CELL_DATE,
  NH_CELL_NOT_REPORTED,   /* empty and shaded: "chưa báo cáo" */
} NhCellKind;

/* Columns of one heading are added one after the other. Headings without columns are left out. */
int         nh_table_add_heading     (NhTable *self, int parent, const char *title);                     /* id of the heading */
int         nh_table_add_column      (NhTable *self, int parent, const char *title, NhColumnKind kind);  /* number of the column */
/* Widths follow the content; this asks for room for at least @n_chars digits, for columns that are to be written in by hand. */
void        nh_table_set_min_width   (NhTable *self, int column, int n_chars);
/* The first columns say what a row is: frozen in Excel, repeated on each part of a split, lettered A, B … in the row of numbers.
 * Default 2. */
void        nh_table_set_n_lead      (NhTable *self, guint n_columns);
void        nh_table_set_numbered    (NhTable *self, gboolean numbered);   /* the row A, B, 1, 2 … under the headings; default TRUE */

/* @above: the row it is summed up in, or NH_TABLE_TOP. Returns the number of the row. Cells are empty. */
int         nh_table_add_row         (NhTable *self, NhRowKind kind, int above);
void        nh_table_set_text        (NhTable *self, int row, int column, const char *text);             /* "" leaves it empty */
void        nh_table_set_number      (NhTable *self, int row, int column, gint64 value);                 /* nil is 0 */
void        nh_table_set_date        (NhTable *self, int row, int column, NhDate date);
/* A number that is the sum of the rows added with this row as @above, in the same column: a formula in Excel. Where they do not
 * add up to @value (a total that stands for itself), it is written as a plain number: all media show the same. */
void        nh_table_set_sum         (NhTable *self, int row, int column, gint64 value);
void        nh_table_set_not_reported (NhTable *self, int row, int column);
/* To a number: italic with "*" behind it; the sheet explains it in a note of its own. */
void        nh_table_mark_from_total (NhTable *self, int row, int column);
void        nh_table_set_qualifier   (NhTable *self, int row, int column, const char *qualifier);        /* "trên" before a number */

guint       nh_table_get_n_rows      (NhTable *self);
guint       nh_table_get_n_columns   (NhTable *self);
NhRowKind   nh_table_get_row_kind    (NhTable *self, int row);
NhCellKind  nh_table_get_cell_kind   (NhTable *self, int row, int column);
gint64      nh_table_get_number      (NhTable *self, int row, int column);                               /* 0 where there is none */
/* "Khen thưởng / BK Bộ Công an / TT". (transfer full) */
char       *nh_table_get_full_title  (NhTable *self, int column);
/* What the cell shows: "25.280", "136,5", "–", "trên 84.000*", "25/08/2026", "". (transfer full) */
char       *nh_table_format_cell     (NhTable *self, int row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSheet, nh_sheet_unref)

G_END_DECLS
