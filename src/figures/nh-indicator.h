/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"
#include "nh-date.h"

G_BEGIN_DECLS

/* How an indicator's figure of a unit comes from those of the units below. */
typedef enum
{
  NH_ADD_SUM,           /* added */
  NH_ADD_MAX,
  NH_ADD_COUNT_UNITS,   /* counts the units below that have it: the figure of a commune is 0 or 1 */
  NH_ADD_NOT,           /* not additive: only the unit's own */
} NhAddition;

/* One figure: its only definition. Titles are Vietnamese data (DESIGN §8). */
typedef struct
{
  const char         *code;       /* "points", "points.province_leaders", "gifts.sets" */
  const char         *title;      /* "Số điểm ngày hội" */
  const char         *measure;    /* "điểm", "lượt người", "suất", "đồng" */
  const char         *group;      /* "points", "leaders", "documents", "gifts", "commendations" */
  NhAddition          addition;
  const char         *from, *to;  /* ISO days between which it exists; NULL: open. The district's ends 2025-06-30 */
  const NhRecordType *type;       /* records it is derived from; NULL: totals only (so far) */
  const char         *aggregate;  /* SQL over that table: "COUNT(*)", "SUM(attendance)" */
  const char         *where;      /* SQL; NULL: all */
} NhIndicator;

const NhIndicator *nh_indicators        (guint *n_indicators);
const NhIndicator *nh_indicator_find    (const char *code);                /* (nullable) */
gboolean           nh_indicator_exists  (const NhIndicator *indicator, NhDate from, NhDate to);   /* on some day of the span */
/* Provides the list "indicator" to catalogs, so that a total's indicator is a choice like any other. Once at start, first of all. */
void               nh_indicators_init   (void);

G_END_DECLS
