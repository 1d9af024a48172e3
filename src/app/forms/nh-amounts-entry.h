/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"

G_BEGIN_DECLS

/* Amounts by source: rows of a choice and an amount in đồng, the last one always empty, with their total below. Its
 * text is what nh_kind_parse() reads for amounts: "source: amount; source: amount". Signal: "changed" (by the
 * user). */
#define NH_TYPE_AMOUNTS_ENTRY (nh_amounts_entry_get_type ())
G_DECLARE_FINAL_TYPE (NhAmountsEntry, nh_amounts_entry, NH, AMOUNTS_ENTRY, GtkBox)

GtkWidget *nh_amounts_entry_new (void);
void nh_amounts_entry_set_codes (NhAmountsEntry *self, NhCatalog *catalog, const char *list, NhDate on);
void nh_amounts_entry_set_title (NhAmountsEntry *self, const char *title);            /* for accessible names */
void nh_amounts_entry_set_text (NhAmountsEntry *self, const char *text);              /* emits no signal */
char *nh_amounts_entry_get_text (NhAmountsEntry *self);                               /* (transfer full) */
guint nh_amounts_entry_get_n_rows (NhAmountsEntry *self);                             /* the empty one included */
GtkWidget *nh_amounts_entry_get_cell (NhAmountsEntry *self, guint row, guint column); /* NhChoiceEntry, GtkEntry */
/* Moves the focus to the next (previous) cell. FALSE at the ends: after the source of the empty row, before the
 * first cell. */
gboolean nh_amounts_entry_step (NhAmountsEntry *self, int delta);
/* The choice that has the focus. (nullable) */
GtkWidget *nh_amounts_entry_get_focus_choice (NhAmountsEntry *self);

G_END_DECLS
