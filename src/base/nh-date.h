/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A day as the number yyyymmdd (20260819), so that dates compare as numbers. 0: no date. Years 1900–2199. */
typedef gint32 NhDate;

#define NH_DATE_NONE 0

NhDate nh_date_new (int year, int month, int day); /* NH_DATE_NONE when there is no such day */
gboolean nh_date_is_valid (NhDate date);
int nh_date_year (NhDate date);
int nh_date_month (NhDate date);
int nh_date_day (NhDate date);
/* Local; NGAY_HOI_TODAY=YYYY-MM-DD overrides it, for tests. */
NhDate nh_date_today (void);
NhDate nh_date_add_days (NhDate date, int days);
int nh_date_days_between (NhDate from, NhDate to); /* to − from */
int nh_date_days_in_month (int year, int month);

/* Reads what a clerk types: "8" (day; month of @hint), "8/8" (year of @hint), "8-8-26", "8.8.2026", "080826",
 * "08082026", "0808", "2026-08-08", "ngày 8 tháng 8 năm 2026". @hint: a day whose year and month replace missing
 * parts; NH_DATE_NONE means August of this year. Two-digit years are 2000–2099. Leaves @date alone on failure.
 * @error: NH_ERROR_INVALID. */
gboolean nh_date_parse (const char *text, NhDate hint, NhDate *date, GError **error);
/* Reads a range: "9-13/8", "9–13/8/2024", "9/8-13/8", "29/7-3/8", "từ 9/8 đến 13/8". A single day gives from = to:
 * "8-8-26", "8-8", "9-12"; but "9-13" is a range, as there is no month 13. Leaves both ends alone on failure.
 * @error: NH_ERROR_INVALID. */
gboolean nh_date_parse_range (const char *text, NhDate hint, NhDate *from, NhDate *to, GError **error);
NhDate nh_date_from_iso (const char *text); /* "2026-08-19", else NH_DATE_NONE */
char *nh_date_to_iso (NhDate date);         /* (transfer full); "" for none */
char *nh_date_format (NhDate date);         /* "19/08/2026"; "" for none (transfer full) */
/* "09–13/08/2024", "29/07–03/08/2024" (transfer full) */
char *nh_date_format_range (NhDate from, NhDate to);
/* "ngày 19 tháng 8 năm 2026"; days <10 and months 1, 2 get a zero: NĐ 30/2020 (transfer full) */
char *nh_date_format_long (NhDate date);
double nh_date_to_serial (NhDate date); /* Excel 1900 system; 0 for none */

/* Times in the file are UTC, ISO 8601 with milliseconds: "2026-08-19T07:32:05.123Z". */
/* (transfer full); NGAY_HOI_NOW overrides it, for tests. */
char *nh_time_now_iso (void);
char *nh_time_format_clock (const char *iso); /* local "14:32" (transfer full) */
char *nh_time_format (const char *iso);       /* local "19/08/2026 14:32" (transfer full) */
NhDate nh_time_get_day (const char *iso);     /* the local day of a moment; NH_DATE_NONE: it is none */
/* Start of the local day, as UTC; "" for none (transfer full) */
char *nh_time_of_day (NhDate date);
