/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-mapping.h"

/* What a row of a table looks like, as a whole. */
typedef struct
{
  char *text;         /* owned: its first text that is more than the number of a line */
  guint n_cells;      /* of its own, without that number */
  guint n_mapped;     /* of these, in columns that are fields */
  gboolean stretched; /* the text stands over several fields */
  gboolean counted;   /* it has the number of a line */
  gboolean lettered;  /* which is a Roman one or a letter, as of a group */
} NhRowShape;

/* @self: zeroes. */
void nh_row_shape_look (NhRowShape *self, const NhMapping *mapping, NhGrid *grid, guint row);
void nh_row_shape_clear (NhRowShape *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhRowShape, nh_row_shape_clear)
