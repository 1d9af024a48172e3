/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The workbooks in @paths, and in those of them that are folders, by name; without those that Excel has open. (transfer
 * full) */
GPtrArray *nh_form_list_files (const char *const *paths);
/* In which order to read them: indices, of guint, the one that was saved last first, as the workbooks say, else the
 * disk. (transfer full) */
GArray *nh_form_order_files (GPtrArray *files);
/* When it was saved, in the same way; Unix seconds, 0: it cannot be told. */
gint64 nh_form_find_time (const char *path);
