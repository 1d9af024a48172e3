/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Biểu đồ: what the figures look like. */

#include <string.h>

#include "nh-figures-read.h"
#include "nh-report-private.h"

#define MOST_UNITS 20 /* bars on a page */
#define MOST_DAYS 45
#define N_YEARS 5
#define COMMENDATIONS "commendations."

/* A name and a number of a chart. */
typedef struct
{
  char *name;
  NhFigure figure;
} Item;

static void
item_clear (gpointer data)
{
  g_free (((Item *) data)->name);
}

static GArray *
items_new (void)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (Item));

  g_array_set_clear_func (items, item_clear);
  return items;
}

static void
add_item (GArray *items, const char *name, const NhFigure *figure)
{
  Item item = { g_strdup (name), { 0 } };

  nh_figure_add (&item.figure, figure);
  g_array_append_val (items, item);
}

/* The greatest first; equal ones stay in their order. */
static int
compare_values (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const Item *) a)->figure.value, other = ((const Item *) b)->figure.value;

  return (one < other) - (one > other);
}

/* Some of it is not known, or it is not exact. (nullable) */
static const char *
word_of (const NhFigure *figure)
{
  return nh_figure_is_least (figure) ? "≥" : figure->qualifier;
}

/* The same numbers as rows of the table. */
static void
add_rows (NhReportContext *context, const char *title, const GArray *items, guint n)
{
  int group = nh_report_add_row (context->table, NH_ROW_GROUP, NH_TABLE_TOP, "", title);

  for (guint i = 0; i < n; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      int row = nh_report_add_row (context->table, NH_ROW_DATA, group, number, item->name);

      nh_table_set_number (context->table, row, 2, item->figure.value);
      nh_table_set_qualifier (context->table, row, 2, word_of (&item->figure));
    }
}

/* No chart of fewer than two numbers: it would say nothing. */
static void
add_chart (NhReportContext *context, NhChartKind kind, const char *title, const char *measure, GArray *items,
           guint most)
{
  guint n = MIN (items->len, most);
  NhChart *chart;

  if (n < 2)
    return;
  chart = nh_sheet_add_chart (context->sheet, kind, title, measure);
  for (guint i = 0; i < n; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      nh_chart_add (chart, item->name, item->figure.value, word_of (&item->figure));
    }
  if (context->report->fill == nh_report_fill_charts)
    add_rows (context, title, items, n);
}

static void
chart_units (NhReportContext *context)
{
  GPtrArray *rows = nh_figures_get_rows (context->figures);
  g_autoptr (GArray) items = items_new ();
  g_autofree char *title = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const NhFigureRow *row = rows->pdata[i];
      const NhFigure *figure = nh_figures_get (row, "points");

      if (nh_report_has_figure (figure))
        add_item (items, nh_figure_row_get_title (row), figure);
    }
  g_array_sort (items, compare_values);
  title = items->len > MOST_UNITS ? g_strdup_printf ("Số điểm ngày hội: %d đơn vị có nhiều điểm nhất trong %u đơn vị",
                                                     MOST_UNITS, items->len)
                                  : g_strdup ("Số điểm ngày hội theo đơn vị");
  add_chart (context, NH_CHART_BARS, title, "Điểm", items, MOST_UNITS);
}

static void
chart_gifts (NhReportContext *context)
{
  g_autoptr (GArray) items = items_new ();
  guint n_indicators;
  const NhIndicator *indicators = nh_indicators (&n_indicators);
  const NhFigureRow *total = nh_figures_get_total (context->figures);

  for (guint i = 0; i < n_indicators; i++)
    {
      const char *title = nh_indicator_get_title (&indicators[i], context->catalog);

      if (g_strcmp0 (indicators[i].group, "gifts") == 0 && !g_str_equal (indicators[i].measure, "đồng") &&
          nh_report_has_figure (&total->figures[i]))
        add_item (items, title, &total->figures[i]);
    }
  add_chart (context, NH_CHART_BARS, "Quà tặng theo loại", "Số lượng", items, G_MAXUINT);
}

/* "commendations.ministry.collective" and its neighbours are one form: "Bằng khen của Bộ Công an". */
static void
chart_forms (NhReportContext *context)
{
  g_autoptr (GArray) items = items_new ();
  guint n_indicators;
  const NhIndicator *indicators = nh_indicators (&n_indicators);
  const NhFigureRow *total = nh_figures_get_total (context->figures);
  const char *before = NULL; /* the code of the last item … */
  gsize held = 0;            /* … and how much of it is the form */

  for (guint i = 0; i < n_indicators; i++)
    {
      const char *code = indicators[i].code;
      const char *title = nh_indicator_get_title (&indicators[i], context->catalog);
      g_autofree char *form = g_strndup (title, strcspn (title, ":"));
      gsize length = strlen (COMMENDATIONS);

      if (!g_str_has_prefix (code, COMMENDATIONS) || !nh_report_has_figure (&total->figures[i]))
        continue;
      length += strcspn (code + length, ".");
      if (before != NULL && held == length && strncmp (before, code, length) == 0)
        nh_figure_add (&g_array_index (items, Item, items->len - 1).figure, &total->figures[i]);
      else
        add_item (items, form, &total->figures[i]);
      before = code;
      held = length;
    }
  add_chart (context, NH_CHART_BARS, "Khen thưởng theo hình thức", "Số lượng", items, G_MAXUINT);
}

/* TRUE: @id is the report's unit or below it, and counts. */
static gboolean
has_unit (NhReportContext *context, gint64 id)
{
  const NhUnit *unit = nh_catalog_get_unit (context->catalog, id);

  if (context->final_only && !nh_figure_sources_is_final (context->sources, context->ledger, id))
    return FALSE;
  while (unit != NULL && unit != context->unit)
    unit = nh_catalog_get_unit (context->catalog, unit->parent);
  return unit != NULL;
}

/* The points whose day is known, by their first day. */
static gboolean
chart_days (NhReportContext *context, GError **error)
{
  const NhFiguresQuestion question = { context->unit->level < NH_LEVEL_COMMUNE ? 0 : context->unit->id,
                                       context->request->year, context->request->as_of, FALSE };
  g_autoptr (GArray) days = nh_figures_read_days (context->connection, context->catalog, &question, error);
  g_autoptr (GArray) items = items_new ();
  NhDate last = NH_DATE_NONE;

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    {
      const NhDayCount *count = &g_array_index (days, NhDayCount, i);
      g_autofree char *name = g_strdup_printf ("%d/%d", nh_date_day (count->day), nh_date_month (count->day));
      const NhFigure figure = { .state = NH_VALUE_SET, .value = count->n };

      if (!has_unit (context, count->unit))
        continue;
      if (count->day == last)
        nh_figure_add (&g_array_index (items, Item, items->len - 1).figure, &figure);
      else
        add_item (items, name, &figure);
      last = count->day;
    }
  if (items->len <= MOST_DAYS)
    add_chart (context, NH_CHART_COLUMNS, "Số điểm tổ chức theo ngày", "Điểm", items, MOST_DAYS);
  return TRUE;
}

/* This year is the last of them. A part of it is not compared with whole years. */
static gboolean
chart_years (NhReportContext *context, GError **error)
{
  g_autoptr (GArray) items = items_new ();

  if (context->final_only || context->request->as_of != NH_DATE_NONE)
    return TRUE;
  for (int year = context->request->year - N_YEARS + 1; year <= context->request->year; year++)
    {
      gboolean now = year == context->request->year;
      g_autoptr (NhFigures) figures = now ? NULL
                                          : nh_figures_compute (context->connection, context->ledger,
                                                                context->request->unit, year, NH_DATE_NONE, error);
      const NhFigure *figure;
      g_autofree char *name = g_strdup_printf ("%d", year);

      if (!now && figures == NULL)
        return FALSE;
      figure = nh_figures_get (nh_figures_get_total (now ? context->figures : figures), "points");
      if (nh_report_has_figure (figure))
        add_item (items, name, figure);
    }
  add_chart (context, NH_CHART_LINE, "Số điểm ngày hội qua các năm", "Điểm", items, N_YEARS);
  return TRUE;
}

gboolean
nh_report_add_charts (NhReportContext *context, GError **error)
{
  chart_units (context);
  chart_gifts (context);
  chart_forms (context);
  return chart_days (context, error) && chart_years (context, error);
}

gboolean
nh_report_fill_charts (NhReportContext *context, GError **error)
{
  nh_table_add_column (context->table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Nội dung", NH_COLUMN_TEXT);
  nh_table_add_column (context->table, NH_TABLE_TOP, "Số lượng", NH_COLUMN_INTEGER);
  return nh_report_add_charts (context, error);
}
