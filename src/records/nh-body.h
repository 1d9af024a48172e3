/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* The register of a unit: its residential areas, agencies, enterprises and schools, as they are in a year. */
typedef enum
{
  NH_BODY_NAME,
  NH_BODY_KIND,  /* codebook body_kind: exempt=1 of those that are not assessed, window=1/11 */
  NH_BODY_STATE, /* codebook body_state: registered=1, recognised=1, refused=1 */
  NH_BODY_REGISTERED_ON,
  NH_BODY_DECISION,
  NH_BODY_DECISION_DATE,
  NH_BODY_HOUSEHOLDS,
  NH_BODY_PEOPLE,
  NH_BODY_SOURCE,
  NH_BODY_NOTE,
  NH_BODY_N_NAMED /* the table may have further fields */
} NhBodyField;
