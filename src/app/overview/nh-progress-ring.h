/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes a drawing area a ring that is filled as far as @done of @all (not more), with the percentage in its middle: 100
 * % only if all is done. @text: the accessible label, "204 of 216 units have reported". Size and font come from the
 * style class "nh-progress-ring". */
void nh_progress_ring_set (GtkDrawingArea *ring, guint done, guint all, const char *text);

G_END_DECLS
