/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger: writing, figures, search, copies. */
#include "bench.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "bench-data.h"
#include "ledger-fixture.h"
#include "nh-backup.h"
#include "nh-figures.h"
#include "nh-ledger-private.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-store.h"

#define SAVES 200
#define COPY_BLOCK (1024 * 1024)

static NhLedger *
open_quietly (const char *path, NhOpenFlags flags)
{
  return fixture_open (path, flags | NH_OPEN_NO_LOCK);
}

/* ── One record
 * ──────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define BLOCK 4096

static gpointer
save_one (NhConnection *connection, NhLedger *ledger, gpointer draft, GCancellable *cancellable, GError **error)
{
  return nh_store_save (connection, ledger, draft, NULL, error);
}

static double
seconds_to_save (NhLedger *ledger, NhRecord *draft)
{
  double start = bench_now (BENCH_WALL), end;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) saved = nh_ledger_call (ledger, NH_ON_WRITER, save_one, draft, NULL, &error);

  end = bench_now (BENCH_WALL);
  g_assert_no_error (error);
  return end - start;
}

static double
seconds_to_append (int fd, gsize length)
{
  static const char block[BLOCK];
  double start = bench_now (BENCH_WALL);

  for (gsize n; length > 0; length -= n)
    {
      n = MIN (length, sizeof block);
      g_assert_cmpint (write (fd, block, n), ==, n);
    }
  g_assert_cmpint (fdatasync (fd), ==, 0);
  return bench_now (BENCH_WALL) - start;
}

/* Bytes that this process handed to write() and its kin. */
static gsize
bytes_written (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/io", &text, NULL, NULL);
  line = text != NULL ? strstr (text, "wchar: ") : NULL;
  return line != NULL ? (gsize) g_ascii_strtoull (line + strlen ("wchar: "), NULL, 10) : 0;
}

static GArray *
one_ratio (GArray *subject, GArray *floor, double q)
{
  GArray *ratios = g_array_new (FALSE, FALSE, sizeof (double));
  double ratio = bench_quantile (subject, q) / bench_quantile (floor, q);

  g_array_append_val (ratios, ratio);
  return ratios;
}

static void
bench_save (Bench *self, const char *path)
{
  NhLedger *ledger = open_quietly (path, NH_OPEN_DEFAULT);
  guint n = self->tiny ? 5 : SAVES;
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  g_autoptr (GPtrArray) drafts = bench_points (nh_ledger_get_catalog (ledger), rand, n + 1, BENCH_LAST_YEAR);
  g_autoptr (GArray) floor = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) equal = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) subject = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *raw = g_build_filename (self->folder, "raw", NULL);
  int fd = g_open (raw, O_WRONLY | O_CREAT | O_APPEND, 0600);
  gsize before, length;

  seconds_to_save (ledger, drafts->pdata[n]); /* the backup of the day comes with the first */
  before = bytes_written ();
  for (guint i = 0; i < n; i++)
    {
      double append = seconds_to_append (fd, BLOCK), saving = seconds_to_save (ledger, drafts->pdata[i]);

      g_array_append_val (floor, append);
      g_array_append_val (subject, saving);
    }
  /* In a loop of its own: between two saves it would make the next one slower. */
  length = (bytes_written () - before) / n - BLOCK;
  for (guint i = 0; i < n; i++)
    {
      double append = seconds_to_append (fd, length);

      g_array_append_val (equal, append);
    }
  bench_row (self, "13", "one record saved, 200 times (median)", "4 kB appended, fdatasync",
             one_ratio (subject, floor, 0.5), 2.5, FALSE);
  bench_row (self, "13", "one record saved, 200 times (95th of 100)", "4 kB appended, fdatasync",
             one_ratio (subject, floor, 0.95), 3, FALSE);
  bench_row (self, "13", "the same (median)", "as many bytes appended, fdatasync", one_ratio (subject, equal, 0.5), 1.5,
             FALSE);
  close (fd);
  fixture_close (ledger);
}

/* ── Figures
 * ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct
{
  NhLedger *ledger, *bare; /* the second without indexes of the years */
  int year;
  guint n_points, n_figures;
  gint32 *unit, *numbers; /* packed arrays: the point's unit, and its numbers one after the other */
  gint64 *sums;
} Figures;

static gpointer
compute (NhConnection *connection, NhLedger *ledger, gpointer year, GCancellable *cancellable, GError **error)
{
  nh_figures_free (nh_figures_compute (connection, ledger, nh_ledger_get_unit (ledger), GPOINTER_TO_INT (year),
                                       NH_DATE_NONE, error));
  return NULL;
}

static void
compute_in (NhLedger *ledger, int year)
{
  g_autoptr (GError) error = NULL;

  nh_ledger_call (ledger, NH_ON_READER, compute, GINT_TO_POINTER (year), NULL, &error);
  g_assert_no_error (error);
}

static void
figures_program (gpointer data)
{
  Figures *self = data;

  compute_in (self->ledger, self->year);
}

static void
figures_without_index (gpointer data)
{
  Figures *self = data;

  compute_in (self->bare, self->year);
}

static void
figures_in_memory (gpointer data)
{
  Figures *self = data;

  for (guint i = 0; i < self->n_points; i++)
    for (guint figure = 0; figure < self->n_figures; figure++)
      self->sums[(guint) self->unit[i] * self->n_figures + figure] += self->numbers[i * self->n_figures + figure];
}

/* Dropped after opening, which would refuse a ledger without them. */
static NhLedger *
open_without_indexes (const char *path, const char *copy)
{
  NhLedger *ledger;

  fixture_copy (path, copy);
  ledger = open_quietly (copy, NH_OPEN_DEFAULT);
  fixture_sql (copy, "DROP INDEX point_year_unit; DROP INDEX point_date");
  return ledger;
}

static void
bench_province_year (Bench *self)
{
  guint n = self->tiny ? self->rows : 14000, n_units = 300;
  g_autofree char *path = bench_province (self->folder, "year.ngayhoi", n, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  Figures figures = { .ledger = open_quietly (path, NH_OPEN_DEFAULT), .year = BENCH_LAST_YEAR, .n_points = n };
  BenchPair pair = { figures_in_memory, figures_program, NULL, &figures, BENCH_CPU };

  nh_indicators (&figures.n_figures);
  figures.unit = g_new (gint32, n);
  figures.numbers = g_new (gint32, (gsize) n * figures.n_figures);
  figures.sums = g_new0 (gint64, (gsize) n_units * figures.n_figures);
  for (guint i = 0; i < n; i++)
    figures.unit[i] = g_rand_int_range (rand, 0, (int) n_units);
  for (gsize i = 0; i < (gsize) n * figures.n_figures; i++)
    figures.numbers[i] = g_rand_int_range (rand, 0, 400);
  bench_row (self, "11", "all figures of a province, 14,000 points", "a loop over packed arrays",
             bench_compare (self, &pair), 150, FALSE);
  fixture_close (figures.ledger);
  g_free (figures.unit);
  g_free (figures.numbers);
  g_free (figures.sums);
}

static void
bench_figures (Bench *self, const char *path)
{
  g_autofree char *bare = g_strconcat (path, ".bare.ngayhoi", NULL);
  Figures figures = { .ledger = open_quietly (path, NH_OPEN_DEFAULT),
                      .bare = open_without_indexes (path, bare),
                      .year = BENCH_LAST_YEAR - 1 };
  BenchPair pair = { figures_without_index, figures_program, NULL, &figures, BENCH_CPU };

  bench_row (self, "12", "all figures of a province, one year of ten", "the same without indexes",
             bench_compare (self, &pair), 0.25, FALSE);
  fixture_close (figures.ledger);
  fixture_close (figures.bare);
  g_remove (bare);
}

/* ── Search
 * ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct
{
  NhLedger *ledger;
  const char *wanted;
  GString *folded; /* of all records, one after the other */
  gsize found;
} Search;

static gpointer
search_ids (NhConnection *connection, NhLedger *ledger, gpointer wanted, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);

  query->search = g_strdup (wanted);
  return nh_query_ids (connection, ledger, query, 0, error);
}

static void
search_program (gpointer data)
{
  Search *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray)
      ids = nh_ledger_call (self->ledger, NH_ON_READER, search_ids, (gpointer) self->wanted, NULL, &error);

  g_assert_no_error (error);
  self->found = ids->len;
}

static void
search_buffer (gpointer data)
{
  Search *self = data;
  const char *at = self->folded->str, *end = at + self->folded->len;

  self->found = 0;
  while ((at = memmem (at, (gsize) (end - at), self->wanted, strlen (self->wanted))) != NULL)
    {
      self->found++;
      at++;
    }
}

static gpointer
read_folded (NhConnection *connection, NhLedger *ledger, gpointer out, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = nh_connection_prepare (connection, "SELECT search FROM point", error);

  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (out, "%s\n", nh_statement_get_text (statement, 0));
  nh_statement_done (statement);
  return NULL;
}

static gpointer
find_in_memory (NhConnection *connection, NhLedger *ledger, gpointer wanted, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  return nh_search_buffer_find (nh_ledger_get_search_buffer (ledger, &nh_point_type), connection,
                                (const char *const *) words, TRUE, error);
}

static void
search_in_memory (gpointer data)
{
  Search *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray)
      ids = nh_ledger_call (self->ledger, NH_ON_LISTER, find_in_memory, (gpointer) self->wanted, NULL, &error);

  g_assert_no_error (error);
  self->found = ids->len;
}

/* One pass that finds nothing. */
static gpointer
pass_texts (NhConnection *connection, NhLedger *ledger, gpointer folded, GCancellable *cancellable, GError **error)
{
  const GString *texts = folded;

  return memmem (texts->str, texts->len, "zzzz", strlen ("zzzz"));
}

static void
pass_buffer (gpointer data)
{
  Search *self = data;

  nh_ledger_call (self->ledger, NH_ON_LISTER, pass_texts, self->folded, NULL, NULL);
}

static void
bench_words (Bench *self, Search *search, BenchPair *pair, const char *number, const char *where, const char *floor,
             double limit)
{
  static const char *const wanted[] = { "thon", "duc tho", "quy 1", "hoa xuan" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *title = g_strdup_printf ("search for “%s” %s", wanted[i], where);

      search->wanted = wanted[i];
      bench_row (self, number, title, floor, bench_compare (self, pair), limit, FALSE);
    }
}

static Search *
search_new (const char *path)
{
  Search *self = g_new0 (Search, 1);

  self->ledger = open_quietly (path, NH_OPEN_DEFAULT);
  self->folded = g_string_new (NULL);
  nh_ledger_call (self->ledger, NH_ON_READER, read_folded, self->folded, NULL, NULL);
  return self;
}

static void
search_free (Search *self)
{
  g_string_free (self->folded, TRUE);
  fixture_close (self->ledger);
  g_free (self);
}

/* As many records as are still searched in the table. */
static void
bench_search_table (Bench *self)
{
  g_autofree char *path = bench_province (self->folder, "search.ngayhoi", MIN (self->rows, NH_SEARCH_BUFFER_LEAST),
                                          BENCH_YEARS);
  Search *search = search_new (path);
  BenchPair pair = { search_buffer, search_program, NULL, search, BENCH_CPU };

  bench_words (self, search, &pair, "16", "in the table, in order", "memmem over the folded texts", 15);
  search_free (search);
}

/* One more record than that. */
static void
bench_search_memory (Bench *self, const char *path)
{
  Search *search = search_new (path);
  BenchPair pair = { pass_buffer, search_in_memory, NULL, search, BENCH_CPU };

  g_free (fixture_save_point (search->ledger, "Thôn Một"));
  bench_words (self, search, &pair, "15", "in texts in memory", "memmem over them, in vain", 4);
  search_free (search);
}

/* ── Whole files
 * ─────────────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *path;
  char *out;
} Copy;

static void
copy_file (gpointer data)
{
  Copy *self = data;
  g_autofree char *block = g_malloc (COPY_BLOCK);
  int from = g_open (self->path, O_RDONLY, 0), to = g_open (self->out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  gssize length;

  while ((length = read (from, block, COPY_BLOCK)) > 0)
    g_assert_cmpint (write (to, block, (gsize) length), ==, length);
  close (from);
  fdatasync (to);
  close (to);
}

static void
remove_copy (gpointer data)
{
  Copy *self = data;

  g_remove (self->out);
}

static void
make_backup (gpointer data)
{
  Copy *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhConnection) connection = nh_connection_open (self->path, NH_CONNECTION_READ, &error);

  g_assert_no_error (error);
  g_free (nh_backup_make (connection, self->out, &error));
  g_assert_no_error (error);
}

static void
open_and_close (gpointer data)
{
  Copy *self = data;

  fixture_close (open_quietly (self->path, NH_OPEN_DEFAULT));
}

static void
bench_copies (Bench *self, const char *path)
{
  Copy copy = { path, g_build_filename (self->folder, "copy.ngayhoi", NULL) };
  BenchPair pair = { copy_file, make_backup, remove_copy, &copy, BENCH_WALL };

  bench_row (self, "14", "a backup, verified (copied 3.5, checked 20)", "the file read and written",
             bench_compare (self, &pair), 23.5, FALSE);
  pair.subject = open_and_close;
  bench_row (self, "14", "a ledger opened and closed", "the file read and written", bench_compare (self, &pair), 5,
             FALSE);
  g_free (copy.out);
}

void
bench_ledger (Bench *self)
{
  g_autofree char *path = bench_province (self->folder, "Tỉnh.ngayhoi", self->rows, BENCH_YEARS);

  bench_insert (self, path);
  bench_province_year (self);
  bench_figures (self, path);
  bench_save (self, path);
  bench_copies (self, path);
  bench_search_table (self);
  if (self->rows >= NH_SEARCH_BUFFER_LEAST)
    bench_search_memory (self, path);
  else
    bench_absent (self, "15", "search in texts in memory", "too few records");
}
