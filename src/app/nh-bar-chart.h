/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ranking.h"
#include "nh-ranking.h"

G_BEGIN_DECLS

/* Units, or the points of a unit, side by side by one indicator that is chosen: this year's bar over last year's, the greatest first.
 * The first ten are shown, and all of them when it is asked for. Each row is one of a list, with its numbers in words.
 *
 *   By unit                            [ Số điểm ngày hội  ▾]
 *   ■ 2022: 1.407   ■ 2021: 1.380
 *   Phường Bắc Hà   ██████████████     21
 *   Xã Cẩm Nhượng   ███████            12
 *   [ Show all 216 ]
 *
 * Signal: "chosen" (gpointer const NhRanked*, gpointer const NhIndicator*): a row was clicked, or Enter was pressed on it. */
#define NH_TYPE_BAR_CHART (nh_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (NhBarChart, nh_bar_chart, NH, BAR_CHART, GtkWidget)

GtkWidget  *nh_bar_chart_new    (void);
/* @overview: borrowed until the next call; NULL: nothing. FALSE: there is nothing to compare. The indicator stays where it has
 * something. */
gboolean    nh_bar_chart_show   (NhBarChart *self, NhOverview *overview);
const char *nh_bar_chart_get    (NhBarChart *self);                      /* the indicator's code (nullable) */
void        nh_bar_chart_choose (NhBarChart *self, const char *code);    /* one that has nothing is not taken */

G_END_DECLS
