/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-check.h"
#include "nh-point.h"

/* nh-point-check.c: rules over several fields or other records. */
void nh_point_check (const NhRecord *record, NhCheck *check);
/* Rules over one field, for the table. */
void nh_point_check_areas (const NhRecord *record, guint field, NhCheck *check);
void nh_point_check_cost (const NhRecord *record, guint field, NhCheck *check);
void nh_point_check_crowd (const NhRecord *record, guint field, NhCheck *check);
