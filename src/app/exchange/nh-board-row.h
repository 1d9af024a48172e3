/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nh-board.h"

/* Which units of the board are shown. */
typedef enum
{
  NH_BOARD_ALL,
  NH_BOARD_NOT_IN,
  NH_BOARD_IN, /* received, not decided yet */
  NH_BOARD_LATE,
  NH_BOARD_HELD_NOT,
  NH_BOARD_BACK,
  NH_BOARD_DONE,
  NH_N_BOARD_FILTERS
} NhBoardFilter;

const char *nh_board_filter_get_title (NhBoardFilter filter); /* translated */
gboolean nh_board_filter_has (NhBoardFilter filter, const NhBoardRow *row);
/* "2 corrections asked for", which the unit has not answered with a version; NULL: none. (transfer full) (nullable) */
char *nh_board_row_asked_text (const NhBoardRow *row);
/* Of a file that came since the last version, and what to do; "": none did. (transfer full) */
char *nh_board_row_left_text (const NhBoardRow *row);
/* "3 records to look at again", of nh_outline_problems(); NULL: none. (transfer full) (nullable) */
char *nh_board_doubtful_text (const gint64 *counts);
/* What is to be done comes first: missing, returned or asked to correct something, received, not held, accepted; among
 * equals the order stays. */
int nh_board_row_compare (const NhBoardRow *a, const NhBoardRow *b);
/* @sizes: a size group for each of NH_BOARD_COLUMNS. (transfer floating) */
#define NH_BOARD_COLUMNS 3
GtkWidget *nh_board_row_new (const NhBoardRow *row, GtkSizeGroup *const sizes[NH_BOARD_COLUMNS]);
