/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-session.h"

/* Workbook forms (intake/nh-workbook-form.h): making them for units, and reading filled ones: what will become of each
 * is a row of a window, then what became of it; and all of it can be taken back. */
#define NH_TYPE_FORMS_WINDOW (nh_forms_window_get_type ())
G_DECLARE_FINAL_TYPE (NhFormsWindow, nh_forms_window, NH, FORMS_WINDOW, GtkWindow)

/* Asks where, then writes the form of the unit looked at; of a province, one for each commune into a folder. */
void nh_forms_make (GtkWidget *parent, NhSession *session);
/* Asks for filled forms, or for the folder with them, then shows them. */
void nh_forms_ask (GtkWidget *parent, NhSession *session);
/* @paths: forms, or folders with them. */
void nh_forms_window_show (GtkWidget *parent, NhSession *session, const char *const *paths);
