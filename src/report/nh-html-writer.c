/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-html-writer.h"

#include "nh-sheet-private.h"

#define LINE_BREAK "<br style='mso-data-placement:same-cell'>"

static void
append_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);
  g_autoptr (GString) broken = g_string_new (escaped);

  g_string_replace (broken, "\n", LINE_BREAK, 0);
  g_string_append (out, broken->str);
}

/* @tag: "b" or "i" around it; nullable */
static void
append_line (GString *out, const char *tag, gboolean centred, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, "<p%s>%s%s%s", centred ? " style='text-align:center'" : "", tag != NULL ? "<" : "",
                          tag != NULL ? tag : "", tag != NULL ? ">" : "");
  append_text (out, text);
  if (tag != NULL)
    g_string_append_printf (out, "</%s>", tag);
  g_string_append (out, "</p>\n");
}

/* --- The table --- */

static void
append_heads (GString *out, NhTable *table)
{
  guint n_levels;
  g_autoptr (GArray) heads = nh_table_list_heads (table, NULL, table->columns->len, &n_levels);

  for (guint level = 0; level < n_levels; level++)
    {
      g_string_append (out, "<tr>");
      for (guint i = 0; i < heads->len; i++)
        {
          const NhHead *head = &g_array_index (heads, NhHead, i);

          if (head->top_level != level)
            continue;
          g_string_append_printf (out, "<th colspan='%u' rowspan='%u'>", head->last - head->first + 1,
                                  head->level - head->top_level + 1);
          append_text (out, head->title);
          g_string_append (out, "</th>");
        }
      g_string_append (out, "</tr>\n");
    }
}

/* Of a number format: from English to Vietnamese ones. */
static void
swap_separators (char *format)
{
  gboolean quoted = FALSE;

  for (char *c = format; *c != '\0'; c++)
    {
      quoted ^= *c == '"';
      if (!quoted && (*c == ',' || *c == '.'))
        *c = *c == ',' ? '.' : ',';
    }
}

/* The value that a spreadsheet takes, and how it is to show it there. LibreOffice (sdnum) shows it so in its texts,
 * too, and else in the words of its own language: days with the month first, "0" for "–". */
static void
append_value (GString *out, const NhColumn *column, const NhCell *cell)
{
  g_autofree char *zeros = g_strnfill ((gsize) column->decimals, '0');
  g_autofree char *format = cell->kind == NH_CELL_NUMBER ? nh_column_make_format (column, cell) : NULL;
  g_autofree char *escaped = NULL, *digits = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean centred = column->kind == NH_COLUMN_INDEX || column->kind == NH_COLUMN_MARK;

  if (format != NULL)
    {
      swap_separators (format);
      escaped = g_markup_escape_text (format, -1);
      g_ascii_dtostr (number, sizeof number, nh_column_number (column, cell));
    }
  if (column->kind == NH_COLUMN_MONEY)
    digits = g_strdup_printf ("\\#\\,\\#\\#0\\.%s\\,\\,", zeros);
  else
    digits = g_strdup (column->kind == NH_COLUMN_PERCENT ? "0\\.0%" : "\\#\\,\\#\\#0");
  if (cell->kind == NH_CELL_DATE)
    g_string_append_printf (out,
                            " x:num='%1$.0f' sdval='%1$.0f' sdnum='1066;1066;DD/MM/YYYY'"
                            " style='mso-number-format:\"dd\\/mm\\/yyyy\";text-align:center'",
                            nh_date_to_serial ((NhDate) cell->value));
  else if (cell->kind == NH_CELL_NUMBER)
    g_string_append_printf (out,
                            " x:num='%1$s' sdval='%1$s' sdnum='1066;1066;%2$s'"
                            " style='mso-number-format:\"%3$s\";text-align:%4$s'",
                            number, escaped, digits, centred ? "center" : "right");
  else
    g_string_append_printf (out, " style='mso-number-format:\"\\@\"%s'", centred ? ";text-align:center" : "");
}

static void
append_row (GString *out, NhTable *table, guint row)
{
  gboolean bold = nh_table_row (table, row)->kind != NH_ROW_DATA;
  guint span;

  g_string_append (out, "<tr>");
  for (guint column = 0; column < table->columns->len; column += span)
    {
      g_autofree char *text = nh_table_format_cell (table, (int) row, (int) column);

      span = nh_table_count_span (table, row, NULL, table->columns->len, column);
      g_string_append_printf (out, "<td colspan='%u'", span);
      append_value (out, nh_table_column (table, column), nh_table_cell (table, row, column));
      g_string_append (out, bold ? "><b>" : ">");
      append_text (out, text);
      g_string_append (out, bold ? "</b></td>" : "</td>");
    }
  g_string_append (out, "</tr>\n");
}

static void
append_table (GString *out, NhTable *table)
{
  g_string_append (out, "<table border='1' style='border-collapse:collapse'>\n");
  append_heads (out, table);
  for (guint row = 0; row < table->rows->len; row++)
    append_row (out, table, row);
  g_string_append (out, "</table>\n");
}

static void
append_entry (GString *out, const NhEntry *entry)
{
  g_autoptr (GString) line = g_string_new (entry->label);

  g_string_append_c (line, ':');
  for (guint i = 0; i < entry->n_ticks; i++)
    g_string_append_printf (line, " %s %s", entry->ticks[i].ticked ? "☒" : "☐", entry->ticks[i].title);
  g_string_append_printf (line, " %s", entry->value);
  append_line (out, NULL, FALSE, line->str);
}

char *
nh_html_writer_to_html (NhSheet *sheet)
{
  g_autoptr (GString) out = g_string_new ("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                                          "<meta charset=\"utf-8\">\n");
  g_autoptr (GPtrArray) notes = NULL;

  g_return_val_if_fail (sheet != NULL, NULL);

  notes = nh_sheet_list_notes (sheet);
  for (guint i = 0; i < sheet->titles->len; i++)
    append_line (out, "b", TRUE, sheet->titles->pdata[i]);
  append_line (out, "i", TRUE, sheet->annex);
  append_line (out, "i", TRUE, sheet->subtitle);
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const NhBlock *block = &g_array_index (sheet->blocks, NhBlock, i);

      if (block->kind == NH_BLOCK_TABLE)
        append_table (out, sheet->table);
      else if (block->kind == NH_BLOCK_ENTRY)
        append_entry (out, block->entry);
      else
        append_line (out, block->kind == NH_BLOCK_SECTION ? "b" : NULL, FALSE, block->text);
    }
  for (guint i = 0; i < notes->len; i++)
    append_line (out, "i", FALSE, notes->pdata[i]);
  g_string_append (out, "</html>");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
