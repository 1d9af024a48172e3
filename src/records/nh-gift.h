/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* A gift: one lot to one category of recipients (DOMAIN §2). */
typedef enum
{
  NH_GIFT_CATEGORY,   /* codebook "recipient_category": to whom */
  NH_GIFT_RECIPIENT,  /* name, where it is known */
  NH_GIFT_KIND,       /* codebook "gift_kind"; its attribute suat says whether it counts as suất */
  NH_GIFT_QUANTITY,   /* suất, or pieces */
  NH_GIFT_UNIT_VALUE, /* đồng a piece; derived from the value if that divides */
  NH_GIFT_VALUE,      /* đồng in total; derived from quantity and unit value */
  NH_GIFT_DATE,
  NH_GIFT_POINT, /* id of the point where it was handed over */
  NH_GIFT_GIVER,
  NH_GIFT_FUNDING, /* codebook "funding_source": amounts by source */
  NH_GIFT_SOURCE,
  NH_GIFT_NOTE,
  NH_GIFT_DUPLICATE_OF,       /* id of the gift that this one repeats */
  NH_GIFT_QUANTITY_QUALIFIER, /* "hơn" 50 suất */
  NH_GIFT_VALUE_QUALIFIER,    /* "gần" 35 tỷ đồng */
  NH_GIFT_N_NAMED             /* the table may have further fields */
} NhGiftField;
