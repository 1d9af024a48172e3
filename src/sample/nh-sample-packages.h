/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* A season to be received: the packages of all 69 communes of Hà Tĩnh for NH_SAMPLE_PACKAGES_YEAR, made up, the same
 * bytes each time. The sample ledger has asked for that year and knows the communes' keys.
 *
 * Of the files, some are late, one says that nothing was held, one was sent again after it was returned, two communes
 * tell of the same event, one file is damaged, and one is sealed to another province. */

#define NH_SAMPLE_PACKAGES_YEAR 2025

/* The folder that belongs to a sample ledger: "Ngày hội 2022 … - tệp nộp 2025" beside it. (transfer full) */
char *nh_sample_packages_folder (const char *ledger_path);
/* The same, if the ledger is a sample and the folder is there. (transfer full) (nullable) */
char *nh_sample_packages_find (NhLedger *ledger);
/* Makes it and its files; what is in it under the same names is replaced. */
gboolean nh_sample_packages_make (const char *ledger_path, GError **error);
