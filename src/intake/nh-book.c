/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-book.h"

#include <stdio.h>
#include <string.h>

#include "nh-csv.h"
#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-text-legacy.h"
#include "nh-xlsx-reader.h"
#include "nh-xlsx-strings.h"

#define FILE_MAX ((gsize) 64 << 20)
#define LOOKED_AT 65536 /* bytes that tell of an encoding */

struct _NhBook
{
  NhXlsx *xlsx; /* nullable: then it is: */
  NhCsv *csv;
  char *name;
  const char *encoding; /* static */
};

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID, text);
  return FALSE;
}

/* --- Kinds of files --- */

static gboolean
begins (const char *data, gsize length, const char *with)
{
  return length >= strlen (with) && g_ascii_strncasecmp (data, with, strlen (with)) == 0;
}

static gboolean
has (const char *data, gsize length, const char *part, gsize n)
{
  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (data + i, part, n) == 0)
      return TRUE;
  return FALSE;
}

/* An old workbook, or a new one behind a password, which is packed as the old ones are. */
static gboolean
refuse_compound (const char *data, gsize length, GError **error)
{
  static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

  if (has (data, length, encrypted, sizeof encrypted - 1))
    return refuse (error, _ ("The workbook is protected by a password. Open it in Excel, choose File, Info, Protect "
                             "Workbook, Encrypt with Password, empty the password and save; then take it again."));
  return refuse (error, _ ("This is a workbook in the old format of Excel (.xls). Open it in Excel, choose File, Save "
                           "As, and as type “Excel Workbook (*.xlsx)”; then take that file."));
}

/* Files that others call workbooks. FALSE with @error: it is one of these. */
static gboolean
check_kind (const char *data, gsize length, GError **error)
{
  gsize blank = 0;

  if (length >= 4 && memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0)
    return refuse_compound (data, length, error);
  if (begins (data, length, "\xef\xbb\xbf"))
    blank = 3;
  while (blank < length && g_ascii_isspace (data[blank]))
    blank++;
  data += blank;
  length -= blank;
  if (begins (data, length, "<html") || begins (data, length, "<!doctype") || begins (data, length, "<table") ||
      begins (data, length, "<?xml") || begins (data, length, "mime-version") || begins (data, length, "{\\rtf"))
    return refuse (error, _ ("This is a page of the web or another text, even if its name ends like a workbook's. Open "
                             "it in Excel, choose File, Save As, and as type “Excel Workbook (*.xlsx)”; then take that "
                             "file."));
  if (begins (data, length, "%PDF") || begins (data, length, "\x89PNG") || begins (data, length, "\xff\xd8\xff"))
    return refuse (error, _ ("This is a picture or a printed page, in which the program cannot read figures. Ask for "
                             "the workbook it was made from."));
  return TRUE;
}

static NhXlsx *
open_container (const char *path, const char *data, gsize length, GError **error)
{
  static const char document[] = "mimetypeapplication/vnd.oasis.opendocument.";

  /* The first part of such a container is stored as it is, its name before it. */
  if (!has (data, MIN (length, 200), document, sizeof document - 1))
    return nh_xlsx_open (path, error);
  refuse (error, _ ("This is a table in the format of LibreOffice (.ods). Open it there or in Excel, choose File, Save "
                    "As, and as type “Excel Workbook (*.xlsx)”; then take that file."));
  return NULL;
}

/* --- Texts --- */

static gboolean
is_marked (const char *data, gsize length)
{
  return length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);
}

/* UTF-16 without a mark: every other byte of Latin letters is 0. "UTF-16LE", …; NULL: it is not. */
static const char *
find_unmarked (const char *data, gsize length)
{
  gsize zeros[2] = { 0, 0 }, n = MIN (length, LOOKED_AT);

  for (gsize i = 0; i < n; i++)
    zeros[i % 2] += data[i] == '\0';
  if (zeros[1] > n / 8 && zeros[0] < zeros[1] / 8)
    return "UTF-16LE";
  return zeros[0] > n / 8 && zeros[1] < zeros[0] / 8 ? "UTF-16BE" : NULL;
}

/* The words of the beginning that make no sense. Line by line, for those that are in an old encoding. */
static guint
count_odd (const char *text, gboolean legacy)
{
  g_autofree char *beginning = g_utf8_make_valid (text, (gssize) MIN (strlen (text), LOOKED_AT));
  g_auto (GStrv) lines = g_strsplit (beginning, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      NhEncoding encoding = legacy ? nh_text_guess_encoding (lines[i], NULL) : NH_ENCODING_UNICODE;
      g_autofree char *decoded = nh_text_decode (lines[i], encoding, NULL);

      n += nh_text_count_odd_words (decoded);
    }
  return n;
}

static char *
convert (const char *data, gsize length, const char *encoding, gsize *n)
{
  return g_convert_with_fallback (data, (gssize) length, "UTF-8", encoding, "?", NULL, n, NULL);
}

/* Of 8 bits a letter: what Windows writes in Vietnam, or what it wrote with the old fonts. (transfer full) */
static char *
convert_bytes (NhBook *self, const char *data, gsize length, gsize *n)
{
  gsize n_western = 0, n_vietnamese = 0;
  g_autofree char *vietnamese = convert (data, length, "WINDOWS-1258", &n_vietnamese);
  g_autofree char *western = convert (data, length, "WINDOWS-1252", &n_western);

  if (western == NULL)
    western = convert (data, length, "ISO-8859-1", &n_western);
  if (vietnamese != NULL && (western == NULL || count_odd (vietnamese, FALSE) <= count_odd (western, TRUE)))
    {
      self->encoding = "Windows-1258";
      *n = n_vietnamese;
      return g_steal_pointer (&vietnamese);
    }
  self->encoding = "Windows-1252";
  *n = n_western;
  return g_steal_pointer (&western);
}

/* In UTF-8, or with a mark that nh-csv.c reads. NULL: as it is. */
static char *
recode (NhBook *self, const char *data, gsize length, gsize *n)
{
  const char *unmarked = find_unmarked (data, length);

  *n = length;
  self->encoding = "UTF-8";
  if (is_marked (data, length))
    self->encoding = "UTF-16";
  else if (unmarked != NULL)
    {
      self->encoding = "UTF-16";
      return convert (data, length & ~(gsize) 1, unmarked, n);
    }
  else if (!g_utf8_validate (data, (gssize) length, NULL) && memchr (data, '\0', length) == NULL)
    return convert_bytes (self, data, length, n);
  return NULL;
}

NhBook *
nh_book_from_text (const char *data, gsize length, const char *name, gboolean copied, GError **error)
{
  g_autoptr (NhBook) self = g_new0 (NhBook, 1);
  gsize n = length;
  g_autofree char *text = recode (self, data, length, &n);

  self->name = g_strdup (name);
  self->csv = nh_csv_parse_raw (text != NULL ? text : data, n, copied ? '\t' : 0, error);
  return self->csv != NULL ? g_steal_pointer (&self) : NULL;
}

/* A text is not longer than a cell of a workbook has it. */
static gsize
get_kept_length (const char *text)
{
  gsize length = strlen (text);

  if (length <= NH_XLSX_TEXT_MAX)
    return length;
  for (length = NH_XLSX_TEXT_MAX; ((guchar) text[length] & 0xc0) == 0x80;)
    length--;
  return length;
}

static NhGrid *
read_csv (NhBook *self, GError **error)
{
  g_autoptr (NhGrid) grid = nh_grid_new ();

  for (guint row = 0; nh_csv_count_cells (self->csv, row) > 0; row++)
    {
      if (!nh_grid_begin_row (grid, nh_csv_get_cell_line (self->csv, row), FALSE))
        break;
      for (guint i = 0; i < nh_csv_count_cells (self->csv, row); i++)
        {
          const char *text = nh_csv_get_cell (self->csv, row, i);
          NhGridCell cell = { .column = (guint16) i, .kind = NH_GRID_TEXT };

          if (text[strspn (text, " \t\r\n")] == '\0')
            continue;
          cell.text = nh_grid_keep_text (grid, text, get_kept_length (text));
          if (nh_grid_add (grid, &cell))
            continue;
          refuse (error, _ ("The file has too many cells."));
          return NULL;
        }
    }
  nh_grid_end (grid);
  return g_steal_pointer (&grid);
}

/* --- Books --- */

static gboolean
read_file (const char *path, char **data, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *action = NULL;
  g_autofree char *name = g_path_get_basename (path);

  info = g_file_query_info (file, "standard::type,standard::size", 0, NULL, error);
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return refuse (error, _ ("This is no file that can be read. Take an .xlsx or .csv file."));
  if (info != NULL && (gsize) g_file_info_get_size (info) > FILE_MAX)
    return refuse (error,
                   _ ("The file is larger than 64 MB. Take the sheet that is needed into a workbook of its own."));
  if (info != NULL && g_file_get_contents (path, data, length, error))
    return *length > 0 || refuse (error, _ ("There is nothing in the file."));
  action = g_strdup_printf (_ ("read “%s”"), name);
  nh_error_prefix (error, action);
  return FALSE;
}

NhBook *
nh_book_open (const char *path, GError **error)
{
  g_autoptr (NhBook) self = NULL;
  g_autofree char *data = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length = 0;

  if (!read_file (path, &data, &length, error) || !check_kind (data, length, error))
    return NULL;
  if (!begins (data, length, "PK\x03\x04"))
    return nh_book_from_text (data, length, name, FALSE, error);
  self = g_new0 (NhBook, 1);
  self->xlsx = open_container (path, data, length, error);
  return self->xlsx != NULL ? g_steal_pointer (&self) : NULL;
}

void
nh_book_free (NhBook *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->xlsx, nh_xlsx_free);
  g_clear_pointer (&self->csv, nh_csv_free);
  g_free (self->name);
  g_free (self);
}

guint
nh_book_get_n_sheets (NhBook *self)
{
  return self->xlsx != NULL ? nh_xlsx_get_n_sheets (self->xlsx) : 1;
}

const char *
nh_book_get_sheet_name (NhBook *self, guint sheet)
{
  return self->xlsx != NULL ? nh_xlsx_get_sheet_name (self->xlsx, sheet) : self->name;
}

gboolean
nh_book_is_sheet_hidden (NhBook *self, guint sheet)
{
  return self->xlsx != NULL && nh_xlsx_is_sheet_hidden (self->xlsx, sheet);
}

const char *
nh_book_get_encoding (NhBook *self)
{
  return self->encoding;
}

char
nh_book_get_separator (NhBook *self)
{
  return self->csv != NULL ? nh_csv_get_separator (self->csv) : '\0';
}

NhGrid *
nh_book_read (NhBook *self, guint sheet, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (sheet < nh_book_get_n_sheets (self), NULL);
  return self->xlsx != NULL ? nh_xlsx_read (self->xlsx, sheet, cancellable, error) : read_csv (self, error);
}
