/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-record-type.h"

/* A season: the festival of one year and its plan. One a unit and year. */
typedef enum
{
  NH_SEASON_PLAN_NUMBER,
  NH_SEASON_PLAN_DATE,
  NH_SEASON_PLAN_ISSUER,
  NH_SEASON_WINDOW_FROM,
  NH_SEASON_WINDOW_TO,
  NH_SEASON_THEME,
  NH_SEASON_DEADLINE,
  NH_SEASON_NOTE,
  NH_SEASON_N_NAMED /* the table may have further fields */
} NhSeasonField;
