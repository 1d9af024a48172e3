/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-zip-part.h"

/* What a reader needs of the styles of a workbook. */
typedef struct
{
  guint16 font;  /* in NhXlsxStyles.fonts */
  guint8 flags;  /* NH_GRID_IN_… */
  gboolean date; /* numbers are days */
} NhXlsxStyle;

typedef struct
{
  GPtrArray *fonts; /* owned: names (char*); the first is of cells without a style */
  GArray *styles;   /* owned: NhXlsxStyle, by the numbers that cells have */
  gboolean whole;   /* no font is added any more: grids use them */
} NhXlsxStyles;

void nh_xlsx_styles_init (NhXlsxStyles *self);
void nh_xlsx_styles_clear (NhXlsxStyles *self);
/* From xl/styles.xml; a workbook without one has no styles. */
gboolean nh_xlsx_styles_read (NhXlsxStyles *self, NhZip *zip, const char *part, GCancellable *cancellable,
                              GError **error);
/* The number of the font with that name, which is added; 0: it cannot be. */
guint16 nh_xlsx_styles_find_font (NhXlsxStyles *self, const char *name);
/* What a number format says: "dd/mm/yyyy" is of days, "#,##0.0,," shows millions. */
gboolean nh_number_format_is_date (const char *format);
guint8 nh_number_format_get_scale (const char *format);
