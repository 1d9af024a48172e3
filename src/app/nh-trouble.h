/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

G_BEGIN_DECLS

/* What stands in the window when a ledger does not open: what happened and what can be done about it. Also where a backup is put
 * back on purpose.
 * Signal: "open-wanted" (guint flags of NhOpenFlags) open the file, this way. */
#define NH_TYPE_TROUBLE (nh_trouble_get_type ())
G_DECLARE_FINAL_TYPE (NhTrouble, nh_trouble, NH, TROUBLE, GtkWidget)

GtkWidget *nh_trouble_new          (void);
/* What opening @path said. */
void       nh_trouble_show_error   (NhTrouble *self, const char *path, const GError *error);
/* The file is whole and closed, and the clerk wants an older state of it. */
void       nh_trouble_show_backups (NhTrouble *self, const char *path);

G_END_DECLS
