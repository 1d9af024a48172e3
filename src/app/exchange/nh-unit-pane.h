/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-board.h"
#include "nh-session.h"

/* What one unit has handed in, beside the board: its state with "Accept" and "Return", what the last version says
 * otherwise than the one before, what is asked of single records, and its versions. */
#define NH_TYPE_UNIT_PANE (nh_unit_pane_get_type ())
G_DECLARE_FINAL_TYPE (NhUnitPane, nh_unit_pane, NH, UNIT_PANE, GtkWidget)

void nh_unit_pane_set_session (NhUnitPane *self, NhSession *session);
/* @row: nullable; copied as far as it is needed. */
void nh_unit_pane_show (NhUnitPane *self, const NhBoardRow *row, gboolean invited);
