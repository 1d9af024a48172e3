/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-text-writer.h"

#include "nh-csv.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-sheet-private.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
append_line (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append (out, text);
  g_string_append_c (out, '\n');
}

/* Without dots, with a decimal point; money in millions. (transfer full) */
static char *
format_number (const NhCell *cell, const NhColumn *column)
{
  if (column->kind == NH_COLUMN_MONEY)
    return nh_table_format_million (cell->value, column->decimals, TRUE);
  if (column->kind == NH_COLUMN_PERCENT)
    return g_strdup_printf ("%s%d.%d", cell->value < 0 ? "-" : "", (int) ABS (cell->value) / 10,
                            (int) ABS (cell->value) % 10);
  return g_strdup_printf ("%" G_GINT64_FORMAT, cell->value);
}

/* A number that is not exact keeps its word, as "hơn 250": without it, it would be false. */
static char *
format_plain (NhTable *table, guint row, guint column)
{
  NhCell *cell = nh_table_cell (table, row, column);
  g_autofree char *number = NULL;

  if (cell->kind == NH_CELL_TEXT)
    return g_strdup (cell->text);
  if (cell->kind == NH_CELL_DATE)
    return nh_date_to_iso ((NhDate) cell->value);
  if (cell->kind != NH_CELL_NUMBER)
    return g_strdup ("");
  number = format_number (cell, nh_table_column (table, column));
  return cell->text != NULL ? g_strdup_printf ("%s %s", cell->text, number) : g_steal_pointer (&number);
}

/* The headings and the cells, as CSV or with tabs between cells of one line. */
static void
append_table (GString *out, NhTable *table, gboolean csv)
{
  for (int row = -1; row < (int) table->rows->len; row++)
    {
      for (guint column = 0; column < table->columns->len; column++)
        {
          g_autofree char *text = row < 0 ? nh_table_get_full_title (table, (int) column)
                                  : csv   ? format_plain (table, (guint) row, column)
                                          : nh_table_format_cell (table, row, (int) column);

          if (column > 0)
            g_string_append_c (out, csv ? ',' : '\t');
          if (csv)
            nh_csv_append_cell (out, text, ',');
          else
            g_string_append (out, g_strdelimit (text, "\n\t", ' '));
        }
      g_string_append (out, csv ? "\r\n" : "\n");
    }
}

/* "1. Nơi tổ chức: Thôn 1", "2. Loại địa bàn: [x] Thôn [ ] Xóm" */
static void
append_entry (GString *out, const NhEntry *entry)
{
  g_string_append_printf (out, "%s%s:", entry->inset ? "   " : "", entry->label);
  for (guint i = 0; i < entry->n_ticks; i++)
    g_string_append_printf (out, " [%s] %s", entry->ticks[i].ticked ? "x" : " ", entry->ticks[i].title);
  if (*entry->value != '\0')
    g_string_append_printf (out, " %s", entry->value);
  g_string_append_c (out, '\n');
}

char *
nh_text_writer_to_text (NhSheet *sheet)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) notes = nh_sheet_list_notes (sheet);

  for (guint i = 0; i < sheet->titles->len; i++)
    append_line (out, sheet->titles->pdata[i]);
  append_line (out, sheet->annex);
  append_line (out, sheet->subtitle);
  if (out->len > 0 && sheet->blocks->len > 0)
    g_string_append_c (out, '\n');

  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      NhBlock *block = &g_array_index (sheet->blocks, NhBlock, i);

      if (block->kind == NH_BLOCK_TABLE)
        append_table (out, sheet->table, FALSE);
      else if (block->kind == NH_BLOCK_ENTRY)
        append_entry (out, block->entry);
      else
        append_line (out, block->text);
    }

  if (out->len > 0 && notes->len > 0)
    g_string_append_c (out, '\n');
  for (guint i = 0; i < notes->len; i++)
    append_line (out, notes->pdata[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
nh_text_writer_to_csv (NhSheet *sheet)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (sheet->table != NULL, NULL);

  append_table (out, sheet->table, TRUE);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
nh_text_writer_write (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = nh_text_writer_to_text (sheet);

  return nh_file_replace_contents (path, text, -1, NH_FILE_DOCUMENT, error);
}

gboolean
nh_text_writer_write_csv (NhSheet *sheet, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *csv = NULL;
  g_autofree char *marked = NULL;

  if (sheet->table == NULL)
    {
      nh_error_set (error, NH_ERROR_USAGE, _ ("write the report"),
                    _ ("it is a text without a table; write it as .docx, .pdf or .txt"));
      return FALSE;
    }

  csv = nh_text_writer_to_csv (sheet);
  marked = g_strconcat (BYTE_ORDER_MARK, csv, NULL);
  return nh_file_replace_contents (path, marked, -1, NH_FILE_DOCUMENT, error);
}
