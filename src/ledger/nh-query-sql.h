/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-filter.h"
#include "nh-sql.h"

/* Which records, in which order. Plain data; identifiers come from the field tables only, values are bound. */
typedef struct
{
  const NhRecordType *type;
  int year;     /* 0: all */
  gint64 unit;  /* 0: all; else the unit and all below it … */
  gboolean own; /* … or, with this, none but the unit */
  char *search; /* owned, nullable: diacritics count where typed */
  int sort;     /* index of a field; n_fields: the unit; -1: the type's own order */
  gboolean descending;
  gboolean deleted; /* the recycle bin instead */
  NhFilter *filter; /* owned, nullable; its `deleted` counts only through the one above */
  GArray *only;     /* owned, nullable: of gint64, no record but these; shared by copies and not changed */
} NhQuery;

NhQuery *nh_query_new (const NhRecordType *type);
NhQuery *nh_query_copy (const NhQuery *self);
void nh_query_free (NhQuery *self);

/* The SQL of a query, private to the ledger. */

/* The words to find, folded as the columns `search` or (@marked) `search_marked`; with @marked only words typed with
 * marks. NULL-terminated. (transfer full) */
char **nh_query_split_words (const char *search, gboolean marked);
/* " AND …" over a record table for every word of @search: without marks as folded, and with its marks too when it was
 * typed with any. Records of a unit below @above that is named so are found, too; 0: none. */
void nh_query_add_search (NhSql *self, const char *search, gint64 above);
/* Is a unit below that of the query named as its search? */
gboolean nh_query_names_unit (NhConnection *connection, const NhQuery *query);

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhQuery, nh_query_free)
