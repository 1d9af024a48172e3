/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"
#include "nh-commendation.h"

G_BEGIN_DECLS

/* nh-commendation-check.c: the rules (DOMAIN §2). */
void    nh_commendation_check (const NhRecord *record, NhCheck *check);
/* A list attribute of the form chosen, as valid on the decision's day: "tap_the,ca_nhan"; NULL: not said. (transfer full) (nullable) */
char   *nh_commendation_form_attribute (const NhRecord *record, NhCatalog *catalog, const char *name);
/* A rate of the form ("rate", "most") in đồng on the decision's day, of one recipient: times the base salary of that day. 0: not known. */
gint64  nh_commendation_rate (const NhRecord *record, NhCatalog *catalog, const char *name);

G_END_DECLS
