/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A formatted sheet as xlsx, against what packing its XML costs by itself. */
#include "bench.h"

#include <string.h>
#include <glib/gstdio.h>
#include <zlib.h>

#include "bench-data.h"
#include "nh-sheet-writer.h"
#include "nh-xlsx-writer.h"

#define SHEET_ROWS 10000
#define NUMBER_COLUMNS 10
#define BLOCK 65536
#define SHEET_PART "xl/worksheets/sheet1.xml"

typedef struct
{
  NhSheet *sheet;
  char *path;
  GByteArray *xml; /* of the sheet that was written */
  gulong crc;
} Export;

static NhSheet *
make_sheet (guint n_rows)
{
  NhSheet *sheet = nh_sheet_new ("Đo");
  NhTable *table = nh_sheet_add_table (sheet);
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  nh_sheet_add_title (sheet, "DANH SÁCH ĐIỂM NGÀY HỘI");
  nh_table_add_column (table, NH_TABLE_TOP, "TT", NH_COLUMN_INDEX);
  nh_table_add_column (table, NH_TABLE_TOP, "Địa điểm", NH_COLUMN_TEXT);
  for (guint i = 0; i < NUMBER_COLUMNS; i++)
    nh_table_add_column (table, NH_TABLE_TOP, i % 2 ? "Số người" : "Kinh phí",
                         i % 2 ? NH_COLUMN_INTEGER : NH_COLUMN_MONEY);
  for (guint i = 0; i < n_rows; i++)
    {
      int row = nh_table_add_row (table, NH_ROW_DATA, NH_TABLE_TOP);
      g_autofree char *place = bench_place (rand);

      nh_table_set_number (table, row, 0, i + 1);
      nh_table_set_text (table, row, 1, place);
      for (int column = 2; column < NUMBER_COLUMNS + 2; column++)
        nh_table_set_number (table, row, column, g_rand_int_range (rand, 1, 500) * (column % 2 ? 1 : 100000));
    }
  return sheet;
}

static void
write_sheet (gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;

  nh_sheet_write (self->sheet, self->path, NULL, &error);
  g_assert_no_error (error);
}

/* As a writer must: the XML block by block through a buffer, its checksum, deflate at the level of all xlsx writers,
 * the file. */
static void
pack_xml (gpointer data)
{
  Export *self = data;
  static guint8 in[BLOCK], out[BLOCK];
  FILE *file = g_fopen (self->path, "wb");
  z_stream stream = { 0 };

  g_assert_nonnull (file);
  g_assert_cmpint (deflateInit2 (&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  self->crc = crc32 (0, NULL, 0);
  for (guint at = 0; at < self->xml->len; at += BLOCK)
    {
      guint length = MIN (BLOCK, self->xml->len - at);

      memcpy (in, self->xml->data + at, length);
      self->crc = crc32 (self->crc, in, length);
      stream.next_in = in;
      stream.avail_in = length;
      do
        {
          stream.next_out = out;
          stream.avail_out = BLOCK;
          deflate (&stream, at + length == self->xml->len ? Z_FINISH : Z_NO_FLUSH);
          fwrite (out, 1, BLOCK - stream.avail_out, file);
        }
      while (stream.avail_out == 0);
    }
  deflateEnd (&stream);
  fclose (file);
}

static guint32
number_at (const guint8 *bytes, guint width)
{
  guint32 number = 0;

  for (guint i = width; i > 0; i--)
    number = number << 8 | bytes[i - 1];
  return number;
}

/* By the directory at the end of the file: names, sizes and where each part begins. */
GByteArray *
bench_unpack (const char *path, const char *part)
{
  GByteArray *xml = g_byte_array_new ();
  g_autofree char *contents = NULL;
  const guint8 *zip, *entry;
  z_stream stream = { 0 };
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  zip = (const guint8 *) contents;
  for (entry = zip + number_at (zip + length - 6, 4); memcmp (entry + 46, part, strlen (part)) != 0;)
    {
      g_assert_cmpint (memcmp (entry, "PK\1\2", 4), ==, 0);
      entry += 46 + number_at (entry + 28, 2) + number_at (entry + 30, 2) + number_at (entry + 32, 2);
    }
  g_byte_array_set_size (xml, number_at (entry + 24, 4));
  stream.avail_in = number_at (entry + 20, 4);
  entry = zip + number_at (entry + 42, 4);
  stream.next_in = (Bytef *) entry + 30 + number_at (entry + 26, 2) + number_at (entry + 28, 2);
  stream.next_out = xml->data;
  stream.avail_out = xml->len;
  g_assert_cmpint (inflateInit2 (&stream, -15), ==, Z_OK);
  g_assert_cmpint (inflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  inflateEnd (&stream);
  return xml;
}

void
bench_export (Bench *self)
{
  Export export = { 0 };
  BenchPair pair = { pack_xml, write_sheet, NULL, &export, BENCH_CPU };

  export.sheet = make_sheet (self->tiny ? self->rows : SHEET_ROWS);
  export.path = g_build_filename (self->folder, "sheet.xlsx", NULL);
  write_sheet (&export);
  export.xml = bench_unpack (export.path, SHEET_PART);
  bench_row (self, "1", "a formatted sheet as xlsx, 10,000 × 12", "deflate of its XML", bench_compare (self, &pair),
             3.5, FALSE);
  g_byte_array_unref (export.xml);
  nh_sheet_unref (export.sheet);
  g_free (export.path);
}
