/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* All that differs between systems: nh-platform-posix.c and nh-platform-windows.c; nh-platform.c is the same on both.
 * Nothing else in the house includes <unistd.h>, <sys/…> or <windows.h>. Paths are UTF-8 as GLib takes them. */

/* At the start of a program: nothing that it opens becomes its standard input or output where those are closed, and a
 * file that grows beyond the limit of the system is an error (EFBIG), not the end of the program. */
void nh_platform_init (void);
/* The words of the command line in UTF-8: @argv of main(), or what the system knows better. (transfer full) */
char **nh_platform_arguments (char **argv);
/* The session ends, or somebody ends the program: @ended is called once, with NULL, in the main loop of this thread. */
void nh_platform_watch_end (GSourceFunc ended);
gint64 nh_platform_pid (void);
gboolean nh_platform_pid_alive (gint64 pid);
char *nh_platform_host_name (void); /* (transfer full) */
/* Who works here, for the history: the name that was given, else what the system knows. (transfer full) */
char *nh_platform_user_name (void);
void nh_platform_set_user_name (const char *name); /* "": as the system says; for all threads */
gssize nh_platform_write (int fd, const char *data,
                          gsize length); /* write() that outlives signals; -1 and errno on failure */
gboolean nh_platform_sync_file (const char *path,
                                GError **error);     /* fsync of the file; a G_FILE_ERROR, for nh_error_prefix() */
gboolean nh_platform_sync_folder (const char *path); /* fsync of the folder, where there is such a thing */
/* Renames the file @from; the one at @to is replaced in the same instant. @error: a G_FILE_ERROR, for
 * nh_error_prefix(), or NH_ERROR_LOCKED: another program has the file open, and the system forbids it. */
gboolean nh_platform_rename_over (const char *from, const char *to, GError **error);
gboolean nh_platform_is_same_file (const char *a,
                                   const char *b); /* two paths of one file that is there: links, mounts */
gboolean nh_platform_is_same_disk (const char *a, const char *b); /* two paths that are there are on one file system */
gboolean nh_platform_has_second_name (const char *path);          /* a hard link, where the file system tells */
gboolean nh_platform_is_network (const char *path);               /* on a network share (NFS, SMB …) */
gboolean
nh_platform_is_synced (const char *path); /* in a folder of OneDrive, Google Drive, Dropbox, Zalo … by its path */
/* FALSE: no printer is the default one, and a dialog to print would fail. */
gboolean nh_platform_can_print (void);
guint64 nh_platform_free_space (const char *path); /* bytes; G_MAXUINT64 when unknown */
/* What the code of an error says that SQLite keeps of the system: no space is left; the medium cannot be read. */
gboolean nh_platform_is_full (int code);
gboolean nh_platform_is_unreadable (int code);
/* @path, or the nearest folder above it that is there, absolute. (transfer full) */
char *nh_platform_existing_part (const char *path);
/* The absolute path with all links followed, as SQLite opens it: -wal and the lock are named after it. (transfer full)
 */
char *nh_platform_real_path (const char *path);
/* TRUE if the file at @path can be read and begins with @text. Not for one that is open here, see below. */
gboolean nh_platform_file_begins_with (const char *path, const char *text);
/* TRUE if this process has the file at @path open: on POSIX, to open and close it once more would drop the locks that
 * SQLite has on it. Always FALSE elsewhere. */
gboolean nh_platform_is_open_here (const char *path);
/* The first place of @wanted in @bytes; NULL: none. */
const char *nh_platform_find_bytes (const char *bytes, gsize length, const char *wanted, gsize n_wanted);
/* One process or thread of this computer at a time between these two, for the folder of @path. Where a file system has
 * no such lock, it does not wait (-1). */
gintptr nh_platform_guard_folder (const char *path);
void nh_platform_unguard (gintptr guard);
const char *nh_platform_null_device (void); /* the file that takes everything and keeps nothing */
/* Between these two the standard error output of this process goes nowhere, for libraries that print messages of their
 * own. One thread at a time; others wait. */
int nh_platform_silence_stderr (void);
void nh_platform_restore_stderr (int saved);
gboolean nh_platform_make_private (const char *path); /* mode 0600 */
gint64 nh_platform_utc_offset (gint64 unix_seconds);  /* local − UTC, seconds */
