/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-date.h"

#include <math.h>
#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199

/* Day 0 of Excel as it counts from 1/3/1900 on: it believes in a 29/2/1900, its day 60. */
#define SERIAL_EPOCH (-25569)

int
nh_date_days_in_month (int year,
                       int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month < 1 || month > 12)
    return 0;
  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return days[month - 1];
}

NhDate
nh_date_new (int year,
             int month,
             int day)
{
  if (year < YEAR_MIN || year > YEAR_MAX || day < 1 || day > nh_date_days_in_month (year, month))
    return NH_DATE_NONE;
  return year * 10000 + month * 100 + day;
}

gboolean
nh_date_is_valid (NhDate date)
{
  return date > 0 && nh_date_new (nh_date_year (date), nh_date_month (date), nh_date_day (date)) != NH_DATE_NONE;
}

int
nh_date_year (NhDate date)
{
  return date / 10000;
}

int
nh_date_month (NhDate date)
{
  return date / 100 % 100;
}

int
nh_date_day (NhDate date)
{
  return date % 100;
}

/* Days since 1970-01-01, counting years from March so that the leap day is the last of a year. */
static int
to_days (NhDate date)
{
  int month = nh_date_month (date);
  int year = nh_date_year (date) - (month <= 2);
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + nh_date_day (date) - 1;

  return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

static NhDate
from_days (int days)
{
  int shifted = days + 719468;
  int era = shifted / 146097;
  int day_of_era = shifted % 146097;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  int month = month_from_march + (month_from_march < 10 ? 3 : -9);

  return nh_date_new (era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * month_from_march + 2) / 5 + 1);
}

NhDate
nh_date_today (void)
{
  const char *fixed = g_getenv ("NGAY_HOI_TODAY");
  NhDate date = fixed != NULL ? nh_date_from_iso (fixed) : NH_DATE_NONE;
  g_autoptr (GDateTime) now = NULL;

  if (date != NH_DATE_NONE)
    return date;
  now = g_date_time_new_now_local ();
  return nh_date_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

NhDate
nh_date_add_days (NhDate date,
                  int    days)
{
  int from;

  if (!nh_date_is_valid (date))
    return NH_DATE_NONE;
  from = to_days (date);
  if (days < -200000 || days > 200000 || from + days < to_days (YEAR_MIN * 10000 + 101))
    return NH_DATE_NONE;
  return from_days (from + days);
}

int
nh_date_days_between (NhDate from,
                      NhDate to)
{
  if (!nh_date_is_valid (from) || !nh_date_is_valid (to))
    return 0;
  return to_days (to) - to_days (from);
}

NhDate
nh_date_from_iso (const char *text)
{
  int parts[3] = { 0 };
  int part = 0;

  if (text == NULL || strlen (text) != 10)
    return NH_DATE_NONE;
  for (int i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7)
        {
          if (text[i] != '-')
            return NH_DATE_NONE;
          part++;
        }
      else if (!g_ascii_isdigit (text[i]))
        return NH_DATE_NONE;
      else
        parts[part] = parts[part] * 10 + (text[i] - '0');
    }
  return nh_date_new (parts[0], parts[1], parts[2]);
}

char *
nh_date_to_iso (NhDate date)
{
  if (!nh_date_is_valid (date))
    return g_strdup ("");
  return g_strdup_printf ("%04d-%02d-%02d", nh_date_year (date), nh_date_month (date), nh_date_day (date));
}

char *
nh_date_format (NhDate date)
{
  if (!nh_date_is_valid (date))
    return g_strdup ("");
  return g_strdup_printf ("%02d/%02d/%04d", nh_date_day (date), nh_date_month (date), nh_date_year (date));
}

char *
nh_date_format_range (NhDate from,
                      NhDate to)
{
  g_autofree char *last = nh_date_format (to);
  g_autofree char *first = nh_date_format (from);

  if (first[0] == '\0' || from == to)
    return g_steal_pointer (&last);
  if (last[0] == '\0')
    return g_steal_pointer (&first);
  if (from / 100 == to / 100)
    first[2] = '\0';
  else if (nh_date_year (from) == nh_date_year (to))
    first[5] = '\0';
  return g_strconcat (first, "–", last, NULL);
}

char *
nh_date_format_long (NhDate date)
{
  if (!nh_date_is_valid (date))
    return g_strdup ("");
  return g_strdup_printf ("ngày %02d tháng %s%d năm %d", nh_date_day (date), nh_date_month (date) <= 2 ? "0" : "",
                          nh_date_month (date), nh_date_year (date));
}

NhDate
nh_date_from_serial (double serial)
{
  int days;

  if (!isfinite (serial) || serial < 1 || serial >= 110000 || (serial >= 60 && serial < 61))
    return NH_DATE_NONE;
  days = (int) floor (serial) + SERIAL_EPOCH;
  return from_days (serial < 60 ? days + 1 : days);
}

double
nh_date_to_serial (NhDate date)
{
  int serial;

  if (!nh_date_is_valid (date))
    return 0;
  serial = to_days (date) - SERIAL_EPOCH;
  return serial <= 60 ? serial - 1 : serial;
}

char *
nh_time_now_iso (void)
{
  const char *fixed = g_getenv ("NGAY_HOI_NOW");
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *seconds = NULL;

  if (fixed != NULL && fixed[0] != '\0')
    return g_strdup (fixed);
  now = g_date_time_new_now_utc ();
  seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (now) / 1000);
}

static char *
format_local (const char *iso,
              const char *format)
{
  g_autoptr (GDateTime) moment = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
  g_autoptr (GDateTime) local = moment != NULL ? g_date_time_to_local (moment) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

char *
nh_time_format_clock (const char *iso)
{
  return format_local (iso, "%H:%M");
}

char *
nh_time_format (const char *iso)
{
  return format_local (iso, "%d/%m/%Y %H:%M");
}

char *
nh_time_of_day (NhDate date)
{
  g_autoptr (GDateTime) local = nh_date_is_valid (date) ? g_date_time_new_local (nh_date_year (date), nh_date_month (date), nh_date_day (date), 0, 0, 0)
                                                        : NULL;
  g_autoptr (GDateTime) utc = local != NULL ? g_date_time_to_utc (local) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z") : g_strdup ("");
}
