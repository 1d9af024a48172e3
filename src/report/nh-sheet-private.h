/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-sheet.h"

/* The sheet as its writers see it. */

typedef enum
{
  NH_CELL_PLAIN = 0,
  NH_CELL_SUM = 1 << 0,
  NH_CELL_FROM_TOTAL = 1 << 1,
  NH_CELL_OPEN = 1 << 2, /* there is more than it says: "≥ 9", "…", or a blank */
} NhCellFlags;

typedef struct
{
  guint8 kind;      /* NhCellKind */
  guint8 flags;     /* NhCellFlags */
  guint qualifiers; /* of what it adds up: NhQualifier */
  gint64 value;     /* of a number; an NhDate of a date */
  const char *text; /* of a text; the qualifier of a number */
} NhCell;

typedef struct
{
  int parent;
  const char *title;
} NhHeading;

typedef struct
{
  int parent;
  const char *title;
  NhColumnKind kind;
  int decimals; /* of NH_COLUMN_MONEY, in triệu đồng: as many as its values need, at least one */
} NhColumn;

typedef struct
{
  NhRowKind kind;
  int above;
  NhCell *cells; /* one for each column */
} NhRow;

struct _NhTable
{
  GStringChunk *texts; /* all that are referred to */
  GArray *headings;    /* of NhHeading */
  GArray *columns;     /* of NhColumn */
  GArray *rows;        /* of NhRow */
  guint n_lead;
};

typedef enum
{
  NH_BLOCK_PARAGRAPH,
  NH_BLOCK_SECTION,
  NH_BLOCK_TABLE,
  NH_BLOCK_ENTRY
} NhBlockKind;

typedef struct
{
  NhBlockKind kind;
  const char *text; /* the label of an entry */
  NhEntry *entry;   /* owned, with its ticks; of NH_BLOCK_ENTRY */
} NhBlock;

typedef struct
{
  char *name;
  gint64 value;
  const char *word; /* "trên", "≥" before the number; nullable */
} NhChartItem;

struct _NhChart
{
  NhChartKind kind;
  char *title, *measure;
  GArray *items; /* of NhChartItem */
};

/* "trên 1.407", "≥ 9". (transfer full) */
char *nh_chart_item_text (const NhChartItem *item);

struct _NhSheet
{
  gatomicrefcount ref_count;
  GStringChunk *texts; /* all that are referred to */

  const char *tab;
  const char *title, *unit, *created;
  int year;

  NhOrientation orientation;
  NhPaper largest_paper;

  gboolean with_letterhead;
  const char *superior, *issuer, *number_line, *place_line;

  GPtrArray *titles; /* of const char* */
  const char *annex;
  const char *subtitle;
  GArray *blocks;   /* of NhBlock */
  NhTable *table;   /* nullable */
  GPtrArray *notes; /* of const char* */
  gboolean final_only;

  char **recipients; /* each with its dash */
  gboolean with_preparer;
  const char *preparer;
  char **authority;
  const char *signer;

  GPtrArray *parts;  /* of NhSheet */
  GPtrArray *charts; /* of NhChart */
};

#define NH_NATIONAL_NAME "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define NH_NATIONAL_MOTTO "Độc lập - Tự do - Hạnh phúc"
#define NH_RECIPIENTS_TITLE "Nơi nhận:"
#define NH_PREPARER_TITLE "NGƯỜI LẬP BIỂU"

/* Characters of one text of a sheet, some thirty pages: laying out takes long. */
#define NH_SHEET_MAX_TEXT 60000
/* @text, cut at NH_SHEET_MAX_TEXT with "…" at its end. Takes it over; NULL gives NULL. (transfer full) */
char *nh_sheet_clip (char *text);

gboolean nh_sheet_is_form (NhSheet *self); /* has entries */
gboolean nh_sheet_has_signature (NhSheet *self);
gboolean nh_sheet_shows_charts (NhSheet *self); /* has charts; those of a book are in a tab of it */
/* The notes of the report, then those that explain the marks of the table. (transfer container): of const char* */
GPtrArray *nh_sheet_list_notes (NhSheet *self);

NhTable *nh_table_new (void);
void nh_table_free (NhTable *self);

#define nh_table_heading(self, n) (&g_array_index ((self)->headings, NhHeading, (n)))
#define nh_table_column(self, n) (&g_array_index ((self)->columns, NhColumn, (n)))
#define nh_table_row(self, n) (&g_array_index ((self)->rows, NhRow, (n)))
#define nh_table_cell(self, row, column) (&nh_table_row (self, row)->cells[column])

/* One box of the headings, over some of the shown columns. */
typedef struct
{
  const char *title;
  guint first, last;      /* positions among the shown columns */
  guint top_level, level; /* first and last level it covers */
} NhHead;

/* The boxes of the headings over the columns numbered in @shown (NULL: all). (transfer full): of NhHead */
GArray *nh_table_list_heads (NhTable *self, const guint *shown, guint n_shown, guint *n_levels);
/* The number of headings that two neighbouring columns share: 0 at the border of a top group. */
guint nh_table_n_shared (NhTable *self, guint left, guint right);
/* The number of shown columns (NULL: of all) that the text at @position covers: the name of a group or total extends
 * over the empty cells to its right, any other text covers one. */
guint nh_table_count_span (NhTable *self, guint row, const guint *shown, guint n_shown, guint position);
/* "A", "B", "1", "2" … (transfer full) */
char *nh_table_number_column (NhTable *self, guint column);
gboolean nh_table_has_cell (NhTable *self, NhCellKind kind, NhCellFlags flags);
gboolean nh_table_is_sum (NhTable *self, guint row, guint column); /* the rows below add up to it */
gboolean nh_column_is_number (const NhColumn *column);
/* The number that a spreadsheet takes for the cell. */
double nh_column_number (const NhColumn *column, const NhCell *cell);
/* Of a number in a spreadsheet: `"trên "#,##0"*";"trên "-#,##0"*";"trên "–"*"` shows the marks while the cell is a
 * number. (transfer full) */
char *nh_column_make_format (const NhColumn *column, const NhCell *cell);
/* đồng as triệu đồng, exactly: "1.407,5", @plain "1407.5". (transfer full) */
char *nh_table_format_million (gint64 dong, int decimals, gboolean plain);
