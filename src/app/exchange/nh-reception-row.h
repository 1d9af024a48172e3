/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-receive.h"

/* What became of one file, as a row: the verdict and the unit, its reason, the figures old → new, and the records that
 * were added, changed and deleted, field by field. (transfer floating) */
GtkWidget *nh_reception_row_new (NhReception *reception, NhCatalog *catalog);
/* Those that wait for a person first, then those refused, then those with differences. */
int nh_reception_compare (gconstpointer a, gconstpointer b);
/* Unfolds the records of a row that was pressed, or folds them again. */
void nh_reception_row_toggle (GtkListBoxRow *row);
