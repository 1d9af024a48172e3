/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-query.h"

/* In place of the form while several rows are selected: how many, their sums, and what can be done with all of them by
 * the actions of the page. */
#define NH_TYPE_SEVERAL (nh_several_get_type ())
G_DECLARE_FINAL_TYPE (NhSeveral, nh_several, NH, SEVERAL, GtkWidget)

/* @query: of the selected records (transfer full). */
void nh_several_show (NhSeveral *self, NhLedger *ledger, NhQuery *query);
