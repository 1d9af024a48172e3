/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* A commendation of one recipient, or of several whose names are not known (DOMAIN §2; Luật Thi đua, khen thưởng
 * 06/2022/QH15). */
typedef enum
{
  NH_COMMENDATION_FORM, /* codebook "award_form"; attributes: by (who decides), to (recipient kinds), column, rate … */
  NH_COMMENDATION_AUTHORITY, /* codebook "authority"; follows from the form where only one decides it */
  NH_COMMENDATION_DECISION_NUMBER,
  NH_COMMENDATION_DECISION_DATE,
  NH_COMMENDATION_SIGNER,
  NH_COMMENDATION_RECIPIENT_KIND, /* codebook "recipient_kind": tap_the, ca_nhan, ho, tt_cn, khong_ro */
  NH_COMMENDATION_HONORIFIC,
  NH_COMMENDATION_RECIPIENT, /* name */
  NH_COMMENDATION_GENDER,
  NH_COMMENDATION_BIRTH_YEAR,
  NH_COMMENDATION_POSITION,
  NH_COMMENDATION_WORKPLACE,
  NH_COMMENDATION_QUANTITY, /* 1; more only where no name is known */
  NH_COMMENDATION_ACHIEVEMENT,
  NH_COMMENDATION_STATE, /* codebook "commendation_state"; its attribute counted says whether it counts */
  NH_COMMENDATION_PRESENTED_BY,
  NH_COMMENDATION_PROPOSED_BY,
  NH_COMMENDATION_BONUS, /* đồng, of the whole record: rate × base salary × quantity where both are known */
  NH_COMMENDATION_POINT, /* id of the point where it was presented */
  NH_COMMENDATION_SOURCE,
  NH_COMMENDATION_NOTE,
  NH_COMMENDATION_DUPLICATE_OF,
  NH_COMMENDATION_QUANTITY_QUALIFIER, /* "gần" 180 */
  NH_COMMENDATION_N_NAMED             /* the table may have further fields */
} NhCommendationField;
