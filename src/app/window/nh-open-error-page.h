/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ledger.h"

/* The page of a ledger that does not open: the error and the choices. Also restores backups on request.
 * Signal: "open-requested" (guint NhOpenFlags): open the file with these flags. */
#define NH_TYPE_OPEN_ERROR_PAGE (nh_open_error_page_get_type ())
G_DECLARE_FINAL_TYPE (NhOpenErrorPage, nh_open_error_page, NH, OPEN_ERROR_PAGE, GtkWidget)

/* Shows the error from opening @path. */
void nh_open_error_page_show_error (NhOpenErrorPage *self, const char *path, const GError *error);
/* Shows the backups of a closed ledger. */
void nh_open_error_page_show_backups (NhOpenErrorPage *self, const char *path);
/* What is to be said of the last restoring, once (see nh_backup_restore()). (transfer full) (nullable) */
char *nh_open_error_page_take_said (NhOpenErrorPage *self);
