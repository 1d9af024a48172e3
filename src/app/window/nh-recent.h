/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A recently opened ledger. A thread checks whether it exists: it may be on a share that does not answer. */
typedef struct
{
  char *path; /* owned */
  gboolean missing;
} NhRecent;

/* → GPtrArray of NhRecent, newest first: g_task_propagate_pointer() in @callback. */
void nh_recent_check (gpointer source, GAsyncReadyCallback callback, gpointer user_data);
/* The label, "Sổ.ngayhoi — Documents"; marked if the file is missing. (transfer full) */
char *nh_recent_title (const NhRecent *recent);
