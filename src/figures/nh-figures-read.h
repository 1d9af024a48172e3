/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"
#include "nh-connection.h"
#include "nh-figure-rule.h"

/* Aggregates of one unit's season. */
typedef struct
{
  gboolean settled; /* has a record that counts or is an answer */
  gboolean has_total;
  struct
  {
    NhRecordTally records;
    NhTotalTally total;
  } of[]; /* each indicator */
} NhUnitTally;

typedef struct
{
  gint64 unit; /* 0: all units */
  int year;
  NhDate as_of;       /* NH_DATE_NONE: no cut-off */
  gboolean by_record; /* an entry for each held point instead of each unit, with its gifts and commendations; key 0:
                         those without a point; no totals */
} NhFiguresQuestion;

/* unit or record id (gint64 *) → NhUnitTally: units with any record or total. (transfer full) */
GHashTable *nh_figures_read (NhConnection *connection, NhCatalog *catalog, const NhFiguresQuestion *question,
                             GError **error);

typedef struct
{
  gint64 unit;
  NhDate day;
  gint64 n;
} NhDayCount;

/* How many points that count began on each day that is known, in the order of days; not of the units below @question's
 * unit, but of it or of all. (transfer full): of NhDayCount */
GArray *nh_figures_read_days (NhConnection *connection, NhCatalog *catalog, const NhFiguresQuestion *question,
                              GError **error);
