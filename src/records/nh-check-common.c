/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-check-common.h"

#include <string.h>
#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-qualifier.h"
#include "nh-season.h"

#define LEAST_MONEY G_GINT64_CONSTANT (10000) /* đồng: less was most likely typed in thousands or millions */
#define MAX_CHAIN 100                         /* a damaged file may hold a circle */

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

/* TRUE: @amount is so small that it was warned of. */
static gboolean
check_amount (const NhRecord *record, guint field, gint64 amount, const char *rule, NhCheck *check)
{
  if (amount <= 0 || amount >= LEAST_MONEY)
    return FALSE;
  nh_check_add (
      check, record, (int) field, NH_SEVERITY_WARN, rule,
      _ ("An amount of %s đồng is very little. Amounts are kept in đồng: was it counted in thousands or millions?"),
      nh_check_number_text (check, amount));
  return TRUE;
}

void
nh_check_funding (const NhRecord *record, guint field, NhCheck *check)
{
  g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (record, field));

  for (guint i = 0; i < amounts->len; i++)
    if (check_amount (record, field, g_array_index (amounts, NhAmount, i).amount, "small_funding", check))
      return;
}

void
nh_check_small_money (const NhRecord *record, guint field, NhCheck *check)
{
  g_autofree char *rule = g_strconcat ("small_", nh_record_get_record_type (record)->fields[field].name, NULL);

  check_amount (record, field, nh_record_get_number (record, field, 0), rule, check);
}

void
nh_check_sources (const NhRecord *record, guint sum, guint sources, NhCheck *check)
{
  const NhValue *value = nh_record_get (record, sum);
  const NhValue *funding = nh_record_get (record, sources);
  gint64 total = nh_amounts_total (nh_record_get_text (record, sources));
  g_autoptr (GArray) amounts = nh_amounts_parse (nh_record_get_text (record, sources));
  gboolean open = FALSE; /* a source whose amount is not known */
  gint64 amount = nh_value_is_set (value) ? value->number : 0;
  int qualifier = nh_record_type_qualifier (nh_record_get_record_type (record), sum);
  guint kind = qualifier >= 0 ? nh_qualifier_from_code (nh_record_get_text (record, (guint) qualifier)) : 0;
  const char *title = nh_record_get_record_type (record)->fields[sum].title;

  if (!nh_value_is_set (funding) || value->state == NH_VALUE_UNKNOWN)
    return;
  for (guint i = 0; i < amounts->len; i++)
    open |= g_array_index (amounts, NhAmount, i).amount == 0;
  if (value->state == NH_VALUE_BLANK && total == 0)
    return;
  if (value->state == NH_VALUE_BLANK)
    nh_check_add (check, record, (int) sum, NH_SEVERITY_NOTE, "no_sum",
                  _ ("The funding comes to %s đồng, but “%s” is empty, so none is counted."),
                  nh_check_number_text (check, total), _ (title));
  else if ((total > amount && (kind & NH_QUALIFIER_UP) == 0) ||
           (total < amount && !open && (kind & NH_QUALIFIER_DOWN) == 0))
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

/* "hơn" in @qualifier needs a number to go with in @number, and "hơn 0" says nothing. */
static void
check_qualifier (const NhRecord *record, guint number, guint qualifier, NhCheck *check)
{
  if (nh_record_get (record, qualifier)->state != NH_VALUE_BLANK && nh_record_get_number (record, number, 0) == 0)
    nh_check_add (check, record, (int) qualifier, NH_SEVERITY_BLOCK, "qualifier",
                  _ ("“%s” needs a number above 0 to go with. Enter the number, or empty this field."),
                  _ (nh_record_get_record_type (record)->fields[qualifier].title));
}

void
nh_check_precision (const NhRecord *record, NhCheck *check)
{
  const NhRecordType *type = nh_record_get_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      int qualifier = nh_record_type_qualifier (type, i);

      if (qualifier >= 0)
        check_qualifier (record, i, (guint) qualifier, check);
    }
}

/* --- Duplicates --- */

static NhRecord *
get_original (const NhRecord *record, const NhCheck *check)
{
  const NhRecordType *type = nh_record_get_record_type (record);

  return check->context->get (type, nh_record_get_number (record, (guint) type->counting->duplicate, 0),
                              check->context->find_data);
}

/* Follows duplicates to the one that is none. NULL: the chain leads back to @record. (transfer full) */
static NhRecord *
find_end (const NhRecord *record, const NhRecord *original, const NhCheck *check)
{
  NhRecord *end = g_object_ref ((NhRecord *) original);

  for (guint i = 0; nh_record_is_duplicate (end) && i < MAX_CHAIN; i++)
    {
      NhRecord *next = get_original (end, check);

      if (next == NULL)
        break;
      g_object_unref (end);
      end = next;
      if (nh_record_get_info (end)->id == nh_record_get_info (record)->id)
        g_clear_object (&end);
      if (end == NULL)
        break;
    }
  return end;
}

static void
check_original (const NhRecord *record, const NhRecord *original, NhCheck *check)
{
  int field = nh_record_get_record_type (record)->counting->duplicate;
  g_autofree char *title = nh_record_get_title (original, check->context->catalog);
  g_autoptr (NhRecord) end = find_end (record, original, check);

  if (end == NULL)
    nh_check_add (check, record, field, NH_SEVERITY_BLOCK, "duplicate_of.circle",
                  _ ("“%s” is itself marked as a duplicate of this entry, so that neither is counted. Empty the field "
                     "in one of the two."),
                  title);
  else if (nh_record_get_info (original)->deleted)
    nh_check_add (check, record, field, NH_SEVERITY_WARN, "duplicate_of.deleted",
                  _ ("“%s” is deleted, so that neither is counted. Restore it, or empty this field."), title);
  else if (!nh_record_counts (end, check->context->catalog, NH_DATE_NONE))
    nh_check_add (check, record, field, NH_SEVERITY_WARN, "duplicate_of.uncounted",
                  _ ("“%s” does not count itself, so that neither is counted. Choose the entry that counts, or empty "
                     "this field."),
                  title);
}

void
nh_check_duplicate (const NhRecord *record, NhCheck *check)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  int field;
  g_autofree char *title = NULL;
  g_autoptr (NhRecord) original = NULL;

  if (!nh_record_is_duplicate (record))
    return;
  field = nh_record_get_record_type (record)->counting->duplicate;
  if (info->id != 0 && nh_record_get_number (record, (guint) field, 0) == info->id)
    {
      title = nh_record_get_title (record, check->context->catalog);
      nh_check_add (check, record, field, NH_SEVERITY_BLOCK, "duplicate_of.self",
                    _ ("“%s” cannot be a duplicate of itself. Choose the other entry, or empty this field."), title);
      return;
    }
  if (check->context->get == NULL)
    return;
  original = get_original (record, check);
  if (original != NULL)
    check_original (record, original, check);
  else
    nh_check_add (check, record, field, NH_SEVERITY_BLOCK, "duplicate_of.gone",
                  _ ("The entry that this one is a duplicate of is not there. Choose another, or empty this field."));
}
