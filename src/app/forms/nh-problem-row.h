/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-check.h"

/* A problem in a form: icon and text. A warning has a button to pass it with a reason or to take that back, which
 * activates the action "form.waive" (ss: rule and reason; an empty reason takes it back). */
GtkWidget *nh_problem_row_new (const NhProblem *problem);
GtkWidget *nh_problem_row_get_label (GtkWidget *row);
GtkWidget *nh_problem_row_get_button (GtkWidget *row); /* NULL: only warnings have one */

/* Icon and text. Sets the accessible name, with a word for the severity, on @named; NULL: on the label. */
GtkWidget *nh_problem_line_new (NhSeverity severity, const char *text, GtkWidget *named);

/* Compares @problems with *@shown, and updates that. FALSE: they look the same, and the widgets can stay, which matters
 * as one may have the focus. */
gboolean nh_problems_differ (char **shown, GPtrArray *problems);

const char *nh_severity_get_icon (NhSeverity severity);
const char *nh_severity_get_css (NhSeverity severity); /* class: "error", "warning", "note" */
