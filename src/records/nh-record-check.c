/* SPDX-License-Identifier: GPL-3.0-or-later */

/* nh_record_check() of nh-check.h: the rules of all types, and those of the record's type. */

#include "nh-check.h"

#include <string.h>
#include "nh-check-common.h"
#include "nh-i18n.h"
#include "nh-season.h"

/* A unit made by a merger counts what happened in it before, too. */
static gboolean
has_predecessor (NhCatalog *catalog, gint64 unit)
{
  g_autoptr (GPtrArray) before = nh_catalog_get_successions (catalog, unit, TRUE);

  return before->len > 0;
}

static void
check_unit (NhCheck *check, const NhRecord *record)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  NhCatalog *catalog = check->context->catalog;
  NhDate season = nh_catalog_season_day (info->year);
  NhDate day = nh_record_get_day (record);
  const NhUnit *unit = NULL;

  if (season == NH_DATE_NONE)
    {
      nh_check_add (check, record, -1, NH_SEVERITY_BLOCK, "season",
                    _ ("The record has no valid year. Choose the season it belongs to."));
      return;
    }
  if (catalog == NULL)
    return;
  unit = nh_catalog_get_unit (catalog, info->unit);
  if (unit == NULL)
    nh_check_add (check, record, -1, NH_SEVERITY_BLOCK, "unit",
                  _ ("The record has no unit. Choose the unit it belongs to."));
  else if (!nh_catalog_unit_valid (catalog, info->unit, season))
    nh_check_add (check, record, -1, NH_SEVERITY_BLOCK, "unit",
                  _ ("%s is not a unit of the season %d, whose units are those of %s. Choose the unit it was then."),
                  unit->title, info->year, nh_check_day_text (check, season));
  else if (!nh_catalog_unit_valid (catalog, info->unit, day) && !has_predecessor (catalog, info->unit))
    nh_check_add (check, record, nh_record_get_record_type (record)->date_field, NH_SEVERITY_WARN, "unit_day",
                  _ ("%s did not exist on %s. Please look at the date and the unit again."), unit->title,
                  nh_check_day_text (check, day));
}

static void
check_required (NhCheck *check, const NhRecord *record, guint index)
{
  const NhField *field = &nh_record_get_record_type (record)->fields[index];
  const NhValue *value = nh_record_get (record, index);

  if ((field->flags & NH_FIELD_REQUIRED) && value->state == NH_VALUE_BLANK && nh_record_applies (record, index))
    nh_check_add (check, record, (int) index, NH_SEVERITY_BLOCK, ".required", _ ("“%s” is missing. Please fill it in."),
                  _ (field->title));
}

static void
check_applies (NhCheck *check, const NhRecord *record, guint index)
{
  const NhRecordType *type = nh_record_get_record_type (record);
  NhCatalog *catalog = check->context->catalog;
  const char *code;
  int other;

  if (nh_record_get (record, index)->state == NH_VALUE_BLANK || nh_record_applies (record, index))
    return;
  other = nh_record_type_condition (type, index, &code);
  if (catalog != NULL)
    code = nh_catalog_get_code_title (catalog, type->fields[other].codebook, code);
  nh_check_add (check, record, (int) index, NH_SEVERITY_WARN, ".applies",
                _ ("“%s” is filled in, but “%s” is not chosen in “%s”. Choose it, or empty this field."),
                _ (type->fields[index].title), code, _ (type->fields[other].title));
}

/* The record's own days, else the season's. */
static void
set_span (NhCheck *check, const NhRecord *record)
{
  int date_field = nh_record_get_record_type (record)->date_field;
  const NhRecord *season = check->context->season;
  NhDate first, last;

  nh_record_get_days (record, &check->from, &check->to);
  if (season == NULL || (date_field >= 0 && nh_record_get_date (record, (guint) date_field) != NH_DATE_NONE))
    return;
  first = nh_record_get_date (season, NH_SEASON_WINDOW_FROM);
  last = nh_record_get_date (season, NH_SEASON_WINDOW_TO);
  if (first == NH_DATE_NONE || last == NH_DATE_NONE)
    return;
  check->from = first;
  check->to = last;
}

static gboolean
is_dated (const NhRecord *record)
{
  int field = nh_record_get_record_type (record)->date_field;

  return field >= 0 && nh_record_get_date (record, (guint) field) != NH_DATE_NONE;
}

static void
check_code (NhCheck *check, const NhRecord *record, guint index, const char *code)
{
  const NhField *field = &nh_record_get_record_type (record)->fields[index];
  NhCatalog *catalog = check->context->catalog;
  NhDate from = check->from, to = check->to;
  const NhCode *entry;

  if (nh_catalog_get_code_between (catalog, field->codebook, code, from, to) != NULL)
    return;
  entry = nh_catalog_get_code (catalog, field->codebook, code, NH_DATE_NONE);
  if (entry == NULL)
    nh_check_add (check, record, (int) index, NH_SEVERITY_BLOCK, ".unknown",
                  _ ("“%s” is not in the list of “%s”. Choose one of the list."), code, _ (field->title));
  else if (entry->to != NH_DATE_NONE && entry->to < from && !is_dated (record))
    nh_check_add (
        check, record, (int) index, NH_SEVERITY_BLOCK, ".ended",
        _ ("“%s” exists only up to %s, and the season of %d comes after. Choose another in “%s”, or enter the "
           "date if it was earlier."),
        entry->title, nh_check_day_text (check, entry->to), nh_record_get_info (record)->year, _ (field->title));
  else if (entry->to != NH_DATE_NONE && entry->to < from)
    nh_check_add (
        check, record, (int) index, NH_SEVERITY_BLOCK, ".ended",
        _ ("“%s” exists only up to %s, but this record is of %s. Choose another in “%s”, or correct the date."),
        entry->title, nh_check_day_text (check, entry->to), nh_check_days_text (check, from, to), _ (field->title));
  else
    nh_check_add (
        check, record, (int) index, NH_SEVERITY_BLOCK, ".early",
        _ ("“%s” exists only from %s on, but this record is of %s. Choose another in “%s”, or correct the date."),
        entry->title, nh_check_day_text (check, entry->from), nh_check_days_text (check, from, to), _ (field->title));
}

static void
check_codes (NhCheck *check, const NhRecord *record, guint index)
{
  const NhField *field = &nh_record_get_record_type (record)->fields[index];
  const NhValue *value = nh_record_get (record, index);
  g_auto (GStrv) parts = NULL;

  if (check->context->catalog == NULL || !nh_value_is_set (value))
    return;
  if (field->kind != NH_KIND_CHOICE && field->kind != NH_KIND_MANY && field->kind != NH_KIND_AMOUNTS)
    return;
  parts = g_strsplit (value->text, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *colon = strchr (parts[i], ':'); /* "code:amount" */

      if (colon != NULL)
        *colon = '\0';
      check_code (check, record, index, parts[i]);
    }
}

/* --- A whole record --- */

/* g_ptr_array_sort() is stable. */
static int
compare_fields (gconstpointer a, gconstpointer b)
{
  return (*(NhProblem *const *) a)->field - (*(NhProblem *const *) b)->field;
}

GPtrArray *
nh_record_check (const NhRecord *record, const NhCheckContext *context)
{
  const NhRecordType *type;
  NhCheck check = { .context = context };

  type = nh_record_get_record_type (record);
  check.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_problem_free);
  check_unit (&check, record);
  set_span (&check, record);
  for (guint i = 0; i < type->n_fields; i++)
    {
      check_required (&check, record, i);
      check_applies (&check, record, i);
      check_codes (&check, record, i);
      if (type->fields[i].check != NULL && nh_record_get (record, i)->state != NH_VALUE_BLANK)
        type->fields[i].check (record, i, &check);
    }
  nh_check_precision (record, &check);
  nh_check_duplicate (record, &check);
  if (type->check != NULL)
    type->check (record, &check);
  g_ptr_array_sort (check.problems, compare_fields);
  g_slist_free_full (check.texts, g_free);

  for (guint i = 0; i < check.problems->len; i++)
    {
      NhProblem *problem = g_ptr_array_index (check.problems, i);

      if (problem->severity == NH_SEVERITY_WARN)
        problem->reason = nh_record_get_waiver (record, problem->rule);
    }
  return check.problems;
}
