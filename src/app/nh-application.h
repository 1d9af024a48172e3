/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The program: one process, a window a ledger. A second start raises the first window. */
GtkApplication *nh_application_new (void);

G_END_DECLS
