/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-commendation-private.h"

#include <string.h>
#include "nh-check-common.h"
#include "nh-count.h"
#include "nh-i18n.h"
#include "nh-number.h"

#define FIRST_BIRTH_YEAR 1900

/* Not cancelled, and not a duplicate. */
static gboolean
is_standing (const NhRecord *record)
{
  return !nh_record_has_code (record, NH_COMMENDATION_STATE, "cancelled") && !nh_record_is_duplicate (record);
}

static const char *
title_of (NhCheck *check, const NhRecord *record, guint field)
{
  return nh_catalog_get_code_title (check->context->catalog, nh_commendation_type.fields[field].codebook,
                                    nh_record_get_text (record, field));
}

/* The Kỷ niệm chương is for persons only (TT 20/2025/TT-BCA); other forms just warn. */
static void
check_recipient_kind (const NhRecord *record, NhCheck *check)
{
  g_autofree char *to = nh_commendation_form_attribute (record, check->context->catalog, "to");
  g_autofree char *only = nh_commendation_form_attribute (record, check->context->catalog, "only");
  const char *kind = nh_record_get_text (record, NH_COMMENDATION_RECIPIENT_KIND);
  gboolean lump = strcmp (kind, "tt_cn") == 0;
  gboolean unclear = lump || strcmp (kind, "khong_ro") == 0;

  if (unclear)
    nh_check_add (check, record, NH_COMMENDATION_RECIPIENT_KIND, NH_SEVERITY_NOTE, "unclear",
                  _ ("This counts among the unsorted commendations only. Choose body, person or household as soon as "
                     "it is known."));
  if (to == NULL || *kind == '\0' || (unclear && !(lump && g_strcmp0 (only, "1") == 0)) || nh_many_has (to, kind))
    return;
  if (g_strcmp0 (only, "1") == 0)
    nh_check_add (check, record, NH_COMMENDATION_RECIPIENT_KIND, NH_SEVERITY_BLOCK, "only_person",
                  _ ("“%s” is given to persons only. Correct the form or the recipient."),
                  title_of (check, record, NH_COMMENDATION_FORM));
  else
    nh_check_add (check, record, NH_COMMENDATION_RECIPIENT_KIND, NH_SEVERITY_WARN, "recipient_kind",
                  _ ("“%s” is not usual for “%s”. Please look at the form and the recipient again."),
                  title_of (check, record, NH_COMMENDATION_FORM),
                  title_of (check, record, NH_COMMENDATION_RECIPIENT_KIND));
}

static void
check_authority (const NhRecord *record, NhCheck *check)
{
  g_autofree char *by = nh_commendation_form_attribute (record, check->context->catalog, "by");
  const char *authority = nh_record_get_text (record, NH_COMMENDATION_AUTHORITY);

  if (*authority == '\0' && by == NULL && *nh_record_get_text (record, NH_COMMENDATION_FORM) != '\0')
    nh_check_add (check, record, NH_COMMENDATION_AUTHORITY, NH_SEVERITY_NOTE, "no_authority",
                  _ ("Who decided it is not given. Several bodies give “%s”."),
                  title_of (check, record, NH_COMMENDATION_FORM));
  if (by == NULL || *authority == '\0' || nh_many_has (by, authority))
    return;
  nh_check_add (check, record, NH_COMMENDATION_AUTHORITY, NH_SEVERITY_WARN, "authority",
                _ ("“%s” does not decide “%s”. Correct one of the two; empty this field to have it filled in."),
                title_of (check, record, NH_COMMENDATION_AUTHORITY), title_of (check, record, NH_COMMENDATION_FORM));
}

/* One may be decided before the year in which it is presented. */
static void
check_decision_year (const NhRecord *record, NhCheck *check)
{
  NhDate day = nh_record_get_date (record, NH_COMMENDATION_DECISION_DATE);
  int year = nh_record_get_info (record)->year;

  if (day == NH_DATE_NONE || nh_date_year (day) != year - 1)
    nh_check_year (record, NH_COMMENDATION_DECISION_DATE, NH_SEVERITY_WARN, check);
  else
    nh_check_add (
        check, record, NH_COMMENDATION_DECISION_DATE, NH_SEVERITY_WARN, "year",
        _ ("The decision is of %s, the year before; it is counted in %d. Correct the date if it is a slip, or "
           "save it as it is if it was presented in %d."),
        nh_check_day_text (check, day), year, year);
}

static void
check_decision (const NhRecord *record, NhCheck *check)
{
  NhDate day = nh_record_get_date (record, NH_COMMENDATION_DECISION_DATE);
  NhDate today = check->context->today;
  gboolean decided = nh_record_state_counts (record, check->context->catalog);
  g_autofree char *text = day != NH_DATE_NONE ? nh_date_format (day) : NULL;

  check_decision_year (record, check);
  if (decided && today != NH_DATE_NONE && day > today)
    nh_check_add (
        check, record, NH_COMMENDATION_DECISION_DATE, NH_SEVERITY_WARN, "future",
        _ ("It is said to be decided, but %s is still to come. Correct the date, or set the state to proposed."), text);
  if (decided && nh_record_get (record, NH_COMMENDATION_DECISION_NUMBER)->state == NH_VALUE_BLANK)
    nh_check_add (check, record, NH_COMMENDATION_DECISION_NUMBER, NH_SEVERITY_NOTE, "no_number",
                  _ ("The decision's number is not given. With it, recipients of one decision are listed together."));
}

static void
check_quantity (const NhRecord *record, NhCheck *check)
{
  const NhValue *name = nh_record_get (record, NH_COMMENDATION_RECIPIENT);
  gint64 quantity = nh_record_get_number (record, NH_COMMENDATION_QUANTITY, 1);

  if (nh_value_is_set (name) && quantity > 1)
    nh_check_add (check, record, NH_COMMENDATION_QUANTITY, NH_SEVERITY_WARN, "one_name",
                  _ ("One name is given, but %s are counted. Enter 1, or leave the name empty."),
                  nh_check_number_text (check, quantity));
  else if (quantity == 0)
    nh_check_add (check, record, NH_COMMENDATION_QUANTITY, NH_SEVERITY_WARN, "zero",
                  _ ("Nobody is counted here. Enter the number, or delete the entry."));
  else if (!nh_value_is_set (name) && quantity == 1)
    nh_check_add (check, record, NH_COMMENDATION_RECIPIENT, NH_SEVERITY_NOTE, "no_name",
                  _ ("The name is not given. With it, one who is commended twice is noticed."));
}

static void
check_birth_year (const NhRecord *record, NhCheck *check)
{
  gint64 born = nh_record_get_number (record, NH_COMMENDATION_BIRTH_YEAR, -1);

  if (born < 0 || (born >= FIRST_BIRTH_YEAR && born < nh_record_get_info (record)->year))
    return;
  nh_check_add (check, record, NH_COMMENDATION_BIRTH_YEAR, NH_SEVERITY_BLOCK, "birth_year",
                _ ("%d cannot be a year of birth here. Enter it with four digits, as 1985."),
                (int) CLAMP (born, 0, 99999));
}

/* Same kind of recipient, and no different years of birth. */
static gboolean
may_be_same (const NhRecord *a, const NhRecord *b)
{
  gint64 born_a = nh_record_get_number (a, NH_COMMENDATION_BIRTH_YEAR, 0);
  gint64 born_b = nh_record_get_number (b, NH_COMMENDATION_BIRTH_YEAR, 0);

  return strcmp (nh_record_get_text (a, NH_COMMENDATION_RECIPIENT_KIND),
                 nh_record_get_text (b, NH_COMMENDATION_RECIPIENT_KIND)) == 0 &&
         (born_a == 0 || born_b == 0 || born_a == born_b);
}

/* Only a warning: people share names, and earlier years are not all on file. */
static gboolean
check_once (const NhRecord *record, const NhRecord *other, NhCheck *check)
{
  g_autofree char *once = nh_commendation_form_attribute (record, check->context->catalog, "once");

  if (g_strcmp0 (once, "1") != 0 ||
      strcmp (nh_record_get_text (record, NH_COMMENDATION_FORM), nh_record_get_text (other, NH_COMMENDATION_FORM)) != 0)
    return FALSE;
  nh_check_add (check, record, NH_COMMENDATION_RECIPIENT, NH_SEVERITY_WARN, "once",
                _ ("“%s” is given once in a lifetime, and one of this name received it in %d. Is it another person?"),
                title_of (check, record, NH_COMMENDATION_FORM), nh_record_get_info (other)->year);
  return TRUE;
}

static gboolean
check_twice (const NhRecord *record, const NhRecord *other, NhCheck *check)
{
  const char *number = nh_record_get_text (other, NH_COMMENDATION_DECISION_NUMBER);
  gint64 unit = nh_record_get_info (other)->unit;
  const NhUnit *of = unit != nh_record_get_info (record)->unit ? nh_catalog_get_unit (check->context->catalog, unit)
                                                               : NULL;
  g_autofree char *where = NULL;

  if (nh_record_get_info (other)->year != nh_record_get_info (record)->year)
    return FALSE;
  where = g_strconcat (*number != '\0' ? number : _ ("without a number"), of != NULL ? ", " : "",
                       of != NULL ? of->title : "", NULL);
  nh_check_add (check, record, NH_COMMENDATION_RECIPIENT, NH_SEVERITY_WARN, "twice",
                _ ("“%s” has a commendation of this year already: %s, %s. One achievement is not commended twice: is "
                   "it for another one?"),
                nh_record_get_text (record, NH_COMMENDATION_RECIPIENT), title_of (check, other, NH_COMMENDATION_FORM),
                where);
  return TRUE;
}

/* In all units: people move, and several units may commend a body. */
static void
check_others (const NhRecord *record, NhCheck *check)
{
  const NhValue *name = nh_record_get (record, NH_COMMENDATION_RECIPIENT);
  g_autoptr (GPtrArray) others = NULL;
  gboolean once = FALSE;
  gboolean twice = FALSE;

  if (check->context->find == NULL || !nh_value_is_set (name) || !is_standing (record))
    return;
  others = check->context->find (&nh_commendation_type, 0, 0, NH_COMMENDATION_RECIPIENT, name,
                                 nh_record_get_info (record)->id, check->context->find_data);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const NhRecord *other = g_ptr_array_index (others, i);

      if (!is_standing (other) || !may_be_same (record, other))
        continue;
      once = once || check_once (record, other, check);
      twice = twice || check_twice (record, other, check);
    }
}

/* The most is 0,6 of the base salary for the Kỷ niệm chương. */
static void
check_bonus (const NhRecord *record, NhCheck *check)
{
  gint64 most = nh_commendation_rate (record, check->context->catalog, "most") *
                nh_record_get_number (record, NH_COMMENDATION_QUANTITY, 1);
  gint64 bonus = nh_record_get_number (record, NH_COMMENDATION_BONUS, 0);

  if (most > 0 && bonus > most)
    nh_check_add (
        check, record, NH_COMMENDATION_BONUS, NH_SEVERITY_WARN, "bonus",
        _ ("A bonus of %s đồng is more than the %s đồng that the rate allows. Please look at the amount again."),
        nh_check_number_text (check, bonus), nh_check_number_text (check, most));
}

void
nh_commendation_check (const NhRecord *record, NhCheck *check)
{
  if (check->context->catalog == NULL)
    return;
  check_recipient_kind (record, check);
  check_authority (record, check);
  check_decision (record, check);
  check_quantity (record, check);
  check_birth_year (record, check);
  check_bonus (record, check);
  check_others (record, check);
}
