/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* The left side of the window: unit and season (both can be changed there), the pages with their counts, and when the
 * ledger was last saved and backed up. Signals: "page-chosen" (const char *name): the selection moved; "page-activated"
 * (): Enter or a click; "view-requested" (gint64 unit, int year). */
#define NH_TYPE_SIDEBAR (nh_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (NhSidebar, nh_sidebar, NH, SIDEBAR, GtkWidget)

GtkWidget *nh_sidebar_new (NhSession *session);
/* Adds a page, with a count if @name is that of a record type. */
void nh_sidebar_add_page (NhSidebar *self, const char *name, const char *title, const char *icon);
void nh_sidebar_select_page (NhSidebar *self, const char *name);
/* @step: 1 the page below, -1 the one above; wraps around. */
void nh_sidebar_step_page (NhSidebar *self, int step);
/* Icons only, for a narrow window; their names are tooltips then. */
void nh_sidebar_set_folded (NhSidebar *self, gboolean folded);
void nh_sidebar_open_years (NhSidebar *self);
void nh_sidebar_open_units (NhSidebar *self);
