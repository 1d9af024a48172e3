/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-mapping.h"

/* Shared by the parts of NhMapping: nh-mapping.c and nh-mapping-….c. */

#define NH_MAPPING_LEVELS 3 /* rows of a heading, at most */

/* Takes these rows of the grid as the headings (0: there are none), and the fields that they name. */
void nh_mapping_place_headings (NhMapping *self, NhGrid *grid, guint first, guint n_levels);
/* "(suất)", "1.000đ", "người", "(ghi rõ thôn)": does the row say only in what the columns are counted, or what is to
 * be written there? */
gboolean nh_mapping_is_of_measures (const NhMapping *self, NhGrid *grid, guint row);
/* Adds them to the headings above. */
void nh_mapping_take_measures (NhMapping *self, NhGrid *grid, guint row);
/* What the money of each column is worth, by the headings, the words above them and the figures. */
void nh_mapping_find_scales (NhMapping *self, NhGrid *grid);
/* Which column is the unit, by what stands in it, too. */
void nh_mapping_find_units (NhMapping *self, NhGrid *grid, NhCatalog *catalog, int year);
/* "Trong đó" over "Ngân sách", "Xã hội hóa": a column for the money of each source. */
void nh_mapping_find_sources (NhMapping *self, NhCatalog *catalog);
/* "Tên", or names below no heading, where nothing else is the name of the record. */
void nh_mapping_find_name_column (NhMapping *self, NhGrid *grid);
/* Of two columns of one field: is @a it? Of "Nam", "Nữ" and "Tổng" it is the sum, else the first. */
gboolean nh_mapping_comes_first (const NhMapColumn *columns, guint a, guint b);
/* Without headings: each column where its content fits best, in the order of the fields. */
void nh_mapping_guess_by_content (NhMapping *self, NhGrid *grid, NhCatalog *catalog, int year);
/* What a record has besides its fields, by a folded heading; NH_MAP_NONE. */
int nh_mapping_find_other (const char *folded);
/* Folded names of the fields of other types. (transfer full) */
GHashTable *nh_mapping_list_other_names (const NhRecordType *type);
