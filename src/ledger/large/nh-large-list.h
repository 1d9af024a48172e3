/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-query-sql.h"

/* Private to the ledger: what makes lists of up to a million records fast. nh-query.c says which records are listed;
 * this room finds the quickest way to them. Behind it: the record sorter (nh-record-sorter.h), folded texts in memory
 * (nh-search-buffer.h), sets of ids (nh-id-set.h), and the choice of indexes by EXPLAIN QUERY PLAN. A table of up to
 * NH_SEARCH_BUFFER_LEAST records is read as SQLite chooses, without them, except that the sorter orders all lists. */

/* *@ids (of gint64, transfer full): the records with all of @words (folded), found in memory; NULL: search the table.
 * @wait FALSE: only if that takes no longer than a screen waits. FALSE: G_IO_ERROR_CANCELLED. */
gboolean nh_large_list_find_words (NhConnection *connection, NhLedger *ledger, const NhRecordType *type,
                                   const char *const *words, gboolean wait, GArray **ids, GError **error);
/* "SELECT @columns FROM … WHERE …", by the cheapest way to the season. (transfer full) */
NhSql *nh_large_list_select (NhConnection *connection, const NhQuery *query, const char *columns);
/* The ids of a query in order: of gint64. @limit 0: all. (transfer full) */
GArray *nh_large_list_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit,
                           GError **error);
/* The first @limit of them, where an index gives the order. NULL without @error: none does. (transfer full) (nullable)
 */
GArray *nh_large_list_first (NhConnection *connection, const NhQuery *query, guint limit, GError **error);
