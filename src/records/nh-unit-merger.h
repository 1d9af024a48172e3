/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"

/* What became of units when they were merged and divided (DOMAIN §3): steps of the catalog, followed from one day to
 * another. A unit that is valid on both days is what it was, unless it gave a part away. */

/* The one unit of the day @on that all of @unit is now; NULL: it was divided, or there is none. (nullable) */
const NhUnit *nh_unit_heir (NhCatalog *catalog, gint64 unit, NhDate on);
/* The units of the day @before that are whole within @unit on the day @now, itself included where it is one of them.
 * @split: (out) (transfer full) (nullable): one that came in part is not among them: "phường Đại Nài được chia cho
 * phường A, phường B". (transfer container): of const NhUnit* */
GPtrArray *nh_unit_origins (NhCatalog *catalog, gint64 unit, NhDate now, NhDate before, char **split);
