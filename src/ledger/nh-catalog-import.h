/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* The number of units added from the list in the file @path; 0 with @error. */
NH_DECLARE_ASYNC (nh_catalog_import_units, guint, NhLedger *ledger, const char *path);
