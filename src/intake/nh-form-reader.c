/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-form-reader.h"

#include <string.h>

#include "nh-board.h"
#include "nh-brought.h"
#include "nh-error.h"
#include "nh-form-files.h"
#include "nh-history-undo.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-store.h"
#include "nh-workbook-form.h"

#define MOST_NOTES 200

typedef struct
{
  NhConnection *connection;
  NhLedger *ledger;
  NhCatalog *catalog;
  NhBook *book;
  NhGrid *hidden;
  NhFormReading *reading;
  GPtrArray *intakes;  /* of NhIntake, owned */
  GPtrArray *grids;    /* by sheet, NULL: not read yet; owned */
  GPtrArray *mappings; /* and mappings, owned */
  GHashTable *seen;    /* number → path of the forms that were read, owned by the caller */
  gboolean trial;
  gboolean added; /* it has only rows that were sent back: nothing else of the unit's is meant to go */
  gboolean older; /* it was saved before the same form was last read */
  guint n_first;  /* notes that stay before the others */
} Reader;

void
nh_form_reading_free (NhFormReading *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->number);
  g_free (self->problem);
  g_free (self->rejected);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* --- What the form is --- */

/* (transfer full) */
static char *
dup_text (NhGrid *grid, guint row, guint column)
{
  return row < nh_grid_get_n_rows (grid) ? nh_grid_dup_text (grid, nh_grid_get (grid, row, column)) : g_strdup ("");
}

static int
find_hidden (NhBook *book)
{
  for (guint i = 0; i < nh_book_get_n_sheets (book); i++)
    if (g_str_equal (nh_book_get_sheet_name (book, i), NH_FORM_SHEET))
      return (int) i;
  return -1;
}

gboolean
nh_form_reader_knows (NhBook *book)
{
  return find_hidden (book) >= 0;
}

/* Borrowed. NULL with @error. */
static NhGrid *
get_grid (Reader *self, guint sheet, GCancellable *cancellable, GError **error)
{
  if (sheet >= self->grids->len)
    g_ptr_array_set_size (self->grids, (gint) nh_book_get_n_sheets (self->book));
  if (self->grids->pdata[sheet] == NULL)
    self->grids->pdata[sheet] = nh_book_read (self->book, sheet, cancellable, error);
  return self->grids->pdata[sheet];
}

static gboolean
has_reasons (NhGrid *grid)
{
  for (guint row = 0; row < nh_grid_get_n_rows (grid) && nh_grid_get_number (grid, row) <= NH_FORM_HEADINGS; row++)
    for (guint i = 0; nh_grid_get_number (grid, row) == NH_FORM_HEADINGS && i < nh_grid_get_n_columns (grid); i++)
      {
        g_autofree char *text = nh_grid_dup_text (grid, nh_grid_get (grid, row, i));

        if (g_str_equal (text, NH_FORM_REASONS))
          return TRUE;
      }
  return FALSE;
}

/* Has it only rows that were sent back? Forms of earlier versions say it by the column of the reasons. */
static gboolean
ask_added (Reader *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *part = dup_text (self->hidden, 0, 5);

  self->added = *part != '\0';
  for (guint i = 0; !self->added && i < nh_book_get_n_sheets (self->book); i++)
    {
      NhGrid *grid = nh_book_is_sheet_hidden (self->book, i) ? NULL : get_grid (self, i, cancellable, error);

      if (grid == NULL && !nh_book_is_sheet_hidden (self->book, i))
        return FALSE;
      self->added = grid != NULL && has_reasons (grid);
    }
  return TRUE;
}

/* (transfer full) */
static char *
dup_why (const NhFormReading *reading)
{
  return g_strconcat (NH_BOARD_FORM_WHY, reading->number, NULL);
}

/* The times of files are whole seconds. */
static gboolean
ask_older (Reader *self, GError **error)
{
  g_autofree char *why = dup_why (self->reading);
  gint64 when, saved = nh_form_find_time (self->reading->path);

  if (!nh_brought_ask_when (self->connection, why, &when, error))
    return FALSE;
  self->older = saved != 0 && saved + 1 < when;
  return TRUE;
}

/* Of two files of one form, the one that was saved last was read already. */
static void
check_seen (Reader *self)
{
  NhFormReading *reading = self->reading;
  const char *other = g_hash_table_lookup (self->seen, reading->number);
  g_autofree char *name = other != NULL ? g_path_get_basename (other) : NULL;

  if (other != NULL)
    reading->problem = g_strdup_printf (_ ("“%s” is the same form and was saved later, so only that one was read. If "
                                           "this file has other rows, put all of them into one form."),
                                        name);
}

/* FALSE: the reading has a problem, or @error. */
static gboolean
recognise (Reader *self, GCancellable *cancellable, GError **error)
{
  NhFormReading *reading = self->reading;
  int hidden = find_hidden (self->book);
  g_autofree char *mark = NULL, *code = NULL, *year = NULL, *uuid = NULL, *number = NULL;

  if (hidden < 0)
    {
      reading->problem = g_strdup (_ ("It is not a workbook form of this program."));
      return FALSE;
    }
  self->hidden = nh_book_read (self->book, (guint) hidden, cancellable, error);
  if (self->hidden == NULL)
    return FALSE;
  mark = dup_text (self->hidden, 0, 0);
  code = dup_text (self->hidden, 0, 2);
  year = dup_text (self->hidden, 0, 3);
  uuid = dup_text (self->hidden, 0, 4);
  g_free (reading->number);
  reading->number = dup_text (self->hidden, 0, 1);
  reading->year = (int) g_ascii_strtoll (year, NULL, 10);
  number = nh_workbook_form_number (uuid, code, reading->year);
  if (!g_str_equal (mark, NH_FORM_MARK) || !g_str_equal (number, reading->number))
    reading->problem = g_strdup (_ ("The number of the form was changed. Ask for it in the form that was sent."));
  else if (!g_str_equal (uuid, nh_ledger_get_uuid (self->ledger)))
    reading->problem = g_strdup (_ ("The form was made by another ledger. It is read there."));
  else
    reading->unit = nh_catalog_find_unit (self->catalog, code, nh_catalog_season_day (reading->year));
  if (reading->problem == NULL && reading->unit == NULL)
    reading->problem = g_strdup (_ ("The unit of the form is not in the list of units."));
  if (reading->problem != NULL)
    return FALSE;
  if (!ask_added (self, cancellable, error) || !ask_older (self, error))
    return FALSE;
  if (!self->added)
    check_seen (self);
  return reading->problem == NULL;
}

/* --- A sheet --- */

static int
find_sheet (Reader *self, const char *name)
{
  for (guint i = 0; i < nh_book_get_n_sheets (self->book); i++)
    if (g_str_equal (nh_book_get_sheet_name (self->book, i), name))
      return (int) i;
  return -1;
}

/* The columns as the form says, whatever became of its headings. FALSE: there are none. */
static gboolean
set_columns (Reader *self, NhMapping *mapping, NhGrid *grid, guint line)
{
  gboolean any = FALSE;

  nh_mapping_set_word (mapping, grid, self->catalog, "heads=0", NULL);
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      g_autofree char *column = nh_grid_column_name (i);
      g_autofree char *field = dup_text (self->hidden, line, i + 2);
      g_autofree char *word = g_strconcat (column, "=", field, NULL);

      if (nh_mapping_set_word (mapping, grid, self->catalog, word, NULL))
        any = any || *field != '\0';
    }
  mapping->n_headings = 0;
  for (mapping->first_row = 0; mapping->first_row < nh_grid_get_n_rows (grid) &&
                               nh_grid_get_number (grid, mapping->first_row) < NH_FORM_FIRST_ROW;)
    mapping->first_row++;
  return any;
}

/* "Thôn Mỹ Sơn: Lượt người dự 210 → 230" (transfer full) */
static char *
describe_difference (NhCatalog *catalog, const NhIntakeRow *row)
{
  const NhRecordType *type = nh_record_get_record_type (row->record);
  g_autoptr (GArray) diff = nh_record_diff (row->before, row->record);
  g_autofree char *title = nh_record_get_title (row->before, catalog);
  GString *text = g_string_new (title);

  for (guint i = 0; i < diff->len; i++)
    {
      guint field = g_array_index (diff, guint, i);
      g_autofree char *before = NULL, *after = NULL;

      if (field >= type->n_fields)
        continue;
      before = nh_record_format (row->before, field, catalog);
      after = nh_record_format (row->record, field, catalog);
      g_string_append_printf (text, "%s %s", i > 0 ? ";" : ":", _ (type->fields[field].title));
      if (strcmp (before, after) != 0)
        g_string_append_printf (text, " %s → %s", *before != '\0' ? before : "–", *after != '\0' ? after : "–");
    }
  return g_string_free (text, FALSE);
}

/* Takes @text over. */
static void
add_note (NhFormReading *reading, char *text)
{
  if (reading->notes->len < MOST_NOTES)
    g_ptr_array_add (reading->notes, text);
  else
    g_free (text);
}

/* Before the others, which may be many: what goes, or might. Takes @text over. */
static void
add_first (Reader *self, char *text)
{
  if (self->n_first >= MOST_NOTES)
    {
      g_free (text);
      return;
    }
  g_ptr_array_insert (self->reading->notes, (gint) self->n_first++, text);
  if (self->reading->notes->len > MOST_NOTES)
    g_ptr_array_set_size (self->reading->notes, MOST_NOTES);
}

/* Gifts do not find the points of the same form before these are saved. */
static gboolean
is_reference (const NhIntake *intake, int column)
{
  int field = column >= 0 ? intake->mapping->columns[column].field : NH_MAP_NONE;

  return field >= 0 && intake->mapping->type->fields[field].kind == NH_KIND_REFERENCE;
}

static void
add_notes (Reader *self, const NhIntake *intake, const char *sheet)
{
  NhFormReading *reading = self->reading;

  for (guint i = 0; i < intake->rows->len; i++)
    {
      const NhIntakeRow *row = intake->rows->pdata[i];
      guint number = nh_grid_get_number (intake->grid, row->row);
      g_autofree char *difference = row->verdict == NH_ROW_CHANGED ? describe_difference (self->catalog, row) : NULL;

      if (difference != NULL)
        add_note (reading, g_strdup_printf (_ ("%s, row %u: %s"), sheet, number, difference));
      for (guint n = 0; n < row->notes->len; n++)
        {
          const NhRowNote *note = row->notes->pdata[n];

          if (note->refused || (note->doubtful && !(self->trial && is_reference (intake, note->column))))
            add_note (reading, g_strdup_printf (_ ("%s, row %u: %s"), sheet, number, note->text));
        }
    }
}

/* What becomes of a record that the earlier form brought and that is in no row. */
typedef enum
{
  LEFT_GOES,
  LEFT_REFUSED, /* a row that cannot be read may be it */
  LEFT_OLDER,   /* the file was saved before the one that brought it was read */
  LEFT_MOST,    /* so are most: the form has only new rows, and is not meant to replace the others */
  LEFT_TOUCHED, /* it was changed here since */
  LEFT_OTHERS,  /* what was entered here belongs to it */
} Left;

static Left
judge_sheet (Reader *self, const NhIntake *intake, guint n_left)
{
  return intake->counts[NH_ROW_REFUSED] > 0                                      ? LEFT_REFUSED
         : self->older                                                           ? LEFT_OLDER
         : n_left > intake->counts[NH_ROW_HELD] + intake->counts[NH_ROW_CHANGED] ? LEFT_MOST
                                                                                 : LEFT_GOES;
}

static guint
count_left (NhBrought *brought)
{
  gboolean touched;
  guint n = 0;

  for (guint i = 0; nh_brought_next_left (brought, &i, &touched) != NULL; i++)
    n += !touched;
  return n;
}

/* (transfer full) */
static char *
describe_all (Left left, guint n)
{
  return left == LEFT_OLDER
             ? g_strdup_printf (ngettext ("%u of the earlier form is not in this file, but the file was saved before "
                                          "that form was read: it stays.",
                                          "%u of the earlier form are not in this file, but the file was saved before "
                                          "that form was read: they stay.",
                                          n),
                                n)
             : g_strdup_printf (ngettext ("%u of the earlier form is not in this one, more than it still has: it "
                                          "stays. If it is wrong, delete it in the list.",
                                          "%u of the earlier form are not in this one, more than it still has: they "
                                          "stay. Those that are wrong, delete in the list.",
                                          n),
                                n);
}

/* (transfer full) */
static char *
describe_one (Reader *self, Left left, const NhRecord *record)
{
  g_autofree char *title = nh_record_get_title (record, self->catalog);

  return left == LEFT_REFUSED
             ? g_strdup_printf (_ ("“%s” of the earlier form is in no row; it stays until all rows are right."), title)
         : left == LEFT_TOUCHED
             ? g_strdup_printf (_ ("“%s” is no longer in the form, but was changed here since: it stays."), title)
         : left == LEFT_OTHERS
             ? g_strdup_printf (_ ("“%s” is no longer in the form, but what was entered here belongs to it: it stays."),
                                title)
         : self->trial ? g_strdup_printf (_ ("“%s” is no longer in the form: it would go into the recycle bin."), title)
                       : g_strdup_printf (_ ("“%s” is no longer in the form: it is now in the recycle bin."), title);
}

/* What the form had before and has no more goes. A sheet without rows says nothing. @texts: what there is to say of it,
 * once that is done. */
static gboolean
find_gone (Reader *self, NhIntake *intake, NhBrought *brought, const char *why, GPtrArray *texts, GError **error)
{
  guint n_left = count_left (brought);
  Left sheet = judge_sheet (self, intake, n_left);
  gboolean touched, others;
  NhRecord *record;

  if (intake->counts[NH_ROW_LEFT_OUT] == intake->rows->len)
    return TRUE;
  if ((sheet == LEFT_OLDER || sheet == LEFT_MOST) && n_left > 0)
    g_ptr_array_add (texts, describe_all (sheet, n_left));
  for (guint i = 0; (record = nh_brought_next_left (brought, &i, &touched)) != NULL; i++)
    {
      Left left = sheet != LEFT_GOES ? sheet : touched ? LEFT_TOUCHED : LEFT_GOES;

      if (sheet == LEFT_OLDER || sheet == LEFT_MOST)
        continue;
      if (!nh_brought_ask_others (self->connection, why, record, &others, error))
        return FALSE;
      left = left == LEFT_GOES && others ? LEFT_OTHERS : left;
      g_ptr_array_add (texts, describe_one (self, left, record));
      if (left == LEFT_GOES)
        g_array_append_vals (intake->gone,
                             &(NhRecordRef){ nh_record_get_record_type (record), nh_record_get_info (record)->id }, 1);
    }
  return TRUE;
}

static gboolean
save (Reader *self, NhIntake *intake, const char *why, GError **error)
{
  if (self->trial || intake->counts[NH_ROW_NEW] + intake->counts[NH_ROW_CHANGED] + intake->gone->len == 0)
    return TRUE;
  if (!nh_intake_save (intake, self->connection, self->ledger, why, error))
    return FALSE;
  self->reading->last_change = nh_history_newest (self->connection);
  if (self->reading->first_change == 0)
    self->reading->first_change = self->reading->last_change;
  return TRUE;
}

/* Rows that were sent back take no place: those that were good are not in their form, and may be alike. */
static NhIntake *
read_rows (Reader *self, NhGrid *grid, NhMapping *mapping, const char *why, GPtrArray *texts, GCancellable *cancellable,
           GError **error)
{
  const NhFormReading *reading = self->reading;
  g_autoptr (NhBrought) brought = NULL;
  NhIntake *intake;

  if (!self->added)
    {
      brought = nh_brought_read (self->connection, self->ledger, mapping->type, why, error);
      if (brought == NULL)
        return NULL;
    }
  intake = nh_intake_read (self->connection, self->ledger, grid, mapping, reading->unit->id, reading->year, brought,
                           NULL, cancellable, error);
  if (intake == NULL)
    return NULL;
  g_ptr_array_add (self->intakes, intake);
  return brought == NULL || find_gone (self, intake, brought, why, texts, error) ? intake : NULL;
}

/* The rows in place of those that the same form brought. */
static gboolean
take_rows (Reader *self, NhGrid *grid, NhMapping *mapping, const char *sheet, GCancellable *cancellable, GError **error)
{
  NhFormReading *reading = self->reading;
  g_autofree char *why = dup_why (reading);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  NhIntake *intake = read_rows (self, grid, mapping, why, texts, cancellable, error);
  gboolean saved = intake != NULL && save (self, intake, why, error);

  for (guint i = 0; saved && i < texts->len; i++)
    add_first (self, g_strdup_printf ("%s: %s", sheet, (char *) texts->pdata[i]));
  if (intake != NULL)
    add_notes (self, intake, sheet);
  if (!saved)
    return FALSE;
  for (guint i = 0; i <= NH_ROW_REFUSED; i++)
    reading->counts[i] += intake->counts[i];
  reading->n_doubtful += intake->n_doubtful;
  reading->n_gone += intake->gone->len;
  return TRUE;
}

static gboolean
read_sheet (Reader *self, guint line, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = dup_text (self->hidden, line, 0), *type = dup_text (self->hidden, line, 1);
  const NhRecordType *described = nh_record_type_find (type);
  int sheet = find_sheet (self, name);
  NhMapping *mapping;
  NhGrid *grid;

  if (described == NULL || sheet < 0)
    return TRUE;
  grid = get_grid (self, (guint) sheet, cancellable, error);
  if (grid == NULL)
    return FALSE;
  mapping = nh_mapping_guess (described, grid, self->catalog, self->reading->year);
  g_ptr_array_add (self->mappings, mapping);
  if (!set_columns (self, mapping, grid, line) || mapping->first_row >= nh_grid_get_n_rows (grid))
    return TRUE;
  return take_rows (self, grid, mapping, name, cancellable, error);
}

/* --- The form --- */

/* A name that is free: the form of the same name may be another one of the unit, or mended by now. (transfer full) */
static char *
make_rejected_path (const NhFormReading *reading, const char *folder)
{
  g_autofree char *name = nh_workbook_form_name (reading->unit, reading->year);
  char *path = g_build_filename (folder, name, NULL);

  *strrchr (name, '.') = '\0';
  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s (%u).xlsx", name, i);

      g_free (path);
      path = g_build_filename (folder, numbered, NULL);
    }
  return path;
}

static gboolean
write_rejected (Reader *self, const char *folder, GError **error)
{
  NhFormReading *reading = self->reading;
  g_autofree char *path = NULL;

  if (folder == NULL || reading->counts[NH_ROW_REFUSED] == 0)
    return TRUE;
  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, NH_ERROR, NH_ERROR_IO, _ ("The folder “%s” for the rows sent back could not be made."),
                   folder);
      return FALSE;
    }
  path = make_rejected_path (reading, folder);
  if (!nh_workbook_form_write (self->ledger, reading->unit, reading->year, self->intakes, path, error))
    return FALSE;
  reading->rejected = g_steal_pointer (&path);
  return TRUE;
}

/* A damaged file is not the one of its form that counts. */
static gboolean
read_sheets (Reader *self, GCancellable *cancellable, GError **error)
{
  NhFormReading *reading = self->reading;

  for (guint line = 1; line < nh_grid_get_n_rows (self->hidden); line++)
    if (!read_sheet (self, line, cancellable, error))
      return FALSE;
  if (!self->added)
    g_hash_table_insert (self->seen, g_strdup (reading->number), g_strdup (reading->path));
  if (self->older && !self->added && reading->counts[NH_ROW_CHANGED] > 0)
    add_first (self, g_strdup (_ ("The file was saved before this form was last read: look whether older values came "
                                  "back.")));
  return TRUE;
}

/* Sheet by sheet: gifts may name points of the same form. What goes wrong is the @problem of the reading; NULL with
 * @error: it was cancelled before anything was saved. */
static NhFormReading *
read_form (NhConnection *connection, NhLedger *ledger, const char *path, gboolean trial, const char *rejected,
           GHashTable *seen, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhFormReading) reading = g_new0 (NhFormReading, 1);
  g_autoptr (GError) problem = NULL;
  g_autoptr (NhBook) book = nh_book_open (path, &problem);
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_grid_unref);
  g_autoptr (GPtrArray) mappings = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_mapping_free);
  g_autoptr (GPtrArray) intakes = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_intake_free);
  Reader self = { .connection = connection,
                  .ledger = ledger,
                  .catalog = nh_ledger_get_catalog (ledger),
                  .book = book,
                  .reading = reading,
                  .intakes = intakes,
                  .grids = grids,
                  .mappings = mappings,
                  .seen = seen,
                  .trial = trial };

  reading->path = g_strdup (path);
  reading->number = g_strdup ("");
  reading->notes = g_ptr_array_new_with_free_func (g_free);
  if (book != NULL && recognise (&self, cancellable, &problem) && read_sheets (&self, cancellable, &problem))
    write_rejected (&self, rejected, &problem);
  g_clear_pointer (&self.hidden, nh_grid_unref);
  if (reading->first_change == 0 && g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (reading->problem == NULL && problem != NULL)
    reading->problem = g_strdup (problem->message);
  return g_steal_pointer (&reading);
}

GPtrArray *
nh_form_read_all (NhConnection *connection, NhLedger *ledger, GPtrArray *files, gboolean trial, const char *rejected,
                  gint *done, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_form_reading_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) order = nh_form_order_files (files);

  g_ptr_array_set_size (readings, (gint) files->len);
  for (guint i = 0; i < order->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      guint file = g_array_index (order, guint, i);

      /* Without the cancellable, so that no form is read in part. */
      readings->pdata[file] = read_form (connection, ledger, files->pdata[file], trial, rejected, seen, NULL, error);
      if (readings->pdata[file] == NULL)
        return NULL;
      if (done != NULL)
        g_atomic_int_inc (done);
    }
  for (guint i = readings->len; i-- > 0;)
    if (readings->pdata[i] == NULL)
      g_ptr_array_remove_index (readings, i);
  return g_steal_pointer (&readings);
}

/* They were brought in one after the other, so that no other change is between them. */
gboolean
nh_form_undo_all (NhConnection *connection, NhLedger *ledger, GPtrArray *readings, GError **error)
{
  gint64 first = G_MAXINT64, last = 0;

  for (guint i = 0; i < readings->len; i++)
    {
      const NhFormReading *reading = readings->pdata[i];

      if (reading->first_change == 0)
        continue;
      first = MIN (first, reading->first_change);
      last = MAX (last, reading->last_change);
    }
  for (gint64 change = last; change >= first; change--)
    {
      g_autofree char *undone = nh_history_undo_change (connection, ledger, change, error);

      if (undone == NULL)
        return FALSE;
    }
  return TRUE;
}
