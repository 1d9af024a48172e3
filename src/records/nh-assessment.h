/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* Whether a unit, or a body of its register, meets a criterion of a programme (nh-programme.h). */
typedef enum
{
  NH_ASSESSMENT_CRITERION, /* codebook criterion */
  NH_ASSESSMENT_BODY,      /* only of programmes with body= */
  NH_ASSESSMENT_RESULT,    /* codebook verdict: met=1, failed=1 */
  NH_ASSESSMENT_EVIDENCE,
  NH_ASSESSMENT_EVIDENCE_DATE,
  NH_ASSESSMENT_NOTE,
  NH_ASSESSMENT_N_NAMED /* the table may have further fields */
} NhAssessmentField;
