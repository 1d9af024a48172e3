/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

/* Lengths are points. */
typedef struct
{
  double size;
  gboolean bold, italic;
  PangoAlignment align;
  double width; /* where lines wrap; <= 0: never */
  gboolean justify;
  double indent; /* of the first line */
} NhTextStyle;

/* Measures and lays out text in Times New Roman, the same on every device: without hinting and rounding to pixels
 * widths are proportional to the size, and a printed page breaks where its preview did. For one thread. */
typedef struct _NhTypeset NhTypeset;

NhTypeset *nh_typeset_new (void);
void nh_typeset_free (NhTypeset *self);
/* Valid until the next call. (transfer none) */
PangoLayout *nh_typeset_layout (NhTypeset *self, const char *text, const NhTextStyle *style);
/* @width, @height, @n_lines: (out) (nullable) */
void nh_typeset_measure (NhTypeset *self, const char *text, const NhTextStyle *style, double *width, double *height,
                         guint *n_lines);
/* Width of @text on one line at 1 pt. */
double nh_typeset_unit_width (NhTypeset *self, const char *text, gboolean bold);
/* The same of its widest word. */
double nh_typeset_word_width (NhTypeset *self, const char *text, gboolean bold);
/* Height of a line at 1 pt. */
double nh_typeset_line_height (NhTypeset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTypeset, nh_typeset_free)
