/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receiving: the packages of all communes of a province, 400 records each. */
#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bench-data.h"
#include "ledger-fixture.h"
#include "nh-figure-text.h"
#include "nh-invitation.h"
#include "nh-keys.h"
#include "nh-package.h"
#include "nh-partner.h"
#include "nh-receive.h"
#include "nh-store.h"
#include "nh-uuid.h"

#define YEAR 2022 /* 216 communes */
#define PACKAGES 216
#define RECORDS 400
#define MANY 10000
#define KEPT_ROWS 1000

/* In an order in which none refers to a later one. */
static const char *const others[] = { "content", "change", "history", "submission" };
#define N_OTHERS G_N_ELEMENTS (others)

typedef struct
{
  int n_columns;
  GPtrArray *rows; /* of sqlite3_value *[] */
} Table;

typedef struct
{
  char uuid[37];
  gint64 unit;
} Identity;

typedef struct
{
  const char *folder;
  guint n_packages;
  guint n_records;             /* in all */
  char *invited, *path, *bare; /* a province that has asked; the one that receives; its tables alone */
  GPtrArray *packages;         /* of char *, their paths; NULL-terminated */
  NhLedger *source, *ledger;   /* all records in one; of this round */
  NhKeys *province;
  sqlite3 *db;
  GArray *identities; /* of Identity, of all records in their order */
  guint n_units;
  Table points, others[N_OTHERS];
  guint n_taken;
} Batch;

static NhKeys *
keys_of (guint n)
{
  guint8 seed[NH_KEY_LENGTH] = { 0 };

  memcpy (seed, &n, sizeof n);
  return nh_keys_new (seed);
}

/* (transfer container) */
static GPtrArray *
communes_of (NhLedger *ledger)
{
  return nh_catalog_get_below (nh_ledger_get_catalog (ledger), nh_ledger_get_unit (ledger), NH_LEVEL_COMMUNE,
                               nh_catalog_season_day (YEAR));
}

static gpointer
invite (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) file = nh_invitation_make (connection, ledger, YEAR, NH_DATE_NONE, error);
  g_autoptr (GPtrArray) communes = communes_of (ledger);

  for (guint i = 0; i < communes->len; i++)
    {
      g_autoptr (NhKeys) keys = keys_of (i);

      g_assert_true (
          nh_partner_set (connection, ((NhUnit *) communes->pdata[i])->id, nh_keys_get_public (keys), "code", error));
    }
  return nh_keys_ensure (connection, error);
}

static gpointer
fill (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Batch *self = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GPtrArray) drafts = bench_points (nh_ledger_get_catalog (ledger), rand, self->n_records, YEAR);

  return GINT_TO_POINTER (nh_store_save_many (connection, ledger, drafts, "import", NULL, error));
}

static void
make_package (Batch *self, NhConnection *connection, NhLedger *ledger, const NhUnit *unit, guint n)
{
  g_autoptr (NhContent) content = nh_content_load (connection, ledger, unit->id, YEAR, NULL);
  g_autoptr (GBytes) text = nh_content_write (content), file = NULL;
  g_auto (GStrv) figures = nh_figure_texts (connection, ledger, unit->id, YEAR, NULL);
  g_autoptr (NhKeys) keys = keys_of (n);
  g_autofree char *uuid = nh_uuid_for ("bench", n), *manifest = NULL, *name = NULL;
  const NhPackageFacts facts = { .to = nh_keys_get_public (self->province),
                                 .unit = unit,
                                 .year = YEAR,
                                 .version = { 1, NULL, "", uuid },
                                 .figures = figures };

  manifest = nh_package_make_manifest (connection, keys, &facts, content, text);
  file = nh_envelope_make (NH_ENVELOPE_PACKAGE, manifest, text, keys, nh_keys_get_public (self->province), NULL);
  name = g_strdup_printf ("%s/%u" NH_ENVELOPE_PACKAGE_SUFFIX, self->folder, n);
  fixture_write (name, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file));
  g_ptr_array_add (self->packages, g_steal_pointer (&name));
}

static gpointer
make_packages (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) communes = communes_of (ledger);
  Batch *self = data;

  for (guint i = 0; i < MIN (communes->len, self->n_packages); i++)
    make_package (self, connection, ledger, communes->pdata[i], i);
  g_ptr_array_add (self->packages, NULL);
  return self;
}

static gpointer
call (NhLedger *ledger, NhLedgerFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = nh_ledger_call (ledger, NH_ON_WRITER, func, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
count (const NhReception *reception, gpointer n_taken)
{
  *(guint *) n_taken += reception->taken;
}

static gpointer
receive (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Batch *self = data;
  const NhReceiveOptions options = { .received = count, .data = &self->n_taken };

  return GINT_TO_POINTER (
      nh_receive (connection, ledger, (const char *const *) self->packages->pdata, &options, NULL, NULL, error));
}

/* --- Rounds --- */

static void
end_round (Batch *self)
{
  if (self->ledger != NULL)
    fixture_close (g_steal_pointer (&self->ledger));
  sqlite3_close (g_steal_pointer (&self->db));
}

/* The tables and indexes of a ledger, without a program around them; its other transactions are synchronous, too. */
static void
prepare_bare (Batch *self)
{
  sqlite3_close (g_steal_pointer (&self->db));
  fixture_copy (self->invited, self->bare);
  g_assert_cmpint (sqlite3_open (self->bare, &self->db), ==, SQLITE_OK);
  sqlite3_exec (self->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON", NULL,
                NULL, NULL);
}

static void
prepare (gpointer data)
{
  Batch *self = data;

  end_round (self);
  fixture_copy (self->invited, self->path);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT | NH_OPEN_NO_LOCK);
  self->n_taken = 0;
  prepare_bare (self);
}

static void
receive_all (gpointer data)
{
  Batch *self = data;

  call (self->ledger, receive, self);
  g_assert_cmpuint (self->n_taken, ==, self->packages->len - 1);
}

static void
receive_again (gpointer data)
{
  Batch *self = data;

  self->n_taken = 0;
  call (self->ledger, receive, self);
  g_assert_cmpuint (self->n_taken, ==, 0);
}

/* All are held already. */
static void
prepare_again (gpointer data)
{
  prepare_bare (data);
}

static sqlite3_stmt *
prepare_insert (sqlite3 *db, const char *table, int n_columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_string_printf (sql, "INSERT INTO %s VALUES (?", table);
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql->str, -1, &statement, NULL), ==, SQLITE_OK);
  return statement;
}

static void
bind_row (sqlite3_stmt *statement, const Table *table, guint row)
{
  sqlite3_value **values = table->rows->pdata[row % table->rows->len];

  for (int i = 0; i < table->n_columns; i++)
    sqlite3_bind_value (statement, i + 1, values[i]);
}

static void
insert_row (sqlite3_stmt *statement)
{
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

/* What is written once a package: its content and manifest, the change and its history. */
static void
insert_others (Batch *self, guint package)
{
  for (guint i = 0; i < N_OTHERS; i++)
    {
      const Table *table = &self->others[i];
      sqlite3_stmt *statement = prepare_insert (self->db, others[i], table->n_columns);

      /* The content before is empty, and the same for all. */
      for (guint row = package; row < (package + 1 == self->n_units ? table->rows->len : package + 1); row++)
        {
          bind_row (statement, table, row);
          insert_row (statement);
        }
      sqlite3_finalize (statement);
    }
}

/* Each package is a transaction. */
static void
insert_bare (gpointer data)
{
  Batch *self = data;
  sqlite3_stmt *statement = prepare_insert (self->db, "point", self->points.n_columns);
  guint package = 0;

  sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL);
  for (guint i = 0; i < self->identities->len; i++)
    {
      const Identity *identity = &g_array_index (self->identities, Identity, i);

      bind_row (statement, &self->points, i);
      sqlite3_bind_null (statement, 1);
      sqlite3_bind_text (statement, 2, identity->uuid, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, identity->unit);
      insert_row (statement);
      if (i + 1 < self->identities->len && identity[1].unit == identity->unit)
        continue;
      insert_others (self, package++);
      g_assert_cmpint (sqlite3_exec (self->db, "COMMIT; BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
    }
  g_assert_cmpint (sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_finalize (statement);
}

static void
keep_rows (NhConnection *connection, const char *sql, Table *table)
{
  g_autoptr (sqlite3_stmt) statement = nh_connection_prepare (connection, sql, NULL);

  table->rows = g_ptr_array_new ();
  table->n_columns = sqlite3_column_count (statement);
  while (nh_connection_step (connection, statement, "", NULL) == SQLITE_ROW)
    {
      sqlite3_value **row = g_new (sqlite3_value *, table->n_columns);

      for (int column = 0; column < table->n_columns; column++)
        row[column] = sqlite3_value_dup (sqlite3_column_value (statement, column));
      g_ptr_array_add (table->rows, row);
    }
}

static void
table_clear (Table *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      sqlite3_value **row = table->rows->pdata[i];

      for (int column = 0; column < table->n_columns; column++)
        sqlite3_value_free (row[column]);
      g_free (row);
    }
  g_ptr_array_unref (table->rows);
}

/* The rows that a ledger has after it received all packages. Of the records some are kept, which come again and again
 * with the uuids and units of all. */
static gpointer
keep_received (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char contents[] =
      "SELECT content.hash, packed FROM content LEFT JOIN submission ON submission.content = content.hash"
      " ORDER BY submission.id IS NULL, submission.id";
  Batch *self = data;
  g_autoptr (sqlite3_stmt)
      statement = nh_connection_prepare (connection, "SELECT uuid, unit FROM point ORDER BY id", error);

  while (nh_connection_step (connection, statement, "", error) == SQLITE_ROW)
    {
      Identity identity = { .unit = sqlite3_column_int64 (statement, 1) };

      g_strlcpy (identity.uuid, nh_statement_get_text (statement, 0), sizeof identity.uuid);
      self->n_units += self->identities->len == 0 ||
                       g_array_index (self->identities, Identity, self->identities->len - 1).unit != identity.unit;
      g_array_append_val (self->identities, identity);
    }
  keep_rows (connection, "SELECT * FROM point LIMIT " G_STRINGIFY (KEPT_ROWS), &self->points);
  for (guint i = 0; i < N_OTHERS; i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT * FROM ", others[i], " ORDER BY 1", NULL);

      keep_rows (connection, i == 0 ? contents : sql, &self->others[i]);
    }
  return self;
}

/* --- Memory --- */

static double
resident (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL) || sscanf (text, "%*d %ld", &pages) != 1)
    return 0;
  return (double) pages * (double) sysconf (_SC_PAGESIZE);
}

/* What the process holds after @n files, of which each other one is no package. */
static double
hold_after (Batch *self, guint n)
{
  GPtrArray *packages = self->packages;
  g_autofree char *foreign = g_build_filename (self->folder, "foreign" NH_ENVELOPE_PACKAGE_SUFFIX, NULL);

  fixture_write (foreign, "vn.ngayhoi.nop 1 0", -1);
  self->packages = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->packages, i % 2 == 0 ? foreign : packages->pdata[i / 2 % (packages->len - 1)]);
  g_ptr_array_add (self->packages, NULL);
  receive_again (self);
  g_ptr_array_unref (self->packages);
  self->packages = packages;
  return resident ();
}

static void
bench_memory (Bench *self, Batch *batch)
{
  guint n = self->tiny ? 40 : MANY;
  GArray *ratios = g_array_new (FALSE, FALSE, sizeof (double));
  double few, many;

  few = hold_after (batch, n / 10);
  many = hold_after (batch, n);
  many = few > 0 ? many / few : 1;
  g_array_append_val (ratios, many);
  bench_row (self, "H3", "memory after 10,000 packages, half foreign", "after a tenth of them", ratios, 1.1, FALSE);
}

/* --- The rows --- */

static void
set_up (Batch *self)
{
  NhLedgerSpec spec = {
    .unit_code = "42", .unit_on = nh_catalog_season_day (YEAR), .role = NH_ROLE_PROVINCE, .year = YEAR
  };
  g_autofree char *source = g_build_filename (self->folder, "source.ngayhoi", NULL);
  g_autoptr (GError) error = NULL;
  NhLedger *invited;

  self->invited = g_build_filename (self->folder, "invited.ngayhoi", NULL);
  self->path = g_build_filename (self->folder, "received.ngayhoi", NULL);
  self->bare = g_build_filename (self->folder, "received.db", NULL);
  nh_ledger_create (self->invited, &spec, &error);
  g_assert_no_error (error);
  nh_ledger_create (source, &spec, &error);
  g_assert_no_error (error);
  invited = fixture_open (self->invited, NH_OPEN_DEFAULT | NH_OPEN_NO_LOCK);
  self->province = call (invited, invite, self);
  fixture_close (invited);
  self->packages = g_ptr_array_new_with_free_func (g_free);
  self->identities = g_array_new (FALSE, FALSE, sizeof (Identity));
  self->source = fixture_open (source, NH_OPEN_DEFAULT | NH_OPEN_NO_LOCK);
  call (self->source, fill, self);
  call (self->source, make_packages, self);
  fixture_close (g_steal_pointer (&self->source));
  prepare (self);
  receive_all (self);
  call (self->ledger, keep_received, self);
}

static void
tear_down (Batch *self)
{
  end_round (self);
  table_clear (&self->points);
  for (guint i = 0; i < N_OTHERS; i++)
    table_clear (&self->others[i]);
  g_array_unref (self->identities);
  g_ptr_array_unref (self->packages);
  nh_keys_free (self->province);
  g_free (self->invited);
  g_free (self->path);
  g_free (self->bare);
}

void
bench_exchange (Bench *self)
{
  Batch batch = { .folder = self->folder,
                  .n_packages = self->tiny ? 3 : PACKAGES,
                  .n_records = self->tiny ? 300 : PACKAGES * RECORDS };
  BenchPair first = { insert_bare, receive_all, prepare, &batch, BENCH_CPU };
  BenchPair again = { insert_bare, receive_again, prepare_again, &batch, BENCH_CPU };

  set_up (&batch);
  bench_row (self, "H1", "216 packages of 400 records received", "prepared INSERT of the same rows",
             bench_compare (self, &first), 2, FALSE);
  prepare (&batch);
  receive_all (&batch);
  bench_row (self, "H2", "the same once more, unchanged", "prepared INSERT of the same rows",
             bench_compare (self, &again), 0.1, FALSE);
  bench_memory (self, &batch);
  tear_down (&batch);
}
