/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ranking.h"

/* Compares units, or the points of a unit, by one indicator: the bar of this year above that of last year, greatest
 * first. Ten rows are shown until the user asks for all. The accessible label of each row has its numbers.
 *
 *   By unit                            [ Số điểm ngày hội  ▾]
 *   ■ 2022: 1.407   ■ 2021: 1.380
 *   Phường Bắc Hà   ██████████████     21
 *   Xã Cẩm Nhượng   ███████            12
 *   [ Show all 216 ]
 * Rows activate the actions of NhWorkplace. */
#define NH_TYPE_BAR_CHART (nh_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (NhBarChart, nh_bar_chart, NH, BAR_CHART, GtkWidget)

/* @overview: borrowed until the next call; NULL clears the chart. FALSE: there is nothing to compare. Keeps the
 * indicator if it has values. */
gboolean nh_bar_chart_show (NhBarChart *self, NhOverview *overview);
