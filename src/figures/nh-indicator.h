/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"
#include "nh-catalog.h"

/* How the figure of a unit is derived from those of the units below. */
typedef enum
{
  NH_ADD_SUM,         /* added */
  NH_ADD_COUNT_UNITS, /* counts the communes below that have points: the figure of a commune is 0 or 1 */
} NhAddition;

/* One figure: its only definition. Titles are Vietnamese data (DESIGN §8). */
typedef struct
{
  const char *code;    /* "points", "leaders.province", "gifts.sets" */
  const char *title;   /* "Số điểm ngày hội" */
  const char *measure; /* "điểm", "lượt người", "suất", "đồng" */
  const char *group; /* "points", "leaders", "scale", "documents", "gifts", "commendations", "activities", "results" */
  NhAddition addition;
  const char *from, *to;    /* ISO days between which it exists; NULL: open. The district's ends 2025-06-30 */
  const NhRecordType *type; /* records it is derived from; NULL: from other figures or totals only */
  const char *field;        /* the field of the records that is summed; NULL: the records are counted */
  const char *where;        /* SQL over the record: which are counted; NULL: all */
  const char *wanted;       /* SQL over the record: which of them must have the number; NULL: it may be left blank */
  /* How a list shows them, beside that they count: what `where` and `field` say, as far as a filter can ask for it. */
  const char *choice; /* the attribute of their choice (NhCounting): "column=residential", "suat=1"; NULL: any */
  const char *filter; /* a word of nh_filter_set_word(): "leaders=central", "cost=!"; NULL: nothing more */
  const char *join;   /* SQL: " LEFT JOIN …" that `where` refers to, read once a record; NULL: none */
} NhIndicator;

/* The indicators of one group stand together, in the order of groups. */
typedef struct
{
  const char *code;  /* of NhIndicator.group */
  const char *title; /* N_() */
} NhIndicatorGroup;

const NhIndicatorGroup *nh_indicator_groups (guint *n_groups);
const NhIndicator *nh_indicators (guint *n_indicators);
const NhIndicator *nh_indicator_find (const char *code); /* (nullable) */
/* Its title as the ledger's owner says it: "Số điểm có lãnh đạo thành phố dự" in a centrally run city. */
const char *nh_indicator_get_title (const NhIndicator *indicator, NhCatalog *catalog);
guint nh_indicator_index (const char *code); /* in nh_indicators(); an unknown code is fatal */
gboolean nh_indicator_exists (const NhIndicator *indicator, NhDate from, NhDate to); /* on some day of the span */
/* Provides the list "indicator" to catalogs, so that a total's indicator is a choice like any other. Once at start,
 * first of all; a second call does nothing. */
void nh_indicators_init (void);
