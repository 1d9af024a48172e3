/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* The figures of a unit's season: units (or points) compared, who has reported, open tasks, and all figures
 * with those of last year. It is read again when it is shown after a change.
 *
 *   ┌ NhBarChart ────────────┐ ┌ ring  204 of 216  ┐
 *   │ Phường Bắc Hà  ████ 21 │ └────────────────────┘
 *   │ Xã Cẩm Nhượng  ██   12 │ ┌ NhTodo ────────────┐     narrow: one below the other
 *   └────────────────────────┘ └────────────────────┘
 *   tiles, a group each
 * Its rows activate the actions of NhWorkplace. */
#define NH_TYPE_OVERVIEW_PAGE (nh_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (NhOverviewPage, nh_overview_page, NH, OVERVIEW_PAGE, GtkWidget)

GtkWidget *nh_overview_page_new (NhSession *session);
