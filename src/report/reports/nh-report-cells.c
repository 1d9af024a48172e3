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

int
nh_report_add_row (NhTable *table, NhRowKind kind, int above, const char *index, const char *title)
{
  int row = nh_table_add_row (table, kind, above);

  nh_table_set_text (table, row, 0, index);
  nh_table_set_text (table, row, 1, title);
  return row;
}

void
nh_report_set_field (NhReportContext *context, NhTable *table, int row, int column, const NhRecord *record, guint field)
{
  g_autofree char *text = nh_record_format (record, field, context->catalog);

  nh_table_set_text (table, row, column, text);
}

void
nh_report_set_dates (NhTable *table, int row, int column, const NhRecord *point)
{
  NhDate from = nh_record_get_date (point, NH_POINT_DATE_FROM);
  NhDate to = nh_record_get_date (point, NH_POINT_DATE_TO);
  g_autofree char *span = to != NH_DATE_NONE ? nh_date_format_range (from, to) : NULL;

  if (from == NH_DATE_NONE)
    nh_table_set_text (table, row, column,
                       nh_record_get (point, NH_POINT_DATE_FROM)->state == NH_VALUE_UNKNOWN ? "chưa xác định" : "");
  else if (to != NH_DATE_NONE && to != from)
    nh_table_set_text (table, row, column, span);
  else
    nh_table_set_date (table, row, column, from);
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
nh_report_roman (guint n)
{
  static const char *const ones[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" };
  static const char *const tens[] = { "", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC" };

  return n < 100 ? g_strconcat (tens[n / 10], ones[n % 10], NULL) : g_strdup_printf ("%u", n);
}
