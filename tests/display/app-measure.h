/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be measured of a window and the popovers that are open over it. Each fault is told with @where and fails
 * the test, which goes on. */

/* Dates, numbers and the texts of buttons are whole, nothing is outside of the window, only tables and the preview
 * scroll sideways, and the window fits into @width × @height pixels. */
void app_measure_layout (GtkWidget *window, int width, int height, const char *where);
/* The contrast of each text as drawn. WCAG 2.1, 1.4.3: at least 4.5 : 1. @text_size: per cent. */
void app_measure_contrast (GtkWidget *window, int text_size, const char *where);

/* Waits for some frames: what depends on the size of the text follows when it was drawn. */
void app_wait_drawn (GtkWidget *window);
/* Writes what is seen as a PNG file. */
void app_save_picture (GtkWidget *window, const char *path);

G_END_DECLS
