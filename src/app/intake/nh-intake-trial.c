/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-intake-trial.h"

#include <string.h>

#include "nh-column.h"
#include "nh-error.h"
#include "nh-form-reader.h"
#include "nh-free-aside.h"
#include "nh-history.h"
#include "nh-i18n.h"
#include "nh-setting.h"

#define FONT_ROWS 500 /* looked at for old fonts */
#define MOST_NAMES 3  /* of sheets or columns that are told */

struct _NhIntakeSource
{
  char *path, *text; /* owned; one of them */
  char *name;        /* owned */
  NhBook *book;      /* owned (nullable): of the worker */
  NhGrid *grid;      /* owned (nullable): the sheet read last */
  int sheet;
  GArray *filled; /* owned: numbers of the sheets that have something, of those read so far; of guint */
  gint done, all; /* atomic */
};

/* --- Source --- */

static NhIntakeSource *
source_new (const char *path, const char *text)
{
  NhIntakeSource *self = g_atomic_rc_box_new0 (NhIntakeSource);

  self->path = g_strdup (path);
  self->text = g_strdup (text);
  self->name = path != NULL ? g_path_get_basename (path) : g_strdup (_ ("Copied rows"));
  self->sheet = -1;
  self->filled = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

NhIntakeSource *
nh_intake_source_new_file (const char *path)
{
  return source_new (path, NULL);
}

NhIntakeSource *
nh_intake_source_new_text (const char *text)
{
  return source_new (NULL, text);
}

NhIntakeSource *
nh_intake_source_ref (NhIntakeSource *self)
{
  return g_atomic_rc_box_acquire (self);
}

/* Takes @grid, which is nullable. */
static void
drop_grid (NhGrid *grid)
{
  if (grid != NULL)
    nh_free_aside (grid, (GDestroyNotify) nh_grid_unref, nh_grid_get_n_rows (grid));
}

static void
source_clear (gpointer data)
{
  NhIntakeSource *self = data;

  g_free (self->path);
  g_free (self->text);
  g_free (self->name);
  drop_grid (self->grid);
  g_clear_pointer (&self->book, nh_book_free);
  g_array_unref (self->filled);
}

void
nh_intake_source_unref (NhIntakeSource *self)
{
  g_atomic_rc_box_release_full (self, source_clear);
}

const char *
nh_intake_source_get_name (NhIntakeSource *self)
{
  return self->name;
}

void
nh_intake_source_get_progress (NhIntakeSource *self, guint *done, guint *all)
{
  *done = (guint) g_atomic_int_get (&self->done);
  *all = (guint) g_atomic_int_get (&self->all);
}

/* --- Trial --- */

NhIntakeTrial *
nh_intake_trial_ref (NhIntakeTrial *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
trial_clear (gpointer data)
{
  NhIntakeTrial *self = data;

  if (self->intake != NULL)
    nh_free_aside (self->intake, (GDestroyNotify) nh_intake_free, self->intake->rows->len);
  drop_grid (self->grid);
  g_clear_pointer (&self->mapping, nh_mapping_free);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_strfreev (self->sheets);
  g_free (self->key);
  g_free (self->converted);
  g_free (self->used);
  g_free (self->others);
  g_free (self->left_out);
}

void
nh_intake_trial_unref (NhIntakeTrial *self)
{
  g_atomic_rc_box_release_full (self, trial_clear);
}

gboolean
nh_intake_row_has_problem (const NhIntakeRow *row)
{
  if (row->verdict == NH_ROW_REFUSED)
    return TRUE;
  for (guint i = 0; i < row->notes->len && row->verdict == NH_ROW_NEW; i++)
    if (((const NhRowNote *) row->notes->pdata[i])->doubtful)
      return TRUE;
  return FALSE;
}

/* --- Reading, on the worker --- */

typedef struct
{
  NhIntakeSource *source; /* owned */
  NhIntakeWish wish;      /* its words are owned */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  nh_intake_source_unref (making->source);
  g_clear_pointer (&making->wish.words, g_ptr_array_unref);
  g_free (making);
}

static gboolean
open_book (NhIntakeSource *source, GError **error)
{
  if (source->book == NULL)
    source->book = source->path != NULL
                       ? nh_book_open (source->path, error)
                       : nh_book_from_text (source->text, strlen (source->text), source->name, TRUE, error);
  if (source->book == NULL)
    return FALSE;
  if (nh_form_reader_knows (source->book))
    g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID,
                         _ ("This is a workbook form of a unit. Take it in by the menu: “Take in filled forms…”."));
  return !nh_form_reader_knows (source->book);
}

static NhGrid *
read_sheet (NhIntakeSource *source, guint sheet, GCancellable *cancellable, GError **error)
{
  NhGrid *grid;

  if (source->grid != NULL && source->sheet == (int) sheet)
    return nh_grid_ref (source->grid);
  grid = nh_book_read (source->book, sheet, cancellable, error);
  if (grid == NULL)
    return NULL;
  g_clear_pointer (&source->grid, nh_grid_unref);
  source->grid = nh_grid_ref (grid);
  source->sheet = (int) sheet;
  return grid;
}

static gboolean
is_filled (NhIntakeSource *source, guint sheet)
{
  for (guint i = 0; i < source->filled->len; i++)
    if (g_array_index (source->filled, guint, i) == sheet)
      return TRUE;
  return FALSE;
}

/* The type and mapping that suit the sheet best, if they do so better than what the trial has. */
static void
try_types (const Making *making, NhIntakeTrial *trial, NhGrid *grid, guint sheet, NhCatalog *catalog)
{
  for (const NhRecordType *const *type = nh_record_types (); *type != NULL; type++)
    {
      g_autoptr (NhMapping) mapping = NULL;

      if ((making->wish.type != NULL && making->wish.type != *type) || nh_record_type_is_single (*type))
        continue;
      mapping = nh_mapping_guess (*type, grid, catalog, making->wish.year);
      mapping->sheet = sheet;
      if (trial->mapping != NULL && nh_mapping_get_worth (mapping) <= nh_mapping_get_worth (trial->mapping))
        continue;
      g_clear_pointer (&trial->mapping, nh_mapping_free);
      g_clear_pointer (&trial->grid, nh_grid_unref);
      trial->type = *type;
      trial->mapping = g_steal_pointer (&mapping);
      trial->grid = nh_grid_ref (grid);
    }
}

static gboolean
choose_table (const Making *making, NhIntakeTrial *trial, NhCatalog *catalog, GCancellable *cancellable, GError **error)
{
  NhIntakeSource *source = making->source;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  trial->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < nh_book_get_n_sheets (source->book); i++)
    {
      g_autoptr (NhGrid) grid = NULL;

      if (nh_book_is_sheet_hidden (source->book, i))
        continue;
      g_strv_builder_add (names, nh_book_get_sheet_name (source->book, i));
      g_array_append_val (trial->numbers, i);
      if (making->wish.sheet >= 0 && making->wish.sheet != (int) i)
        continue;
      grid = read_sheet (source, i, cancellable, error);
      if (grid == NULL)
        return FALSE;
      if (nh_grid_get_n_rows (grid) > 0 && !is_filled (source, i))
        g_array_append_val (source->filled, i);
      if (nh_grid_get_n_rows (grid) > 0)
        try_types (making, trial, grid, i, catalog);
    }
  trial->sheets = g_strv_builder_end (names);
  if (trial->mapping == NULL)
    g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID, _ ("There is nothing in the sheets of this file."));
  return trial->mapping != NULL;
}

/* The words wished for, or those remembered. Remembered ones may not fit a table any more. */
static gboolean
apply_words (const Making *making, NhIntakeTrial *trial, NhConnection *connection, NhCatalog *catalog, GError **error)
{
  trial->key = nh_mapping_dup_key (trial->mapping);
  trial->words = g_ptr_array_new_with_free_func (g_free);
  if (making->wish.words == NULL)
    {
      g_autofree char *remembered = trial->mapping->n_headings > 0 ? nh_setting_get (connection, trial->key)
                                                                   : g_strdup ("");
      g_auto (GStrv) words = g_strsplit (remembered, "\n", -1);

      for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
        if (nh_mapping_set_word (trial->mapping, trial->grid, catalog, words[i], NULL))
          g_ptr_array_add (trial->words, g_strdup (words[i]));
      trial->remembered = trial->words->len > 0;
      return TRUE;
    }
  for (guint i = 0; i < making->wish.words->len; i++)
    {
      const char *word = making->wish.words->pdata[i];

      if (!nh_mapping_set_word (trial->mapping, trial->grid, catalog, word, error))
        return FALSE;
      g_ptr_array_add (trial->words, g_strdup (word));
    }
  return TRUE;
}

/* “Quà tặng”, “Khen thưởng” …; @n: how many there are already. */
static void
append_name (GString *names, const char *name, guint n)
{
  if (n < MOST_NAMES)
    g_string_append_printf (names, "%s“%s”", n > 0 ? ", " : "", name);
  else if (n == MOST_NAMES)
    g_string_append (names, " …");
}

/* (transfer full) */
static char *
list_others (const NhIntakeTrial *trial, NhIntakeSource *source)
{
  GString *names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < trial->numbers->len; i++)
    {
      guint sheet = g_array_index (trial->numbers, guint, i);

      if (sheet != trial->mapping->sheet && is_filled (source, sheet))
        append_name (names, trial->sheets[i], n++);
    }
  return g_string_free (names, FALSE);
}

/* Has the column something below the headings? */
static gboolean
has_cells (const NhIntakeTrial *trial, guint column)
{
  guint first = trial->mapping->first_row;

  for (guint row = first; row < MIN (nh_grid_get_n_rows (trial->grid), first + FONT_ROWS); row++)
    if (nh_grid_get (trial->grid, row, column) != NULL)
      return TRUE;
  return FALSE;
}

/* Not those that number the rows. (transfer full) */
static char *
list_left_out (const NhIntakeTrial *trial)
{
  GString *names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < trial->mapping->n_columns; i++)
    {
      const NhMapColumn *column = &trial->mapping->columns[i];

      if (column->field == NH_MAP_NONE && *column->heading != '\0' && !nh_heading_counts_lines (column->heading) &&
          has_cells (trial, i))
        append_name (names, column->heading, n++);
    }
  return g_string_free (names, FALSE);
}

static void
look_at_columns (NhIntakeTrial *trial)
{
  guint n_rows = MIN (nh_grid_get_n_rows (trial->grid), trial->mapping->first_row + FONT_ROWS);

  trial->converted = g_new0 (gboolean, trial->mapping->n_columns + 1);
  trial->used = g_new0 (gboolean, trial->mapping->n_columns + 1);
  for (guint i = 0; i < trial->mapping->n_columns; i++)
    {
      trial->used[i] = trial->mapping->columns[i].field != NH_MAP_NONE || *trial->mapping->columns[i].heading != '\0';
      for (guint row = trial->mapping->first_row; row < n_rows && !(trial->used[i] && trial->converted[i]); row++)
        {
          const NhGridCell *cell = nh_grid_get (trial->grid, row, i);

          trial->used[i] = trial->used[i] || cell != NULL;
          trial->converted[i] = trial->converted[i] || nh_grid_is_converted (trial->grid, cell);
        }
    }
}

static gboolean
has_fields (const NhMapping *mapping)
{
  for (guint i = 0; i < mapping->n_columns; i++)
    if (mapping->columns[i].field >= 0)
      return TRUE;
  return FALSE;
}

static gpointer
make (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Making *making = data;
  NhCatalog *catalog = nh_ledger_get_catalog (ledger);
  g_autoptr (NhIntakeTrial) trial = g_atomic_rc_box_new0 (NhIntakeTrial);

  trial->unit = making->wish.unit;
  trial->year = making->wish.year;
  g_atomic_int_set (&making->source->done, 0);
  g_atomic_int_set (&making->source->all, 0);
  if (!open_book (making->source, error) || !choose_table (making, trial, catalog, cancellable, error) ||
      !apply_words (making, trial, connection, catalog, error))
    return NULL;
  trial->encoding = nh_book_get_encoding (making->source->book);
  look_at_columns (trial);
  trial->others = list_others (trial, making->source);
  trial->left_out = list_left_out (trial);
  g_atomic_int_set (&making->source->all, (gint) (nh_grid_get_n_rows (trial->grid) - trial->mapping->first_row));
  if (has_fields (trial->mapping)) /* else the columns are to be chosen first */
    trial->intake = nh_intake_read (connection, ledger, trial->grid, trial->mapping, making->wish.unit,
                                    making->wish.year, NULL, &making->source->done, cancellable, error);
  return trial->intake != NULL || !has_fields (trial->mapping) ? g_steal_pointer (&trial) : NULL;
}

void
nh_intake_trial_make_async (NhLedger *ledger, NhIntakeSource *source, const NhIntakeWish *wish,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Making *making = g_new0 (Making, 1);

  making->source = nh_intake_source_ref (source);
  making->wish = *wish;
  making->wish.words = NULL;
  if (wish->words != NULL)
    making->wish.words = g_ptr_array_copy (wish->words, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
  if (making->wish.words != NULL)
    g_ptr_array_set_free_func (making->wish.words, g_free);
  nh_ledger_run (ledger, NH_ON_LISTER, make, making, making_free, (GDestroyNotify) nh_intake_trial_unref, cancellable,
                 callback, user_data);
}

NhIntakeTrial *
nh_intake_trial_make_finish (NhLedger *ledger, GAsyncResult *result, GError **error)
{
  return nh_ledger_run_finish (ledger, result, error);
}

/* --- Saving and giving back --- */

typedef struct
{
  NhIntakeTrial *trial; /* owned */
  char *text;           /* owned: why, or a path */
} Order;

static Order *
order_new (NhIntakeTrial *trial, const char *text)
{
  Order *order = g_new0 (Order, 1);

  order->trial = nh_intake_trial_ref (trial);
  order->text = g_strdup (text);
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  nh_intake_trial_unref (order->trial);
  g_free (order->text);
  g_free (order);
}

/* What the columns are is remembered; what is the same in all rows belongs to this file. */
static gboolean
remember (NhConnection *connection, const NhIntakeTrial *trial)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < trial->words->len; i++)
    {
      const char *word = trial->words->pdata[i];
      guint column, row;
      const char *end = nh_grid_parse_name (word, &column, &row);

      if ((end != NULL && *end == '=' && row == 0) || g_str_has_prefix (word, "heads="))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", word);
    }
  return trial->remembered || trial->mapping->n_headings == 0 ||
         nh_setting_set (connection, trial->key, text->str, NULL);
}

static gpointer
save (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;
  gint64 change;

  if (!nh_intake_save (order->trial->intake, connection, ledger, order->text, error))
    return NULL;
  change = nh_history_newest (connection);
  if (!remember (connection, order->trial))
    g_message ("the mapping of %s is not remembered", order->trial->key);
  return g_memdup2 (&change, sizeof change);
}

void
nh_intake_trial_save_async (NhLedger *ledger, NhIntakeTrial *self, const char *why, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_WRITER, save, order_new (self, why), order_free, g_free, NULL, callback, user_data);
}

gint64
nh_intake_trial_save_finish (NhLedger *ledger, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *change = nh_ledger_run_finish (ledger, result, error);

  return change != NULL ? *change : 0;
}

static gpointer
write_refused (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;

  nh_intake_write_refused (order->trial->intake, nh_ledger_get_catalog (ledger), order->text, error);
  return NULL;
}

void
nh_intake_trial_write_refused_async (NhLedger *ledger, NhIntakeTrial *self, const char *path,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  nh_ledger_run (ledger, NH_ON_REPORTER, write_refused, order_new (self, path), order_free, NULL, NULL, callback,
                 user_data);
}
