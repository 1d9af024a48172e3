/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-figures.h"

/* One item of the comparison: a unit of a season, or a point of a unit without units below. */
typedef struct
{
  char *name;          /* owned: "Xã Cẩm Nhượng", "Cấp tỉnh", "Thôn Mỹ Sơn" */
  const NhUnit *unit;  /* borrowed from the catalog: whose records they are */
  const NhUnit *group; /* borrowed (nullable): the district it was in */
  gint64 record;       /* a point's id; 0: a unit */
  gboolean reported;
  gboolean before_reported; /* so had every unit that it was last year */
  char *split;              /* owned: not comparable with last year (nh_unit_origins()), and blank there; NULL: it is */
  NhFigure *figures; /* owned: one for each indicator, in the order of nh_indicators(); their qualifiers live with the
                        NhFigures */
  NhFigure *before;  /* owned: the same of last year; blank where there was nothing */
} NhRanked;

/* Units of the season in the order of a sheet, of NhRanked; empty for a unit without units below. Last year's figures
 * are those of the same unit, or added over the units that went whole into it. Both figures have to outlive it.
 * (transfer full) */
GPtrArray *nh_ranking_of_units (NhFigures *figures, NhFigures *last_year, NhCatalog *catalog);
/* The same for a season with districts: each district as a whole, and what is in none. NULL where there are fewer than
 * two districts. (transfer full) */
GPtrArray *nh_ranking_of_districts (NhFigures *figures, NhFigures *last_year, NhCatalog *catalog);
/* Held points of one unit, each beside the point of the same place a year before. Only those indicators that are summed
 * over points are filled in. More than @most points: an empty array. (transfer full) */
GPtrArray *nh_ranking_of_points (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, guint most,
                                 GError **error);
/* The same by one indicator: the greatest first, then zero, "không có", "chưa có số liệu", and what is blank; among
 * equals the order of
 * @ranked stays. (transfer container) */
GPtrArray *nh_ranking_sort (GPtrArray *ranked, const char *code);
/* Units that have neither records nor a total of the season, in the order of a sheet: of const NhFigureRow*. (transfer
 * container) */
GPtrArray *nh_ranking_missing (NhFigures *figures);

#define NH_OVERVIEW_POINTS 2000 /* of one unit, side by side: above it no chart is shown */

/* The figures of a unit's season, and of the season before. */
typedef struct
{
  NhFigures *figures;
  NhFigures *last_year;
  GPtrArray *ranked;    /* of NhRanked: the units below, or the points of a unit that has none */
  GPtrArray *districts; /* of NhRanked: the districts these units are in (nullable) */
} NhOverview;

void nh_overview_free (NhOverview *overview);
NH_DECLARE_ASYNC (nh_overview, NhOverview *, NhLedger *ledger, gint64 unit, int year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhOverview, nh_overview_free)
