/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A ring that is filled as far as something is done, with the part in per cent in its middle. What it says in words is its accessible label. */
#define NH_TYPE_RING (nh_ring_get_type ())
G_DECLARE_FINAL_TYPE (NhRing, nh_ring, NH, RING, GtkWidget)

GtkWidget *nh_ring_new (void);
/* @text: for who cannot see it: "204 of 216 units have reported". All done is 100 % only when @done is @all. */
void       nh_ring_set (NhRing *self, guint done, guint all, const char *text);

G_END_DECLS
