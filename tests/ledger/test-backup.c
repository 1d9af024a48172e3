/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "nh-backup.h"
#include "nh-error.h"
#include "nh-platform.h"

typedef struct
{
  char *folder;
  char *path;
  char *backups;
  NhLedger *ledger;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_setenv ("NGAY_HOI_TODAY", "2026-08-20", TRUE);
  self->folder = fixture_folder ();
  self->path = fixture_create (self->folder, "Xã Đức Thọ.ngayhoi");
  self->backups = nh_backup_get_folder (self->path);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  if (self->ledger != NULL)
    fixture_close (self->ledger);
  g_free (self->path);
  g_free (self->backups);
  fixture_remove (self->folder);
}

static gpointer
make_backup (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_backup_make (connection, data, error);
}

static char *
back_up (Fixture *self, const char *out)
{
  g_autoptr (GError) error = NULL;
  char *path = nh_ledger_call (self->ledger, NH_ON_WRITER, make_backup, (gpointer) out, NULL, &error);

  g_assert_no_error (error);
  return path;
}

static gint64
points_in (const char *path)
{
  g_autofree char *count = fixture_sql_text (path, "SELECT count(*) FROM point");

  return g_ascii_strtoll (count, NULL, 10);
}

static void
close_ledger (Fixture *self)
{
  fixture_close (g_steal_pointer (&self->ledger));
}

/* Making */

static gpointer
make_copy (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_backup_make_copy (connection, data, error);
}

/* The copy for others has no keys, not even in a free page; the backup has them. */
static void
test_copy_without_keys (Fixture *self, gconstpointer unused)
{
  const char *seed = "A seed that nobody else may have", *old_seed = "The seed of an earlier computer.";
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *out = g_build_filename (self->folder, "cho tỉnh.ngayhoi", NULL);
  g_autofree char *backup = NULL, *copy = NULL, *sql = NULL, *bytes = NULL, *secrets = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  close_ledger (self);
  sql = g_strdup_printf ("INSERT INTO secret VALUES (1, CAST ('%s' AS BLOB));"
                         "UPDATE secret SET seed = CAST ('%s' AS BLOB);"
                         "INSERT INTO slip SELECT id, '7K3M9QX2ABCDEFGH', '2026-08-20', NULL FROM unit LIMIT 1",
                         old_seed, seed);
  fixture_sql (self->path, sql);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  backup = back_up (self, NULL);
  secrets = fixture_sql_text (backup, "SELECT CAST (seed AS TEXT) FROM secret");
  g_assert_cmpstr (secrets, ==, seed);

  copy = nh_ledger_call (self->ledger, NH_ON_WRITER, make_copy, out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copy, ==, out);
  g_assert_cmpint (points_in (copy), ==, 1);
  g_assert_true (nh_backup_verify (copy, &error));
  g_assert_true (g_file_get_contents (copy, &bytes, &length, NULL));
  g_assert_null (nh_platform_find_bytes (bytes, length, seed, strlen (seed)));
  g_assert_null (nh_platform_find_bytes (bytes, length, old_seed, strlen (old_seed)));
  g_assert_null (nh_platform_find_bytes (bytes, length, "7K3M9QX2ABCDEFGH", 16));
}

static void
test_make (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *path = back_up (self, NULL);
  g_autofree char *again = NULL, *name = g_path_get_basename (path), *mode = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GStatBuf info;

  g_assert_true (g_str_has_prefix (path, self->backups));
  g_assert_true (g_str_has_prefix (name, "Xã Đức Thọ-2026-08-20-"));
  g_assert_cmpint (nh_backup_get_day (path), ==, 20260820);
  g_assert_true (nh_backup_verify (path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (points_in (path), ==, 1);
  /* One file, not in WAL mode, for its owner only; nothing is left beside it. */
  mode = fixture_sql_text (path, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
#ifdef G_OS_UNIX
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
#endif
  again = back_up (self, NULL);
  g_assert_cmpstr (again, !=, path);
  /* The first one is that of the day. */
  g_assert_cmpuint (fixture_count_files (self->backups), ==, 3);
  list = nh_backup_list (self->path);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (list->pdata[0], ==, again);
  g_assert_cmpstr (list->pdata[1], ==, path);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The second place gets the newest backup once it is there, keeps by the same rules, and is told when it is not. */
static void
test_bring (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = NULL;
  g_autofree char *place = g_build_filename (self->folder, "thẻ nhớ", NULL);
  g_autofree char *folder = g_build_filename (place, "Xã Đức Thọ.backup", NULL);
  g_autofree char *backup = NULL, *name = NULL, *copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_backup_bring (self->path, place, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_VANISHED);
  g_clear_error (&error);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS)); /* a stick that is not there is not made */
  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  g_assert_true (nh_backup_bring (self->path, place, &error)); /* no backup yet */
  g_assert_cmpuint (count_files (place), ==, 0);

  uuid = fixture_save_point (self->ledger, "Thôn 1");
  backup = back_up (self, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (nh_backup_bring (self->path, place, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_files (folder), ==, 1);
    }
  name = g_path_get_basename (backup);
  copy = g_build_filename (folder, name, NULL);
  g_assert_true (nh_backup_verify (copy, &error));
  g_assert_cmpint (points_in (copy), ==, 1);

  for (guint day = 1; day <= 28; day++)
    {
      g_autofree char *today = g_strdup_printf ("2026-09-%02u", day);
      g_autofree char *path = NULL;

      g_setenv ("NGAY_HOI_TODAY", today, TRUE);
      path = back_up (self, NULL);
      g_assert_true (nh_backup_bring (self->path, place, &error));
    }
  g_assert_cmpuint (count_files (folder), ==, 11); /* ten days, and the one of August */
}

static void
test_make_elsewhere (Fixture *self, gconstpointer unused)
{
  g_autofree char *out = g_build_filename (self->folder, "copy.ngayhoi", NULL);
  g_autofree char *nowhere = g_build_filename (self->folder, "no", "copy.ngayhoi", NULL);
  g_autofree char *uuid = NULL, *first = NULL, *second = NULL;
  g_autoptr (GError) error = NULL;

  first = back_up (self, out);
  g_assert_cmpstr (first, ==, out);
  uuid = fixture_save_point (self->ledger, "Thôn 1");
  second = back_up (self, out);
  g_assert_cmpint (points_in (out), ==, 1);
  /* Of what a copy needs beside the ledger nothing is left. */
  g_assert_null (nh_ledger_call (self->ledger, NH_ON_WRITER, make_backup, self->path, NULL, &error));
  fixture_assert_error (error, NH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (nh_ledger_call (self->ledger, NH_ON_WRITER, make_backup, nowhere, NULL, &error));
  fixture_assert_error (error, NH_ERROR_NOT_FOUND);
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 1);
}

/* A backup takes the place of an older one, but not of another ledger, nor of a damaged one. */
static void
test_other_ledger_stays (Fixture *self, gconstpointer unused)
{
  g_autofree char *other = fixture_create (self->folder, "other.ngayhoi");
  g_autofree char *uuid = fixture_sql_text (other, "SELECT uuid FROM ledger");
  g_autofree char *after = NULL;

  for (int damaged = 0; damaged < 2; damaged++)
    {
      g_autoptr (GError) error = NULL;

      if (damaged)
        fixture_damage (other, 4096, 4096 * 40);
      g_assert_null (nh_ledger_call (self->ledger, NH_ON_WRITER, make_backup, other, NULL, &error));
      fixture_assert_error (error, NH_ERROR_EXISTS);
      if (!damaged)
        after = fixture_sql_text (other, "SELECT uuid FROM ledger");
      g_assert_cmpstr (uuid, ==, after);
    }
}

/* Nor does a backup take the place of another program's database. */
static void
test_foreign_database_stays (Fixture *self, gconstpointer unused)
{
  g_autofree char *other = g_build_filename (self->folder, "other.db", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  fixture_write (other, "", 0);
  fixture_sql (other, "CREATE TABLE mine (x); INSERT INTO mine VALUES ('kept')");
  g_assert_null (nh_ledger_call (self->ledger, NH_ON_WRITER, make_backup, other, NULL, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  kept = fixture_sql_text (other, "SELECT x FROM mine");
  g_assert_cmpstr (kept, ==, "kept");
}

/* A reader makes a sound copy, too. */
static void
test_make_on_reader (Fixture *self, gconstpointer unused)
{
  g_autofree char *out = g_build_filename (self->folder, "copy.ngayhoi", NULL);
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  path = nh_ledger_call (self->ledger, NH_ON_READER, make_backup, out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (points_in (path), ==, 1);
}

static void
test_full_disk (Fixture *self, gconstpointer unused)
{
  g_autofree char *mount = fixture_mount (self->folder, "200k");
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  if (mount == NULL)
    {
      g_test_skip ("no file system of our own to fill");
      return;
    }
  out = g_build_filename (mount, "copy.ngayhoi", NULL);
  g_assert_null (nh_ledger_call (self->ledger, NH_ON_WRITER, make_backup, out, NULL, &error));
  fixture_assert_error (error, NH_ERROR_FULL);
  g_assert_cmpuint (fixture_count_files (mount), ==, 0);
  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  fixture_unmount (mount);
}

/* Keeping */

static void
place_backup (Fixture *self, const char *stamp)
{
  g_autofree char *name = g_strdup_printf ("Xã Đức Thọ-%s.ngayhoi", stamp);
  g_autofree char *path = g_build_filename (self->backups, name, NULL);

  fixture_write (path, "old", 3);
}

static gboolean
is_kept (Fixture *self, const char *stamp)
{
  g_autofree char *name = g_strdup_printf ("Xã Đức Thọ-%s.ngayhoi", stamp);
  g_autofree char *path = g_build_filename (self->backups, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_rotation (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *stamp;
    gboolean kept;
  } cases[] = {
    { "2026-08-20-070000000", TRUE },                                    /* today: all */
    { "2026-08-20-080000000", TRUE },  { "2026-08-19-090000000", TRUE }, /* ten days with one: the newest of each */
    { "2026-08-19-080000000", FALSE }, { "2026-08-18-080000000", TRUE },  { "2026-08-15-080000000", TRUE },
    { "2026-08-14-080000000", TRUE },  { "2026-08-13-080000000", TRUE },  { "2026-08-12-080000000", TRUE },
    { "2026-08-11-080000000", TRUE },  { "2026-08-10-080000000", TRUE },  { "2026-08-09-080000000", TRUE },
    { "2026-08-08-080000000", FALSE }, /* the eleventh day; August has a newer one */
    { "2026-07-31-080000000", TRUE },  /* the newest of a month */
    { "2026-07-30-080000000", FALSE }, { "2026-06-02-080000000", TRUE },  { "2026-05-02-080000000", TRUE },
    { "2026-04-02-080000000", TRUE },  { "2026-03-02-080000000", TRUE },  { "2026-02-02-080000000", TRUE },
    { "2026-01-02-080000000", TRUE },  { "2025-12-02-080000000", TRUE },  { "2025-11-02-080000000", TRUE },
    { "2025-10-02-080000000", TRUE },  { "2025-08-19-080000000", TRUE }, /* the twelfth month */
    { "2025-08-18-080000000", FALSE }, { "2025-07-19-080000000", FALSE },
  };
  g_autofree char *foreign = g_build_filename (self->backups, "holiday.jpg", NULL);
  g_autofree char *other = g_build_filename (self->backups, "Xã Đức Thọ B-2020-01-01-080000000.ngayhoi", NULL);
  g_autofree char *path = NULL;

  g_assert_cmpint (g_mkdir (self->backups, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    place_backup (self, cases[i].stamp);
  fixture_write (foreign, "x", 1);
  fixture_write (other, "x", 1);

  path = back_up (self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].stamp);
      g_assert_true (is_kept (self, cases[i].stamp) == cases[i].kept);
    }
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* The clock was set back: the one just made is the oldest by its name, and stays. */
static void
test_rotation_after_clock_change (Fixture *self, gconstpointer unused)
{
  g_autofree char *path = NULL;

  g_assert_cmpint (g_mkdir (self->backups, 0700), ==, 0);
  for (int i = 1; i <= 20; i++)
    {
      g_autofree char *stamp = g_strdup_printf ("%d-%02d-%02d-080000000", 2030 + i / 12, 1 + i % 12, i);

      place_backup (self, stamp);
    }
  path = back_up (self, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static gpointer
make_daily (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  return nh_backup_daily (connection, error);
}

static void
test_daily (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *today;
    gboolean made;
  } cases[] = {
    { "2026-08-20", TRUE },  { "2026-08-20", FALSE }, { "2026-08-21", TRUE },
    { "2026-08-21", FALSE }, { "2027-01-01", TRUE },  { "2099-01-01", TRUE }, /* the clock was wrong once */
    { "2027-01-01", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;

      g_setenv ("NGAY_HOI_TODAY", cases[i].today, TRUE);
      path = nh_ledger_call (self->ledger, NH_ON_WRITER, make_daily, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true ((path != NULL) == cases[i].made);
    }
}

/* Verifying */

static const struct
{
  const char *name;
  const char *sql; /* what is done to the file behind the program's back */
  NhError code;
  gboolean restorable; /* only the chain of the history is broken: the records are sound */
} tampered[] = {
  { "history", "UPDATE history SET after = replace (after, '185', '999')", NH_ERROR_CORRUPT, TRUE },
  { "history-gone", "DELETE FROM history WHERE change = 1", NH_ERROR_CORRUPT, TRUE },
  { "reference", "PRAGMA foreign_keys = OFF; UPDATE point SET unit = 987654", NH_ERROR_CORRUPT },
  { "newer", "PRAGMA user_version = 900", NH_ERROR_NEWER },
  { "unfinished", "PRAGMA user_version = 0", NH_ERROR_NOT_A_LEDGER },
  { "foreign", "PRAGMA application_id = 1", NH_ERROR_NOT_A_LEDGER },
  { "index",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, '(place_key)', '(note)')"
    " WHERE name = 'point_place_key'",
    NH_ERROR_NOT_A_LEDGER },
};

static void
test_verify (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Fixture self = { 0 };
  g_autofree char *backup = NULL, *uuid = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&self, NULL);
  uuid = fixture_save_point (self.ledger, "Thôn 1");
  g_free (fixture_save_point (self.ledger, "Thôn 2"));
  backup = back_up (&self, NULL);
  fixture_sql (backup, tampered[i].sql);
  g_assert_false (nh_backup_verify (backup, &error));
  fixture_assert_error (error, tampered[i].code);
  close_ledger (&self);

  /* And what is not sound is not put in place of a ledger. */
  g_clear_error (&error);
  if (tampered[i].restorable)
    {
      g_assert_true (nh_backup_restore (self.path, backup, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (points_in (self.path), ==, 2);
      tear_down (&self, NULL);
      return;
    }
  g_assert_false (nh_backup_restore (self.path, backup, NULL, &error));
  fixture_assert_error (error, tampered[i].code);
  g_assert_cmpint (points_in (self.path), ==, 2);
  tear_down (&self, NULL);
}

static void
on_broken (NhLedger *ledger, const char *message, char **told)
{
  g_assert_null (*told);
  *told = g_strdup (message);
}

/* A break in the chain of the history stops no backup and no copy for others; it is reported by itself, once. */
static void
test_broken_history (Fixture *self, gconstpointer unused)
{
  g_autofree char *out = g_build_filename (self->folder, "copy.ngayhoi", NULL);
  g_autofree char *away = g_build_filename (self->folder, "cho tỉnh.ngayhoi", NULL);
  g_autofree char *told = NULL, *made = NULL, *sent = NULL, *problem = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  close_ledger (self);
  fixture_sql (self->path, "UPDATE history SET after = replace (after, '185', '999')");
  g_setenv ("NGAY_HOI_TODAY", "2026-08-21", TRUE);
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_signal_connect (self->ledger, "history-broken", G_CALLBACK (on_broken), &told);

  g_free (fixture_save_point (self->ledger, "Thôn 2"));
  problem = nh_ledger_get_backup_problem (self->ledger);
  g_assert_null (problem);
  backups = nh_backup_list (self->path);
  g_assert_cmpuint (backups->len, ==, 2);
  g_assert_cmpint (nh_backup_get_day (backups->pdata[0]), ==, 20260821);
  made = back_up (self, out);
  g_assert_cmpint (points_in (made), ==, 2);
  sent = nh_ledger_call (self->ledger, NH_ON_WRITER, make_copy, away, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (points_in (sent), ==, 2);
  g_assert_false (nh_backup_verify (made, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_CORRUPT);

  while (told == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told, ==, error->message);
}

/* Restoring */

static void
test_restore (Fixture *self, gconstpointer unused)
{
  g_autofree char *first = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *backup = back_up (self, NULL);
  g_autofree char *second = fixture_save_point (self->ledger, "Thôn 2");
  g_autoptr (GPtrArray) before = nh_backup_list (self->path);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_backup_restore (self->path, backup, NULL, &error));
  fixture_assert_error (error, NH_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 2);

  close_ledger (self);
  g_assert_true (nh_backup_restore (self->path, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (fixture_exists (self->path, ".lock"));
  self->ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_assert_cmpint (fixture_count_points (self->ledger), ==, 1);

  /* What was there before is a backup now, and can be had back. */
  after = nh_backup_list (self->path);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_assert_cmpint (points_in (after->pdata[0]), ==, 2);
  close_ledger (self);
  g_assert_true (nh_backup_restore (self->path, after->pdata[0], NULL, &error));
  g_assert_cmpint (points_in (self->path), ==, 2);
}

static void
test_restore_refused (Fixture *self, gconstpointer unused)
{
  g_autofree char *other = fixture_create (self->folder, "other.ngayhoi");
  g_autofree char *text = g_build_filename (self->folder, "text.ngayhoi", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "missing.ngayhoi", NULL);
  g_autofree char *damaged = g_build_filename (self->folder, "damaged.ngayhoi", NULL);
  const struct
  {
    const char *from;
    NhError code;
  } cases[] = {
    { other, NH_ERROR_INVALID },   { text, NH_ERROR_NOT_A_LEDGER },  { missing, NH_ERROR_NOT_FOUND },
    { damaged, NH_ERROR_CORRUPT }, { self->path, NH_ERROR_INVALID },
  };

  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  close_ledger (self);
  fixture_write (text, "not a ledger", -1);
  fixture_copy (self->path, damaged);
  fixture_damage (damaged, 20 * 4096, 200);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].from);
      g_assert_false (nh_backup_restore (self->path, cases[i].from, NULL, &error));
      fixture_assert_error (error, cases[i].code);
      g_assert_cmpint (points_in (self->path), ==, 1);
      g_assert_false (fixture_exists (self->path, ".lock"));
    }
}

static guint
count_damaged (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->backups, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    count += g_str_has_suffix (name, ".damaged");
  return count;
}

/* A ledger that is refused for its schema is still the one that it is. */
static void
test_restore_over_altered (Fixture *self, gconstpointer unused)
{
  g_autofree char *other = fixture_create (self->folder, "other.ngayhoi");
  g_autofree char *own = NULL;
  g_autoptr (GError) error = NULL;

  g_free (fixture_save_point (self->ledger, "Thôn 1"));
  own = back_up (self, NULL);
  close_ledger (self);
  fixture_sql (self->path, "CREATE VIEW harm AS SELECT 1");

  g_assert_false (nh_backup_restore (self->path, other, NULL, &error));
  fixture_assert_error (error, NH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (count_damaged (self), ==, 0);

  nh_backup_restore (self->path, own, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_damaged (self), ==, 1);
  g_assert_cmpint (points_in (self->path), ==, 1);
}

static void
test_restore_over_damaged (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    goffset at;
    gsize length;
  } places[] = { { 0, 16 }, { 60, 8 }, { 100, 2000 }, { 10 * 4096, 4096 } };
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *backup = back_up (self, NULL);

  close_ledger (self);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture_damage (self->path, places[i].at, places[i].length);
      g_assert_true (nh_backup_restore (self->path, backup, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (nh_backup_verify (self->path, &error));
      g_assert_cmpint (points_in (self->path), ==, 1);
      g_assert_cmpuint (count_damaged (self), ==, i + 1);
    }
}

/* Where the restored copy finds no room, the ledger stays in its place, damaged as it is. */
static void
test_restore_full_disk (Fixture *self, gconstpointer unused)
{
  g_autofree char *mount = fixture_mount (self->folder, "1m");
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *backup = back_up (self, NULL);
  g_autofree char *path = NULL, *ballast = NULL, *before = NULL, *after = NULL;
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autoptr (GError) error = NULL;
  gsize before_length = 0, after_length = 0;
  FILE *file;

  if (mount == NULL)
    {
      g_test_skip ("no file system of our own to fill");
      return;
    }
  close_ledger (self);
  path = g_build_filename (mount, "a.ngayhoi", NULL);
  ballast = g_build_filename (mount, "ballast", NULL);
  fixture_copy (self->path, path);
  fixture_damage (path, 100, 2000);
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  file = g_fopen (ballast, "wb");
  g_assert_cmpuint (fwrite (zeros, 1, (1 << 20) - before_length - 100000, file), >, 0);
  fclose (file);

  g_assert_false (nh_backup_restore (path, backup, NULL, &error));
  fixture_assert_error (error, NH_ERROR_FULL);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (after, after_length, before, before_length);

  g_remove (ballast);
  g_clear_error (&error);
  g_assert_true (nh_backup_restore (path, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (points_in (path), ==, 1);
  fixture_unmount (mount);
}

static void
test_restore_missing (Fixture *self, gconstpointer unused)
{
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *backup = back_up (self, NULL);
  g_autoptr (GError) error = NULL;

  close_ledger (self);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  g_assert_true (nh_backup_restore (self->path, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (points_in (self->path), ==, 1);
}

/* The file was deleted after a crash, its -wal not: what that says would be done to the restored one. */
static void
test_restore_missing_but_for_its_wal (Fixture *self, gconstpointer unused)
{
  g_autofree char *backup = back_up (self, NULL);
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *kept = g_build_filename (self->folder, "kept", NULL);
  g_autoptr (GError) error = NULL;
  guint files;

  fixture_copy (wal, kept);
  close_ledger (self);
  g_assert_cmpint (g_remove (self->path), ==, 0);
  fixture_copy (kept, wal);
  files = fixture_count_files (self->backups);
  g_assert_true (nh_backup_restore (self->path, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (fixture_exists (self->path, "-wal"));
  g_assert_cmpint (points_in (self->path), ==, 0);
  g_assert_true (nh_backup_verify (self->path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_files (self->backups), ==, files + 1); /* it is kept */
}

static void
test_make_beside_a_wal (Fixture *self, gconstpointer unused)
{
  g_autofree char *out = g_build_filename (self->folder, "copy.ngayhoi", NULL);
  g_autofree char *wal = g_strconcat (out, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  fixture_write (wal, "x", 1);
  g_assert_null (nh_ledger_call (self->ledger, NH_ON_REPORTER, make_backup, out, NULL, &error));
  fixture_assert_error (error, NH_ERROR_EXISTS);
  g_assert_false (fixture_exists (out, ""));
}

/* The ledger crashed before: what is in its -wal is part of what is backed up first, and does not spoil the restored
 * file. */
static void
test_restore_after_crash (Fixture *self, gconstpointer unused)
{
  g_autofree char *backup = back_up (self, NULL);
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *kept = g_build_filename (self->folder, "kept", NULL);
  g_autofree char *kept_wal = g_build_filename (self->folder, "kept-wal", NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  fixture_copy (self->path, kept);
  fixture_copy (wal, kept_wal);
  close_ledger (self);
  fixture_copy (kept, self->path);
  fixture_copy (kept_wal, wal);

  g_assert_true (nh_backup_restore (self->path, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (fixture_exists (self->path, "-wal"));
  g_assert_cmpint (points_in (self->path), ==, 0);
  list = nh_backup_list (self->path);
  g_assert_cmpint (points_in (list->pdata[0]), ==, 1);
}

/* Another program still reads the -wal: the ledger stays, because the restored file would be read with that -wal. */
static void
test_restore_while_read (Fixture *self, gconstpointer unused)
{
  g_autofree char *backup = back_up (self, NULL);
  g_autofree char *uuid = fixture_save_point (self->ledger, "Thôn 1");
  g_autoptr (GError) error = NULL;
  sqlite3 *reader;

  close_ledger (self);
  fixture_sql (self->path, "PRAGMA journal_mode = WAL");
  g_assert_cmpint (sqlite3_open_v2 (self->path, &reader, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (reader, "SELECT count(*) FROM point", NULL, NULL, NULL), ==, SQLITE_OK);

  g_assert_false (nh_backup_restore (self->path, backup, NULL, &error));
  fixture_assert_error (error, NH_ERROR_BUSY);
  g_clear_error (&error);
  sqlite3_close (reader);
  g_assert_cmpint (points_in (self->path), ==, 1);

  g_assert_true (nh_backup_restore (self->path, backup, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (points_in (self->path), ==, 0);
}

#ifdef G_OS_UNIX
/* A file that others might read is for its user alone once a ledger or a copy of one takes its place. */
static void
test_private (Fixture *self, gconstpointer unused)
{
  g_autofree char *out = g_build_filename (self->folder, "copy.ngayhoi", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  fixture_write (out, "x", 1);
  g_assert_cmpint (g_chmod (out, 0644), ==, 0);
  g_free (back_up (self, out));
  g_assert_cmpint (g_stat (out, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  close_ledger (self);
  g_assert_cmpint (g_chmod (self->path, 0644), ==, 0);
  nh_backup_restore (self->path, out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/backup/make", Fixture, NULL, set_up, test_make, tear_down);
  g_test_add ("/backup/copy-without-keys", Fixture, NULL, set_up, test_copy_without_keys, tear_down);
  g_test_add ("/backup/bring", Fixture, NULL, set_up, test_bring, tear_down);
  g_test_add ("/backup/make-elsewhere", Fixture, NULL, set_up, test_make_elsewhere, tear_down);
  g_test_add ("/backup/other-ledger-stays", Fixture, NULL, set_up, test_other_ledger_stays, tear_down);
  g_test_add ("/backup/foreign-database-stays", Fixture, NULL, set_up, test_foreign_database_stays, tear_down);
  g_test_add ("/backup/make-on-reader", Fixture, NULL, set_up, test_make_on_reader, tear_down);
  g_test_add ("/backup/full-disk", Fixture, NULL, set_up, test_full_disk, tear_down);
  g_test_add ("/backup/rotation", Fixture, NULL, set_up, test_rotation, tear_down);
  g_test_add ("/backup/rotation-after-clock-change", Fixture, NULL, set_up, test_rotation_after_clock_change,
              tear_down);
  g_test_add ("/backup/daily", Fixture, NULL, set_up, test_daily, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (tampered); i++)
    {
      g_autofree char *name = g_strconcat ("/backup/verify/", tampered[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_verify);
    }
  g_test_add ("/backup/restore", Fixture, NULL, set_up, test_restore, tear_down);
  g_test_add ("/backup/restore-refused", Fixture, NULL, set_up, test_restore_refused, tear_down);
  g_test_add ("/backup/restore-over-damaged", Fixture, NULL, set_up, test_restore_over_damaged, tear_down);
  g_test_add ("/backup/restore-over-altered", Fixture, NULL, set_up, test_restore_over_altered, tear_down);
  g_test_add ("/backup/broken-history", Fixture, NULL, set_up, test_broken_history, tear_down);
  g_test_add ("/backup/restore-full-disk", Fixture, NULL, set_up, test_restore_full_disk, tear_down);
  g_test_add ("/backup/restore-missing", Fixture, NULL, set_up, test_restore_missing, tear_down);
  g_test_add ("/backup/restore-missing-but-for-its-wal", Fixture, NULL, set_up, test_restore_missing_but_for_its_wal,
              tear_down);
  g_test_add ("/backup/make-beside-a-wal", Fixture, NULL, set_up, test_make_beside_a_wal, tear_down);
  g_test_add ("/backup/restore-after-crash", Fixture, NULL, set_up, test_restore_after_crash, tear_down);
#ifdef G_OS_UNIX
  g_test_add ("/backup/private", Fixture, NULL, set_up, test_private, tear_down);
#endif
  g_test_add ("/backup/restore-while-read", Fixture, NULL, set_up, test_restore_while_read, tear_down);
  return g_test_run ();
}
