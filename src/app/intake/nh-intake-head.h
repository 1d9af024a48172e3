/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-intake-trial.h"

/* What stands over a column: its heading in the file, a drop-down for its field, and one for what its money is worth.
 */

/* @chosen: called with the word for nh_mapping_set_word(). (transfer floating) */
GtkWidget *nh_intake_head_new (NhIntakeTrial *trial, guint column, int width,
                               void (*chosen) (const char *word, gpointer data), gpointer data);
/* A label that takes the width it gets. */
void nh_intake_head_narrow (GtkWidget *label);
/* Opens the choice of the field. */
void nh_intake_head_open (GtkWidget *head);
