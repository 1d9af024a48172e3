/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A writer is killed at random moments; after each kill the ledger opens by itself, is sound, and has every record that
 * the writer had told to be saved. NGAY_HOI_KILLS: how often (1000 for a thorough run by hand). */
#include <string.h>
#include <glib/gstdio.h>

#include "ledger-fixture.h"
#include "nh-backup.h"

#define KILLS 25
#define KILLS_A_FILE 50
#define LONGEST_LIFE_MS 120 /* at first: a slow machine gives it longer */
#define LONGEST_EVER_MS 20000

typedef struct
{
  char *folder;
  char *path;
  GHashTable *told; /* uuids told to be saved in this file */
  guint kills;      /* of this file */
  guint all_told;
  guint life; /* it may have, in milliseconds */
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

static gboolean
on_time (gpointer process)
{
  g_subprocess_force_exit (process);
  return G_SOURCE_REMOVE;
}

static void
on_output (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
run_and_kill (Round *self)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "ledger", "crash", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, self->path, NULL);
  g_assert_no_error (error);
  g_timeout_add ((guint) g_test_rand_int_range (1, (gint32) self->life), on_time, process);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_output, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_communicate_utf8_finish (process, result, &text, NULL, &error);
  g_assert_no_error (error);
  /* Only our kill may have ended it: a failed assertion of its own is a failure of ours. */
  g_assert_true (g_subprocess_get_if_signaled (process));
#ifdef G_OS_UNIX
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, 9);
#endif
  take_told (self, text);
  if (self->all_told == 0)
    self->life = MIN (self->life * 3 / 2, LONGEST_EVER_MS);
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
  const char *wanted = g_getenv ("NGAY_HOI_KILLS");
  guint kills = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : KILLS;
  Round round = { .life = LONGEST_LIFE_MS };

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
  g_test_message ("%u kills, %u records told to be saved, none lost", kills, round.all_told);
  g_assert_cmpuint (round.all_told, >, 0);
  end_file (&round);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kill/nothing-saved-is-lost", test_kill);
  return g_test_run ();
}
