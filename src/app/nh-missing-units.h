/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-ranking.h"

G_BEGIN_DECLS

/* The unit that was clicked, by its id. */
typedef void (*NhUnitWanted) (gint64 unit, gpointer data);

/* A window with the units that have not reported, to be phoned one after another: each leads to its records, and all names can be
 * copied. @figures: read before this returns. @wanted runs while @parent lives, with it as its data. */
void nh_missing_units_show (GtkWidget *parent, NhFigures *figures, NhUnitWanted wanted);

G_END_DECLS
