/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-receive.h"

/* Keeps, in settings (nh-board.h), that a file of a unit came but was not taken, so that the board says so until a
 * version of it is. A file that cannot be opened is known by the name that the program gives it. @receptions: of
 * NhReception; @trial: they were only tried. On the writer's thread, in a transaction of its own. */
gboolean nh_left_over_keep (NhConnection *connection, NhLedger *ledger, GPtrArray *receptions, gboolean trial,
                            GError **error);
