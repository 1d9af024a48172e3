/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Raw data as a workbook, against the same cells by libxlsxwriter alone; and the workbook read, against unpacking it.
 */
#include "bench.h"

#include <xlsxwriter.h>
#include <zlib.h>

#include "bench-data.h"
#include "nh-book.h"
#include "nh-flat-writer.h"

#define COLUMNS 12
#define TEXTS 6
#define SHEET_PART "xl/worksheets/sheet1.xml"
#define SERIAL 46242 /* 8/8/2026 */

typedef struct
{
  guint n_rows;
  char *path, *other;
  GPtrArray *texts; /* of char * */
} Intake;

static const char *
text_at (const Intake *self, guint row, guint column)
{
  return self->texts->pdata[(row * TEXTS + column) % self->texts->len];
}

static gboolean
fill (NhFlatWriter *writer, gpointer data, GError **error)
{
  const Intake *self = data;

  for (guint row = 0; row < self->n_rows; row++)
    {
      for (guint i = 0; i < TEXTS; i++)
        nh_flat_add_text (writer, row, i, text_at (self, row, i), NH_FLAT_PLAIN);
      for (guint i = TEXTS; i < COLUMNS - 2; i++)
        nh_flat_add_number (writer, row, i, (row * 7 + i) % 1000, NH_FLAT_PLAIN);
      nh_flat_add_date (writer, row, COLUMNS - 2, nh_date_new (2026, 8, 8), NH_FLAT_PLAIN);
      nh_flat_add_money (writer, row, COLUMNS - 1, (gint64) (row % 500) * 100000, NH_FLAT_PLAIN);
    }
  return TRUE;
}

static void
write_flat (gpointer data)
{
  Intake *self = data;

  g_assert_true (nh_flat_write (self->path, "Đo", 1, fill, self, NULL));
}

static void
write_bare (gpointer data)
{
  Intake *self = data;
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *book = workbook_new_opt (self->other, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "A");
  lxw_format *day = workbook_add_format (book), *money = workbook_add_format (book);

  format_set_num_format (day, "dd/mm/yyyy");
  format_set_num_format (money, "#,##0");
  for (guint row = 0; row < self->n_rows; row++)
    {
      for (guint i = 0; i < TEXTS; i++)
        worksheet_write_string (sheet, row, (lxw_col_t) i, text_at (self, row, i), NULL);
      for (guint i = TEXTS; i < COLUMNS - 2; i++)
        worksheet_write_number (sheet, row, (lxw_col_t) i, (row * 7 + i) % 1000, NULL);
      worksheet_write_number (sheet, row, COLUMNS - 2, SERIAL, day);
      worksheet_write_number (sheet, row, COLUMNS - 1, (row % 500) * 100000.0, money);
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static void
read_book (gpointer data)
{
  const Intake *self = data;
  g_autoptr (NhBook) book = nh_book_open (self->path, NULL);
  g_autoptr (NhGrid) grid = nh_book_read (book, 0, NULL, NULL);

  g_assert_cmpuint (nh_grid_get_n_rows (grid), ==, self->n_rows);
}

static void
unpack (gpointer data)
{
  const Intake *self = data;
  g_autoptr (GByteArray) xml = bench_unpack (self->path, SHEET_PART);

  g_assert_cmpuint (crc32 (crc32 (0, NULL, 0), xml->data, xml->len), !=, 0);
}

void
bench_intake (Bench *self)
{
  Intake intake = { .n_rows = self->rows, .texts = g_ptr_array_new_with_free_func (g_free) };
  BenchPair out = { write_bare, write_flat, NULL, &intake, BENCH_CPU };
  BenchPair in = { unpack, read_book, NULL, &intake, BENCH_CPU };
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  for (guint i = 0; i < MIN (self->rows, 20000); i++)
    g_ptr_array_add (intake.texts, bench_place (rand));
  intake.path = g_build_filename (self->folder, "flat.xlsx", NULL);
  intake.other = g_build_filename (self->folder, "bare.xlsx", NULL);
  write_flat (&intake);
  bench_row (self, "2–4", "raw data as xlsx, × 12", "libxlsxwriter alone", bench_compare (self, &out), 1.15, FALSE);
  bench_row (self, "5", "a workbook read, × 12", "inflate and crc of it", bench_compare (self, &in), 5.5, FALSE);
  g_ptr_array_unref (intake.texts);
  g_free (intake.path);
  g_free (intake.other);
}
