/* SPDX-License-Identifier: GPL-3.0-or-later */

/* So sánh với năm trước: a row for each unit of today, the whole first. A unit that was made of several is compared
 * with their sum; one that received only a part of another is not compared, and a note says why. */

#include "nh-report-private.h"

#include <math.h>

#include "nh-ranking.h"
#include "nh-unit-merger.h"

#define FIRST 2 /* column of figures */

enum
{
  BEFORE,
  NOW,
  CHANGE,
  PERCENT,
  N_COLUMNS
};

static const struct
{
  const char *indicator, *title;
} figures[] = {
  { "points", "Điểm ngày hội" },
  { "attendance", "Lượt người dự" },
  { "models", "Mô hình ra mắt" },
  { "gifts.sets", "Suất quà" },
};

static void
add_columns (NhTable *table, int year)
{
  g_autofree char *before = g_strdup_printf ("%d", year - 1);
  g_autofree char *now = g_strdup_printf ("%d", year);

  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      int heading = nh_table_add_heading (table, NH_TABLE_TOP, figures[i].title);

      nh_table_add_column (table, heading, before, NH_COLUMN_INTEGER);
      nh_table_add_column (table, heading, now, NH_COLUMN_INTEGER);
      nh_table_add_column (table, heading, "Tăng, giảm", NH_COLUMN_INTEGER);
      nh_table_add_column (table, heading, "%", NH_COLUMN_PERCENT);
    }
  nh_table_set_n_lead (table, FIRST);
}

static void
set_change (NhTable *table, int row, int column, const NhFigure *now, const NhFigure *before)
{
  gint64 change = now->value - before->value;

  nh_table_set_number (table, row, column + CHANGE, change);
  if (before->value != 0) /* no part of nothing */
    nh_table_set_number (table, row, column + PERCENT,
                         (gint64) round (1000.0 * (double) change / (double) before->value));
}

/* Of the report's unit or, where @ranked is not NULL, of one below it. @before: nullable: not comparable. */
static void
set_figures (NhReportContext *context, NhFigures *last_year, int row, const NhRanked *ranked, const NhFigure *now,
             const NhFigure *before)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      guint indicator = nh_indicator_index (figures[i].indicator);
      int column = FIRST + (int) i * N_COLUMNS;
      gboolean sum = now[indicator].from == NH_FROM_SUM;

      nh_report_set_figure (context->table, row, column + NOW, &now[indicator], sum);
      if (before == NULL)
        continue;
      nh_report_set_figure (context->table, row, column + BEFORE, &before[indicator], sum);
      if (ranked == NULL ? nh_figures_may_compare (context->figures, last_year, figures[i].indicator)
                         : ranked->reported && ranked->before_reported &&
                               nh_figure_may_compare (&now[indicator], &before[indicator]))
        set_change (context->table, row, column, &now[indicator], &before[indicator]);
    }
}

static gboolean
has_reason (GPtrArray *ranked, guint i, const char *reason)
{
  return g_strcmp0 (((const NhRanked *) g_ptr_array_index (ranked, i))->split, reason) == 0;
}

/* Once for each reason, with all its units. */
static void
note_splits (NhReportContext *context, GPtrArray *ranked)
{
  for (guint i = 0; i < ranked->len; i++)
    {
      const char *reason = ((const NhRanked *) g_ptr_array_index (ranked, i))->split;
      g_autoptr (GString) units = g_string_new (NULL);
      g_autofree char *note = NULL;
      gboolean told = FALSE;

      for (guint k = 0; k < i && reason != NULL; k++)
        told |= has_reason (ranked, k, reason);
      if (reason == NULL || told)
        continue;
      for (guint k = i; k < ranked->len; k++)
        if (has_reason (ranked, k, reason))
          g_string_append_printf (units, "%s%s", units->len > 0 ? ", " : "",
                                  ((const NhRanked *) g_ptr_array_index (ranked, k))->name);
      note = g_strdup_printf ("(*) Không so sánh được: %s (%s).", units->str, reason);
      nh_sheet_add_note (context->sheet, note);
    }
}

/* Of a commune, which is no row of its own figures. */
static void
note_commune (NhReportContext *context, int year)
{
  g_autofree char *split = NULL, *note = NULL;
  g_autoptr (GPtrArray) origins = nh_unit_origins (context->catalog, context->unit->id, nh_catalog_season_day (year),
                                                   nh_catalog_season_day (year - 1), &split);

  if (split == NULL)
    return;
  note = g_strdup_printf ("Không so sánh được với năm %d: %s.", year - 1, split);
  nh_sheet_add_note (context->sheet, note);
}

static void
add_unit (NhReportContext *context, NhFigures *last_year, const NhRanked *ranked, guint number)
{
  g_autofree char *index = number > 0 ? g_strdup_printf ("%u", number) : NULL;
  g_autofree char *title = g_strconcat (ranked->name, ranked->split != NULL ? " (*)" : NULL, NULL);
  int row = nh_report_add_row (context->table, NH_ROW_DATA, NH_TABLE_TOP, index, title);

  set_figures (context, last_year, row, ranked, ranked->figures, ranked->split == NULL ? ranked->before : NULL);
}

/* Under the names of their districts, while there were districts. */
static void
add_units (NhReportContext *context, NhFigures *last_year, GPtrArray *ranked)
{
  const NhUnit *district = NULL;

  for (guint i = 0, number = 0, n_districts = 0; i < ranked->len; i++)
    {
      const NhRanked *unit = g_ptr_array_index (ranked, i);

      if (unit->group != NULL && unit->group != district)
        {
          g_autofree char *roman = nh_report_roman (++n_districts);

          district = unit->group;
          number = 0;
          nh_report_add_row (context->table, NH_ROW_GROUP, NH_TABLE_TOP, roman, district->title);
        }
      add_unit (context, last_year, unit, unit->unit == context->unit ? 0 : ++number);
    }
}

gboolean
nh_report_fill_comparison (NhReportContext *context, GError **error)
{
  const NhReportRequest *request = context->request;
  g_autoptr (NhFigures)
      last_year = nh_figures_compute (context->connection, context->ledger, request->unit, request->year - 1,
                                      nh_report_year_before (request->as_of), error);
  g_autoptr (GPtrArray) ranked = NULL;
  gboolean of_commune;
  guint n_units, n_reported, n_units_before, n_before;
  int total;

  if (last_year == NULL)
    return FALSE;
  ranked = nh_ranking_of_units (context->figures, last_year, context->catalog);
  of_commune = ranked->len == 0;
  add_columns (context->table, request->year);
  nh_sheet_set_page (context->sheet, NH_LANDSCAPE, NH_PAPER_A3);
  total = nh_report_add_row (context->table, of_commune ? NH_ROW_DATA : NH_ROW_TOTAL, NH_TABLE_TOP,
                             of_commune ? "1" : NULL, of_commune ? context->unit->title : "TỔNG CỘNG");
  n_reported = nh_figures_count_reported (context->figures, &n_units);
  n_before = nh_figures_count_reported (last_year, &n_units_before);
  set_figures (context, last_year, total, NULL, nh_figures_get_total (context->figures)->figures,
               nh_figures_get_total (last_year)->figures);
  add_units (context, last_year, ranked);
  note_splits (context, ranked);
  if (of_commune)
    note_commune (context, request->year);
  if ((n_reported < n_units || n_before < n_units_before) && !of_commune)
    nh_sheet_add_note (context->sheet, "Chưa đủ đơn vị báo cáo: số cộng của các đơn vị chưa so sánh được.");
  if (context->final_only)
    nh_sheet_add_note (context->sheet, "Số liệu năm trước là của tất cả các đơn vị đã báo cáo.");
  return TRUE;
}
