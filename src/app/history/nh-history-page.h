/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* All changes of the ledger, newest first, and the selected one in full. A change can be undone if nothing changed the
 * same fields later. */
#define NH_TYPE_HISTORY_PAGE (nh_history_page_get_type ())
G_DECLARE_FINAL_TYPE (NhHistoryPage, nh_history_page, NH, HISTORY_PAGE, GtkWidget)

GtkWidget *nh_history_page_new (NhSession *session);
