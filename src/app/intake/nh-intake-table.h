/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-intake-trial.h"

/* The rows of a trial with a verdict for each cell, under a head for each column: its heading in the file, the field
 * that it is, and for money what one is worth. One cell is the current one: arrows move it, F4 opens the choice of its
 * column, F8 goes to the next problem.
 * Signals: "word" (const char *word): the user chose what a column is (nh_mapping_set_word()); "moved" (): another
 * cell is the current one. */
#define NH_TYPE_INTAKE_TABLE (nh_intake_table_get_type ())
G_DECLARE_FINAL_TYPE (NhIntakeTable, nh_intake_table, NH, INTAKE_TABLE, GtkWidget)

GtkWidget *nh_intake_table_new (void);
/* The current cell stays where it was, as far as there is such a row and column. */
void nh_intake_table_set_trial (NhIntakeTable *self, NhIntakeTrial *trial);
void nh_intake_table_show_problems (NhIntakeTable *self, gboolean only);
/* The current cell. FALSE: there is none. @column: -1 for the verdict. */
gboolean nh_intake_table_get_current (NhIntakeTable *self, guint *row, const NhIntakeRow **judged, int *column);
void nh_intake_table_go_to_problem (NhIntakeTable *self);
void nh_intake_table_focus (NhIntakeTable *self);
