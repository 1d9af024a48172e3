/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Frees @data with @destroy. Of more than a few thousand @parts it takes so long that a window would stand still, and
 * the last reference is often one of a window: a thread of its own does it then, if there is one to be had. @data:
 * (transfer full), used by nobody else, and not a widget. */
void nh_free_aside (gpointer data, GDestroyNotify destroy, gsize parts);
