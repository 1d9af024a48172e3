/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"
#include "nh-commendation.h"

/* nh-commendation-check.c: the rules (DOMAIN §2). */
void nh_commendation_check (const NhRecord *record, NhCheck *check);
/* An attribute of the chosen form on the decision's day, such as "tap_the,ca_nhan". (transfer full) (nullable) */
char *nh_commendation_form_attribute (const NhRecord *record, NhCatalog *catalog, const char *name);
/* A rate of the form ("rate", "most") times the base salary of the decision's day: đồng a recipient. 0: unknown. */
gint64 nh_commendation_rate (const NhRecord *record, NhCatalog *catalog, const char *name);
