/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-xlsx-reader.h"

#include <math.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-xlsx-strings.h"

#define SHEETS_MAX 500
#define MERGED_MAX 100000
#define FALSE_DAY 60 /* Excel has a 29 February 1900 */

typedef struct
{
  char *name, *id, *part;
  gboolean hidden;
} Sheet;

struct _NhXlsx
{
  NhZip *zip;
  char *folder; /* of the workbook's part: "xl/" */
  GPtrArray *sheets;
  char *strings_part, *styles_part; /* nullable */
  gboolean from_1904;
  NhXlsxShared *shared; /* NULL: not read yet */
};

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->id);
  g_free (sheet->part);
  g_free (sheet);
}

void
nh_xlsx_free (NhXlsx *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->zip, nh_zip_free);
  g_free (self->folder);
  g_free (self->strings_part);
  g_free (self->styles_part);
  g_ptr_array_unref (self->sheets);
  if (self->shared != NULL)
    nh_xlsx_shared_unref (self->shared);
  g_free (self);
}

/* --- The workbook --- */

static gboolean
is_true (const char *text)
{
  return text != NULL && (strcmp (text, "1") == 0 || strcmp (text, "true") == 0);
}

static void
ignore_end (const char *name, gpointer data)
{
}

static void
on_workbook (const char *name, const char **attributes, gpointer data)
{
  NhXlsx *self = data;
  const char *state = nh_xml_get (attributes, "state");
  Sheet *sheet;

  if (strcmp (name, "workbookPr") == 0)
    self->from_1904 = is_true (nh_xml_get (attributes, "date1904"));
  if (strcmp (name, "sheet") != 0 || nh_xml_get (attributes, "id") == NULL || self->sheets->len >= SHEETS_MAX)
    return;
  sheet = g_new0 (Sheet, 1);
  sheet->name = g_strdup (nh_xml_get (attributes, "name") != NULL ? nh_xml_get (attributes, "name") : "");
  sheet->id = g_strdup (nh_xml_get (attributes, "id"));
  sheet->hidden = state != NULL && strcmp (state, "visible") != 0;
  g_ptr_array_add (self->sheets, sheet);
}

/* "/xl/worksheets/sheet1.xml", or beside the workbook: "worksheets/sheet1.xml". (transfer full) */
static char *
resolve (NhXlsx *self, const char *target)
{
  if (*target == '/')
    return g_strdup (target + 1);
  return g_strconcat (self->folder, g_str_has_prefix (target, "./") ? target + 2 : target, NULL);
}

static void
on_relation (const char *name, const char **attributes, gpointer data)
{
  NhXlsx *self = data;
  const char *type = nh_xml_get (attributes, "Type"), *target = nh_xml_get (attributes, "Target"),
             *id = nh_xml_get (attributes, "Id");

  if (strcmp (name, "Relationship") != 0 || type == NULL || target == NULL || id == NULL)
    return;
  if (g_str_has_suffix (type, "/sharedStrings") && self->strings_part == NULL)
    self->strings_part = resolve (self, target);
  else if (g_str_has_suffix (type, "/styles") && self->styles_part == NULL)
    self->styles_part = resolve (self, target);
  for (guint i = 0; g_str_has_suffix (type, "/worksheet") && i < self->sheets->len; i++)
    {
      Sheet *sheet = self->sheets->pdata[i];

      if (sheet->part == NULL && strcmp (sheet->id, id) == 0)
        sheet->part = resolve (self, target);
    }
}

/* Where the workbook is: its relation says so. */
static void
on_root (const char *name, const char **attributes, gpointer data)
{
  char **workbook = data;
  const char *type = nh_xml_get (attributes, "Type"), *target = nh_xml_get (attributes, "Target");

  if (strcmp (name, "Relationship") == 0 && type != NULL && target != NULL && *workbook == NULL &&
      g_str_has_suffix (type, "/officeDocument"))
    *workbook = g_strdup (*target == '/' ? target + 1 : target);
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID, text);
  return FALSE;
}

static gboolean
read_workbook (NhXlsx *self, GError **error)
{
  static const NhXmlHandlers root = { on_root, ignore_end, NULL }, workbook = { on_workbook, ignore_end, NULL },
                             relations = { on_relation, ignore_end, NULL };
  g_autofree char *part = NULL;
  g_autofree char *related = NULL;
  const char *slash;

  if (nh_zip_has (self->zip, "_rels/.rels") && !nh_zip_parse (self->zip, "_rels/.rels", &root, &part, NULL, error))
    return FALSE;
  if (part == NULL)
    part = g_strdup ("xl/workbook.xml");
  if (!nh_zip_has (self->zip, part) || g_str_has_suffix (part, ".bin"))
    return refuse (error,
                   nh_zip_has (self->zip, "xl/workbook.bin")
                       ? _ ("This is a workbook in Excel's binary format (.xlsb). Open it in Excel, choose File, "
                            "Save As, and as type “Excel Workbook (*.xlsx)”; then take that file.")
                       : _ ("This is no workbook. Take an .xlsx or .csv file."));
  slash = strrchr (part, '/');
  self->folder = g_strndup (part, slash != NULL ? (gsize) (slash - part + 1) : 0);
  related = g_strdup_printf ("%s_rels/%s.rels", self->folder, part + strlen (self->folder));
  if (!nh_zip_parse (self->zip, part, &workbook, self, NULL, error) ||
      !nh_zip_parse (self->zip, related, &relations, self, NULL, error))
    return FALSE;
  for (guint i = self->sheets->len; i-- > 0;)
    if (((Sheet *) self->sheets->pdata[i])->part == NULL) /* a chart */
      g_ptr_array_remove_index (self->sheets, i);
  return self->sheets->len > 0 || refuse (error, _ ("There is no sheet in this workbook."));
}

NhXlsx *
nh_xlsx_open (const char *path, GError **error)
{
  g_autoptr (NhXlsx) self = g_new0 (NhXlsx, 1);

  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->zip = nh_zip_open (path, error);
  if (self->zip == NULL || !read_workbook (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

guint
nh_xlsx_get_n_sheets (NhXlsx *self)
{
  return self->sheets->len;
}

const char *
nh_xlsx_get_sheet_name (NhXlsx *self, guint sheet)
{
  return ((const Sheet *) self->sheets->pdata[sheet])->name;
}

gboolean
nh_xlsx_is_sheet_hidden (NhXlsx *self, guint sheet)
{
  return ((const Sheet *) self->sheets->pdata[sheet])->hidden;
}

/* --- A sheet --- */

typedef struct
{
  NhXlsx *xlsx;
  NhXlsxShared *shared;
  NhGrid *grid;
  GString *value;      /* of v */
  NhXlsxRichText rich; /* of is */
  gsize n_bytes;       /* of texts that only this sheet has */
  guint column, n_merged;
  const NhXlsxStyle *style;
  char type;         /* first letters of t: 's', 'S' (str), 'i' … */
  gboolean in_value; /* v */
  gboolean in_text;  /* is */
  gboolean formula;
} Reading;

#define SHEET_BYTES_MAX ((gsize) 256 << 20)

/* t: a number has none, or n. */
static char
cell_type (const char *text)
{
  if (text == NULL || strcmp (text, "n") == 0)
    return 'n';
  if (strcmp (text, "str") == 0)
    return 'S';
  return *text; /* s, inlineStr, b, e, d */
}

static void
start_cell (Reading *reading, const char **attributes)
{
  const char *name = nh_xml_get (attributes, "r"), *style = nh_xml_get (attributes, "s");
  guint number = style != NULL ? (guint) g_ascii_strtoull (style, NULL, 10) : 0;
  guint row;

  if (name == NULL || nh_grid_parse_name (name, &reading->column, &row) == NULL)
    reading->column++; /* those without a name follow each other */
  reading->style = number < reading->shared->styles.styles->len
                       ? &g_array_index (reading->shared->styles.styles, NhXlsxStyle, number)
                       : NULL;
  reading->type = cell_type (nh_xml_get (attributes, "t"));
  reading->formula = FALSE;
  g_string_truncate (reading->value, 0);
  nh_xlsx_rich_text_begin (&reading->rich);
}

static void
start_row (Reading *reading, const char **attributes)
{
  const char *number = nh_xml_get (attributes, "r");

  reading->column = G_MAXUINT;
  if (!nh_grid_begin_row (reading->grid,
                          number != NULL ? (guint) MIN (g_ascii_strtoull (number, NULL, 10), G_MAXINT) : 0,
                          is_true (nh_xml_get (attributes, "hidden"))))
    nh_zip_stop (reading->xlsx->zip, _ ("it has too many rows"));
}

static void
take_merge (Reading *reading, const char **attributes)
{
  const char *range = nh_xml_get (attributes, "ref");
  guint column, row, last_column, last_row;

  range = range != NULL ? nh_grid_parse_name (range, &column, &row) : NULL;
  if (range != NULL && *range == ':' && reading->n_merged++ < MERGED_MAX &&
      nh_grid_parse_name (range + 1, &last_column, &last_row) != NULL)
    nh_grid_merge (reading->grid, row, column, last_row, last_column);
}

static void
take_columns (Reading *reading, const char **attributes)
{
  const char *first = nh_xml_get (attributes, "min"), *last = nh_xml_get (attributes, "max");

  if (is_true (nh_xml_get (attributes, "hidden")) && first != NULL && last != NULL && *first != '0' && *last != '0')
    nh_grid_hide_columns (reading->grid, (guint) g_ascii_strtoull (first, NULL, 10) - 1,
                          (guint) MIN (g_ascii_strtoull (last, NULL, 10), NH_GRID_MAX_COLUMNS) - 1);
}

static void
on_start (const char *name, const char **attributes, gpointer data)
{
  Reading *reading = data;

  if (reading->in_text)
    nh_xlsx_rich_text_start (&reading->rich, &reading->shared->styles, name, attributes);
  else if (strcmp (name, "c") == 0)
    start_cell (reading, attributes);
  else if (strcmp (name, "v") == 0)
    reading->in_value = TRUE;
  else if (strcmp (name, "is") == 0)
    reading->in_text = TRUE;
  else if (strcmp (name, "f") == 0)
    reading->formula = TRUE;
  else if (strcmp (name, "row") == 0)
    start_row (reading, attributes);
  else if (strcmp (name, "mergeCell") == 0)
    take_merge (reading, attributes);
  else if (strcmp (name, "col") == 0)
    take_columns (reading, attributes);
}

static void
on_text (const char *text, gsize length, gpointer data)
{
  Reading *reading = data;

  if (reading->in_text)
    nh_xlsx_rich_text_add (&reading->rich, text, length);
  else if (reading->in_value && reading->value->len + length <= NH_XLSX_TEXT_MAX)
    g_string_append_len (reading->value, text, (gssize) length);
}

/* The day of a serial number; NH_DATE_NONE: of none that the program knows. */
static NhDate
day_of_serial (double serial, gboolean from_1904)
{
  NhDate day;

  if (!isfinite (serial) || serial < 1 || serial > 200000)
    return NH_DATE_NONE;
  if (from_1904)
    day = nh_date_add_days (nh_date_new (1904, 1, 1), (int) floor (serial));
  else
    day = nh_date_add_days (nh_date_new (1900, 1, 1), (int) floor (serial) - (serial >= FALSE_DAY ? 2 : 1));
  return nh_date_is_valid (day) ? day : NH_DATE_NONE;
}

static gboolean
fill_number (Reading *reading, NhGridCell *cell)
{
  char *end;

  cell->kind = NH_GRID_NUMBER;
  cell->number = g_ascii_strtod (reading->value->str, &end);
  if (end == reading->value->str || !isfinite (cell->number))
    return FALSE;
  if (reading->style != NULL && reading->style->date)
    {
      NhDate day = day_of_serial (cell->number, reading->xlsx->from_1904);

      if (day == NH_DATE_NONE)
        return TRUE;
      cell->kind = NH_GRID_DATE;
      cell->number = day;
    }
  return TRUE;
}

static gboolean
keep (Reading *reading, NhGridCell *cell, NhGridKind kind, const GString *text)
{
  reading->n_bytes += text->len + 1;
  if (reading->n_bytes > SHEET_BYTES_MAX)
    nh_zip_stop (reading->xlsx->zip, _ ("it has too many texts"));
  cell->kind = kind;
  cell->text = nh_grid_keep_text (reading->grid, text->str, text->len);
  return text->len > 0;
}

static gboolean
fill_shared (Reading *reading, NhGridCell *cell)
{
  guint64 number = g_ascii_strtoull (reading->value->str, NULL, 10);
  const NhXlsxString *string;

  if (reading->value->len == 0 || number >= reading->shared->strings->len)
    return FALSE;
  string = &g_array_index (reading->shared->strings, NhXlsxString, number);
  cell->kind = NH_GRID_TEXT;
  cell->text = string->text;
  if (string->font != 0)
    cell->font = string->font;
  return *string->text != '\0';
}

/* FALSE: there is nothing in the cell. */
static gboolean
fill (Reading *reading, NhGridCell *cell)
{
  const GString *value = reading->value;
  NhDate day;

  if (reading->formula && value->len == 0 && reading->type != 'S')
    {
      cell->kind = NH_GRID_FORMULA;
      return TRUE;
    }
  switch (reading->type)
    {
    case 's':
      return fill_shared (reading, cell);
    case 'S':
      return keep (reading, cell, NH_GRID_TEXT, value);
    case 'i':
      if (reading->rich.font != 0)
        cell->font = reading->rich.font;
      return keep (reading, cell, NH_GRID_TEXT, reading->rich.text);
    case 'e':
      return keep (reading, cell, NH_GRID_ERROR, value);
    case 'b':
      cell->kind = NH_GRID_YES_NO;
      cell->number = is_true (value->str);
      return value->len > 0;
    case 'd': /* ISO 8601 */
      day = value->len >= 10 ? nh_date_from_iso (g_string_truncate (reading->value, 10)->str) : NH_DATE_NONE;
      cell->kind = NH_GRID_DATE;
      cell->number = day;
      return day != NH_DATE_NONE;
    default:
      return fill_number (reading, cell);
    }
}

static void
end_cell (Reading *reading)
{
  NhGridCell cell = { .column = (guint16) MIN (reading->column, G_MAXUINT16) };

  if (reading->style != NULL)
    {
      cell.font = reading->style->font;
      cell.flags = reading->style->flags;
    }
  if (nh_grid_is_begun (reading->grid) && fill (reading, &cell) && !nh_grid_add (reading->grid, &cell))
    nh_zip_stop (reading->xlsx->zip, _ ("it has too many cells"));
}

static void
on_end (const char *name, gpointer data)
{
  Reading *reading = data;

  if (strcmp (name, "is") == 0)
    reading->in_text = FALSE;
  else if (reading->in_text)
    nh_xlsx_rich_text_end (&reading->rich, name);
  else if (strcmp (name, "v") == 0)
    reading->in_value = FALSE;
  else if (strcmp (name, "c") == 0)
    end_cell (reading);
}

static gboolean
read_shared (NhXlsx *self, GCancellable *cancellable, GError **error)
{
  NhXlsxShared *shared;

  if (self->shared != NULL)
    return TRUE;
  shared = nh_xlsx_shared_new ();
  if ((self->styles_part == NULL ||
       nh_xlsx_styles_read (&shared->styles, self->zip, self->styles_part, cancellable, error)) &&
      (self->strings_part == NULL || nh_xlsx_shared_read (shared, self->zip, self->strings_part, cancellable, error)))
    self->shared = shared;
  shared->styles.whole = TRUE;
  if (self->shared == NULL)
    nh_xlsx_shared_unref (shared);
  return self->shared != NULL;
}

NhGrid *
nh_xlsx_read (NhXlsx *self, guint sheet, GCancellable *cancellable, GError **error)
{
  static const NhXmlHandlers handlers = { on_start, on_end, on_text, "row" };
  g_autoptr (NhGrid) grid = NULL;
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .xlsx = self, .value = value, .rich = { .text = text } };

  if (!read_shared (self, cancellable, error))
    return NULL;
  grid = nh_grid_new ();
  reading.grid = grid;
  reading.shared = self->shared;
  nh_grid_borrow (grid, self->shared->styles.fonts, g_atomic_rc_box_acquire (self->shared), nh_xlsx_shared_unref);
  if (!nh_zip_parse (self->zip, ((const Sheet *) self->sheets->pdata[sheet])->part, &handlers, &reading, cancellable,
                     error))
    return NULL;
  nh_grid_end (grid);
  return g_steal_pointer (&grid);
}
