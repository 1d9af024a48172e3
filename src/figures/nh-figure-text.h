/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-figures.h"

/* Figures as machine-readable texts, to be compared between two offices: "1407", "trên 84000" (with the qualifier of a
 * total), "≥ 9" (the least there is), "none", "unknown", "" when there is nothing. (transfer full) */
char *nh_figure_to_text (const NhFigure *figure);

/* The same for people: a zero that nobody entered comes and goes with the records of its type. */
gboolean nh_figure_text_is_same (const char *a, const char *b);

/* For people: "1.407", "trên 84.000", "none", "not known yet"; "" when there is nothing. (transfer full) */
char *nh_figure_text_format (const char *text);

/* Texts of all indicators of one unit's season, in the order of nh_indicators(). (transfer full) */
GStrv nh_figure_texts (NhConnection *connection, NhLedger *ledger, gint64 unit, int year, GError **error);
