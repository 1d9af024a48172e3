/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-figure-rule.h"

#include "nh-number.h"

#define MOST_OPEN 1000000 /* so that a sum of all communes does not overflow */

gboolean
nh_figure_is_least (const NhFigure *figure)
{
  return figure->state == NH_VALUE_SET && figure->value > 0 && figure->qualifier == NULL &&
         (figure->missing > 0 || figure->unknown > 0);
}

static gboolean
is_exact (const NhFigure *figure)
{
  return (figure->state == NH_VALUE_SET || figure->state == NH_VALUE_NIL) && figure->qualifier == NULL &&
         figure->missing == 0 && figure->unknown == 0;
}

gboolean
nh_figure_may_compare (const NhFigure *now, const NhFigure *before)
{
  return is_exact (now) && is_exact (before);
}

NhFigure
nh_figure_from_records (const NhRecordTally *tally, gboolean count)
{
  NhFigure nothing = { .wanted = (guint) tally->wanted, .missing = (guint) tally->missing };
  NhFigure figure = nothing;

  figure.unknown = (guint) tally->unknown;

  if (tally->settled == 0)
    return nothing;
  figure.from = NH_FROM_RECORDS;
  if (tally->held == 0 || (count && tally->number == 0))
    {
      figure.state = NH_VALUE_SET;
      figure.implied = TRUE;
    }
  else if (count || tally->given > 0)
    {
      figure.state = tally->number == 0 && tally->unknown > 0 ? NH_VALUE_UNKNOWN : NH_VALUE_SET;
      figure.value = tally->number;
      figure.qualifiers = tally->number > 0 ? tally->qualifiers : 0;
      figure.qualifier = nh_qualifier_of_sum (figure.qualifiers, tally->missing > 0 || tally->unknown > 0);
    }
  else if (tally->nil == tally->held)
    figure.state = NH_VALUE_NIL;
  else if (tally->unknown > 0)
    figure.state = NH_VALUE_UNKNOWN;
  else
    return nothing;
  return figure;
}

static void
add_state (NhFigure *sum, const NhFigure *part)
{
  sum->from = NH_FROM_SUM;
  sum->partly_total |= part->partly_total || part->from == NH_FROM_TOTAL;
  if (part->state == NH_VALUE_SET)
    {
      sum->implied = part->implied && (sum->state != NH_VALUE_SET || sum->implied);
      sum->state = NH_VALUE_SET;
      sum->value = nh_number_add (sum->value, part->value);
    }
  else if (sum->state == NH_VALUE_BLANK || (sum->state == NH_VALUE_NIL && part->state == NH_VALUE_UNKNOWN))
    sum->state = part->state;
  /* "At least 0" says nothing. */
  if (sum->state == NH_VALUE_SET && sum->value == 0 && sum->unknown > 0)
    sum->state = NH_VALUE_UNKNOWN;
}

void
nh_figure_add (NhFigure *sum, const NhFigure *part)
{
  sum->wanted += part->wanted;
  sum->missing += part->missing;
  sum->unknown += part->unknown;
  sum->qualifiers |= part->qualifiers;
  if (part->state != NH_VALUE_BLANK)
    add_state (sum, part);
  sum->qualifier = sum->state == NH_VALUE_UNKNOWN
                       ? NULL
                       : nh_qualifier_of_sum (sum->qualifiers, sum->missing > 0 || sum->unknown > 0);
}

gint64
nh_figure_count_more (const NhFigure *figure)
{
  if (figure->from != NH_FROM_TOTAL || figure->state != NH_VALUE_SET || (figure->beside && !figure->conflict))
    return 0;
  return MAX (figure->value - figure->other, 0);
}

void
nh_figure_leave_open (NhFigure *figure, gint64 n_more)
{
  guint n = (guint) MIN (n_more, MOST_OPEN);

  if (n == 0 || figure->from == NH_FROM_NOTHING || figure->from == NH_FROM_TOTAL || figure->state == NH_VALUE_UNKNOWN)
    return;
  if (figure->value == 0)
    *figure = (NhFigure){ .wanted = figure->wanted, .missing = figure->missing, .unknown = figure->unknown };
  figure->wanted += n;
  figure->missing += n;
  figure->qualifier = nh_qualifier_of_sum (figure->qualifiers, TRUE);
}

gboolean
nh_total_agrees (const NhTotalTally *total, gint64 number)
{
  gint64 slack = total->value / 20;

  switch (total->qualifier)
    {
    case NH_QUALIFIER_LEAST:
      return number >= total->value;
    case NH_QUALIFIER_MORE:
    case NH_QUALIFIER_OVER:
      return number >= total->value && number <= total->value + slack;
    case NH_QUALIFIER_UNDER:
      return number <= total->value && number >= total->value - slack;
    case NH_QUALIFIER_ABOUT:
      return ABS (number - total->value) <= slack;
    default:
      return number == total->value;
    }
}

NhFigure
nh_figure_choose (const NhFigure *derived, const NhTotalTally *total)
{
  NhFigure tally = {
    .from = NH_FROM_TOTAL,
    .state = total->state,
    .value = total->value,
    .qualifier = nh_qualifier_of_sum (total->qualifier, FALSE),
    .qualifiers = total->qualifier,
    .unknown = total->state == NH_VALUE_UNKNOWN,
  };
  NhFigure shown;

  if (total->state == NH_VALUE_BLANK)
    return *derived;
  if (derived->state == NH_VALUE_BLANK)
    return tally;
  /* A total marked "not known" does not compete with records. */
  if (total->state == NH_VALUE_UNKNOWN)
    return *derived;
  /* Records without the number leave it to the total. */
  if (derived->implied || derived->state == NH_VALUE_UNKNOWN)
    return tally;
  shown = total->keep ? tally : *derived;
  shown.beside = TRUE;
  shown.other = total->keep ? derived->value : total->value;
  shown.other_qualifier = total->keep ? NULL : nh_qualifier_of_sum (total->qualifier, FALSE);
  shown.conflict = !nh_total_agrees (total, derived->value);
  return shown;
}
