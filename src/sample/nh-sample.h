/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The sample season: Hà Tĩnh 2022 as published on 23/11/2022 (1.407 points, 15 with provincial and 209 with district
 * leaders, over 84.000 lượt người, 412 suất quà) on the 216 communes of that year. Published are the province's figures
 * only; the points, gifts and commendations under them are made up, always the same ones, and say so in their source;
 * the ledger is marked as a sample.
 *
 * "Trên 84.000" stands as a total with its qualifier beside points that add up to NH_SAMPLE_ATTENDANCE: sheets show the
 * exact sum of the records, the paragraph says "trên 84.000", and the two agree, so nothing conflicts and nothing is
 * counted twice. */

#define NH_SAMPLE_YEAR 2022
#define NH_SAMPLE_FILE_NAME "Ngày hội 2022 - Hà Tĩnh (số liệu minh họa).ngayhoi"
#define NH_SAMPLE_POINTS 1407
#define NH_SAMPLE_PROVINCE_LEADERS 15
#define NH_SAMPLE_DISTRICT_LEADERS 209
#define NH_SAMPLE_ATTENDANCE 84213
#define NH_SAMPLE_GIFTS 412

/* The whole ledger, or none. NH_ERROR_EXISTS when there is a file at @path. */
gboolean nh_sample_make (const char *path, GError **error);
