/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One process, one window for each ledger. A second start presents the first window. (transfer full) */
GtkApplication *nh_application_new (void);

G_END_DECLS
