/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ranking.h"

/* All figures of a season beside those of the season before:
 *
 *                                2026    2025      ±
 *   Festival points
 *   Số điểm ngày hội               12      10     +2
 *   Số lượt người dự           ≥ 2.803   2.410
 * A row leads to the records, or the total, that it comes from: it activates an action of NhWorkplace. */

/* What was handed in before: stands in the place of the difference. */
typedef struct
{
  const char *title; /* "Version 1" */
  char **figures;    /* nh_figure_to_text(), in the order of nh_indicators() */
} NhFiguresSent;

/* Fills @list; FALSE: there are no figures. @sent: nullable. */
gboolean nh_figure_table_fill (GtkListBox *list, const NhOverview *overview, const NhFiguresSent *sent,
                               NhCatalog *catalog);
