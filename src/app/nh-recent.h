/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A ledger opened before. Whether it is still there is looked up in a thread: it may lie on a share that does not answer. */
typedef struct
{
  char *path;          /* owned */
  gboolean missing;
} NhRecent;

void       nh_recent_look        (gpointer source, GAsyncReadyCallback callback, gpointer user_data);
/* GPtrArray of NhRecent, the newest first (transfer full) */
GPtrArray *nh_recent_look_finish (GAsyncResult *result);
/* "Sổ.ngayhoi — Documents", and whether it is missing, for a menu or a button. (transfer full) */
char      *nh_recent_title       (const NhRecent *recent);

G_END_DECLS
