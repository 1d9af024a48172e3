/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"
#include "nh-record-type.h"

G_BEGIN_DECLS

/* Private to the ledger: the folded texts of all records of a type, one behind the other in memory. Where there are very many records, a
 * word is found here several times as fast as by reading the table. What is missing is read when it is asked for; which records were
 * changed since, the history tells. Any thread; each with its own connection, in a read transaction. */
typedef struct _NhSearchBuffer NhSearchBuffer;

/* Of fewer records the table is read, which costs no memory. */
#define NH_SEARCH_BUFFER_LEAST 10000

NhSearchBuffer *nh_search_buffer_new  (const NhRecordType *type);
void            nh_search_buffer_free (NhSearchBuffer *self);
/* Ids (GArray of gint64, in no order) of the records, deleted ones too, whose folded text has all of @words, which are folded. NULL
 * without an error: the table is to be asked. That is so where records are few or their texts too long to be kept, where the history cannot
 * be read, for a connection that writes or sees an older state than the texts are of, and with @wait FALSE where more would have to be read
 * than a screen waits for. The only error is G_IO_ERROR_CANCELLED. (transfer full) (nullable) */
GArray         *nh_search_buffer_find (NhSearchBuffer *self, NhConnection *connection, const char *const *words, gboolean wait, GError **error);

G_END_DECLS
