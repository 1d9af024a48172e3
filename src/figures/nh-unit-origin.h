/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"

/* The units of the day @before that became @unit by the day @now, itself included where it is one of them. Empty, and
 * @split says why, where one of them went to several units, for then nothing is known of the parts (DOMAIN §3): "phường
 * Đại Nài được chia cho phường A, phường B". @split: (out) (transfer full) (nullable). (transfer container): of const
 * NhUnit* */
GPtrArray *nh_unit_origins (NhCatalog *catalog, gint64 unit, NhDate now, NhDate before, char **split);
