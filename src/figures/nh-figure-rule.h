/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-figures.h"

G_BEGIN_DECLS

/* The rule of totals and children (DOMAIN §2), by itself: no database, no units. */

/* What the records of one unit say about one indicator. */
typedef struct
{
  gint64 held;      /* records that count */
  gint64 settled;   /* the same and the cancelled ones: the unit has spoken */
  gint64 number;    /* the count or the sum */
  gint64 given;     /* records with a number; for a count, all */
  gint64 nil;       /* records that say "không có" */
  gint64 unknown;   /* records that say "chưa có số liệu" */
} NhRecordsSaid;

typedef enum { NH_QUALIFIER_NONE, NH_QUALIFIER_OVER, NH_QUALIFIER_UNDER, NH_QUALIFIER_ABOUT } NhQualifier;

/* What a totals-only figure says. */
typedef struct
{
  NhValueState state;       /* BLANK: there is none */
  gint64       value;
  NhQualifier  qualifier;
  const char  *qualifier_title;   /* "trên"; nullable */
  gboolean     keep;              /* where both exist, the office keeps the total */
} NhTotalSaid;

NhQualifier  nh_qualifier_from_code   (const char *code);      /* NULL: none */
NhFigure     nh_figure_from_records   (const NhRecordsSaid *said, gboolean count);
/* Adds the figure of a child (or of the own row) to a sum that began as { 0 }. */
void         nh_figure_add            (NhFigure *sum, const NhFigure *part);
/* Which of the two is the unit's figure. */
NhFigure     nh_figure_choose         (const NhFigure *derived, const NhTotalSaid *total);
/* Does a total agree with a number. */
gboolean     nh_total_agrees          (const NhTotalSaid *total, gint64 number);

G_END_DECLS
