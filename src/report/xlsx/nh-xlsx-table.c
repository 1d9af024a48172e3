/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xlsx-private.h"

#include "nh-page-block.h"

#define SPLIT_SCALE 92 /* percent; leaves room for columns that other programs make wider */
#define MOST_RANGES 30 /* in a formula that can still be read */

/* Whether a sum has more than MOST_RANGES. Then all sums of the table are subtotals over all rows below, which ignore
 * one another. */
static gboolean
needs_subtotals (NhTable *table)
{
  g_autofree guint *n_ranges = g_new0 (guint, table->rows->len + 1);
  guint most = 0;
  int before = NH_TABLE_TOP;

  for (guint i = 0; i < table->rows->len; i++)
    {
      int above = nh_table_row (table, i)->above;

      if (above != NH_TABLE_TOP && (above != before || i == 0))
        most = MAX (most, ++n_ranges[above]);
      before = above;
    }
  return most > MOST_RANGES;
}

static gboolean
is_below (NhTable *table, guint row, guint above)
{
  int id = (int) row;

  while (id > (int) above)
    id = nh_table_row (table, id)->above;
  return id == (int) above;
}

/* "=SUBTOTAL(9,C12:C99)"; NULL if a sum below is a plain number or the rows are not consecutive. (transfer full) */
static char *
make_subtotal (NhTable *table, guint first_row, guint row, guint column, const char *name)
{
  guint end = row + 1;

  while (end < table->rows->len && is_below (table, end, row))
    end++;
  for (guint i = row + 1; i < table->rows->len; i++)
    {
      gboolean parent = i + 1 < table->rows->len && nh_table_row (table, i + 1)->above == (int) i;

      if (i >= end ? is_below (table, i, row)
                   : parent && nh_table_cell (table, i, column)->kind == NH_CELL_NUMBER &&
                         !nh_table_is_sum (table, i, column))
        return NULL;
    }
  return g_strdup_printf ("=SUBTOTAL(9,%s%u:%s%u)", name, first_row + row + 2, name, first_row + end);
}

/* "=SUM(C12:C20,C25)" over the rows summed up in @row. (transfer full) */
static char *
make_sum (NhTable *table, guint first_row, guint row, const char *name)
{
  g_autoptr (GString) formula = g_string_new ("=SUM(");

  for (guint i = row + 1; i < table->rows->len; i++)
    {
      guint start = i;

      while (i < table->rows->len && nh_table_row (table, i)->above == (int) row)
        i++;
      if (i == start)
        continue;
      g_string_append_printf (formula, "%s%s%u", formula->str[formula->len - 1] != '(' ? "," : "", name,
                              first_row + start + 1);
      if (i - start > 1)
        g_string_append_printf (formula, ":%s%u", name, first_row + i);
    }
  g_string_append_c (formula, ')');

  return g_string_free (g_steal_pointer (&formula), FALSE);
}

/* NULL: a plain number. (transfer full) */
static char *
make_formula (NhXlsxTab *tab, guint first_row, guint row, guint column)
{
  NhTable *table = tab->sheet->table;
  char name[LXW_MAX_COL_NAME_LENGTH];

  if (!nh_table_is_sum (table, row, column))
    return NULL;

  lxw_col_to_name (name, (lxw_col_t) column, LXW_FALSE);
  return tab->subtotals ? make_subtotal (table, first_row, row, column, name) : make_sum (table, first_row, row, name);
}

/* Most cells are plain numbers, which share one format per column. */
static lxw_format *
make_format (NhXlsxTab *tab, NhXlsxLook *look, guint row, guint column, const NhCell *cell)
{
  static const int aligns[] = {
    [PANGO_ALIGN_LEFT] = LXW_ALIGN_LEFT, [PANGO_ALIGN_CENTER] = LXW_ALIGN_CENTER, [PANGO_ALIGN_RIGHT] = LXW_ALIGN_RIGHT
  };
  NhTable *table = tab->sheet->table;
  gboolean plain = cell->kind == NH_CELL_NUMBER && cell->text == NULL && cell->flags == 0 &&
                   nh_table_row (table, row)->kind == NH_ROW_DATA;
  g_autofree char *number = NULL;
  NhTextStyle style;
  lxw_format *format;

  if (plain && tab->plain[column] != NULL)
    return tab->plain[column];

  nh_fit_get_style (tab->fit, table, row, column, tab->widths[column], &style);
  *look = (NhXlsxLook){ .size = style.size,
                        .bold = style.bold,
                        .italic = style.italic,
                        .border = TRUE,
                        .align = aligns[style.align],
                        .shaded = cell->kind == NH_CELL_NOT_REPORTED,
                        .wrap = cell->kind == NH_CELL_TEXT };
  if (cell->kind == NH_CELL_NUMBER)
    number = nh_column_make_format (nh_table_column (table, column), cell);
  look->number = cell->kind == NH_CELL_DATE ? "dd/mm/yyyy" : number;
  format = nh_xlsx_format (tab, look);
  look->number = NULL;
  if (plain)
    tab->plain[column] = format;
  return format;
}

static void
put_cell (NhXlsxTab *tab, guint first_row, guint row, guint column, guint span)
{
  NhTable *table = tab->sheet->table;
  NhCell *cell = nh_table_cell (table, row, column);
  lxw_row_t y = first_row + row;
  lxw_col_t x = (lxw_col_t) column;
  g_autofree char *formula = NULL;
  NhXlsxLook look = { 0 };
  lxw_format *format = make_format (tab, &look, row, column, cell);

  switch (cell->kind)
    {
    case NH_CELL_TEXT:
      nh_xlsx_put_text (tab, y, column, column + span - 1, cell->text, &look);
      break;
    case NH_CELL_DATE:
      nh_xlsx_check (tab,
                     worksheet_write_number (tab->worksheet, y, x, nh_date_to_serial ((NhDate) cell->value), format));
      break;
    case NH_CELL_NUMBER:
      formula = make_formula (tab, first_row, row, column);
      if (formula != NULL)
        nh_xlsx_check (tab, worksheet_write_formula_num (tab->worksheet, y, x, formula, format, (double) cell->value));
      else
        nh_xlsx_check (tab, worksheet_write_number (tab->worksheet, y, x,
                                                    nh_column_number (nh_table_column (table, column), cell), format));
      break;
    default:
      nh_xlsx_check (tab, worksheet_write_blank (tab->worksheet, y, x, format));
    }
}

static void
add_heads (NhXlsxTab *tab)
{
  NhTable *table = tab->sheet->table;
  NhXlsxLook look = { .size = tab->fit->size, .bold = TRUE, .wrap = TRUE, .border = TRUE, .align = LXW_ALIGN_CENTER };
  NhSlice whole = { NULL, tab->n_columns, tab->widths, 0 };
  guint n_levels;
  g_autoptr (GArray) heads = nh_table_list_heads (table, NULL, tab->n_columns, &n_levels);
  g_autofree double *heights = nh_fit_measure_heads (tab->fit, tab->typeset, &whole, heads, n_levels, NH_XLSX_SLACK);

  for (guint i = 0; i < heads->len; i++)
    {
      NhHead *head = &g_array_index (heads, NhHead, i);

      if (head->level == head->top_level)
        nh_xlsx_put_text (tab, tab->row + head->level, head->first, head->last, head->title, &look);
      else
        nh_xlsx_check (tab, worksheet_merge_range (tab->worksheet, tab->row + head->top_level, (lxw_col_t) head->first,
                                                   tab->row + head->level, (lxw_col_t) head->last, head->title,
                                                   nh_xlsx_format (tab, &look)));
    }
  for (guint i = 0; i < n_levels; i++)
    nh_xlsx_set_height (tab, tab->row + i, heights[i]);
  tab->row += n_levels;

  look.size = NH_NUMBER_ROW_SIZE (tab->fit->size);
  look.bold = FALSE;
  look.italic = TRUE;
  for (guint i = 0; i < tab->n_columns; i++)
    {
      g_autofree char *number = nh_table_number_column (table, i);

      nh_xlsx_put_text (tab, tab->row, i, i, number, &look);
    }
  nh_xlsx_set_height (tab, tab->row, look.size * 1.3 + 2 * NH_ROW_PADDING);
  tab->row++;
}

/* The parts of a split table are printed one after the other, as on our pages. */
static void
set_print (NhXlsxTab *tab, guint first_head, guint n_lead)
{
  lxw_col_t breaks[64];
  guint n_breaks = 0;
  GPtrArray *slices = tab->fit->slices;

  worksheet_repeat_rows (tab->worksheet, first_head, tab->row - 1);
  worksheet_freeze_panes (tab->worksheet, tab->row, (lxw_col_t) n_lead);
  if (slices->len == 1)
    {
      worksheet_fit_to_pages (tab->worksheet, 1, 0);
      return;
    }

  for (guint i = 1; i < slices->len && n_breaks + 1 < G_N_ELEMENTS (breaks); i++)
    {
      NhSlice *slice = slices->pdata[i];

      breaks[n_breaks++] = (lxw_col_t) slice->columns[n_lead];
    }
  breaks[n_breaks] = 0;
  worksheet_set_v_pagebreaks (tab->worksheet, breaks);
  worksheet_set_print_scale (tab->worksheet, SPLIT_SCALE);
  worksheet_repeat_columns (tab->worksheet, 0, (lxw_col_t) (n_lead - 1));
}

void
nh_xlsx_add_table (NhXlsxTab *tab)
{
  NhTable *table = tab->sheet->table;
  guint n_lead = MIN (table->n_lead, tab->n_columns - 1);
  guint first_head = tab->row;

  tab->subtotals = needs_subtotals (table);
  add_heads (tab);
  set_print (tab, first_head, n_lead);
  tab->first_row = tab->row;

  for (guint row = 0; row < table->rows->len; row++)
    {
      guint span;

      for (guint column = 0; column < tab->n_columns; column += span)
        {
          span = nh_table_count_span (table, row, NULL, tab->n_columns, column);
          put_cell (tab, tab->row, row, column, span);
        }
      nh_xlsx_set_height (tab, tab->row + row, nh_fit_measure_row (tab->fit, tab->typeset, table, row, NH_XLSX_SLACK));
    }
  tab->row += table->rows->len;
}
