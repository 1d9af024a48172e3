/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-fit.h"

#define NH_NUMBER_ROW_SIZE(size) MAX ((size) *0.85, 7.0)

/* Fonts of the blocks of Nghị định 30/2020, and the room they need. */
#define NH_SUPERIOR_SIZE 12.0
#define NH_NATIONAL_SIZE 13.0
#define NH_NATIONAL_SIZE_SMALL 12.0
#define NH_MOTTO_SIZE 13.0
#define NH_LINE_SIZE 13.0 /* number, place and date, subtitle */
#define NH_TITLE_SIZE 14.0
#define NH_PARAGRAPH_SIZE 14.0
#define NH_PARAGRAPH_INDENT (12.7 * NH_MM)
#define NH_PARAGRAPH_GAP 6.0
#define NH_ENTRY_SIZE 13.0
#define NH_ENTRY_INDENT 14.0
#define NH_ENTRY_HALF_GAP 14.0
#define NH_NOTE_SIZE 11.0
#define NH_SIGNATURE_SIZE 13.0
#define NH_RECIPIENTS_TITLE_SIZE 12.0
#define NH_RECIPIENTS_SIZE 11.0
#define NH_PAGE_NUMBER_SIZE 13.0
#define NH_RULE_PART 0.42 /* of the name of an office: a third to a half */
#define NH_RULE_ROOM 5.0
#define NH_SIGNING_ROOM 56.0 /* for the signature and the seal */
#define NH_HAND_ROOM 36.0    /* for the signature on a form, which has no seal */

typedef enum
{
  NH_ITEM_TEXT,
  NH_ITEM_LINE,
  NH_ITEM_BOX,
  NH_ITEM_SHADE
} NhItemKind;

/* Something drawn on a page. */
typedef struct
{
  NhItemKind kind;
  double x, y, width, height; /* a line goes from (x, y) to (x + width, y + height) */
  const char *text;           /* borrowed from the pages */
  NhTextStyle style;
  guint first_line, n_lines; /* of the text's lines; n_lines 0: all */
} NhItem;

typedef struct
{
  NhFit *fit;
  NhTypeset *typeset; /* of the thread that makes the layout; may be cleared afterwards */
  GStringChunk *texts;
  GPtrArray *pages; /* of GArray of NhItem */
  double pitch;     /* between the lines of a form */
  guint most_lines; /* at most, of an empty entry of a form */
} NhLaidOut;

/* The position on the pages while they are filled from top to bottom. */
typedef struct
{
  NhLaidOut *out;
  GArray *page; /* of NhItem: the last page */
  double top, bottom;
  double y;
  GCancellable *cancellable; /* nullable */
  guint most_pages;          /* no rows are placed after so many */
} NhFlow;

void nh_flow_new_page (NhFlow *flow);
gboolean nh_flow_is_fresh (NhFlow *flow); /* the page is empty */
/* Adds a copy of @text in a box of style->width. The item is valid until the next one is added. */
NhItem *nh_flow_add_text (NhFlow *flow, double x, double y, const char *text, const NhTextStyle *style);
void nh_flow_add_shape (NhFlow *flow, NhItemKind kind, double x, double y, double width, double height);

/* The widths of the two parts of the letterhead. @national_size: font of the national name. Returns the left one. */
double nh_letterhead_measure (const NhFit *fit, NhTypeset *typeset, NhSheet *sheet, double *right,
                              double *national_size);
/* The blocks of Nghị định 30/2020. */
void nh_flow_place_letterhead (NhFlow *flow, NhSheet *sheet);
void nh_flow_place_titles (NhFlow *flow, NhSheet *sheet);
double nh_flow_measure_signature (NhFlow *flow, NhSheet *sheet); /* 0: none */
/* On this page if there is room, else on a new one. */
void nh_flow_place_signature (NhFlow *flow, NhSheet *sheet);
/* Places the consecutive entries of a form from block @first on. Returns the index of the block after them. */
guint nh_flow_place_entries (NhFlow *flow, NhSheet *sheet, guint first);
/* Whether the entry of block @index shares its line with the next. */
gboolean nh_flow_is_paired (NhFlow *flow, NhSheet *sheet, guint index);
/* The number of columns of boxes to tick under the label of an entry; 0: they stand beside it. */
guint nh_flow_count_tick_columns (NhFlow *flow, const NhEntry *entry);
/* The line under the label, from 1, and the column of the box @index of such an entry. */
guint nh_flow_find_tick (NhFlow *flow, const NhEntry *entry, guint index, guint *column);
