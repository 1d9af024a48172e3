/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-fit.h"

#define LARGEST_SPLIT_SIZE 10.0

/* Widths of a column for a font of 1 pt, without padding, in ascending order. */
typedef struct
{
  double min;     /* no word is broken */
  double comfort; /* no cell gets tall */
  double typical; /* nearly nothing wraps */
  double natural; /* nothing wraps */
} NhNeed;

#define INDEX_CHARS 3      /* width of a column of running numbers */
#define LEAD_COMFORT 11.0  /* a commune's name on one line */
#define SHORT_TEXT 7.0     /* "Cơ sở giáo dục" on one line */
#define TYPICAL 0.95       /* of the rows: one long note must not widen the column */
#define WORD_LIMIT 10.0    /* a longer "word" may be broken */
#define NATURAL_LIMIT 40.0 /* a longer text wraps anyway */
#define TEXT_LINES 3.0     /* of a cell at the comfort width, at most … */
#define HEAD_LINES 2.4     /* … and of a heading */
#define HEAD_LINES_NATURAL 1.6
#define MEASURE_SAFETY 1.05 /* Excel shows small text wider on a screen than in print */
#define EASED_ROWS 1000     /* enough to know the widest texts */
#define MOST_STRETCH 1.5    /* a part with few columns is not stretched to the whole page */

double
nh_sum (const double *values, guint first, guint end)
{
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += values[i];
  return sum;
}

double
nh_slice_sum_widths (const NhSlice *self, guint first, guint end)
{
  return nh_sum (self->widths, first, end);
}

static void
slice_free (gpointer data)
{
  NhSlice *slice = data;

  g_free (slice->columns);
  g_free (slice->widths);
  g_free (slice);
}

void
nh_fit_free (NhFit *self)
{
  g_ptr_array_unref (self->slices);
  g_free (self);
}

/* Nghị định 30/2020: top and bottom 20–25, left 30–35, right 15–20 mm. A table uses the smallest margins. */
static void
set_paper (NhFit *self, NhPaper paper, NhOrientation orientation, gboolean table)
{
  double narrow = (paper == NH_PAPER_A4 ? 210 : 297) * NH_MM;
  double wide = (paper == NH_PAPER_A4 ? 297 : 420) * NH_MM;

  self->paper = paper;
  self->page_width = orientation == NH_PORTRAIT ? narrow : wide;
  self->page_height = orientation == NH_PORTRAIT ? wide : narrow;
  self->top = self->bottom = 20 * NH_MM;
  self->left = 30 * NH_MM;
  self->right = (table ? 15 : 20) * NH_MM;
  self->width = self->page_width - self->left - self->right;
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* The width that is enough for most of the texts. Sorts @widths. */
static double
find_typical (GArray *widths)
{
  if (widths->len == 0)
    return 0;
  g_array_sort (widths, compare_widths);
  return g_array_index (widths, double, (guint) ((widths->len - 1) * TYPICAL + 0.999));
}

static void
measure_cells (NhTable *table, NhTypeset *typeset, guint column, NhNeed *need)
{
  gboolean wraps = nh_table_column (table, column)->kind == NH_COLUMN_TEXT;
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint row = 0; row < table->rows->len; row++)
    {
      gboolean bold = nh_table_row (table, row)->kind != NH_ROW_DATA;
      g_autofree char *text = nh_table_format_cell (table, (int) row, (int) column);
      double natural = nh_typeset_unit_width (typeset, text, bold);
      double min = wraps && natural > need->min ? nh_typeset_word_width (typeset, text, bold) : natural;

      /* A name over several columns does not widen the first one. */
      if (nh_table_count_span (table, row, NULL, table->columns->len, column) > 1)
        continue;
      g_array_append_val (widths, natural);
      need->natural = MAX (need->natural, natural);
      need->min = MAX (need->min, min);
    }

  need->min = MIN (need->min, WORD_LIMIT);
  need->natural = MIN (need->natural, NATURAL_LIMIT);
  need->typical = wraps ? MIN (find_typical (widths), need->natural) : need->natural;
  need->comfort = wraps ? MAX (MAX (need->min, need->natural / TEXT_LINES), MIN (need->typical, SHORT_TEXT))
                        : need->min;
  if (wraps && column < table->n_lead)
    need->comfort = MAX (need->comfort, MIN (need->natural, LEAD_COMFORT));
}

static void
measure_column (NhTable *table, NhTypeset *typeset, guint column, NhNeed *need)
{
  NhColumn *its_column = nh_table_column (table, column);
  double head = nh_typeset_unit_width (typeset, its_column->title, TRUE);
  double word = MIN (nh_typeset_word_width (typeset, its_column->title, TRUE), WORD_LIMIT);
  double asked = its_column->kind == NH_COLUMN_INDEX ? INDEX_CHARS * nh_typeset_unit_width (typeset, "0", FALSE) : 0;

  measure_cells (table, typeset, column, need);
  need->min = MAX (MAX (need->min, word), asked) * MEASURE_SAFETY;
  need->comfort = MAX (MAX (need->comfort, head / HEAD_LINES) * MEASURE_SAFETY, need->min);
  need->typical = MAX (MAX (need->typical, head / HEAD_LINES_NATURAL) * MEASURE_SAFETY, need->comfort);
  need->natural = MAX (need->natural * MEASURE_SAFETY, need->typical);
}

/* Raises the comfort widths (@natural: the natural ones) of @n columns so that their sum is at least @asked. */
static void
raise_needs (NhNeed *needs, guint n, double asked, gboolean natural)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += natural ? needs[i].natural : needs[i].comfort;
  for (guint i = 0; sum < asked && i < n; i++)
    {
      if (!natural)
        needs[i].comfort += (asked - sum) / n;
      else
        needs[i].natural += (asked - sum) / n;
      needs[i].natural = MAX (needs[i].natural, needs[i].comfort);
      if (natural)
        needs[i].typical = needs[i].natural;
    }
}

/* Widens the columns under headings that need more room. */
static void
widen_for_headings (NhTable *table, NhTypeset *typeset, NhNeed *needs)
{
  guint n_levels;
  g_autoptr (GArray) heads = nh_table_list_heads (table, NULL, table->columns->len, &n_levels);

  for (guint i = 0; i < heads->len; i++)
    {
      NhHead *head = &g_array_index (heads, NhHead, i);
      double word = MIN (nh_typeset_word_width (typeset, head->title, TRUE), WORD_LIMIT);
      double whole = MIN (nh_typeset_unit_width (typeset, head->title, TRUE), NATURAL_LIMIT);
      guint n = head->last - head->first + 1;

      raise_needs (&needs[head->first], n, MAX (word, whole / HEAD_LINES) * MEASURE_SAFETY, FALSE);
      if (n > 1)
        raise_needs (&needs[head->first], n, whole * MEASURE_SAFETY, TRUE);
    }
}

static double
sum_comfort (const NhNeed *needs, const guint *columns, guint n_columns, double size)
{
  double sum = 0;

  for (guint i = 0; i < n_columns; i++)
    sum += needs[columns[i]].comfort * size + 2 * NH_CELL_PADDING;
  return sum;
}

/* Distributes @extra by @weights. Does nothing if all weights are 0. */
static void
hand_out (double *widths, const double *weights, guint n, double extra)
{
  double sum = nh_sum (weights, 0, n);

  for (guint i = 0; sum > 0 && i < n; i++)
    widths[i] += extra * weights[i] / sum;
}

/* Gives each column what it lacks, those that lack little first: many short texts on one line are better than one long
 * text with one line less. Returns what is left of @extra. */
static double
fill_up (double *widths, double *lacks, guint n, double extra)
{
  guint n_open = 0;

  for (guint i = 0; i < n; i++)
    n_open += lacks[i] > 0;

  while (n_open > 0 && extra > 0.01)
    {
      double least = G_MAXDOUBLE, step;

      for (guint i = 0; i < n; i++)
        if (lacks[i] > 0)
          least = MIN (least, lacks[i]);
      step = MIN (least, extra / n_open);
      for (guint i = 0; i < n; i++)
        {
          if (lacks[i] <= 0)
            continue;
          widths[i] += step;
          extra -= step;
          lacks[i] = lacks[i] - step < 0.01 ? 0 : lacks[i] - step;
          n_open -= lacks[i] <= 0;
        }
    }
  return extra;
}

/* Where most columns are numbers, widens the narrow ones to the mean, so that they look alike. Returns what is left of
 * @extra. */
static double
level_numbers (NhSlice *slice, NhTable *table, double extra)
{
  g_autofree double *lacks = g_new0 (double, slice->n_columns);
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < slice->n_columns; i++)
    if (nh_column_is_number (nh_table_column (table, slice->columns[i])))
      {
        sum += slice->widths[i];
        n++;
      }
  for (guint i = 0; 2 * n > slice->n_columns && i < slice->n_columns; i++)
    if (nh_column_is_number (nh_table_column (table, slice->columns[i])))
      lacks[i] = MAX (sum / n - slice->widths[i], 0);
  return fill_up (slice->widths, lacks, slice->n_columns, extra);
}

/* Takes the negative @extra from the columns, from texts first. Returns what is still missing, <= 0. */
static double
shrink (NhSlice *slice, const NhNeed *needs, double size, double extra)
{
  g_autofree double *spare = g_new0 (double, slice->n_columns);
  double less;

  for (guint i = 0; i < slice->n_columns; i++)
    spare[i] = (needs[slice->columns[i]].comfort - needs[slice->columns[i]].min) * size;
  less = MIN (nh_sum (spare, 0, slice->n_columns), -extra);
  hand_out (slice->widths, spare, slice->n_columns, -less);
  return extra + less;
}

/* Distributes @extra: half of it to level the numbers, then until most texts are on one line, then all. Returns what is
 * left. */
static double
grow (NhSlice *slice, NhTable *table, const NhNeed *needs, double size, double extra)
{
  g_autofree double *lacks = g_new0 (double, slice->n_columns);

  extra = extra / 2 + level_numbers (slice, table, extra / 2);
  for (int all = 0; all < 2; all++)
    {
      for (guint i = 0; i < slice->n_columns; i++)
        {
          const NhNeed *need = &needs[slice->columns[i]];

          lacks[i] = MAX ((all ? need->natural : need->typical) * size + 2 * NH_CELL_PADDING - slice->widths[i], 0);
        }
      extra = fill_up (slice->widths, lacks, slice->n_columns, extra);
    }
  return extra;
}

/* Weights for the rest: running numbers get nothing. If nothing wraps, all other columns get the same, so that numbers
 * beside one column of names are not crowded at the edge; else texts that wrap get all. */
static void
weigh (const NhSlice *slice, NhTable *table, const NhNeed *needs, double extra, double *weights)
{
  gboolean wraps = FALSE;

  for (guint i = 0; i < slice->n_columns; i++)
    wraps |= needs[slice->columns[i]].natural >= NATURAL_LIMIT;
  for (guint i = 0; i < slice->n_columns; i++)
    {
      const NhNeed *need = &needs[slice->columns[i]];

      if (extra <= 0)
        weights[i] = slice->widths[i];
      else if (nh_table_column (table, slice->columns[i])->kind != NH_COLUMN_INDEX)
        weights[i] = wraps ? need->natural >= NATURAL_LIMIT : 1;
    }
}

/* Sets the widths of the columns so that they fill @width. */
static void
spread_widths (NhSlice *slice, NhTable *table, const NhNeed *needs, double size, double width)
{
  guint n = slice->n_columns;
  g_autofree double *weights = g_new0 (double, n);
  double extra = width - sum_comfort (needs, slice->columns, n, size);

  slice->widths = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    slice->widths[i] = needs[slice->columns[i]].comfort * size + 2 * NH_CELL_PADDING;
  extra = extra < 0 ? shrink (slice, needs, size, extra) : grow (slice, table, needs, size, extra);

  weigh (slice, table, needs, extra, weights);
  hand_out (slice->widths, weights, n, extra);

  slice->width = nh_sum (slice->widths, 0, n);
}

static NhSlice *
slice_new (guint n_lead, guint first, guint end)
{
  NhSlice *slice = g_new0 (NhSlice, 1);

  slice->columns = g_new (guint, n_lead + end - first);
  for (guint i = 0; i < n_lead; i++)
    slice->columns[slice->n_columns++] = i;
  for (guint i = first; i < end; i++)
    slice->columns[slice->n_columns++] = i;
  return slice;
}

/* Where to end a part from @first that has room up to @end: at the last border between the outermost groups. */
static guint
find_border (NhTable *table, guint first, guint end)
{
  guint best = end;
  guint best_shared = G_MAXUINT;

  if (end == table->columns->len)
    return end;
  for (guint i = end; i > first; i--)
    {
      guint shared = nh_table_n_shared (table, i - 1, i);

      if (shared < best_shared)
        {
          best = i;
          best_shared = shared;
        }
    }
  return best;
}

static GPtrArray *
split_columns (NhTable *table, const NhNeed *needs, double size, double width)
{
  GPtrArray *slices = g_ptr_array_new_with_free_func (slice_free);
  guint n_lead = MIN (table->n_lead, table->columns->len - 1);

  for (guint first = n_lead, end; first < table->columns->len; first = end)
    {
      NhSlice *slice = slice_new (n_lead, first, table->columns->len);

      while (slice->n_columns > n_lead + 1 && sum_comfort (needs, slice->columns, slice->n_columns, size) > width)
        slice->n_columns--;
      end = find_border (table, first, first + slice->n_columns - n_lead);
      slice->n_columns = n_lead + end - first;
      g_ptr_array_add (slices, slice);
    }
  return slices;
}

static gboolean
fit_whole (NhFit *self, NhSheet *sheet, const NhNeed *needs, double largest)
{
  NhSlice *slice = slice_new (0, 0, sheet->table->columns->len);

  for (int paper = NH_PAPER_A4; paper <= (int) sheet->largest_paper; paper++)
    {
      set_paper (self, (NhPaper) paper, sheet->orientation, TRUE);
      for (self->size = largest; self->size >= NH_SMALLEST_SIZE; self->size -= NH_SIZE_STEP)
        if (sum_comfort (needs, slice->columns, slice->n_columns, self->size) <= self->width)
          {
            spread_widths (slice, sheet->table, needs, self->size, self->width);
            g_ptr_array_add (self->slices, slice);
            return TRUE;
          }
    }
  slice_free (slice);
  return FALSE;
}

/* Splits the table on the largest paper, with the largest font that needs no more parts than the smallest. */
static void
fit_split (NhFit *self, NhSheet *sheet, const NhNeed *needs)
{
  g_autoptr (GPtrArray) fewest = split_columns (sheet->table, needs, NH_SMALLEST_SIZE, self->width);

  for (self->size = LARGEST_SPLIT_SIZE; self->size > NH_SMALLEST_SIZE; self->size -= NH_SIZE_STEP)
    {
      g_autoptr (GPtrArray) slices = split_columns (sheet->table, needs, self->size, self->width);

      if (slices->len > fewest->len)
        continue;
      g_ptr_array_unref (fewest);
      fewest = g_steal_pointer (&slices);
      break;
    }

  g_ptr_array_unref (self->slices);
  self->slices = g_steal_pointer (&fewest);
  for (guint i = 0; i < self->slices->len; i++)
    {
      NhSlice *slice = self->slices->pdata[i];
      double comfort = sum_comfort (needs, slice->columns, slice->n_columns, self->size);

      spread_widths (slice, sheet->table, needs, self->size, MIN (self->width, comfort * MOST_STRETCH));
    }
}

NhFit *
nh_fit_new (NhSheet *sheet, NhTypeset *typeset, double largest)
{
  NhFit *self = g_new0 (NhFit, 1);
  NhTable *table = sheet->table;
  g_autofree NhNeed *needs = NULL;

  self->slices = g_ptr_array_new_with_free_func (slice_free);
  if (table == NULL || table->columns->len == 0)
    {
      set_paper (self, NH_PAPER_A4, sheet->orientation, FALSE);
      return self;
    }

  needs = g_new0 (NhNeed, table->columns->len);
  for (guint i = 0; i < table->columns->len; i++)
    measure_column (table, typeset, i, &needs[i]);
  widen_for_headings (table, typeset, needs);

  if (!fit_whole (self, sheet, needs, largest))
    fit_split (self, sheet, needs);
  return self;
}

void
nh_fit_get_style (const NhFit *self, NhTable *table, guint row, guint column, double width, NhTextStyle *style)
{
  NhColumnKind kind = nh_table_column (table, column)->kind;
  NhCell *cell = nh_table_cell (table, row, column);

  *style = (NhTextStyle){
    .size = self->size,
    .bold = nh_table_row (table, row)->kind != NH_ROW_DATA,
    .italic = (cell->flags & NH_CELL_FROM_TOTAL) != 0,
    .width = width - 2 * NH_CELL_PADDING + 0.3,
  };
  if (kind == NH_COLUMN_TEXT)
    style->align = PANGO_ALIGN_LEFT;
  else if (nh_column_is_number (nh_table_column (table, column)))
    style->align = PANGO_ALIGN_RIGHT;
  else
    style->align = PANGO_ALIGN_CENTER;
}

/* The width at which texts of one line are still on one line if set @slack times as wide. */
static double
ease_column (const NhFit *self, NhTypeset *typeset, NhTable *table, guint column, double width, guint n_rows,
             double slack)
{
  double widest = 0;
  NhTextStyle style = { 0 };

  for (guint row = 0; row < n_rows; row++)
    {
      NhCell *cell = nh_table_cell (table, row, column);
      double needed;

      if (cell->kind != NH_CELL_TEXT || nh_table_row (table, row)->kind != NH_ROW_DATA)
        continue;
      nh_fit_get_style (self, table, row, column, width, &style);
      needed = nh_typeset_unit_width (typeset, cell->text, style.bold) * style.size;
      if (needed <= style.width)
        widest = MAX (widest, needed);
    }
  return widest > 0 ? MAX (width, widest * slack + 0.1 + width - style.width) : width;
}

void
nh_fit_get_head_style (const NhFit *self, double width, NhTextStyle *style)
{
  *style = (NhTextStyle){
    .size = self->size,
    .bold = TRUE,
    .align = PANGO_ALIGN_CENTER,
    .width = width - 2 * NH_CELL_PADDING + 0.3,
  };
}

void
nh_fit_ease (NhFit *self, NhTypeset *typeset, NhTable *table, double slack)
{
  guint n_rows = MIN (table->rows->len, EASED_ROWS);

  for (guint i = 0; i < self->slices->len; i++)
    {
      NhSlice *slice = self->slices->pdata[i];

      for (guint j = 0; j < slice->n_columns; j++)
        {
          double before = slice->widths[j];

          if (nh_table_column (table, slice->columns[j])->kind == NH_COLUMN_TEXT)
            slice->widths[j] = ease_column (self, typeset, table, slice->columns[j], before, n_rows, slack);
          slice->width += slice->widths[j] - before;
        }
    }
}

double *
nh_fit_measure_heads (const NhFit *self, NhTypeset *typeset, const NhSlice *slice, GArray *heads, guint n_levels,
                      double slack)
{
  double *heights = g_new0 (double, n_levels);

  for (guint level = 0; level < n_levels; level++)
    heights[level] = nh_typeset_line_height (typeset) * self->size + 4 * NH_ROW_PADDING;

  /* First boxes of one level; then what higher ones lack goes to their last level. */
  for (guint spanning = 0; spanning < 2; spanning++)
    for (guint i = 0; i < heads->len; i++)
      {
        NhHead *head = &g_array_index (heads, NhHead, i);
        NhTextStyle style;
        double height, there;

        if ((head->level > head->top_level) != (spanning == 1))
          continue;
        nh_fit_get_head_style (self, nh_slice_sum_widths (slice, head->first, head->last + 1), &style);
        style.width /= slack;
        nh_typeset_measure (typeset, head->title, &style, NULL, &height, NULL);
        height += 2 * NH_ROW_PADDING;
        there = nh_sum (heights, head->top_level, head->level + 1);
        heights[head->level] += MAX (height - there, 0);
      }
  return heights;
}

/* The height of the text; 0 if it is on one line. */
static double
measure_cell (const NhFit *self, NhTypeset *typeset, NhTable *table, guint row, guint column, double width,
              double slack)
{
  g_autofree char *text = nh_table_format_cell (table, (int) row, (int) column);
  NhTextStyle style;
  double height;

  if (*text == '\0')
    return 0;
  nh_fit_get_style (self, table, row, column, width, &style);
  if (nh_table_cell (table, row, column)->kind == NH_CELL_TEXT)
    style.width /= slack;
  if (strchr (text, '\n') == NULL && nh_typeset_unit_width (typeset, text, style.bold) * style.size <= style.width)
    return 0;
  nh_typeset_measure (typeset, text, &style, NULL, &height, NULL);
  return height;
}

double
nh_fit_measure_row (const NhFit *self, NhTypeset *typeset, NhTable *table, guint row, double slack)
{
  double tallest = nh_typeset_line_height (typeset) * self->size;

  for (guint i = 0; i < self->slices->len; i++)
    {
      const NhSlice *slice = self->slices->pdata[i];
      guint span;

      for (guint j = 0; j < slice->n_columns; j += span)
        {
          double height;

          span = nh_table_count_span (table, row, slice->columns, slice->n_columns, j);
          height = measure_cell (self, typeset, table, row, slice->columns[j], nh_slice_sum_widths (slice, j, j + span),
                                 slack);
          tallest = MAX (tallest, height);
        }
    }
  return tallest + 2 * NH_ROW_PADDING;
}
