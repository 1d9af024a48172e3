/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <glib/gstdio.h>

#include "nh-date.h"
#include "nh-error.h"
#include "nh-file.h"
#include "nh-i18n.h"
#include "nh-platform.h"
#include "nh-uuid.h"

#ifndef W_OK
#define W_OK 2
#endif
#define GROUP "lock"
#define MOST_BYTES 4096 /* no lock of ours is longer */
/* A program that has just created its lock may not have opened the ledger yet. */
#define YOUNG_SECONDS 10
/* A new lock file is written at once. If it stays empty, its process has died. */
#define WRITING_MS 1000
#define LOOK_EVERY_MS 50
/* Attempts to create the lock while other processes create and remove it. */
#define MAX_TRIES 3

/* Paths of locks that a thread of this process is about to release: reopening waits for it. */
static GMutex leaving_mutex;
static GCond leaving_cond;
static GHashTable *leaving;

struct _NhLock
{
  char *path;
  gboolean announced;
  char *token; /* identifies our lock file */
};

/* What a lock file says. */
typedef struct
{
  gint64 pid;
  char *host;
  char *user;
  char *since;
  char *token;
  gboolean young;
  gboolean broken; /* it is empty or says nothing, as after a power cut */
} Holder;

static void
holder_clear (Holder *holder)
{
  g_free (holder->host);
  g_free (holder->user);
  g_free (holder->since);
  g_free (holder->token);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Holder, holder_clear)

char *
nh_lock_get_path (const char *ledger_path)
{
  g_autofree char *real = nh_platform_real_path (ledger_path);

  return g_strconcat (real, ".lock", NULL);
}

/* FALSE: no such file. One that cannot be read, or says something else, has no host. */
static gboolean
read_holder (const char *path, Holder *holder)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return FALSE;
  holder->young = ABS (g_get_real_time () / G_USEC_PER_SEC - (gint64) info.st_mtime) < YOUNG_SECONDS;
  if (!nh_file_read (path, MOST_BYTES, &text, &length, NULL))
    return TRUE;
  g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL);
  holder->pid = g_key_file_get_int64 (file, GROUP, "pid", NULL);
  holder->host = g_key_file_get_string (file, GROUP, "host", NULL);
  holder->user = g_key_file_get_string (file, GROUP, "user", NULL);
  holder->since = g_key_file_get_string (file, GROUP, "since", NULL);
  holder->token = g_key_file_get_string (file, GROUP, "token", NULL);
  holder->broken = holder->host == NULL;
  return TRUE;
}

/* The same, but waits for a file that is being written. */
static gboolean
wait_for_holder (const char *path, Holder *holder)
{
  for (int waited = 0; waited < WRITING_MS; waited += LOOK_EVERY_MS)
    {
      if (!read_holder (path, holder))
        return FALSE;
      if (holder->host != NULL)
        return TRUE;
      holder_clear (holder);
      memset (holder, 0, sizeof *holder);
      g_usleep (LOOK_EVERY_MS * 1000);
    }
  return read_holder (path, holder);
}

/* TRUE if a program on this computer has the ledger open: it holds a shared lock (always in WAL mode). No SQL, which
 * would play a -wal that lies there into the ledger. */
static gboolean
is_ledger_in_use (const char *ledger_path)
{
  sqlite3 *db = NULL;
  sqlite3_file *file = NULL;
  gboolean busy = FALSE;

  if (sqlite3_open_v2 (ledger_path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
      sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file->pMethods != NULL)
    {
      busy = file->pMethods->xLock (file, SQLITE_LOCK_SHARED) == SQLITE_BUSY ||
             file->pMethods->xLock (file, SQLITE_LOCK_EXCLUSIVE) == SQLITE_BUSY;
      file->pMethods->xUnlock (file, SQLITE_LOCK_NONE);
    }
  sqlite3_close (db);
  return busy;
}

/* One that cannot be read may be that of another user, at work on another computer. */
static gboolean
is_stale (const Holder *holder, const char *ledger_path)
{
  g_autofree char *host = nh_platform_host_name ();

  if (holder->broken)
    return nh_platform_is_network (ledger_path) || !is_ledger_in_use (ledger_path);
  if (g_strcmp0 (holder->host, host) != 0)
    return FALSE;
  if (!nh_platform_pid_alive (holder->pid))
    return TRUE;
  return !holder->young && !nh_platform_is_network (ledger_path) && !is_ledger_in_use (ledger_path);
}

static void
set_locked (const Holder *holder, const char *path, GError **error)
{
  g_autofree char *host = nh_platform_host_name ();
  g_autofree char *since = holder->since != NULL ? nh_time_format (holder->since) : NULL;
  const char *user = holder->user != NULL ? holder->user : "?";

  if (holder->host == NULL)
    nh_error_set (error, NH_ERROR_LOCKED, _ ("open the ledger"),
                  _ ("another program has it open, but its lock “%s” does not say which. Close it there and try again. "
                     "If it is not open anywhere any more, delete that file and try again."),
                  path);
  else if (g_strcmp0 (holder->host, host) == 0)
    nh_error_set (
        error, NH_ERROR_LOCKED, _ ("open the ledger"),
        _ ("it is already open on this computer, by %s since %s (process %d). Use that window, or close it first. If "
           "there is none (after a power cut), delete the file “%s” and try again."),
        user, since ? since : "?", (int) holder->pid, path);
  else
    nh_error_set (
        error, NH_ERROR_LOCKED, _ ("open the ledger"),
        _ ("it is open on the computer “%s”, by %s since %s. Close it there first. If it is not open there any more "
           "(that computer was switched off, or the drive was pulled out), delete the file “%s” and try again."),
        holder->host, user, since ? since : "?", path);
}

static char *
describe_us (const char *token)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *host = nh_platform_host_name ();
  g_autofree char *user = nh_platform_user_name ();
  g_autofree char *since = nh_time_now_iso ();

  g_key_file_set_int64 (file, GROUP, "pid", nh_platform_pid ());
  g_key_file_set_string (file, GROUP, "host", host);
  g_key_file_set_string (file, GROUP, "user", user);
  g_key_file_set_string (file, GROUP, "since", since);
  g_key_file_set_string (file, GROUP, "token", token);
  return g_key_file_to_data (file, NULL, NULL);
}

/* Creates the lock file, which others must be able to read. FALSE with errno, EEXIST if there is one. */
static gboolean
write_lock (const char *path, const char *token)
{
  g_autofree char *text = describe_us (token);
  gssize length = (gssize) strlen (text);
  int fd, saved_errno;
  gssize written;

  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (fd < 0)
    return FALSE;
  written = nh_platform_write (fd, text, (gsize) length);
  saved_errno = written < 0 ? errno : ENOSPC; /* a part of it */
  g_close (fd, NULL);
  if (written != length)
    {
      g_remove (path);
      errno = saved_errno;
    }
  return written == length;
}

static void
set_write_error (const char *path, int code, GError **error)
{
  if (code == ENOSPC)
    nh_error_set (error, NH_ERROR_FULL, _ ("open the ledger"),
                  _ ("the disk is full. Nothing was changed; free some space and try again."));
  else if (code == EROFS || code == EACCES || code == EPERM)
    nh_error_set (
        error, NH_ERROR_READ_ONLY, _ ("open the ledger"),
        _ ("nothing can be written into its folder. Open it for reading only, or copy it to a folder of your own."));
  else
    nh_error_set (error, NH_ERROR_IO, _ ("open the ledger"),
                  _ ("“%s” cannot be written (error %d). Nothing was changed."), path, code);
}

/* A stale lock that cannot be deleted: in a folder that nobody may write to, or where each deletes only what is theirs.
 */
static void
set_stuck (const char *path, int code, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (code == EROFS || g_access (folder, W_OK) != 0)
    set_write_error (path, code, error);
  else
    nh_error_set (error, NH_ERROR_LOCKED, _ ("open the ledger"),
                  _ ("a program that is not running any more left its lock “%s”, and it cannot be deleted. Nothing was "
                     "changed. Delete that file, or have it deleted by whoever owns it, and try again."),
                  path);
}

static void
wait_for_leaving (const char *path)
{
  g_mutex_lock (&leaving_mutex);
  while (leaving != NULL && g_hash_table_contains (leaving, path))
    g_cond_wait (&leaving_cond, &leaving_mutex);
  g_mutex_unlock (&leaving_mutex);
}

void
nh_lock_announce (NhLock *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&leaving_mutex);
  if (leaving == NULL)
    leaving = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->announced = g_hash_table_add (leaving, g_strdup (self->path));
  g_mutex_unlock (&leaving_mutex);
}

static void
end_announcement (NhLock *self)
{
  if (!self->announced)
    return;
  g_mutex_lock (&leaving_mutex);
  g_hash_table_remove (leaving, self->path);
  if (g_hash_table_size (leaving) == 0)
    g_clear_pointer (&leaving, g_hash_table_unref);
  g_cond_broadcast (&leaving_cond);
  g_mutex_unlock (&leaving_mutex);
}

/* Removes a stale lock. Guarded, so that no process of this computer removes the new lock that another has just created
 * in its place. FALSE with @error: the lock is held. */
static gboolean
remove_stale (const char *path, const char *ledger_path, gboolean take_over, gboolean try_again, GError **error)
{
  gintptr guard = nh_platform_guard_folder (path);
  g_auto (Holder) holder = { 0 };
  gboolean there = wait_for_holder (path, &holder);
  gboolean held = there && !take_over && !is_stale (&holder, ledger_path);
  int code = 0;

  if (there && !held && try_again && g_remove (path) != 0)
    code = errno;
  if (code != 0 && !g_file_test (path, G_FILE_TEST_EXISTS)) /* another has deleted it */
    code = 0;
  nh_platform_unguard (guard);
  if (code != 0)
    set_stuck (path, code, error);
  if (!held && try_again)
    return code == 0;
  set_locked (&holder, path, error);
  return FALSE;
}

NhLock *
nh_lock_take (const char *ledger_path, gboolean take_over, GError **error)
{
  g_autofree char *path = nh_lock_get_path (ledger_path);
  g_autofree char *token = nh_uuid_new ();
  NhLock *self;

  wait_for_leaving (path);
  /* Whichever process creates the file wins. After a stale lock was removed, try again. */
  for (int i = 0; !write_lock (path, token); i++)
    {
      if (errno != EEXIST)
        {
          set_write_error (path, errno, error);
          return NULL;
        }
      if (!remove_stale (path, ledger_path, take_over && i == 0, i < MAX_TRIES, error))
        return NULL;
    }

  self = g_new0 (NhLock, 1);
  self->path = g_steal_pointer (&path);
  self->token = g_steal_pointer (&token);
  return self;
}

void
nh_lock_release (NhLock *self)
{
  g_auto (Holder) holder = { 0 };

  if (self == NULL)
    return;
  if (read_holder (self->path, &holder) && g_strcmp0 (holder.token, self->token) == 0)
    g_remove (self->path);
  end_announcement (self);
  g_free (self->path);
  g_free (self->token);
  g_free (self);
}
