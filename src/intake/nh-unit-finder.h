/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"

/* Units as lists of offices name them: with or without what they are ("xã …", "CA P. …"), by code, by the name before a
 * merger. Remembers what it found. */
typedef struct _NhUnitFinder NhUnitFinder;

/* @owner: the unit within which they are; 0: any. @on: the day on which they are looked for. */
NhUnitFinder *nh_unit_finder_new (NhCatalog *catalog, gint64 owner, NhDate on);
void nh_unit_finder_free (NhUnitFinder *self);
/* @district: of units with the same name; nullable. @reason: (out) (transfer full) set where it was not found so, or 0
 * is returned; @doubtful: (out) it is only likely. */
gint64 nh_unit_finder_find (NhUnitFinder *self, const char *text, const char *district, char **reason,
                            gboolean *doubtful);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhUnitFinder, nh_unit_finder_free)
