/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* A totals-only figure: one unit, year and indicator (DOMAIN §2). */
typedef enum
{
  NH_TOTAL_INDICATOR, /* code of an indicator: the list "indicator", which figures/ provides */
  NH_TOTAL_VALUE,     /* whole number in the indicator's unit (money: đồng) */
  NH_TOTAL_QUALIFIER, /* trên, gần, hơn, khoảng: printed, never in a sum */
  NH_TOTAL_KEEP,      /* where records exist too: which of the two the office keeps ("records" by default, "total") */
  NH_TOTAL_SOURCE,
  NH_TOTAL_NOTE,
  NH_TOTAL_AS_OF,  /* the last day that the source counts */
  NH_TOTAL_N_NAMED /* the table may have further fields */
} NhTotalField;
