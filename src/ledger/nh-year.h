/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

G_BEGIN_DECLS

/* The year the office works on, remembered in the ledger (setting "year"). */

/* On the writer's thread; not a change that can be undone. */
gboolean nh_year_set (NhConnection *connection, int year, GError **error);
/* Years that have any record, and the current one; ascending: GArray of int. (transfer full) */
GArray *nh_year_list (NhConnection *connection, NhLedger *ledger, GError **error);
/* The current year; that of today when none is remembered. */
int nh_year_get (NhConnection *connection);

NH_DECLARE_ASYNC (nh_year_set, gboolean, NhLedger *ledger, int year);

G_END_DECLS
