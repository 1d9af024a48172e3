/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* The number of units added from the list in the file @path; 0 with @error. */
NH_DECLARE_ASYNC (nh_catalog_import_units, guint, NhLedger *ledger, const char *path);
/* The code of a choice of the office itself, as nh_catalog_add_code (). (transfer full) */
NH_DECLARE_ASYNC (nh_catalog_add_code, char *, NhLedger *ledger, const char *list, const char *title, const char *like);
