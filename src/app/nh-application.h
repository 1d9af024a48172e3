/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The program: one process, a window a ledger. A second start raises the first window. */
#define NH_TYPE_APPLICATION (nh_application_get_type ())
G_DECLARE_FINAL_TYPE (NhApplication, nh_application, NH, APPLICATION, GtkApplication)

GtkApplication *nh_application_new (void);

G_END_DECLS
