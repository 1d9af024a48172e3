/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-connection.h"

/* Private to the ledger: an NhConnectionCheck. Refuses a file whose schema is not the one that this program makes for
 * the file's format, object by object; only the tables that SQLite makes for itself are left out. So no trigger, view,
 * generated column, index or constraint of another program can run or get in the way.
 * A file of a newer format can be read only (NH_ERROR_NEWER for WRITE), and only if it holds nothing but plain tables
 * and indexes. NH_ERROR_NOT_A_LEDGER without a format, or for another schema. */
gboolean nh_schema_check (NhConnection *connection, GError **error);
