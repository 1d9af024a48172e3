/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-file.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <utime.h>
#ifdef G_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "nh-error.h"
#include "nh-platform.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("ngay-hoi-file-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "Báo cáo 100%.xlsx", NULL);
}

static guint
count_files (const char *folder, gboolean empty)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n++;
      if (empty)
        g_assert_cmpint (g_remove (path), ==, 0);
    }
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  count_files (fixture->folder, TRUE);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
check_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (nh_file_replace_contents (fixture->path, "một", -1, NH_FILE_DOCUMENT, &error));
  g_assert_no_error (error);
  check_contents (fixture->path, "một");
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);

  g_assert_true (nh_file_replace_contents (fixture->path, "hai ba", 3, NH_FILE_DOCUMENT, &error));
  g_assert_no_error (error);
  check_contents (fixture->path, "hai");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
#ifdef G_OS_UNIX
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
#endif
  g_assert_cmpuint (count_files (fixture->folder, FALSE), ==, 1);
}

static gboolean
write_half (const char *temporary, gpointer data, GError **error)
{
  g_autofree char *name = g_path_get_basename (temporary);

  for (const char *at = name; *at != '\0'; at++)
    g_assert_true (g_ascii_isalnum (*at) || *at == '.' || *at == '-');
  g_assert_true (g_file_set_contents (temporary, "half", -1, NULL));
  if (data != NULL)
    g_propagate_error (error, g_error_copy (data));
  return FALSE;
}

/* Whatever goes wrong, the old file stays, nothing is left beside it, and the reason is told. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    GQuark domain;
    int code;
    GQuark expected_domain;
    int expected;
    const char *message;
  } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, NH_ERROR, NH_ERROR_FULL,
      "Could not write “Báo cáo 100%.xlsx”: the disk is full." },
    { G_FILE_ERROR, G_FILE_ERROR_NOSPC, NH_ERROR, NH_ERROR_FULL,
      "Could not write “Báo cáo 100%.xlsx”: the disk is full." },
    { G_FILE_ERROR, G_FILE_ERROR_ROFS, NH_ERROR, NH_ERROR_READ_ONLY, "can only be read" },
    { NH_ERROR, NH_ERROR_CONFLICT, NH_ERROR, NH_ERROR_CONFLICT, "text" },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, G_IO_ERROR, G_IO_ERROR_CANCELLED, "text" },
    { 0, 0, NH_ERROR, NH_ERROR_IO, "Could not write" },
  };

  g_assert_true (nh_file_replace_contents (fixture->path, "old", -1, NH_FILE_DOCUMENT, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) cause = cases[i].domain != 0 ? g_error_new_literal (cases[i].domain, cases[i].code, "text")
                                                      : NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_file_replace (fixture->path, write_half, cause, &error));
      g_assert_error (error, cases[i].expected_domain, cases[i].expected);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      check_contents (fixture->path, "old");
      g_assert_cmpuint (count_files (fixture->folder, FALSE), ==, 1);
    }
  g_assert_false (nh_file_replace (fixture->path, write_half, NULL, NULL));
}

static gboolean
write_nothing (const char *temporary, gpointer data, GError **error)
{
  return TRUE;
}

static void
test_bad_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "file", NULL);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) unwritten = NULL;

  g_assert_false (nh_file_replace_contents (nowhere, "x", -1, NH_FILE_DOCUMENT, &missing));
  g_assert_error (missing, NH_ERROR, NH_ERROR_NOT_FOUND);
  g_assert_false (nh_file_replace_contents (fixture->folder, "x", -1, NH_FILE_DOCUMENT, &folder));
  g_assert_error (folder, NH_ERROR, NH_ERROR_IO);
  g_assert_false (nh_file_replace (fixture->path, write_nothing, NULL, &unwritten));
  g_assert_error (unwritten, NH_ERROR, NH_ERROR_NOT_FOUND);
}

static char *
put (Fixture *fixture, guint host, int pid, const char *ending, gboolean old)
{
  g_autofree char *name = g_strdup_printf (".ngay-hoi-%08x-%d-1234abcd.tmp%s", host, pid, ending);
  char *path = g_build_filename (fixture->folder, name, NULL);
  struct utimbuf times = { .actime = 1000000000, .modtime = 1000000000 };

  g_assert_true (g_file_set_contents (path, "Nguyễn Văn A", -1, NULL));
  if (old)
    g_assert_cmpint (g_utime (path, &times), ==, 0);
  return path;
}

/* What killed processes left goes; what may still be written, and what is not ours, stays. */
static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host_name = nh_platform_host_name ();
  const guint host = g_str_hash (host_name);
  const int alive = (int) nh_platform_pid (), dead = 999999999;
  const struct
  {
    guint host;
    int pid;
    const char *ending;
    gboolean old, stays;
  } cases[] = {
    { host, dead, "", FALSE, FALSE },        { host, dead, "-journal", FALSE, FALSE },
    { host, dead, ".edited", FALSE, FALSE }, { host, alive, "", FALSE, TRUE },
    { host, alive, "-wal", TRUE, FALSE },    { host + 1, dead, "", FALSE, TRUE },
    { host + 1, dead, "", TRUE, FALSE },
  };
  g_autofree char *other = g_build_filename (fixture->folder, ".ngay-hoi-notes", NULL);

  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = put (fixture, cases[i].host, cases[i].pid, cases[i].ending, cases[i].old);

      nh_file_remove_leftovers (fixture->folder);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, cases[i].stays);
      g_remove (path);
    }
  g_free (put (fixture, host, dead, "", FALSE));
  g_assert_true (nh_file_replace_contents (fixture->path, "x", -1, NH_FILE_DOCUMENT, NULL));
  g_assert_cmpuint (count_files (fixture->folder, FALSE), ==, 2);
}

static gboolean
write_beside (const char *temporary, gpointer data, GError **error)
{
  g_autofree char *beside = g_strconcat (temporary, "-journal", NULL);

  return g_file_set_contents (beside, "x", -1, error) && FALSE;
}

static void
test_beside (Fixture *fixture, gconstpointer data)
{
  g_assert_false (nh_file_replace (fixture->path, write_beside, NULL, NULL));
  g_assert_cmpuint (count_files (fixture->folder, FALSE), ==, 0);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_file_replace_contents (fixture->path, "old", -1, NH_FILE_DOCUMENT, NULL));
  if (!g_file_make_symbolic_link (file, "Báo cáo 100%.xlsx", NULL, NULL))
    {
      g_test_skip ("no links here");
      return;
    }
  g_assert_true (nh_file_replace_contents (link, "new", -1, NH_FILE_DOCUMENT, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  check_contents (fixture->path, "new");
}

/* Links in a ring end somewhere. */
static void
test_ring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  if (!g_file_make_symbolic_link (file, "Báo cáo 100%.xlsx", NULL, NULL))
    {
      g_test_skip ("no links here");
      return;
    }
  (void) nh_file_replace_contents (fixture->path, "x", -1, NH_FILE_DOCUMENT, NULL);
}

static gboolean
write_text (const char *temporary, gpointer data, GError **error)
{
  return g_file_set_contents (temporary, data, -1, error);
}

/* A document does not take the place of a ledger, nor that of a file beside one. */
static void
test_ledger_stays (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal", ".lock" };
  static const char ledger[] = "SQLite format 3\nold", newer[] = "SQLite format 3\nnew";

  g_assert_true (nh_file_replace_contents (fixture->path, ledger, -1, NH_FILE_DOCUMENT, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_file_replace_contents (path, "document", -1, NH_FILE_DOCUMENT, &error));
      g_assert_error (error, NH_ERROR, NH_ERROR_EXISTS);
      g_assert_nonnull (strstr (error->message, "Could not write “Báo cáo 100%.xlsx"));
      check_contents (fixture->path, ledger);
      g_assert_cmpuint (count_files (fixture->folder, FALSE), ==, 1);
    }
  g_assert_true (nh_file_replace (fixture->path, write_text, (gpointer) newer, NULL));
  check_contents (fixture->path, newer);
}

#ifdef G_OS_UNIX
/* A ledger may be open here, and closing any other descriptor of it would drop its locks; so none is opened, or left.
 */
static void
test_locks_stay (Fixture *fixture, gconstpointer data)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
  guint n_open = count_files ("/dev/fd", FALSE);
  pid_t child;
  int fd, status;

  g_assert_true (nh_file_replace_contents (fixture->path, "SQLite format 3", -1, NH_FILE_DOCUMENT, NULL));
  g_assert_false (nh_file_replace_contents (fixture->path, "document", -1, NH_FILE_DOCUMENT, NULL));
  g_assert_cmpuint (count_files ("/dev/fd", FALSE), ==, n_open);

  fd = g_open (fixture->path, O_RDWR, 0);
  g_assert_cmpint (fcntl (fd, F_SETLK, &lock), ==, 0);
  g_assert_false (nh_file_replace_contents (fixture->path, "document", -1, NH_FILE_DOCUMENT, NULL));
  g_assert_cmpuint (count_files ("/dev/fd", FALSE), ==, n_open + 1);
  child = fork ();
  if (child == 0)
    _exit (fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type == F_WRLCK ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_close (fd, NULL);
}

static void
test_device_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_false (nh_file_replace_contents (fixture->path, "document", -1, NH_FILE_DOCUMENT, &error));
  g_assert_error (error, NH_ERROR, NH_ERROR_EXISTS);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
}
#endif

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/file/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/file/bad-places", Fixture, NULL, set_up, test_bad_places, tear_down);
  g_test_add ("/file/leftovers", Fixture, NULL, set_up, test_leftovers, tear_down);
  g_test_add ("/file/beside", Fixture, NULL, set_up, test_beside, tear_down);
  g_test_add ("/file/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/file/ring", Fixture, NULL, set_up, test_ring, tear_down);
  g_test_add ("/file/ledger-stays", Fixture, NULL, set_up, test_ledger_stays, tear_down);
#ifdef G_OS_UNIX
  g_test_add ("/file/locks-stay", Fixture, NULL, set_up, test_locks_stay, tear_down);
  g_test_add ("/file/device-stays", Fixture, NULL, set_up, test_device_stays, tear_down);
#endif
  return g_test_run ();
}
