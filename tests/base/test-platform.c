/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-platform.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#ifdef G_OS_WIN32
#include <windows.h>
#endif

#include "nh-error.h"

static void
test_process (void)
{
  g_autofree char *host = nh_platform_host_name ();
  g_autofree char *user = nh_platform_user_name ();

  g_assert_true (nh_platform_pid_alive (nh_platform_pid ()));
  g_assert_false (nh_platform_pid_alive (0));
  g_assert_false (nh_platform_pid_alive (-1));
  g_assert_false (nh_platform_pid_alive (G_MAXINT32 - 7));
  g_assert_false (nh_platform_pid_alive (G_MAXINT64));
  g_assert_cmpstr (host, !=, "");
  g_assert_cmpstr (user, !=, "");
}

static void
test_user_name (void)
{
  g_autofree char *system = nh_platform_user_name ();
  g_autofree char *given = NULL, *again = NULL;

  nh_platform_set_user_name ("  Nguyễn  Văn An ");
  given = nh_platform_user_name ();
  g_assert_cmpstr (given, ==, "Nguyễn Văn An");
  nh_platform_set_user_name (" ");
  again = nh_platform_user_name ();
  g_assert_cmpstr (again, ==, system);
}

static void
test_find_bytes (void)
{
  static const char text[] = "aab\0aabaac";
  const struct
  {
    const char *wanted;
    gsize n_wanted;
    gssize at;
  } cases[] = {
    { "a", 1, 0 },    { "aab", 3, 0 }, { "b\0a", 3, 2 }, { "baac", 4, 6 }, { "aac", 3, 7 },
    { "aad", 3, -1 }, { "c", 1, 9 },   { "", 0, 0 },     { "cx", 2, -1 },  { "aab\0aabaacx", 11, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *at = nh_platform_find_bytes (text, sizeof text - 1, cases[i].wanted, cases[i].n_wanted);

      g_assert_cmpint (at != NULL ? at - text : -1, ==, cases[i].at);
    }
  g_assert_null (nh_platform_find_bytes (text, 0, "a", 1));
}

#ifdef G_OS_UNIX
static void
test_real_path (void)
{
  g_autofree char *temporary = g_dir_make_tmp ("ngay-hoi-platform-XXXXXX", NULL);
  g_autofree char *folder = nh_platform_real_path (temporary);
  g_autofree char *path = g_build_filename (folder, "sổ", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *through = NULL, *missing = NULL;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_cmpint (symlink ("sổ", link), ==, 0);
  through = nh_platform_real_path (link);
  g_assert_cmpstr (through, ==, path);
  g_remove (link);
  missing = nh_platform_real_path (link);
  g_assert_cmpstr (missing, ==, link);
  g_remove (path);
  g_rmdir (folder);
}
#endif

static void
test_rename_over (void)
{
  g_autoptr (GError) error = NULL, missing = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ngay-hoi-platform-XXXXXX", NULL);
  g_autofree char *old = g_build_filename (folder, "sổ cũ", NULL), *new = g_build_filename (folder, "sổ mới", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (old, "old", -1, NULL) && g_file_set_contents (new, "new", -1, NULL));
#ifdef G_OS_WIN32
  {
    g_autoptr (GError) locked = NULL;
    FILE *file = g_fopen (old, "rb");

    g_assert_false (nh_platform_rename_over (new, old, &locked));
    g_assert_error (locked, NH_ERROR, NH_ERROR_LOCKED);
    fclose (file);
  }
#endif
  g_assert_true (nh_platform_rename_over (new, old, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (old, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "new");
#ifdef G_OS_WIN32
  {
    g_autofree char *before = g_get_current_dir ();
    gsize letter = folder[1] == ':' ? strlen ("C:") : 0;

    /* Without its letter a path means the drive of the current folder. */
    g_assert_cmpint (g_chdir (folder), ==, 0);
    g_assert_true (nh_platform_rename_over (old + letter, new + letter, &error));
    g_assert_true (nh_platform_rename_over ("sổ mới", "sổ cũ", &error));
    g_assert_no_error (error);
    g_assert_cmpint (g_chdir (before), ==, 0);
  }
#endif
  g_assert_false (nh_platform_rename_over (new, old, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_remove (old);
  g_rmdir (folder);
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ngay-hoi-platform-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "sổ", NULL);
  g_autofree char *below = g_build_filename (folder, "not", "there", NULL);
  GStatBuf info;

  g_assert_true (g_file_set_contents (path, "x", 1, &error));
  g_assert_true (nh_platform_sync_file (path, &error));
  g_assert_no_error (error);
  g_assert_true (nh_platform_sync_folder (path));
  g_assert_false (nh_platform_sync_file (below, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (nh_platform_make_private (path));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
#ifndef G_OS_WIN32
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
#endif
  g_assert_cmpuint (nh_platform_free_space (path), >, 0);
  g_assert_cmpuint (nh_platform_free_space (below), <, G_MAXUINT64);
  g_assert_false (nh_platform_is_network ("/run/user/1000/nowhere"));
#ifndef G_OS_WIN32
  {
    g_autofree char *alias = g_build_filename (folder, "alias", NULL);
    g_autofree char *other = g_build_filename (folder, "other", NULL);

    g_assert_cmpint (symlink (path, alias), ==, 0);
    g_assert_true (nh_platform_is_same_file (path, alias));
    g_assert_false (nh_platform_is_same_file (path, folder));
    g_assert_false (nh_platform_is_same_file (path, other));
    g_assert_false (nh_platform_is_same_file (other, other));
    g_remove (alias);
  }
#endif
  g_remove (path);
  g_rmdir (folder);
}

static void
test_is_synced (void)
{
  static const char *const synced[] = {
    "/home/a/OneDrive/sổ.ngayhoi", "/home/a/OneDrive - Công an tỉnh/2026/x.ngayhoi",  "/home/a/Google Drive/x",
    "/home/a/Dropbox/x",           "/home/a/Documents/Zalo Received Files/x.ngayhoi", "/home/a/ONEDRIVE/x",
  };
  static const char *const plain[] = { "/home/a/Documents/x", "/home/a/megaphone/x", "/home/a/OneDrive",
                                       "/home/a/x zalo/y", "/x" };

  for (gsize i = 0; i < G_N_ELEMENTS (synced); i++)
    g_assert_true (nh_platform_is_synced (synced[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    g_assert_false (nh_platform_is_synced (plain[i]));
}

static void
test_utc_offset (void)
{
#ifdef G_OS_UNIX
  g_assert_cmpint (nh_platform_utc_offset (0), ==, 8 * 3600); /* Saigon's clocks of 1970, which Windows does not know */
#endif
  g_assert_cmpint (nh_platform_utc_offset (1787000000), ==, 7 * 3600);
}

#ifdef G_OS_WIN32
static GMainLoop *ending;
static GThread *ended_in;

static gboolean
on_end (gpointer unused)
{
  ended_in = g_thread_self ();
  g_main_loop_quit (ending);
  return G_SOURCE_REMOVE;
}

/* The system waits for the answer to its message, and ends the program with it. */
static void
test_end_of_session (void)
{
  HWND window = NULL;
  DWORD_PTR result = 0;

  if (CreateWindowW (L"STATIC", L"", WS_OVERLAPPED, 0, 0, 0, 0, NULL, NULL, NULL, NULL) == NULL)
    {
      g_test_skip ("no display");
      return;
    }
  ending = g_main_loop_new (NULL, FALSE);
  nh_platform_watch_end (on_end);
  while ((window = FindWindowW (L"ngay-hoi-end", NULL)) == NULL)
    g_thread_yield ();
  SendMessageW (window, WM_NULL, 0, 0); /* its thread is at work */
  g_assert_true (SendNotifyMessageW (window, WM_ENDSESSION, TRUE, 0));
  g_main_loop_run (ending);
  g_assert_true (ended_in == g_thread_self ());
  /* That it is busy from now on can only be seen by waiting in vain. */
  g_assert_false (SendMessageTimeoutW (window, WM_NULL, 0, 0, SMTO_NORMAL, 100, &result));
  g_main_loop_unref (ending);
}

static void
test_codes (void)
{
  static const DWORD unreadable[] = { ERROR_CRC,           ERROR_NOT_READY,     ERROR_NETNAME_DELETED,
                                      ERROR_UNEXP_NET_ERR, ERROR_DEV_NOT_EXIST, ERROR_SEM_TIMEOUT,
                                      ERROR_NETWORK_BUSY,  ERROR_FILE_INVALID,  ERROR_NO_NETWORK,
                                      ERROR_GEN_FAILURE };
  static const DWORD full[] = { ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL, ERROR_FILE_TOO_LARGE };
  static const DWORD other[] = { ERROR_SUCCESS, ERROR_HANDLE_EOF, ERROR_FILE_NOT_FOUND, ERROR_SHARING_VIOLATION };

  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    g_assert_true (nh_platform_is_unreadable ((int) unreadable[i]) && !nh_platform_is_full ((int) unreadable[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (full); i++)
    g_assert_true (nh_platform_is_full ((int) full[i]) && !nh_platform_is_unreadable ((int) full[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (nh_platform_is_full ((int) other[i]) || nh_platform_is_unreadable ((int) other[i]));
}
#endif

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/process", test_process);
  g_test_add_func ("/platform/user-name", test_user_name);
  g_test_add_func ("/platform/find-bytes", test_find_bytes);
#ifdef G_OS_UNIX
  g_test_add_func ("/platform/real-path", test_real_path);
#endif
  g_test_add_func ("/platform/rename-over", test_rename_over);
  g_test_add_func ("/platform/files", test_files);
  g_test_add_func ("/platform/is-synced", test_is_synced);
  g_test_add_func ("/platform/utc-offset", test_utc_offset);
#ifdef G_OS_WIN32
  g_test_add_func ("/platform/codes", test_codes);
  g_test_add_func ("/platform/end-of-session", test_end_of_session);
#endif
  return g_test_run ();
}
