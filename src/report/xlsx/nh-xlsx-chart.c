/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts of a book: native ones, in black on white, so that a printer without colours and a copier show them whole. */

#include "nh-xlsx-private.h"

#define SIZE 12.0
#define TITLE_SIZE 14.0
#define NAME_WIDTH 250 /* pixels */
#define VALUE_WIDTH 80
#define GAP_WIDTH 20
#define CHART_WIDTH 560
#define ROW_HEIGHT 15.75 /* points */
#define ROW_PIXELS 21
#define LEAST_ROWS 16 /* of a chart */
#define PAGE_ROWS 29
#define DEFAULT_WIDTH 480.0 /* pixels of a chart of libxlsxwriter */
#define DEFAULT_HEIGHT 288.0
#define FILL 0x808080
#define FONT (char *) "Times New Roman"
#define MOST_BREAKS 64

/* The numbers of a chart stand in rows from @first on. */
static void
put_numbers (NhXlsxTab *tab, const NhChart *chart, guint first)
{
  NhXlsxLook head = { .size = SIZE, .bold = TRUE, .wrap = TRUE, .border = TRUE, .align = LXW_ALIGN_CENTER };
  NhXlsxLook name = { .size = SIZE, .border = TRUE, .align = LXW_ALIGN_LEFT };
  NhXlsxLook value = { .size = SIZE, .border = TRUE, .align = LXW_ALIGN_RIGHT, .number = "#,##0" };
  static const char *const titles[] = { [NH_CHART_BARS] = "Tên", [NH_CHART_COLUMNS] = "Ngày", [NH_CHART_LINE] = "Năm" };

  nh_xlsx_put_text (tab, first - 1, 0, 0, titles[chart->kind], &head);
  nh_xlsx_put_text (tab, first - 1, 1, 1, chart->measure, &head);
  for (guint i = 0; i < chart->items->len; i++)
    {
      const NhChartItem *item = &g_array_index (chart->items, NhChartItem, i);
      g_autofree char *number = item->word != NULL ? g_strdup_printf ("\"%s \"#,##0", item->word) : NULL;

      value.number = number != NULL ? number : "#,##0";
      nh_xlsx_check (tab,
                     worksheet_write_string (tab->worksheet, first + i, 0, item->name, nh_xlsx_format (tab, &name)));
      nh_xlsx_check (tab, worksheet_write_number (tab->worksheet, first + i, 1, (double) item->value,
                                                  nh_xlsx_format (tab, &value)));
    }
}

/* "trên 1.407": the words that the numbers of a chart have before them. */
static void
put_words (lxw_chart_series *series, const NhChart *chart)
{
  guint n = chart->items->len;
  g_autofree lxw_chart_data_label *labels = g_new0 (lxw_chart_data_label, n);
  g_autofree lxw_chart_data_label **all = g_new0 (lxw_chart_data_label *, n + 1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const NhChartItem *item = &g_array_index (chart->items, NhChartItem, i);

      all[i] = &labels[i];
      any |= item->word != NULL;
      if (item->word == NULL)
        continue;
      g_ptr_array_add (texts, nh_chart_item_text (item));
      labels[i].value = g_ptr_array_index (texts, texts->len - 1);
    }
  if (any)
    chart_series_set_labels_custom (series, all);
}

static void
dress (lxw_chart *native, lxw_chart_series *series, const NhChart *chart)
{
  lxw_chart_font font = { .name = FONT, .size = 9 }, title = { .name = FONT, .size = SIZE, .bold = LXW_TRUE };
  lxw_chart_line black = { .color = LXW_COLOR_BLACK, .width = chart->kind == NH_CHART_LINE ? 2.25f : 0.75f };
  lxw_chart_line faint = { .color = 0xD9D9D9, .width = 0.5f };
  lxw_chart_fill fill = { .color = FILL };

  chart_title_set_name (native, chart->title);
  chart_title_set_name_font (native, &title);
  chart_legend_set_position (native, LXW_CHART_LEGEND_NONE);
  chart_axis_set_num_font (native->x_axis, &font);
  chart_axis_set_num_font (native->y_axis, &font);
  chart_axis_major_gridlines_set_line (native->y_axis, &faint);
  chart_series_set_line (series, &black);
  chart_series_set_labels (series);
  chart_series_set_labels_font (series, &font);
  chart_series_set_labels_num_format (series, "#,##0");
  put_words (series, chart);
  if (chart->kind == NH_CHART_LINE)
    {
      chart_series_set_marker_type (series, LXW_CHART_MARKER_CIRCLE);
      chart_series_set_marker_size (series, 7);
      chart_series_set_marker_fill (series, &(lxw_chart_fill){ .color = LXW_COLOR_BLACK });
      chart_series_set_marker_line (series, &black);
      chart_series_set_labels_position (series, LXW_CHART_LABEL_POSITION_ABOVE);
    }
  else
    {
      chart_series_set_fill (series, &fill);
      chart_series_set_labels_position (series, LXW_CHART_LABEL_POSITION_OUTSIDE_END);
    }
  if (chart->kind == NH_CHART_BARS) /* the first name on top */
    {
      chart_axis_set_reverse (native->y_axis);
      chart_axis_set_interval_unit (native->y_axis, 1); /* no name is left out */
      chart_axis_off (native->x_axis);
      chart_axis_major_gridlines_set_visible (native->x_axis, LXW_FALSE);
      chart_axis_major_gridlines_set_visible (native->y_axis, LXW_FALSE);
    }
  chart_axis_set_min (chart->kind == NH_CHART_BARS ? native->x_axis : native->y_axis, 0);
}

/* Returns the number of rows that it covers. */
static guint
put_chart (NhXlsxTab *tab, const NhChart *chart, guint row)
{
  static const uint8_t kinds[] = {
    [NH_CHART_BARS] = LXW_CHART_BAR, [NH_CHART_COLUMNS] = LXW_CHART_COLUMN, [NH_CHART_LINE] = LXW_CHART_LINE
  };
  lxw_chart *native = workbook_add_chart (tab->workbook, kinds[chart->kind]);
  guint first = row + 1, last = row + chart->items->len;
  guint n_rows = MAX (chart->kind == NH_CHART_BARS ? chart->items->len + 5 : 0, LEAST_ROWS);
  lxw_chart_options options = { .x_scale = CHART_WIDTH / DEFAULT_WIDTH,
                                .y_scale = n_rows * ROW_PIXELS / DEFAULT_HEIGHT };
  lxw_chart_series *series;

  put_numbers (tab, chart, first);
  series = native != NULL ? chart_add_series (native, NULL, NULL) : NULL;
  if (series == NULL)
    {
      nh_xlsx_check (tab, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return n_rows;
    }
  chart_series_set_categories (series, NH_CHARTS_TAB, first, 0, last, 0);
  chart_series_set_values (series, NH_CHARTS_TAB, first, 1, last, 1);
  chart_series_set_name (series, chart->measure);
  dress (native, series, chart);
  nh_xlsx_check (tab, worksheet_insert_chart_opt (tab->worksheet, row, 3, native, &options));
  return MAX (n_rows, chart->items->len + 1);
}

static void
set_page (NhXlsxTab *tab)
{
  static const uint32_t widths[] = { NAME_WIDTH, VALUE_WIDTH, GAP_WIDTH };

  worksheet_set_paper (tab->worksheet, 9);
  worksheet_set_landscape (tab->worksheet);
  worksheet_set_margins (tab->worksheet, 30 * NH_MM / 72, 15 * NH_MM / 72, 20 * NH_MM / 72, 20 * NH_MM / 72);
  worksheet_gridlines (tab->worksheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_default_row (tab->worksheet, ROW_HEIGHT, LXW_FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    nh_xlsx_check (tab, worksheet_set_column_pixels (tab->worksheet, (lxw_col_t) i, (lxw_col_t) i, widths[i], NULL));
}

void
nh_xlsx_add_charts (NhXlsxTab *book)
{
  NhXlsxTab tab = { .workbook = book->workbook, .formats = book->formats, .typeset = book->typeset };
  NhXlsxLook title = { .size = TITLE_SIZE, .bold = TRUE, .align = LXW_ALIGN_LEFT };
  NhXlsxLook annex = { .size = SIZE, .italic = TRUE, .align = LXW_ALIGN_LEFT };
  GPtrArray *charts = book->sheet->charts;
  lxw_row_t breaks[MOST_BREAKS] = { 0 };
  guint row = 3, page = 0, n_breaks = 0;

  tab.worksheet = workbook_add_worksheet (tab.workbook, NH_CHARTS_TAB);
  if (tab.worksheet == NULL)
    {
      nh_xlsx_check (book, LXW_ERROR_MEMORY_MALLOC_FAILED);
      return;
    }
  set_page (&tab);
  nh_xlsx_put_text (&tab, 0, 0, 0, "BIỂU ĐỒ", &title);
  if (book->sheet->annex != NULL && *book->sheet->annex != '\0')
    nh_xlsx_put_text (&tab, 1, 0, 0, book->sheet->annex, &annex);
  for (guint i = 0; i < charts->len; i++)
    {
      const NhChart *chart = charts->pdata[i];
      guint needed = MAX (LEAST_ROWS, chart->items->len + 5);

      if (row > page && row + needed > page + PAGE_ROWS && i > 0 && n_breaks + 1 < MOST_BREAKS)
        breaks[n_breaks++] = page = row;
      row += put_chart (&tab, chart, row) + 2;
    }
  if (n_breaks > 0)
    worksheet_set_h_pagebreaks (tab.worksheet, breaks);
  nh_xlsx_check (book, tab.problem);
}

void
nh_xlsx_link_parts (NhXlsxTab *book)
{
  NhSheet *sheet = book->sheet;
  guint column = sheet->table->columns->len - 1;
  NhXlsxLook look = { .size = book->fit->size, .underline = TRUE, .border = TRUE, .align = LXW_ALIGN_LEFT };

  for (guint row = 0; row < sheet->table->rows->len; row++)
    {
      const char *tab = row < sheet->parts->len ? ((NhSheet *) sheet->parts->pdata[row])->tab : NH_CHARTS_TAB;
      g_autofree char *target = g_strdup_printf ("internal:'%s'!A1", tab);
      lxw_row_t y = book->first_row + row;

      /* The link writes its target as the text, which is replaced. */
      nh_xlsx_check (
          book, worksheet_write_url (book->worksheet, y, (lxw_col_t) column, target, nh_xlsx_format (book, &look)));
      nh_xlsx_check (
          book, worksheet_write_string (book->worksheet, y, (lxw_col_t) column, tab, nh_xlsx_format (book, &look)));
    }
}
