/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "nh-board.h"
#include "nh-session.h"

/* Can the last version be accepted without a look at each? One that waits beside an accepted version cannot. */
gboolean nh_accept_dialog_takes (const NhBoardRow *row);
/* Lists those of @rows (of NhBoardRow) that can, and accepts the chosen ones as one change. */
void nh_accept_dialog_show (GtkWidget *parent, NhSession *session, GPtrArray *rows);
