/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "ledger-fixture.h"
#include "nh-history-undo.h"
#include "nh-ledger-private.h"
#include "nh-point.h"
#include "nh-query.h"
#include "nh-store.h"

#define MANY (NH_SEARCH_BUFFER_LEAST + 50)

/* What SQL says by itself: ids in the list's own order, as numbers with commas. */
#define BY_HAND                                                                                                       \
  "SELECT coalesce (group_concat (id), '') FROM (SELECT id FROM point WHERE deleted = 0 AND year = 2026 %s ORDER BY " \
  "date_from NULLS LAST, place_key, id)"

typedef struct
{
  const char *search;
  const char *const *words;
  gboolean wait;
  gint64 id;
  const char *place;
  gint64 least, sum;
} Asked;

/* Points whose search texts say their number by digits, by a word of seven, and one of two with its marks. */
static char *
make_many (const char *folder, guint n)
{
  char *path = fixture_create (folder, "nhiều.ngayhoi");
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
      " INSERT INTO point (uuid, unit, year, version, changed_at, status, place, place_key, date_from, attendance, "
      "search, search_marked)"
      " SELECT printf ('00000000-0000-4000-8000-%%012d', i), (SELECT unit FROM ledger), 2026, 1, "
      "'2026-08-01T00:00:00Z', 'held', 'Thôn ' || i,"
      " CAST (printf ('%%05d', (i * 7919) %% 10007) AS BLOB), printf ('2026-08-%%02d', 1 + i %% 19), i,"
      " 'thon ' || i || ' w' || (i %% 7) || ' da', 'thôn ' || i || ' w' || (i %% 7) || CASE i %% 2 WHEN 0 THEN ' đá' "
      "ELSE ' da' END FROM n",
      n);

  fixture_sql (path, sql);
  return path;
}

static char *
join (GArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  return g_string_free (text, FALSE);
}

static gpointer
run_search (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_autoptr (NhQuery) query = nh_query_new (&nh_point_type);
  g_autofree NhSum *sums = g_new0 (NhSum, nh_point_type.n_fields);
  g_autoptr (GArray) ids = NULL;
  gint64 count = 0;

  query->year = 2026;
  query->search = g_strdup (asked->search);
  ids = nh_query_ids (connection, ledger, query, 0, error);
  if (ids == NULL || !nh_query_sums (connection, ledger, query, &count, NULL, sums, error))
    return NULL;
  g_assert_cmpint (count, ==, ids->len);
  asked->sum = MAX (sums[NH_POINT_ATTENDANCE].number, 0);
  return join (ids);
}

/* @condition: the same in SQL. */
static void
assert_found (NhLedger *ledger, const char *search, const char *condition)
{
  g_autoptr (GError) error = NULL;
  Asked asked = { .search = search };
  g_autofree char *found = nh_ledger_call (ledger, NH_ON_LISTER, run_search, &asked, NULL, &error);
  g_autofree char *sql = g_strdup_printf (BY_HAND, condition);
  g_autofree char *sums = g_strdup_printf (
      "SELECT coalesce (sum (attendance), 0) FROM point WHERE deleted = 0 AND year = 2026 %s", condition);
  g_autofree char *expected = fixture_sql_text (nh_ledger_get_path (ledger), sql);
  g_autofree char *sum = fixture_sql_text (nh_ledger_get_path (ledger), sums);
  g_autofree char *added = g_strdup_printf ("%" G_GINT64_FORMAT, asked.sum);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (added, ==, sum);
}

static gpointer
run_find (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;

  return nh_search_buffer_find (nh_ledger_get_search_buffer (ledger, &nh_point_type), connection, asked->words,
                                asked->wait, error);
}

/* How many are found in memory; -1: it is not used. */
static int
count_found (NhLedger *ledger, const char *word, gboolean wait)
{
  g_autoptr (GError) error = NULL;
  const char *words[] = { word, NULL };
  Asked asked = { .words = words, .wait = wait };
  g_autoptr (GArray) ids = nh_ledger_call (ledger, NH_ON_LISTER, run_find, &asked, NULL, &error);

  g_assert_no_error (error);
  return ids != NULL ? (int) ids->len : -1;
}

static gpointer
run_rename (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  g_autoptr (NhRecord) record = nh_store_get (connection, ledger, &nh_point_type, asked->id, error);
  g_autoptr (NhRecord) draft = nh_record_edit (record);
  g_autoptr (NhRecord) saved = NULL;

  nh_record_set_canonical (draft, "place", asked->place, error);
  saved = nh_store_save (connection, ledger, draft, NULL, error);
  return GINT_TO_POINTER (saved != NULL);
}

static void
rename_point (NhLedger *ledger, gint64 id, const char *place)
{
  g_autoptr (GError) error = NULL;
  Asked asked = { .id = id, .place = place };

  g_assert_nonnull (nh_ledger_call (ledger, NH_ON_WRITER, run_rename, &asked, NULL, &error));
  g_assert_no_error (error);
}

static gpointer
run_undo (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_history_undo (connection, ledger, error);
}

static void
undo (NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;

  g_free (nh_ledger_call (ledger, NH_ON_WRITER, run_undo, NULL, NULL, &error));
  g_assert_no_error (error);
}

static gpointer
run_delete (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 id = ((Asked *) data)->id;

  return GINT_TO_POINTER (nh_store_set_deleted (connection, ledger, &nh_point_type, &id, 1, TRUE, "", error));
}

static void
delete_point (NhLedger *ledger, gint64 id)
{
  g_autoptr (GError) error = NULL;
  Asked asked = { .id = id };

  nh_ledger_call (ledger, NH_ON_WRITER, run_delete, &asked, NULL, &error);
  g_assert_no_error (error);
}

static void
with_many (guint n, void (*body) (NhLedger *ledger))
{
  char *folder = fixture_folder ();
  g_autofree char *path = make_many (folder, n);
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);

  body (ledger);
  fixture_close (ledger);
  fixture_remove (folder);
}

/* ── Cases
 * ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 */

/* Few, many, none; several words; marks count where they were typed. */
static void
as_sql_finds (NhLedger *ledger)
{
  assert_found (ledger, "thon", "AND search LIKE '%thon%'");
  assert_found (ledger, "w3", "AND search LIKE '%w3%'");
  assert_found (ledger, "99 w5", "AND search LIKE '%99%' AND search LIKE '%w5%'");
  assert_found (ledger, "W1  77 Thôn", "AND search LIKE '%w1%' AND search LIKE '%77%' AND search_marked LIKE '%thôn%'");
  assert_found (ledger, "da 12", "AND search LIKE '%da%' AND search LIKE '%12%'");
  assert_found (ledger, "đá 12", "AND search_marked LIKE '%đá%' AND search LIKE '%12%'");
  assert_found (ledger, "khongco", "AND 0");
  assert_found (ledger, "a 1", "AND search LIKE '%a%' AND search LIKE '%1%'");
  g_assert_cmpint (count_found (ledger, "thon", TRUE), ==, MANY);
  g_assert_cmpint (count_found (ledger, "dathon", TRUE), ==, 0); /* from one text into the next */
}

static void
test_found (void)
{
  with_many (MANY, as_sql_finds);
}

static void
as_few_are (NhLedger *ledger)
{
  g_assert_cmpint (count_found (ledger, "thon", TRUE), ==, -1);
  assert_found (ledger, "w3 1", "AND search LIKE '%w3%' AND search LIKE '%1%'");
}

static void
test_few (void)
{
  with_many (NH_SEARCH_BUFFER_LEAST, as_few_are);
}

static void
as_changed (NhLedger *ledger)
{
  g_autofree char *uuid = NULL;

  g_assert_cmpint (count_found (ledger, "w3", FALSE), ==, -1); /* nothing was read yet */
  g_assert_cmpint (count_found (ledger, "khac", TRUE), ==, 0);
  g_assert_cmpint (count_found (ledger, "khac", FALSE), ==, 0);

  rename_point (ledger, 7, "Nhà khác");
  g_assert_cmpint (count_found (ledger, "khac", FALSE), ==, 1);
  assert_found (ledger, "khac", "AND id = 7");
  assert_found (ledger, "da", "AND id <> 7");
  uuid = fixture_save_point (ledger, "Hội khác");
  assert_found (ledger, "khac", "AND (id = 7 OR id > " G_STRINGIFY (MANY) ")");
  rename_point (ledger, 7, "Nhà cũ");
  rename_point (ledger, MANY + 1, "Hội cũ");
  assert_found (ledger, "khac", "AND 0");
  assert_found (ledger, "cu", "AND (id = 7 OR id > " G_STRINGIFY (MANY) ")");
  undo (ledger);
  assert_found (ledger, "khac", "AND id > " G_STRINGIFY (MANY));
  delete_point (ledger, 7);
  assert_found (ledger, "cu", "AND 0");
  g_assert_cmpint (count_found (ledger, "cu", TRUE), ==, 1); /* deleted ones are for the query to leave out */
  undo (ledger);
  assert_found (ledger, "cu", "AND id = 7");
}

static void
test_changed (void)
{
  with_many (MANY, as_changed);
}

/* Each record, by one change of somebody else: all are read anew. */
static void
as_all_changed (NhLedger *ledger)
{
  static const char sql[] =
      "UPDATE point SET search = 'moi ' || id;"
      "INSERT INTO change (id, at, by, action, hash) VALUES (1000, '2026-08-02T00:00:00Z', 'x', 'update', 'một');"
      "INSERT INTO history (change, type, record, action, version, before, after) SELECT 1000, 'point', id, 'update', "
      "2, '{}', '{}' FROM point";

  g_assert_cmpint (count_found (ledger, "thon", TRUE), ==, MANY);
  fixture_sql (nh_ledger_get_path (ledger), sql);
  g_assert_cmpint (count_found (ledger, "moi", FALSE), ==, -1); /* more than a screen waits for */
  g_assert_cmpint (count_found (ledger, "moi", TRUE), ==, MANY);
  g_assert_cmpint (count_found (ledger, "thon", TRUE), ==, 0);
  assert_found (ledger, "moi 99", "AND search LIKE '%moi%' AND search LIKE '%99%'");

  /* Another story of the same length. */
  fixture_sql (nh_ledger_get_path (ledger),
               "UPDATE point SET search = 'khac ' || id; UPDATE change SET hash = 'hai' WHERE id = 1000");
  g_assert_cmpint (count_found (ledger, "moi", TRUE), ==, 0);
  g_assert_cmpint (count_found (ledger, "khac", TRUE), ==, MANY);
}

static void
test_all_changed (void)
{
  with_many (MANY, as_all_changed);
}

/* A connection that sees the ledger as it was gets nothing of later. */
static void
as_it_was (NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhConnection) old = nh_connection_open (nh_ledger_get_path (ledger), NH_CONNECTION_READ, &error);
  static const char *const words[] = { "khac", NULL };
  NhSearchBuffer *buffer = nh_ledger_get_search_buffer (ledger, &nh_point_type);
  g_autoptr (GArray) now = NULL;

  g_assert_no_error (error);
  rename_point (ledger, 1, "Nhà nào");
  g_assert_true (nh_connection_exec (old, "BEGIN", "test", &error));
  g_assert_cmpint (nh_connection_get_int (old, "SELECT count (*) FROM point", 0), ==, MANY);
  rename_point (ledger, 7, "Nhà khác");
  g_assert_cmpint (count_found (ledger, "khac", TRUE), ==, 1);
  g_assert_null (nh_search_buffer_find (buffer, old, words, TRUE, &error));
  g_assert_no_error (error);
  nh_connection_rollback (old);
  now = nh_search_buffer_find (buffer, old, words, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (now->len, ==, 1);
}

static void
test_older (void)
{
  with_many (MANY, as_it_was);
}

/* What was given up half way goes on later, and what changed meanwhile is not forgotten. */
static void
as_given_up (NhLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhConnection) connection = nh_connection_open (nh_ledger_get_path (ledger), NH_CONNECTION_READ, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  static const char *const words[] = { "thon", NULL };
  NhSearchBuffer *buffer = nh_ledger_get_search_buffer (ledger, &nh_point_type);

  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  nh_connection_set_cancellable (connection, cancellable);
  g_assert_null (nh_search_buffer_find (buffer, connection, words, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nh_connection_set_cancellable (connection, NULL);

  rename_point (ledger, 2, "Nhà khác");
  g_assert_cmpint (count_found (ledger, "thon", TRUE), ==, MANY - 1);
  assert_found (ledger, "khac", "AND id = 2");
  assert_found (ledger, "w4", "AND search LIKE '%w4%'");
}

static void
test_given_up (void)
{
  with_many (MANY, as_given_up);
}

/* What was given up half way under a newer state is nothing for those who see an older one. */
static void
as_older_after_giving_up (NhLedger *ledger)
{
  static const char more[] =
      "INSERT INTO point (uuid, unit, year, version, changed_at, place, place_key, search, search_marked)"
      " SELECT printf ('00000000-0000-4000-9000-%012d', id), unit, 2026, 1, changed_at, place, place_key, search, "
      "search_marked FROM point WHERE id > 100 LIMIT 3000";
  static const char *const words[] = { "khac", NULL };
  const char *path = nh_ledger_get_path (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhConnection) old = nh_connection_open (path, NH_CONNECTION_READ, &error);
  g_autoptr (NhConnection) newer = nh_connection_open (path, NH_CONNECTION_READ, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  NhSearchBuffer *buffer = nh_ledger_get_search_buffer (ledger, &nh_point_type);

  rename_point (ledger, 1, "Nhà nào");
  g_assert_cmpint (count_found (ledger, "khac", TRUE), ==, 0);
  g_assert_true (nh_connection_exec (old, "BEGIN", "test", &error));
  g_assert_cmpint (nh_connection_get_int (old, "SELECT count (*) FROM point", 0), ==, MANY);
  rename_point (ledger, 7, "Nhà khác");
  fixture_sql (path, more); /* so much that it takes a while */
  g_cancellable_cancel (cancellable);
  nh_connection_set_cancellable (newer, cancellable);
  g_assert_null (nh_search_buffer_find (buffer, newer, words, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (nh_search_buffer_find (buffer, old, words, TRUE, &error));
  g_assert_no_error (error);
  nh_connection_rollback (old);
  g_assert_cmpint (count_found (ledger, "khac", TRUE), ==, 1);
}

static void
test_older_after_giving_up (void)
{
  with_many (MANY, as_older_after_giving_up);
}

/* The first page below the root of the history, which is an inner page: its first child. */
static void
damage_history (const char *path)
{
  g_autofree char *root = fixture_sql_text (path, "SELECT rootpage FROM sqlite_schema WHERE name = 'history'");
  g_autofree char *size = fixture_sql_text (path, "PRAGMA page_size");
  g_autofree char *file = NULL;
  gsize page = (gsize) g_ascii_strtoll (size, NULL, 10), length;
  const guint8 *at;
  guint cell;
  guint32 child;

  g_assert_true (g_file_get_contents (path, &file, &length, NULL));
  at = (const guint8 *) file + (gsize) (g_ascii_strtoll (root, NULL, 10) - 1) * page;
  g_assert_cmpint (at[0], ==, 2);
  cell = (guint) at[12] << 8 | at[13];
  memcpy (&child, at + cell, sizeof child);
  fixture_damage (path, (goffset) ((gsize) (GUINT32_FROM_BE (child) - 1) * page), 100);
}

/* Records can be searched as long as they can be read themselves. */
static void
test_damaged_history (void)
{
  static const char changes[] =
      "INSERT INTO change (id, at, by, action, hash) VALUES (1000, '2026-08-02T00:00:00Z', 'x', 'update', 'một');"
      "INSERT INTO history (change, type, record, action, version, before, after)"
      " SELECT 1000, 'point', id, 'update', 2, '{}', printf ('%.200c', 'x') FROM point";
  char *folder = fixture_folder ();
  g_autofree char *path = make_many (folder, MANY);
  NhLedger *ledger;

  fixture_sql (path, changes);
  damage_history (path);
  ledger = fixture_open (path, NH_OPEN_DEFAULT);
  assert_found (ledger, "w3", "AND search LIKE '%w3%'");
  fixture_sql (
      path, "INSERT INTO change (id, at, by, action, hash) VALUES (1001, '2026-08-02T00:00:00Z', 'x', 'update', 'hai');"
            "UPDATE change SET hash = 'ba' WHERE id = 1000");
  assert_found (ledger, "w3", "AND search LIKE '%w3%'");
  fixture_close (ledger);
  fixture_remove (folder);
}

/* A hand-in writes records and has one row in the history, which names none of them. */
static void
test_received (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = make_many (folder, MANY);
  NhLedger *ledger = fixture_open (path, NH_OPEN_DEFAULT);

  assert_found (ledger, "w3", "AND search LIKE '%w3%'");
  g_assert_cmpint (count_found (ledger, "xyz", TRUE), ==, 0);
  fixture_sql (
      path, "UPDATE point SET search = 'xyz', search_marked = 'xyz' WHERE id = 5;"
            "INSERT INTO change (id, at, by, action, hash) VALUES (1, '2026-08-02T00:00:00Z', 'x', 'receive', 'một');"
            "INSERT INTO history (change, type, record, action, version, before, after)"
            " VALUES (1, 'submission', 1, 'receive', 1, '{}', '{}')");
  g_assert_cmpint (count_found (ledger, "xyz", TRUE), ==, 1);
  assert_found (ledger, "xyz", "AND search LIKE '%xyz%'");
  assert_found (ledger, "w3", "AND search LIKE '%w3%'");
  fixture_close (ledger);
  fixture_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-buffer/found", test_found);
  g_test_add_func ("/search-buffer/few", test_few);
  g_test_add_func ("/search-buffer/changed", test_changed);
  g_test_add_func ("/search-buffer/received", test_received);
  g_test_add_func ("/search-buffer/all-changed", test_all_changed);
  g_test_add_func ("/search-buffer/older", test_older);
  g_test_add_func ("/search-buffer/given-up", test_given_up);
  g_test_add_func ("/search-buffer/older-after-giving-up", test_older_after_giving_up);
  g_test_add_func ("/search-buffer/damaged-history", test_damaged_history);
  return g_test_run ();
}
