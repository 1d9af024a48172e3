/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-editor-control.h"

/* A group of check buttons, one for each code that is valid on the day or chosen. Its text is "a,b", in the codebook's
 * order. Space toggles; Left and Right move the focus. Signal: "changed". */
#define NH_TYPE_MANY_ENTRY (nh_many_entry_get_type ())
G_DECLARE_FINAL_TYPE (NhManyEntry, nh_many_entry, NH, MANY_ENTRY, GtkBox)

extern const NhEditorKind nh_many_kind;

/* The button of a code; NULL: not offered. */
GtkWidget *nh_many_entry_get_button (NhManyEntry *self, const char *code);
