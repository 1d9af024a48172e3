/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

G_BEGIN_DECLS

/* The page of a ledger that does not open: the error and what can be done. Also restores backups on request.
 * Signal: "open-wanted" (guint NhOpenFlags): open the file with these flags. */
#define NH_TYPE_TROUBLE (nh_trouble_get_type ())
G_DECLARE_FINAL_TYPE (NhTrouble, nh_trouble, NH, TROUBLE, GtkWidget)

GtkWidget *nh_trouble_new (void);
/* Shows the error from opening @path. */
void nh_trouble_show_error (NhTrouble *self, const char *path, const GError *error);
/* Shows the backups of a closed ledger. */
void nh_trouble_show_backups (NhTrouble *self, const char *path);

G_END_DECLS
