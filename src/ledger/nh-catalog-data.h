/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-unit-list.h"

G_BEGIN_DECLS

/* Private to the ledger. Reads the data files of the program (units/, codebooks/). */

/* All our units, and those of @more (CSV, nullable), with ids, parents and steps, as a new ledger gets them. (transfer
 * full) */
NhUnitList *nh_catalog_data_units (GBytes *more, GError **error);
/* All entries of our codebooks: of NhCode, by list and position. (transfer full) */
GPtrArray *nh_catalog_data_codes (GError **error);
/* One codebook: adds the entries of a CSV text to @codes, as those of @list. */
gboolean nh_catalog_data_read_codes (GPtrArray *codes, const char *list, const char *text, gsize length,
                                     GError **error);
void nh_catalog_data_code_free (gpointer code); /* a GDestroyNotify for NhCode */

/* Shared by the readers of data files and tables. */
void nh_catalog_data_add_unit (NhCatalogBuilder *builder, const NhUnitRow *row);

G_END_DECLS
