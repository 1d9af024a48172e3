/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nh-date.h"

/* A plain table as a workbook: a row of headings, then rows of typed cells, written one after the other in little
 * memory. The same cells give the same bytes. Needs LC_NUMERIC "C" (nh_i18n_init()). */
typedef struct _NhFlatWriter NhFlatWriter;

typedef enum
{
  NH_FLAT_PLAIN,
  NH_FLAT_HEADING,
  NH_FLAT_MARKED, /* a cell to look at */
} NhFlatLook;

/* Fills in the rows. */
typedef gboolean (*NhFlatFill) (NhFlatWriter *writer, gpointer data, GError **error);

/* Replaces the file at @path. @tab: name of the sheet; @n_headings: rows that stay in view. @error: as
 * nh_file_replace(), and of @fill. */
gboolean nh_flat_write (const char *path, const char *tab, guint n_headings, NhFlatFill fill, gpointer data,
                        GError **error);
/* For @fill: rows from 0, in their order; columns of a row in any order. */
void nh_flat_add_text (NhFlatWriter *self, guint row, guint column, const char *text, NhFlatLook look);
void nh_flat_add_number (NhFlatWriter *self, guint row, guint column, double number, NhFlatLook look);
void nh_flat_add_money (NhFlatWriter *self, guint row, guint column, gint64 dong, NhFlatLook look);
void nh_flat_add_date (NhFlatWriter *self, guint row, guint column, NhDate date, NhFlatLook look);
void nh_flat_set_width (NhFlatWriter *self, guint column, int characters); /* before the first row */
