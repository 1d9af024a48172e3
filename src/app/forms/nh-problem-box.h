/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-check.h"

G_BEGIN_DECLS

/* The problems under one field. Error look, accessible state, relation and text change together. It knows problems that it does not
 * show yet: nothing complains before nh_problem_box_update() says it may.
 * Signal: "waive" (const char *rule, const char *reason). */
#define NH_TYPE_PROBLEM_BOX (nh_problem_box_get_type ())
G_DECLARE_FINAL_TYPE (NhProblemBox, nh_problem_box, NH, PROBLEM_BOX, GtkWidget)

GtkWidget *nh_problem_box_new             (void);
/* @target is the widget that is marked, @field its field, @rule the name of the problem that it cannot be read. */
void       nh_problem_box_set_target      (NhProblemBox *self, GtkWidget *target, guint field, const char *rule);
/* Takes those of @field from @problems (nullable). Shown at the next update. */
void       nh_problem_box_set_problems    (NhProblemBox *self, GPtrArray *problems);
/* Why the text cannot be read; NULL: it can. Shown at the next update, then instead of the others. */
void       nh_problem_box_set_unreadable  (NhProblemBox *self, const char *reason);
/* Shows what there is, or nothing when it @may not. */
void       nh_problem_box_update          (NhProblemBox *self, gboolean may);
/* While the field is being mended: shows no longer what is not in @found any more. TRUE: something went. */
gboolean   nh_problem_box_retain          (NhProblemBox *self, GPtrArray *found);
GPtrArray *nh_problem_box_get_shown       (NhProblemBox *self);     /* of const NhProblem* (borrowed) */
GtkWidget *nh_problem_box_get_button      (NhProblemBox *self);     /* the first button of a warning; NULL: none */

G_END_DECLS
