/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* The recycle bin: deleted records of all types, the last deleted first. One or several are restored as one change. */
#define NH_TYPE_BIN_PAGE (nh_bin_page_get_type ())
G_DECLARE_FINAL_TYPE (NhBinPage, nh_bin_page, NH, BIN_PAGE, GtkWidget)

GtkWidget *nh_bin_page_new (NhSession *session);
