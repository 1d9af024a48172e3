/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-intake-private.h"

#include <string.h>

#include "nh-check.h"
#include "nh-error.h"
#include "nh-figures.h"
#include "nh-held.h"
#include "nh-i18n.h"
#include "nh-match.h"
#include "nh-point.h"
#include "nh-row-shape.h"
#include "nh-row-words.h"
#include "nh-store.h"
#include "nh-text.h"
#include "nh-total.h"
#include "nh-unit-finder.h"

static void
note_free (gpointer data)
{
  g_free (((NhRowNote *) data)->text);
  g_free (data);
}

static void
row_free (gpointer data)
{
  NhIntakeRow *row = data;

  g_clear_object (&row->record);
  g_clear_object (&row->before);
  g_ptr_array_unref (row->notes);
  g_free (row);
}

void
nh_intake_free (NhIntake *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self->common);
  g_array_unref (self->gone);
  g_free (self);
}

void
nh_reading_add_note (NhIntakeRow *row, int column, gboolean doubtful, gboolean refused, char *text)
{
  NhRowNote *note = g_new0 (NhRowNote, 1);

  *note = (NhRowNote){ column, doubtful, refused, text };
  g_ptr_array_add (row->notes, note);
  if (refused)
    row->verdict = NH_ROW_REFUSED;
}

char *
nh_reading_dup_cell (NhReading *self, guint row, guint column)
{
  const NhGridCell *cell = nh_grid_get (self->grid, row, column);

  return self->mapping->columns[column].unicode ? nh_grid_dup_unconverted (self->grid, cell)
                                                : nh_grid_dup_text (self->grid, cell);
}

/* The text of the column that is @field; "": there is none. One that is only likely to be the unit does not speak
 * against the chosen one. (transfer full) */
static char *
dup_other (NhReading *self, guint row, int field)
{
  int column = nh_mapping_find (self->mapping, field);

  if (field == NH_MAP_UNIT && self->chosen && column >= 0 && self->mapping->columns[column].likely)
    column = -1;
  return column >= 0 ? nh_reading_dup_cell (self, row, (guint) column) : g_strdup ("");
}

/* Of the units of the season. */
static NhUnitFinder *
get_finder (NhReading *self, int year)
{
  NhUnitFinder *finder = g_hash_table_lookup (self->finders, GINT_TO_POINTER (year));

  if (finder != NULL)
    return finder;
  finder = nh_unit_finder_new (self->catalog, nh_ledger_get_unit (self->ledger), nh_catalog_season_day (year));
  g_hash_table_insert (self->finders, GINT_TO_POINTER (year), finder);
  return finder;
}

/* --- Rows that are no records --- */

/* A field that rows have in common, where no column and no choice of the user gives it. FALSE: it is given. */
static gboolean
set_common (NhReading *self, const char *name, const char *text)
{
  int field = nh_record_type_field (self->mapping->type, name);

  if (field < 0 || self->mapping->constants[field] != NULL || nh_mapping_find (self->mapping, field) >= 0)
    return FALSE;
  g_free (self->common[field]);
  self->common[field] = g_strdup (text);
  self->intake->common[field] = TRUE;
  return TRUE;
}

/* "II. Cá nhân" over the rows of persons: a choice that must be made, and that no column gives. */
static gboolean
take_choice (NhReading *self, const char *text)
{
  const NhMapping *mapping = self->mapping;
  g_autofree char *wanted = nh_text_fold (text);
  gboolean taken = FALSE;

  for (guint i = 0; i < mapping->type->n_fields; i++)
    {
      const NhField *field = &mapping->type->fields[i];
      g_autoptr (GPtrArray) codes = NULL;

      if (field->kind != NH_KIND_CHOICE || !(field->flags & NH_FIELD_REQUIRED))
        continue;
      codes = nh_catalog_get_codes (self->catalog, field->codebook, NH_DATE_NONE);
      for (guint n = 0; n < codes->len; n++)
        {
          const NhCode *code = codes->pdata[n];
          g_autofree char *title = nh_text_fold (code->title);

          if (strcmp (title, wanted) == 0)
            taken = set_common (self, field->name, code->code) || taken;
        }
    }
  return taken;
}

/* By what a line of its own is numbered: "II.", "B." or nothing. */
enum
{
  LEVEL_NONE,
  LEVEL_PLAIN,
  LEVEL_ROMAN,
  LEVEL_LETTER
};

static int
get_level (const char *text)
{
  if (!nh_row_is_numbered (text))
    return LEVEL_PLAIN;
  return strchr ("IVXLC", text[0]) != NULL ? LEVEL_ROMAN : LEVEL_LETTER;
}

/* "I. Quyết định số 125/QĐ-UBND ngày 10/8/2026 của …" over those who are commended by it. */
static gboolean
take_decision (NhReading *self, const char *text)
{
  GRegex *regex = nh_text_get_pattern ("(?i)(?:Quyết định|QĐ)(?: số)?:? +([0-9]\\S*/\\S*[^\\s,;]),? *(?:ngày)? *"
                                       "([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4})");
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL, *day = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  number = g_match_info_fetch (match, 1);
  day = g_match_info_fetch (match, 2);
  set_common (self, "decision_number", number);
  set_common (self, "decision_date", day);
  self->decision_level = get_level (text);
  return TRUE;
}

/* The decision holds until a line of its level that names none: "II." after "I.". */
static void
end_decision (NhReading *self, const char *text)
{
  static const char *const names[] = { "decision_number", "decision_date" };

  if (self->decision_level != get_level (text))
    return;
  self->decision_level = LEVEL_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int field = nh_record_type_field (self->mapping->type, names[i]);

      if (field >= 0)
        g_clear_pointer (&self->common[field], g_free);
    }
}

/* "Thạch Hà" is a commune, and was a district, too: the line names it, but it is to be looked at. */
static gboolean
is_called (NhReading *self, gint64 unit, const char *text)
{
  const NhUnit *found = nh_catalog_get_unit (self->catalog, unit);
  g_autoptr (NhMatchQuery) query = nh_match_query_new (text);

  return found != NULL && nh_match_is_exact (found->match, query);
}

/* Takes @doubt over. */
static void
set_group (NhReading *self, gint64 unit, gboolean numbered, char *doubt)
{
  self->unit = unit;
  self->grouped = TRUE;
  self->numbered = numbered;
  g_free (self->doubt);
  self->doubt = doubt;
}

/* A line of its own: the unit that the rows after it belong to ("Xã Cẩm Nhượng, huyện Cẩm Xuyên: 03 điểm"), or what a
 * group has in common. Where lines like it named units and this one is none, the rows after it are of no unit rather
 * than of the one before. FALSE: it is neither. */
static gboolean
take_group (NhReading *self, const NhRowShape *shape)
{
  g_autofree char *name = nh_row_strip_group (shape->text);
  g_auto (GStrv) parts = g_strsplit (name, ",", 2);
  g_autofree char *reason = NULL;
  gboolean numbered = shape->lettered || nh_row_is_numbered (shape->text), doubtful = FALSE;
  gint64 unit = 0;

  if (parts[0] != NULL && nh_mapping_find (self->mapping, NH_MAP_UNIT) < 0)
    unit = nh_unit_finder_find (get_finder (self, self->year), g_strstrip (parts[0]),
                                parts[1] != NULL ? g_strstrip (parts[1]) : NULL, &reason, &doubtful);
  if (unit != 0 && (!doubtful || is_called (self, unit, parts[0])))
    {
      set_group (self, unit, numbered, doubtful ? g_steal_pointer (&reason) : NULL);
      return TRUE;
    }
  if (take_decision (self, shape->text))
    return TRUE;
  if (shape->stretched || numbered)
    end_decision (self, shape->text);
  if (take_choice (self, name))
    return TRUE;
  if (self->grouped && reason != NULL && self->numbered == numbered && (shape->stretched || numbered))
    set_group (self, 0, numbered, g_steal_pointer (&reason));
  return shape->stretched || numbered;
}

static guint
count_mapped (const NhMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->n_columns; i++)
    n += mapping->columns[i].field != NH_MAP_NONE;
  return n;
}

/* A column of the table, in which the row has nothing? */
static gboolean
is_blank (NhReading *self, guint row, int field)
{
  int column = field >= 0 ? nh_mapping_find (self->mapping, field) : -1;

  return column >= 0 && nh_grid_get (self->grid, row, (guint) column) == NULL;
}

/* "Toàn xã" without a day is the sum of the points where the lines beside it are numbered and it is not. Else it may be
 * what was done in the whole commune. */
static gboolean
is_sum_of_whole (NhReading *self, guint row, const NhRowShape *shape)
{
  gboolean numbered = FALSE;

  if (self->mapping->type != &nh_point_type || shape->counted || !is_blank (self, row, NH_POINT_DATE_FROM) ||
      !nh_row_is_whole (shape->text))
    return FALSE;
  for (guint i = MAX (row, self->mapping->first_row + 1) - 1; i <= row + 1 && !numbered; i++)
    {
      g_auto (NhRowShape) beside = { 0 };

      nh_row_shape_look (&beside, self->mapping, self->grid, i);
      numbered = beside.counted;
    }
  return numbered;
}

/* Where nothing speaks for a sum it is taken. */
static void
doubt_whole (NhReading *self, NhIntakeRow *row)
{
  if (self->mapping->type == &nh_point_type && nh_record_get_date (row->record, NH_POINT_DATE_FROM) == NH_DATE_NONE &&
      nh_row_is_whole (nh_record_get_text (row->record, NH_POINT_PLACE)))
    nh_reading_add_note (row, nh_mapping_find (self->mapping, NH_POINT_PLACE), TRUE, FALSE,
                         g_strdup (_ ("This looks like the sum of the whole commune. If it is, take the row out of the "
                                      "file and read it again.")));
}

/* TRUE: it is no record. @over: (out) the table has ended. */
static gboolean
is_left_out (NhReading *self, guint row, gboolean *over)
{
  g_auto (NhRowShape) shape = { 0 };
  gboolean heading = nh_mapping_is_heading (self->mapping, self->grid, row, over), left_out;

  nh_row_shape_look (&shape, self->mapping, self->grid, row);
  *over = *over || (nh_row_is_signature (shape.text) && shape.n_cells <= 3);
  left_out = *over || shape.n_cells == 0 || nh_row_is_total (shape.text) || is_sum_of_whole (self, row, &shape) ||
             (shape.n_cells == 1 && (nh_row_is_title (shape.text) || nh_row_is_aside (shape.text))) ||
             (shape.n_cells > 1 && shape.n_mapped == 0) || heading;
  left_out = left_out || (is_blank (self, row, nh_record_type_identity (self->mapping->type)) &&
                          (shape.lettered || nh_row_sums_take (self->sums, row)));
  if (!left_out && *shape.text != '\0' &&
      (shape.stretched || (shape.n_cells == 1 && (shape.lettered || count_mapped (self->mapping) >= 3))))
    left_out = take_group (self, &shape);
  return left_out;
}

/* --- Unit and year --- */

static gint64
find_unit (NhReading *self, NhIntakeRow *row, int year)
{
  g_autofree char *code = dup_other (self, row->row, NH_MAP_CODE);
  int by = *code != '\0' ? NH_MAP_CODE : NH_MAP_UNIT;
  int column = nh_mapping_find (self->mapping, by);
  g_autofree char *text = dup_other (self, row->row, by);
  g_autofree char *district = dup_other (self, row->row, NH_MAP_DISTRICT);
  char *reason = NULL;
  gboolean doubtful = FALSE;
  gint64 unit;

  if (*text == '\0')
    {
      if (self->doubt != NULL)
        nh_reading_add_note (row, column, self->unit != 0, self->unit == 0, g_strdup (self->doubt));
      else if (self->unit == 0)
        nh_reading_add_note (row, column, FALSE, TRUE, g_strdup (_ ("The row does not say which unit it belongs to.")));
      return self->unit;
    }
  unit = nh_unit_finder_find (get_finder (self, year), text, district, &reason, &doubtful);
  if (reason != NULL)
    nh_reading_add_note (row, column, doubtful, unit == 0, reason);
  return unit;
}

static int
find_year (NhReading *self, NhIntakeRow *row)
{
  g_autofree char *text = dup_other (self, row->row, NH_MAP_YEAR);
  gint64 year = self->year;

  if (*text != '\0' && !g_ascii_string_to_signed (text, 10, 2005, 2199, &year, NULL))
    nh_reading_add_note (row, nh_mapping_find (self->mapping, NH_MAP_YEAR), FALSE, TRUE,
                         g_strdup_printf (_ ("“%s” is not a year. Type it with four digits, like 2026."), text));
  return (int) year;
}

/* --- Fields --- */

/* The catalog for references; NULL with @error. */
static NhCatalog *
get_offer (NhReading *self, gint64 unit, int year, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "/%d", unit, year);
  NhCatalog *offer = g_hash_table_lookup (self->offers, key);

  if (!nh_record_type_refers (self->mapping->type))
    return self->catalog;
  if (offer == NULL)
    {
      offer = nh_store_offer_references (self->connection, self->ledger, self->mapping->type, unit, year, error);
      if (offer != NULL)
        g_hash_table_insert (self->offers, g_steal_pointer (&key), offer);
    }
  return offer;
}

/* Of a row that this program wrote: a blank cell is blank, and the record keeps its number. */
static void
take_own (NhReading *self, NhIntakeRow *row)
{
  g_autofree char *uuid = dup_other (self, row->row, NH_MAP_UUID);
  g_autofree char *waived = dup_other (self, row->row, NH_MAP_WAIVED);
  const NhValue blank = NH_VALUE_INIT;

  if (!g_uuid_string_is_valid (uuid))
    return;
  nh_record_set_uuid (row->record, uuid);
  for (guint i = 0; i < self->mapping->n_columns; i++)
    if (self->mapping->columns[i].field >= 0 && nh_grid_get (self->grid, row->row, i) == NULL)
      nh_record_set (row->record, (guint) self->mapping->columns[i].field, &blank);
  if (*waived != '\0')
    nh_record_set_canonical (row->record, "@waived", waived, NULL);
}

/* --- Rules --- */

/* FALSE: @error. Rules that only warn do not forbid a row, unless they say that it is there already. */
static gboolean
check_rules (NhReading *self, NhIntakeRow *row, GError **error)
{
  g_autoptr (GPtrArray) problems = nh_checker_check (self->checker, row->record, error);

  if (problems == NULL || (self->mapping->type == &nh_total_type &&
                           !nh_figures_check (self->connection, self->ledger, row->record, problems, error)))
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    {
      const NhProblem *problem = problems->pdata[i];
      gboolean refused = problem->severity == NH_SEVERITY_BLOCK || g_str_has_suffix (problem->rule, ".duplicate");

      if (problem->severity == NH_SEVERITY_NOTE || problem->reason != NULL)
        continue;
      nh_reading_add_note (row, problem->field >= 0 ? nh_mapping_find (self->mapping, problem->field) : -1, !refused,
                           refused, g_strdup (problem->text));
    }
  return TRUE;
}

static gboolean
check_held (NhReading *self, NhIntakeRow *row, GError **error)
{
  char *reason = NULL;
  NhHeldAnswer answer;

  if (!nh_held_ask (self->held, row->record, nh_grid_get_number (self->grid, row->row), &answer, &reason, error))
    return FALSE;
  if (answer == NH_HELD_HERE)
    {
      row->verdict = NH_ROW_HELD;
      if (self->brought != NULL)
        nh_brought_keep (self->brought, nh_held_get_here (self->held));
    }
  else if (reason != NULL)
    nh_reading_add_note (row, -1, answer == NH_HELD_LIKE, answer == NH_HELD_OTHER, reason);
  return TRUE;
}

/* The row becomes the record that the form brought before, with other values. */
static void
take_place (NhReading *self, NhIntakeRow *row, gboolean only)
{
  gboolean touched;
  NhRecord *before = nh_brought_take (self->brought, row->record, only, &touched);
  NhRecordInfo *info;

  if (before == NULL)
    return;
  if (nh_record_get_info (before)->deleted)
    {
      row->verdict = NH_ROW_HELD;
      nh_reading_add_note (
          row, -1, TRUE, FALSE,
          g_strdup (_ ("The record was put into the recycle bin here after the form came in: it stays there.")));
      return;
    }
  if (touched)
    {
      row->verdict = NH_ROW_HELD;
      nh_reading_add_note (row, -1, TRUE, FALSE,
                           g_strdup (_ ("The record was changed here after the form came in: it stays as it is.")));
      return;
    }
  row->verdict = NH_ROW_CHANGED;
  row->before = g_object_ref (before);
  nh_record_set_uuid (row->record, nh_record_get_info (before)->uuid);
  info = nh_record_edit_info (row->record);
  info->id = nh_record_get_info (before)->id;
  info->version = nh_record_get_info (before)->version;
}

static gboolean
has_refused (const NhIntake *intake)
{
  for (guint i = 0; i < intake->rows->len; i++)
    if (((const NhIntakeRow *) intake->rows->pdata[i])->verdict == NH_ROW_REFUSED)
      return TRUE;
  return FALSE;
}

/* A refused row may be the record in whose place another one would come. FALSE: @error. */
static gboolean
check_later (NhReading *self, GError **error)
{
  gboolean only = has_refused (self->intake);

  for (guint i = 0; i < self->later->len; i++)
    {
      NhIntakeRow *row = self->later->pdata[i];

      take_place (self, row, only);
      if (row->verdict != NH_ROW_HELD && !check_rules (self, row, error))
        return FALSE;
    }
  return TRUE;
}

/* FALSE: @error. */
static gboolean
read_row (NhReading *self, NhIntakeRow *row, GError **error)
{
  int year = find_year (self, row);
  gint64 unit = find_unit (self, row, year);
  NhCatalog *offer = unit != 0 ? get_offer (self, unit, year, error) : self->catalog;

  row->unit = self->grouped ? self->unit : 0;
  if (nh_grid_is_row_hidden (self->grid, row->row))
    nh_reading_add_note (row, -1, TRUE, FALSE, g_strdup (_ ("This row is hidden in Excel.")));
  if (offer == NULL)
    return FALSE;
  row->record = nh_record_new (self->mapping->type, unit, year);
  take_own (self, row);
  nh_reading_set_fields (self, row, offer);
  doubt_whole (self, row);
  nh_reading_guess_identity (self, row);
  nh_reading_note_unread (self, row);
  if (row->verdict == NH_ROW_REFUSED)
    return TRUE;
  nh_record_complete (row->record, self->catalog);
  if (!check_held (self, row, error))
    return FALSE;
  if (row->verdict == NH_ROW_NEW && self->brought != NULL)
    g_ptr_array_add (self->later, row);
  return row->verdict != NH_ROW_NEW || self->brought != NULL || check_rules (self, row, error);
}

/* --- All rows --- */

static void
count_row (NhIntake *intake, const NhIntakeRow *row)
{
  gboolean doubtful = FALSE;

  intake->counts[row->verdict]++;
  for (guint i = 0; i < row->notes->len; i++)
    doubtful = doubtful || ((const NhRowNote *) row->notes->pdata[i])->doubtful;
  intake->n_doubtful += doubtful && (row->verdict == NH_ROW_NEW || row->verdict == NH_ROW_CHANGED);
}

static gboolean
read_rows (NhReading *self, gint *done, GCancellable *cancellable, GError **error)
{
  gboolean over = FALSE;

  for (guint i = self->mapping->first_row; i < nh_grid_get_n_rows (self->grid); i++)
    {
      NhIntakeRow *row = g_new0 (NhIntakeRow, 1);

      row->row = i;
      row->notes = g_ptr_array_new_with_free_func (note_free);
      g_ptr_array_add (self->intake->rows, row);
      if (over || is_left_out (self, i, &over))
        row->verdict = NH_ROW_LEFT_OUT;
      else if (!read_row (self, row, error))
        return FALSE;
      else
        nh_row_sums_add (self->sums, i);
      if (done != NULL)
        g_atomic_int_inc (done);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (!check_later (self, error))
    return FALSE;
  for (guint i = 0; i < self->intake->rows->len; i++)
    count_row (self->intake, self->intake->rows->pdata[i]);
  return TRUE;
}

static gboolean
check_mapping (const NhMapping *mapping, GError **error)
{
  if (mapping->on_side && mapping->n_headings == 0)
    {
      g_set_error_literal (
          error, NH_ERROR, NH_ERROR_INVALID,
          _ ("The table lies on its side: its headings stand below each other. In Excel copy it, choose "
             "Paste Special, Transpose, save the file, and take it again."));
      return FALSE;
    }
  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].field >= 0)
      return TRUE;
  g_set_error (error, NH_ERROR, NH_ERROR_INVALID,
               _ ("No column of the sheet is known as one of “%s”. Say which is which, as A=%s."),
               _ (mapping->type->plural), mapping->type->fields[0].name);
  return FALSE;
}

static void
reading_clear (NhReading *self)
{
  for (guint i = 0; i < self->mapping->n_columns; i++)
    g_free (self->above[i]);
  for (guint i = 0; i < self->mapping->type->n_fields; i++)
    g_free (self->common[i]);
  g_free (self->above);
  g_free (self->common);
  g_free (self->marked);
  g_free (self->unread);
  g_free (self->choices);
  g_free (self->doubt);
  g_free (self->passes);
}

NhIntake *
nh_intake_read (NhConnection *connection, NhLedger *ledger, NhGrid *grid, NhMapping *mapping, gint64 unit, int year,
                NhBrought *brought, gint *done, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhIntake) intake = NULL;
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autoptr (GHashTable) finders = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) nh_unit_finder_free);
  g_autoptr (NhChecker) checker = NULL;
  g_autoptr (NhHeld) held = NULL;
  g_autoptr (NhRowSums) sums = NULL;
  g_autoptr (GPtrArray) later = g_ptr_array_new ();
  g_autoptr (GHashTable) judged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, nh_reading_free_judged);
  g_autoptr (GHashTable) offers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gboolean read;
  NhReading reading;

  if (!check_mapping (mapping, error))
    return NULL;
  intake = g_new0 (NhIntake, 1);
  intake->grid = grid;
  intake->mapping = mapping;
  intake->common = g_new0 (gboolean, mapping->type->n_fields);
  intake->rows = g_ptr_array_new_with_free_func (row_free);
  intake->gone = g_array_new (FALSE, FALSE, sizeof (NhRecordRef));
  checker = nh_checker_new (connection, ledger);
  held = nh_held_new (connection, ledger, mapping);
  sums = nh_row_sums_new (mapping, grid);
  reading = (NhReading){ .intake = intake,
                         .grid = grid,
                         .mapping = mapping,
                         .connection = connection,
                         .ledger = ledger,
                         .catalog = catalog,
                         .finders = finders,
                         .checker = checker,
                         .held = held,
                         .sums = sums,
                         .brought = brought,
                         .later = later,
                         .unit = unit,
                         .chosen = unit != 0,
                         .year = year,
                         .common = g_new0 (char *, mapping->type->n_fields),
                         .marked = g_new0 (const char *, mapping->type->n_fields),
                         .above = g_new0 (char *, mapping->n_columns + 1),
                         .judged = judged,
                         .offers = offers };
  nh_reading_find_passes (&reading);
  nh_reading_find_choices (&reading);
  nh_reading_find_unread (&reading);
  read = read_rows (&reading, done, cancellable, error);
  reading_clear (&reading);
  return read ? g_steal_pointer (&intake) : NULL;
}

gboolean
nh_intake_save (NhIntake *self, NhConnection *connection, NhLedger *ledger, const char *why, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      NhIntakeRow *row = self->rows->pdata[i];

      if (row->verdict == NH_ROW_NEW || row->verdict == NH_ROW_CHANGED)
        g_ptr_array_add (drafts, row->record);
    }
  return drafts->len + self->gone->len == 0 ||
         nh_store_replace (connection, ledger, drafts, (const NhRecordRef *) self->gone->data, self->gone->len,
                           "import", why, error);
}
