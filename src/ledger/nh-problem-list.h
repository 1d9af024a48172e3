/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-query.h"

G_BEGIN_DECLS

/* Private to the ledger. The ids of a query that asks for records with problems: rules are C, and run over each record, in the order of
 * the query, so that the first are found before all have been looked at. @limit 0: all. @first: those found before by a limit; only what
 * comes behind the last of them is looked at (nullable). (transfer full) */
GArray *nh_problem_list_ids (NhConnection *connection, NhLedger *ledger, const NhQuery *query, guint limit, GArray *first, GError **error);

G_END_DECLS
