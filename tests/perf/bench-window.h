/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "bench.h"

G_BEGIN_DECLS

GtkWidget *bench_find (GtkWidget *root, GType type); /* the first widget of that type */
/* @path: a ledger with all of its points in BENCH_LAST_YEAR. */
void bench_page (Bench *bench, const char *path);

G_END_DECLS
