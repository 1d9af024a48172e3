/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-sample.h"

G_BEGIN_DECLS

#define NH_SAMPLE_SEED "ha-tinh-2022"

/* Adds drafts of the season's made-up points on the communes of @province to @drafts. */
void nh_sample_add_points (NhCatalog *catalog, gint64 province, GPtrArray *drafts);

G_END_DECLS
