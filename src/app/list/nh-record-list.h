/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-key-list.h"
#include "nh-query.h"

/* The records of a query as an NhKeyList: keys are ids, values NhRecord. It follows changes of the ledger by itself.
 * Rules (records with problems) are run once over each record: for the first 500 found, then for those behind them.
 * (transfer full) */
NhKeyList *nh_record_list_new (NhLedger *ledger, const NhRecordType *type);
/* Reads the records of @query (transfer full). */
void nh_record_list_set_query (NhKeyList *self, NhQuery *query);
/* (nullable) */
const NhQuery *nh_record_list_get_query (NhKeyList *self);
