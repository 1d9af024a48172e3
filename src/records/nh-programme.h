/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-catalog.h"

/* The two programmes beside the festival (DOMAIN §4) are dated data: codebooks "programme" and "criterion". What a unit
 * has reached is worked out here from its assessments and its register, and never stored.
 *
 *   programme   criteria=4             how many criteria it has; a table that has fewer is not complete
 *               units=xã               the kinds of units it is for
 *               body=khu_dan_cu        it is bodies of that kind that are assessed, not the unit
 *               window=16/11           what is assessed begins on this day of the year before, and ends before it
 *               groups=A|B|C, basis=…  the groups of its criteria, the law
 *   criterion   programme=CODE, number=1, group=…
 *               until=31/3             the evidence is of this day of the year at the latest
 *               registered=100, recognised=70   counted from the register: so many of a hundred bodies
 *               recognition=1          not one of the criteria: the decision that recognises the unit
 *               summary=1              the text is not that of the law
 */

/* Of at least @percent of a hundred, how many of @n are enough: 70 of 25 is 18. */
guint nh_programme_threshold (guint n, guint percent);
/* The days that are assessed in @year, inclusive; of a programme or a kind of body. FALSE: it says none. */
gboolean nh_programme_window (const NhCode *code, int year, NhDate *from, NhDate *to);
gboolean nh_programme_is_for (const NhCode *programme, const NhUnit *unit);
/* The whole number of an attribute; 0: there is none. */
guint nh_code_get_number (const NhCode *code, const char *name);
/* (nullable) */
const NhCode *nh_criterion_get_programme (const NhCode *criterion, NhCatalog *catalog, NhDate day);
gboolean nh_criterion_is_counted (const NhCode *criterion);
/* NONE: there is no such day. */
NhDate nh_criterion_last_day (const NhCode *criterion, int year);
/* Programmes of a season, of const NhCode *. (transfer container) */
GPtrArray *nh_programmes (NhCatalog *catalog, int year);
