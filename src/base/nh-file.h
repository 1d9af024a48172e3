/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes the file at @temporary, whole. */
typedef gboolean (*NhFileWrite) (const char *temporary, gpointer data, GError **error);

/* Puts a new file in the place of @path, or leaves what is there untouched: @write fills a plain temporary name in the
 * same folder, which is synced to the disk and renamed over @path; it is removed when anything fails. A link is
 * followed, and the permissions of a file that was there stay.
 * @error: NH_ERROR_FULL, READ_ONLY, NOT_FOUND, LOCKED (Windows: the file is open elsewhere) or IO, "Could not write
 * “NAME”: …"; an NH_ERROR of @write is handed on as it is (unless the disk turns out to be full), and so is
 * G_IO_ERROR_CANCELLED. */
gboolean nh_file_replace (const char *path, NhFileWrite write, gpointer data, GError **error);
/* The same for contents at hand. @length: -1 for a string. */
gboolean nh_file_replace_contents (const char *path, const char *contents, gssize length, GError **error);

G_END_DECLS
