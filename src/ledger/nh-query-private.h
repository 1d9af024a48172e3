/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-filter.h"
#include "nh-sql.h"

G_BEGIN_DECLS

/* " AND …" over a record table for every word of @search: without marks as folded, and with its marks too when it was typed with any. */
void          nh_query_add_search (NhSql *self, const char *search);
/* " AND …" for the conditions on fields. They were checked when they were set. */
void          nh_filter_add_sql   (const NhFilter *self, NhSql *sql);

G_END_DECLS
