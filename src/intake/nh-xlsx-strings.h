/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-xlsx-style.h"

/* The texts and fonts that the cells of a workbook share. Counted references, since its grids live on them. */
typedef struct
{
  const char *text;
  guint16 font; /* of its first part; 0: that of the cell */
} NhXlsxString;

typedef struct
{
  NhXlsxStyles styles;
  GStringChunk *texts;
  GArray *strings; /* owned: NhXlsxString */
} NhXlsxShared;

#define NH_XLSX_TEXT_MAX (32767 * 4) /* bytes; Excel takes 32,767 characters in a cell */

NhXlsxShared *nh_xlsx_shared_new (void); /* g_atomic_rc_box */
void nh_xlsx_shared_unref (gpointer self);
/* From xl/sharedStrings.xml; nothing where there is none. */
gboolean nh_xlsx_shared_read (NhXlsxShared *self, NhZip *zip, const char *part, GCancellable *cancellable,
                              GError **error);

/* A text being read, in the shared strings or in a cell (is, si): its parts put together, without what is read aloud
 * (rPh). */
typedef struct
{
  GString *text; /* owned */
  guint16 font;
  gboolean open, aloud; /* within t; within rPh */
} NhXlsxRichText;

void nh_xlsx_rich_text_begin (NhXlsxRichText *self);
void nh_xlsx_rich_text_start (NhXlsxRichText *self, NhXlsxStyles *styles, const char *name, const char **attributes);
void nh_xlsx_rich_text_end (NhXlsxRichText *self, const char *name);
void nh_xlsx_rich_text_add (NhXlsxRichText *self, const char *text, gsize length);
