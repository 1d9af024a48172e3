/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bộ phụ lục: a workbook of every annex of the season, with its contents and charts. */

#include "nh-i18n.h"
#include "nh-report-private.h"

/* Without totals and the names of groups. */
static guint
count_rows (NhSheet *sheet)
{
  NhTable *table = nh_sheet_get_table (sheet);
  guint n = 0;

  for (guint row = 0; table != NULL && nh_table_get_n_columns (table) > 0 && row < nh_table_get_n_rows (table); row++)
    n += nh_table_get_row_kind (table, (int) row) == NH_ROW_DATA;
  return n;
}

static void
add_row (NhReportContext *context, const char *number, const char *title, guint n, const char *tab)
{
  int row = nh_table_add_row (context->table, NH_ROW_DATA, NH_TABLE_TOP);

  nh_table_set_text (context->table, row, 0, number);
  nh_table_set_text (context->table, row, 1, title);
  nh_table_set_number (context->table, row, 2, n);
  nh_table_set_text (context->table, row, 3, tab);
}

static gboolean
add_annex (NhReportContext *context, const NhReport *report, GError **error)
{
  g_autoptr (NhSheet) sheet = nh_report_build (report, context->connection, context->ledger, context->request, error);
  g_autofree char *number = nh_report_roman (nh_sheet_get_n_parts (context->sheet) + 1);
  g_autofree char *label = g_strdup_printf ("PHỤ LỤC %s", number);

  if (sheet == NULL)
    return FALSE;
  if (count_rows (sheet) == 0)
    return TRUE;
  nh_sheet_add_part (context->sheet, sheet, label);
  add_row (context, number, nh_i18n_in_vietnamese (report->title), count_rows (sheet), report->tab);
  return TRUE;
}

/* Where no unit is below, the summary on one page is the summary once more. */
static gboolean
is_annex (const NhReportContext *context, const NhReport *report)
{
  return report->annex && report != context->report &&
         (report->fill != nh_report_fill_groups || nh_figures_get_rows (context->figures)->len > 0);
}

gboolean
nh_report_fill_annexes (NhReportContext *context, GError **error)
{
  guint n_reports;
  const NhReport *reports = nh_reports (&n_reports);

  nh_table_add_column (context->table, NH_TABLE_TOP, "Phụ lục", NH_COLUMN_INDEX);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Nội dung", NH_COLUMN_TEXT);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Số dòng", NH_COLUMN_INTEGER);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Trang tính (bấm vào tên để mở)", NH_COLUMN_TEXT);
  for (guint i = 0; i < n_reports; i++)
    if (is_annex (context, &reports[i]) && !add_annex (context, &reports[i], error))
      return FALSE;
  if (nh_sheet_get_n_parts (context->sheet) == 0)
    return TRUE;
  if (!nh_report_add_charts (context, error))
    return FALSE;
  if (nh_sheet_get_n_charts (context->sheet) > 0)
    add_row (context, "", "Biểu đồ", nh_sheet_get_n_charts (context->sheet), NH_CHARTS_TAB);
  return TRUE;
}
