/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Modes of files. What the program keeps about persons is for its user alone; a document is as open as the user's other
 * files (by the umask), since it is written to be handed on. */
#define NH_FILE_PRIVATE 0600
#define NH_FILE_DOCUMENT 0666

/* Writes the file at @temporary, whole. It may also use names that begin with that of @temporary. */
typedef gboolean (*NhFileWrite) (const char *temporary, gpointer data, GError **error);

/* Puts a new file in the place of @path, or leaves what is there untouched: @write fills a file with a temporary name
 * in the same folder, which is synced to the disk and renamed over @path; it is removed when anything fails, with all
 * files whose names begin with its own. Files left behind in that folder are removed first. A link is followed, and the
 * permissions of a file that was there stay.
 * @path: not that of a folder, a device or a pipe, nor of a file that is kept beside a ledger (-wal, .lock …). A ledger
 * (or another SQLite file) is replaced only by such a file; the writer of a ledger checks that it is the right one.
 * @error: NH_ERROR_EXISTS for such a @path; NH_ERROR_FULL, READ_ONLY, NOT_FOUND, LOCKED (Windows: the file is open
 * elsewhere) or IO, "Could not write “NAME”: …"; an NH_ERROR of @write is handed on as it is (unless the disk turns out
 * to be full), and so is G_IO_ERROR_CANCELLED. */
gboolean nh_file_replace (const char *path, NhFileWrite write, gpointer data, GError **error);
/* The same for contents at hand. @length: -1 for a string. @mode: of a new file: NH_FILE_PRIVATE, or NH_FILE_DOCUMENT
 * for a document that the user hands on. */
gboolean nh_file_replace_contents (const char *path, const char *contents, gssize length, int mode, GError **error);
gboolean nh_file_replace_bytes (const char *path, GBytes *contents, int mode, GError **error);
/* Reads a regular file that the user named, whole. To read a device or a pipe may wait or go on for ever.
 * @contents: (out) (transfer full), with a NUL behind it. @most: bytes; a longer file is refused unread.
 * @error: for nh_error_prefix(). */
gboolean nh_file_read (const char *path, gsize most, char **contents, gsize *length, GError **error);
/* Of @path and the names that are kept beside a ledger at @path (-wal, .lock …): the first that is there and is not a
 * regular file. To open such a one may wait for ever. (transfer full) (nullable) */
char *nh_file_find_special (const char *path);
/* Whether the file at @path is a ledger or another SQLite file, by its first bytes; so is each that this process has
 * open. */
gboolean nh_file_is_database (const char *path);
/* Creates an empty file. @mode: as above. @error: a G_FILE_ERROR, for nh_error_prefix(). */
gboolean nh_file_create (const char *path, int mode, GError **error);
/* Removes the temporary files in @folder that processes which were killed have left there: those of this computer whose
 * process is gone, and others that are older than a day. */
void nh_file_remove_leftovers (const char *folder);
