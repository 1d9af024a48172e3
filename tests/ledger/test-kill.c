/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A writer is killed at one of its calls to the disk (tests/faults/failing-disk.c), drawn from a seed; after each kill
 * the ledger opens by itself, is sound, and has every record that the writer had told to be saved. NGAY_HOI_KILLS: how
 * often (1000 for a thorough run by hand). NGAY_HOI_SEED: another series (1). NGAY_HOI_DISK: the library.
 * On Windows nothing can stand before the disk: there the writer is ended from outside, some records after its first.
 */
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "nh-backup.h"

#define KILLS 50 /* two builds and the other tests of kills: 200 a run of ./test.sh */
#define KILLS_A_FILE 50
#define LONGEST_LIFE 1500                /* calls to the disk: a few sessions of crash.c */
#define MOST_TOLD 60                     /* records: more than a session of crash.c */
#define LONGEST_PAUSE_MICROSECONDS 20000 /* into the next record */

typedef struct
{
  char *folder;
  char *path;
  GHashTable *told; /* uuids told to be saved in this file */
  guint kills;      /* of this file */
  guint all_told;
  GRand *dice;
} Round;

static void
start_file (Round *self)
{
  self->folder = fixture_folder ();
  self->path = fixture_create (self->folder, "a.ngayhoi");
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kills = 0;
}

static void
end_file (Round *self)
{
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, fixture_remove);
}

/* What it told before it died: whole lines only. */
static void
take_told (Round *self, const char *text)
{
  const char *end;

  while ((end = strchr (text, '\n')) != NULL)
    {
      g_assert_cmpint (end - text, ==, 36);
      g_assert_true (g_hash_table_add (self->told, g_strndup (text, 36)));
      self->all_told++;
      text = end + 1;
    }
}

#ifdef G_OS_UNIX
/* What starts the writer on the disk that ends it. */
static GSubprocessLauncher *
make_launcher (Round *self)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *at = g_strdup_printf ("%d", g_rand_int_range (self->dice, 1, LONGEST_LIFE));
  /* The loader splits LD_PRELOAD at blanks, which the build folder may have in its name. */
  g_autofree char *library = g_build_filename (self->folder, "failing-disk.so", NULL);

  g_assert_true (g_file_test (library, G_FILE_TEST_EXISTS) || symlink (g_getenv ("NGAY_HOI_DISK"), library) == 0);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", library, TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0", TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_ROOT", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_AT", at, TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_KILL", "1", TRUE);
  return launcher;
}

/* All that it told. */
static char *
run_to_end (Round *self, GSubprocess *process)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Only our kill may have ended it: a failed assertion of its own is a failure of ours. */
static void
check_end (GSubprocess *process)
{
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, 9);
}
#else
static GSubprocessLauncher *
make_launcher (Round *self)
{
  return g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
}

static char *
run_to_end (Round *self, GSubprocess *process)
{
  GInputStream *told = g_subprocess_get_stdout_pipe (process);
  gsize enough = (gsize) g_rand_int_range (self->dice, 1, MOST_TOLD) * (36 + 1);
  gulong pause = (gulong) g_rand_int_range (self->dice, 0, LONGEST_PAUSE_MICROSECONDS);
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;
  char piece[4096];
  gssize length;

  while ((length = g_input_stream_read (told, piece, sizeof piece, NULL, &error)) > 0)
    {
      g_string_append_len (text, piece, length);
      if (ended || text->len < enough)
        continue;
      g_usleep (pause);
      g_subprocess_force_exit (process);
      ended = TRUE;
    }
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

/* By TerminateProcess() with the code 1; a failed assertion ends with 3. */
static void
check_end (GSubprocess *process)
{
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
}
#endif

static void
run_and_kill (Round *self)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "ledger", "crash", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (self);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_launcher_spawn (launcher, &error, program, self->path, NULL);
  g_assert_no_error (error);
  text = run_to_end (self, process);
  check_end (process);
  take_told (self, text);
}

static gpointer
find_all (NhConnection *connection, NhLedger *ledger, gpointer data, GCancellable *cancellable, GError **error)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = nh_connection_prepare (connection, "SELECT uuid FROM point", error);

  while (statement != NULL && nh_connection_step (connection, statement, "read", error) == SQLITE_ROW)
    g_hash_table_add (found, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  nh_statement_done (statement);
  return found;
}

static void
check_file (Round *self)
{
  NhLedger *ledger = fixture_open (self->path, NH_OPEN_DEFAULT);
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer uuid;

  found = nh_ledger_call (ledger, NH_ON_READER, find_all, NULL, NULL, &error);
  g_assert_no_error (error);
  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    g_assert_true (g_hash_table_contains (found, uuid));
  /* At most one a kill was saved and could not be told any more. */
  g_assert_cmpuint (g_hash_table_size (found), <=, g_hash_table_size (self->told) + self->kills);
  fixture_close (ledger);

  g_assert_true (nh_backup_verify (self->path, &error));
  g_assert_no_error (error);
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("NGAY_HOI_KILLS"), *seed = g_getenv ("NGAY_HOI_SEED");
  guint kills = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : KILLS;
  Round round = { NULL };

#ifdef G_OS_UNIX
  if (g_getenv ("NGAY_HOI_DISK") == NULL)
    {
      g_test_skip ("no disk that ends a process");
      return;
    }
#endif

  round.dice = g_rand_new_with_seed (seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 1);
  for (guint i = 0; i < kills; i++)
    {
      if (i % KILLS_A_FILE == 0)
        {
          end_file (&round);
          start_file (&round);
        }
      round.kills++;
      run_and_kill (&round);
      check_file (&round);
    }
  g_print ("# kills: %u, with %u records told to be saved, none lost\n", kills, round.all_told);
  g_assert_cmpuint (round.all_told, >, 0);
  g_rand_free (round.dice);
  end_file (&round);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kill/nothing-saved-is-lost", test_kill);
  return g_test_run ();
}
