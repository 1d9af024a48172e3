/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* Private to the ledger: an immutable bit set of ids, tested in SQL by "nh_is_among (id, ?)". Reference counted; any
 * thread. */
typedef struct _NhIdSet NhIdSet;

/* NULL: the ids are too sparse for a bit set. @ids: of gint64. (transfer full) (nullable) */
NhIdSet *nh_id_set_new (GArray *ids);
void nh_id_set_unref (NhIdSet *self);
/* The statement keeps a reference as long as the parameter is bound. */
void nh_id_set_bind (NhIdSet *self, sqlite3_stmt *statement, int parameter);
/* nh_is_among(); on every connection. */
void nh_id_set_register (sqlite3 *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhIdSet, nh_id_set_unref)
