/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-date.h"

#include <stdlib.h>
#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199

/* Day 0 of Excel for days from 1/3/1900 on. Excel has a day 60, 29/2/1900, that does not exist. */
#define SERIAL_EPOCH 693594

int
nh_date_days_in_month (int year, int month)
{
  return month >= 1 && month <= 12 ? g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year) : 0;
}

NhDate
nh_date_new (int year, int month, int day)
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

/* Days since 1/1/0001, which is 1. */
static int
to_days (NhDate date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) nh_date_day (date), (GDateMonth) nh_date_month (date),
                  (GDateYear) nh_date_year (date));
  return (int) g_date_get_julian (&day);
}

static NhDate
from_days (int days)
{
  GDate day;

  if (days < 1)
    return NH_DATE_NONE;
  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) days);
  return nh_date_new (g_date_get_year (&day), (int) g_date_get_month (&day), g_date_get_day (&day));
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
nh_date_add_days (NhDate date, int days)
{
  if (!nh_date_is_valid (date) || days < -200000 || days > 200000)
    return NH_DATE_NONE;
  return from_days (to_days (date) + days);
}

int
nh_date_days_between (NhDate from, NhDate to)
{
  if (!nh_date_is_valid (from) || !nh_date_is_valid (to))
    return 0;
  return to_days (to) - to_days (from);
}

NhDate
nh_date_from_iso (const char *text)
{
  if (text == NULL || strlen (text) != 10)
    return NH_DATE_NONE;
  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return NH_DATE_NONE;
  return nh_date_new (atoi (text), atoi (text + 5), atoi (text + 8));
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
nh_date_format_range (NhDate from, NhDate to)
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

  if (fixed != NULL && fixed[0] != '\0')
    return g_strdup (fixed);
  now = g_date_time_new_now_utc ();
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", g_date_time_get_year (now),
                          g_date_time_get_month (now), g_date_time_get_day_of_month (now), g_date_time_get_hour (now),
                          g_date_time_get_minute (now), g_date_time_get_second (now),
                          g_date_time_get_microsecond (now) / 1000);
}

static char *
format_local (const char *iso, const char *format)
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

NhDate
nh_time_get_day (const char *iso)
{
  g_autofree char *day = format_local (iso, "%Y-%m-%d");

  return nh_date_from_iso (day);
}

char *
nh_time_of_day (NhDate date)
{
  g_autoptr (GDateTime)
      local = nh_date_is_valid (date)
                  ? g_date_time_new_local (nh_date_year (date), nh_date_month (date), nh_date_day (date), 0, 0, 0)
                  : NULL;
  g_autoptr (GDateTime) utc = local != NULL ? g_date_time_to_utc (local) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z") : g_strdup ("");
}
