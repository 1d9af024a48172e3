/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-platform.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#include "nh-error.h"
#include "nh-platform-locale.h"

#define STDERR 2

/* --- The process --- */

void
nh_platform_init (void)
{
  /* Opened the wrong way round, so that reading and writing fail as on a closed one. */
  for (int fd = 0; fd <= STDERR; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      (void) open ("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
  signal (SIGXFSZ, SIG_IGN);
}

char **
nh_platform_arguments (char **argv)
{
  return g_strdupv (argv);
}

char *
nh_platform_program_folder (void)
{
  return NULL;
}

gint64
nh_platform_pid (void)
{
  return (gint64) getpid ();
}

gboolean
nh_platform_pid_alive (gint64 pid)
{
  if (pid <= 0 || pid > G_MAXINT32)
    return FALSE;
  /* Signal 0 is never sent; a process of somebody else answers EPERM and lives. */
  return kill ((pid_t) pid, 0) == 0 || errno == EPERM;
}

void
nh_platform_watch_end (GSourceFunc ended)
{
  static const int signals[] = { SIGTERM, SIGHUP, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], ended, NULL);
}

gboolean
nh_platform_can_print (void)
{
  return TRUE; /* the dialog always offers a file */
}

/* --- Language --- */

static const char *const categories[] = {
  "LC_CTYPE", "LC_COLLATE",   "LC_MESSAGES",    "LC_MONETARY",       "LC_TIME",  "LC_ADDRESS",
  "LC_NAME",  "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION", "LC_PAPER",
};

/* gettext ignores LANGUAGE in the locale "C", and Vietnamese needs UTF-8. */
static gboolean
locale_is_usable (void)
{
  const char *messages;

  if (setlocale (LC_ALL, "") == NULL || !g_get_charset (NULL))
    return FALSE;
  messages = setlocale (LC_MESSAGES, NULL);
  return messages != NULL && strcmp (messages, "C") != 0 && strcmp (messages, "POSIX") != 0;
}

/* setlocale (LC_ALL, "") in a toolkit must have the same result, so the choice goes into the environment. */
static void
write_environment (const char *all)
{
  for (gsize i = 0; all != NULL && i < G_N_ELEMENTS (categories); i++)
    g_setenv (categories[i], all, TRUE);
  g_unsetenv ("LC_ALL");
  g_setenv ("LC_NUMERIC", "C", TRUE);
}

void
nh_platform_set_locale (void)
{
  g_autofree char *all = g_strdup (g_getenv ("LC_ALL"));

  if (locale_is_usable ())
    write_environment (all != NULL && all[0] != '\0' ? all : NULL);
  else
    {
      write_environment ("C.UTF-8");
      if (setlocale (LC_ALL, "C.UTF-8") == NULL)
        setlocale (LC_ALL, "en_US.UTF-8");
    }
  setlocale (LC_NUMERIC, "C");
}

/* putenv() puts another constant string into the place that LANGUAGE has already. No memory moves or is freed, so that
 * a reader sees either of the two. (setenv() may free the old string, unsetenv() moves the others.) */
void
nh_platform_put_language (gboolean english)
{
  static char settings[][12] = { "LANGUAGE=vi", "LANGUAGE=en" };

  putenv (settings[english ? 1 : 0]);
}

/* --- Files --- */

const char *
nh_platform_null_device (void)
{
  return "/dev/null";
}

gssize
nh_platform_write (int fd, const char *data, gsize length)
{
  for (;;)
    {
      gssize n = write (fd, data, MIN (length, 1 << 24));

      if (n >= 0 || errno != EINTR)
        return n;
    }
}

gboolean
nh_platform_is_open_here (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open ("/dev/fd", 0, NULL);
  GStatBuf wanted, info;
  const char *name;

  if (g_stat (path, &wanted) != 0)
    return FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (fstat (atoi (name), &info) == 0 && info.st_dev == wanted.st_dev && info.st_ino == wanted.st_ino)
      return TRUE;
  return FALSE;
}

gboolean
nh_platform_sync_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY, 0);
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
  g_autofree char *folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY, 0);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = g_fsync (fd) == 0;
  return g_close (fd, NULL) && done;
}

gboolean
nh_platform_rename_over (const char *from, const char *to, GError **error)
{
  return g_rename (from, to) == 0 || nh_error_set_errno (error, errno);
}

gintptr
nh_platform_guard_folder (const char *path)
{
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
}

void
nh_platform_unguard (gintptr guard)
{
  if (guard >= 0)
    g_close ((int) guard, NULL);
}

gboolean
nh_platform_make_private (const char *path)
{
  return g_chmod (path, 0600) == 0;
}

char *
nh_platform_real_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute), *name = g_path_get_basename (absolute);
  char *real = realpath (absolute, NULL);
  gboolean is_new = real == NULL && (real = realpath (folder, NULL)) != NULL;

  if (real != NULL)
    {
      g_free (absolute);
      absolute = is_new ? g_build_filename (real, name, NULL) : g_strdup (real);
    }
  free (real);
  return g_steal_pointer (&absolute);
}

/* --- The disk --- */

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
  g_autofree char *at = nh_platform_existing_part (path);
#ifdef __linux__
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

gboolean
nh_platform_is_full (int code)
{
  return code == ENOSPC || code == EFBIG || code == EDQUOT;
}

gboolean
nh_platform_is_unreadable (int code)
{
  return code == EIO;
}
