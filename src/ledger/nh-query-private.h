/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-filter.h"

G_BEGIN_DECLS

/* Private to the ledger: SQL and the values of its parameters, in order. A value is a text, or a number when its text is NULL. */
typedef struct
{
  GString   *sql;
  GPtrArray *texts;     /* nullable elements, owned */
  GArray    *numbers;
} NhSql;

void          nh_sql_init         (NhSql *self);
void          nh_sql_clear        (NhSql *self);
void          nh_sql_add_text     (NhSql *self, char *text);       /* takes it over */
void          nh_sql_add_number   (NhSql *self, gint64 number);
sqlite3_stmt *nh_sql_prepare      (const NhSql *self, NhConnection *connection, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhSql, nh_sql_clear)

/* " AND …" over a record table for every word of @search: without marks as folded, and with its marks too when it was typed with any. */
void          nh_query_add_search (NhSql *self, const char *search);
/* " AND …" for the conditions on fields. They were checked when they were set. */
void          nh_filter_add_sql   (const NhFilter *self, NhSql *sql);
/* The functions that the SQL of a filter calls; on every connection. */
void          nh_filter_register  (sqlite3 *db);

G_END_DECLS
