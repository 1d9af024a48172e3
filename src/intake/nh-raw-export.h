/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-query.h"

/* The records of a type as a plain table, every field a column, for whoever calculates further with them. nh-intake.h
 * reads it back as the same records. */

/* A workbook or CSV, by the ending of @path. @query: which records, in which order. @personal: with the fields about
 * persons. @done (nullable): counts rows. On a worker of the ledger. NH_ERROR_USAGE for another ending. */
gboolean nh_raw_export (NhConnection *connection, NhLedger *ledger, const NhQuery *query, gboolean personal,
                        const char *path, gint *done, GCancellable *cancellable, GError **error);
