/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* One process, one window for each ledger. A second start presents the first window. (transfer full) */
GtkApplication *nh_application_new (void);
