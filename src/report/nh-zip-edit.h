/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The new text of a part of a container. (transfer full) */
typedef char *(*NhZipEdit) (const char *text, gpointer data);

/* Edits the parts of the zip file at @path, as libxlsxwriter made it, whose names begin with @prefix and end in ".xml"; all
 * others are copied as they are. The same file gives the same bytes. */
gboolean nh_zip_edit (const char *path, const char *prefix, NhZipEdit edit, gpointer data, GError **error);

G_END_DECLS
