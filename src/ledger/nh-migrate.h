/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-migrate-format.h"

/* Private to the ledger: from an older format to today's. */

/* Migrates the file to the newest format, after a verified backup; without one nothing is done. Outside a transaction,
 * on a writing connection. TRUE if there is nothing to do. */
gboolean nh_migrate (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error);
/* For read-only connections: an older file is migrated in a memory copy, which is read instead. */
gboolean nh_migrate_copy (NhConnection *connection, const NhMigration *migrations, guint n_migrations, GError **error);
