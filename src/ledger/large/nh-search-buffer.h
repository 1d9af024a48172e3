/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"
#include "nh-record-type.h"

/* Private to the ledger: the folded texts of all records of a type, concatenated in memory. In large tables it finds
 * words several times faster than SQL. Missing texts are read on demand; the history tells which records changed. Any
 * thread, each with its own connection in a read transaction. */
typedef struct _NhSearchBuffer NhSearchBuffer;

/* Smaller tables are read by SQL, which costs no memory. */
#define NH_SEARCH_BUFFER_LEAST 10000

gint64 nh_search_buffer_greatest_id (NhConnection *connection, const NhRecordType *type); /* 0: there is none */
NhSearchBuffer *nh_search_buffer_new (const NhRecordType *type);
void nh_search_buffer_free (NhSearchBuffer *self);
/* Ids (GArray of gint64, unordered) of the records, deleted ones included, whose folded text has all of @words
 * (folded). NULL without @error: search the table. That is so for few records, texts too long to keep, an unreadable
 * history, a writing connection, one that sees an older state than the buffer, and with @wait FALSE if much has to be
 * read. The only error is G_IO_ERROR_CANCELLED. (transfer full) (nullable) */
GArray *nh_search_buffer_find (NhSearchBuffer *self, NhConnection *connection, const char *const *words, gboolean wait,
                               GError **error);
