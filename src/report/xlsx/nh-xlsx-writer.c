/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xlsx-writer.h"

#include "nh-config.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-platform.h"
#include "nh-xlsx-private.h"
#include "nh-zip-edit.h"

#define FONT "Times New Roman"
#define FONT_FAMILY_ROMAN 1
#define HEADER "&C&\"Times New Roman,Regular\"&13&P"
#define SHADE 0xD9D9D9
#define NOTE_SIZE 11.0
#define NOTES_GAP 6.0
#define PARAGRAPH_SIZE 13.0
#define PARAGRAPH_INDENT "        "
#define MOST_TEXT 32767 /* limit of a cell in Excel */
#define MOST_PROPERTY 255
#define HIGHEST_ROW 409.0
#define FIXED_TIME 315532800 /* 1 January 1980, for a sheet without a time of creation */
#define PAPER_A3 8
#define PAPER_A4 9
#define MOST_DIGITS 10 /* of a number that is shown in full */

void
nh_xlsx_check (NhXlsxTab *tab, lxw_error problem)
{
  if (tab->problem == LXW_NO_ERROR)
    tab->problem = problem;
}

lxw_format *
nh_xlsx_format (NhXlsxTab *tab, const NhXlsxLook *look)
{
  g_autofree char *key = g_strdup_printf ("%d %d%d%d%d%d%d %d %s", (int) (look->size * 10 + 0.5), look->bold,
                                          look->italic, look->underline, look->wrap, look->border, look->shaded,
                                          look->align, look->number != NULL ? look->number : "");
  lxw_format *format = g_hash_table_lookup (tab->formats, key);

  if (format != NULL)
    return format;

  format = workbook_add_format (tab->workbook);
  format_set_font_name (format, FONT);
  format_set_font_family (format, FONT_FAMILY_ROMAN);
  format_set_font_size (format, look->size);
  format_set_align (format, (uint8_t) look->align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (look->bold)
    format_set_bold (format);
  if (look->italic)
    format_set_italic (format);
  if (look->underline)
    format_set_underline (format, LXW_UNDERLINE_SINGLE);
  if (look->wrap)
    format_set_text_wrap (format);
  if (look->border)
    format_set_border (format, LXW_BORDER_THIN);
  if (look->shaded)
    format_set_bg_color (format, SHADE);
  if (look->number != NULL)
    format_set_num_format (format, look->number);

  g_hash_table_insert (tab->formats, g_steal_pointer (&key), format);
  return format;
}

/* Digits alone would be marked as a number stored as text. Not those that a number cannot keep: "007". */
static gboolean
is_number (const char *text)
{
  gsize length = strspn (text, "0123456789");

  return length > 0 && length <= MOST_DIGITS && text[length] == '\0' && (*text != '0' || length == 1);
}

void
nh_xlsx_put_text (NhXlsxTab *tab, guint row, guint first, guint last, const char *text, const NhXlsxLook *look)
{
  lxw_format *format = nh_xlsx_format (tab, look);
  g_autofree char *cut = g_utf8_strlen (text, -1) > MOST_TEXT ? g_utf8_substring (text, 0, MOST_TEXT) : NULL;
  const char *shown = cut != NULL ? cut : text;

  if (first == last && is_number (text))
    nh_xlsx_check (
        tab, worksheet_write_number (tab->worksheet, row, (lxw_col_t) first, g_ascii_strtod (text, NULL), format));
  else if (first == last)
    nh_xlsx_check (tab, worksheet_write_string (tab->worksheet, row, (lxw_col_t) first, shown, format));
  else
    nh_xlsx_check (
        tab, worksheet_merge_range (tab->worksheet, row, (lxw_col_t) first, row, (lxw_col_t) last, shown, format));
}

/* Height of @text over these columns. */
static double
measure (NhXlsxTab *tab, guint first, guint last, const char *text, const NhXlsxLook *look)
{
  NhTextStyle style = { .size = look->size, .bold = look->bold, .italic = look->italic };
  double width = 0, height;

  for (guint i = first; i <= last; i++)
    width += i < tab->n_columns ? tab->widths[i] : 48;
  style.width = MAX ((width - 2 * NH_CELL_PADDING) / NH_XLSX_SLACK, 10);
  nh_typeset_measure (tab->typeset, text, &style, NULL, &height, NULL);
  return height + 2 * NH_ROW_PADDING;
}

double
nh_xlsx_put_line (NhXlsxTab *tab, guint row, guint first, guint last, const char *text, const NhXlsxLook *look)
{
  if (text == NULL || *text == '\0')
    return 0;
  nh_xlsx_put_text (tab, row, first, last, text, look);
  return measure (tab, first, last, text, look);
}

/* The words around the middle, of which the line under a letterhead is a third to a half: NĐ 30/2020. FALSE: all. */
static gboolean
find_middle (const char *text, gsize *start, gsize *end)
{
  double length = (double) g_utf8_strlen (text, -1), position = 0;
  const char *first = NULL, *after = NULL;
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  const char *at = text;

  for (guint i = 0; words[i] != NULL; i++)
    {
      double word = (double) g_utf8_strlen (words[i], -1);

      if (position + word / 2 > length * 0.28 && position + word / 2 < length * 0.72)
        {
          first = first != NULL ? first : at;
          after = at + strlen (words[i]);
        }
      position += word + 1;
      at += strlen (words[i]) + 1;
    }
  if (first == NULL || first == text || *after == '\0')
    return FALSE;
  *start = (gsize) (first - text);
  *end = (gsize) (after - text);
  return TRUE;
}

double
nh_xlsx_put_underlined (NhXlsxTab *tab, guint row, guint first, guint last, const char *text, const NhXlsxLook *look)
{
  NhXlsxLook under = *look;
  gsize start, end;

  under.underline = TRUE;
  if (text == NULL || *text == '\0')
    return 0;
  if (!find_middle (text, &start, &end))
    return nh_xlsx_put_line (tab, row, first, last, text, &under);
  if (first != last)
    nh_xlsx_put_text (tab, row, first, last, "", look); /* merges the cells */
  {
    g_autofree char *before = g_strndup (text, start), *middle = g_strndup (text + start, end - start);
    lxw_rich_string_tuple parts[] = { { nh_xlsx_format (tab, look), before },
                                      { nh_xlsx_format (tab, &under), middle },
                                      { nh_xlsx_format (tab, look), (char *) text + end } };
    lxw_rich_string_tuple *list[] = { &parts[0], &parts[1], &parts[2], NULL };

    nh_xlsx_check (
        tab, worksheet_write_rich_string (tab->worksheet, row, (lxw_col_t) first, list, nh_xlsx_format (tab, look)));
  }
  return measure (tab, first, last, text, look);
}

void
nh_xlsx_set_height (NhXlsxTab *tab, guint row, double height)
{
  nh_xlsx_check (tab, worksheet_set_row (tab->worksheet, row, MIN (height, HIGHEST_ROW), NULL));
}

void
nh_xlsx_add_line (NhXlsxTab *tab, const char *text, const NhXlsxLook *look)
{
  nh_xlsx_set_height (tab, tab->row, nh_xlsx_put_line (tab, tab->row, tab->start, tab->n_front - 1, text, look));
  tab->row++;
}

static void
set_page (NhXlsxTab *tab)
{
  NhFit *fit = tab->fit;
  lxw_header_footer_options options = { .margin = 8 * NH_MM / 72 };

  worksheet_set_paper (tab->worksheet, fit->paper == NH_PAPER_A3 ? PAPER_A3 : PAPER_A4);
  if (tab->sheet->orientation == NH_LANDSCAPE)
    worksheet_set_landscape (tab->worksheet);
  worksheet_set_margins (tab->worksheet, fit->left / 72, fit->right / 72, fit->top / 72, fit->bottom / 72);
  nh_xlsx_check (tab, worksheet_set_header_opt (tab->worksheet, HEADER, &options));
  worksheet_gridlines (tab->worksheet, LXW_HIDE_ALL_GRIDLINES);
}

static void
set_columns (NhXlsxTab *tab)
{
  NhXlsxLook look = { .size = tab->fit->size, .align = LXW_ALIGN_NONE };
  lxw_format *format = nh_xlsx_format (tab, &look);
  NhSlice *front = tab->fit->slices->pdata[0];

  tab->n_columns = tab->sheet->table->columns->len;
  tab->widths = g_new0 (double, tab->n_columns);
  tab->plain = g_new0 (lxw_format *, tab->n_columns);
  tab->n_front = front->n_columns;
  tab->width = front->width;
  tab->start = tab->fit->slices->len > 1 ? MIN (tab->sheet->table->n_lead, tab->n_front - 1) : 0;

  for (guint i = tab->fit->slices->len; i-- > 0;)
    {
      NhSlice *slice = tab->fit->slices->pdata[i];

      for (guint j = 0; j < slice->n_columns; j++)
        tab->widths[slice->columns[j]] = slice->widths[j];
    }
  for (guint i = 0; i < tab->n_columns; i++)
    nh_xlsx_check (tab, worksheet_set_column_pixels (tab->worksheet, (lxw_col_t) i, (lxw_col_t) i,
                                                     (uint32_t) (tab->widths[i] * 96 / 72 + 0.5), format));
}

static void
add_body (NhXlsxTab *tab)
{
  NhXlsxLook paragraph = { .size = PARAGRAPH_SIZE, .align = LXW_ALIGN_JUSTIFY, .wrap = TRUE };
  NhXlsxLook section = { .size = PARAGRAPH_SIZE, .bold = TRUE, .align = LXW_ALIGN_LEFT, .wrap = TRUE };

  for (guint i = 0; i < tab->sheet->blocks->len; i++)
    {
      NhBlock *block = &g_array_index (tab->sheet->blocks, NhBlock, i);
      g_autofree char *text = NULL;

      if (block->kind == NH_BLOCK_TABLE)
        {
          nh_xlsx_add_table (tab);
          continue;
        }
      text = g_strconcat (PARAGRAPH_INDENT, block->text, NULL);
      nh_xlsx_add_line (tab, text, block->kind == NH_BLOCK_SECTION ? &section : &paragraph);
    }
}

static void
add_sheet (NhXlsxTab *tab)
{
  NhXlsxLook note = { .size = NOTE_SIZE, .italic = TRUE, .align = LXW_ALIGN_LEFT, .wrap = TRUE };
  g_autoptr (NhLaidOut) layout = nh_layout_new_start (tab->sheet);
  g_autoptr (GPtrArray) notes = nh_sheet_list_notes (tab->sheet);

  tab->fit = layout->fit;
  nh_fit_ease (tab->fit, tab->typeset, tab->sheet->table, NH_XLSX_SLACK);
  set_page (tab);
  set_columns (tab);

  nh_xlsx_add_letterhead (tab);
  nh_xlsx_add_titles (tab);
  add_body (tab);
  if (notes->len > 0)
    nh_xlsx_set_height (tab, tab->row++, NOTES_GAP);
  for (guint i = 0; i < notes->len; i++)
    nh_xlsx_add_line (tab, notes->pdata[i], &note);
  nh_xlsx_add_signature (tab);
  if (tab->sheet->parts->len > 0)
    nh_xlsx_link_parts (tab);
  worksheet_print_area (tab->worksheet, 0, 0, MAX (tab->row, 1) - 1, (lxw_col_t) (tab->n_columns - 1));
}

/* libxlsxwriter refuses longer ones. */
static char *
clip_property (const char *text)
{
  return text != NULL && g_utf8_strlen (text, -1) > MOST_PROPERTY ? g_utf8_substring (text, 0, MOST_PROPERTY)
                                                                  : g_strdup (text);
}

static void
set_properties (NhXlsxTab *tab)
{
  NhSheet *sheet = tab->sheet;
  g_autoptr (GDateTime) created = sheet->created != NULL ? g_date_time_new_from_iso8601 (sheet->created, NULL) : NULL;
  g_autofree char *title = clip_property (sheet->title), *unit = clip_property (sheet->unit);
  lxw_doc_properties properties = {
    .title = title,
    .subject = unit,
    .author = unit,
    .company = unit,
    .comments = (char *) "Sổ Ngày hội " NH_VERSION,
    .created = created != NULL ? (time_t) g_date_time_to_unix (created) : FIXED_TIME,
  };

  nh_xlsx_check (tab, workbook_set_properties (tab->workbook, &properties));
  if (unit != NULL && *unit != '\0')
    nh_xlsx_check (tab, workbook_set_custom_property_string (tab->workbook, "Đơn vị", unit));
  if (sheet->year > 0)
    nh_xlsx_check (tab, workbook_set_custom_property_number (tab->workbook, "Năm", sheet->year));
  nh_xlsx_check (tab, workbook_set_custom_property_string (tab->workbook, "Chương trình", "Sổ Ngày hội " NH_VERSION));
}

/* Column widths are in digits of the first font. A digit of Arial 10 is 7 pixels wide everywhere, as libxlsxwriter
 * assumes. Its default, Calibri, may be missing, and its substitute would make the columns wider. */
static void
set_base_font (NhXlsxTab *tab)
{
  lxw_format *first = STAILQ_FIRST (tab->workbook->formats);

  format_set_font_name (first, "Arial");
  format_set_font_size (first, 10);
  format_set_font_scheme (first, "");
}

/* Nghị định 30/2020: no page number on the first page. libxlsxwriter has no option for it. */
static char *
set_first_page_apart (const char *xml, gpointer data)
{
  g_autoptr (GString) edited = g_string_new (xml);

  g_string_replace (edited, "<headerFooter>", "<headerFooter differentFirst=\"1\">", 1);
  return g_string_free (g_steal_pointer (&edited), FALSE);
}

static void
clear_tab (NhXlsxTab *tab)
{
  g_clear_pointer (&tab->widths, g_free);
  g_clear_pointer (&tab->plain, g_free);
}

static void
add_parts (NhXlsxTab *book)
{
  for (guint i = 0; i < book->sheet->parts->len; i++)
    {
      NhXlsxTab tab = { .workbook = book->workbook,
                        .formats = book->formats,
                        .typeset = book->typeset,
                        .sheet = book->sheet->parts->pdata[i] };

      tab.worksheet = workbook_add_worksheet (tab.workbook, tab.sheet->tab);
      if (tab.worksheet != NULL)
        add_sheet (&tab);
      else
        tab.problem = LXW_ERROR_MEMORY_MALLOC_FAILED;
      nh_xlsx_check (book, tab.problem);
      clear_tab (&tab);
    }
  if (book->sheet->charts->len > 0)
    nh_xlsx_add_charts (book);
}

static gboolean
write_workbook (const char *temporary, gpointer sheet, GError **error)
{
  NhXlsxTab tab = { .sheet = sheet };
  int saved_stderr;

  /* libxlsxwriter does not tell why it cannot create a file. */
  if (!nh_file_create (temporary, NH_FILE_DOCUMENT, error))
    return FALSE;
  tab.workbook = workbook_new (temporary);
  tab.worksheet = tab.workbook != NULL ? workbook_add_worksheet (tab.workbook, tab.sheet->tab) : NULL;
  if (tab.worksheet == NULL)
    {
      g_clear_pointer (&tab.workbook, lxw_workbook_free);
      nh_error_set (error, NH_ERROR_FAILED, _ ("write the workbook"), _ ("there is not enough memory"));
      return FALSE;
    }
  tab.formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tab.typeset = nh_typeset_new ();

  set_base_font (&tab);
  set_properties (&tab);
  add_sheet (&tab);
  if (tab.sheet->parts->len > 0 || tab.sheet->charts->len > 0)
    add_parts (&tab);
  saved_stderr = nh_platform_silence_stderr (); /* libxlsxwriter prints what fails */
  nh_xlsx_check (&tab, workbook_close (tab.workbook));
  nh_platform_restore_stderr (saved_stderr);

  g_hash_table_unref (tab.formats);
  nh_typeset_free (tab.typeset);
  clear_tab (&tab);

  if (tab.problem == LXW_NO_ERROR && nh_zip_edit (temporary, "xl/worksheets/", set_first_page_apart, NULL, NULL))
    return TRUE;
  if (tab.problem != LXW_NO_ERROR)
    g_debug ("libxlsxwriter: %s", lxw_strerror (tab.problem));
  nh_error_set (
      error, NH_ERROR_IO, _ ("write the workbook"),
      _ ("the file could not be completed. Nothing was changed; check the drive and its free space, and try again."));
  return FALSE;
}

gboolean
nh_xlsx_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  char probe[8];

  /* libxlsxwriter writes widths by printf(): a decimal comma would damage the file. */
  g_snprintf (probe, sizeof probe, "%.1f", 0.5);
  g_assert (g_str_equal (probe, "0.5"));

  if (sheet->table != NULL && sheet->table->columns->len > 0)
    return nh_file_replace (path, write_workbook, sheet, error);
  nh_error_set (error, NH_ERROR_USAGE, _ ("write the workbook"),
                _ ("it is a text without a table; write it as .docx, .pdf or .txt"));
  return FALSE;
}
