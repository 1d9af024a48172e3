/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-store.h"

G_BEGIN_DECLS

/* Private to the ledger: what undo needs of the store. */

/* One record within a transaction and a change: writes what differs from @before (NULL: a new record) and the history row. The id
 * and version of @draft move on. @action: "insert", "update", "delete", "restore". */
gboolean nh_store_put (NhConnection *connection, NhLedger *ledger, gint64 change, NhRecord *before, NhRecord *draft,
                       const char *action, GError **error);

G_END_DECLS
