/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

G_BEGIN_DECLS

/* All figures of the unit's season on one page, each with last year's beside it. Read anew when it is looked at after a change. */
#define NH_TYPE_OVERVIEW_PAGE (nh_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (NhOverviewPage, nh_overview_page, NH, OVERVIEW_PAGE, GtkWidget)

GtkWidget *nh_overview_page_new (NhSession *session);

G_END_DECLS
