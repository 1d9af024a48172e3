/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* How a text is set. Lengths are points. */
typedef struct
{
  double          size;
  gboolean        bold, italic;
  PangoAlignment  align;
  double          width;      /* lines are broken at it; <= 0: one line, however long */
  gboolean        justify;
  double          indent;     /* of the first line */
} NhTextStyle;

/* Measures and sets text in Times New Roman, the same on every device: nothing is hinted or rounded to pixels, so widths grow
 * in step with the size and a page breaks where its preview did. For one thread. */
typedef struct _NhTypeset NhTypeset;

NhTypeset   *nh_typeset_new        (void);
void         nh_typeset_free       (NhTypeset *self);
/* The layout of @text, good until the next call. (transfer none) */
PangoLayout *nh_typeset_layout     (NhTypeset *self, const char *text, const NhTextStyle *style);
/* @width: of the ink as set; any may be NULL. */
void         nh_typeset_measure    (NhTypeset *self, const char *text, const NhTextStyle *style, double *width, double *height, guint *n_lines);
/* Width of @text on one line at 1 pt, remembered. */
double       nh_typeset_unit_width (NhTypeset *self, const char *text, gboolean bold);
/* The same of its widest word. */
double       nh_typeset_word_width (NhTypeset *self, const char *text, gboolean bold);
/* Height of a line at 1 pt. */
double       nh_typeset_line_height (NhTypeset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTypeset, nh_typeset_free)

G_END_DECLS
