/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nh-config.h"
#include "nh-error.h"
#include "nh-text.h"

#define STDERR 2
#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

/* Replaces @path by the folder above it. FALSE: there is none. */
static gboolean
go_up (char **path)
{
  g_autofree char *below = *path;

  *path = g_path_get_dirname (below);
  return !g_str_equal (*path, below);
}

char *
nh_platform_existing_part (const char *path)
{
  char *at = g_canonicalize_filename (path, NULL);

  while (!g_file_test (at, G_FILE_TEST_EXISTS) && go_up (&at))
    ;
  return at;
}

char *
nh_platform_host_name (void)
{
  return nh_text_clean (g_get_host_name ());
}

G_LOCK_DEFINE_STATIC (given_name);
static char *given_name; /* owned (nullable) */

void
nh_platform_set_user_name (const char *name)
{
  g_autofree char *clean = nh_text_clean (name);

  G_LOCK (given_name);
  g_free (given_name);
  given_name = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
  G_UNLOCK (given_name);
}

char *
nh_platform_user_name (void)
{
  const char *real = g_get_real_name ();
  char *given;

  G_LOCK (given_name);
  given = g_strdup (given_name);
  G_UNLOCK (given_name);
  if (given != NULL)
    return given;
  if (real == NULL || real[0] == '\0' || strcmp (real, "Unknown") == 0)
    real = g_get_user_name ();
  return nh_text_clean (real);
}

gboolean
nh_platform_file_begins_with (const char *path, const char *text)
{
  char start[32];
  gsize length = strlen (text);
  int fd;
  gboolean found;

  g_return_val_if_fail (length <= sizeof start, FALSE);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) /* a pipe would be waited for */
    return FALSE;
  fd = g_open (path, O_RDONLY | O_BINARY | O_CLOEXEC, 0);
  found = fd >= 0 && read (fd, start, (unsigned int) length) == (gssize) length && memcmp (start, text, length) == 0;
  if (fd >= 0)
    g_close (fd, NULL);
  return found;
}

static char *
file_id (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE)) : NULL;
}

gboolean
nh_platform_is_same_file (const char *a, const char *b)
{
  g_autofree char *first = file_id (a), *second = file_id (b);

  return first != NULL && g_strcmp0 (first, second) == 0;
}

gboolean
nh_platform_is_same_disk (const char *a, const char *b)
{
  GStatBuf first, second;

  return g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev;
}

/* What sync programs leave in the folders they keep. */
static gboolean
has_sync_marker (const char *folder)
{
  static const char *const markers[] = {
    ".dropbox.cache",     ".stfolder",          ".owncloudsync.log",
    ".nextcloudsync.log", ".tmp.drivedownload", ".849C9593-D756-4E56-8D6E-42412F2A707B",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      g_autofree char *path = g_build_filename (folder, markers[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_below_marker (const char *folder)
{
  g_autofree char *at = g_strdup (folder);
  gboolean found;

  do
    found = has_sync_marker (at);
  while (!found && go_up (&at));
  return found;
}

/* A folder's name starts with one of these, whatever follows: "OneDrive - Công an tỉnh", "Zalo Received Files". */
gboolean
nh_platform_is_synced (const char *path)
{
  static const char *const names[] = {
    "onedrive", "google drive", "googledrive", "google-drive", "dropbox", "icloud",   "nextcloud",
    "owncloud", "mega",         "megasync",    "pcloud",       "zalo",    "box sync", "syncthing",
  };
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *folded = nh_text_fold (folder);
  g_auto (GStrv) parts = g_strsplit_set (folded, "/\\", -1);

  for (int i = 0; parts[i] != NULL; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
      {
        gsize length = strlen (names[k]);

        if (strncmp (parts[i], names[k], length) == 0 && !g_ascii_isalpha (parts[i][length]))
          return TRUE;
      }
  return is_below_marker (folder);
}

const char *
nh_platform_find_bytes (const char *bytes, gsize length, const char *wanted, gsize n_wanted)
{
/* glibc, musl and the BSDs have memmem(); Windows has not. A test builds this file with NH_NO_MEMMEM. */
#if defined NH_HAVE_MEMMEM && !defined NH_NO_MEMMEM
  return memmem (bytes, length, wanted, n_wanted);
#else
  const char *end = bytes + length;

  if (n_wanted == 0)
    return bytes;
  while (n_wanted <= (gsize) (end - bytes))
    {
      const char *at = memchr (bytes, wanted[0], (gsize) (end - bytes) - n_wanted + 1);

      if (at == NULL || memcmp (at, wanted, n_wanted) == 0)
        return at;
      bytes = at + 1;
    }
  return NULL;
#endif
}

guint64
nh_platform_free_space (const char *path)
{
  g_autofree char *at = nh_platform_existing_part (path);
  g_autoptr (GFile) file = g_file_new_for_path (at);
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return G_MAXUINT64;
  return g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
}

static GMutex stderr_mutex;

int
nh_platform_silence_stderr (void)
{
  int null, saved;

  g_mutex_lock (&stderr_mutex);
  fflush (stderr);
  saved = dup (STDERR);
  null = g_open (nh_platform_null_device (), O_WRONLY, 0);
  if (saved >= 0 && null >= 0)
    dup2 (null, STDERR);
  if (null >= 0)
    g_close (null, NULL);
  return saved;
}

void
nh_platform_restore_stderr (int saved)
{
  fflush (stderr);
  if (saved >= 0)
    {
      dup2 (saved, STDERR);
      g_close (saved, NULL);
    }
  g_mutex_unlock (&stderr_mutex);
}

gint64
nh_platform_utc_offset (gint64 unix_seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (unix_seconds);

  return moment != NULL ? g_date_time_get_utc_offset (moment) / G_TIME_SPAN_SECOND : 0;
}
