/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-point-private.h"

#include "nh-check-common.h"
#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-text.h"

/* Limits beyond which a number is probably a mistake. They only warn. */
#define MOST_AREAS 50
#define MOST_ATTENDANCE 20000                 /* a whole commune */
#define LEAST_COST G_GINT64_CONSTANT (100000) /* đồng, of a whole festival */
#define MOST_COST G_GINT64_CONSTANT (5000000000)
#define LAST_YEAR_FACTOR 3
#define LAST_YEAR_LEAST 50 /* smaller differences are ignored */

static NhDate
get_last_day (const NhRecord *record)
{
  static const guint days[] = { NH_POINT_DATE_FROM, NH_POINT_DATE_TO, NH_POINT_SECOND_FROM, NH_POINT_SECOND_TO };
  NhDate last = NH_DATE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    last = MAX (last, nh_record_get_date (record, days[i]));
  return last;
}

/* --- One field --- */

/* The kind of place if it has that attribute: "column=residential". (nullable) */
static const NhCode *
get_place_kind (const NhRecord *record, const char *attribute, const char *wanted, const NhCheck *check)
{
  NhCatalog *catalog = check->context->catalog;
  const char *kind = nh_record_get_text (record, NH_POINT_PLACE_KIND);
  const NhCode *entry = catalog != NULL ? nh_catalog_get_code (catalog, "place_kind", kind, NH_DATE_NONE) : NULL;
  g_autofree char *value = entry != NULL ? nh_code_get_attribute (entry, attribute) : NULL;

  return g_strcmp0 (value, wanted) == 0 ? entry : NULL;
}

void
nh_point_check_areas (const NhRecord *record, guint field, NhCheck *check)
{
  const NhValue *value = nh_record_get (record, field);
  const NhCode *residential = get_place_kind (record, "column", "residential", check);
  const NhCode *organisation = get_place_kind (record, "column", "organisation", check);
  gint64 areas = nh_record_get_number (record, field, 0);

  /* Offices and schools cover none. */
  if (areas == 0 && value->state != NH_VALUE_UNKNOWN && residential != NULL)
    nh_check_add (
        check, record, (int) field, NH_SEVERITY_WARN, "no_areas",
        _ ("“%s” covers at least one residential area, but none is entered. Correct the number, or the kind of place."),
        residential->title);
  else if (areas > 0 && organisation != NULL)
    nh_check_add (check, record, (int) field, NH_SEVERITY_WARN, "areas_elsewhere",
                  _ ("“%s” is not a residential area, but %s is counted. Clear the number, unless a residential area "
                     "held it together."),
                  organisation->title, nh_check_number_text (check, areas));
  else if (areas > MOST_AREAS)
    nh_check_add (check, record, (int) field, NH_SEVERITY_WARN, "many_areas",
                  _ ("%s residential areas are very many for one point. Please look at the number again."),
                  nh_check_number_text (check, areas));
}

void
nh_point_check_crowd (const NhRecord *record, guint field, NhCheck *check)
{
  gint64 attendance = nh_record_get_number (record, field, 0);

  if (attendance > MOST_ATTENDANCE)
    nh_check_add (check, record, (int) field, NH_SEVERITY_WARN, "crowd",
                  _ ("An attendance of %s is very high for one point. Please look at the number again."),
                  nh_check_number_text (check, attendance));
}

void
nh_point_check_cost (const NhRecord *record, guint field, NhCheck *check)
{
  gint64 cost = nh_record_get_number (record, field, 0);

  if (cost > 0 && cost < LEAST_COST)
    nh_check_add (
        check, record, (int) field, NH_SEVERITY_WARN, "small_cost",
        _ ("A cost of %s đồng is very little. The cost is kept in đồng: was it counted in thousands or millions?"),
        nh_check_number_text (check, cost));
  else if (cost >= MOST_COST)
    nh_check_add (check, record, (int) field, NH_SEVERITY_WARN, "big_cost",
                  _ ("A cost of %s đồng is very much for one point. Please count the zeros again."),
                  nh_check_number_text (check, cost));
}

/* --- Dates --- */

static void
check_order_of_days (const NhRecord *record, guint first, guint last, NhCheck *check)
{
  NhDate from = nh_record_get_date (record, first);
  NhDate to = nh_record_get_date (record, last);

  if (to == NH_DATE_NONE)
    return;
  if (from == NH_DATE_NONE)
    nh_check_add (check, record, (int) last, NH_SEVERITY_BLOCK, "first_day",
                  _ ("The last day, %s, is given, but not the first. Please enter “%s” too."),
                  nh_check_day_text (check, to), _ (nh_point_type.fields[first].title));
  else if (to < from)
    nh_check_add (check, record, (int) last, NH_SEVERITY_BLOCK, "last_day",
                  _ ("The last day, %s, is before the first, %s. Correct one of the two."),
                  nh_check_day_text (check, to), nh_check_day_text (check, from));
}

/* A second time is after the first. */
static void
check_second_time (const NhRecord *record, NhCheck *check)
{
  NhDate from = nh_record_get_date (record, NH_POINT_DATE_FROM);
  NhDate last = MAX (from, nh_record_get_date (record, NH_POINT_DATE_TO));
  NhDate again = nh_record_get_date (record, NH_POINT_SECOND_FROM);

  check_order_of_days (record, NH_POINT_SECOND_FROM, NH_POINT_SECOND_TO, check);
  if (again == NH_DATE_NONE)
    return;
  if (from == NH_DATE_NONE)
    nh_check_add (check, record, NH_POINT_SECOND_FROM, NH_SEVERITY_BLOCK, "first_time",
                  _ ("The day of the second time, %s, is given, but not that of the first. Please enter “%s” too."),
                  nh_check_day_text (check, again), _ (nh_point_type.fields[NH_POINT_DATE_FROM].title));
  else if (again <= last)
    nh_check_add (check, record, NH_POINT_SECOND_FROM, NH_SEVERITY_BLOCK, "second_time",
                  _ ("The second time, %s, is not after the first, %s. Correct one of the two."),
                  nh_check_day_text (check, again), nh_check_days_text (check, from, last));
}

static void
check_today (const NhRecord *record, NhCheck *check)
{
  NhDate today = check->context->today;
  NhDate from = nh_record_get_date (record, NH_POINT_DATE_FROM);
  NhDate last = get_last_day (record);

  if (today == NH_DATE_NONE || from == NH_DATE_NONE)
    return;
  if (nh_record_has_code (record, NH_POINT_STATUS, "held") && from > today)
    nh_check_add (check, record, NH_POINT_STATUS, NH_SEVERITY_WARN, "future",
                  _ ("It is said to be held, but %s is still to come. Correct the date, or set the status to planned."),
                  nh_check_day_text (check, from));
  if (nh_record_has_code (record, NH_POINT_STATUS, "planned") && last < today)
    nh_check_add (check, record, NH_POINT_STATUS, NH_SEVERITY_NOTE, "past",
                  _ ("It is still said to be planned, but %s is past. If it was held, set the status to held, so that "
                     "it counts."),
                  nh_check_day_text (check, last));
}

/* --- Numbers that belong together --- */

static void
check_size (const NhRecord *record, NhCheck *check)
{
  gint64 attendance = nh_record_get_number (record, NH_POINT_ATTENDANCE, -1);
  gint64 households = nh_record_get_number (record, NH_POINT_HOUSEHOLDS, -1);
  gint64 people = nh_record_get_number (record, NH_POINT_PEOPLE, -1);
  gint64 groups = nh_record_get_number (record, NH_POINT_GROUPS, -1);

  if (people >= 0 && attendance > people)
    nh_check_add (check, record, NH_POINT_ATTENDANCE, NH_SEVERITY_WARN, "attendance",
                  _ ("More people came (%s) than live there (%s). Please look at both numbers again."),
                  nh_check_number_text (check, attendance), nh_check_number_text (check, people));
  if (people >= 0 && households > people)
    nh_check_add (check, record, NH_POINT_HOUSEHOLDS, NH_SEVERITY_WARN, "households",
                  _ ("There are more households (%s) than inhabitants (%s). Are the two numbers mixed up?"),
                  nh_check_number_text (check, households), nh_check_number_text (check, people));
  if (households >= 0 && groups > households)
    nh_check_add (check, record, NH_POINT_GROUPS, NH_SEVERITY_WARN, "groups",
                  _ ("There are more neighbour groups (%s) than households (%s). Are the two numbers mixed up?"),
                  nh_check_number_text (check, groups), nh_check_number_text (check, households));
  if (attendance > 0 && nh_record_has_code (record, NH_POINT_STATUS, "cancelled"))
    nh_check_add (
        check, record, NH_POINT_ATTENDANCE, NH_SEVERITY_WARN, "cancelled",
        _ ("The point was cancelled, but an attendance of %s is given. Empty the field, or correct the status."),
        nh_check_number_text (check, attendance));
}

static void
check_several_areas (const NhRecord *record, NhCheck *check)
{
  const NhValue *areas = nh_record_get (record, NH_POINT_AREAS);
  const NhCode *entry = get_place_kind (record, "several", "1", check);

  if (entry == NULL)
    return;
  if (areas->state == NH_VALUE_BLANK)
    nh_check_add (check, record, NH_POINT_AREAS, NH_SEVERITY_NOTE, "areas",
                  _ ("“%s” covers several residential areas. Please enter how many, so that they are counted."),
                  entry->title);
  else if (nh_value_is_set (areas) && areas->number == 1)
    nh_check_add (
        check, record, NH_POINT_AREAS, NH_SEVERITY_WARN, "several_areas",
        _ ("“%s” covers several residential areas, but only one is entered. Correct the number, or the kind of place."),
        entry->title);
}

/* Parties are named, but the number is missing. */
static void
check_parties (const NhRecord *record, guint parties, guint number, NhCheck *check)
{
  const NhField *fields = nh_point_type.fields;
  const NhValue *value = nh_record_get (record, number);

  if (nh_record_get (record, parties)->state == NH_VALUE_BLANK)
    return;
  if (value->state == NH_VALUE_UNKNOWN || (nh_value_is_set (value) && value->number > 0))
    return;
  nh_check_add (check, record, (int) number, NH_SEVERITY_NOTE, ".number",
                _ ("“%s” is filled in, but “%s” has no number, so nothing is counted."), _ (fields[parties].title),
                _ (fields[number].title));
}

static guint
count_names (const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, ";", -1);
  guint n = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      n++;
  return n;
}

static void
check_model_names (const NhRecord *record, NhCheck *check)
{
  gint64 models = nh_record_get_number (record, NH_POINT_MODELS, 0);
  gint64 names = count_names (nh_record_get_text (record, NH_POINT_MODEL_NAMES));

  if (models > 0 && names > models)
    nh_check_add (check, record, NH_POINT_MODELS, NH_SEVERITY_NOTE, "model_names",
                  _ ("More models are named (%s) than counted (%s)."), nh_check_number_text (check, names),
                  nh_check_number_text (check, models));
}

/* "viên đạn", "mét dây cháy chậm": nobody counts them as weapons. */
static gboolean
is_ammunition (const char *kind)
{
  static const char *const units[] = { "viên", "mét", "m" };
  g_autofree char *unit = g_strndup (kind, strcspn (kind, " "));

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (nh_text_collate (unit, units[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What has no number of its own is not counted here. */
static void
check_weapon_names (const NhRecord *record, NhCheck *check)
{
  g_auto (GStrv) parts = g_strsplit (nh_record_get_text (record, NH_POINT_WEAPON_NAMES), ";", -1);
  const NhValue *weapons = nh_record_get (record, NH_POINT_WEAPONS);
  gint64 sum = 0, number;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *kind = nh_point_skip_count (g_strstrip (parts[i]), &number);

      if (kind != NULL && !is_ammunition (kind))
        sum = nh_number_add (sum, number);
    }
  if (nh_value_is_set (weapons) && weapons->number > 0 && sum > weapons->number)
    nh_check_add (
        check, record, NH_POINT_WEAPONS, NH_SEVERITY_WARN, "weapon_names",
        _ ("By their kinds there are more weapons (%s) than counted (%s). Is one of the two to be corrected?"),
        nh_check_number_text (check, sum), nh_check_number_text (check, weapons->number));
}

/* --- Other records --- */

static GPtrArray *
find_same_place (const NhRecord *record, int year, NhCheck *check)
{
  const NhRecordInfo *info = nh_record_get_info (record);
  const NhValue *place = nh_record_get (record, NH_POINT_PLACE);

  if (check->context->find == NULL || !nh_value_is_set (place))
    return NULL;
  return check->context->find (&nh_point_type, info->unit, year, NH_POINT_PLACE, place, info->id,
                               check->context->find_data);
}

static gboolean
may_count (const NhRecord *record)
{
  return !nh_record_has_code (record, NH_POINT_STATUS, "cancelled") && !nh_record_is_duplicate (record);
}

/* Do their days overlap? A point without a day may be on any. */
static gboolean
may_be_same_day (const NhRecord *a, const NhRecord *b)
{
  static const guint spans[2][2] = { { NH_POINT_DATE_FROM, NH_POINT_DATE_TO },
                                     { NH_POINT_SECOND_FROM, NH_POINT_SECOND_TO } };

  if (nh_record_get_date (a, NH_POINT_DATE_FROM) == NH_DATE_NONE ||
      nh_record_get_date (b, NH_POINT_DATE_FROM) == NH_DATE_NONE)
    return TRUE;
  for (guint i = 0; i < 4; i++)
    {
      const guint *span_a = spans[i / 2], *span_b = spans[i % 2];
      NhDate from_a = nh_record_get_date (a, span_a[0]), from_b = nh_record_get_date (b, span_b[0]);

      if (from_a != NH_DATE_NONE && from_b != NH_DATE_NONE &&
          from_a <= MAX (from_b, nh_record_get_date (b, span_b[1])) &&
          from_b <= MAX (from_a, nh_record_get_date (a, span_a[1])))
        return TRUE;
    }
  return FALSE;
}

static void
check_duplicate (const NhRecord *record, NhCheck *check)
{
  g_autoptr (GPtrArray) others = NULL;

  if (!may_count (record))
    return;
  others = find_same_place (record, nh_record_get_info (record)->year, check);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const NhRecord *other = g_ptr_array_index (others, i);
      const char *place = nh_record_get_text (other, NH_POINT_PLACE);
      NhDate from = nh_record_get_date (other, NH_POINT_DATE_FROM);
      g_autofree char *days = NULL;

      if (!may_count (other) || !may_be_same_day (record, other))
        continue;
      days = from != NH_DATE_NONE ? nh_point_format_days (other) : g_strdup (_ ("without a date"));
      nh_check_add (
          check, record, NH_POINT_PLACE, NH_SEVERITY_WARN, "duplicate",
          _ ("“%s” (%s) is there already. If it is the same festival, change that entry instead of adding another."),
          place, days);
      return;
    }
}

static gboolean
is_odd (gint64 now, gint64 before)
{
  gint64 difference = ABS (now - before);

  return difference >= LAST_YEAR_LEAST && (now > before * LAST_YEAR_FACTOR || before > now * LAST_YEAR_FACTOR);
}

static void
check_last_year (const NhRecord *record, NhCheck *check)
{
  gint64 now = nh_record_get_number (record, NH_POINT_ATTENDANCE, -1);
  gint64 before = -1;
  g_autoptr (GPtrArray) others = NULL;

  if (now < 0 || !nh_record_counts (record, check->context->catalog, NH_DATE_NONE))
    return;
  others = find_same_place (record, nh_record_get_info (record)->year - 1, check);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      gint64 attendance = nh_record_get_number (g_ptr_array_index (others, i), NH_POINT_ATTENDANCE, -1);

      if (attendance < 0 || !nh_record_counts (g_ptr_array_index (others, i), check->context->catalog, NH_DATE_NONE))
        continue;
      if (!is_odd (now, attendance))
        return;
      before = attendance;
    }
  if (before < 0)
    return;
  nh_check_add (
      check, record, NH_POINT_ATTENDANCE, NH_SEVERITY_WARN, "last_year",
      _ ("The attendance of %s is far from last year's %s at the same place. Please look at the number again."),
      nh_check_number_text (check, now), nh_check_number_text (check, before));
}

void
nh_point_check (const NhRecord *record, NhCheck *check)
{
  check_order_of_days (record, NH_POINT_DATE_FROM, NH_POINT_DATE_TO, check);
  check_second_time (record, check);
  nh_check_year (record, NH_POINT_DATE_FROM, NH_SEVERITY_BLOCK, check);
  nh_check_year (record, NH_POINT_DATE_TO, NH_SEVERITY_BLOCK, check);
  nh_check_year (record, NH_POINT_SECOND_FROM, NH_SEVERITY_BLOCK, check);
  nh_check_year (record, NH_POINT_SECOND_TO, NH_SEVERITY_BLOCK, check);
  nh_check_window (record, NH_POINT_DATE_FROM, NH_POINT_DATE_TO, check);
  nh_check_window (record, NH_POINT_SECOND_FROM, NH_POINT_SECOND_TO, check);
  check_today (record, check);
  check_size (record, check);
  check_several_areas (record, check);
  check_parties (record, NH_POINT_PACT_PARTIES, NH_POINT_PACTS, check);
  check_parties (record, NH_POINT_PLEDGE_PARTIES, NH_POINT_PLEDGES, check);
  check_parties (record, NH_POINT_RULE_PARTIES, NH_POINT_RULES, check);
  check_parties (record, NH_POINT_MODEL_NAMES, NH_POINT_MODELS, check);
  check_parties (record, NH_POINT_WEAPON_NAMES, NH_POINT_WEAPONS, check);
  check_model_names (record, check);
  check_weapon_names (record, check);
  nh_check_sources (record, NH_POINT_COST, NH_POINT_FUNDING, check);
  check_duplicate (record, check);
  check_last_year (record, check);
}
