/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-check-common.h"

#include <string.h>
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-season.h"

#define LEAST_MONEY G_GINT64_CONSTANT (10000) /* đồng: less was most likely typed in thousands or millions */

void
nh_check_year (const NhRecord *record, guint field, NhSeverity severity, NhCheck *check)
{
  NhDate date = nh_record_get_date (record, field);
  int year = nh_record_get_info (record)->year;

  if (date != NH_DATE_NONE && nh_date_year (date) != year)
    nh_check_add (check, record, (int) field, severity, "year",
                  _ ("%s is not in %d, the year of this season. Correct the date, or enter it in its own year."),
                  nh_check_day_text (check, date), year);
}

void
nh_check_window (const NhRecord *record, guint from_field, guint to_field, NhCheck *check)
{
  const NhRecord *season = check->context->season;
  NhDate from = nh_record_get_date (record, from_field);
  NhDate to = MAX (from, nh_record_get_date (record, to_field));
  NhDate window_from, window_to;

  if (season == NULL || from == NH_DATE_NONE || nh_date_year (from) != nh_record_get_info (record)->year)
    return;
  window_from = nh_record_get_date (season, NH_SEASON_WINDOW_FROM);
  window_to = nh_record_get_date (season, NH_SEASON_WINDOW_TO);
  if (window_from != NH_DATE_NONE && from < window_from)
    nh_check_add (check, record, (int) from_field, NH_SEVERITY_WARN, "window",
                  _ ("%s is outside the season, which begins on %s. Please look at the date again."),
                  nh_check_days_text (check, from, to), nh_check_day_text (check, window_from));
  else if (window_to != NH_DATE_NONE && to > window_to)
    nh_check_add (check, record, (int) from_field, NH_SEVERITY_WARN, "window",
                  _ ("%s is outside the season, which ends on %s. Please look at the date again."),
                  nh_check_days_text (check, from, to), nh_check_day_text (check, window_to));
}

void
nh_check_funding (const NhRecord *record, guint field, NhCheck *check)
{
  g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (record, field));

  for (guint i = 0; i < amounts->len; i++)
    {
      gint64 amount = g_array_index (amounts, NhAmount, i).amount;

      if (amount <= 0 || amount >= LEAST_MONEY)
        continue;
      nh_check_add (
          check, record, (int) field, NH_SEVERITY_WARN, "small_funding",
          _ ("An amount of %s đồng is very little. Amounts are kept in đồng: was it counted in thousands or millions?"),
          nh_check_number_text (check, amount));
      return;
    }
}

void
nh_check_small_money (const NhRecord *record, guint field, NhCheck *check)
{
  gint64 amount = nh_record_get_number (record, field, 0);
  g_autofree char *rule = NULL;

  if (amount <= 0 || amount >= LEAST_MONEY)
    return;
  rule = g_strconcat ("small_", nh_record_get_record_type (record)->fields[field].name, NULL);
  nh_check_add (
      check, record, (int) field, NH_SEVERITY_WARN, rule,
      _ ("An amount of %s đồng is very little. Amounts are kept in đồng: was it counted in thousands or millions?"),
      nh_check_number_text (check, amount));
}

void
nh_check_sources (const NhRecord *record, guint sum, guint sources, NhCheck *check)
{
  const NhValue *value = nh_record_get (record, sum);
  const NhValue *funding = nh_record_get (record, sources);
  gint64 total = nh_amounts_total (nh_record_get_text (record, sources));
  gint64 amount = nh_value_is_set (value) ? value->number : 0;
  const char *title = nh_record_get_record_type (record)->fields[sum].title;

  if (!nh_value_is_set (funding) || value->state == NH_VALUE_UNKNOWN)
    return;
  if (value->state == NH_VALUE_BLANK && total == 0)
    return;
  if (value->state == NH_VALUE_BLANK)
    nh_check_add (check, record, (int) sum, NH_SEVERITY_NOTE, "no_sum",
                  _ ("The funding comes to %s đồng, but “%s” is empty, so none is counted."),
                  nh_check_number_text (check, total), _ (title));
  else if (total != amount)
    nh_check_add (check, record, (int) sources, NH_SEVERITY_WARN, "funding",
                  _ ("The funding comes to %s đồng, but “%s” is %s đồng. Correct one of the two."),
                  nh_check_number_text (check, total), _ (title), nh_check_number_text (check, amount));
}

gint64
nh_check_attribute (const NhRecord *record, guint field, NhCatalog *catalog, const char *name, gint64 otherwise)
{
  const char *list = nh_record_get_record_type (record)->fields[field].codebook;
  const NhCode *entry;
  g_autofree char *value = NULL;

  if (catalog == NULL)
    return otherwise;
  entry = nh_catalog_get_code (catalog, list, nh_record_get_text (record, field), nh_record_get_day (record));
  value = entry != NULL ? nh_code_get_attribute (entry, name) : NULL;
  return value != NULL && *value != '\0' ? g_ascii_strtoll (value, NULL, 10) : otherwise;
}
