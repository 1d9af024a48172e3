/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-query.h"
#include "nh-sql.h"

G_BEGIN_DECLS

/* " AND …" over a record table for every word of @search: without marks as folded, and with its marks too when it was
 * typed with any. */
void nh_query_add_search (NhSql *self, const char *search);
/* How the records of a season are found. */
typedef enum
{
  NH_SEASON_BY_INDEX, /* as SQLite chooses */
  NH_SEASON_BY_ORDER, /* by no index of the season, so that one of the sort order can be used */
  NH_SEASON_BY_SCAN,  /* the whole table is read */
  NH_SEASON_BY_ROWID, /* only the season's records, in the order of the file */
} NhSeasonBy;

/* " FROM TYPE WHERE …" of a query without problems, up to its ORDER BY. */
void nh_query_add_where (NhSql *self, const NhQuery *query, NhSeasonBy by);
/* " AND year = ? AND unit IN (…)". @free: so that no index is used for it. */
void nh_query_add_season (NhSql *self, const NhQuery *query, gboolean free);
/* " AND …" for the conditions on fields. They were checked when they were set. */
void nh_filter_add_sql (const NhFilter *self, NhSql *sql);

G_END_DECLS
