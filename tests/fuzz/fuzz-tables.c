/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of spreadsheets, spoilt: workbooks as bytes and part by part, CSV, copied blocks; read, mapped, judged and the
 * refused rows written. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>
#include <minizip/zip.h>

#include "ledger-fixture.h"
#include "mutate.h"
#include "nh-intake.h"
#include "nh-point.h"
#include "nh-zip-part.h"

static NhLedger *ledger;

static const char workbook[] =
    "<workbook xmlns:r=\"r\"><workbookPr date1904=\"0\"/><sheets><sheet name=\"Điểm\" sheetId=\"1\" r:id=\"r1\"/>"
    "<sheet name=\"Ẩn\" sheetId=\"2\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>";
static const char relations[] =
    "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"/xl/styles.xml\"/></Relationships>";
static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/><numFmt numFmtId=\"165\" "
    "formatCode=\"#,##0.0,,\"/></numFmts><fonts><font><name val=\"Arial\"/></font><font><name val=\".VnTime\"/></font>"
    "<font><name val=\"VNI-Times\"/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" "
    "fontId=\"0\"/><xf numFmtId=\"165\" fontId=\"1\"/><xf numFmtId=\"0\" fontId=\"2\"/></cellXfs></styleSheet>";
static const char strings[] =
    "<sst><si><t>Địa điểm tổ chức</t></si><si><t>Ngày</t></si><si><r><rPr><rFont val=\".VnTime\"/></rPr><t>Sè "
    "ng­êi</t></r></si><si><t>Kinh phí (triệu đồng)</t></si><si><t>Thôn 1</t></si><si><t>X· CÈm</t></si></sst>";
static const char sheet[] =
    "<worksheet><cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" "
    "t=\"inlineStr\"><is><t>DANH SÁCH</t></is></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" "
    "t=\"s\"><v>1</v></c><c r=\"C3\" t=\"s\"><v>2</v></c><c r=\"D3\" t=\"s\"><v>3</v></c></row><row r=\"4\"><c "
    "r=\"A4\" "
    "t=\"s\"><v>4</v></c><c r=\"B4\" s=\"1\"><v>46242</v></c><c r=\"C4\"><v>185</v></c><c r=\"D4\" s=\"2\"><f>A1</f>"
    "<v>5000000</v></c></row><row r=\"5\" hidden=\"1\"><c r=\"A5\" s=\"3\" t=\"str\"><v>Thoân 2</v></c><c r=\"B5\" "
    "t=\"d\"><v>2026-08-09</v></c><c r=\"C5\" t=\"e\"><v>#N/A</v></c><c r=\"D5\" t=\"b\"><v>1</v></c></row><row "
    "r=\"6\"><c r=\"A6\" t=\"s\"><v>5</v></c><c r=\"B6\" t=\"inlineStr\"><is><t>nt</t></is></c></row></sheetData>"
    "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A4:A5\"/></mergeCells></worksheet>";
static const struct
{
  const char *name, *text;
} parts[] = {
  { "xl/workbook.xml", workbook },     { "xl/_rels/workbook.xml.rels", relations }, { "xl/styles.xml", styles },
  { "xl/sharedStrings.xml", strings }, { "xl/worksheets/sheet1.xml", sheet },
};

static const char table[] = "DANH SÁCH ĐIỂM;;;\nĐơn vị tính: nghìn đồng\nSTT;Địa điểm;Thời gian;Số người;Kinh phí\n"
                            "I;Xã Cẩm Nhượng;;;\n1;Thôn 1;8/8;185 người;300\n2;Thôn 2;nt;khoảng 20;1,5\n3;\"X·\n"
                            "CÈm\";9-13/8;?;20 triệu\nCộng;;;205;\nNGƯỜI LẬP BIỂU;;;;\n";

static void
close_ledger (void)
{
  nh_ledger_close (ledger);
  g_clear_object (&ledger);
}

void
fuzz_tables_set_up (const char *folder)
{
  g_autofree char *path = NULL;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  path = fixture_create (folder, "a.ngayhoi");
  ledger = fixture_open (path, NH_OPEN_DEFAULT);
  atexit (close_ledger);
}

/* What is read is a table of sound texts. */
static void
look (NhGrid *grid)
{
  for (guint row = 0; row < nh_grid_get_n_rows (grid); row++)
    for (guint column = 0; column < MIN (nh_grid_get_n_columns (grid), 100); column++)
      {
        g_autofree char *text = nh_grid_dup_text (grid, nh_grid_get (grid, row, column));

        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_cmpuint (nh_grid_get_span (grid, row, column), >=, 1);
      }
}

typedef struct
{
  NhGrid *grid;
  NhMapping *mapping;
  const char *folder;
} Job;

static gpointer
judge (NhConnection *connection, NhLedger *of, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  gint64 unit = nh_ledger_get_unit (of);
  g_autoptr (NhIntake)
      intake = nh_intake_read (connection, of, job->grid, job->mapping, unit, 2026, NULL, NULL, NULL, error);
  g_autofree char *refused = g_build_filename (job->folder, "r.xlsx", NULL);

  if (intake == NULL)
    return NULL;
  for (guint i = 0; i < intake->rows->len; i++)
    {
      const NhIntakeRow *row = intake->rows->pdata[i];

      g_assert_true (row->verdict != NH_ROW_NEW || row->record != NULL);
      g_assert_true (row->verdict != NH_ROW_REFUSED || row->notes->len > 0);
    }
  nh_intake_write_refused (intake, nh_ledger_get_catalog (of), refused, error);
  return GINT_TO_POINTER (TRUE);
}

static void
read_book (NhBook *book, const char *folder, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhGrid) grid = NULL;
  g_autoptr (NhMapping) mapping = NULL;

  if (book == NULL)
    return;
  mapping = nh_mapping_guess_sheet (&nh_point_type, book, nh_ledger_get_catalog (ledger), 2026, &grid, NULL, &error);
  g_assert_true ((mapping == NULL) == (error != NULL));
  if (mapping != NULL)
    {
      Job job = { grid, mapping, folder };

      look (grid);
      nh_ledger_call (ledger, NH_ON_READER, judge, &job, NULL, &error);
    }
  rounds_refused (&error);
}

static void
open_book (const char *path, const char *folder, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhBook) book = nh_book_open (path, &error);

  g_assert_true ((book == NULL) == (error != NULL));
  rounds_refused (&error);
  read_book (book, folder, rand);
}

#define BUFFER 65536 /* of the reader: what it reads at a time */

/* What XML may have between and within its tags, and what it may not. */
static void
insert_markup (GString *text, GRand *rand)
{
  static const char *const pieces[] = {
    "<!--",
    "-->",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "<![CDATA[",
    "]]>",
    "<?x y?>",
    "&amp;",
    "&#65;",
    "&#0;",
    "&x;",
    "&",
    "<",
    ">",
    "</row>",
    "<row>",
    "<row r=\"7\">",
    "<row/>",
    "<row />",
    "</c>",
    "<c>",
    "<v/>",
    " ",
    "\t",
    "\n",
    "\r",
    " r='9'",
    " r=\"9\"",
    "/",
    "\xef\xbf\xbe",
    "\xef\xbf\xbd",
    "Ệ",
    "<x a=\"<row></row>\"/>",
    "<is><t>a</t></is>",
    "<si><t>b</t></si>",
    " x:r=\"2\"",
    "<x:row r=\"8\"/>",
  };

  g_string_insert (text, g_rand_int_range (rand, 0, (gint32) text->len + 1),
                   pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

static void
spoil (GString *text, GRand *rand)
{
  g_autofree char *blanks = g_strnfill (BUFFER - (gsize) g_rand_int_range (rand, 0, sizeof sheet), '\n');
  g_autofree char *begin = g_strconcat ("<sheetData>", blanks, NULL);

  if (g_rand_boolean (rand))
    mutate_text (text, rand);
  else
    insert_markup (text, rand);
  if (g_rand_int_range (rand, 0, 4) == 0)
    g_string_replace (text, "<sheetData>", begin, 1);
}

static void
write_book (const char *path, int spoilt, GRand *rand)
{
  zipFile out = zipOpen64 (path, APPEND_STATUS_CREATE);

  g_assert_nonnull (out);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (parts[i].text);

      if ((int) i == spoilt)
        spoil (text, rand);
      zipOpenNewFileInZip (out, parts[i].name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1);
      zipWriteInFileInZip (out, text->str, (unsigned int) text->len);
      zipCloseFileInZip (out);
    }
  zipClose (out, NULL);
}

static void
assert_same_cell (const NhGridCell *one, const NhGridCell *other)
{
  g_assert_true ((one == NULL) == (other == NULL));
  if (one == NULL)
    return;
  g_assert_cmpint (one->kind, ==, other->kind);
  g_assert_cmpint (one->flags, ==, other->flags);
  g_assert_cmpint (one->font, ==, other->font);
  if (one->kind == NH_GRID_TEXT || one->kind == NH_GRID_ERROR)
    g_assert_cmpstr (one->text, ==, other->text);
  else if (one->kind != NH_GRID_FORMULA)
    g_assert_cmpfloat (one->number, ==, other->number);
}

static void
assert_same_grid (NhGrid *one, NhGrid *other)
{
  g_assert_cmpuint (nh_grid_get_n_rows (one), ==, nh_grid_get_n_rows (other));
  g_assert_cmpuint (nh_grid_get_n_columns (one), ==, nh_grid_get_n_columns (other));
  for (guint row = 0; row < nh_grid_get_n_rows (one); row++)
    {
      g_assert_cmpuint (nh_grid_get_number (one, row), ==, nh_grid_get_number (other, row));
      g_assert_true (nh_grid_is_row_hidden (one, row) == nh_grid_is_row_hidden (other, row));
      for (guint column = 0; column < MIN (nh_grid_get_n_columns (one), 100); column++)
        assert_same_cell (nh_grid_get (one, row, column), nh_grid_get (other, row, column));
    }
}

/* (transfer full) (nullable) */
static NhGrid *
read_first (const char *path, gboolean expat_alone, char **said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhBook) book = NULL;
  g_autoptr (NhGrid) grid = NULL;

  nh_zip_use_expat_alone (expat_alone);
  book = nh_book_open (path, &error);
  grid = book != NULL ? nh_book_read (book, 0, NULL, &error) : NULL;
  *said = g_strdup (error != NULL ? error->message : NULL);
  nh_zip_use_expat_alone (FALSE);
  return g_steal_pointer (&grid);
}

/* What is read without expat is what expat reads. */
static void
compare_ways (const char *path)
{
  g_autofree char *said = NULL, *said_by_expat = NULL;
  g_autoptr (NhGrid) grid = read_first (path, FALSE, &said);
  g_autoptr (NhGrid) by_expat = read_first (path, TRUE, &said_by_expat);

  g_assert_cmpstr (said, ==, said_by_expat);
  if (grid != NULL)
    assert_same_grid (grid, by_expat);
}

/* A sound container with a spoilt part. */
void
fuzz_tables_parts (const char *folder, GRand *rand)
{
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  int spoilt = g_rand_int_range (rand, 0, 8);

  write_book (path, spoilt < (int) G_N_ELEMENTS (parts) ? spoilt : (int) G_N_ELEMENTS (parts) - 1, rand);
  compare_ways (path);
  open_book (path, folder, rand);
}

/* A spoilt container. */
void
fuzz_tables_bytes (const char *folder, GRand *rand)
{
  g_autofree char *path = g_build_filename (folder, "b.xlsx", NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *data = NULL;
  gsize length = 0;

  write_book (path, -1, rand);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_byte_array_append (bytes, (const guint8 *) data, (guint) length);
  mutate_bytes (bytes, rand);
  g_assert_true (g_file_set_contents_full (path, (const char *) bytes->data, (gssize) bytes->len,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  open_book (path, folder, rand);
}

void
fuzz_tables_text (const char *folder, GRand *rand)
{
  g_autoptr (GString) text = g_string_new (table);
  g_autoptr (NhBook) book = NULL;
  g_autoptr (GError) error = NULL;
  gboolean copied = g_rand_boolean (rand);

  if (copied)
    g_string_replace (text, ";", "\t", 0);
  mutate_text (text, rand);
  book = nh_book_from_text (text->str, text->len, "a.csv", copied, &error);
  rounds_refused (&error);
  read_book (book, folder, rand);
}
