/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"
#include "nh-connection.h"

/* Bytes of a text of a unit or a choice: there are thousands of them, and work on one grows faster than its length. */
#define NH_CATALOG_MAX_TEXT 1000
/* Bytes of a file of units: twenty thousand have less than 2 MB. */
#define NH_CATALOG_FILE_MOST (16 * 1024 * 1024)

/* Units and codebooks: our data files (in the resource /vn/ngayhoi/data) → tables → NhCatalog. */

NhCatalog *nh_catalog_load (NhConnection *connection, GError **error); /* (transfer full) */
/* Fills the tables of a new ledger. Inside a transaction. @more: nullable. */
gboolean nh_catalog_store_data (NhConnection *connection, GBytes *more, GError **error);
/* Brings the codebooks up to our data files, in a transaction of its own where none is open: new and corrected rows
 * arrive, replaced ones go, and rows of one code that overlap in time are mended. Codes of the office itself (custom)
 * stay. To be called after such codes were added. */
gboolean nh_catalog_update_codebooks (NhConnection *connection, GError **error);
/* A unit list of another province in the format of units/README.md (with @mapping, nullable). One transaction; @n_units
 * is the number added. Rows that cannot be read are refused as a whole, with the line. */
gboolean nh_catalog_import_units (NhConnection *connection, const char *units_csv, gsize length,
                                  const char *mapping_csv, gsize mapping_length, guint *n_units, GError **error);
/* A unit typed in by hand. Gives its id; 0 and @error otherwise. @unit->code may be NULL: one is made. */
gint64 nh_catalog_add_unit (NhConnection *connection, const NhUnit *unit, GError **error);
/* A choice of the office itself in @list, called @title, which counts as the code @like of the list does. Inside a
 * transaction, or one of its own. Gives its code; NULL and @error (EXISTS: the list has such a title) otherwise.
 * (transfer full) */
char *nh_catalog_add_code (NhConnection *connection, NhCatalog *catalog, const char *list, const char *title,
                           const char *like, GError **error);
/* Criteria of the office itself, of NhCode, whose attributes begin "programme=…;number=…;". One of the same programme
 * and number that was added before goes, or ends the day before the new one begins where records use it. One
 * transaction. */
gboolean nh_catalog_put_criteria (NhConnection *connection, GPtrArray *codes, GError **error);
