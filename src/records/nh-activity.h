/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* Propaganda, activities of the movement, and results of the year (DOMAIN §2 "Activity"): so many of one kind. */
typedef enum
{
  NH_ACTIVITY_KIND,   /* codebook activity_kind, which says what is counted */
  NH_ACTIVITY_PERIOD, /* "ngay_hoi", or "nam": counted since the beginning of the year */
  NH_ACTIVITY_NAME,
  NH_ACTIVITY_DATE_FROM,
  NH_ACTIVITY_DATE_TO,
  NH_ACTIVITY_NUMBER,
  NH_ACTIVITY_PARTICIPANTS, /* only of kinds with people= */
  NH_ACTIVITY_OUT_OF,       /* only of kinds with of=1: registered / all */
  NH_ACTIVITY_SOURCE,
  NH_ACTIVITY_NOTE,
  NH_ACTIVITY_DUPLICATE_OF,
  NH_ACTIVITY_NUMBER_QUALIFIER,       /* "trên" 165.000 tờ rơi */
  NH_ACTIVITY_PARTICIPANTS_QUALIFIER, /* "khoảng" 900 */
  NH_ACTIVITY_N_NAMED                 /* the table may have further fields */
} NhActivityField;
