/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-sample.h"

/* The draft number @n of the sample; its uuid is the same each time. (transfer full) */
NhRecord *nh_sample_draft_new (const NhRecordType *type, gint64 unit, guint n);
/* Adds drafts of the season's made-up points on the communes of @province to @drafts. */
void nh_sample_add_points (NhCatalog *catalog, gint64 province, GPtrArray *drafts);
