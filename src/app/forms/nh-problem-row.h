/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-check.h"

G_BEGIN_DECLS

/* A problem under its field: an icon, the text, and for a warning the way to pass it with a reason, or to take that back.
 * Signal: "waive" (const char *rule, const char *reason). */
#define NH_TYPE_PROBLEM_ROW (nh_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (NhProblemRow, nh_problem_row, NH, PROBLEM_ROW, GtkWidget)

GtkWidget  *nh_problem_row_new       (const NhProblem *problem);
GtkWidget  *nh_problem_row_get_label (NhProblemRow *self);
/* The button to pass or take back; NULL for a block or note. */
GtkWidget  *nh_problem_row_get_button (NhProblemRow *self);

const char *nh_severity_get_icon     (NhSeverity severity);
const char *nh_severity_get_css      (NhSeverity severity);    /* class: "error", "warning", "note" */
/* For assistive technology, before the text: "Error", "Warning", "Note". */
const char *nh_severity_get_word     (NhSeverity severity);

G_END_DECLS
