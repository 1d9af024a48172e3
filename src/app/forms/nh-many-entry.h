/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"

G_BEGIN_DECLS

/* A group of check buttons, one for each code. Space toggles; Left and Right move the focus. Signal: "changed" (by
 * the user). */
#define NH_TYPE_MANY_ENTRY (nh_many_entry_get_type ())
G_DECLARE_FINAL_TYPE (NhManyEntry, nh_many_entry, NH, MANY_ENTRY, GtkBox)

GtkWidget *nh_many_entry_new (void);
/* Offers the codes of a codebook that are valid on a day, and those of @chosen ("a,b") in any case. */
void nh_many_entry_set_codes (NhManyEntry *self, NhCatalog *catalog, const char *list, NhDate on, const char *chosen);
void nh_many_entry_set_value (NhManyEntry *self, const char *chosen); /* emits no signal */
char *nh_many_entry_get_value (NhManyEntry *self); /* "a,b" in the codebook's order (transfer full) */
/* The button of a code; NULL: not offered. */
GtkWidget *nh_many_entry_get_button (NhManyEntry *self, const char *code);

G_END_DECLS
