/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-qualifier.h"
#include "nh-value.h"

/* The rule of totals and children (DOMAIN §2), without database or units. */

typedef enum
{
  NH_FROM_NOTHING, /* no records, no total: not reported */
  NH_FROM_RECORDS,
  NH_FROM_TOTAL, /* a totals-only figure */
  NH_FROM_SUM,   /* the sum of the units below */
} NhFigureFrom;

/* One figure of one unit. */
typedef struct
{
  NhFigureFrom from;
  NhValueState state;    /* SET, NIL ("không có"), UNKNOWN ("chưa có số liệu"), BLANK (nothing) */
  gint64 value;          /* 0 unless SET */
  const char *qualifier; /* "trên": of a total, or of a unit's records; nullable */
  guint qualifiers;      /* of its parts: NhQualifier */
  gboolean partly_total; /* a sum in which some part comes from totals */
  gboolean implied;      /* a zero not entered: there are records, but none has the number; a total replaces it */
  gboolean beside;       /* a total and records (or a sum) both exist: `other` is the one not shown */
  gboolean conflict;     /* they disagree beyond the qualifier ("trên 84.000" agrees with 84.213) */
  gint64 other;
  const char *other_qualifier; /* nullable */
  guint wanted, missing;       /* records that must have the number; those of them that do not */
  guint unknown;               /* records, and units below, whose number is "chưa có số liệu" */
} NhFigure;

/* Aggregates of one unit's records for one indicator. */
typedef struct
{
  gint64 held;      /* records that count */
  gint64 settled;   /* these and those that are an answer without counting (cancelled points) */
  gint64 number;    /* the count or the sum */
  gint64 given;     /* records with a number; for a count, all */
  gint64 nil;       /* records marked "không có" */
  gint64 unknown;   /* records marked "chưa có số liệu" */
  gint64 wanted;    /* records that must have the number */
  gint64 missing;   /* those of them that have neither a number nor "không có" */
  guint qualifiers; /* of its parts: NhQualifier */
} NhRecordTally;

/* One totals-only figure. */
typedef struct
{
  NhValueState state; /* BLANK: there is none */
  gint64 value;
  guint qualifier; /* NhQualifier; 0: exact */
  gboolean keep;   /* prefer the total where both exist */
} NhTotalTally;

/* TRUE when there is more than `value`, and nobody knows how much: "≥ 9". A published "trên 84.000" says so itself. */
gboolean nh_figure_is_least (const NhFigure *figure);
/* TRUE when both are known to the last one ("không có" is 0), so that their difference is true. */
gboolean nh_figure_may_compare (const NhFigure *now, const NhFigure *before);

NhFigure nh_figure_from_records (const NhRecordTally *tally, gboolean count);
/* Adds the figure of a child (or of the own row) to @sum, initially { 0 }. */
void nh_figure_add (NhFigure *sum, const NhFigure *part);
/* @figure of records beside which a total says that there are @n_more: what these add up to is the least there is, and
 * where they have nothing, nothing is known. */
void nh_figure_leave_open (NhFigure *figure, gint64 n_more);
/* How many more a total says there are than records; 0: as many, or there is no total. */
gint64 nh_figure_count_more (const NhFigure *figure);
/* The unit's figure: derived, or the total. */
NhFigure nh_figure_choose (const NhFigure *derived, const NhTotalTally *total);
/* TRUE when @number is within what the total and its qualifier allow. */
gboolean nh_total_agrees (const NhTotalTally *total, gint64 number);
