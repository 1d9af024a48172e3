/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-programme.h"

#include <string.h>

guint
nh_code_get_number (const NhCode *code, const char *name)
{
  g_autofree char *text = nh_code_get_attribute (code, name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static gboolean
is_set (const NhCode *code, const char *name)
{
  return code != NULL && nh_code_get_number (code, name) > 0;
}

/* "16/11" in @year; NONE: there is no such attribute. */
static NhDate
get_day (const NhCode *code, const char *name, int year)
{
  g_autofree char *text = nh_code_get_attribute (code, name);
  const char *slash = text != NULL ? strchr (text, '/') : NULL;

  if (slash == NULL)
    return NH_DATE_NONE;
  return nh_date_new (year, (int) g_ascii_strtoll (slash + 1, NULL, 10), (int) g_ascii_strtoll (text, NULL, 10));
}

/* --- The table of programmes and criteria --- */

guint
nh_programme_threshold (guint n, guint percent)
{
  return (guint) (((guint64) n * percent + 99) / 100);
}

gboolean
nh_programme_window (const NhCode *code, int year, NhDate *from, NhDate *to)
{
  g_return_val_if_fail (code != NULL && from != NULL && to != NULL, FALSE);
  *from = get_day (code, "window", year - 1);
  *to = get_day (code, "window", year);
  if (*from == NH_DATE_NONE || *to == NH_DATE_NONE)
    return FALSE;
  *to = nh_date_add_days (*to, -1);
  return TRUE;
}

gboolean
nh_programme_is_for (const NhCode *programme, const NhUnit *unit)
{
  g_autofree char *kinds = nh_code_get_attribute (programme, "units");
  g_auto (GStrv) words = kinds != NULL ? g_strsplit (kinds, "|", -1) : NULL;

  return words == NULL ? unit->level == NH_LEVEL_COMMUNE : g_strv_contains ((const char *const *) words, unit->kind);
}

const NhCode *
nh_criterion_get_programme (const NhCode *criterion, NhCatalog *catalog, NhDate day)
{
  g_autofree char *programme = nh_code_get_attribute (criterion, "programme");

  return programme != NULL ? nh_catalog_get_code (catalog, "programme", programme, day) : NULL;
}

gboolean
nh_criterion_is_counted (const NhCode *criterion)
{
  return is_set (criterion, "registered") || is_set (criterion, "recognised");
}

NhDate
nh_criterion_last_day (const NhCode *criterion, int year)
{
  return get_day (criterion, "until", year);
}

GPtrArray *
nh_programmes (NhCatalog *catalog, int year)
{
  return nh_catalog_get_codes (catalog, "programme", nh_catalog_season_day (year));
}
