/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-fit.h"

#define NH_NUMBER_ROW_SIZE(size) MAX ((size) *0.85, 7.0)

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
} NhLaidOut;

/* The position on the pages while they are filled from top to bottom. */
typedef struct
{
  NhLaidOut *out;
  GArray *page; /* of NhItem: the last page */
  double top, bottom;
  double y;
  double pitch;              /* between the lines of a form */
  guint most_lines;          /* at most, of an empty entry of a form */
  GCancellable *cancellable; /* nullable */
  guint most_pages;          /* no rows are placed after so many */
} NhFlow;

void nh_flow_new_page (NhFlow *flow);
gboolean nh_flow_is_fresh (NhFlow *flow); /* the page is empty */
/* Adds a copy of @text in a box of style->width. The item is valid until the next one is added. */
NhItem *nh_flow_add_text (NhFlow *flow, double x, double y, const char *text, const NhTextStyle *style);
void nh_flow_add_shape (NhFlow *flow, NhItemKind kind, double x, double y, double width, double height);

/* The blocks of Nghị định 30/2020. */
void nh_flow_place_letterhead (NhFlow *flow, NhSheet *sheet);
void nh_flow_place_titles (NhFlow *flow, NhSheet *sheet);
double nh_flow_measure_signature (NhFlow *flow, NhSheet *sheet); /* 0: none */
/* On this page if there is room, else on a new one. */
void nh_flow_place_signature (NhFlow *flow, NhSheet *sheet);
/* Places the consecutive entries of a form from block @first on. Returns the index of the block after them. */
guint nh_flow_place_entries (NhFlow *flow, NhSheet *sheet, guint first);
