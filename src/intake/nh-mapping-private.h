/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-mapping.h"

/* Shared by nh-mapping.c and nh-mapping-words.c. */

#define NH_MAPPING_LEVELS 3 /* rows of a heading, at most */

/* Takes these rows of the grid as the headings (0: there are none), and the fields that they name. */
void nh_mapping_place_headings (NhMapping *self, NhGrid *grid, guint first, guint n_levels);
/* What the money of each column is worth, by the headings, the words above them and the figures. */
void nh_mapping_find_scales (NhMapping *self, NhGrid *grid);
