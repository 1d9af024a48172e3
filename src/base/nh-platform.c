/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef G_OS_WIN32
#include <windows.h>
#include <io.h>
#else
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>
#endif
#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "nh-config.h"
#include "nh-error.h"
#include "nh-text.h"

#define STDERR 2
#ifdef G_OS_WIN32
#define OPEN_PLAINLY O_BINARY
#else
#define OPEN_PLAINLY O_CLOEXEC
#endif

/* Replaces @path by the folder above it. FALSE: there is none. */
static gboolean
go_up (char **path)
{
  g_autofree char *below = *path;

  *path = g_path_get_dirname (below);
  return !g_str_equal (*path, below);
}

/* @path, or the nearest folder above it that is there. */
static char *
existing_part (const char *path)
{
  char *at = g_canonicalize_filename (path, NULL);

  while (!g_file_test (at, G_FILE_TEST_EXISTS) && go_up (&at))
    ;
  return at;
}

void
nh_platform_init (void)
{
#ifndef G_OS_WIN32
  /* Opened the wrong way round, so that reading and writing fail as on a closed one. */
  for (int fd = 0; fd <= STDERR; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      (void) open ("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
  signal (SIGXFSZ, SIG_IGN);
#endif
}

gint64
nh_platform_pid (void)
{
#ifdef G_OS_WIN32
  return (gint64) GetCurrentProcessId ();
#else
  return (gint64) getpid ();
#endif
}

gboolean
nh_platform_pid_alive (gint64 pid)
{
#ifdef G_OS_WIN32
  HANDLE process;
  DWORD code = 0;
  gboolean alive;

  if (pid <= 0)
    return FALSE;
  process = OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD) pid);
  if (process == NULL)
    return GetLastError () == ERROR_ACCESS_DENIED;
  alive = GetExitCodeProcess (process, &code) && code == STILL_ACTIVE;
  CloseHandle (process);
  return alive;
#else
  if (pid <= 0 || pid > G_MAXINT32)
    return FALSE;
  /* Signal 0 is never sent; a process of somebody else answers EPERM and lives. */
  return kill ((pid_t) pid, 0) == 0 || errno == EPERM;
#endif
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

gssize
nh_platform_write (int fd, const char *data, gsize length)
{
  for (;;)
    {
#ifdef G_OS_WIN32
      gssize n = _write (fd, data, (unsigned int) MIN (length, 1 << 24));
#else
      gssize n = write (fd, data, MIN (length, 1 << 24));
#endif

      if (n >= 0 || errno != EINTR)
        return n;
    }
}

gboolean
nh_platform_file_begins_with (const char *path, const char *text)
{
  char start[32];
  gsize length = strlen (text);
  int fd = g_open (path, O_RDONLY | OPEN_PLAINLY, 0);
  gboolean found;

  g_return_val_if_fail (length <= sizeof start, FALSE);

  found = fd >= 0 && read (fd, start, (unsigned int) length) == (gssize) length && memcmp (start, text, length) == 0;
  if (fd >= 0)
    g_close (fd, NULL);
  return found;
}

gboolean
nh_platform_is_open_here (const char *path)
{
#ifndef G_OS_WIN32
  g_autoptr (GDir) dir = g_dir_open ("/dev/fd", 0, NULL);
  GStatBuf wanted, info;
  const char *name;

  if (g_stat (path, &wanted) != 0)
    return FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (fstat (atoi (name), &info) == 0 && info.st_dev == wanted.st_dev && info.st_ino == wanted.st_ino)
      return TRUE;
#endif
  return FALSE;
}

gboolean
nh_platform_sync_file (const char *path, GError **error)
{
#ifdef G_OS_WIN32
  int fd = g_open (path, O_RDWR, 0);
#else
  int fd = g_open (path, O_RDONLY, 0);
#endif
  int code = 0;

  if (fd < 0)
    return nh_error_set_errno (error, errno);
  /* Some file systems of USB sticks and shares know no fsync and say so: nothing more can be done there. */
  if (g_fsync (fd) != 0 && errno != EINVAL && errno != ENOSYS)
    code = errno;
  if (!g_close (fd, code == 0 ? error : NULL) && code == 0)
    return FALSE;
  return code == 0 || nh_error_set_errno (error, code);
}

gboolean
nh_platform_sync_folder (const char *path)
{
#ifdef G_OS_WIN32
  return TRUE; /* folders cannot be synced; the rename is journalled by NTFS */
#else
  g_autofree char *folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY, 0);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = g_fsync (fd) == 0;
  return g_close (fd, NULL) && done;
#endif
}

gintptr
nh_platform_guard_folder (const char *path)
{
#ifdef G_OS_WIN32
  HANDLE mutex = CreateMutexW (NULL, FALSE, L"Local\\ngay-hoi-folder");

  if (mutex == NULL)
    return -1;
  WaitForSingleObject (mutex, INFINITE);
  return (gintptr) mutex;
#else
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return -1;
  while (flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        g_close (fd, NULL);
        return -1;
      }
  return fd;
#endif
}

void
nh_platform_unguard (gintptr guard)
{
  if (guard < 0)
    return;
#ifdef G_OS_WIN32
  ReleaseMutex ((HANDLE) guard);
  CloseHandle ((HANDLE) guard);
#else
  g_close ((int) guard, NULL);
#endif
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

#ifdef __linux__
static const guint32 network_magics[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB2 */
  0x564c,     /* NCP */
  0x5346414f, /* AFS */
  0x73757245, /* Coda */
  0x00c36400, /* Ceph */
  0x47504653, /* GPFS */
};

#define FUSE_MAGIC 0x65735546

/* FUSE is a USB stick (ntfs-3g, exfat) as often as a share; the name of its file system tells. */
static gboolean
fuse_is_network (const char *path)
{
  static const char *const names[] = { "gvfs", "sshfs", "smb", "nfs", "rclone", "dav", "drive", "curlftpfs", "s3fs" };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE, NULL, NULL);
  const char *type;

  if (strstr (path, "/gvfs/") != NULL)
    return TRUE;
  if (info == NULL)
    return FALSE;
  type = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE);
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (names); i++)
    if (strstr (type, names[i]) != NULL)
      return TRUE;
  return FALSE;
}
#endif

gboolean
nh_platform_is_network (const char *path)
{
#ifdef G_OS_WIN32
  /* By its name, as far as that says it: a share that is off is waited for a long time. */
  gboolean drive = g_ascii_isalpha (path[0]) && path[1] == ':';
  g_autofree char *at = drive ? g_strdup_printf ("%c:\\", path[0]) : g_canonicalize_filename (path, NULL);
  g_autofree gunichar2 *wide = NULL;

  if (g_str_has_prefix (at, "\\\\") || g_str_has_prefix (at, "//"))
    return TRUE;
  if (!g_ascii_isalpha (at[0]) || at[1] != ':')
    return FALSE;
  at[2] = '\\';
  at[3] = '\0';
  wide = g_utf8_to_utf16 (at, -1, NULL, NULL, NULL);
  return wide != NULL && GetDriveTypeW ((LPCWSTR) wide) == DRIVE_REMOTE;
#elif defined __linux__
  g_autofree char *at = existing_part (path);
  struct statfs info;

  if (statfs (at, &info) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (network_magics); i++)
    if ((guint32) info.f_type == network_magics[i])
      return TRUE;
  return (guint32) info.f_type == FUSE_MAGIC && fuse_is_network (at);
#else
  g_autoptr (GFile) file = g_file_new_for_path (at);
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE, NULL, NULL);

  return info != NULL && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE);
#endif
}

gboolean
nh_platform_has_second_name (const char *path)
{
#ifdef __linux__
  struct statfs system;

  /* ntfs-3g counts the short name that Windows gives each file. */
  if (statfs (path, &system) == 0 && (guint32) system.f_type == FUSE_MAGIC)
    return FALSE;
#endif
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_nlink > 1;
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

char *
nh_platform_real_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
#ifndef G_OS_WIN32
  g_autofree char *folder = g_path_get_dirname (absolute), *name = g_path_get_basename (absolute);
  char *real = realpath (absolute, NULL);
  gboolean is_new = real == NULL && (real = realpath (folder, NULL)) != NULL;

  if (real != NULL)
    {
      g_free (absolute);
      absolute = is_new ? g_build_filename (real, name, NULL) : g_strdup (real);
    }
  free (real);
#endif
  return g_steal_pointer (&absolute);
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
  g_autofree char *at = existing_part (path);
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
#ifdef G_OS_WIN32
  const char *nowhere = "NUL";
#else
  const char *nowhere = "/dev/null";
#endif
  int null, saved;

  g_mutex_lock (&stderr_mutex);
  fflush (stderr);
  saved = dup (STDERR);
  null = g_open (nowhere, O_WRONLY, 0);
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

gboolean
nh_platform_make_private (const char *path)
{
#ifdef G_OS_WIN32
  return TRUE; /* the folders of a user are private to that user already */
#else
  return g_chmod (path, 0600) == 0;
#endif
}

gint64
nh_platform_utc_offset (gint64 unix_seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (unix_seconds);

  return moment != NULL ? g_date_time_get_utc_offset (moment) / G_TIME_SPAN_SECOND : 0;
}
