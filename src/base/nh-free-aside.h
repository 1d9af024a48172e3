/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Frees @data with @free. Of more than a few thousand @parts it takes so long that a window would stand still, and the
 * last reference is often one of a window: a thread of its own does it then. @data: (transfer full), used by nobody
 * else, and not a widget. */
void nh_free_aside (gpointer data, GDestroyNotify free, gsize parts);
