/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"

/* Private to the ledger: SQL and the values of its parameters, in order. */
typedef struct
{
  GString *sql;
  GArray *values;
} NhSql;

NhSql *nh_sql_new (const char *begin, ...) G_GNUC_PRINTF (1, 2);
void nh_sql_free (NhSql *self);
void nh_sql_add_text (NhSql *self, char *text); /* (transfer full) */
void nh_sql_add_number (NhSql *self, gint64 number);
/* " AND id is one of @ids" (of gint64). */
void nh_sql_add_ids (NhSql *self, GArray *ids);
/* Borrowed from the connection's cache as by nh_connection_prepare(), with its parameters bound. */
sqlite3_stmt *nh_sql_prepare (const NhSql *self, NhConnection *connection, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhSql, nh_sql_free)
