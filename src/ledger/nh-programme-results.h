/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"

/* What a commune or ward has reached in the programmes of a season: a line each, "Tiêu chí …: Chưa đạt tiêu chí 3.".
 * Vietnamese data. "" where none is for the unit. (transfer full); NULL with @error. */
char *nh_programme_results (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
NH_DECLARE_ASYNC (nh_programme_results, char *, NhLedger *ledger, gint64 unit, int year);
