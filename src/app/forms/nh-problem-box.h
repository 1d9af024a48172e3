/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-check.h"

/* The problems under one field. Updates style, accessible state and relation of the field together with the rows.
 * Problems set here only show from nh_problem_box_update() on. */
typedef struct _NhProblemBox NhProblemBox;

/* @target: the widget to mark; @unreadable: the problem of a text that cannot be read, text NULL: readable. It is shown
 * instead of the others of its field. Both are borrowed. (transfer full) */
NhProblemBox *nh_problem_box_new (GtkWidget *target, const NhProblem *unreadable);
void nh_problem_box_free (NhProblemBox *self);             /* its widget stays with its parent */
GtkWidget *nh_problem_box_get_widget (NhProblemBox *self); /* floating until it has a parent */
/* Keeps a reference to @problems (nullable) and uses those of the field, from the next update on. */
void nh_problem_box_set_problems (NhProblemBox *self, GPtrArray *problems);
/* Updates the rows; @may FALSE hides them all. */
void nh_problem_box_update (NhProblemBox *self, gboolean may);
/* While the field is edited: hides problems that are not in @found. TRUE: one was hidden. */
gboolean nh_problem_box_retain (NhProblemBox *self, GPtrArray *found);
GPtrArray *nh_problem_box_get_shown (NhProblemBox *self);  /* of const NhProblem* (borrowed) */
GtkWidget *nh_problem_box_get_button (NhProblemBox *self); /* the first button to pass a warning; NULL: none */
