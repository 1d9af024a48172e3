/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-received-state.h"

/* What is no longer here as the unit handed it in, record by record, each with a way to it; nothing where all is. The
 * unit's next version takes their place: then a change is lost, or was asked of the unit. */
void nh_changed_rows_add (GtkBox *box, const NhReceivedState *state, NhCatalog *catalog);
