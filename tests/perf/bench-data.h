/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-ledger.h"
#include "nh-record.h"

G_BEGIN_DECLS

/* Made-up records, the same ones from the same seed. */

#define BENCH_YEARS 10
#define BENCH_LAST_YEAR 2026

char *bench_place (GRand *rand); /* "Thôn Đông Tiến 12" (transfer full) */
/* @n drafts of points of a year in communes of the province: of NhRecord. (transfer full) */
GPtrArray *bench_points (NhCatalog *catalog, GRand *rand, guint n, int year);
/* A ledger of the province with @n points in it, written year by year up to BENCH_LAST_YEAR. (transfer full): its path
 */
char *bench_province (const char *folder, const char *name, guint n, guint n_years);

G_END_DECLS
