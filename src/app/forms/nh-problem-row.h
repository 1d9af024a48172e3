/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-check.h"

G_BEGIN_DECLS

/* A problem of a form: an icon, the text, and for a warning the way to pass it with a reason or to take that back, which activates the
 * action "form.waive" (ss: the rule, the reason; an empty reason takes it back). */
GtkWidget *nh_problem_row_new (const NhProblem *problem);
GtkWidget *nh_problem_row_get_label (GtkWidget *row);
GtkWidget *nh_problem_row_get_button (GtkWidget *row);     /* to pass or take back; NULL: neither block nor note has one */

/* Icon and text alone. The accessible name, with the word for the severity, goes to @named; NULL: to the label. */
GtkWidget *nh_problem_line_new (NhSeverity severity, const char *text, GtkWidget *named);

/* Whether @problems look different from *@shown, which is then updated: widgets are only replaced then, since one may have the focus. */
gboolean nh_problems_differ (char **shown, GPtrArray *problems);

const char *nh_severity_get_icon (NhSeverity severity);
const char *nh_severity_get_css (NhSeverity severity);     /* class: "error", "warning", "note" */

G_END_DECLS
