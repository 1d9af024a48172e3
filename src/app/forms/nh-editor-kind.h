/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-editor-control.h"

const NhEditorKind *nh_editor_kind (const NhField *field); /* NULL for a kind that is never entered */

/* Puts @value into @control. */
void nh_editor_kind_show (const NhEditorKind *self, GtkWidget *control, const NhField *field, const NhValue *value,
                          NhCatalog *catalog);
/* Calls @changed (swapped, with @data) at every change of the control, those by put() included. */
void nh_editor_kind_connect (GtkWidget *control, GCallback changed, gpointer data);
/* The choice in @control that has the focus. (nullable) */
GtkWidget *nh_editor_kind_get_choice (GtkWidget *control);
