/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-intake-trial.h"

/* What stands over a column: its heading in the file, a drop-down for its field, and one for what its money is worth.
 */

/* @chosen: called with the word for nh_mapping_set_word(). (transfer floating) */
GtkWidget *nh_intake_head_new (const NhRecordType *type, guint column, void (*chosen) (const char *word, gpointer data),
                               gpointer data);
/* What the column is in @trial, a trial of the same type. */
void nh_intake_head_show (GtkWidget *box, NhIntakeTrial *trial, int width);
/* A label that takes the width it gets. */
void nh_intake_head_narrow (GtkWidget *label);
/* Opens the choice of the field. */
void nh_intake_head_open (GtkWidget *head);
