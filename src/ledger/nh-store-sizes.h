/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"
#include "nh-record-type.h"

/* A longer text or larger number than can be typed was written by another program; shown or added up, it would hold the
 * window or overflow. NH_ERROR_CORRUPT. */

/* Of the row that @statement is at; its fields begin with the column @first. */
gboolean nh_store_sizes_check (NhConnection *connection, const NhRecordType *type, sqlite3_stmt *statement, int first,
                               GError **error);
/* Of all records. @connection: to a file of the newest format. */
gboolean nh_store_sizes_verify (NhConnection *connection, GError **error);
