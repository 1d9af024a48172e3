/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-editor-control.h"

/* Amounts by source: rows of an NhChoiceEntry and a GtkEntry for an amount in đồng, the last one always empty, with
 * their total below. Its text is what nh_kind_parse() reads for amounts: "source: amount; source: amount". Steps end
 * after the source of the empty row. Signal: "changed" (by the user). */
#define NH_TYPE_AMOUNTS_ENTRY (nh_amounts_entry_get_type ())
G_DECLARE_FINAL_TYPE (NhAmountsEntry, nh_amounts_entry, NH, AMOUNTS_ENTRY, GtkBox)

extern const NhEditorKind nh_amounts_kind;

/* The choice that has the focus. (nullable) */
GtkWidget *nh_amounts_entry_get_focus_choice (NhAmountsEntry *self);
