/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ranking.h"

/* Shows a window with the units that have not reported: each leads to its records, and all names can be copied.
 * @figures: read before this returns. A click activates "workplace.show-records" on @parent, if it still lives. */
void nh_missing_units_show (GtkWidget *parent, NhFigures *figures);
