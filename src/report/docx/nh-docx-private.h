/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <minizip/zip.h>

#include "nh-page-layout.h"

/* Word counts lengths in twentieths of a point, fonts in halves. */
#define NH_TWIPS(points) ((int) ((points) *20 + 0.5))
#define NH_HALVES(size) ((int) ((size) *2 + 0.5))

/* The document that is being written, from top to bottom. */
typedef struct
{
  NhSheet *sheet;
  NhLaidOut *layout; /* fit, typeset, room of a form */
  zipFile zip;
  GString *out;        /* XML that is not in the zip yet */
  GPtrArray *pictures; /* of GBytes: those that the document shows */
  gboolean failed;
  GCancellable *cancellable; /* nullable */
} NhDocx;

void nh_docx_put (NhDocx *self, const char *xml);
void nh_docx_printf (NhDocx *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Text, with what XML needs; \n breaks the line. Characters that XML cannot hold are left out. */
void nh_docx_put_text (NhDocx *self, const char *text);
/* The same, as a text of an attribute. (transfer full) */
char *nh_docx_escape (const char *text);
/* Moves what is long enough into the zip. */
void nh_docx_flush (NhDocx *self, gboolean all);

/* A paragraph. @style: its id in nh-docx-style.c; @properties, @run: XML in w:pPr behind the style and in w:rPr
 * (nullable); @text: nullable. */
void nh_docx_put_paragraph (NhDocx *self, const char *style, const char *properties, const char *run, const char *text);
/* Nothing of this height: between tables, which would be one without it, and behind the last. @keep: on the page of
 * what follows. */
void nh_docx_put_gap (NhDocx *self, double height, gboolean keep);
/* The beginning of a table without borders, with columns of these widths. */
void nh_docx_begin_frame (NhDocx *self, const double *widths, guint n_columns);
void nh_docx_begin_frame_cell (NhDocx *self, double width, const char *properties);

/* word/styles.xml. (transfer full) */
char *nh_docx_make_styles (NhDocx *self);
void nh_docx_put_letterhead (NhDocx *self);
void nh_docx_put_titles (NhDocx *self);
void nh_docx_put_signature (NhDocx *self);
/* Each as a picture. They are parts of the package as "word/media/chart1.png". */
void nh_docx_put_charts (NhDocx *self);
void nh_docx_put_chart_relations (NhDocx *self);
void nh_docx_put_table (NhDocx *self);
/* The entry of block @index, and the next one if they share a line. Returns the index of the block after them. */
guint nh_docx_put_entry (NhDocx *self, guint index);
