/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-draft.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* The season of the unit on one page: units (or points) side by side, how many have reported, what is to be done, and all figures with
 * last year's beside them. Read anew when it is looked at after a change.
 *
 *   ┌ NhBarChart ────────────┐ ┌ NhRing  204 of 216 ┐
 *   │ Phường Bắc Hà  ████ 21 │ └────────────────────┘
 *   │ Xã Cẩm Nhượng  ██   12 │ ┌ NhTodo ────────────┐     narrow: one below the other
 *   └────────────────────────┘ └────────────────────┘
 *   tiles, a group each
 *
 * Signals, each a place to go to: "records-wanted" (gint64 unit, const char *type), "problems-wanted" (const char *type),
 * "record-wanted" (const char *type, gint64 id, gint64 unit, int year), "draft-wanted" (gpointer NhDraft*). */
#define NH_TYPE_OVERVIEW_PAGE (nh_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (NhOverviewPage, nh_overview_page, NH, OVERVIEW_PAGE, GtkWidget)

GtkWidget *nh_overview_page_new (NhSession *session);

G_END_DECLS
