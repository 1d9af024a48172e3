/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-draft.h"
#include "nh-session.h"

G_BEGIN_DECLS

/* What is still to be done in a season, each a row that leads there: what was being typed, records with problems, units that have
 * not reported, the day on which reports are due. What is not known yet (problems take a while) is said to be looked for. */
#define NH_TYPE_TODO (nh_todo_get_type ())
G_DECLARE_FINAL_TYPE (NhTodo, nh_todo, NH, TODO, GtkWidget)

GtkWidget *nh_todo_new          (NhSession *session);
/* Units that have not reported, of all: @n_units 1 is a unit that waits for nobody. */
void       nh_todo_set_missing  (NhTodo *self, guint n_missing, guint n_units);
void       nh_todo_set_drafts   (NhTodo *self, GPtrArray *drafts);          /* of NhDraft; kept (nullable) */
void       nh_todo_set_problems (NhTodo *self, const gint64 *counts);       /* one for each type of nh_record_types(), copied; NULL: being counted */

G_END_DECLS
