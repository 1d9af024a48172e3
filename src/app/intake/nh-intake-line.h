/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-intake-rows.h"

/* In place of a column of the file. */
enum
{
  NH_INTAKE_VERDICT = -1, /* of the row */
  NH_INTAKE_NUMBER = -2,  /* of the row in the sheet */
};

/* The columns that are shown, from the left. Shared by all rows of a table. */
typedef struct
{
  GArray *columns; /* of int */
  GArray *ends;    /* of int: where they end, in pixels */
} NhIntakeColumns;

/* A row of the table, drawn as a whole: the list makes 200 of them, and a widget for each cell would stop the window
 * for seconds. */
#define NH_TYPE_INTAKE_LINE (nh_intake_line_get_type ())
G_DECLARE_FINAL_TYPE (NhIntakeLine, nh_intake_line, NH, INTAKE_LINE, GtkWidget)

/* @columns: must live as long. */
GtkWidget *nh_intake_line_new (const NhIntakeColumns *columns);
void nh_intake_line_set_item (NhIntakeLine *self, NhIntakeItem *item); /* @item: nullable */
/* The current cell, in this row; NH_INTAKE_NUMBER: it is in another one. */
void nh_intake_line_set_current (NhIntakeLine *self, int column);
/* The column at @x. */
int nh_intake_line_find_column (NhIntakeLine *self, double x);
