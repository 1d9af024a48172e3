/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-page-layout.h"

#include "nh-page-chart.h"

#define RULE 0.5
#define SLICE_GAP 12.0
#define BLOCK_GAP 10.0
#define MOST_PAGES_TO_SAVE 8 /* no attempt to save a page of a longer table … */
#define LIST_SIZE 11.0       /* … which gets this font size instead */
#define ROWS_WITH_SIGNATURE 2
#define ROOMY (&forms[0])

/* Distance of the lines of a form, and the most lines of an entry; each row takes less room. */
typedef struct
{
  double pitch;
  guint most_lines;
} FormRoom;

static const FormRoom forms[] = { { 21, 3 }, { 20, 3 }, { 19, 3 }, { 18, 3 }, { 18, 2 } };

void
nh_layout_free (NhLaidOut *self)
{
  g_ptr_array_unref (self->pages);
  g_string_chunk_free (self->texts);
  g_clear_pointer (&self->typeset, nh_typeset_free);
  nh_fit_free (self->fit);
  g_free (self);
}

/* --- Paragraphs --- */

/* The y of the bottom of each line. */
static GArray *
measure_lines (NhFlow *flow, const char *text, const NhTextStyle *style)
{
  GArray *feet = g_array_new (FALSE, FALSE, sizeof (double));
  PangoLayoutIter *iter = pango_layout_get_iter (nh_typeset_layout (flow->out->typeset, text, style));

  do
    {
      int top, foot;
      double y;

      pango_layout_iter_get_line_yrange (iter, &top, &foot);
      y = foot / (double) PANGO_SCALE;
      g_array_append_val (feet, y);
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
  return feet;
}

/* The number of lines from @first on that stay on this page: never a single line on either side of a break, and the
 * last two with
 * @tail, the height of notes and signature, which must not be alone on a page. */
static guint
count_lines_here (NhFlow *flow, GArray *feet, guint first, double tail)
{
  guint n = feet->len - first;
  guint fit = 0;
  double start = first > 0 ? g_array_index (feet, double, first - 1) : 0;
  double room = flow->bottom - flow->y;

  while (fit < n && g_array_index (feet, double, first + fit) - start <= room)
    fit++;
  if (fit == n && g_array_index (feet, double, feet->len - 1) - start + tail <= room)
    return n;
  if (fit + 2 > n)
    fit = n >= 2 ? n - 2 : 0;
  if (fit == 1 && first == 0)
    fit = 0;
  if (fit == 0 && nh_flow_is_fresh (flow))
    fit = n; /* no other page has more room */
  return fit;
}

static void
place_paragraph (NhFlow *flow, const char *text, gboolean section, double tail)
{
  NhTextStyle style = {
    .size = NH_PARAGRAPH_SIZE,
    .bold = section,
    .width = flow->out->fit->width,
    .justify = !section,
    .indent = NH_PARAGRAPH_INDENT,
  };
  g_autoptr (GArray) feet = measure_lines (flow, text, &style);
  guint first = 0;

  while (first < feet->len)
    {
      guint n = count_lines_here (flow, feet, first, tail);
      double start = first > 0 ? g_array_index (feet, double, first - 1) : 0;

      if (n > 0)
        {
          NhItem *item = nh_flow_add_text (flow, flow->out->fit->left, flow->y, text, &style);

          item->first_line = first;
          item->n_lines = n;
          flow->y += g_array_index (feet, double, first + n - 1) - start;
          first += n;
        }
      if (first < feet->len)
        nh_flow_new_page (flow);
    }
  flow->y += NH_PARAGRAPH_GAP;
}

/* --- Table --- */

/* A slice while it is laid out. */
typedef struct
{
  NhFlow *flow;
  NhTable *table;
  NhSlice *slice;
  GArray *heads; /* of NhHead */
  guint n_levels;
  double *level_heights;
  double number_height; /* of the row A, B, 1, 2 … */
  double heads_height;
  double *row_heights; /* borrowed; 0: not measured yet */
} NhRun;

static double
row_height (NhRun *run, guint row)
{
  NhFlow *flow = run->flow;

  if (run->row_heights[row] <= 0)
    run->row_heights[row] = nh_fit_measure_row (flow->out->fit, flow->out->typeset, run->table, row, 1.0);
  return run->row_heights[row];
}

static double
sum_rows (NhRun *run, guint first, guint end)
{
  double total = 0;

  for (guint row = first; row < end; row++)
    total += row_height (run, row);
  return total;
}

static void
run_init (NhRun *run, NhFlow *flow, NhTable *table, NhSlice *slice, double *row_heights)
{
  NhFit *fit = flow->out->fit;

  run->flow = flow;
  run->table = table;
  run->slice = slice;
  run->row_heights = row_heights;
  run->heads = nh_table_list_heads (table, slice->columns, slice->n_columns, &run->n_levels);
  run->level_heights = nh_fit_measure_heads (fit, flow->out->typeset, slice, run->heads, run->n_levels, 1.0);
  run->number_height = nh_typeset_line_height (flow->out->typeset) * NH_NUMBER_ROW_SIZE (fit->size) +
                       2 * NH_ROW_PADDING;
  run->heads_height = nh_sum (run->level_heights, 0, run->n_levels) + run->number_height;
}

static void
run_clear (NhRun *run)
{
  g_array_unref (run->heads);
  g_free (run->level_heights);
}

static void
place_box (NhFlow *flow, double x, double y, double width, double height, const char *text, const NhTextStyle *style)
{
  double text_height;

  nh_flow_add_shape (flow, NH_ITEM_BOX, x, y, width, height);
  nh_typeset_measure (flow->out->typeset, text, style, NULL, &text_height, NULL);
  nh_flow_add_text (flow, x + (width - style->width) / 2, y + (height - text_height) / 2, text, style);
}

static void
place_heads (NhRun *run)
{
  NhFlow *flow = run->flow;
  NhFit *fit = flow->out->fit;
  double x = fit->left;

  for (guint i = 0; i < run->heads->len; i++)
    {
      NhHead *head = &g_array_index (run->heads, NhHead, i);
      double left = fit->left + nh_sum (run->slice->widths, 0, head->first);
      double width = nh_sum (run->slice->widths, head->first, head->last + 1);
      double top = flow->y + nh_sum (run->level_heights, 0, head->top_level);
      double height = nh_sum (run->level_heights, head->top_level, head->level + 1);
      NhTextStyle style;

      nh_fit_get_head_style (fit, width, &style);
      place_box (flow, left, top, width, height, head->title, &style);
    }
  flow->y += run->heads_height - run->number_height;

  for (guint i = 0; i < run->slice->n_columns; i++)
    {
      g_autofree char *number = nh_table_number_column (run->table, run->slice->columns[i]);
      NhTextStyle style;

      nh_fit_get_head_style (fit, run->slice->widths[i], &style);
      style.size = NH_NUMBER_ROW_SIZE (fit->size);
      style.bold = FALSE;
      style.italic = TRUE;
      place_box (flow, x, flow->y, run->slice->widths[i], run->number_height, number, &style);
      x += run->slice->widths[i];
    }
  flow->y += run->number_height;
}

/* Places a row from @first_line on. @n_lines 0: the whole row, with texts vertically centred. */
static void
place_row_part (NhRun *run, guint row, double height, guint first_line, guint n_lines)
{
  NhFlow *flow = run->flow;
  NhFit *fit = flow->out->fit;
  double x = fit->left;
  guint span;

  for (guint i = 0; i < run->slice->n_columns; i += span)
    {
      guint column = run->slice->columns[i];
      double width;
      g_autofree char *text = nh_table_format_cell (run->table, (int) row, (int) column);
      NhTextStyle style;
      double text_height;
      guint text_lines;

      span = nh_table_count_span (run->table, row, run->slice->columns, run->slice->n_columns, i);
      width = nh_slice_sum_widths (run->slice, i, i + span);
      nh_fit_get_style (fit, run->table, row, column, width, &style);
      if (nh_table_cell (run->table, row, column)->kind == NH_CELL_NOT_REPORTED)
        nh_flow_add_shape (flow, NH_ITEM_SHADE, x, flow->y, width, height);
      nh_flow_add_shape (flow, NH_ITEM_BOX, x, flow->y, width, height);

      nh_typeset_measure (flow->out->typeset, text, &style, NULL, &text_height, &text_lines);
      if (*text != '\0' && n_lines == 0)
        nh_flow_add_text (flow, x + NH_CELL_PADDING, flow->y + (height - text_height) / 2, text, &style);
      else if (*text != '\0' && first_line < text_lines)
        {
          NhItem *item = nh_flow_add_text (flow, x + NH_CELL_PADDING, flow->y + NH_ROW_PADDING, text, &style);

          item->first_line = first_line;
          item->n_lines = MIN (n_lines, text_lines - first_line);
        }
      x += width;
    }
  flow->y += height;
}

/* The heading of a group that continues on the next page; NULL: @row is in no group. (transfer full) */
static char *
format_continued (NhTable *table, guint row)
{
  int above = nh_table_row (table, row)->above;

  if (nh_table_row (table, row)->kind != NH_ROW_DATA || above == NH_TABLE_TOP ||
      nh_table_row (table, above)->kind != NH_ROW_GROUP)
    return NULL;
  for (guint i = 0; i < table->columns->len; i++)
    if (nh_table_column (table, i)->kind == NH_COLUMN_TEXT)
      {
        g_autofree char *name = nh_table_format_cell (table, above, (int) i);

        return g_strdup_printf ("%s (tiếp)", name);
      }
  return NULL;
}

static void
place_continued (NhRun *run, guint row)
{
  NhFlow *flow = run->flow;
  NhFit *fit = flow->out->fit;
  g_autofree char *text = format_continued (run->table, row);
  double left = nh_slice_sum_widths (run->slice, 0, 1) + NH_CELL_PADDING;
  NhTextStyle style = {
    .size = fit->size, .bold = TRUE, .italic = TRUE, .width = run->slice->width - left - NH_CELL_PADDING
  };
  double height;

  if (text == NULL)
    return;
  nh_typeset_measure (flow->out->typeset, text, &style, NULL, &height, NULL);
  nh_flow_add_shape (flow, NH_ITEM_BOX, fit->left, flow->y, run->slice->width, height + 2 * NH_ROW_PADDING);
  nh_flow_add_text (flow, fit->left + left, flow->y + NH_ROW_PADDING, text, &style);
  flow->y += height + 2 * NH_ROW_PADDING;
}

/* Only a row higher than a page is split. */
static void
place_tall_row (NhRun *run, guint row)
{
  NhFlow *flow = run->flow;
  double line = nh_typeset_line_height (flow->out->typeset) * flow->out->fit->size;
  guint n_lines = (guint) ((row_height (run, row) - 2 * NH_ROW_PADDING) / line + 0.5);
  guint n_page = (guint) MAX ((flow->bottom - flow->top - run->heads_height - 2 * NH_ROW_PADDING) / line, 1);

  for (guint first = 0; first < n_lines; first += n_page)
    {
      guint n = MIN (n_page, n_lines - first);

      if (!nh_flow_is_fresh (flow) && (first > 0 || flow->y > flow->top + run->heads_height + RULE))
        {
          nh_flow_new_page (flow);
          place_heads (run);
        }
      place_row_part (run, row, n * line + 2 * NH_ROW_PADDING, first, n);
    }
}

/* Enough pages, or cancelled. */
static gboolean
is_done (NhFlow *flow)
{
  return flow->out->pages->len > flow->most_pages || g_cancellable_is_cancelled (flow->cancellable);
}

static void
place_run (NhRun *run, double tail)
{
  NhFlow *flow = run->flow;
  double page = flow->bottom - flow->top - run->heads_height;
  guint n_rows = run->table->rows->len;
  double line = nh_typeset_line_height (flow->out->typeset) * flow->out->fit->size + 2 * NH_ROW_PADDING;

  if (!nh_flow_is_fresh (flow) && flow->y + run->heads_height + sum_rows (run, 0, MIN (n_rows, 2)) > flow->bottom)
    nh_flow_new_page (flow);
  place_heads (run);

  for (guint row = 0; row < n_rows && !is_done (flow); row++)
    {
      double height = row_height (run, row);
      double rest = n_rows - row <= ROWS_WITH_SIGNATURE ? sum_rows (run, row, n_rows) + tail : G_MAXDOUBLE;
      double with = rest + line <= page ? rest : height;
      gboolean group = nh_table_row (run->table, row)->kind == NH_ROW_GROUP;

      /* The name of a group stays with its first row. */
      if (group && row + 1 < n_rows && height + row_height (run, row + 1) <= page)
        with = MAX (with, height + row_height (run, row + 1));
      if (height > page)
        {
          place_tall_row (run, row);
          continue;
        }
      if (row > 0 && flow->y + with > flow->bottom)
        {
          nh_flow_new_page (flow);
          place_heads (run);
          if (height + line <= page)
            place_continued (run, row);
        }
      place_row_part (run, row, height, 0, 0);
    }
}

/* A part that fits on one page is not split; a longer one begins on what is left of this page. */
static void
begin_part (NhRun *run, double tail)
{
  NhFlow *flow = run->flow;
  double height = run->heads_height + sum_rows (run, 0, run->table->rows->len);

  if (flow->y + SLICE_GAP + height > flow->bottom && flow->top + height + tail <= flow->bottom)
    nh_flow_new_page (flow);
  else
    flow->y += SLICE_GAP;
}

static void
place_table (NhFlow *flow, NhTable *table, double tail)
{
  NhFit *fit = flow->out->fit;
  g_autofree double *heights = g_new0 (double, table->rows->len);

  for (guint i = 0; i < fit->slices->len && !is_done (flow); i++)
    {
      double its_tail = i + 1 == fit->slices->len ? tail : 0;
      NhRun run;

      run_init (&run, flow, table, fit->slices->pdata[i], heights);
      if (i > 0)
        begin_part (&run, its_tail);
      place_run (&run, its_tail);
      run_clear (&run);
    }
  flow->y += BLOCK_GAP;
}

/* --- The document --- */

/* Places the notes, or only measures them. Returns their height. */
static double
do_notes (NhFlow *flow, GPtrArray *notes, gboolean draw)
{
  NhTextStyle style = { .size = NH_NOTE_SIZE, .italic = TRUE, .width = flow->out->fit->width };
  double all = 0, height;

  for (guint i = 0; i < notes->len; i++, all += height)
    {
      nh_typeset_measure (flow->out->typeset, notes->pdata[i], &style, NULL, &height, NULL);
      if (!draw)
        continue;
      if (flow->y + height > flow->bottom)
        nh_flow_new_page (flow);
      nh_flow_add_text (flow, flow->out->fit->left, flow->y, notes->pdata[i], &style);
      flow->y += height;
    }
  return all;
}

static void
place_body (NhFlow *flow, NhSheet *sheet, double tail)
{
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      NhBlock *block = &g_array_index (sheet->blocks, NhBlock, i);
      gboolean last = i + 1 == sheet->blocks->len;

      if (block->kind == NH_BLOCK_TABLE)
        {
          for (guint c = 0; nh_sheet_shows_charts (sheet) && c < sheet->charts->len; c++)
            nh_flow_place_chart (flow, sheet->charts->pdata[c]);
          if (!nh_sheet_shows_charts (sheet) && sheet->table->columns->len > 0)
            place_table (flow, sheet->table, last ? tail : 0);
          continue;
        }
      if (block->kind == NH_BLOCK_ENTRY)
        {
          i = nh_flow_place_entries (flow, sheet, i) - 1;
          continue;
        }
      /* The title of a section stays with two lines of text. */
      if (block->kind == NH_BLOCK_SECTION && flow->y + 4 * NH_PARAGRAPH_SIZE > flow->bottom)
        nh_flow_new_page (flow);
      place_paragraph (flow, block->text, block->kind == NH_BLOCK_SECTION, last ? tail : 0);
    }
}

static NhLaidOut *
laid_out_new (NhSheet *sheet, double largest, const FormRoom *room)
{
  NhLaidOut *self = g_new0 (NhLaidOut, 1);

  self->pitch = room->pitch;
  self->most_lines = room->most_lines;
  self->typeset = nh_typeset_new ();
  self->fit = nh_fit_new (sheet, self->typeset, largest);
  self->texts = g_string_chunk_new (4096);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

/* @whole: FALSE if only the fit is needed. Then, and when the caller will try another font anyway, a few pages are
 * enough. */
static NhLaidOut *
lay_out (NhSheet *sheet, double largest, const FormRoom *room, gboolean whole, GCancellable *cancellable)
{
  NhLaidOut *self = laid_out_new (sheet, largest, room);
  g_autoptr (GPtrArray) notes = nh_sheet_list_notes (sheet);
  NhFlow flow = { .out = self, .cancellable = cancellable };
  double signature, tail;

  flow.most_pages = sheet->table != NULL && (!whole || self->fit->size > LIST_SIZE) ? MOST_PAGES_TO_SAVE : G_MAXUINT;
  flow.top = self->fit->top;
  flow.bottom = self->fit->page_height - self->fit->bottom;
  nh_flow_new_page (&flow);

  nh_flow_place_letterhead (&flow, sheet);
  nh_flow_place_titles (&flow, sheet);
  signature = nh_flow_measure_signature (&flow, sheet);
  tail = signature > 0 ? BLOCK_GAP + do_notes (&flow, notes, FALSE) + signature : 0;
  place_body (&flow, sheet, tail);
  do_notes (&flow, notes, TRUE);
  nh_flow_place_signature (&flow, sheet);

  return self;
}

/* Takes @attempt over, and keeps it in place of @best if it has fewer pages of the same paper. */
static void
keep_shorter (NhLaidOut **best, NhLaidOut *attempt)
{
  gboolean shorter = attempt->pages->len < (*best)->pages->len && attempt->fit->paper == (*best)->fit->paper;

  nh_layout_free (shorter ? *best : attempt);
  if (shorter)
    *best = attempt;
}

static NhLaidOut *
lay_out_best (NhSheet *sheet, gboolean whole, GCancellable *cancellable)
{
  NhLaidOut *best = lay_out (sheet, NH_LARGEST_SIZE, ROOMY, whole, cancellable);
  double size = best->fit->size;
  gboolean is_form = sheet->table == NULL && nh_sheet_is_form (sheet);

  /* Moves the lines of a form closer together where that saves a page. */
  for (guint i = 1; is_form && best->pages->len > 1 && i < G_N_ELEMENTS (forms); i++)
    keep_shorter (&best, lay_out (sheet, NH_LARGEST_SIZE, &forms[i], TRUE, cancellable));
  if (sheet->table == NULL)
    return best;
  if (best->pages->len > MOST_PAGES_TO_SAVE)
    {
      if (size <= LIST_SIZE)
        return best;
      nh_layout_free (best);
      return lay_out (sheet, LIST_SIZE, ROOMY, whole, cancellable);
    }
  while (best->pages->len > 1 && (size -= NH_SIZE_STEP) >= NH_SMALLEST_SIZE)
    keep_shorter (&best, lay_out (sheet, size, ROOMY, whole, cancellable));
  return best;
}

NhLaidOut *
nh_layout_new (NhSheet *sheet, GCancellable *cancellable)
{
  g_autoptr (NhLaidOut) best = lay_out_best (sheet, TRUE, cancellable);

  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&best);
}

NhLaidOut *
nh_layout_new_chart (NhSheet *sheet, guint index, double *height)
{
  NhLaidOut *self = laid_out_new (sheet, NH_LARGEST_SIZE, ROOMY);
  NhFlow flow = { .out = self, .top = self->fit->top, .bottom = G_MAXDOUBLE };

  nh_flow_new_page (&flow);
  nh_flow_place_chart (&flow, sheet->charts->pdata[index]);
  *height = flow.y - flow.top;
  return self;
}

NhLaidOut *
nh_layout_new_start (NhSheet *sheet)
{
  return lay_out_best (sheet, FALSE, NULL);
}
