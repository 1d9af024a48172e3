/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* A point ("điểm ngày hội"): a place where the festival was held (DOMAIN §2). */
typedef enum
{
  NH_POINT_PLACE,
  NH_POINT_PLACE_KIND,
  NH_POINT_AREAS,  /* residential areas it covers; a liên thôn point covers several */
  NH_POINT_STATUS, /* planned, held, cancelled */
  NH_POINT_DATE_FROM,
  NH_POINT_DATE_TO,
  NH_POINT_ATTENDANCE, /* lượt người */
  NH_POINT_LEADERS,    /* levels whose leaders attended; they overlap, so never add them up */
  NH_POINT_CENTRAL_NAMES,
  NH_POINT_PROVINCE_NAMES,
  NH_POINT_DISTRICT_NAMES,
  NH_POINT_COMMUNE_NAMES,
  NH_POINT_MODEL_LEVEL, /* điểm chỉ đạo: of which level */
  NH_POINT_ORGANISERS,
  NH_POINT_HOUSEHOLDS,
  NH_POINT_PEOPLE,
  NH_POINT_GROUPS, /* tổ liên gia */
  NH_POINT_CEREMONY,
  NH_POINT_FESTIVITIES,
  NH_POINT_PACTS, /* giao ước thi đua */
  NH_POINT_PACT_PARTIES,
  NH_POINT_PLEDGES, /* bản cam kết */
  NH_POINT_PLEDGE_PARTIES,
  NH_POINT_RULES, /* quy chế phối hợp, kế hoạch liên tịch */
  NH_POINT_RULE_PARTIES,
  NH_POINT_MODELS, /* mô hình ra mắt */
  NH_POINT_MODEL_NAMES,
  NH_POINT_WEAPONS,
  NH_POINT_COST,
  NH_POINT_FUNDING,
  NH_POINT_SOURCE, /* source document */
  NH_POINT_NOTE,
  NH_POINT_DUPLICATE_OF,         /* "Trùng – không cộng" */
  NH_POINT_ATTENDANCE_QUALIFIER, /* "hơn" 250 */
  NH_POINT_WEAPON_NAMES,         /* kinds of weapons: "03 súng kíp; 02 lựu đạn" */
  NH_POINT_HAND_INS,             /* lượt giao nộp */
  NH_POINT_SECOND_FROM,          /* held again after a break: "từ 05 đến 09/8 và ngày 15/8" */
  NH_POINT_SECOND_TO,
  NH_POINT_COST_QUALIFIER, /* "khoảng" 12,5 triệu đồng */
  NH_POINT_N_NAMED         /* the table may have further fields */
} NhPointField;

/* "05–09/08/2026, 15/08/2026" of a point with a second time, "05–09/08/2026" of one without; "". (transfer full) */
char *nh_point_format_days (const NhRecord *point);
/* The kind in "03 súng kíp" of NH_POINT_WEAPON_NAMES, a part of @text, and its number; NULL: it is not written so, or
 * is a weight. */
const char *nh_point_skip_count (const char *text, gint64 *number);
