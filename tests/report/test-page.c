/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages: nothing is cut or set over something else, paper and splits, breaks, and what other programs read in the PDF.
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <dlfcn.h>
#include <hb.h>
#endif

#include "nh-error.h"
#include "nh-page-layout.h"
#include "nh-page-writer.h"
#include "nh-picture-writer.h"
#include "nh-sheet-writer.h"
#include "sample-sheet.h"

#define EPSILON 0.6

typedef struct
{
  double left, top, right, bottom;
} Box;

/* Where the item's lines are on the page. */
static Box
find_text_box (NhLaidOut *layout, const NhItem *item)
{
  PangoLayoutIter *iter = pango_layout_get_iter (nh_typeset_layout (layout->typeset, item->text, &item->style));
  guint last = item->n_lines > 0 ? item->first_line + item->n_lines : G_MAXUINT;
  Box box = { G_MAXDOUBLE, item->y, 0, item->y };
  guint n = 0;

  do
    {
      PangoRectangle logical;
      int top, foot;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      pango_layout_iter_get_line_yrange (iter, &top, &foot);
      if (n >= item->first_line && n < last)
        {
          box.left = MIN (box.left, item->x + logical.x / (double) PANGO_SCALE);
          box.right = MAX (box.right, item->x + (logical.x + logical.width) / (double) PANGO_SCALE);
          box.bottom += (foot - top) / (double) PANGO_SCALE;
        }
      n++;
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
  return box;
}

static gboolean
overlap (const Box *a, const Box *b)
{
  return a->left < b->right - EPSILON && b->left < a->right - EPSILON && a->top < b->bottom - EPSILON &&
         b->top < a->bottom - EPSILON;
}

/* A text lies wholly within a cell or wholly outside of it. */
static gboolean
crosses (const Box *text, const NhItem *cell)
{
  Box box = { cell->x, cell->y, cell->x + cell->width, cell->y + cell->height };

  if (!overlap (text, &box))
    return FALSE;
  return text->left < box.left - EPSILON || text->right > box.right + EPSILON || text->top < box.top - EPSILON ||
         text->bottom > box.bottom + EPSILON;
}

static void
check_page (NhLaidOut *layout, GArray *items, guint page)
{
  NhFit *fit = layout->fit;
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (Box));

  for (guint i = 0; i < items->len; i++)
    {
      NhItem *item = &g_array_index (items, NhItem, i);
      Box box;

      if (item->kind != NH_ITEM_TEXT)
        {
          g_assert_cmpfloat (item->x, >=, fit->left - EPSILON);
          g_assert_cmpfloat (item->x + item->width, <=, fit->page_width - fit->right + EPSILON);
          g_assert_cmpfloat (item->y + item->height, <=, fit->page_height - fit->bottom + EPSILON);
          continue;
        }

      box = find_text_box (layout, item);
      if (box.left < fit->left - EPSILON || box.right > fit->page_width - fit->right + EPSILON ||
          box.bottom > fit->page_height - fit->bottom + EPSILON || box.top < 10)
        g_error ("page %u: “%s” is not within the margins", page, item->text);
      for (guint j = 0; j < boxes->len; j++)
        if (overlap (&box, &g_array_index (boxes, Box, j)))
          g_error ("page %u: “%s” is over another text", page, item->text);
      for (guint j = 0; j < items->len; j++)
        if (g_array_index (items, NhItem, j).kind == NH_ITEM_BOX && crosses (&box, &g_array_index (items, NhItem, j)))
          g_error ("page %u: “%s” crosses the rules of its cell", page, item->text);
      g_array_append_val (boxes, box);
    }
}

static NhLaidOut *
check_layout (NhSheet *sheet)
{
  NhLaidOut *layout = nh_layout_new (sheet, NULL);

  for (guint i = 0; i < layout->pages->len; i++)
    check_page (layout, layout->pages->pdata[i], i + 1);
  return layout;
}

/* How often a text stands on the pages. */
static guint
count_text (NhLaidOut *layout, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < layout->pages->len; i++)
    {
      GArray *items = layout->pages->pdata[i];

      for (guint j = 0; j < items->len; j++)
        {
          NhItem *item = &g_array_index (items, NhItem, j);

          n += item->kind == NH_ITEM_TEXT && item->first_line == 0 && g_str_equal (item->text, text);
        }
    }
  return n;
}

static void
test_summary (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (69, 0, 0, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = check_layout (sheet);

  g_assert_cmpuint (layout->pages->len, ==, 3);
  g_assert_cmpint (layout->fit->paper, ==, NH_PAPER_A4);
  g_assert_cmpuint (layout->fit->slices->len, ==, 1);
  g_assert_cmpfloat (layout->fit->size, >=, 8);
  g_assert_cmpuint (count_text (layout, "Khen thưởng"), ==, 3); /* on each page */
  g_assert_cmpuint (count_text (layout, "TỔNG CỘNG"), ==, 1);
  g_assert_cmpuint (count_text (layout, SAMPLE_SIGNER), ==, 1);
  g_assert_cmpuint (count_text (layout, NH_RECIPIENTS_TITLE), ==, 1);
  g_assert_cmpuint (count_text (layout, "trên 2.540*"), ==, 1);
}

static void
test_commune_on_one_page (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (12, 0, 0, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = check_layout (sheet);

  g_assert_cmpuint (layout->pages->len, ==, 1);
}

static void
test_paper (void)
{
  static const struct
  {
    guint more;
    NhPaper largest, paper;
    guint n_slices;
  } cases[] = {
    { 0, NH_PAPER_A3, NH_PAPER_A4, 1 }, /* no larger paper than needed */
    { 5, NH_PAPER_A3, NH_PAPER_A3, 1 },  { 5, NH_PAPER_A4, NH_PAPER_A4, 2 },  { 16, NH_PAPER_A4, NH_PAPER_A4, 2 },
    { 40, NH_PAPER_A3, NH_PAPER_A3, 3 }, { 40, NH_PAPER_A4, NH_PAPER_A4, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NhSheet) sheet = sample_summary (30, 0, cases[i].more, cases[i].largest);
      g_autoptr (NhLaidOut) layout = check_layout (sheet);

      g_test_message ("%u more forms", cases[i].more);
      g_assert_cmpint (layout->fit->paper, ==, cases[i].paper);
      g_assert_cmpuint (layout->fit->slices->len, ==, cases[i].n_slices);
      /* Each part says whose figures they are. */
      g_assert_cmpuint (count_text (layout, "TỔNG CỘNG"), ==, cases[i].n_slices);
    }
}

static void
test_split_at_groups (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (30, 0, 16, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = nh_layout_new (sheet, NULL);
  NhSlice *second = layout->fit->slices->pdata[1];

  g_assert_cmpuint (second->columns[0], ==, 0);
  g_assert_cmpuint (second->columns[1], ==, 1);
  g_assert_cmpuint (nh_table_n_shared (nh_sheet_get_table (sheet), second->columns[2] - 1, second->columns[2]), ==, 0);
}

/* A part that is too long for one page begins on the page where the part before it ends. */
static void
test_parts_go_on (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (30, 0, 16, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = check_layout (sheet);

  g_assert_cmpuint (layout->fit->slices->len, ==, 2);
  g_assert_cmpuint (layout->pages->len, ==, 3);
}

static void
test_long_texts (void)
{
  g_autoptr (NhSheet) sheet = sample_points (60);
  NhTable *table = nh_sheet_get_table (sheet);
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autoptr (NhLaidOut) layout = NULL;
  guint n_parts = 0;

  /* A cell higher than a page is continued; a word wider than its column is broken. */
  for (guint i = 0; i < 60; i++)
    g_string_append (endless, SAMPLE_LONG_TEXT " ");
  nh_table_set_text (table, 30, 5, endless->str);
  nh_table_set_text (table, 31, 1, "Khudâncưcótênviếtliềnkhôngcódấucáchnàocảdàiđếnmứckhôngthểvừamộtdòngnàohết");
  layout = check_layout (sheet);

  for (guint i = 0; i < layout->pages->len; i++)
    {
      GArray *items = layout->pages->pdata[i];

      for (guint j = 0; j < items->len; j++)
        {
          NhItem *item = &g_array_index (items, NhItem, j);

          n_parts += item->kind == NH_ITEM_TEXT && strlen (item->text) > 10000;
        }
    }
  g_assert_cmpuint (n_parts, >=, 2);
}

/* A list as long as a province's: short names and kinds, few notes; in one row the @place and the @note. */
static NhSheet *
make_list (const char *place, const char *note)
{
  static const char *const titles[] = { "Nơi tổ chức",      "Loại",   "Lãnh đạo dự", "Điểm chỉ đạo",
                                        "Giao ước thi đua", "Ghi chú" };
  NhSheet *sheet = nh_sheet_new ("Danh sách");
  NhTable *table = nh_sheet_add_table (sheet);

  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    nh_table_add_column (table, NH_TABLE_TOP, titles[i], i == 4 ? NH_COLUMN_INTEGER : NH_COLUMN_TEXT);
  for (int i = 0; i < 300; i++)
    {
      int row = nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);

      nh_table_set_text (table, row, 1, i == 200 ? place : "Tổ dân phố Trung Thành");
      nh_table_set_text (table, row, 2, i % 3 == 0 ? "Cơ sở giáo dục" : "Tổ dân phố");
      nh_table_set_text (table, row, 3, "Tỉnh, Xã");
      nh_table_set_number (table, row, 5, i % 4);
      nh_table_set_text (table, row, 6, i == 200 ? note : "");
    }
  return sheet;
}

/* Whose rows they are is said on every page. */
static void
test_groups_go_on (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (216, 3, 0, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = check_layout (sheet);

  g_assert_cmpuint (layout->pages->len, >, 6);
  for (guint i = 1; i < layout->pages->len; i++)
    {
      GArray *items = layout->pages->pdata[i];
      gboolean said = FALSE;

      for (guint j = 0; j < items->len; j++)
        said |= g_array_index (items, NhItem, j).kind == NH_ITEM_TEXT &&
                g_str_has_prefix (g_array_index (items, NhItem, j).text, "Huyện thứ ");
      g_assert_true (said);
    }
  g_assert_cmpuint (count_text (layout, "Huyện thứ 1"), ==, layout->fit->slices->len);
  g_assert_cmpuint (count_text (layout, "Huyện thứ 1 (tiếp)"), >=, 2);
}

/* One freak among many takes no room from the others. */
static void
test_freaks_among_many (void)
{
  g_autofree char *word = g_strnfill (200, 'K');
  g_autoptr (NhSheet) plain = make_list ("Tổ dân phố 1", "");
  g_autoptr (NhSheet) odd = make_list (word, SAMPLE_LONG_TEXT " " SAMPLE_LONG_TEXT " " SAMPLE_LONG_TEXT);
  g_autoptr (NhLaidOut) without = check_layout (plain);
  g_autoptr (NhLaidOut) with = check_layout (odd);

  g_assert_cmpfloat (with->fit->size, ==, without->fit->size);
  g_assert_cmpuint (with->pages->len, <=, without->pages->len + 1);
}

/* Neighbouring columns of numbers are of much the same width, be their headings long or short. */
static void
test_numbers_alike (void)
{
  static const char *const titles[] = {
    "Tổng số",          "Khu dân cư tổ chức", "TW",  "Tỉnh", "Huyện", "Xã", "Lượt người dự",
    "Giao ước thi đua", "Quy chế phối hợp",   "Suất"
  };
  g_autoptr (NhSheet) sheet = nh_sheet_new ("Tổng hợp");
  NhTable *table = nh_sheet_add_table (sheet);
  g_autoptr (NhLaidOut) layout = NULL;
  NhSlice *slice;
  double mean;

  nh_sheet_set_page (sheet, NH_LANDSCAPE, NH_PAPER_A4);
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Đơn vị", NH_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    nh_table_add_column (table, NH_TABLE_TOP, titles[i], NH_COLUMN_INTEGER);
  nh_table_set_text (table, nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP), 1, "Phường Nam Hồng Lĩnh");

  layout = check_layout (sheet);
  slice = layout->fit->slices->pdata[0];
  mean = nh_slice_sum_widths (slice, 2, slice->n_columns) / (slice->n_columns - 2);
  for (guint i = 2; i < slice->n_columns; i++)
    g_assert_cmpfloat (slice->widths[i], >, mean * 0.6);
}

/* A text that has one line on paper has one in a program that sets it wider. */
static void
test_eased (void)
{
  g_autoptr (NhSheet) sheet = make_list ("Tổ dân phố 1", SAMPLE_LONG_TEXT);
  g_autoptr (NhLaidOut) layout = check_layout (sheet);
  g_autoptr (NhTypeset) typeset = nh_typeset_new ();
  NhSlice *slice = layout->fit->slices->pdata[0];
  double width = slice->width;

  /* As wide as the paper lets it, to the point. */
  slice->widths[1] = nh_typeset_unit_width (typeset, "Tổ dân phố Trung Thành", FALSE) * layout->fit->size +
                     2 * NH_CELL_PADDING;
  slice->width = width = nh_slice_sum_widths (slice, 0, slice->n_columns);
  g_assert_cmpfloat (nh_fit_measure_row (layout->fit, typeset, sheet->table, 1, 1.04), >,
                     nh_fit_measure_row (layout->fit, typeset, sheet->table, 1, 1.0));

  nh_fit_ease (layout->fit, typeset, sheet->table, 1.04);
  g_assert_cmpfloat (nh_fit_measure_row (layout->fit, typeset, sheet->table, 1, 1.04), ==,
                     nh_fit_measure_row (layout->fit, typeset, sheet->table, 1, 1.0));
  g_assert_cmpfloat (slice->width, <=, width * 1.04 + 1);
  g_assert_cmpfloat_with_epsilon (slice->width, nh_slice_sum_widths (slice, 0, slice->n_columns), 0.01);
}

static double
find_text_y (NhLaidOut *layout, const char *text)
{
  GArray *items = layout->pages->pdata[layout->pages->len - 1];

  for (guint i = 0; i < items->len; i++)
    {
      NhItem *item = &g_array_index (items, NhItem, i);

      if (item->kind == NH_ITEM_TEXT && g_str_equal (item->text, text))
        return item->y;
    }
  g_error ("“%s” is not on the last page", text);
}

/* However many lines the signer's office takes. */
static void
test_names_on_one_line (void)
{
  const NhSignature signature = { .recipients = "Lưu: VT.",
                                  .with_preparer = TRUE,
                                  .preparer = "Lê Thị Hồng Hạnh",
                                  .authority = "KT. TRƯỞNG CÔNG AN PHƯỜNG\nPHÓ TRƯỞNG CÔNG AN PHƯỜNG",
                                  .signer = "Trung tá Nguyễn Văn Tuấn" };
  g_autoptr (NhSheet) sheet = sample_points (3);
  g_autoptr (NhLaidOut) layout = NULL;

  nh_sheet_set_signature (sheet, &signature);
  layout = check_layout (sheet);
  g_assert_cmpfloat (find_text_y (layout, signature.preparer), ==, find_text_y (layout, signature.signer));
  g_assert_cmpfloat (find_text_y (layout, NH_PREPARER_TITLE), ==, find_text_y (layout, "KT. TRƯỞNG CÔNG AN PHƯỜNG"));
}

/* Dates that are texts stand in the middle like the others, what is not known at the numbers' side. */
static void
test_alignment (void)
{
  g_autoptr (NhSheet) sheet = sample_points (3);
  g_autoptr (NhLaidOut) layout = NULL;
  NhTable *table = nh_sheet_get_table (sheet);
  NhTextStyle style;

  nh_table_set_text (table, 1, 2, "09–13/08/2026");
  nh_table_set_text (table, 1, 4, "…");
  layout = check_layout (sheet);
  nh_fit_get_style (layout->fit, table, 1, 2, 100, &style);
  g_assert_cmpint (style.align, ==, PANGO_ALIGN_CENTER);
  nh_fit_get_style (layout->fit, table, 1, 4, 100, &style);
  g_assert_cmpint (style.align, ==, PANGO_ALIGN_RIGHT);
}

/* Glyphs of all lines: one more than letters where a hyphen was put in. */
static guint
count_glyphs (PangoLayout *layout)
{
  guint n = 0;

  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    for (GSList *run = ((PangoLayoutLine *) line->data)->runs; run != NULL; run = run->next)
      n += (guint) ((PangoGlyphItem *) run->data)->glyphs->num_glyphs;
  return n;
}

/* The item of the page that begins with @text. */
static const NhItem *
find_item (NhLaidOut *layout, const char *text)
{
  GArray *items = layout->pages->pdata[0];

  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, NhItem, i).kind == NH_ITEM_TEXT &&
        g_str_has_prefix (g_array_index (items, NhItem, i).text, text))
      return &g_array_index (items, NhItem, i);
  g_error ("no “%s”", text);
}

/* The second line of a title is no last word alone. */
static void
test_titles (void)
{
  g_autoptr (NhSheet) sheet = sample_points (3);
  g_autoptr (NhLaidOut) layout = NULL;
  const NhItem *item;
  PangoLayout *text;
  PangoRectangle first, second;

  nh_sheet_set_page (sheet, NH_PORTRAIT, NH_PAPER_A4);
  nh_sheet_set_subtitle (sheet,
                         "(Kèm theo Báo cáo số ……/BC-CAP ngày …… tháng …… năm 2026 của Công an phường Thành Sen)");
  layout = check_layout (sheet);
  item = find_item (layout, "(Kèm theo");
  text = nh_typeset_layout (layout->typeset, item->text, &item->style);
  g_assert_cmpint (pango_layout_get_line_count (text), ==, 2);
  pango_layout_line_get_extents (pango_layout_get_line_readonly (text, 0), NULL, &first);
  pango_layout_line_get_extents (pango_layout_get_line_readonly (text, 1), NULL, &second);
  g_assert_cmpint (second.width, >, first.width / 2);
}

static void
test_words (void)
{
  static const char text[] = "Kế hoạch số 123/KH-UBND ngày 01/7/2026";
  NhTypeset *typeset = nh_typeset_new ();
  int number = (int) (strstr (text, "123/") - text), end = number + (int) strlen ("123/KH-UBND");
  NhTextStyle narrow = { .size = 12, .width = 60 };

  for (int width = 100; width < 240; width++)
    {
      NhTextStyle style = { .size = 14, .width = width, .justify = TRUE };
      PangoLayout *layout = nh_typeset_layout (typeset, text, &style);

      for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
        {
          int start = ((PangoLayoutLine *) line->data)->start_index;

          g_assert_false (start > number && start < end);
        }
    }
  g_assert_cmpuint (count_glyphs (nh_typeset_layout (typeset, "KKKKKKKKKKKKKKKKKKKKKKKK", &narrow)), ==, 24);
  nh_typeset_free (typeset);
}

/* All lines of all paragraphs are set once, in order; the signature is never alone on its page. */
static void
test_paragraphs (void)
{
  for (guint n = 1; n <= 24; n++)
    {
      g_autoptr (NhSheet) sheet = sample_text (n);
      g_autoptr (NhLaidOut) layout = check_layout (sheet);
      GArray *last = layout->pages->pdata[layout->pages->len - 1];
      guint n_lines = 0, n_body = 0;

      g_test_message ("%u paragraphs", n);
      for (guint i = 0; i < layout->pages->len; i++)
        {
          GArray *items = layout->pages->pdata[i];

          for (guint j = 0; j < items->len; j++)
            {
              NhItem *item = &g_array_index (items, NhItem, j);

              if (item->kind == NH_ITEM_TEXT && item->style.justify)
                {
                  g_assert_cmpuint (item->n_lines, >=, 2); /* no line stands alone */
                  n_lines += item->n_lines;
                  n_body += items == last;
                }
            }
        }
      g_assert_cmpuint (n_lines, ==, n * 5);
      g_assert_cmpuint (n_body, >=, 1);
      g_assert_cmpuint (count_text (layout, SAMPLE_SIGNER), ==, 1);
    }
}

/* --- The file --- */

/* @last: the output's name, where the program wants one. */
static char *
run (const char *program, const char *argument, const char *path, const char *last)
{
  const char *argv[] = { program, argument, path, last, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

static void
assert_contains (const char *text, const char *expected)
{
  if (strstr (text, expected) == NULL)
    g_error ("“%s” is not in:\n%s", expected, text);
}

static void
test_file (void)
{
  static const char *const expected[] = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "PHÒNG XÂY DỰNG PHONG TRÀO BẢO VỆ ANTQ",
    "66/69 đơn vị đã báo cáo",
    "Phường Nam Hồng Lĩnh",
    "NGƯỜI LẬP BIỂU",
    SAMPLE_SIGNER,
  };
  g_autoptr (NhSheet) sheet = sample_summary (69, 0, 0, NH_PAPER_A4);
  g_autofree char *folder = g_dir_make_tmp ("Sổ Ngày hội-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Tổng hợp.pdf", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  gsize n_first, n_second;

  g_assert_true (nh_sheet_write (sheet, path, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &first, &n_first, NULL));
  g_usleep (1100000); /* a file with the time of now would differ */
  g_assert_true (nh_sheet_write (sheet, path, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &second, &n_second, NULL));
  g_assert_cmpmem (first, n_first, second, n_second);

  if (program != NULL)
    {
      g_autofree char *text = run ("pdftotext", "-layout", path, "-");
      g_autofree char *info = run ("pdfinfo", "-isodates", path, NULL);
      g_autofree char *fonts = run ("pdffonts", "--", path, NULL);

      for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        assert_contains (text, expected[i]);
      assert_contains (info, "A4");
      assert_contains (info, "Tỉnh Hà Tĩnh");
      assert_contains (info, "2026-08-25T");
      g_assert_null (strstr (fonts, " no ")); /* all are embedded, in part, and give back their text */
    }
  g_remove (path);
  g_rmdir (folder);
}

/* The preview and the printer draw on surfaces of their own: the marks are where they are in the PDF. */
static void
test_drawing (void)
{
  g_autoptr (NhSheet) sheet = sample_points (12);
  g_autoptr (NhPages) pages = nh_pages_new (sheet, NULL);
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  NhOrientation orientation;
  guint n_dark = 0;

  g_assert_cmpint (nh_pages_get_paper (pages, &orientation), ==, NH_PAPER_A4);
  g_assert_cmpint (orientation, ==, NH_LANDSCAPE);
  nh_pages_get_size (pages, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 841.89, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 595.276, 0.01);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  nh_pages_draw (pages, 0, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < (int) height; y++)
    {
      const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

      for (int x = 0; x < (int) width; x++)
        {
          gboolean marked = row[x * 4 + 3] > 128;

          n_dark += marked;
          g_assert_false (marked && (x < 84 || x > 801 || y < 28 || y > 540)); /* outside of the margins */
        }
    }
  g_assert_cmpuint (n_dark, >, 5000);
  cairo_surface_destroy (surface);
}

/* Pixels of page @page, drawn for this test at one a point. (transfer full) */
static cairo_surface_t *
draw_page (NhPages *pages, guint page)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  nh_pages_get_size (pages, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width, (int) height);
  cr = cairo_create (surface);
  nh_pages_draw (pages, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* How many pixels of a place are marked. */
static guint
count_ink (cairo_surface_t *surface, double x, double y, double width, double height)
{
  guint n = 0;

  for (int row = (int) y; row < (int) (y + height); row++)
    for (int column = (int) x; column < (int) (x + width); column++)
      n += cairo_image_surface_get_data (surface)[row * cairo_image_surface_get_stride (surface) + column] > 64;
  return n;
}

static guint
count_matches (NhPages *pages, const char *query)
{
  g_autoptr (GArray) hits = nh_pages_find (pages, query, NULL);

  return hits->len > 0 ? g_array_index (hits, NhPageHit, hits->len - 1).match + 1 : 0;
}

/* A text of three pages in which each paragraph says its number. */
static NhPages *
make_numbered (void)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new ("thử");
  NhPages *pages;

  sample_frame (sheet, "Thử", TRUE);
  for (guint i = 1; i <= 24; i++)
    {
      g_autofree char *text = g_strdup_printf ("Điểm số %u: %s", i, SAMPLE_LONG_TEXT);

      nh_sheet_add_paragraph (sheet, text);
    }
  pages = nh_pages_new (sheet, NULL);
  g_assert_cmpuint (nh_pages_get_n_pages (pages), >=, 3);
  return pages;
}

static void
test_find (void)
{
  static const struct
  {
    const char *query;
    guint n;
  } cases[] = {
    { "diem so", 24 },
    { "Điểm số", 24 },
    { "điểm  SỐ ", 24 },
    { "điệm số", 0 },
    { "diem so 7:", 1 },
    { "CONG HOA XA HOI", 1 },
    { "mười hai tập thể, cá nhân có thành tích", 24 },
    { "", 0 },
    { "   ", 0 },
    { "không có ở đâu", 0 },
  };
  g_autoptr (NhPages) pages = make_numbered ();
  g_autoptr (GArray) hits = nh_pages_find (pages, "diem so", NULL);
  g_autofree char *first = nh_pages_get_text (pages, 0);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].query);
      g_assert_cmpuint (count_matches (pages, cases[i].query), ==, cases[i].n);
    }
  /* The places, in order, have ink in them, and next to none just above. */
  for (guint page = 0; page < nh_pages_get_n_pages (pages); page++)
    {
      cairo_surface_t *surface = draw_page (pages, page);

      for (; n < hits->len && g_array_index (hits, NhPageHit, n).page == page; n++)
        {
          const NhPageHit *hit = &g_array_index (hits, NhPageHit, n);

          g_assert_cmpuint (hit->match, ==, n);
          g_assert_cmpfloat (hit->width, >, 30);
          g_assert_cmpfloat (hit->width, <, 60);
          g_assert_cmpuint (count_ink (surface, hit->x, hit->y, hit->width, hit->height), >, 60);
          g_assert_cmpuint (count_ink (surface, hit->x - 12, hit->y, 10, hit->height), ==, 0); /* the indent */
        }
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (n, ==, 24);
  g_assert_true (g_str_has_prefix (first, "CÔNG AN TỈNH HÀ TĨNH\n"));
}

/* What is broken over two lines is one match with two places. */
static void
test_find_over_lines (void)
{
  g_autoptr (NhPages) pages = make_numbered ();
  g_autoptr (GArray) hits = nh_pages_find (pages, SAMPLE_LONG_TEXT, NULL);
  const NhPageHit *first = &g_array_index (hits, NhPageHit, 0);
  const NhPageHit *second = &g_array_index (hits, NhPageHit, 1);

  g_assert_cmpuint (hits->len, >, 24 * 2);
  g_assert_cmpuint (first->match, ==, second->match);
  g_assert_cmpfloat (second->y, >, first->y);
  g_assert_cmpfloat (second->x, <, first->x);
}

static gpointer
draw_in_thread (gpointer data)
{
  return draw_page (data, 1);
}

/* Made here, drawn on two other threads at once: the same marks. */
static void
test_threads (void)
{
  g_autoptr (NhPages) pages = make_numbered ();
  GThread *threads[2];
  cairo_surface_t *here, *there;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_in_thread, pages);
  here = draw_page (pages, 1);
  length = (gsize) cairo_image_surface_get_stride (here) * (gsize) cairo_image_surface_get_height (here);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      there = g_thread_join (threads[i]);
      g_assert_cmpmem (cairo_image_surface_get_data (there), length, cairo_image_surface_get_data (here), length);
      cairo_surface_destroy (there);
    }
  cairo_surface_destroy (here);
}

static void
test_cancelled (void)
{
  g_autoptr (NhSheet) sheet = sample_points (12);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NhPages) pages = nh_pages_new (sheet, cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (pages);
  g_cancellable_cancel (cancellable);
  g_assert_null (nh_pages_new (sheet, cancellable));
  g_assert_false (nh_sheet_write (sheet, "/nowhere/x.pdf", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Widths are added up from pairs of letters; a layout of the whole is the judge. */
static void
test_widths (void)
{
  static const char *const texts[] = {
    "1.407",
    "–",
    "12.345.678",
    "136,5",
    "Thôn Ấp Thượng 12",
    "Tổ dân phố Ưng Quý 3",
    "AVATAR To. Vy, 7.1",
    "Phường Trần Phú",
    "KẾ HOẠCH SỐ 12/KH-UBND",
    "ffi fl fi",
    "LƯỢT NGƯỜI",
    "“Vì an ninh Tổ quốc”",
    "Nguyễn Văn Ý, Trưởng Công an xã",
    "a\xcc\x81 o\xcc\x82\xcc\xa3",
  };
  NhTypeset *typeset = nh_typeset_new ();

  for (guint i = 0; i < 2 * G_N_ELEMENTS (texts); i++)
    {
      NhTextStyle style = { .size = 100, .bold = i % 2 };
      double width, height, judged;

      nh_typeset_measure (typeset, texts[i / 2], &style, NULL, &height, NULL);
      nh_typeset_measure (typeset, texts[i / 2], &style, &width, &judged, NULL);
      g_assert_cmpfloat_with_epsilon (height, judged, 0.05);
      g_assert_cmpfloat_with_epsilon (nh_typeset_unit_width (typeset, texts[i / 2], i % 2) * 100, width, 0.05);
    }
  nh_typeset_free (typeset);
}

/* A width beyond what a layout can tell. */
static void
test_width_of_long_text (void)
{
  NhTypeset *typeset = nh_typeset_new ();
  GString *text = g_string_new (NULL);
  double width;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, 'N');
  width = nh_typeset_unit_width (typeset, text->str, FALSE);
  g_assert_cmpfloat_with_epsilon (width / 100000, nh_typeset_unit_width (typeset, "NNNNNNNNNN", FALSE) / 10, 0.001);
  g_string_free (text, TRUE);
  nh_typeset_free (typeset);
}

/* What a workbook is made by: found from the first pages, the same as from all of them. */
static void
test_start (void)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_sheet_unref);

  g_ptr_array_add (sheets, sample_summary (6, 0, 0, NH_PAPER_A4));
  g_ptr_array_add (sheets, sample_summary (216, 3, 0, NH_PAPER_A4));
  g_ptr_array_add (sheets, sample_summary (30, 0, 40, NH_PAPER_A3));
  g_ptr_array_add (sheets, sample_points (12));
  g_ptr_array_add (sheets, sample_points (60));
  g_ptr_array_add (sheets, make_list (SAMPLE_LONG_TEXT, SAMPLE_LONG_TEXT));
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autoptr (NhLaidOut) whole = nh_layout_new (sheets->pdata[i], NULL);
      g_autoptr (NhLaidOut) start = nh_layout_new_start (sheets->pdata[i]);

      g_assert_cmpfloat (start->fit->size, ==, whole->fit->size);
      g_assert_cmpint (start->fit->paper, ==, whole->fit->paper);
      g_assert_cmpuint (start->fit->slices->len, ==, whole->fit->slices->len);
      g_assert_cmpuint (start->pages->len, <=, MIN (whole->pages->len, 12));
      for (guint j = 0; j < start->fit->slices->len; j++)
        {
          const NhSlice *one = start->fit->slices->pdata[j], *other = whole->fit->slices->pdata[j];

          g_assert_cmpmem (one->widths, one->n_columns * sizeof (double), other->widths,
                           other->n_columns * sizeof (double));
        }
    }
}

#ifdef G_OS_UNIX
static gint n_shaped; /* characters that were turned into glyphs */

/* Stands before HarfBuzz's own, to count what a text costs. */
void
hb_shape (hb_font_t *font, hb_buffer_t *buffer, const hb_feature_t *features, unsigned int n_features)
{
  static gsize real;

  if (g_once_init_enter (&real))
    g_once_init_leave (&real, (gsize) dlsym (RTLD_NEXT, "hb_shape"));
  g_atomic_int_add (&n_shaped, (gint) hb_buffer_get_length (buffer));
  ((void (*) (hb_font_t *, hb_buffer_t *, const hb_feature_t *, unsigned int)) real) (font, buffer, features,
                                                                                      n_features);
}

/* Shaped when a table with @text in one cell, @n times, is laid out, searched for @query, which is once in it, and made
 * a PDF. */
static guint
count_shaped (const char *text, const char *query, guint n)
{
  g_autoptr (NhSheet) sheet = sample_points (3);
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autoptr (NhPages) pages = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "ngay-hoi-page.pdf", NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (endless, text);
  nh_table_set_text (nh_sheet_get_table (sheet), 1, 5, endless->str);
  g_atomic_int_set (&n_shaped, 0);
  pages = nh_pages_new (sheet, NULL);
  g_assert_cmpuint (nh_pages_get_n_pages (pages), >, n / 200);
  hits = nh_pages_find (pages, query, NULL);
  g_assert_cmpuint (hits->len, >=, n);
  g_assert_cmpuint (g_array_index (hits, NhPageHit, hits->len - 1).match + 1, ==, n);
  g_assert_true (nh_pages_write_pdf (pages, path, NULL, &error));
  g_assert_no_error (error);
  g_remove (path);
  return (guint) g_atomic_int_get (&n_shaped);
}

/* Twice the text is twice the work, however many pages it goes over and whether or not there are spaces in it. */
static void
test_work_of_long_text (void)
{
  static const struct
  {
    const char *text, *query;
  } cases[] = { { "Tổ dân phố Trung Thành, ", "trung thanh" }, { "PhốTrungThành", "trungthanh" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint once = count_shaped (cases[i].text, cases[i].query, 1000),
            twice = count_shaped (cases[i].text, cases[i].query, 2000);

      g_test_message ("%u characters shaped, then %u", once, twice);
      g_assert_cmpuint (once, >, 1000);
      g_assert_cmpuint (twice, <, once * 5 / 2);
    }
}
#endif

/* All pages, one under the other; where there is no room for them nothing is made. */
static void
test_picture (void)
{
  g_autoptr (NhPages) pages = make_numbered ();
  g_autoptr (NhSheet) longer = sample_points (1000);
  g_autoptr (NhPages) many = nh_pages_new (longer, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = nh_pages_to_png (pages, NULL, &error);
  const guint8 *bytes;
  double width, height;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (png, NULL);
  g_assert_cmpmem (bytes, 8, "\211PNG\r\n\032\n", 8);
  nh_pages_get_size (pages, &width, &height);
  g_assert_cmpint (bytes[18] << 8 | bytes[19], ==, (int) (width * 150 / 72));
  g_assert_cmpint (bytes[22] << 8 | bytes[23], ==, (int) (height * nh_pages_get_n_pages (pages) * 150 / 72));
  g_assert_cmpuint (nh_pages_get_n_pages (many), >, NH_PICTURE_PAGES);
  g_assert_null (nh_pages_to_png (many, NULL, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_INVALID);
}

static NhChart *
add_chart (NhSheet *sheet, NhChartKind kind, guint n, const char *name)
{
  NhChart *chart = nh_sheet_add_chart (sheet, kind, "Số điểm ngày hội", "Điểm");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%u", name, i + 1);

      nh_chart_add (chart, text, (gint64) (i + 1) * 37, i == 1 && kind != NH_CHART_COLUMNS ? "trên" : NULL);
    }
  return chart;
}

#define LONG_NAME "Xã có một cái tên dài hơn chỗ dành cho nó rất nhiều, đến phải xuống dòng, thứ "

/* A bar is as long as its number says; what is longer than a page goes over several. */
static void
test_bars (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (12, 0, 0, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = NULL;
  double least = G_MAXDOUBLE, most = 0;

  add_chart (sheet, NH_CHART_BARS, 20, LONG_NAME);
  layout = check_layout (sheet);
  g_assert_cmpuint (layout->pages->len, >, 1);
  for (guint i = 0; i < layout->pages->len; i++)
    {
      GArray *items = layout->pages->pdata[i];

      for (guint j = 0; j < items->len; j++)
        {
          const NhItem *item = &g_array_index (items, NhItem, j);

          if (item->kind != NH_ITEM_BOX)
            continue;
          least = MIN (least, item->width);
          most = MAX (most, item->width);
        }
    }
  g_assert_cmpfloat_with_epsilon (most / least, 20, 0.5);
}

/* Nothing crosses another, and every number is there. */
static void
test_charts (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (12, 0, 0, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = NULL;

  add_chart (sheet, NH_CHART_BARS, 20, LONG_NAME);
  add_chart (sheet, NH_CHART_COLUMNS, 45, "11/"); /* not all names fit */
  add_chart (sheet, NH_CHART_LINE, 5, "202");
  layout = check_layout (sheet);
  g_assert_cmpuint (count_text (layout, "740"), ==, 2);   /* 20 bars and 45 columns */
  g_assert_cmpuint (count_text (layout, "1.665"), ==, 1); /* 45 columns */
  g_assert_cmpuint (count_text (layout, "37"), ==, 3);
  g_assert_cmpuint (count_text (layout, "trên 74"), ==, 2); /* no total */
  g_assert_cmpuint (count_text (layout, "11/1"), ==, 1);
  g_assert_cmpuint (count_text (layout, "11/2"), ==, 0);
  g_assert_cmpuint (count_text (layout, "2025"), ==, 1);
}

/* Two days are two columns, not two halves of the page. */
static void
test_few_columns (void)
{
  g_autoptr (NhSheet) sheet = sample_summary (12, 0, 0, NH_PAPER_A4);
  g_autoptr (NhLaidOut) layout = NULL;
  double widest = 0;

  add_chart (sheet, NH_CHART_COLUMNS, 2, "8/");
  layout = check_layout (sheet);
  for (guint i = 0; i < layout->pages->len; i++)
    {
      GArray *items = layout->pages->pdata[i];

      for (guint j = 0; j < items->len; j++)
        if (g_array_index (items, NhItem, j).kind == NH_ITEM_BOX)
          widest = MAX (widest, g_array_index (items, NhItem, j).width);
    }
  g_assert_cmpfloat (widest, >, 20);
  g_assert_cmpfloat (widest, <, 60);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page/summary", test_summary);
  g_test_add_func ("/page/commune-on-one-page", test_commune_on_one_page);
  g_test_add_func ("/page/paper", test_paper);
  g_test_add_func ("/page/split-at-groups", test_split_at_groups);
  g_test_add_func ("/page/long-texts", test_long_texts);
  g_test_add_func ("/page/groups-go-on", test_groups_go_on);
  g_test_add_func ("/page/parts-go-on", test_parts_go_on);
  g_test_add_func ("/page/freaks-among-many", test_freaks_among_many);
  g_test_add_func ("/page/numbers-alike", test_numbers_alike);
  g_test_add_func ("/page/eased", test_eased);
  g_test_add_func ("/page/names-on-one-line", test_names_on_one_line);
  g_test_add_func ("/page/alignment", test_alignment);
  g_test_add_func ("/page/titles", test_titles);
  g_test_add_func ("/page/words", test_words);
  g_test_add_func ("/page/paragraphs", test_paragraphs);
  g_test_add_func ("/page/file", test_file);
  g_test_add_func ("/page/drawing", test_drawing);
  g_test_add_func ("/page/find", test_find);
  g_test_add_func ("/page/picture", test_picture);
  g_test_add_func ("/page/bars", test_bars);
  g_test_add_func ("/page/charts", test_charts);
  g_test_add_func ("/page/few-columns", test_few_columns);
  g_test_add_func ("/page/find-over-lines", test_find_over_lines);
  g_test_add_func ("/page/threads", test_threads);
  g_test_add_func ("/page/cancelled", test_cancelled);
  g_test_add_func ("/page/widths", test_widths);
  g_test_add_func ("/page/width-of-long-text", test_width_of_long_text);
  g_test_add_func ("/page/start", test_start);
#ifdef G_OS_UNIX
  g_test_add_func ("/page/work-of-long-text", test_work_of_long_text);
#endif

  return g_test_run ();
}
