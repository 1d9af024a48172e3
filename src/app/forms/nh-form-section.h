/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-check.h"

/* A part of a form, with its children in pairs (nh-pair-layout.h). With a title it has a head that folds it; without
 * one it is always open. Properties for the .ui: "name" (folded sections are remembered by it), "title", "folded".
 * Signal: "toggled" (folded or unfolded). */
#define NH_TYPE_FORM_SECTION (nh_form_section_get_type ())
G_DECLARE_FINAL_TYPE (NhFormSection, nh_form_section, NH, FORM_SECTION, GtkBox)

NhFormSection *nh_form_section_of (gpointer widget);       /* that contains the widget (nullable) */
GtkWidget *nh_form_section_get_head (NhFormSection *self); /* the button; NULL without a title */
gboolean nh_form_section_get_folded (NhFormSection *self);
void nh_form_section_set_folded (NhFormSection *self, gboolean folded);
gboolean nh_form_section_focus_first (NhFormSection *self); /* its first field; FALSE: none is shown */
/* The digit that toggles it with Alt, shown in the head. */
void nh_form_section_set_digit (NhFormSection *self, int digit);
/* A problem in it. The head shows the worst since -1, which means none. */
void nh_form_section_set_alert (NhFormSection *self, int severity);
/* Number of fields with a value, shown in the head while it is folded. */
void nh_form_section_set_filled (NhFormSection *self, guint filled);
