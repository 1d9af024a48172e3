/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-session.h"
#include <gtk/gtk.h>

/* Keeps @label at what the unit of the session has reached in the programmes; hidden where there is nothing to say.
 * Read again after each change. */
void nh_result_line_follow (GtkLabel *label, NhSession *session);
