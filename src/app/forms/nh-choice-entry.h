/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-catalog.h"

/* An entry with a list of the codes of a codebook. The list is filtered during typing, without diacritics, composition
 * included.
 *
 * F4, Alt+Down or the arrow icon opens it; Up and Down move the selection; Enter takes the selected code; Tab takes it
 * when it is the only one or was selected with the arrows; Esc closes the list. A text that is no code stays: the
 * caller checks it.
 *
 * Signal: "changed" (by the user, at each letter and when a code is taken). */
#define NH_TYPE_CHOICE_ENTRY (nh_choice_entry_get_type ())
G_DECLARE_FINAL_TYPE (NhChoiceEntry, nh_choice_entry, NH, CHOICE_ENTRY, GtkWidget)

GtkWidget *nh_choice_entry_new (void);
/* Offers the codes that are valid on a day. @codebook: a static string. */
void nh_choice_entry_set_codes (NhChoiceEntry *self, NhCatalog *catalog, const char *codebook, NhDate on);
/* Whether a form may offer to add what is typed and not in the list: Down and Enter, or a click, activate the action
 * "pane.add-choice" (ss) with the codebook and the text. */
void nh_choice_entry_set_open (NhChoiceEntry *self, gboolean open);
/* Any text will do: a code is only taken that was selected with the arrows or clicked, and the list is there only where
 * it has something. For good. */
void nh_choice_entry_set_free (NhChoiceEntry *self);
GtkWidget *nh_choice_entry_get_entry (NhChoiceEntry *self); /* the GtkEntry */
const char *nh_choice_entry_get_text (NhChoiceEntry *self);
void nh_choice_entry_set_text (NhChoiceEntry *self, const char *text); /* emits no signal */
gboolean nh_choice_entry_is_open (NhChoiceEntry *self);
void nh_choice_entry_close (NhChoiceEntry *self);
/* The keys above, for a parent that handles keys before its children. TRUE: handled; Enter and Tab never
 * are, but for Enter that adds a choice. */
gboolean nh_choice_entry_handle_key (NhChoiceEntry *self, guint keyval, GdkModifierType state);
