/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-store.h"

/* Private to the ledger: reading and writing single records, for nh-store-change.c and undo. */

/* FALSE on an error; NULL in @record (transfer full) when there is none of that id. */
gboolean nh_store_read (NhConnection *connection, const NhRecordType *type, gint64 id, NhRecord **record,
                        GError **error);

void nh_store_unref (gpointer record); /* a GDestroyNotify; NULL is allowed */

/* SQL: what a record @alias of @type is called where another refers to it. (transfer full) */
char *nh_store_name_sql (const NhRecordType *type, const char *alias);

/* Blanks all fields and what was said to warnings. */
void nh_store_make_blank (NhRecord *draft);

/* "Changed by someone else": FALSE. */
gboolean nh_store_set_conflict (GError **error);

/* FALSE where the province has accepted what this ledger handed in for the year of @record. @sentence: what was to be
 * done, for the error. */
gboolean nh_store_check_open (NhConnection *connection, NhLedger *ledger, const NhRecord *record, const char *sentence,
                              GError **error);

/* As nh_store_find_children(), with those in the recycle bin when @with_deleted. */
GArray *nh_store_find_all_children (NhConnection *connection, const NhRecordType *type, const gint64 *ids, guint n_ids,
                                    gboolean with_deleted, GError **error);
