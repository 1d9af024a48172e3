/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures and points as text of cells and sentences. */

#include "nh-report-private.h"

#include "nh-number.h"
#include "nh-point.h"

void
nh_report_set_figure (NhTable *table, int row, int column, const NhFigure *figure, gboolean sum)
{
  switch (figure->state)
    {
    case NH_VALUE_SET:
      if (sum && figure->from != NH_FROM_TOTAL)
        nh_table_set_sum (table, row, column, figure->value);
      else
        nh_table_set_number (table, row, column, figure->value);
      if (figure->qualifier != NULL)
        nh_table_set_qualifier (table, row, column, figure->qualifier);
      if (figure->from == NH_FROM_TOTAL)
        nh_table_mark_from_total (table, row, column);
      break;
    case NH_VALUE_NIL:
      nh_table_set_number (table, row, column, 0);
      break;
    case NH_VALUE_UNKNOWN:
      nh_table_set_text (table, row, column, "…");
      break;
    case NH_VALUE_BLANK:
    default:
      nh_table_set_not_reported (table, row, column);
    }
}

void
nh_report_set_value (NhTable *table, int row, int column, const NhValue *value)
{
  NhFigure figure = { .from = NH_FROM_RECORDS, .state = value->state, .value = value->number };

  nh_report_set_figure (table, row, column, &figure, FALSE);
}

gboolean
nh_report_has_figure (const NhFigure *figure)
{
  return figure->state == NH_VALUE_SET && figure->value > 0;
}

char *
nh_report_figure_text (const NhFigure *figure)
{
  gboolean published = figure->beside && !figure->conflict && figure->other_qualifier != NULL;
  const char *qualifier = published ? figure->other_qualifier : figure->qualifier;
  g_autofree char *number = nh_number_format_admin (published ? figure->other : figure->value);

  return qualifier != NULL ? g_strdup_printf ("%s %s", qualifier, number) : g_steal_pointer (&number);
}

char *
nh_report_point_dates (const NhRecord *point)
{
  NhDate from = nh_record_get_date (point, NH_POINT_DATE_FROM);
  NhDate to = nh_record_get_date (point, NH_POINT_DATE_TO);

  if (from == NH_DATE_NONE)
    return g_strdup (nh_record_get (point, NH_POINT_DATE_FROM)->state == NH_VALUE_UNKNOWN ? "chưa xác định" : "");
  return to != NH_DATE_NONE && to != from ? nh_date_format_range (from, to) : nh_date_format (from);
}

char *
nh_report_roman (guint n)
{
  static const char *const ones[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" };
  static const char *const tens[] = { "", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC" };

  return n < 100 ? g_strconcat (tens[n / 10], ones[n % 10], NULL) : g_strdup_printf ("%u", n);
}
