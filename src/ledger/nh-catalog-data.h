/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-unit-list.h"

/* Reads the data files of the program (units/, codebooks/). */

/* A catalog straight from our data files, for a first start with no ledger yet. Ids are those a new ledger would give.
 * @more: a further unit list as nh_catalog_import_units() takes it; nullable. (transfer full) */
NhCatalog *nh_catalog_from_data (GBytes *more, GError **error);

/* Private to the ledger. */

/* All our units, and those of @more (CSV, nullable), with ids, parents and steps, as a new ledger gets them. (transfer
 * full) */
NhUnitList *nh_catalog_data_units (GBytes *more, GError **error);
/* All entries of our codebooks: of NhCode, by list and position. (transfer full) */
GPtrArray *nh_catalog_data_codes (GError **error);
/* One codebook: adds the entries of a CSV text to @codes, as those of @list. */
gboolean nh_catalog_data_read_codes (GPtrArray *codes, const char *list, const char *text, gsize length,
                                     GError **error);
void nh_catalog_data_code_free (gpointer code); /* a GDestroyNotify for NhCode */
