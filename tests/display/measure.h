/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Windows as they are drawn, with the popovers that are open over them. */

typedef void (*MeasureTell) (const char *fault, gpointer data);

/* Tells of dates, numbers and buttons that are cut, of what is outside the window, and of what scrolls sideways.
 * Returns how many widgets were seen. */
guint measure_layout (GtkWidget *window, MeasureTell tell, gpointer data);
/* Tells of texts with too little contrast (WCAG 2.1, 1.4.3: 4.5 : 1). Returns how many were seen; 0: the window is not
 * drawn yet. */
guint measure_contrast (GtkWidget *window, MeasureTell tell, gpointer data);
/* Writes the window, which is drawn, as a PNG file. */
void measure_save_picture (GtkWidget *window, const char *path);

G_END_DECLS
