/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-notice.h"
#include "nh-store.h"

/* Shows that @records (of NhRecord) were saved, with a button to undo it. Names the first one with a warning; the
 * others show theirs in the form. */
void nh_batch_notify_saved (NhNotice *notice, GPtrArray *records, const NhAdded *added, NhCatalog *catalog);
