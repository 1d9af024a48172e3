/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-docx-private.h"

#define SLICE_GAP 12.0
#define BLOCK_GAP 10.0
#define SHADE "D9D9D9"
#define ROWS_WITH_SIGNATURE 2
#define BORDER 0.5 /* which Word adds to the height of a row, and our pages do not */

static void
begin_table (NhDocx *self, const NhSlice *slice)
{
  static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };

  nh_docx_printf (self, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>", NH_TWIPS (slice->width));
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    nh_docx_printf (self, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i]);
  nh_docx_printf (self,
                  "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"%1$d\" w:type=\"dxa\"/>"
                  "<w:left w:w=\"%2$d\" w:type=\"dxa\"/><w:bottom w:w=\"%1$d\" w:type=\"dxa\"/>"
                  "<w:right w:w=\"%2$d\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
                  NH_TWIPS (NH_ROW_PADDING - BORDER / 2), NH_TWIPS (NH_CELL_PADDING));
  for (guint i = 0; i < slice->n_columns; i++)
    nh_docx_printf (self, "<w:gridCol w:w=\"%d\"/>", NH_TWIPS (slice->widths[i]));
  nh_docx_put (self, "</w:tblGrid>");
}

/* @height: at least; 0: what its texts need. */
static void
begin_row (NhDocx *self, double height, gboolean head)
{
  nh_docx_put (self, "<w:tr><w:trPr><w:cantSplit/>");
  if (height > 0)
    nh_docx_printf (self, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>", NH_TWIPS (height));
  nh_docx_put (self, head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
}

/* A cell over @span columns from position @first on. */
static void
begin_cell (NhDocx *self, const NhSlice *slice, guint first, guint span, const char *merge, gboolean shaded)
{
  nh_docx_printf (self, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>",
                  NH_TWIPS (nh_slice_sum_widths (slice, first, first + span)));
  if (span > 1)
    nh_docx_printf (self, "<w:gridSpan w:val=\"%u\"/>", span);
  nh_docx_put (self, merge);
  if (shaded)
    nh_docx_put (self, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" SHADE "\"/>");
  nh_docx_put (self, "<w:vAlign w:val=\"center\"/></w:tcPr>");
}

/* The box of the headings at a position and level. */
static const NhHead *
find_head (GArray *heads, guint position, guint level)
{
  for (guint i = 0; i < heads->len; i++)
    {
      const NhHead *head = &g_array_index (heads, NhHead, i);

      if (position >= head->first && position <= head->last && level >= head->top_level && level <= head->level)
        return head;
    }
  return NULL;
}

/* Returns the number of columns that it covers. */
static guint
put_head (NhDocx *self, const NhSlice *slice, GArray *heads, guint position, guint level)
{
  const NhHead *head = find_head (heads, position, level);
  gboolean tall = head != NULL && head->level > head->top_level;
  gboolean starts = head != NULL && head->top_level == level;
  guint span = head != NULL ? head->last - head->first + 1 : 1;

  begin_cell (self, slice, position, span,
              !tall    ? ""
              : starts ? "<w:vMerge w:val=\"restart\"/>"
                       : "<w:vMerge/>",
              FALSE);
  nh_docx_put_paragraph (self, "Head", "<w:keepNext/>", NULL, starts ? head->title : NULL);
  nh_docx_put (self, "</w:tc>");
  return span;
}

static void
put_heads (NhDocx *self, const NhSlice *slice)
{
  NhTable *table = self->sheet->table;
  NhFit *fit = self->layout->fit;
  guint n_levels;
  g_autoptr (GArray) heads = nh_table_list_heads (table, slice->columns, slice->n_columns, &n_levels);
  g_autofree double *heights = nh_fit_measure_heads (fit, self->layout->typeset, slice, heads, n_levels, 1.0);

  for (guint level = 0; level < n_levels; level++)
    {
      begin_row (self, heights[level], TRUE);
      for (guint i = 0; i < slice->n_columns;)
        i += put_head (self, slice, heads, i, level);
      nh_docx_put (self, "</w:tr>");
    }
  begin_row (self, 0, TRUE);
  for (guint i = 0; i < slice->n_columns; i++)
    {
      g_autofree char *number = nh_table_number_column (table, slice->columns[i]);

      begin_cell (self, slice, i, 1, "", FALSE);
      nh_docx_put_paragraph (self, "ColumnNumber", "<w:keepNext/>", NULL, number);
      nh_docx_put (self, "</w:tc>");
    }
  nh_docx_put (self, "</w:tr>");
}

/* @keep: stays on the page of what follows. */
static void
put_row (NhDocx *self, const NhSlice *slice, guint row, gboolean keep)
{
  static const char *const names[] = {
    [PANGO_ALIGN_LEFT] = "CellText", [PANGO_ALIGN_CENTER] = "CellMark", [PANGO_ALIGN_RIGHT] = "CellNumber"
  };
  NhTable *table = self->sheet->table;
  guint span;

  begin_row (self, 0, FALSE);
  for (guint i = 0; i < slice->n_columns; i += span)
    {
      guint column = slice->columns[i];
      g_autofree char *text = nh_table_format_cell (table, (int) row, (int) column);
      char run[64];
      NhTextStyle style;

      span = nh_table_count_span (table, row, slice->columns, slice->n_columns, i);
      nh_fit_get_style (self->layout->fit, table, row, column, slice->widths[i], &style);
      g_snprintf (run, sizeof run, "%s%s", style.bold ? "<w:b/><w:bCs/>" : "", style.italic ? "<w:i/><w:iCs/>" : "");
      begin_cell (self, slice, i, span, "", nh_table_cell (table, row, column)->kind == NH_CELL_NOT_REPORTED);
      nh_docx_put_paragraph (self, names[style.align], keep ? "<w:keepNext/>" : NULL, run, text);
      nh_docx_put (self, "</w:tc>");
    }
  nh_docx_put (self, "</w:tr>");
}

static void
put_slice (NhDocx *self, const NhSlice *slice, gboolean with_signature)
{
  NhTable *table = self->sheet->table;
  guint n_rows = table->rows->len;

  begin_table (self, slice);
  put_heads (self, slice);
  for (guint row = 0; row < n_rows && !g_cancellable_is_cancelled (self->cancellable); row++)
    {
      gboolean group = nh_table_row (table, row)->kind == NH_ROW_GROUP;

      put_row (self, slice, row, group || (with_signature && row + ROWS_WITH_SIGNATURE >= n_rows));
      nh_docx_flush (self, FALSE);
    }
  nh_docx_put (self, "</w:tbl>");
}

void
nh_docx_put_table (NhDocx *self)
{
  GPtrArray *slices = self->layout->fit->slices;

  for (guint i = 0; i < slices->len; i++)
    {
      gboolean last = i + 1 == slices->len;

      put_slice (self, slices->pdata[i], last && nh_sheet_has_signature (self->sheet));
      nh_docx_put_gap (self, last ? BLOCK_GAP : SLICE_GAP, last && nh_sheet_has_signature (self->sheet));
    }
}
