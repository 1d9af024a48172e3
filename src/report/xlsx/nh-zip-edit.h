/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Returns the new text of a part. (transfer full) */
typedef char *(*NhZipEdit) (const char *text, gpointer data);

/* Edits in place the parts of the zip file at @path whose names begin with @prefix and end in ".xml". All other parts
 * are copied without unpacking them. The same file gives the same bytes. Fails with NH_ERROR_CORRUPT; the file is
 * unchanged then. */
gboolean nh_zip_edit (const char *path, const char *prefix, NhZipEdit edit, gpointer data, GError **error);
