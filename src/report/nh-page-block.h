/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-page-layout.h"

G_BEGIN_DECLS

#define NH_NUMBER_ROW_SIZE(size) MAX ((size) * 0.85, 7.0)

/* Where the next thing goes, from top to bottom, page after page. */
typedef struct
{
  NhLaidOut *out;
  GArray    *page;      /* of NhItem; the last of the pages */
  double     top, bottom;
  double     y;
  double     pitch;     /* of the lines of a form */
  guint      most_lines;   /* that an entry of a form has for a pen */
  GCancellable *cancellable;   /* nullable */
  guint      most_pages;    /* after which no more rows are placed */
} NhFlow;

void     nh_flow_new_page   (NhFlow *flow);
gboolean nh_flow_is_fresh   (NhFlow *flow);    /* nothing is on the page yet */
/* Places a copy of @text; its box is style->width wide. The item is good until the next one. */
NhItem  *nh_flow_add_text   (NhFlow *flow, double x, double y, const char *text, const NhTextStyle *style);
void     nh_flow_add_shape  (NhFlow *flow, NhItemKind kind, double x, double y, double width, double height);

/* The blocks of Nghị định 30/2020. */
void     nh_flow_place_letterhead  (NhFlow *flow, NhSheet *sheet);
void     nh_flow_place_titles      (NhFlow *flow, NhSheet *sheet);
double   nh_flow_measure_signature (NhFlow *flow, NhSheet *sheet);   /* 0: none */
/* On this page if there is room, else on the next. */
void     nh_flow_place_signature   (NhFlow *flow, NhSheet *sheet);
/* The entries of a form that follow one another from block @first on. Gives the block after them. */
guint    nh_flow_place_entries     (NhFlow *flow, NhSheet *sheet, guint first);

G_END_DECLS
