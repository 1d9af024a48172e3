/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-workbook-form.h"

#include <string.h>
#include <xlsxwriter.h>

#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-number.h"
#include "nh-platform.h"

#define BLANK_ROWS 500
#define LAST_ROW (NH_FORM_FIRST_ROW - 1 + BLANK_ROWS) /* number */
#define LISTS "DanhMuc"
#define FONT "Times New Roman"
#define HEADING_COLOR 0xDDE8F0
#define EXAMPLE_COLOR 0x666666
#define REFUSED_COLOR 0xFFF2CC
#define MOST_TITLE 32
#define MOST_TEXT 255
#define LEAST_WIDTH 11
#define MOST_WIDTH 30
#define REASON_WIDTH 60
#define NUMBER_DIGITS 8

/* In the order in which they are read: a gift may name a point. */
static const NhRecordType *const types[] = { &nh_point_type, &nh_gift_type, &nh_commendation_type, &nh_activity_type,
                                             &nh_total_type };

typedef enum
{
  LOOK_TITLE,
  LOOK_HELP,
  LOOK_HEADING,
  LOOK_EXAMPLE,
  LOOK_TEXT,
  LOOK_COUNT,
  LOOK_MONEY,
  LOOK_DATE,
  LOOK_REFUSED,
  N_LOOKS
} Look;

typedef struct
{
  NhLedger *ledger;
  NhCatalog *catalog;
  const NhUnit *unit;
  int year;
  GPtrArray *refused; /* nullable */

  lxw_workbook *workbook;
  lxw_worksheet *hidden, *lists;
  lxw_format *looks[N_LOOKS];
  guint n_types, n_lists;
  GHashTable *ranges; /* codebook → formula, owned */
  lxw_error problem;  /* the first */
} Form;

static const char *
say (const char *msgid)
{
  return nh_i18n_in_vietnamese (msgid);
}

static void
check (Form *self, lxw_error problem)
{
  if (self->problem == LXW_NO_ERROR)
    self->problem = problem;
}

/* --- Looks --- */

static void
make_looks (Form *self)
{
  static const char *const numbers[N_LOOKS] = {
    [LOOK_TEXT] = "@", [LOOK_COUNT] = "#,##0", [LOOK_MONEY] = "#,##0", [LOOK_DATE] = "dd/mm/yyyy"
  };

  for (guint i = 0; i < N_LOOKS; i++)
    {
      lxw_format *look = self->looks[i] = workbook_add_format (self->workbook);

      format_set_font_name (look, FONT);
      format_set_font_size (look, i == LOOK_TITLE ? 14 : 12);
      format_set_align (look, LXW_ALIGN_VERTICAL_TOP);
      if (numbers[i] != NULL)
        format_set_num_format (look, numbers[i]);
      if (i == LOOK_TITLE || i == LOOK_HEADING)
        format_set_bold (look);
      if (i == LOOK_EXAMPLE || i == LOOK_HELP)
        {
          format_set_italic (look);
          format_set_font_color (look, EXAMPLE_COLOR);
        }
      if (i >= LOOK_TEXT)
        format_set_unlocked (look);
    }
  format_set_text_wrap (self->looks[LOOK_HEADING]);
  format_set_align (self->looks[LOOK_HEADING], LXW_ALIGN_CENTER);
  format_set_align (self->looks[LOOK_HEADING], LXW_ALIGN_VERTICAL_CENTER);
  format_set_bg_color (self->looks[LOOK_HEADING], HEADING_COLOR);
  format_set_border (self->looks[LOOK_HEADING], LXW_BORDER_THIN);
  format_set_text_wrap (self->looks[LOOK_REFUSED]);
  format_set_bg_color (self->looks[LOOK_REFUSED], REFUSED_COLOR);
}

static Look
look_of (NhKind kind)
{
  return kind == NH_KIND_INTEGER ? LOOK_COUNT
         : kind == NH_KIND_MONEY ? LOOK_MONEY
         : kind == NH_KIND_DATE  ? LOOK_DATE
                                 : LOOK_TEXT;
}

/* --- Fields --- */

/* Asked for in the form: what an office knows of its own records. Of guint. (transfer full) */
static GArray *
list_fields (Form *self, const NhRecordType *type)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < type->n_fields; i++)
    if (nh_field_is_exported (&type->fields[i], FALSE) && nh_record_type_offers (type, i, self->catalog, self->year) &&
        (type->counting == NULL || (int) i != type->counting->duplicate))
      g_array_append_val (fields, i);
  return fields;
}

/* "Điểm ngày hội": as the sheet is called. */
static const char *
sheet_name (const NhRecordType *type)
{
  return say (type->plural);
}

/* --- Rules --- */

/* (transfer full) */
static char *
cut (const char *text, glong most)
{
  return g_utf8_strlen (text, -1) > most ? g_utf8_substring (text, 0, most) : g_strdup (text);
}

/* The list of a codebook on the hidden sheet; made once. NULL: it is empty. */
static const char *
get_range (Form *self, const char *codebook)
{
  g_autoptr (GPtrArray) codes = NULL;
  char *range = g_hash_table_lookup (self->ranges, codebook);
  char column[LXW_MAX_COL_NAME_LENGTH];

  if (range != NULL)
    return range;
  codes = nh_catalog_get_codes (self->catalog, codebook, nh_catalog_season_day (self->year));
  if (codes->len == 0)
    return NULL;
  check (self, worksheet_write_string (self->lists, 0, (lxw_col_t) self->n_lists, codebook, NULL));
  for (guint i = 0; i < codes->len; i++)
    check (self, worksheet_write_string (self->lists, i + 1, (lxw_col_t) self->n_lists,
                                         ((const NhCode *) codes->pdata[i])->title, NULL));
  lxw_col_to_name (column, (lxw_col_t) self->n_lists++, 1);
  range = g_strdup_printf ("=" LISTS "!%s$2:%s$%u", column, column, codes->len + 1);
  g_hash_table_insert (self->ranges, g_strdup (codebook), range);
  return range;
}

static gboolean
has_sheet (const NhRecordType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return TRUE;
  return FALSE;
}

/* The names in the sheet of the type that is referred to. (transfer full) (nullable) */
static char *
dup_reference_range (const NhField *field)
{
  const NhRecordType *type = nh_record_type_find (field->codebook);

  return type != NULL && has_sheet (type) && nh_record_type_identity (type) == 0
             ? g_strdup_printf ("='%s'!$A$%d:$A$%d", sheet_name (type), NH_FORM_FIRST_ROW, LAST_ROW)
             : NULL;
}

static void
set_rule (Form *self, const NhField *field, lxw_data_validation *rule, char **range)
{
  rule->ignore_blank = LXW_VALIDATION_ON;
  rule->error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  switch (field->kind)
    {
    case NH_KIND_CHOICE:
      *range = g_strdup (get_range (self, field->codebook));
      break;
    case NH_KIND_REFERENCE:
      *range = dup_reference_range (field);
      break;
    case NH_KIND_YES_NO:
      *range = g_strdup ("\"Có,Không\"");
      break;
    case NH_KIND_INTEGER:
    case NH_KIND_MONEY:
      rule->validate = LXW_VALIDATION_TYPE_DECIMAL;
      rule->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
      rule->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING; /* "không có", "khoảng 300" are read, too */
      rule->error_message = (char *) "Xin nhập một số không âm, không kèm chữ.";
      return;
    case NH_KIND_DATE:
      rule->validate = LXW_VALIDATION_TYPE_DATE;
      rule->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
      rule->minimum_datetime = (lxw_datetime){ self->year - 1, 1, 1, 0, 0, 0 };
      rule->maximum_datetime = (lxw_datetime){ self->year + 1, 12, 31, 0, 0, 0 };
      rule->error_message = (char *) "Xin nhập một ngày, như 18/8.";
      return;
    default:
      break;
    }
  rule->validate = LXW_VALIDATION_TYPE_ANY;
  if (*range == NULL)
    return;
  rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule->value_formula = *range;
  rule->error_message = (char *) "Xin chọn một mục trong danh sách.";
  if (field->flags & NH_FIELD_OPEN || field->kind == NH_KIND_REFERENCE)
    rule->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
}

static void
add_rule (Form *self, lxw_worksheet *sheet, const NhField *field, lxw_col_t column)
{
  g_autofree char *title = cut (say (field->title), MOST_TITLE);
  g_autofree char *hint = field->hint != NULL ? cut (say (field->hint), MOST_TEXT) : NULL;
  g_autofree char *range = NULL;
  lxw_data_validation rule = { 0 };

  set_rule (self, field, &rule, &range);
  rule.show_input = LXW_VALIDATION_ON;
  rule.show_error = LXW_VALIDATION_ON;
  rule.input_title = title;
  rule.input_message = hint;
  rule.error_title = title;
  check (self, worksheet_data_validation_range (sheet, NH_FORM_FIRST_ROW - 1, column, LAST_ROW - 1, column, &rule));
}

/* --- A sheet --- */

/* The first choice; of a state, the first that counts. */
static const char *
choose_example (Form *self, const NhRecordType *type, guint field)
{
  g_autoptr (GPtrArray)
      codes = nh_catalog_get_codes (self->catalog, type->fields[field].codebook, nh_catalog_season_day (self->year));
  gboolean state = type->counting != NULL && type->counting->state == (int) field;

  for (guint i = 0; i < codes->len; i++)
    {
      g_autofree char *counted = nh_code_get_attribute (codes->pdata[i], "counted");

      if (!state || counted != NULL)
        return ((const NhCode *) codes->pdata[i])->title;
    }
  return "";
}

/* What could stand there. (transfer full) */
static char *
dup_example (Form *self, const NhRecordType *type, guint index)
{
  const NhField *field = &type->fields[index];

  switch (field->kind)
    {
    case NH_KIND_DATE:
      return g_strdup_printf ("18/08/%d", self->year);
    case NH_KIND_INTEGER:
      return g_strdup (field->flags & NH_FIELD_REQUIRED ? "10" : "120");
    case NH_KIND_MONEY:
      return g_strdup ("5.000.000");
    case NH_KIND_CHOICE:
      return g_strdup (choose_example (self, type, index));
    default:
      return g_strdup (!(field->flags & NH_FIELD_IDENTITY) ? ""
                       : type == &nh_point_type            ? "Thôn Mỹ Sơn"
                                                           : "Nguyễn Văn An");
    }
}

static void
add_column (Form *self, lxw_worksheet *sheet, const NhRecordType *type, guint field, lxw_col_t column)
{
  const NhField *described = &type->fields[field];
  gboolean asked = (described->flags & (NH_FIELD_REQUIRED | NH_FIELD_LISTED)) != 0;
  g_autofree char *own = nh_catalog_in_words_of (self->catalog, self->unit, say (described->title));
  g_autofree char *heading = g_strconcat (own, described->flags & NH_FIELD_REQUIRED ? " (*)" : "", NULL);
  g_autofree char *example = dup_example (self, type, field);
  int width = MAX ((int) g_utf8_strlen (own, -1), nh_field_get_width (described));

  check (self, worksheet_set_column (sheet, column, column, CLAMP (width, LEAST_WIDTH, MOST_WIDTH) + 2,
                                     self->looks[look_of (described->kind)]));
  check (self, worksheet_write_string (sheet, NH_FORM_HEADINGS - 1, column, heading, self->looks[LOOK_HEADING]));
  if (asked && *example != '\0')
    check (self, worksheet_write_string (sheet, NH_FORM_HEADINGS, column, example, self->looks[LOOK_EXAMPLE]));
  else
    check (self, worksheet_write_blank (sheet, NH_FORM_HEADINGS, column, self->looks[LOOK_EXAMPLE]));
  add_rule (self, sheet, described, column);
}

static void
add_heads (Form *self, lxw_worksheet *sheet, const NhRecordType *type, guint n_columns)
{
  g_autofree char *title = g_strdup_printf ("%s – %s – năm %d", say (type->plural), self->unit->title, self->year);

  for (guint row = 0; row < NH_FORM_HEADINGS - 1; row++)
    for (guint i = 0; i < n_columns; i++)
      check (self, worksheet_write_blank (sheet, row, (lxw_col_t) i, self->looks[LOOK_HELP]));
  check (self, worksheet_write_string (sheet, 0, 0, title, self->looks[LOOK_TITLE]));
  check (self, worksheet_write_string (
                   sheet, 1, 0,
                   "Mỗi dòng một mục, điền từ dòng 6. Cột có (*) phải điền. Tiền tính bằng đồng. Dòng 5 là ví dụ, "
                   "không được tính.",
                   self->looks[LOOK_HELP]));
}

static const NhIntake *
find_refused (Form *self, const NhRecordType *type)
{
  for (guint i = 0; self->refused != NULL && i < self->refused->len; i++)
    if (((const NhIntake *) self->refused->pdata[i])->mapping->type == type)
      return self->refused->pdata[i];
  return NULL;
}

static void
add_refused_cell (Form *self, lxw_worksheet *sheet, NhGrid *grid, const NhGridCell *cell, guint row, lxw_col_t column,
                  NhKind kind)
{
  lxw_format *look = self->looks[look_of (kind)];
  g_autofree char *text = cell != NULL && cell->kind == NH_GRID_ERROR ? g_strdup (cell->text)
                                                                      : nh_grid_dup_text (grid, cell);

  if (cell == NULL)
    return;
  if (cell->kind == NH_GRID_NUMBER)
    check (self, worksheet_write_number (sheet, row, column, cell->number, look));
  else if (cell->kind == NH_GRID_DATE)
    check (self, worksheet_write_number (sheet, row, column, nh_date_to_serial ((NhDate) cell->number), look));
  else
    check (self, worksheet_write_string (sheet, row, column, text, look));
}

/* (transfer full) */
static char *
join_reasons (const NhIntake *intake, const NhIntakeRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->notes->len; i++)
    {
      const NhRowNote *note = row->notes->pdata[i];
      const char *title = note->column >= 0 ? nh_mapping_get_title (intake->mapping, (guint) note->column) : NULL;

      if (note->refused)
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "", title != NULL ? title : "",
                                title != NULL ? ": " : "", note->text);
    }
  return g_string_free (text, FALSE);
}

static void
add_refused (Form *self, lxw_worksheet *sheet, const NhRecordType *type, GArray *fields)
{
  const NhIntake *intake = find_refused (self, type);
  guint at = NH_FORM_FIRST_ROW - 1;

  if (intake == NULL || intake->counts[NH_ROW_REFUSED] == 0)
    return;
  check (self, worksheet_set_column (sheet, (lxw_col_t) fields->len, (lxw_col_t) fields->len, REASON_WIDTH,
                                     self->looks[LOOK_REFUSED]));
  check (self, worksheet_write_string (sheet, NH_FORM_HEADINGS - 1, (lxw_col_t) fields->len, NH_FORM_REASONS,
                                       self->looks[LOOK_HEADING]));
  for (guint i = 0; i < intake->rows->len; i++)
    {
      const NhIntakeRow *row = intake->rows->pdata[i];
      g_autofree char *reasons = NULL;

      if (row->verdict != NH_ROW_REFUSED)
        continue;
      for (guint n = 0; n < fields->len; n++)
        add_refused_cell (self, sheet, intake->grid, nh_grid_get (intake->grid, row->row, n), at, (lxw_col_t) n,
                          type->fields[g_array_index (fields, guint, n)].kind);
      reasons = join_reasons (intake, row);
      check (self, worksheet_write_string (sheet, at++, (lxw_col_t) fields->len, reasons, self->looks[LOOK_REFUSED]));
    }
}

/* The line of the type on the hidden sheet. */
static void
describe_sheet (Form *self, const NhRecordType *type, GArray *fields)
{
  guint row = ++self->n_types;

  check (self, worksheet_write_string (self->hidden, row, 0, sheet_name (type), NULL));
  check (self, worksheet_write_string (self->hidden, row, 1, type->name, NULL));
  for (guint i = 0; i < fields->len; i++)
    check (self, worksheet_write_string (self->hidden, row, (lxw_col_t) (i + 2),
                                         type->fields[g_array_index (fields, guint, i)].name, NULL));
}

static void
add_type (Form *self, const NhRecordType *type, lxw_worksheet *sheet)
{
  g_autoptr (GArray) fields = list_fields (self, type);
  lxw_protection protection = { .format_columns = 1, .format_rows = 1, .sort = 1, .delete_rows = 1, .insert_rows = 1 };

  describe_sheet (self, type, fields);
  add_heads (self, sheet, type, fields->len);
  for (guint i = 0; i < fields->len; i++)
    add_column (self, sheet, type, g_array_index (fields, guint, i), (lxw_col_t) i);
  add_refused (self, sheet, type, fields);
  worksheet_freeze_panes (sheet, NH_FORM_FIRST_ROW - 1, 1);
  worksheet_protect (sheet, NULL, &protection);
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9); /* A4 */
  worksheet_fit_to_pages (sheet, 1, 0);
  check (self, worksheet_repeat_rows (sheet, NH_FORM_HEADINGS - 1, NH_FORM_HEADINGS - 1));
}

/* --- The workbook --- */

char *
nh_workbook_form_number (const char *ledger_uuid, const char *unit_code, int year)
{
  g_autofree char *all = g_strdup_printf ("%s|%s|%d", ledger_uuid, unit_code, year);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
  g_autofree char *digits = g_ascii_strup (sum, NUMBER_DIGITS);

  return g_strdup_printf ("%s-%d-%s", unit_code, year, digits);
}

static void
add_properties (Form *self, const char *number)
{
  g_autofree char *title = g_strdup_printf ("Phiếu nhập Excel – %s – năm %d", self->unit->title, self->year);
  lxw_doc_properties properties = { .title = title, .created = NH_FORM_TIME, .comments = (char *) "Sổ Ngày hội" };

  check (self, workbook_set_properties (self->workbook, &properties));
  check (self, workbook_set_custom_property_string (self->workbook, "Số phiếu", number));
}

static void
describe_form (Form *self)
{
  const char *uuid = nh_ledger_get_uuid (self->ledger);
  g_autofree char *number = nh_workbook_form_number (uuid, self->unit->code, self->year);

  check (self, worksheet_write_string (self->hidden, 0, 0, NH_FORM_MARK, NULL));
  check (self, worksheet_write_string (self->hidden, 0, 1, number, NULL));
  check (self, worksheet_write_string (self->hidden, 0, 2, self->unit->code, NULL));
  check (self, worksheet_write_number (self->hidden, 0, 3, self->year, NULL));
  check (self, worksheet_write_string (self->hidden, 0, 4, uuid, NULL));
  if (self->refused != NULL)
    check (self, worksheet_write_string (self->hidden, 0, 5, "part", NULL));
  add_properties (self, number);
}

static void
fill (Form *self)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();

  make_looks (self);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_ptr_array_add (sheets, workbook_add_worksheet (self->workbook, sheet_name (types[i])));
  self->lists = workbook_add_worksheet (self->workbook, LISTS);
  self->hidden = workbook_add_worksheet (self->workbook, NH_FORM_SHEET);
  describe_form (self);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    add_type (self, types[i], sheets->pdata[i]);
  worksheet_hide (self->lists);
  worksheet_hide (self->hidden);
  worksheet_activate (sheets->pdata[0]);
}

static gboolean
write_workbook (const char *temporary, gpointer data, GError **error)
{
  Form *self = data;
  int saved_stderr;

  if (!nh_file_create (temporary, NH_FILE_DOCUMENT, error))
    return FALSE;
  self->workbook = workbook_new (temporary);
  if (self->workbook == NULL)
    {
      nh_error_set (error, NH_ERROR_FAILED, _ ("write the workbook"), _ ("there is not enough memory"));
      return FALSE;
    }
  fill (self);
  saved_stderr = nh_platform_silence_stderr (); /* libxlsxwriter prints what fails */
  check (self, workbook_close (self->workbook));
  nh_platform_restore_stderr (saved_stderr);
  if (self->problem == LXW_NO_ERROR)
    return TRUE;
  g_debug ("libxlsxwriter: %s", lxw_strerror (self->problem));
  nh_error_set (
      error, NH_ERROR_IO, _ ("write the workbook"),
      _ ("the file could not be completed. Nothing was changed; check the drive and its free space, and try again."));
  return FALSE;
}

gboolean
nh_workbook_form_write (NhLedger *ledger, const NhUnit *unit, int year, GPtrArray *refused, const char *path,
                        GError **error)
{
  g_autoptr (GHashTable) ranges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Form self = { .ledger = ledger,
                .catalog = nh_ledger_get_catalog (ledger),
                .unit = unit,
                .year = year,
                .refused = refused,
                .ranges = ranges };

  return nh_file_replace (path, write_workbook, &self, error);
}

char *
nh_workbook_form_name (const NhUnit *unit, int year)
{
  char *name = g_strdup_printf ("Phiếu nhập Excel %d - %s (%s).xlsx", year, unit->title, unit->code);

  return g_strdelimit (name, "/\\:*?\"<>|", '-');
}

gboolean
nh_workbook_form_write_below (NhLedger *ledger, gint64 unit, int year, const char *folder, guint *n_written,
                              guint *n_kept, GCancellable *cancellable, GError **error)
{
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  const NhUnit *top = nh_catalog_get_unit (catalog, unit);
  g_autoptr (GPtrArray) units = nh_catalog_get_below (catalog, unit, NH_LEVEL_COMMUNE, nh_catalog_season_day (year));

  *n_written = *n_kept = 0;
  if (units->len == 0 && top != NULL)
    g_ptr_array_add (units, (gpointer) top);
  for (guint i = 0; i < units->len; i++)
    {
      g_autofree char *name = nh_workbook_form_name (units->pdata[i], year);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (!there && !nh_workbook_form_write (ledger, units->pdata[i], year, NULL, path, error)))
        return FALSE;
      ++*(there ? n_kept : n_written);
    }
  return TRUE;
}

char *
nh_workbook_form_describe_kept (guint n_kept)
{
  g_autofree char *number = nh_number_format (n_kept);

  return g_strdup_printf (ngettext ("%s form of the same name is there already: it stays as it is.",
                                    "%s forms of the same names are there already: they stay as they are.", n_kept),
                          number);
}
