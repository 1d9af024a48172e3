/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-search-buffer.h"

G_BEGIN_DECLS

/* Of the ledger, empty before the first search; any thread. */
NhSearchBuffer *nh_ledger_get_search_buffer (NhLedger *self, const NhRecordType *type);

G_END_DECLS
