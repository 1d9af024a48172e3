/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "nh-error.h"
#include "nh-i18n.h"
#include "nh-platform.h"

/* Below this nobody can write anything: whatever a writer called its trouble, it was the full disk. */
#define FULL_DISK 65536
#define LINKS_MAX 16
#define TEMPORARY ".ngay-hoi-"
#define DATABASE "SQLite format 3" /* how a ledger begins */
/* A temporary file of another computer, or of a process id that was reused, counts as left behind after this time. */
#define KEPT_SECONDS (24 * 60 * 60)

#ifndef W_OK
#define W_OK 2
#endif
#ifndef O_BINARY
#define O_BINARY 0
#endif

/* Files that the program and SQLite keep beside a ledger, named after it. */
static const char *const companions[] = { "-wal", "-shm", "-journal", ".lock" };

typedef struct
{
  const char *contents;
  gsize length;
  int mode;
} Contents;

/* The file a chain of links ends at: renaming over the link would tear it off. */
static char *
follow_links (const char *path)
{
  char *at = g_strdup (path);

  for (int i = 0; i < LINKS_MAX && g_file_test (at, G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *target = g_file_read_link (at, NULL);
      g_autofree char *folder = NULL;
      g_autofree char *link = at;

      if (target == NULL)
        return g_steal_pointer (&link);
      folder = g_path_get_dirname (link);
      at = g_path_is_absolute (target) ? g_strdup (target) : g_build_filename (folder, target, NULL);
    }
  return at;
}

/* --- Temporary files --- */

/* Names the process, so that others can tell a file that is being written from one that was left behind. */
static char *
temporary_name (const char *target)
{
  g_autofree char *host = nh_platform_host_name ();
  g_autofree char *folder = g_path_get_dirname (target);

  for (;;)
    {
      g_autofree char *name = g_strdup_printf (TEMPORARY "%08x-%" G_GINT64_FORMAT "-%08x.tmp", g_str_hash (host),
                                               nh_platform_pid (), g_random_int ());
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static gboolean
is_left_behind (const char *folder, const char *name)
{
  g_autofree char *host = NULL, *path = NULL;
  guint host_hash;
  gint64 pid;
  GStatBuf info;

  if (!g_str_has_prefix (name, TEMPORARY) || strstr (name, ".tmp") == NULL)
    return FALSE;
  host = nh_platform_host_name ();
  path = g_build_filename (folder, name, NULL);
  if (sscanf (name, TEMPORARY "%8x-%" G_GINT64_FORMAT "-", &host_hash, &pid) == 2 && host_hash == g_str_hash (host) &&
      !nh_platform_pid_alive (pid))
    return TRUE;
  return g_stat (path, &info) == 0 && g_get_real_time () / G_USEC_PER_SEC - (gint64) info.st_mtime > KEPT_SECONDS;
}

/* Removes the files whose names begin with @prefix. NULL: those that were left behind. */
static void
remove_temporaries (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (prefix != NULL ? g_str_has_prefix (name, prefix) : is_left_behind (folder, name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        (void) g_remove (path);
      }
}

void
nh_file_remove_leftovers (const char *folder)
{
  g_return_if_fail (folder != NULL);

  remove_temporaries (folder, NULL);
}

/* --- Replacing --- */

static gboolean
refuse (const char *path, const char *reason, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *action = g_strdup_printf (_ ("write “%s”"), name);

  nh_error_set (error, NH_ERROR_EXISTS, action, "%s", reason);
  return FALSE;
}

gboolean
nh_file_is_database (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
         (nh_platform_is_open_here (path) || nh_platform_file_begins_with (path, DATABASE));
}

/* The place of a ledger is taken by a ledger only: a document that goes there was given the wrong name. */
static gboolean
check_kind (const char *temporary, const char *target, GError **error)
{
  if (nh_platform_file_begins_with (temporary, DATABASE) || !nh_file_is_database (target))
    return TRUE;
  return refuse (target, _ ("there is a ledger of that name. It was not touched; choose another name."), error);
}

static gboolean
move_into_place (const char *temporary, const char *target, GError **error)
{
  GStatBuf info;

  if (!check_kind (temporary, target, error))
    return FALSE;
  if (g_stat (target, &info) == 0)
    (void) g_chmod (temporary, info.st_mode & 07777);
  if (!nh_platform_sync_file (temporary, error) || !nh_platform_rename_over (temporary, target, error))
    return FALSE;
  nh_platform_sync_folder (target);
  return TRUE;
}

static gboolean
is_companion (const char *target)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    if (g_str_has_suffix (target, companions[i]))
      {
        g_autofree char *ledger = g_strndup (target, strlen (target) - strlen (companions[i]));

        return g_file_test (ledger, G_FILE_TEST_IS_REGULAR);
      }
  return FALSE;
}

static gboolean
is_special (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && !S_ISREG (info.st_mode);
}

gboolean
nh_file_read (const char *path, gsize most, char **contents, gsize *length, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return nh_error_set_errno (error, errno);
  if (S_ISDIR (info.st_mode))
    return nh_error_set_errno (error, EISDIR);
  if (!S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, NH_ERROR, NH_ERROR_INVALID,
                           _ ("that is a device or a pipe, not a file. Choose another one."));
      return FALSE;
    }
  if ((guint64) info.st_size > most)
    {
      g_autofree char *limit = g_format_size (most);

      g_set_error (error, NH_ERROR, NH_ERROR_INVALID,
                   _ ("the file is larger than any of its kind (%s). Choose another one."), limit);
      return FALSE;
    }
  return g_file_get_contents (path, contents, length, error);
}

char *
nh_file_find_special (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (is_special (path))
    return g_strdup (path);
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *beside = g_strconcat (path, companions[i], NULL);

      if (is_special (beside))
        return g_steal_pointer (&beside);
    }
  return NULL;
}

/* Renaming asks for the right to the folder only; a file somebody has locked against writing is to stay all the same.
 * Devices and pipes stay, too. */
static gboolean
may_replace (const char *target, GError **error)
{
  if (is_companion (target))
    return refuse (target, _ ("a file of that name belongs to the ledger beside it. Choose another name."), error);
  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_test (target, G_FILE_TEST_IS_DIR))
    return nh_error_set_errno (error, EISDIR);
  if (is_special (target))
    return refuse (target, _ ("that is a device or a pipe, not a file. Choose another name."), error);
  return g_access (target, W_OK) == 0 || nh_error_set_errno (error, errno);
}

static gboolean
has_reason (const GError *error)
{
  if (error->domain == NH_ERROR)
    return error->code != NH_ERROR_FAILED && error->code != NH_ERROR_IO;
  if (error->domain == G_IO_ERROR)
    return error->code != G_IO_ERROR_FAILED;
  if (error->domain == G_FILE_ERROR)
    return error->code != G_FILE_ERROR_FAILED && error->code != G_FILE_ERROR_IO;
  return FALSE;
}

/* A writer that knows no better says "failed"; the disk itself knows why. */
static void
detect_full_disk (GError **error, const char *folder)
{
  if (has_reason (*error))
    return;
  if (nh_platform_free_space (folder) >= FULL_DISK && nh_platform_free_space (g_get_tmp_dir ()) >= FULL_DISK)
    return;
  g_clear_error (error);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, g_strerror (ENOSPC));
}

gboolean
nh_file_replace (const char *path, NhFileWrite write, gpointer data, GError **error)
{
  g_autofree char *target = follow_links (path);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *temporary = temporary_name (target);
  g_autofree char *prefix = g_path_get_basename (temporary);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *action = NULL;
  g_autoptr (GError) local = NULL;

  nh_file_remove_leftovers (folder);
  if (may_replace (target, &local) && write (temporary, data, &local) && move_into_place (temporary, target, &local))
    return TRUE;

  if (local == NULL)
    nh_error_set_errno (&local, EIO);
  detect_full_disk (&local, folder);
  remove_temporaries (folder, prefix);
  if (local->domain != NH_ERROR)
    {
      /* Translators: %s is the name of a file. */
      action = g_strdup_printf (_ ("write “%s”"), name);
      nh_error_prefix (&local, action);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
nh_file_create (const char *path, int mode, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL, mode);

  return fd >= 0 ? g_close (fd, error) : nh_error_set_errno (error, errno);
}

static gboolean
write_contents (const char *temporary, gpointer data, GError **error)
{
  const Contents *contents = data;
  gsize done = 0;
  int fd = g_open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_BINARY, contents->mode);

  if (fd < 0)
    return nh_error_set_errno (error, errno);
  while (done < contents->length)
    {
      gssize n = nh_platform_write (fd, contents->contents + done, contents->length - done);

      if (n < 0)
        {
          int code = errno;

          (void) g_close (fd, NULL);
          return nh_error_set_errno (error, code);
        }
      done += (gsize) n;
    }
  return g_close (fd, error);
}

gboolean
nh_file_replace_contents (const char *path, const char *contents, gssize length, int mode, GError **error)
{
  Contents whole = { contents, length < 0 ? strlen (contents) : (gsize) length, mode };

  return nh_file_replace (path, write_contents, &whole, error);
}

gboolean
nh_file_replace_bytes (const char *path, GBytes *contents, int mode, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (contents, &length);

  return nh_file_replace_contents (path, bytes != NULL ? bytes : "", (gssize) length, mode, error);
}
