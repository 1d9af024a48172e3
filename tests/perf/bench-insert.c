/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many records at once: saved by the program, and brought in from a workbook. */
#include "bench.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench-data.h"
#include "ledger-fixture.h"
#include "nh-intake.h"
#include "nh-ledger-private.h"
#include "nh-point.h"
#include "nh-raw-export.h"
#include "nh-store.h"

#define KEPT_ROWS 1000

typedef struct
{
  const char *folder;
  char *empty, *path, *bare; /* an empty ledger; the one that is filled; a table with nothing around it */
  char *workbook;            /* the records as raw data */
  GPtrArray *drafts, *few;   /* all, and a tenth */
  NhLedger *ledger;          /* of this round */
  sqlite3 *db;
  GPtrArray *kept; /* rows of `point` as they were written: of sqlite3_value*[] */
  int n_columns;
} Insert;

static gpointer
save_drafts (NhConnection *connection, NhLedger *ledger, gpointer drafts, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (nh_store_save_many (connection, ledger, drafts, "import", NULL, error));
}

static void
call (NhLedger *ledger, NhLedgerFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  nh_ledger_call (ledger, NH_ON_WRITER, func, data, NULL, &error);
  g_assert_no_error (error);
}

static void
close_round (Insert *self)
{
  if (self->ledger != NULL)
    fixture_close (g_steal_pointer (&self->ledger));
  sqlite3_close (g_steal_pointer (&self->db));
}

/* An empty file for each; the backup of the day has been made. */
static void
prepare_insert (gpointer data)
{
  Insert *self = data;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  close_round (self);
  fixture_copy (self->empty, self->path);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT | NH_OPEN_NO_LOCK);
  call (self->ledger, save_drafts, nothing);
  g_remove (self->bare);
  g_assert_cmpint (sqlite3_open (self->bare, &self->db), ==, SQLITE_OK);
  sqlite3_exec (self->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
}

static void
insert_program (gpointer data)
{
  Insert *self = data;

  call (self->ledger, save_drafts, self->drafts);
}

static void
insert_few (gpointer data)
{
  Insert *self = data;

  call (self->ledger, save_drafts, self->few);
}

static gpointer
write_workbook (NhConnection *connection, NhLedger *ledger, gpointer path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);

  return GINT_TO_POINTER (nh_raw_export (connection, ledger, query, FALSE, path, NULL, NULL, error));
}

static gpointer
read_workbook (NhConnection *connection, NhLedger *ledger, gpointer path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhBook) book = nh_book_open (path, error);
  g_autoptr (NhGrid) grid = NULL;
  g_autoptr (NhMapping) mapping = nh_mapping_guess_sheet (&nh_point_type, book, nh_ledger_get_catalog (ledger),
                                                          BENCH_LAST_YEAR, &grid, NULL, error);
  g_autoptr (NhIntake)
      intake = nh_intake_read (connection, ledger, grid, mapping, 0, BENCH_LAST_YEAR, NULL, NULL, NULL, error);

  g_assert_nonnull (intake);
  g_assert_cmpuint (intake->counts[NH_ROW_NEW], ==, nh_grid_get_n_rows (grid) - 1);
  return GINT_TO_POINTER (nh_intake_save (intake, connection, ledger, NULL, error));
}

static void
import_program (gpointer data)
{
  Insert *self = data;

  call (self->ledger, read_workbook, self->workbook);
}

static char *
list_of (int n, const char *item)
{
  GString *list = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    {
      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", item);
      if (item[0] == 'c')
        g_string_append_printf (list, "%d", i);
    }
  return g_string_free (list, FALSE);
}

static void
insert_bare (gpointer data)
{
  Insert *self = data;
  g_autofree char *columns = list_of (self->n_columns, "c"), *places = list_of (self->n_columns, "?");
  g_autofree char *table = g_strdup_printf ("CREATE TABLE bare (id INTEGER PRIMARY KEY, %s)", columns);
  g_autofree char *sql = g_strdup_printf ("INSERT INTO bare VALUES (NULL, %s)", places);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_exec (self->db, table, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < self->drafts->len; i++)
    {
      sqlite3_value **row = self->kept->pdata[i % self->kept->len];

      for (int column = 0; column < self->n_columns; column++)
        sqlite3_bind_value (statement, column + 1, row[column]);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Rows as the program wrote them, for the bare table. */
static void
keep_rows (Insert *self, const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  self->kept = g_ptr_array_new ();
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT * FROM point LIMIT ?1", -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_int (statement, 1, KEPT_ROWS);
  self->n_columns = sqlite3_column_count (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      sqlite3_value **row = g_new (sqlite3_value *, self->n_columns);

      for (int column = 0; column < self->n_columns; column++)
        row[column] = sqlite3_value_dup (sqlite3_column_value (statement, column));
      g_ptr_array_add (self->kept, row);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
forget_rows (Insert *self)
{
  for (guint i = 0; i < self->kept->len; i++)
    {
      sqlite3_value **row = self->kept->pdata[i];

      for (int column = 0; column < self->n_columns; column++)
        sqlite3_value_free (row[column]);
      g_free (row);
    }
  g_ptr_array_unref (self->kept);
}

/* Seconds a row of many ÷ seconds a row of a tenth of them. */
static void
bench_growth (Bench *self, Insert *insert)
{
  BenchPair pair = { insert_few, insert_program, prepare_insert, insert, BENCH_CPU };
  GArray *ratios = bench_compare (self, &pair);

  for (guint i = 0; i < ratios->len; i++)
    g_array_index (ratios, double, i) *= (double) insert->few->len / insert->drafts->len;
  bench_row (self, "8", "time a row as the number grows tenfold", "itself with a tenth of the rows", ratios, 1.8,
             FALSE);
}

void
bench_insert (Bench *self, const char *filled)
{
  Insert insert = { .folder = self->folder };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  BenchPair pair = { insert_bare, insert_program, prepare_insert, &insert, BENCH_CPU };
  BenchPair import = { insert_bare, import_program, prepare_insert, &insert, BENCH_CPU };
  guint n = MIN (self->rows, 100000);

  insert.empty = bench_province (self->folder, "empty.ngayhoi", 0, BENCH_YEARS);
  insert.path = g_build_filename (self->folder, "insert.ngayhoi", NULL);
  insert.bare = g_build_filename (self->folder, "bare.db", NULL);
  keep_rows (&insert, filled);
  prepare_insert (&insert);
  insert.drafts = bench_points (nh_ledger_get_catalog (insert.ledger), rand, n, BENCH_LAST_YEAR);
  insert.few = bench_points (nh_ledger_get_catalog (insert.ledger), rand, n / 10, BENCH_LAST_YEAR);
  bench_row (self, "7", "records saved at once, with history and search", "prepared INSERT into a bare table",
             bench_compare (self, &pair), 9, FALSE);
  bench_growth (self, &insert);
  insert.workbook = g_build_filename (self->folder, "records.xlsx", NULL);
  prepare_insert (&insert);
  insert_program (&insert);
  call (insert.ledger, write_workbook, insert.workbook);
  bench_row (self, "6", "a workbook read, judged and saved", "prepared INSERT into a bare table",
             bench_compare (self, &import), 12, FALSE);
  close_round (&insert);
  forget_rows (&insert);
  g_ptr_array_unref (insert.drafts);
  g_ptr_array_unref (insert.few);
  g_free (insert.workbook);
  g_free (insert.empty);
  g_free (insert.path);
  g_free (insert.bare);
}
