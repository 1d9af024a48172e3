/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tổng quan: one page for a meeting. What is missing; then every figure of the unit beside that of the year before. */

#include "nh-report-private.h"

#include "nh-gap.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-ranking.h"

#define MAX_NAMES 20 /* of units that have not reported */

enum
{
  COLUMN_INDEX,
  COLUMN_TITLE,
  COLUMN_MEASURE,
  COLUMN_NOW,
  COLUMN_BEFORE,
  COLUMN_CHANGE,
};

/* --- What is missing --- */

/* "Đã báo cáo: 66/69 đơn vị. Chưa báo cáo: xã A, xã B và 5 đơn vị khác." */
static void
add_unreported (NhReportContext *context)
{
  g_autoptr (GPtrArray) missing = nh_ranking_missing (context->figures);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_units, n_reported = nh_figures_count_reported (context->figures, &n_units);

  if (missing->len == 0)
    return;
  g_string_append_printf (
      text, context->final_only ? "Đã chốt: %u/%u đơn vị. Chưa chốt: " : "Đã báo cáo: %u/%u đơn vị. Chưa báo cáo: ",
      n_reported, n_units);
  for (guint i = 0; i < missing->len && i < MAX_NAMES; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            ((const NhFigureRow *) g_ptr_array_index (missing, i))->unit->title);
  if (missing->len > MAX_NAMES)
    g_string_append_printf (text, " và %u đơn vị khác", missing->len - MAX_NAMES);
  g_string_append_c (text, '.');
  nh_sheet_add_paragraph (context->sheet, text->str);
}

/* "Còn thiếu số liệu: 5 điểm ngày hội chưa ghi số người dự; 2 quà tặng chưa ghi trị giá." */
static gboolean
add_gaps (NhReportContext *context, GError **error)
{
  g_autoptr (GPtrArray)
      gaps = nh_gap_find (context->connection, context->ledger, context->request->unit, context->request->year, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; gaps != NULL && i < gaps->len; i++)
    {
      const NhGap *gap = g_ptr_array_index (gaps, i);
      g_autofree char *count = nh_number_format_admin (gap->count);
      g_autofree char *records = g_utf8_strdown (nh_i18n_in_vietnamese (gap->type->title), -1);
      g_autofree char *field = g_utf8_strdown (nh_i18n_in_vietnamese (gap->type->fields[gap->field].title), -1);

      g_string_append_printf (text, "%s%s %s chưa ghi %s", i > 0 ? "; " : "Còn thiếu số liệu: ", count, records, field);
    }
  if (text->len > 0)
    {
      g_string_append_c (text, '.');
      nh_sheet_add_paragraph (context->sheet, text->str);
    }
  return gaps != NULL;
}

/* --- The table --- */

static gboolean
is_said (const NhFigure *figure)
{
  return figure->from != NH_FROM_NOTHING && figure->state != NH_VALUE_BLANK && !(figure->implied && figure->value == 0);
}

static void
set_figure (NhTable *table, int row, int column, const NhFigure *figure)
{
  if (is_said (figure))
    nh_report_set_figure (table, row, column, figure, FALSE);
}

static void
set_change (NhReportContext *context, NhFigures *last_year, int row, const char *indicator)
{
  const NhFigure *now = nh_figures_get (nh_figures_get_total (context->figures), indicator);
  const NhFigure *before = nh_figures_get (nh_figures_get_total (last_year), indicator);

  if (is_said (now) && is_said (before) && nh_figures_may_compare (context->figures, last_year, indicator))
    nh_table_set_number (context->table, row, COLUMN_CHANGE, now->value - before->value);
}

static void
add_columns (NhTable *table, int year)
{
  g_autofree char *now = g_strdup_printf ("Năm %d", year);
  g_autofree char *before = g_strdup_printf ("Năm %d", year - 1);

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Chỉ tiêu", NH_COLUMN_TEXT);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị tính", NH_COLUMN_MARK);
  nh_table_add_column (table, NH_TABLE_TOP, now, NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, before, NH_COLUMN_INTEGER);
  nh_table_add_column (table, NH_TABLE_TOP, "Tăng, giảm", NH_COLUMN_INTEGER);
  nh_table_set_n_lead (table, 2);
}

/* @n_groups: so many have rows already. */
static void
add_group (NhReportContext *context, NhFigures *last_year, const NhIndicatorGroup *group, guint *n_groups)
{
  NhTable *table = context->table;
  guint n_indicators, n = 0;
  const NhIndicator *indicators = nh_indicators (&n_indicators);

  for (guint i = 0; i < n_indicators; i++)
    {
      const NhFigure *now = nh_figures_get (nh_figures_get_total (context->figures), indicators[i].code);
      const NhFigure *before = nh_figures_get (nh_figures_get_total (last_year), indicators[i].code);
      g_autofree char *index = g_strdup_printf ("%u", n + 1), *roman = NULL, *title = NULL;
      int row;

      if (!g_str_equal (indicators[i].group, group->code) || !(is_said (now) || is_said (before)))
        continue;
      if (n++ == 0)
        {
          roman = nh_report_roman (++*n_groups);
          nh_report_add_row (table, NH_ROW_GROUP, NH_TABLE_TOP, roman, nh_i18n_in_vietnamese (group->title));
        }
      title = nh_catalog_in_words_of (context->catalog, context->unit, indicators[i].title);
      row = nh_report_add_row (table, NH_ROW_DATA, NH_TABLE_TOP, index, title);
      nh_table_set_text (table, row, COLUMN_MEASURE, indicators[i].measure);
      set_figure (table, row, COLUMN_NOW, now);
      set_figure (table, row, COLUMN_BEFORE, before);
      set_change (context, last_year, row, indicators[i].code);
    }
}

gboolean
nh_report_fill_overview (NhReportContext *context, GError **error)
{
  const NhReportRequest *request = context->request;
  g_autoptr (NhFigures) last_year = nh_figures_compute (context->connection, context->ledger, request->unit,
                                                        request->year - 1, NH_DATE_NONE, error);
  guint n_groups, n_shown = 0;
  const NhIndicatorGroup *groups = nh_indicator_groups (&n_groups);

  if (last_year == NULL || !add_gaps (context, error))
    return FALSE;
  add_unreported (context);
  add_columns (context->table, request->year);
  nh_sheet_set_page (context->sheet, NH_PORTRAIT, NH_PAPER_A4);
  for (guint i = 0; i < n_groups; i++)
    add_group (context, last_year, &groups[i], &n_shown);
  if (context->final_only)
    nh_sheet_add_note (context->sheet, "Số liệu năm trước là của tất cả các đơn vị đã báo cáo.");
  return TRUE;
}
